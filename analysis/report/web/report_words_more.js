// More texts of the page, as in report_words.js.
Object.assign(words, {
  sure_drawn: [
    "De getallen waarmee gerekend is, zijn {count} keer getrokken uit wat bij gepubliceerde cijfers " +
    "past. Een bereik is waar het verschil zelf met 90% kans ligt, gegeven wat van die getallen niet " +
    "bekend is; met meer trekkingen wordt het niet smaller. " +
    "Wat niet is afgesteld (hoe goed hulp werkt, wat zij kost) ligt vast, en het model zelf kan te " +
    "eenvoudig zijn. De werkelijke onzekerheid is dus groter dan hier staat.",
    "The numbers used were drawn {count} times from what fits published figures. A range is where the " +
    "difference itself lies with a chance of 90%, given what is not known of those numbers; more draws " +
    "do not make it narrower. What was not calibrated (how well help works, what it costs) stays " +
    "fixed, and the model itself may be too simple. The true uncertainty is therefore larger than " +
    "shown here."],
  sure_more_drawn: ["‘Niet te zeggen’ betekent hier: binnen wat van de getallen niet bekend is, kan het " +
    "beide kanten op, of kan het te klein zijn om ertoe te doen. Meer trekkingen veranderen dat niet; " +
    "meer weten over die getallen wel.",
    "‘Cannot tell’ means here: within what is not known of the numbers it could go either way, or it " +
    "may be too small to matter. More draws do not change that; knowing more about those " +
    "numbers does."],
  sure_one_draw: [
    "De getallen waarmee gerekend is, zijn één keer getrokken uit wat bij gepubliceerde cijfers past. Hoeveel het " +
    "uitmaakt wat van die getallen niet bekend is, is dan niet te zien: een bereik, en een oordeel dat daarvan " +
    "afhangt, is er vanaf twee trekkingen.",
    "The numbers used were drawn once from what fits published figures. How much it matters what is not known of " +
    "those numbers cannot be seen then: it takes two draws for a range, and for a verdict that hangs on one."],
  many_more: ["nog meer dan {count} herhalingen nodig", "more than {count} more replicates needed"],
  worth_in: ["naar waarde van {year}", "worth in {year}"],
  draws: ["Trekkingen van de parameters", "Draws of the parameters"],
  sure_studied: [
    "De bereiken hier dekken alleen dat toeval. Hoeveel onzekerheid daarbij komt doordat de getallen " +
    "waarmee gerekend is niet precies bekend zijn, staat onder ‘Waar de onzekerheid vandaan komt’. Dat " +
    "het model zelf te eenvoudig kan zijn, staat in geen enkel bereik.",
    "The ranges on this page cover that luck only. How much uncertainty comes on top because the numbers " +
    "used are not known exactly is under ‘Where the uncertainty comes from’. That the model itself may be " +
    "too simple is in no range at all."],
  chance: ["Hoe vaak het beter uitpakt", "How often it turns out better"],
  chance_caption: ["In hoeveel herhalingen {other} het beter doet dan {base}, per jaar",
    "In how many replicates {other} does better than {base}, by year"],
  chance_note: [
    "De helft betekent: toeval beslist. Een herhaling zonder verschil telt half. ‘=’: precies gelijk. Voor geld: " +
    "opgeteld tot en met dat jaar.",
    "Half of them means: luck decides. A replicate without a difference counts half. ‘=’: exactly equal. For " +
    "money: added up to and including that year."],
  chance_note_drawn: [
    "De helft betekent: het kan net zo goed de andere kant op, door toeval of door wat van de getallen niet bekend " +
    "is. Een herhaling zonder verschil telt half. ‘=’: precies gelijk. Voor geld: opgeteld tot en met dat jaar.",
    "Half of them means: it may as well go the other way, by luck or by what is not known of the numbers. A " +
    "replicate without a difference counts half. ‘=’: exactly equal. For money: added up to and including that " +
    "year."],
  chance_column: ["Beter in zoveel herhalingen (gelijk telt half)", "Better in so many replicates (ties count half)"],
  chance_cheaper: ["Opgeteld goedkoper", "Cheaper in total"],

  map: ["Op de kaart", "On the map"],
  map_note: ["Kleur alleen waar het oordeel beter of slechter is; hoe groter het verschil, hoe sterker.",
    "Colour only where the verdict is better or worse; the larger the difference, the stronger."],
  map_unsure_one: ["Niet te zeggen in één gemeente.", "Cannot tell in one municipality."],
  map_unsure: ["Niet te zeggen in {count} gemeenten.", "Cannot tell in {count} municipalities."],

  fairness: ["Eerlijk verdeeld?", "Fairly spread?"],
  fairness_note: [
    "De kloof is de waarde bij het vijfde met de laagste inkomens min die bij het vijfde met de hoogste, " +
    "hele regio, {year}. Wordt zij kleiner, dan verschillen arm en rijk minder. " +
    "De kloof telt naar haar grootte, wie er ook hoger staat. Kan dat gewisseld zijn, dan luidt het oordeel alleen " +
    "groter of kleiner waar de grootten elkaar niet overlappen.",
    "The gap is the value among the fifth with the lowest incomes minus that among the fifth with the " +
    "highest, whole region, {year}. When it shrinks, rich and poor differ less. " +
    "A gap goes by its size, whoever is higher. Where that may have changed over, the verdict is only " +
    "wider or narrower where the sizes do not overlap."],
  gap_in: ["Kloof in {name}", "Gap in {name}"],
  gap_change: ["Verandering (90%)", "Change (90%)"],
  gap_caption: ["Kloof tussen laagste en hoogste inkomens, {year}",
    "Gap between lowest and highest incomes, {year}"],
  gap_all: ["Alle uitkomsten", "All outcomes"],
  gap_same: ["precies gelijk", "exactly equal"],
  gap_unsure: ["niet te zeggen", "cannot tell"],
  gap_wider: ["kloof groter", "wider gap"],
  gap_narrower: ["kloof kleiner", "narrower gap"],
  index_open: ["Concentratie-index", "Concentration index"],
  index_caption: [
    "Concentratie-index over inkomensvijfden, {year}: 0 is gelijk verdeeld, onder 0 vooral bij lage inkomens",
    "Concentration index over income fifths, {year}: 0 is evenly spread, below 0 mostly among low incomes"],
  group_left_out: ["Voor de hele regio is deze uitkomst in {year} per groep weggelaten (te weinig mensen).",
    "For the whole region this outcome is left out by group in {year} (too few people)."],
  income_left_out: ["Voor de hele regio zijn de uitkomsten in {year} naar inkomen weggelaten (te weinig mensen).",
    "For the whole region outcomes by income are left out in {year} (too few people)."],
  not_by_income: ["De uitkomsten zijn niet naar inkomen geteld.", "Outcomes were not counted by income."],

  generations: ["Van ouders op kinderen", "From parents to children"],
  generations_lead: [
    "Wie nu kind is, wordt later ouder. Wat beter of slechter gaat, werkt daardoor door in de kinderen van " +
    "de kinderen.",
    "Today's children become parents. What goes better or worse therefore carries on in the children of " +
    "the children."],
  generations_caption: ["Verschil per generatie, hele regio, {year}",
    "Difference by generation, whole region, {year}"],
  no_life_tables: ["De jaren zijn te kort om levens van ouders en kinderen naast elkaar te leggen.",
    "The years are too few to lay lives of parents and children side by side."],
  passed_on: ["Wat ouders doorgeven", "What parents pass on"],
  passed_on_note: ["Over wie 30 werd en wiens hele jeugd is gesimuleerd, naar tien jaren van geboorte.",
    "Of those who turned 30 and whose whole childhood was simulated, by ten years of birth."],
  spread_of_burdens: ["Bij hoe weinig mensen de last ligt", "On how few people the burden falls"],
  spread_note: ["Welk deel van alle maanden hulp, problemen of misdrijven bij de zwaarst belasten ligt.",
    "Which part of all months of help or problems, or of all offences, falls on the most burdened."],
  what: ["Wat", "What"],

  detection: ["Eerst op tijd zien", "Seen in time first"],
  detection_lead: [
    "Hulp begint met zien wie haar nodig heeft. Meer meldingen kunnen betekenen dat er meer wordt gezien, niet " +
    "dat er meer gebeurt: lees ze naast wat er werkelijk gebeurt.",
    "Help begins with seeing who needs it. More reports may mean that more is seen, not that more happens: " +
    "read them beside what really happens."],
  waiting: ["Wachten en hulp krijgen", "Waiting and getting help"],
  waiting_lead: [
    "Geld dat naar de voorkant gaat, is niet meer aan de achterkant. Hier is te zien wie daardoor langer wacht, " +
    "en wanneer dat weer minder wordt.",
    "Money that goes to the front is no longer at the back. Here it can be seen who waits longer for it, and " +
    "when that becomes less again."],

  waterfall: ["Van het ene scenario naar het andere, per soort, zonder rente",
    "From one scenario to the other, by kind, undiscounted"],
  waterfall_note: [
    "Gemiddeld miljoen euro meer (+) of minder (−) dan in {base} over {years}, zonder rente. Elke balk begint " +
    "waar de vorige ophield.",
    "Million euro more (+) or less (−) than in {base} over {years}, on average and undiscounted. Each bar begins " +
    "where the one before it ended."],
  other_items: ["Al het andere", "Everything else"],
  added_up: ["Opgeteld", "Added up"],
  pockets: ["Wie investeert en wie de vruchten plukt", "Who invests and who reaps"],
  pockets_note: [
    "Over {years} samen, gemiddeld over de herhalingen; latere jaren tellen {rate} per jaar minder mee.",
    "Over {years} together, means over replicates; later years count {rate} a year less."],
  pays_more: ["Wie meer betaalt, met het hele 90%-interval boven nul: {list}.",
    "Who pays more, with the whole 90% interval above zero: {list}."],
  pays_less: ["Wie minder betaalt, met het hele 90%-interval onder nul: {list}.",
    "Who pays less, with the whole 90% interval below zero: {list}."],
  nobody_more: ["Bij geen betaler ligt het hele 90%-interval boven nul.",
    "For no payer the whole 90% interval lies above zero."],
  nobody_less: ["Bij geen betaler ligt het hele 90%-interval onder nul.",
    "For no payer the whole 90% interval lies below zero."],
  returned: ["De voorkant zelf is {money}. {text}", "The front itself is {money}. {text}"],
  money_more: ["meer", "more"],
  money_less: ["minder", "less"],
  returned_range: [
    "Voor elke euro {more} daar gaat {back} naar hulp aan de achterkant, door het plan zelf of doordat de nood " +
    "verandert (90%-interval: {back_low} tot {back_high}), en {outside} naar alles buiten het budget voor jeugd " +
    "en gezin, wie het ook betaalt (90%-interval: {outside_low} tot {outside_high}).",
    "For each euro {more} there, {back} goes to back-end help, by the plan itself or because need changes (90% " +
    "interval: {back_low} to {back_high}), and {outside} to all that is outside the youth and family budget, " +
    "whoever pays it (90% interval: {outside_low} to {outside_high})."],
  returned_unknown: [
    "Hoeveel minder of meer daardoor aan de achterkant en daarbuiten wordt uitgegeven, is niet te zeggen.",
    "How much less or more is therefore spent at the back end and outside the budget, cannot be told."],
  value_range: [
    "Van elke extra euro van gemeente, rijk en andere betalers zien gezinnen en samenleving {value} terug in hun " +
    "eigen beurs (90%-interval: {low} tot {high}). Wat geen prijs heeft, zoals minder leed, zit daar niet in.",
    "Of each extra euro of municipality, state and other payers, households and society see {value} back in their " +
    "own purse (90% interval: {low} to {high}). What has no price, such as less suffering, is not in it."],
  value_unknown: [
    "Hoeveel gezinnen en samenleving van elke extra euro van de andere betalers terugzien in hun eigen beurs, is " +
    "niet te zeggen.",
    "How much households and society see back in their own purse of each extra euro of the other payers, cannot " +
    "be told."],
  gains_caption: ["Wat alle jaren samen opleveren, {years}, zonder rente",
    "What all years together bring, {years}, undiscounted"],
  person_years: ["Persoonsjaren meer of minder", "Person-years more or less"],
  price_each: ["Kosten per gewonnen persoonsjaar", "Cost of each person-year gained"],
  price_no_gain: ["geen winst", "no gain"],
  price_unsure: ["90%-interval bevat nul", "90% interval holds zero"],
  price_unknown: ["niet te zeggen", "cannot tell"],
  price_saves: ["spaart ook geld", "saves money as well"],

  score: ["Klopt het model met wat bekend is?", "Does the model agree with what is known?"],
  score_none: ["Deze uitkomsten zijn niet naast gepubliceerde cijfers gelegd.",
    "These results were not held against published figures."],
  score_count: [
    "Van {count} gepubliceerde cijfers haalt het model er {hit} binnen de afgesproken marge; van de {required} " +
    "die moesten kloppen, {required_hit}.",
    "Of {count} published figures the model meets {hit} within the agreed margin; of the {required} that had " +
    "to agree, {required_hit}."],
  score_all: ["Alle cijfers die moesten kloppen, kloppen.", "All figures that had to agree do."],
  score_all_looked_at: ["Alle cijfers die moesten kloppen en in deze uitkomsten te zien zijn, kloppen.",
    "All figures that had to agree and can be seen in these results do."],
  score_none_looked_at: ["Geen van de cijfers die moesten kloppen, is in deze uitkomsten te zien.",
    "None of the figures that had to agree can be seen in these results."],
  score_missed: ["Wat moest kloppen en niet klopt", "What had to agree and does not"],
  score_note: ["Het model: {base}, gemiddelde van de herhalingen (laagste tot hoogste).",
    "The model: {base}, mean of the replicates (lowest to highest)."],
  score_open: ["Alle cijfers", "All figures"],
  score_verdicts: [["klopt", "wijkt af", "niet in de uitkomsten"], ["agrees", "is off", "not in the results"]],
  score_under: ["onder {count}", "under {count}"],
  score_under_of: ["onder {count} van {all}", "under {count} of {all}"],
  inhabitants_aged: ["Inwoners van {ages} jaar", "Inhabitants aged {ages}"],
  figure: ["Cijfer", "Figure"],
  published: ["Gepubliceerd", "Published"],
  source: ["Bron", "Source"],

  draws_file: ["UW-POSTERIOR.h5", "YOUR-POSTERIOR.h5"],
  again_draws: [
    "UW-POSTERIOR.h5 is geen echte naam: zet daar het bestand dat ‘smartstart calibrate’ schreef en waaruit deze " +
    "trekkingen komen. Hoe dat heet, staat niet in de uitkomsten.",
    "YOUR-POSTERIOR.h5 is no real name: put there the file that ‘smartstart calibrate’ wrote and from which these " +
    "draws come. What it is called is not in the results."],

  study: ["Waar de onzekerheid vandaan komt", "Where the uncertainty comes from"],
  turnings: ["Wat er waar moet zijn om de conclusie te doen keren",
    "What would have to be true for the conclusion to turn"],
  sweep: ["Alle doorgerekende mengsels", "All mixtures computed"],
  sweep_lead: ["{count} mengsels zijn doorgerekend. Schuif, en de dichtstbijzijnde staat eronder.",
    "{count} mixtures were computed. Move the sliders, and the nearest one stands below."],
  frontier: ["Rand", "Frontier"],
  frontier_x: ["netto kosten, miljoen euro", "net cost, million euro"],
  frontier_label: [
    "{count} mengsels; bij {best} is geen ander zowel goedkoper als beter.",
    "{count} mixtures; for {best} no other is both cheaper and better."],
  explorer_told: [
    "Dichtstbij: {where} (afstand {distance}). {cost}; {outcome}: {harm}.",
    "Nearest: {where} (distance {distance}). {cost}; {outcome}: {harm}."],

  inputs: ["Gelezen bestanden", "Files read"],
  file: ["Bestand", "File"],
});
