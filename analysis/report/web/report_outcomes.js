// The charts and tables of outcomes: over the years, by municipality, all of them.
/// Pixels that a chart may take; some, too, while the window has no width yet.
function inner_width(section) {
  const { paddingLeft, paddingRight } = getComputedStyle(section);
  const width = section.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  return state.paper ?? Math.max(240, Math.floor(width));
}
const chart_width = (section) => Math.min(940, inner_width(section));

/// The same for the tracks of bars, beside which stand texts where there is room.
function track_width(section) {
  const width = inner_width(section);
  return Math.max(160, width < 600 ? width : width - (state.paper ? 380 : 470));
}

const axis_of = (outcome) => (value, decimals) => {
  const text = format_number(value, decimals);
  return outcome.unit.en === "%" ? `${text}%` : text;
};

/// Values as they are shown: shares in per cent.
const times = (values, outcome) => values.map((value) => (value === null ? null : value * outcome.factor));

function scaled_fan(scenario, index, place) {
  const outcome = data.outcomes[index];
  return Object.fromEntries(Object.entries(fan_of(scenario, index, place))
    .map(([name, values]) => [name, times(values, outcome)]));
}

const scenario_pair = () => [
  { scenario: data.base, look: "base" }, { scenario: other_now(), look: "other" }];

function told_of(outcome, name, fan, i, found) {
  const text = (value) => show(outcome, value === null ? null : value / outcome.factor);
  return fan.middle[i] === null ? say(found === verdict.left_out ? "left_out" : "no_value", { name })
    : say("mean_range", { name, middle: text(fan.middle[i]), low: text(fan.low90[i]),
      high: text(fan.high90[i]) });
}

function course_chart(section) {
  const outcome = outcome_now();
  const series = scenario_pair().map(({ scenario, look }) => (
    { name: own(scenario.title), look, ...scaled_fan(scenario, state.outcome, state.place) }));
  const title = `${own(outcome.name)}, ${place_name(state.place)}`;
  const columns = cells_of(state.outcome, state.place);
  const told = (i) => [...series.map((line) => told_of(outcome, line.name, line, i, cell_at(columns, i).verdict)),
    show_count(cell_at(columns, i))].filter(Boolean);
  const options = {
    series, width: chart_width(section), height: 320,
    domain: domain_of(series.flatMap(({ low90, high90 }) => [...low90, ...high90])),
    axis_text: axis_of(outcome),
    label: `${title}. ${data.years[last_year]}: ${told(last_year).join("; ")}.` };
  const head = [say("year"), ...series.flatMap(({ name }) => [
    `${name}: ${say("mean")}`, say("low"), say("high")])];
  const text = (value) => show(outcome, value === null ? null : value / outcome.factor);
  const rows = () => data.years.map((year, i) => [String(year), ...series.flatMap(
    (line) => [text(line.middle[i]), text(line.low90[i]), text(line.high90[i])])]);
  return html("figure", {},
    legend(series), ...readable_chart("course-chart", options, told),
    note(say("course_note")), table_on_demand("course-table", title, head, rows));
}

/// Differences of all years, as they are drawn.
function difference_lines(index, place) {
  const outcome = data.outcomes[index];
  const columns = cells_of(index, place);
  const cells = data.years.map((_, i) => cell_at(columns, i));
  const pick = (read) => times(cells.map(read), outcome);
  const relevant = cells.map((cell) => relevant_at(outcome, cell.base));
  return { cells, series: { look: "difference", middle: pick((cell) => cell.mean),
    low50: pick((cell) => cell.low), high50: pick((cell) => cell.high) },
  zone: { low: times(relevant.map((value) => (value === null ? null : -value)), outcome),
    high: times(relevant, outcome) } };
}

function difference_chart(section) {
  const outcome = outcome_now();
  const { cells, series, zone } = difference_lines(state.outcome, state.place);
  const unit = difference_unit(outcome, "long");
  const names = say("difference_title",
    { other: own(other_now().title), base: own(data.base.title) });
  const title = unit === "" ? names : say("in_unit", { title: names, unit });
  const told = (i) => [`${show_cell(outcome, cells[i], "long")} ` +
    `(${say("interval")}: ${show_range(outcome, cells[i])})`,
  show_cell_verdict(cells[i])];
  const options = {
    series: [series], zone, width: chart_width(section), height: 260,
    domain: domain_of([...series.middle, ...series.low50, ...series.high50, ...zone.low,
      ...zone.high], { zero: true }),
    axis_text: (value, decimals) => format_number(value, decimals, true),
    label: `${title}, ${own(outcome.name)}. ${data.years[last_year]}: ${told(last_year).join("; ")}.` };
  const head = [say("year"), say("difference"), say("interval"), say("chance_column"), say("verdict")];
  const rows = () => cells.map((cell, i) => [String(data.years[i]),
    show_cell(outcome, cell), show_range(outcome, cell),
    cell.verdict === verdict.identical ? "=" : show_hits(cell.better, cell.count),
    cell_badge(cell)]);
  return html("figure", {}, html("h3", {}, title),
    ...readable_chart("difference-chart", options, told),
    note(say(data.draws > 0 ? "difference_note_drawn" : "difference_note")),
    table_on_demand("difference-table", title, head, rows));
}

