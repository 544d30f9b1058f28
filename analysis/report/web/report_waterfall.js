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

/// "€ 0,83 (0,41 tot 1,20)", or why there is no such number.
function returned_text([value, low, high]) {
  if (value === null || low === null) {
    return say("returned_unknown");
  }
  return say("returned_range", { value: euros_and_cents(value),
    low: format_number(low, 2), high: format_number(high, 2) });
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
      const good = low !== null && (low > 0 || high < 0) &&
        (mean > 0) === (outcome.better === 0);
      return [outcome_button(index), mean === 0 ? "0" : format_number(mean, 0, true),
        low === null ? no_number
          : `${format_number(low, 0, true)} ${say("to")} ${format_number(high, 0, true)}`,
        good ? price_text(mean, price) : say("price_no_gain")];
    });
  return rows.length === 0 ? null : stacked_table(say("gains_caption", { years: all_years() }),
    [say("outcome"), say("person_years"), say("interval"), say("price_each")], rows);
}

/// Who carries the cost and who has the gain, in a sentence, and what an extra euro brings back.
function pockets() {
  const { net } = other_now().money;
  const { returned, front, public_money, public_value } = other_now().effort;
  const named = (wanted) => net.filter(([payer, rates]) => payer !== null && rates[0][1] !== null &&
    (wanted > 0 ? rates[0][1] > 0 : rates[0][2] < 0))
    .sort(([, one], [, two]) => wanted * (two[0][0] - one[0][0]))
    .map(([payer, rates]) => `${own(data.payers[payer])} (${show_money(Math.abs(rates[0][0]))})`);
  const more = named(1);
  const less = named(-1);
  const sentences = [
    more.length > 0 ? say("pays_more", { list: listed(more) }) : say("nobody_more"),
    less.length > 0 ? say("pays_less", { list: listed(less) }) : say("nobody_less")];
  if (front[0] !== 0) {
    sentences.push(say("returned", { money: show_dearer(front[0]), text: returned_text(returned) }));
  }
  if (public_money[0] > 0 && public_value[0] !== null) {
    const [value, low, high] = public_value;
    sentences.push(low === null ? say("value_unknown") : say("value_range", {
      value: euros_and_cents(value), low: format_number(low, 2), high: format_number(high, 2) }));
  }
  return html("div", {}, html("h3", {}, say("pockets")), ...sentences.map((text) => paragraph(text)),
    gains_table());
}
