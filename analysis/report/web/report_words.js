"use strict";

// Every text of the page, in Dutch and in English. {name} is filled in by say().
const words = {
  to_content: ["Naar het antwoord", "Skip to the answer"],
  compared: ["{other} vergeleken met {base}", "{other} compared with {base}"],
  what_differs: ["Wat er verschilt", "What differs"],
  from_when: ["Tot {date} zijn de twee werelden precies gelijk; daarna:",
    "Until {date} the two worlds are exactly the same; from then on:"],
  differs_from: ["Wat {other} anders doet dan {base}:", "What {other} does otherwise than {base}:"],
  not_said: ["De uitkomsten vertellen niet waarin de scenario's verschillen.",
    "The results do not say in what the scenarios differ."],
  more_differs: ["En nog {count}:", "And {count} more:"],
  more_below: ["En nog {count}, te vinden onder ‘{section}’.", "And {count} more, to be found under ‘{section}’."],
  all_differs: ["Alles wat {other} anders doet:", "All that {other} does otherwise:"],
  nothing_differs: ["Er verschilt niets: elke telling en elke cent is in beide scenario's gelijk.",
    "Nothing differs: every count and every cent is the same in both scenarios."],

  answer: ["Het antwoord in het kort", "The answer in short"],
  answer_numbers: ["In drie getallen", "In three numbers"],
  short_money: ["Geld, {years}, latere jaren tellen {rate} per jaar minder mee",
    "Money, {years}, later years count {rate} a year less"],
  short_total: ["alle betalers samen {money}", "all payers together {money}"],
  short_better: ["Beter in {year}", "Better in {year}"],
  short_worse: ["Slechter in {year}", "Worse in {year}"],
  and_others: ["nog {count}", "{count} more"],
  short_none: ["Te klein om ertoe te doen", "Too small to matter"],
  short_unsure: ["Niet te zeggen", "Cannot tell"],
  short_same: ["Precies gelijk", "Exactly equal"],
  cost_title: ["Wat het netto kost", "What it costs on balance"],
  dearer: ["{money} duurder", "{money} dearer"],
  cheaper: ["{money} goedkoper", "{money} cheaper"],
  same_money: ["geen cent verschil", "not a cent of difference"],
  cost_note: ["Alle betalers samen, {years}; latere jaren tellen {rate} per jaar minder mee.",
    "All payers together, {years}; later years count {rate} a year less."],
  cost_unsure: ["Niet te zeggen of het goedkoper of duurder is.",
    "Cannot tell whether it is cheaper or dearer."],
  cost_sure: ["Het bereik ligt geheel aan één kant van nul.",
    "The whole range lies on one side of zero."],
  between: ["90%-interval: {low} tot {high}", "90% interval: {low} to {high}"],
  no_range: ["Bereik onbekend: daarvoor zijn ten minste twee herhalingen nodig.",
    "Range unknown: that takes at least two replicates."],
  no_range_drawn: ["Bereik onbekend: daarvoor zijn ten minste twee trekkingen nodig.",
    "Range unknown: that takes at least two draws."],
  no_ledger: ["Deze uitkomsten hebben geen kasboek.", "These results have no ledger."],
  even_title: ["Kans dat het in {year} is terugverdiend",
    "Chance that it has paid for itself by {year}"],
  even_note: ["Terugverdiend in {hits} van de {count} herhalingen, alle betalers samen, zonder rente.",
    "Paid back in {hits} of {count} replicates, all payers together, undiscounted."],
  even_year: ["De helft van de herhalingen is zover in {middle}; van 5% tot 95%: {early} tot {late}.",
    "Half of the replicates are there by {middle}; from 5% to 95%: {early} to {late}."],
  even_none: ["In geen enkele herhaling komt het geld terug.",
    "In not a single replicate does the money come back."],
  even_never: ["Minder dan de helft van de herhalingen komt zover.",
    "Fewer than half of the replicates get there."],
  later: ["na {year}", "after {year}"],
  child_title: ["{outcome}, {year}", "{outcome}, {year}"],
  from_to: ["van {base} naar {other}", "from {base} to {other}"],
  chosen_before: ["Vooraf gekozen uitkomsten, {year}, hele regio",
    "Outcomes chosen beforehand, {year}, whole region"],
  counts_of: ["Van alle {count} uitkomsten in {year}: {list}.",
    "Of all {count} outcomes in {year}: {list}."],
  all_others: ["Alle vergeleken scenario's; in wat het kost tellen latere jaren {rate} per jaar minder mee",
    "All scenarios compared; in what it costs, later years count {rate} a year less"],

  sure: ["Hoe zeker, en waarom", "How sure, and why"],
  sure_luck: [
    "Elk scenario is {count} keer doorgerekend, steeds met ander toeval en in beide scenario's met " +
    "hetzelfde toeval. Wat overblijft als men ze van elkaar aftrekt, komt dus door het beleid.",
    "Each scenario was simulated {count} times, each time with other luck and in both scenarios with " +
    "the same luck. What is left when one is subtracted from the other is therefore policy."],
  sure_ranges: [
    "De bereiken hier dekken alleen dat toeval. Zij dekken nog niet dat de getallen waarmee gerekend " +
    "is onzeker zijn (hoe goed hulp werkt, wat zij kost), en niet dat het model zelf te eenvoudig " +
    "kan zijn. De werkelijke onzekerheid is dus groter dan hier staat.",
    "The ranges on this page cover that luck only. They do not yet cover that the numbers used are " +
    "uncertain (how well help works, what it costs), nor that the model itself may be too simple. " +
    "The true uncertainty is therefore larger than shown here."],
  sure_sample: ["Van de huishoudens is {share} gesimuleerd; de aantallen zijn teruggewogen naar de " +
    "hele regio. Kleine gemeenten en zeldzame gebeurtenissen zijn daardoor grillig.",
    "Of the households {share} was simulated, and counts weighted back to the whole region. Small " +
    "municipalities and rare events are therefore erratic."],
  one_in: ["1 op de {count}", "1 in {count}"],
  one_of_replicates: ["1 van de {count} herhalingen heeft een waarde", "1 of {count} replicates has a value"],
  of_replicates: ["{hits} van de {count} herhalingen hebben een waarde", "{hits} of {count} replicates have a value"],
  hits: ["{hits} van {count}", "{hits} of {count}"],
  sure_suppressed: ["Aantallen onder {count} en wat die zou verraden zijn weggelaten, ook uit het totaal van " +
    "de regio. Daar staat ‘weggelaten (te weinig mensen)’.",
    "Counts under {count} and what would reveal them are left out, of totals of the region as well. " +
    "It says ‘left out (too few people)’ there."],
  sure_few: ["{count} herhalingen is weinig: lees de bereiken als een orde van grootte.",
    "{count} replicates are few: read the ranges as an order of magnitude."],
  sure_more: ["Bij ‘niet te zeggen’ staat hoeveel herhalingen erbij moeten om het wel te kunnen " +
    "zeggen, als gemiddelde en spreiding blijven zoals zij zijn.",
    "Where it says ‘cannot tell’, the page names how many more replicates would settle it, if mean " +
    "and spread stay as they are."],

  scenario: ["Scenario", "Scenario"],
  outcome: ["Uitkomst", "Outcome"],
  place: ["Gebied", "Area"],
  year: ["Jaar", "Year"],
  region: ["Hele regio", "Whole region"],
  region_within: ["hele regio", "whole region"],
  course: ["Verloop in de tijd", "Over the years"],
  course_note: [
    "Lijn: gemiddelde van de herhalingen. Donkere band: de middelste helft van de herhalingen; lichte band: 90%.",
    "Line: mean of the replicates. Dark band: the middle half of the replicates; light band: 90%."],
  difference_title: ["Het verschil: {other} min {base}", "The difference: {other} minus {base}"],
  in_unit: ["{title} ({unit})", "{title} ({unit})"],
  difference_note: [
    "Lijn: gemiddeld verschil, herhaling voor herhaling. Band: 90%-interval van dat gemiddelde. " +
    "Tussen de grijze stippellijnen is een verschil te klein om ertoe te doen.",
    "Line: mean difference, replicate by replicate. Band: 90% interval of that mean. Between the " +
    "grey dotted lines a difference is too small to matter."],
  difference_note_drawn: [
    "Lijn: gemiddeld verschil, herhaling voor herhaling. Band: waar het verschil zelf met 90% kans ligt, gegeven " +
    "wat van de getallen waarmee gerekend is niet bekend is. Tussen de grijze stippellijnen is een verschil te " +
    "klein om ertoe te doen.",
    "Line: mean difference, replicate by replicate. Band: where the difference itself lies with a chance of 90%, " +
    "given what is not known of the numbers used. Between the grey dotted lines a difference is too small to " +
    "matter."],
  good_up: ["Hoger is beter.", "Higher is better."],
  good_down: ["Lager is beter.", "Lower is better."],
  good_neither: ["Hoger of lager is op zichzelf niet goed of slecht.",
    "Higher or lower is neither good nor bad in itself."],
  good_seen: ["Meer betekent eerst dat er meer gezien wordt: het kan goed of slecht nieuws zijn.",
    "More means first of all that more is seen: it may be good or bad news."],
  counted: ["Wat er geteld is", "What was counted"],
  divided_by: ["Gedeeld door", "Divided by"],
  definition: ["Definitie", "Definition"],
  read_keys: ["Pijltjestoetsen of aanwijzen: waarden per jaar.",
    "Arrow keys or pointing: values per year."],
  mean_range: ["{name}: gemiddeld {middle} (90% van de herhalingen: {low} tot {high})",
    "{name}: mean {middle} (90% of the replicates: {low} to {high})"],
  // What verdicts mean that do not speak for themselves; shown where one occurs.
  means_differs: ["‘Anders’: groter of kleiner, wat op zichzelf niet goed of slecht is.",
    "‘Differs’: larger or smaller, which is neither good nor bad in itself."],
  means_seen: ["‘Meer gezien’ en ‘minder gezien’: er is meer of minder opgemerkt en gemeld; dat kan goed of " +
    "slecht nieuws zijn.",
    "‘More is seen’ and ‘less is seen’: more or less of it was noticed and reported, which may be good or bad news."],
  left_out: ["{name}: weggelaten (te weinig mensen)", "{name}: left out (too few people)"],
  no_value: ["{name}: niemand geteld", "{name}: nobody counted"],
  table: ["Als tabel", "As a table"],
  mean: ["gemiddelde", "mean"],
  low: ["5%", "5%"],
  high: ["95%", "95%"],

  places: ["Per gemeente", "By municipality"],
  places_note: ["Kies een gemeente om haar hierboven groot te zien.",
    "Choose a municipality to see it large above."],
  one_scale: ["Alle gemeenten op dezelfde schaal.", "All municipalities on the same scale."],
  own_scale: ["Elke gemeente op haar eigen schaal.", "Each municipality on its own scale."],
  as_course: ["Verloop", "Course"],
  as_difference: ["Verschil", "Difference"],

  outcomes: ["Alle uitkomsten", "All outcomes"],
  outcomes_note: ["{place}, {year}, gemiddelden over herhalingen. Kies een uitkomst om haar verloop te zien.",
    "{place}, {year}, means over replicates. Choose an outcome to see its course."],
  difference: ["Verschil", "Difference"],
  interval: ["90%-interval", "90% interval"],
  verdict: ["Oordeel", "Verdict"],
  more: ["nog {count} herhalingen nodig", "{count} more replicates needed"],

  one_more: ["nog 1 herhaling nodig", "1 more replicate needed"],

  groups: ["Wie merkt het", "Who is affected"],
  groups_note: [
    "{outcome}, hele regio, {year}: verschil tussen de scenario's per groep, met 90%-interval. Groepen " +
    "zijn gevormd zoals mensen er in dat jaar en scenario voor staan; een groep kan dus ook veranderen " +
    "doordat er anderen in zitten.",
    "{outcome}, whole region, {year}: difference between the scenarios by group, with 90% interval. " +
    "Groups are formed as people stand in that year and scenario; so a group may also change because " +
    "others are in it."],
  not_by_group: ["Deze uitkomst is niet per groep geteld.", "This outcome was not counted by group."],
  kind_all: ["Iedereen", "Everybody"],
  kind_risk: ["Aantal risicofactoren in het gezin", "Number of risk factors in the family"],
  kind_income: ["Inkomen van het huishouden, in vijfden (1 = laagste)",
    "Income of the household, in fifths (1 = lowest)"],
  kind_generation: ["Generatie (0 = wie er bij de start was, 1 = hun kinderen …)",
    "Generation (0 = who was there at the start, 1 = their children …)"],
  kind_family: ["Gezinsvorm", "Kind of family"],

  money: ["Geld", "Money"],
  payers: ["Wie meer en wie minder betaalt", "Who pays more and who pays less"],
  payers_note: [
    "Miljoen euro over {years} samen, meer (+) of minder (−) dan in {base}, met 90%-interval. Latere " +
    "jaren tellen {rate} per jaar minder mee.",
    "Million euro over {years} together, more (+) or less (−) than in {base}, with 90% interval. Later " +
    "years count {rate} a year less."],
  rate: ["Latere jaren tellen per jaar minder mee", "Later years count less, a year"],
  together: ["samen", "together"],
  items: ["Naar soort uitgave, {years} samen, zonder rente", "By kind of spending, {years} together, undiscounted"],
  payer: ["Betaler", "Payer"],
  item: ["Soort", "Kind"],
  side: ["Kant", "Side"],
  million: ["miljoen euro", "million euro"],
  budget: ["Hoeveel van de jeugdhulp aan de voorkant",
    "How much of youth care goes to the front"],
  budget_note: ["Aandeel van de voorkant in voor- en achterkant samen. Gestippeld: gepland; de andere lijnen: " +
    "uitgegeven (gemiddelde, met 90%-interval).",
    "Share of the front in front and back together. Dotted: planned; the other lines: spent (mean, with 90% " +
    "interval)."],
  planned: ["gepland", "planned"],
  realised: ["uitgegeven", "spent"],
  balance: ["Het saldo, opgeteld zonder rente", "The balance, added up undiscounted"],
  balance_note: [
    "Wat alle betalers samen tot en met een jaar meer betaalden dan in {base}, zonder rente. Onder nul " +
    "is het terugverdiend. Lijn: gemiddelde. Banden: 50% en 90% van de herhalingen. Een herhaling die even duur " +
    "is, telt half als goedkoper.",
    "What all payers together had paid more than in {base} by a year, undiscounted. Below zero it has " +
    "paid for itself. Line: mean. Bands: 50% and 90% of the replicates. A replicate that is equally dear counts " +
    "half as cheaper."],
  even_mark: ["helft terugverdiend: {year}", "half paid back: {year}"],
  balance_line: ["saldo, gemiddelde", "balance, mean"],
  share_cheaper: ["Herhalingen waarin goedkoper", "Replicates in which cheaper"],
  of_runs: ["gemiddeld {money}; goedkoper in {hits} herhalingen",
    "{money} on average; cheaper in {hits} replicates"],

  reading: ["Aannames, en hoe dit te lezen", "Assumptions, and how to read this"],
  reading_list: [[
    "De mensen en gezinnen zijn bedacht. Samen lijken zij op de regio zoals gepubliceerde cijfers haar " +
    "beschrijven; geen van hen bestaat.",
    "Het model vertelt wat er volgt uit aannames uit onderzoek, met namen en bronnen in de documentatie " +
    "van het programma. Het voorspelt niet wat er zal gebeuren.",
    "‘Beter’ en ‘slechter’: het 90%-interval van het verschil bevat geen nul en het gemiddelde verschil is " +
    "groot genoeg om ertoe te doen. ‘Geen relevant verschil’: het hele interval is kleiner dan wat ertoe " +
    "doet. ‘Niet te zeggen’: al het andere, en wat in een deel van de herhalingen geen waarde heeft. ‘Precies " +
    "gelijk’: elke telling is dezelfde.",
    "‘Meer gezien’ en ‘minder gezien’: het aantal meldingen groeit als er meer wordt opgemerkt, en dan hoeft " +
    "er niets slechter te zijn geworden; dat heet daarom beter noch slechter.",
    "Wat ertoe doet, is vooraf bepaald: per uitkomst, of anders 1% van de waarde in het eerste scenario.",
    "Wie veel uitkomsten naast elkaar legt, vindt er altijd een paar die bij toeval ‘beter’ of " +
    "‘slechter’ heten: van elke tien zonder verschil gemiddeld hoogstens één.",
    "Een waarde van de hele regio komt uit de opgetelde tellingen, niet uit het gemiddelde van gemeenten.",
    "Geld is van de betalers die het model kent. Wat niemand betaalt, zoals leed, staat er niet bij.",
  ], [
    "The people and families are made up. Together they resemble the region as published figures describe " +
    "it; none of them exists.",
    "The model tells what follows from assumptions taken from research, with names and sources in the " +
    "program's documentation. It does not predict what will happen.",
    "‘Better’ and ‘worse’: the 90% interval of the difference leaves out zero and the mean difference is " +
    "large enough to matter. ‘No relevant difference’: the whole interval is smaller than what matters. " +
    "‘Cannot tell’: everything else, and what has no value in some of the replicates. ‘Exactly equal’: every " +
    "count is the same.",
    "‘More is seen’ and ‘less is seen’: reports grow when more is noticed, and then nothing need have become " +
    "worse; so that is called neither better nor worse.",
    "What matters was decided beforehand: for each outcome, or else 1% of its value in the first scenario.",
    "Whoever lays many outcomes side by side always finds a few that are called ‘better’ or ‘worse’ by " +
    "chance: of every ten without a difference at most one, on average.",
    "A value of the whole region comes from the summed counts, not from the mean of municipalities.",
    "Money is that of the payers that the model knows. What nobody pays, such as suffering, is not in it.",
  ]],
  again: ["Zelf narekenen", "Do it again"],
  again_note: ["Dezelfde scenario's, hetzelfde programma en hetzelfde startgetal geven dezelfde getallen:",
    "The same scenarios, the same program and the same seed give the same numbers:"],
  fact: ["Wat", "What"],
  value: ["Waarde", "Value"],
  seed: ["Startgetal van het toeval", "Seed of the luck"],
  replicates: ["Herhalingen", "Replicates"],
  program: ["Programma", "Program"],
  digest: ["Vingerafdruk van de getallen van {name}", "Digest of the numbers of {name}"],

  months: [
    ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
      "november", "december"],
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
      "November", "December"]],
  // In the order of the numbers of verdicts in the data.
  verdicts: [
    ["precies gelijk", "beter", "slechter", "anders", "geen relevant verschil", "niet te zeggen",
      "niemand geteld", "meer gezien", "minder gezien", "weggelaten (te weinig mensen)"],
    ["exactly equal", "better", "worse", "differs", "no relevant difference", "cannot tell",
      "nobody counted", "more is seen", "less is seen", "left out (too few people)"]],
  points: ["procentpunt", "percentage points"],
  points_short: ["%\u2011punt", "pp"],
  to: ["tot", "to"],
  and: ["en", "and"],
};
