// Charts over years, and bars, as SVG. Widths are pixels of the page, so that letters keep their size.
const height_of_letters = 13;

/// Maps a domain of values on a range of pixels.
function scale_of([from, to], [start, end]) {
  const size = to - from || 1;
  return (value) => start + (value - from) / size * (end - start);
}

/// Round values that span a domain, about `wanted` of them.
function ticks_of([from, to], wanted) {
  const rough = (to - from) / Math.max(1, wanted) || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((times) => times * power >= rough * 0.999);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  const values = [];
  for (let i = first; i <= last; i += 1) {
    values.push(i * step);
  }
  return { values, decimals, step };
}

/// The smallest domain that holds all values, a little wider, and at round ends.
function domain_of(values, { zero = false, ticks = 5 } = {}) {
  const known = values.filter((value) => value !== null && Number.isFinite(value));
  let low = known.reduce((a, b) => Math.min(a, b), zero ? 0 : Infinity);
  let high = known.reduce((a, b) => Math.max(a, b), zero ? 0 : -Infinity);
  if (low > high) {
    [low, high] = [0, 1];
  }
  if (low === high) {
    const margin = Math.abs(low) * 0.05 || 1;
    [low, high] = [low - margin, high + margin];
  }
  const rounded = (step) => [Math.floor(low / step + 1e-9) * step,
    Math.ceil(high / step - 1e-9) * step];
  // A wider domain may ask for wider steps, and then for rounder ends.
  return rounded(ticks_of(rounded(ticks_of([low, high], ticks).step), ticks).step);
}

/// Pieces of consecutive years that have values.
function pieces_of(values) {
  const pieces = [];
  values.forEach((value, i) => {
    if (value === null) {
      return;
    }
    if (i === 0 || values[i - 1] === null) {
      pieces.push([]);
    }
    pieces[pieces.length - 1].push(i);
  });
  return pieces;
}

const spot = (x, y) => `${x.toFixed(1)},${y.toFixed(1)}`;

function line_path(values, x, y) {
  return pieces_of(values).map((piece) => {
    const points = piece.map((i) => spot(x(i), y(values[i])));
    return `M${points.join("L")}${points.length === 1 ? "h0.1" : ""}`;
  }).join("");
}

function band_path(low, high, x, y) {
  const both = low.map((value, i) => (value === null || high[i] === null ? null : value));
  return pieces_of(both).map((piece) => {
    const there = piece.map((i) => spot(x(i), y(high[i])));
    const back = [...piece].reverse().map((i) => spot(x(i), y(low[i])));
    return `M${there.join("L")}L${back.join("L")}Z`;
  }).join("");
}

/// Positions of years that get a label: round ones, far enough apart.
function labelled_years(width) {
  const step = [1, 5, 10, 20].find(
    (years) => width / Math.max(1, last_year) * years >= 44) ?? 50;
  return data.years.map((_, i) => i).filter((i) => data.years[i] % step === 0);
}

function axes(frame, x, y, ticks, axis_text) {
  const group = svg("g", { class: "axes" });
  for (const value of ticks.values) {
    group.append(
      svg("line", { x1: frame.left, x2: frame.right, y1: y(value), y2: y(value),
        class: value === 0 ? "zero" : "grid" }),
      svg("text", { x: frame.left - 6, y: y(value) + 4, "text-anchor": "end" },
        axis_text(value, ticks.decimals)));
  }
  for (const i of labelled_years(frame.right - frame.left)) {
    group.append(
      svg("line", { x1: x(i), x2: x(i), y1: frame.bottom, y2: frame.bottom + 4, class: "tick" }),
      svg("text", { x: x(i), y: frame.bottom + 18, "text-anchor": "middle" }, String(data.years[i])));
  }
  return group;
}

/// Room that the longest label of an axis takes.
const room_for = (texts) => Math.max(...texts.map((text) => text.length), 1) * 7.4 + 12;

/// A line at a year, with its text on the side where there is room.
function year_mark({ at, text }, frame, x) {
  const right = x(at) < (frame.left + frame.right) / 2;
  return svg("g", { class: "year-mark" },
    svg("line", { x1: x(at), x2: x(at), y1: frame.top, y2: frame.bottom }),
    svg("text", { x: x(at) + (right ? 6 : -6), y: frame.top + 12,
      "text-anchor": right ? "start" : "end" }, text));
}

