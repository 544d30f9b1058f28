// Finding children in time, and waiting for help.
const help_pages = [
  { title: "detection", lead: "detection_lead",
    outcomes: ["maltreatment", "maltreatment_reported", "youth_care_new", "unmet_need"] },
  { title: "waiting", lead: "waiting_lead",
    outcomes: ["waiting_children", "waiting_months", "youth_care_use_front", "youth_care_use_back"] },
];

/// Small charts of some outcomes in the chosen place; one opens large above.
function strip_of(section, outcomes) {
  const room = inner_width(section);
  const columns = Math.max(1, Math.min(2, Math.floor((room + 12) / 300)));
  const width = Math.floor((room - 12 * (columns - 1)) / columns) - 18;
  return html("div", { class: "grid", style: `--columns: ${columns}` }, ...outcomes.map((index) => {
    const outcome = data.outcomes[index];
    const cell = cell_at(cells_of(index, state.place), state.year);
    return html("button", { type: "button", class: "mini", id: `help-${index}`,
      "aria-pressed": String(index === state.outcome),
      click: () => choose({ outcome: index }, "course") },
    html("strong", {}, own(outcome.name)),
    html("span", { class: "small" }, `${data.years[state.year]}: ${show(outcome, cell.base)} → ` +
      `${show(outcome, cell.other)} `, verdict_badge(cell.verdict)),
    place_picture(index, state.place, width, null));
  }));
}

function help_table(id, caption, outcomes) {
  const head = [say("outcome"), own(data.base.title), own(other_now().title), say("difference"),
    say("interval"), say("verdict")];
  return table_on_demand(id, caption, head, () => outcomes.map((index) => {
    const outcome = data.outcomes[index];
    const cell = cell_at(cells_of(index, state.place), state.year);
    return [own(outcome.name), show(outcome, cell.base), show(outcome, cell.other),
      show_cell(outcome, cell), show_range(outcome, cell), cell_badge(cell)];
  }));
}

function render_help(section) {
  section.replaceChildren();
  for (const { title, lead, outcomes } of help_pages) {
    const found = outcomes.map((id) => data.outcomes.findIndex((outcome) => outcome.id === id))
      .filter((index) => index >= 0);
    if (found.length > 0) {
      section.append(html("h2", {}, `${say(title)}, ${place_name(state.place)}`),
        paragraph(say(lead)), legend(scenario_pair().map(
          ({ scenario, look }) => ({ name: own(scenario.title), look }))),
        strip_of(section, found),
        help_table(`${title}-table`, `${say(title)}, ${place_name(state.place)}, ` +
          data.years[state.year], found));
    }
  }
  section.hidden = section.children.length === 0;
}
