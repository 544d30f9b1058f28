// What passes from parents to children, and the children of the children.
/// A table of life courses as rows of base, other and difference for each of its numbers.
function life_table(table, at) {
  const head = [say("what"), own(data.base.title), own(other_now().title), say("difference"),
    say("interval")];
  const rows = () => table.rows.flatMap((row, r) => table.columns.map((column, c) => {
    const [base, other, [mean, low, high]] = table.cells[r * table.columns.length + c];
    const decimals = counts.includes(column) ? 0 : 2;
    const shown = (value, signed = false) => (value === null ? no_number
      : format_number(value, decimals, signed));
    return [table.columns.length > 1 ? `${life_label(row)} · ${life_label(column)}` : life_label(row), shown(base),
      shown(other), shown(mean, true), low === null ? no_number
        : `${shown(low, true)} ${say("to")} ${shown(high, true)}`];
  }));
  return state.paper ? table_of(own(table.name), head, rows())
    : table_on_demand(`life-${at}`, own(table.name), head, rows, own(table.name));
}

/// Columns that count.
const counts = ["people", "pairs"];

const life_words = {
  slope: "helling", people: "mensen", pairs: "paren", everybody: "iedereen",
  "brothers and sisters": "broers en zussen", cousins: "neven en nichten",
  "income rank": "inkomensrang", "level of education": "opleidingsniveau", "test score": "toetsscore",
  "social assistance": "bijstand", suspect: "verdacht", "disability benefit": "arbeidsongeschikt",
  maltreated: "mishandeld", "low income": "laag inkomen", "problem debt": "problematische schulden",
  "suspect, of a mother under twenty": "verdacht, van een moeder onder de twintig",
  "low education, of a mother under twenty": "laag opgeleid, van een moeder onder de twintig",
  "suspect, of a parent once a suspect": "verdacht, van een ooit verdachte ouder",
  "maltreated, of a parent once maltreated": "mishandeld, van een ooit mishandelde ouder",
};

/// Labels of the tables in the language of the page, as far as they are words.
function life_label(label) {
  if (!in_dutch()) {
    return label;
  }
  return life_words[label] ?? label.replace("quintile", "vijfde").replace("parents", "ouders").replace("children", "kinderen")
    .replace("born", "geboren").replace("top", "zwaarst belaste").replace("own", "eigen");
}

/// Most of what the page begins with is about minors. These tell of the grown-ups that they become.
const grown_up = ["education_low", "income_mean", "problem_debt_households"];

function outcomes_by_generation() {
  const more = data.outcomes.map((_, index) => index).filter((index) => grown_up.includes(data.outcomes[index].id));
  return [...data.headlines, ...more];
}

/// The difference in the outcomes chosen beforehand, for each generation.
function generation_rows() {
  const groups = data.groups.map((group, i) => ({ group, i }))
    .filter(({ group }) => group.kind === "generation");
  const at = data.group_years.length - 1;
  return { groups, rows: outcomes_by_generation().map((index) => {
    const columns = group_cells_of(index, at);
    return [outcome_button(index), ...groups.map(({ i }) => {
      const cell = cell_at(columns, i);
      return cell.base === null || (cell.base === 0 && cell.mean === 0) ? no_number
        : html("span", { class: "pair" }, show_cell(data.outcomes[index], cell), " ",
          verdict_badge(cell.verdict));
    })];
  }) };
}

function render_generations(section) {
  const { groups, rows } = generation_rows();
  const { tables } = other_now();
  section.replaceChildren(html("h2", {}, say("generations")), paragraph(say("generations_lead")));
  if (groups.length > 0 && rows.length > 0) {
    section.append(html("div", { class: "lefts" }, stacked_table(say("generations_caption", { year: data.years[last_year] }),
      [say("outcome"), ...groups.map(({ group }) => capital(own(group.name)))], rows)));
  }
  if (tables.length === 0) {
    section.append(note(say("no_life_tables")));
    return;
  }
  const heading = (generations) => {
    // Paper shows what is short; the rest would fill pages.
    const some = tables.map((table, at) => ({ table, at }))
      .filter(({ table }) => table.generations === generations)
      .filter(({ table }) => !state.paper || table.cells.length <= 8);
    if (some.length === 0) {
      return;
    }
    section.append(html("h3", {}, say(generations ? "passed_on" : "spread_of_burdens")),
      note(say(generations ? "passed_on_note" : "spread_note")),
      ...some.map(({ table, at }) => life_table(table, at)));
  };
  heading(true);
  heading(false);
}