/// A chart of lines and bands over the years. `series`: [{look, low90, high90, low50, high50,
/// middle}], all but middle optional; `zone`: {low, high} between which nothing matters; `mark`: {at, text} at a year.
function years_chart({ series, zone, mark, width, height, domain, axis_text, label,
  ticks: wanted = 5 }) {
  const ticks = ticks_of(domain, wanted);
  const texts = ticks.values.map((value) => axis_text(value, ticks.decimals));
  const frame = { left: room_for(texts), right: width - 16, top: 8, bottom: height - 24 };
  const x = scale_of([0, last_year], [frame.left, frame.right]);
  const y = scale_of(domain, [frame.bottom, frame.top]);
  const marks = svg("g", {});
  for (const { look, low90, high90, low50, high50 } of series) {
    if (low90) {
      marks.append(svg("path", { class: `band wide ${look}`, d: band_path(low90, high90, x, y) }));
    }
    if (low50) {
      marks.append(svg("path", { class: `band ${look}`, d: band_path(low50, high50, x, y) }));
    }
  }
  if (zone) {
    marks.append(svg("path", { class: "zone", d: line_path(zone.low, x, y) }),
      svg("path", { class: "zone", d: line_path(zone.high, x, y) }));
  }
  for (const { look, middle } of series) {
    marks.append(svg("path", { class: `line ${look}`, d: line_path(middle, x, y) }));
  }
  if (mark) {
    marks.append(year_mark(mark, frame, x));
  }
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img",
    "aria-label": label }, axes(frame, x, y, ticks, axis_text), marks);
  return { picture, frame, x, y };
}

/// A chart with a line of text beneath that tells the values of the year pointed at, or reached
/// with the arrow keys.
function readable_chart(id, options, values_of) {
  const { picture, frame, x } = years_chart(options);
  const ruler = svg("line", { class: "ruler", y1: frame.top, y2: frame.bottom });
  const told = html("p", { class: "told", "aria-live": "polite" });
  const show_year = (i) => {
    const year = Math.max(0, Math.min(last_year, i));
    ruler.setAttribute("x1", x(year));
    ruler.setAttribute("x2", x(year));
    told.replaceChildren(html("strong", {}, String(data.years[year])),
      ...values_of(year).map((text) => html("span", {}, text)));
    holder.dataset.year = String(year);
  };
  const follow = (event) => {
    const across = (event.clientX - picture.getBoundingClientRect().left) /
      picture.getBoundingClientRect().width * options.width;
    show_year(Math.round((across - x(0)) / ((x(last_year) - x(0)) / Math.max(1, last_year))));
  };
  const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: 5, PageDown: -5 };
  const holder = html("div", { class: "chart", id, tabindex: "0", role: "group",
    "aria-label": `${options.label} ${say("read_keys")}`,
    pointermove: follow, pointerdown: follow,
    keydown: (event) => {
      const here = Number(holder.dataset.year);
      const there = event.key === "Home" ? 0 : event.key === "End" ? last_year
        : here + (step[event.key] ?? NaN);
      if (!Number.isNaN(there)) {
        event.preventDefault();
        show_year(there);
      }
    } }, picture);
  picture.append(ruler);
  show_year(state.year);
  return [holder, told];
}

/// Rows with a bar from zero and a range on a shared scale. `rows`: [{name, mean, low, high, look,
/// text, beside}] or {heading}.
function bars(rows, width, label) {
  const counted = rows.filter((row) => row.mean !== undefined && row.mean !== null);
  const domain = domain_of(counted.flatMap(({ mean, low, high }) => [mean, low, high]), { zero: true });
  const x = scale_of(domain, [4, width - 4]);
  const height = 22;
  const track = ({ mean, low, high, look }) => {
    const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" },
      svg("line", { class: "zero", x1: x(0), x2: x(0), y1: 0, y2: height }));
    if (mean !== null) {
      picture.append(svg("rect", { class: `bar ${look}`, x: Math.min(x(0), x(mean)), y: 4,
        width: Math.abs(x(mean) - x(0)), height: height - 8 }));
    }
    if (mean !== null && low !== null) {
      const [from, to, middle] = [x(low), x(high), height / 2];
      picture.append(svg("path", { class: "range",
        d: `M${from},${middle}H${to}M${from},${middle - 4}v8M${to},${middle - 4}v8` }));
    }
    return picture;
  };
  return html("div", { class: "bars", role: "list", "aria-label": label }, ...rows.map((row) => (
    row.heading ? html("p", { class: "heading", role: "listitem" }, row.heading)
      : html("div", { class: "row", role: "listitem" },
        html("span", { class: "name" }, row.name), html("span", { class: "track" }, track(row)),
        html("span", { class: "text" }, row.text),
        row.beside ? html("span", { class: "beside" }, row.beside) : null))));
}
