// From the spending of one scenario to that of the other, and what the extra effort brings.
/// Kinds of spending by the size of their difference; the small ones together.
function steps_of_money() {
  const sums = new Map();
  for (const [, item, , , , [mean]] of other_now().money.lines) {
    sums.set(item, (sums.get(item) ?? 0) + mean);
  }
  const largest = Math.max(...[...sums.values()].map(Math.abs));
  const shown = [...sums].filter(([, mean]) => Math.abs(mean) >= 0.02 * largest && mean !== 0)
    .sort(([, one], [, two]) => two - one);
  const rest = [...sums].filter(([item]) => !shown.some(([found]) => found === item))
    .reduce((sum, [, mean]) => sum + mean, 0);
  const steps = shown.map(([item, mean]) => ({ name: capital(own(data.items[item])), mean }));
  return rest === 0 ? steps : [...steps, { name: say("other_items"), mean: rest }];
}

/// Rows of a waterfall: each bar begins where the last one ended.
function waterfall(section) {
  const steps = steps_of_money();
  const ends = [];
  steps.reduce((sum, { mean }) => { ends.push(sum + mean); return sum + mean; }, 0);
  const total = ends[ends.length - 1] ?? 0;
  const width = track_width(section);
  const domain = domain_of([...ends, 0].map((value) => value / million), { zero: true });
  const x = scale_of(domain, [4, width - 4]);
  const height = 22;
  const track = (from, to, look) => svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height,
    "aria-hidden": "true" },
  svg("line", { class: "zero", x1: x(0), x2: x(0), y1: 0, y2: height }),
  svg("rect", { class: `bar ${look}`, x: Math.min(x(from / million), x(to / million)), y: 4,
    width: Math.max(1, Math.abs(x(to / million) - x(from / million))), height: height - 8 }),
  svg("line", { class: "link-line", x1: x(to / million), x2: x(to / million), y1: height - 4,
    y2: height }));
  const decimals = Math.abs(total) < 10 * million ? 1 : 0;
  const row = (name, from, to, look, text) => html("div", { class: "row", role: "listitem" },
    html("span", { class: "name" }, name), html("span", { class: "track" }, track(from, to, look)),
    html("span", { class: "text" }, text));
  const title = say("waterfall");
  const rows = steps.map(({ name, mean }, i) => row(name, ends[i] - mean, ends[i],
    mean > 0 ? "bad" : "good", show_millions(mean, decimals)));
  rows.push(row(html("strong", {}, say("together")), 0, total, "plain",
    html("strong", {}, show_millions(total, decimals))));
  return html("figure", {}, html("h3", {}, `${title} (${say("million")})`),
    html("div", { class: "bars waterfall", id: "waterfall", role: "list", "aria-label": title }, ...rows),
    note(say("waterfall_note", { base: own(data.base.title), years: all_years() })),
    table_on_demand("waterfall-table", `${title} (${say("million")})`,
      [say("item"), say("difference"), say("added_up")], () => steps.map(({ name, mean }, i) => [name,
        show_millions(mean, 1), show_millions(ends[i], 1)])));
}

/// Three digits are as many as such a number deserves.
function show_euros(euros) {
  if (Math.abs(euros) >= million) {
    return show_money(euros, true).replace("+", "");
  }
  const text = format_number(Number(Math.abs(euros).toPrecision(3)), 0);
  return `${euros < 0 ? "−" : ""}€${in_dutch() ? " " : ""}${text}`;
}

const euros_and_cents = (euros) => `${euros < 0 ? "−" : ""}€${in_dutch() ? "\u00a0" : ""}` +
  format_number(Math.abs(euros), 2);

/// "€ 0,43 minder" and its interval in the same direction, of euros saved for each euro put in or, where
/// the front itself is cheaper, of euros spent more for each euro taken away.
function saved_text([value, low, high], taken_away) {
  const [least, most] = value < 0 ? [-high, -low] : [low, high];
  const way = (value < 0) === taken_away ? "money_less" : "money_more";
  return { value: `${euros_and_cents(Math.abs(value))} ${say(way)}`,
    low: format_number(least, 2), high: format_number(most, 2) };
}

