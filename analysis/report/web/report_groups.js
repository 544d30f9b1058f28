// Who is affected: the difference by group.
/// The chosen year, or the one nearest to it for which there are groups.
function group_year() {
  const distance = (i) => Math.abs(data.group_years[i] - state.year);
  return data.group_years.map((_, i) => i)
    .reduce((best, i) => (distance(i) < distance(best) ? i : best), 0);
}

function render_groups(section) {
  const outcome = outcome_now();
  const at = group_year();
  const year = data.years[data.group_years[at]];
  const columns = group_cells_of(state.outcome, at);
  const cells = data.groups.map((_, i) => cell_at(columns, i));
  const title = html("h2", {}, `${say("groups")}: ${own(outcome.name)}`);
  if (cells.every((cell, i) => i === 0 || (!cell.base && !cell.mean))) {
    const left_out = cells.some((cell) => cell.verdict === verdict.left_out);
    section.replaceChildren(title, paragraph(say(left_out ? "group_left_out" : "not_by_group", { year })));
    return;
  }
  const rows = [];
  data.groups.forEach((group, i) => {
    if (i === 0 || group.kind !== data.groups[i - 1].kind) {
      rows.push({ heading: words[`kind_${group.kind}`] ? say(`kind_${group.kind}`) : group.kind });
    }
    const { mean, low, high } = cells[i];
    rows.push({ name: own(group.name), mean, low, high, look: verdict_look(cells[i].verdict),
      text: show_cell(outcome, cells[i]), beside: verdict_badge(cells[i].verdict) });
  });
  const caption = say("groups_note", { outcome: own(outcome.name), year });
  const head = [say("groups"), own(data.base.title), own(other_now().title), say("difference"),
    say("interval"), say("verdict")];
  section.replaceChildren(title, note(caption),
    bars(rows, track_width(section), `${say("groups")}: ${own(outcome.name)}, ${year}`),
    table_on_demand("groups-table", `${own(outcome.name)}, ${year}`, head, () => cells.map(
      (cell, i) => [own(data.groups[i].name), show(outcome, cell.base), show(outcome, cell.other),
        show_cell(outcome, cell), show_range(outcome, cell),
        cell_badge(cell)])));
}
