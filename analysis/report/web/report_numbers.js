// Texts and numbers as people write them in the language of the page.
const in_dutch = () => state.language === "nl";
const locale = () => (in_dutch() ? "nl-NL" : "en-GB");

/// A text of `words` with its {names} filled in.
function say(key, fill = {}) {
  const text = words[key][in_dutch() ? 0 : 1];
  return typeof text !== "string" ? text
    : text.replace(/\{(\w+)\}/g, (_, name) => String(fill[name]));
}

/// A text that the data give in both languages.
const own = (text) => text[state.language];

const formats = new Map();

function format_number(value, decimals, signed = false) {
  const key = `${locale()} ${decimals} ${signed}`;
  if (!formats.has(key)) {
    formats.set(key, new Intl.NumberFormat(locale(), {
      minimumFractionDigits: decimals, maximumFractionDigits: decimals,
      signDisplay: signed ? "exceptZero" : "negative",
    }));
  }
  return formats.get(key).format(value).replace("-", "−");
}

const no_number = "–";

function with_unit(text, unit) {
  return unit === "" ? text : unit === "%" ? `${text}%` : `${text}\u00a0${unit}`;
}

/// A value of an outcome, with its unit.
function show(outcome, value) {
  return value === null ? no_number
    : with_unit(format_number(value * outcome.factor, outcome.decimals), own(outcome.unit));
}

const difference_unit = (outcome, length) => (outcome.unit.en !== "%" ? own(outcome.unit)
  : say(length === "long" ? "points" : "points_short"));

/// A difference between two values of an outcome, signed.
const show_number_of = (outcome, value) =>
  format_number(value * outcome.factor, outcome.decimals, true);

/// The same with its unit.
function show_difference(outcome, value, length = "short") {
  if (value === null) {
    return no_number;
  }
  const unit = difference_unit(outcome, length);
  return unit === "" ? show_number_of(outcome, value)
    : `${show_number_of(outcome, value)}\u00a0${unit}`;
}

/// The difference of a cell; exactly nothing is a bare zero.
function show_cell(outcome, cell, length = "short") {
  return cell.verdict === verdict.identical ? "0" : show_difference(outcome, cell.mean, length);
}

/// The outcome with so many decimals that an end of a range is not read as zero where the verdict is that
/// the whole range lies on one side of it.
function finely(outcome, cell, end) {
  const is_told = [verdict.better, verdict.worse, verdict.differs, verdict.more_seen, verdict.less_seen]
    .includes(cell.verdict);
  const most = outcome.decimals + 4;
  let { decimals } = outcome;
  while (is_told && end !== 0 && decimals < most && Math.abs(end * outcome.factor) * 10 ** decimals < 0.5) {
    decimals += 1;
  }
  return { ...outcome, decimals };
}

const show_end = (outcome, cell, end) => show_number_of(finely(outcome, cell, end), end);

function show_range(outcome, cell) {
  if (cell.low === null || cell.verdict === verdict.identical) {
    return cell.low === null ? no_number : "0";
  }
  return `${show_end(outcome, cell, cell.low)} ${say("to")} ${show_end(outcome, cell, cell.high)}`;
}

const million = 1e6;

/// Decimals for millions of euros when the largest number near it is this large.
function money_decimals(euros) {
  const size = Math.abs(euros) / million;
  return size >= 100 ? 0 : size >= 10 ? 1 : 2;
}

function show_millions(euros, decimals, signed = true) {
  return euros === null ? no_number : format_number(euros / million, decimals, signed);
}

/// An amount in words: "€ 12,3 miljoen".
function show_money(euros, signed = false) {
  const text = format_number(Math.abs(euros) / million, money_decimals(euros));
  const sign = !signed || euros === 0 ? "" : euros < 0 ? "−" : "+";
  return in_dutch() ? `${sign}€\u00a0${text} miljoen` : `${sign}€${text} million`;
}

/// More or less money, in words: "€ 12,3 miljoen duurder".
function show_dearer(euros) {
  return say(euros < 0 ? "cheaper" : "dearer", { money: show_money(euros) });
}

function show_share(share, decimals = 0) {
  return share === null ? no_number : `${format_number(share * 100, decimals)}%`;
}

/// A yearly rate, with decimals only where it has them.
const show_rate = (rate) => show_share(rate, Number.isInteger(rate * 100) ? 0 : 2);

/// "2026-01" as "januari 2026".
function show_month(text) {
  const [year, month] = text.split("-").map(Number);
  return month ? `${say("months")[month - 1]} ${year}` : String(year);
}

const show_verdict = (found) => say("verdicts")[found];

/// "2 of 3 replicates" where the others have no value; nothing where all have one, or none.
function show_count(cell) {
  return cell.count === 0 || cell.count === data.replicates ? null
    : say(cell.count === 1 ? "one_of_replicates" : "of_replicates", { hits: cell.count, count: data.replicates });
}

/// More replicates than this nobody makes, and so many cannot be told exactly.
const most_told = 1000;

/// The verdict of a cell, with how many replicates are to be added, or left to it.
function show_cell_verdict(cell) {
  const { more } = cell;
  const needed = more === null ? null
    : say(more === 1 ? "one_more" : more > most_told ? "many_more" : "more",
      { count: format_number(Math.min(more, most_told), 0) });
  return [show_verdict(cell.verdict), needed, show_count(cell)].filter(Boolean).join("; ");
}

/// "2 of 3": in so many replicates, ties counting half.
function show_hits(hits, count) {
  return hits === null || count === 0 ? no_number
    : say("hits", { hits: format_number(hits, Number.isInteger(hits) ? 0 : 1), count });
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const lower = (text) => text.charAt(0).toLowerCase() + text.slice(1);

/// "a, b and c".
function listed(texts) {
  return texts.length < 2 ? texts.join("")
    : `${texts.slice(0, -1).join(", ")} ${say("and")} ${texts[texts.length - 1]}`;
}

const all_years = () => `${data.years[0]}–${data.years[last_year]}`;
