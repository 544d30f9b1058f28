// Money: who pays, how much goes to the front, and when it is earned back.
/// How much less later years count, in what stands below it.
function rate_switch() {
  return html("div", {}, paragraph(`${say("rate")}:`, "note before"),
    switch_of("rate", say("rate"), data.rates.map((rate, i) => (
      { name: show_rate(rate), value: i })), state.rate, (rate) => choose({ rate })));
}

function payer_bars(section) {
  const { net, start } = other_now().money;
  const largest = Math.max(...net.map(([, rates]) => Math.abs(rates[state.rate][0])));
  const decimals = largest < 10 * million ? 2 : 1;
  const rows = net.map(([payer, rates]) => {
    const [mean, low, high] = rates[state.rate];
    const look = low === null || (low <= 0 && high >= 0) ? "unsure" : mean < 0 ? "good" : "bad";
    const range = low === null ? "" : `${show_millions(low, decimals)} ${say("to")} ` +
      show_millions(high, decimals);
    return { name: payer === null ? say("together") : own(data.payers[payer]), mean, low, high, look,
      text: show_millions(mean, decimals), beside: range };
  });
  const years = `${start ?? data.years[0]}–${data.years[last_year]}`;
  const title = say("payers");
  const head = [say("payer"), ...data.rates.map((rate) => `${say("rate")}: ${show_rate(rate)}`)];
  const cell = ([mean, low, high]) => (low === null ? show_millions(mean, decimals)
    : `${show_millions(mean, decimals)} (${show_millions(low, decimals)} ${say("to")} ` +
      `${show_millions(high, decimals)})`);
  return html("figure", {}, html("h3", {}, title),
    bars(rows, track_width(section), title),
    note(say("payers_note", { years, base: own(data.base.title),
      rate: show_rate(data.rates[state.rate]) })),
    table_on_demand("payers-table", `${title} (${say("million")})`, head, () => net.map(
      ([payer, rates]) => [payer === null ? say("together") : own(data.payers[payer]),
        ...rates.map(cell)])));
}

function items_table() {
  const { lines } = other_now().money;
  const head = [say("item"), say("payer"), say("side"), own(data.base.title),
    own(other_now().title), say("difference"), say("interval")];
  const title = say("items", { years: all_years() });
  return table_on_demand("items-table", `${title}, ${say("million")}`, head, () => lines.map(
    ([payer, item, side, base, other, [mean, low, high]]) => [own(data.items[item]),
      own(data.payers[payer]), own(data.sides[side]), show_millions(base, 1, false),
      show_millions(other, 1, false), show_millions(mean, 1),
      low === null ? no_number
        : `${show_millions(low, 1)} ${say("to")} ${show_millions(high, 1)}`]), title);
}

function budget_chart(section) {
  const percent = (value) => (value === null ? null : value * 100);
  const series = [];
  for (const { scenario, look } of scenario_pair()) {
    const { front_planned: planned, front_realised: realised } = scenario.budget;
    const pick = (list, part) => list.map((entry) => percent(entry[part]));
    series.push({ name: `${own(scenario.title)}: ${say("realised")}`, look,
      middle: pick(realised, 0), low50: pick(realised, 1), high50: pick(realised, 2) },
    { name: `${own(scenario.title)}: ${say("planned")}`, look: `${look} planned`,
      middle: pick(planned, 0) });
  }
  const told = (i) => series.map(({ name, middle }) => (middle[i] === null
    ? say("no_value", { name }) : `${name}: ${format_number(middle[i], 1)}%`));
  const options = {
    series, width: chart_width(section), height: 240,
    domain: domain_of(series.flatMap(({ middle, low50 = [], high50 = [] }) => [
      ...middle, ...low50, ...high50])),
    axis_text: (value, decimals) => `${format_number(value, decimals)}%`,
    label: `${say("budget")}. ${data.years[last_year]}: ${told(last_year).join("; ")}.` };
  const head = [say("year"), ...scenario_pair().flatMap(({ scenario }) => data.sides.flatMap(
    (side) => ["planned", "realised"].map(
      (kind) => `${own(scenario.title)}, ${own(side)}, ${say(kind)}`)))];
  const rows = () => data.years.map((year, i) => [String(year), ...scenario_pair().flatMap(
    ({ scenario: { budget } }) => data.sides.flatMap((_, side) => ["planned", "realised"].map(
      (kind) => show_millions(budget[kind][side][i], 1, false))))]);
  return html("figure", {}, html("h3", {}, say("budget")), legend(series),
    ...readable_chart("budget-chart", options, told), note(say("budget_note")),
    table_on_demand("budget-table", `${say("budget")} (${say("million")})`, head, rows));
}

function balance_chart(section) {
  const { balance, even } = other_now().money;
  const millions = (values) => values.map((value) => (value === null ? null : value / million));
  const spread = (part) => millions(balance.map(([, band]) => band[part]));
  const series = [{ name: say("balance_line"), look: "difference", low90: spread(0),
    low50: spread(1), middle: millions(balance.map(([[mean]]) => mean)), high50: spread(3),
    high90: spread(4) }];
  const cheaper = (i) => show_hits(cheaper_in(balance[i][2]), data.replicates);
  const told = (i) => [say("of_runs",
    { money: show_dearer(balance[i][0][0] ?? 0), hits: cheaper(i) })];
  const half = even.middle === null ? null
    : { at: data.years.indexOf(even.middle), text: say("even_mark", { year: even.middle }) };
  const options = {
    series, mark: half, width: chart_width(section), height: 260,
    domain: domain_of([...series[0].low90, ...series[0].middle, ...series[0].high90], { zero: true }),
    axis_text: (value, decimals) => format_number(value, decimals, true),
    label: `${say("balance")}. ${data.years[last_year]}: ${told(last_year)[0]}.` };
  const head = [say("year"), `${capital(say("mean"))} (${say("million")})`, say("low"), say("high"),
    say("share_cheaper")];
  const rows = () => balance.map(([[mean], band], i) => [String(data.years[i]),
    show_millions(mean, 1), show_millions(band[0], 1), show_millions(band[4], 1), cheaper(i)]);
  return html("figure", {},
    html("h3", {}, `${say("balance")} (${say("million")})`),
    ...readable_chart("balance-chart", options, told),
    note(say("balance_note", { base: own(data.base.title) })),
    table_on_demand("balance-table", say("balance"), head, rows));
}

function render_money(section) {
  const { money } = other_now();
  section.replaceChildren(html("h2", {}, say("money")));
  if (money.net.length === 0) {
    section.append(paragraph(say("no_ledger")));
    return;
  }
  if (money.identical) {
    section.append(paragraph(say("same_money"), "strong"));
  } else {
    section.append(rate_switch(), pockets(), payer_bars(section), waterfall(section), items_table(),
      balance_chart(section));
  }
  section.append(budget_chart(section));
}
