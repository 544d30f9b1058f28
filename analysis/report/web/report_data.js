// The data of the page, unpacked, and what the reader has chosen.
const data = JSON.parse(document.getElementById("data").textContent);

const region = data.places.length;  // the place after the last municipality
const last_year = data.years.length - 1;
const verdict = { identical: 0, better: 1, worse: 2, differs: 3, none: 4, unsure: 5, nobody: 6,
  more_seen: 7, less_seen: 8, left_out: 9 };

const state = {
  language: data.language, other: 0, outcome: data.headlines[0] ?? 0, place: region, year: last_year,
  rate: 1, places_as: "course", open: new Set(), paper: null,
};

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// A line of numbers from its packed form (analysis/report/report_json.hpp); null where there is none.
function unpack(text, step) {
  const values = [];
  let last = 0;
  let rest = 0;
  let times = 1;
  for (const letter of text) {
    if (letter === ".") {
      values.push(null);
      continue;
    }
    const digit = letters.indexOf(letter);
    rest += digit % 32 * times;
    times *= 32;
    if (digit < 32) {
      last += rest % 2 === 1 ? -(rest - 1) / 2 : rest / 2;
      values.push(last * step);
      [rest, times] = [0, 1];
    }
  }
  return values;
}

function columns_of([base, mean, above, verdicts, more, better, missing, below], step) {
  return {
    base: unpack(base, step), mean: unpack(mean, step), above: unpack(above, step),
    below: unpack(below || above, step),
    verdict: unpack(verdicts, 1), more: unpack(more, 1), better: unpack(better, 0.5),
    missing: unpack(missing, 1),
  };
}

/// One cell of the columns. `better`: in how many of its `count` replicates the other does better.
function cell_at(columns, i) {
  const { base, mean, above, below } = columns;
  if (base[i] === null) {
    return { base: null, mean: null, other: null, low: null, high: null,
      verdict: columns.verdict[i] === verdict.left_out ? verdict.left_out : verdict.nobody,
      more: null, better: null, count: 0 };
  }
  const known = mean[i] !== null;
  const ranged = known && above[i] !== null;
  return {
    base: base[i], mean: mean[i], other: known ? base[i] + mean[i] : null,
    low: ranged ? mean[i] - below[i] : null, high: ranged ? mean[i] + above[i] : null,
    verdict: columns.verdict[i], more: columns.more[i], better: columns.better[i],
    count: data.replicates - (columns.missing[i] ?? 0),
  };
}

const other_now = () => data.others[state.other];
const outcome_now = () => data.outcomes[state.outcome];

/// The mean of a scenario over the years and its quantiles (5, 25, 75, 95 %), all over the replicates
/// that have a value in both scenarios, as the differences are.
function fan_of(scenario, outcome, place) {
  const { step } = data.outcomes[outcome];
  const is_base = scenario === data.base;
  const lines = (is_base ? other_now().base_fans[outcome]?.[place] : undefined) ??
    scenario.fans[outcome][place];
  const [low90, low50, high50, high90] = lines.map((line) => unpack(line, step));
  const columns = cells_of(outcome, place);
  const middle = data.years.map((_, i) => cell_at(columns, i)[is_base ? "base" : "other"]);
  return { low90, low50, middle, high50, high90 };
}

function cells_of(outcome, place, other = other_now()) {
  return columns_of(other.cells[outcome][place], data.outcomes[outcome].step);
}

function group_cells_of(outcome, group_year) {
  return columns_of(other_now().group_cells[outcome][group_year], data.outcomes[outcome].step);
}

/// The difference from which on it matters, at a value of the base.
function relevant_at(outcome, base) {
  return outcome.relevant || (base === null ? null : 0.01 * Math.abs(base));
}

function place_name(place) {
  return place === region ? say("region_within") : data.places[place].name;
}

function nothing_differs(other) {
  return other.money.identical && data.outcomes.every((_, outcome) =>
    other.cells[outcome].every((place) => unpack(place[3], 1).every(
      (found) => [verdict.identical, verdict.nobody, verdict.left_out].includes(found))));
}
