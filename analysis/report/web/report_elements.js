// Small builders of what the page is made of. Texts always go in as texts, never as HTML.
const svg_space = "http://www.w3.org/2000/svg";

function fill_element(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      made.addEventListener(name, value);
    } else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? "" : value);
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function html(name, attributes = {}, ...children) {
  return fill_element(document.createElement(name), attributes, children);
}

function svg(name, attributes = {}, ...children) {
  return fill_element(document.createElementNS(svg_space, name), attributes, children);
}

/// A text of the data in the language of the page; what nobody put into Dutch is the same twice.
const in_own_words = (text, kind = null) =>
  html("span", { class: kind, lang: text.nl === text.en ? "en" : state.language }, own(text));

const paragraph = (text, kind = null) => html("p", { class: kind }, text);
const note = (text) => paragraph(text, "note");

/// Colour and mark of a verdict; the mark says the same to those who see no colours.
const verdict_looks = [
  ["plain", "="], ["good", "✓"], ["bad", "✗"], ["plain", "≠"], ["plain", "≈"], ["unsure", "?"],
  ["unsure", "–"], ["plain", "≠"], ["plain", "≠"], ["unsure", "–"],
];

function badge(look, mark, text) {
  return html("span", { class: `verdict ${look}` },
    html("span", { class: "mark", "aria-hidden": "true" }, mark), text);
}

const verdict_badge = (found) => badge(...verdict_looks[found], show_verdict(found));

/// The same for a cell, with the replicates that it lacks or that are to be added.
const cell_badge = (cell) => badge(...verdict_looks[cell.verdict], show_cell_verdict(cell));

const verdict_look = (found) => verdict_looks[found][0];

/// A table as text that a spreadsheet opens: in Dutch with semicolons, as Dutch spreadsheets want it.
function csv_of(table) {
  const separator = in_dutch() ? ";" : ",";
  const field = (cell) => {
    // The mark of a verdict is for the eye.
    const copy = cell.cloneNode(true);
    copy.querySelectorAll(".mark").forEach((mark) => mark.remove());
    const text = copy.textContent.replaceAll("\u2212", "-").replaceAll("\u00a0", " ");
    return /[";,\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [...table.rows].map((row) => [...row.cells].map(field).join(separator)).join("\r\n");
}

function save_csv(table, name) {
  // The mark at the start tells spreadsheets that the letters are UTF-8.
  const address = URL.createObjectURL(new Blob(["\ufeff", csv_of(table), "\r\n"],
    { type: "text/csv" }));
  html("a", { href: address, download: `${name.replace(/[^\p{L}\p{N}]+/gu, "-")}.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function csv_button(table, caption) {
  return html("button", { type: "button", class: "csv", "aria-label": `CSV: ${caption}`,
    click: () => save_csv(table, caption) }, "CSV");
}

/// A table; the first column heads its row. A row is a list of texts or elements.
function table_of(caption, head, rows) {
  const body = rows.map((row) => html("tr", {}, ...row.map((cell, i) => (i === 0
    ? html("th", { scope: "row" }, cell) : html("td", {}, cell)))));
  const table = html("table", {},
    html("caption", {}, caption),
    html("thead", {}, html("tr", {}, ...head.map((text) => html("th", { scope: "col" }, text)))),
    html("tbody", {}, ...body));
  return html("div", { class: "with-csv" }, csv_button(table, caption),
    html("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, table));
}

/// A table whose rows become blocks of labelled values on a phone. `bodies`: [{heading, rows}], a row
/// being a list of texts or elements, or {cells, chosen}.
function stacked_table(caption, head, bodies) {
  const row_of = (row) => html("tr", { class: row.chosen ? "chosen" : null },
    ...(row.cells ?? row).map((cell, i) => (i === 0 ? html("th", { scope: "row" }, cell)
      : html("td", { "data-label": head[i] }, cell))));
  const body_of = ({ heading, rows }) => html("tbody", {},
    heading ? html("tr", { class: "theme" },
      html("th", { scope: "rowgroup", colspan: String(head.length) }, heading)) : null,
    ...rows.map(row_of));
  const some = Array.isArray(bodies[0]) ? [{ rows: bodies }] : bodies;
  const table = html("table", { class: "stacked" }, html("caption", {}, caption),
    html("thead", {}, html("tr", {}, ...head.map((text) => html("th", { scope: "col" }, text)))),
    ...some.map(body_of));
  return html("div", { class: "with-csv" }, csv_button(table, caption), table);
}

const list_of = (texts) => html("ul", {}, ...texts.map((text) => html("li", {}, text)));

/// Something behind a line that opens it. It is made when it is opened, and stays open over changes.
function on_demand(id, summary, make) {
  const details = html("details", { id }, html("summary", {}, summary));
  const open = () => {
    if (details.open && details.children.length === 1) {
      details.append(make());
    }
  };
  details.open = state.open.has(id);
  open();
  details.addEventListener("toggle", () => {
    state.open[details.open ? "add" : "delete"](id);
    open();
  });
  return details;
}

function table_on_demand(id, caption, head, rows, summary = say("table")) {
  return on_demand(id, summary, () => table_of(caption, head, rows()));
}

/// A line with the colours and dashes of a chart's lines.
function legend(entries) {
  return html("ul", { class: "legend" }, ...entries.map(({ name, look }) => html("li", {},
    svg("svg", { width: 28, height: 12, "aria-hidden": "true" },
      svg("line", { class: `line ${look}`, x1: 0, x2: 28, y1: 6, y2: 6 })),
    name)));
}

function choice(id, label, options, chosen, choose) {
  const select = html("select", { id, change: () => choose(Number(select.value)) },
    ...options.map((option) => (option.options
      ? html("optgroup", { label: option.name }, ...option.options.map(option_element))
      : option_element(option))));
  select.value = String(chosen);
  return html("label", { for: id }, html("span", {}, label), select);
}

const option_element = ({ name, value }) => html("option", { value: String(value) }, name);

/// Buttons of which one is pressed.
function switch_of(id, label, options, chosen, choose) {
  return html("div", { class: "switch", role: "group", "aria-label": label },
    ...options.map(({ name, value }) => html("button", {
      id: `${id}-${value}`, type: "button", "aria-pressed": String(value === chosen),
      click: () => choose(value),
    }, name)));
}