/// What less is spent at the back of the budget for each extra euro at its front, and what less
/// outside it: the first is for a part the plan itself, the second is not.
function returned_text({ front, back, outside }) {
  if ([back[1], outside[1]].includes(null)) {
    return say("returned_unknown");
  }
  const taken_away = front[0] < 0;
  const [at_back, elsewhere] = [back, outside].map((found) => saved_text(found, taken_away));
  return say("returned_range", { more: say(taken_away ? "money_less" : "money_more"),
    back: at_back.value, back_low: at_back.low, back_high: at_back.high,
    outside: elsewhere.value, outside_low: elsewhere.low, outside_high: elsewhere.high });
}

function price_text(gain, [value, low, high]) {
  if (gain === null || value === null || low === null) {
    return say("price_unknown");
  }
  return value < 0 && high < 0 ? say("price_saves")
    : `${show_euros(value)} (${show_euros(low)} ${say("to")} ${show_euros(high)})`;
}

/// What all years together gain in person-years, and what each of those costs.
function gains_table() {
  const { gains } = other_now().effort;
  const rows = gains.filter(([index]) => data.headlines.includes(index)).map(
    ([index, [mean, low, high], price]) => {
      const outcome = data.outcomes[index];
      const told = low !== null && (low > 0 || high < 0);
      const good = told && (mean > 0) === (outcome.better === 0);
      const none = told || low === high ? "price_no_gain" : "price_unsure";
      return [outcome_button(index), mean === 0 ? "0" : format_number(mean, 0, true),
        low === null ? no_number
          : `${format_number(low, 0, true)} ${say("to")} ${format_number(high, 0, true)}`,
        low === null ? no_number : good ? price_text(mean, price) : say(none)];
    });
  return rows.length === 0 ? null : stacked_table(say("gains_caption", { years: all_years() }),
    [say("outcome"), say("person_years"), say("interval"), say("price_each")], rows);
}

/// Which payers pay more and which less with their whole interval, at the rate that the reader chose.
function payers_told() {
  const net = other_now().money.net.map(([payer, rates]) => [payer, rates[state.rate]]);
  if (net.some(([, [, low]]) => low === null)) {
    return [no_range()];
  }
  const named = (wanted) => net.filter(([payer, [, low, high]]) => payer !== null &&
    (wanted > 0 ? low > 0 : high < 0))
    .sort(([, [one]], [, [two]]) => wanted * (two - one))
    .map(([payer, [mean]]) => `${own(data.payers[payer])} (${show_money(Math.abs(mean))})`);
  const more = named(1);
  const less = named(-1);
  return [
    more.length > 0 ? say("pays_more", { list: listed(more) }) : say("nobody_more"),
    less.length > 0 ? say("pays_less", { list: listed(less) }) : say("nobody_less")];
}

/// Who carries the cost and who has the gain, in a sentence, and what an extra euro brings back.
function pockets() {
  const { money, effort } = other_now();
  const { front, public_money, public_value } = effort.rates[state.rate];
  const sentences = payers_told();
  if (front[0] !== 0) {
    sentences.push(say("returned", { money: show_dearer(front[0]),
      text: returned_text(effort.rates[state.rate]) }));
  }
  if (public_money[0] > 0 && public_value[0] !== null) {
    const [value, low, high] = public_value;
    sentences.push(low === null ? say("value_unknown") : say("value_range", {
      value: euros_and_cents(value), low: format_number(low, 2), high: format_number(high, 2) }));
  }
  const years = `${money.start ?? data.years[0]}–${data.years[last_year]}`;
  return html("div", {}, html("h3", {}, say("pockets")),
    note(say("pockets_note", { years, rate: show_rate(data.rates[state.rate]) })),
    ...sentences.map((text) => paragraph(text)), gains_table());
}