/// What is counted, divided by what, and who defines it so.
function definition_of(outcome) {
  const part = (label, text) => (own(text) === "" ? []
    : [`${say(label)}: `, in_own_words(text), ". "]);
  return html("p", { class: "note" }, ...part("counted", outcome.numerator),
    ...part("divided_by", outcome.denominator), ...part("definition", outcome.source));
}

function render_course(section) {
  const outcome = outcome_now();
  const direction = ["good_up", "good_down", "good_neither", "good_seen"][outcome.better];
  section.replaceChildren(
    html("h2", {}, `${say("course")}: ${own(outcome.name)}, ${place_name(state.place)}`),
    paragraph(say(direction)));
  section.append(course_chart(section), difference_chart(section), definition_of(outcome));
}

function place_picture(index, place, width, shared) {
  const outcome = data.outcomes[index];
  const height = 110;
  const label = place_name(place);
  if (state.places_as === "difference") {
    const { series } = difference_lines(index, place);
    const domain = shared ?? domain_of([...series.low50, ...series.high50, ...series.middle],
      { zero: true, ticks: 3 });
    return years_chart({ series: [series], width, height, domain, label, ticks: 3,
      axis_text: (value, decimals) => format_number(value, decimals, true) }).picture;
  }
  const series = scenario_pair().map(({ scenario, look }) => {
    const { low90, middle, high90 } = scaled_fan(scenario, index, place);
    return { look, low90, middle, high90 };
  });
  const domain = shared ??
    domain_of(series.flatMap(({ low90, high90 }) => [...low90, ...high90]), { ticks: 3 });
  return years_chart({ series, width, height, domain, label, ticks: 3,
    axis_text: axis_of(outcome) }).picture;
}

/// One domain for all municipalities, or nothing where sizes of municipalities would hide the rest.
function shared_domain(index) {
  const outcome = data.outcomes[index];
  if (outcome.denominator.en === "") {
    return null;
  }
  const values = data.places.flatMap((_, place) => {
    if (state.places_as === "difference") {
      const { series } = difference_lines(index, place);
      return [...series.low50, ...series.high50, ...series.middle];
    }
    return scenario_pair().flatMap(({ scenario }) => {
      const { low90, high90 } = scaled_fan(scenario, index, place);
      return [...low90, ...high90];
    });
  });
  return domain_of(values, { zero: state.places_as === "difference", ticks: 3 });
}

function render_places(section) {
  const outcome = outcome_now();
  const shared = shared_domain(state.outcome);
  const room = inner_width(section);
  const columns = Math.max(1, Math.min(3, Math.floor((room + 12) / 216)));
  const width = Math.floor((room - 12 * (columns - 1)) / columns) - 18;
  const buttons = data.places.map(({ name }, place) => {
    const cell = cell_at(cells_of(state.outcome, place), state.year);
    return html("button", { type: "button", class: "mini", id: `place-${place}`,
      "aria-pressed": String(place === state.place),
      click: () => choose({ place: place === state.place ? region : place }) },
    html("strong", {}, name),
    html("span", { class: "small" },
      `${data.years[state.year]}: ${show_cell(outcome, cell)} `,
      verdict_badge(cell.verdict)),
    place_picture(state.outcome, place, width, shared));
  });
  const head = [say("place"), own(data.base.title), own(other_now().title), say("difference"),
    say("interval"), say("verdict")];
  const rows = () => data.places.map(({ name }, place) => {
    const cell = cell_at(cells_of(state.outcome, place), state.year);
    return [name, show(outcome, cell.base), show(outcome, cell.other),
      show_cell(outcome, cell), show_range(outcome, cell),
      cell_badge(cell)];
  });
  section.replaceChildren(
    html("h2", {}, `${say("places")}: ${own(outcome.name)}`),
    map_figure(section),
    switch_of("places-as", say("places"), [{ name: say("as_course"), value: "course" },
      { name: say("as_difference"), value: "difference" }], state.places_as,
    (value) => choose({ places_as: value })),
    html("div", { class: "grid", style: `--columns: ${columns}` }, ...buttons),
    note(`${say("places_note")} ${say(shared ? "one_scale" : "own_scale")}`),
    table_on_demand("places-table", `${own(outcome.name)}, ${data.years[state.year]}`, head, rows));
}

function outcome_row(index) {
  const outcome = data.outcomes[index];
  const cell = cell_at(cells_of(index, state.place), state.year);
  // The unit stands once, with the name, so that numbers stay short.
  const bare = outcome.unit.en === "%" ? outcome : { ...outcome, unit: { nl: "", en: "" } };
  const name = html("span", {}, outcome_button(index), bare === outcome || own(outcome.unit) === ""
    ? null : html("span", { class: "unit" }, ` (${own(outcome.unit)})`));
  return { chosen: index === state.outcome, cells: [name, show(bare, cell.base),
    show(bare, cell.other), show_cell(bare, cell), show_range(bare, cell),
    cell_badge(cell)] };
}

function render_outcomes(section) {
  const head = [say("outcome"), own(data.base.title), own(other_now().title), say("difference"),
    say("interval"), say("verdict")];
  const caption = capital(say("outcomes_note",
    { place: place_name(state.place), year: data.years[state.year] }));
  const bodies = data.themes.map((theme, t) => ({ heading: own(theme),
    rows: data.outcomes.map((_, i) => i).filter((i) => data.outcomes[i].theme === t)
      .map(outcome_row) })).filter(({ rows }) => rows.length > 0);
  section.replaceChildren(html("h2", {}, say("outcomes")), stacked_table(caption, head, bodies));
}
