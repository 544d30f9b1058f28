// Fairness: how outcomes are spread over poor and rich, before and after.
/// The range of three numbers [mean, low, high], in the words of an outcome.
function show_triple(outcome, [mean, low, high], shown = show_difference) {
  return low === null ? shown(outcome, mean)
    : `${shown(outcome, mean)} (${show_number_of(outcome, low)} ${say("to")} ` +
      `${show_number_of(outcome, high)})`;
}

/// The least and the greatest size of a gap that lies between these.
function sizes_of([, low, high]) {
  const sizes = [Math.abs(low), Math.abs(high)];
  return [low <= 0 && high >= 0 ? 0 : Math.min(...sizes), Math.max(...sizes)];
}

/// Narrower (good), wider (bad), or neither, by the size of the gap. Where both gaps are surely on one
/// side of zero the change of the gap tells; else their sizes must not overlap. Replicates without a gap
/// may be the very ones that would have told otherwise.
function gap_verdict([, [base, other, [mean, low, high]], , missing, equal]) {
  if (missing > 0) {
    const count = data.replicates - missing;
    return ["unsure", "?", [say("gap_unsure"), show_count({ count })].filter(Boolean).join("; ")];
  }
  if (equal) {
    return ["plain", "=", say("gap_same")];
  }
  const unsure = ["unsure", "?", say("gap_unsure")];
  if ([low, base[1], other[1]].includes(null) || (low <= 0 && high >= 0)) {
    return unsure;
  }
  const wider = ["bad", "✗", say("gap_wider")];
  const narrower = ["good", "✓", say("gap_narrower")];
  if (base[1] > 0 && other[1] > 0) {
    return mean > 0 ? wider : narrower;
  }
  if (base[2] < 0 && other[2] < 0) {
    return mean < 0 ? wider : narrower;
  }
  const [before, after] = [sizes_of(base), sizes_of(other)];
  return after[0] > before[1] ? wider : after[1] < before[0] ? narrower : unsure;
}

function render_fairness(section) {
  const { fairness } = other_now();
  const title = html("h2", {}, say("fairness"));
  if (fairness.length === 0) {
    const counted = data.groups.some(({ kind }) => kind === "income");
    section.replaceChildren(title, paragraph(say(counted && data.minimum_cell !== undefined
      ? "income_left_out" : "not_by_income", { year: data.years[last_year] })));
    return;
  }
  const head = [say("outcome"), say("gap_in", { name: own(data.base.title) }),
    say("gap_in", { name: own(other_now().title) }), say("gap_change"), say("verdict")];
  const row = (found) => {
    const [index, [base, other, change]] = found;
    const outcome = data.outcomes[index];
    const told = gap_verdict(found);
    return [outcome_button(index), show_difference(outcome, base[0]),
      show_difference(outcome, other[0]),
      told[1] === "=" ? "0" : show_triple(outcome, change), badge(...told)];
  };
  const chosen = fairness.filter(([index]) => data.headlines.includes(index));
  const year = data.years[last_year];
  const index_rows = () => fairness.map(([index, , [base, other, change]]) => [
    own(data.outcomes[index].name), format_number(base[0], 3), format_number(other[0], 3),
    format_number(change[0], 3, true), change[1] === null ? no_number
      : `${format_number(change[1], 3, true)} ${say("to")} ${format_number(change[2], 3, true)}`]);
  section.replaceChildren(title, note(say("fairness_note", { year })),
    stacked_table(say("gap_caption", { year }), head, chosen.map(row)),
    on_demand("fairness-all", say("gap_all"), () => stacked_table(
      say("gap_caption", { year }), head, fairness.map(row))),
    table_on_demand("fairness-index", say("index_caption", { year }),
      [say("outcome"), own(data.base.title), own(other_now().title), say("difference"),
        say("interval")], index_rows, say("index_open")));
}
