// Municipalities as they lie: tiles of one size, or their outlines where the page was given them.
/// Column and row of a tile, for the region that comes with the program; others stand in order.
const tiles = {
  GM0867: [1, 0], GM0797: [2, 0], GM0766: [0, 1], GM0809: [1, 1], GM0784: [0, 2], GM0855: [1, 2],
  GM0824: [2, 2], GM0785: [1, 3], GM0798: [2, 3],
};

/// Where a tile goes; in threes where somebody comes from elsewhere.
function tile_of(place) {
  const known = data.places.every(({ code }) => code in tiles);
  return known ? tiles[data.places[place].code] : [place % 3, Math.floor(place / 3)];
}

/// How strong the colour of a difference is, from 0 to 1, and which: good, bad or neither.
function shade_of(cell, largest) {
  const look = verdict_look(cell.verdict);
  const strength = cell.mean === null || largest === 0 ? 0 : Math.abs(cell.mean) / largest;
  return { look, strength: look === "good" || look === "bad" ? 0.25 + 0.75 * strength : 0 };
}

function place_cells() {
  return data.places.map((_, place) => cell_at(cells_of(state.outcome, place), state.year));
}

const largest_of = (cells) => Math.max(0, ...cells.map(({ mean }) => Math.abs(mean ?? 0)));
const toggle_place = (place) => choose({ place: place === state.place ? region : place });

function tile_map(cells) {
  const largest = largest_of(cells);
  return html("div", { class: "tiles", id: "tiles", role: "group", "aria-label": say("map") },
    ...data.places.map(({ name }, place) => {
      const [column, row] = tile_of(place);
      const { look, strength } = shade_of(cells[place], largest);
      return html("button", { type: "button", class: `tile ${look}`, id: `tile-${place}`,
        "aria-pressed": String(place === state.place), click: () => toggle_place(place),
        style: `--column: ${column + 1}; --row: ${row + 1}; --strength: ${strength.toFixed(2)}` },
      html("strong", {}, name), html("span", {}, show_cell(outcome_now(), cells[place])),
      html("span", { class: "small" }, show_verdict(cells[place].verdict)));
    }));
}

function outline_map(cells, width) {
  const largest = largest_of(cells);
  const { height, shapes } = data.map;
  const letters_high = 1000 / width;
  // Numbers would lie over one another on a phone; they stand beside the small charts below.
  const with_numbers = width >= 480;
  const title = `${say("map")}: ${own(outcome_now().name)}, ${data.years[state.year]}`;
  const drawn = shapes.map(([path], place) => {
    const { look, strength } = shade_of(cells[place], largest);
    const label = `${data.places[place].name}: ${show_cell(outcome_now(), cells[place])}, ` +
      show_verdict(cells[place].verdict);
    return svg("path", { d: path, class: `land ${look}`, id: `land-${place}`, tabindex: "0",
      role: "button", "aria-label": label, "aria-pressed": String(place === state.place),
      style: `--strength: ${strength.toFixed(2)}`, click: () => toggle_place(place),
      keydown: (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          toggle_place(place);
        }
      } });
  });
  const texts = shapes.map(([, x, y], place) => svg("text",
    { x, y, class: "land-name", "font-size": 12 * letters_high, "aria-hidden": "true" },
    svg("tspan", { x, "font-weight": 600 }, data.places[place].name),
    with_numbers ? svg("tspan", { x, dy: "1.15em" }, show_cell(outcome_now(), cells[place])) : null));
  return html("div", { class: "outlines" },
    svg("svg", { viewBox: `-4 -4 1008 ${height + 8}`, width, height: width * (height + 8) / 1008,
      role: "group", "aria-label": title }, ...drawn, ...texts),
    data.map.credit === "" ? null : note(data.map.credit));
}

function map_figure(section) {
  const cells = place_cells();
  const unsure = cells.filter((cell) => cell.verdict === verdict.unsure).length;
  return html("figure", { class: "map" },
    html("h3", {}, `${say("map")}: ${data.years[state.year]}`),
    data.map === null ? tile_map(cells) : outline_map(cells, Math.min(560, inner_width(section))),
    note(`${say("map_note")} ${unsure > 0 ? say(unsure === 1 ? "map_unsure_one" : "map_unsure", { count: unsure }) : ""}`));
}
