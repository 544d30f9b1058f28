// What other runs say of the uncertainty, and how the base stands to published figures.
const score_looks = [["good", "✓"], ["bad", "✗"], ["unsure", "–"]];

/// With as many decimals as the published figure has, so that numbers of one row can be compared.
function score_number(score, value) {
  if (value === null) {
    return no_number;
  }
  const size = Math.abs(score.figure ?? value);
  const decimals = score.share ? (size < 0.02 ? 2 : 1) : size >= 100 ? 0 : 2;
  return score.share ? show_share(value, decimals) : format_number(value, decimals);
}

/// What was published: a figure, or that it is too few people to be shown.
function published_figure(score) {
  const [count, all] = [score.below, score.out_of].map((one) => format_number(one, 0));
  return score.below === 0 ? score_number(score, score.figure)
    : say(score.out_of > 0 ? "score_under_of" : "score_under", { count, all });
}

/// A published figure goes by the name of the outcome that it is of, or else by its own.
function name_of_figure({ name, title }) {
  const outcome = data.outcomes.find(({ id }) => id === name);
  const ages = name.match(/^inhabitants[_ ](\d.*)$/);
  return outcome ? own(outcome.name)
    : ages ? say("inhabitants_aged", { ages: ages[1].replaceAll("_", " ") })
      : own(title) || name.replaceAll("_", " ");
}

function render_score(section) {
  const scores = data.scorecard;
  const title = html("h2", {}, say("score"));
  if (scores.length === 0) {
    section.replaceChildren(title, paragraph(say("score_none")));
    return;
  }
  const hit = (list) => list.filter((score) => score.verdict === 0).length;
  const required = scores.filter((score) => score.required);
  const row = (score) => [`${name_of_figure(score)}${score.place === "" ? "" : `, ${score.place}`}`,
    published_figure(score),
    score.verdict === 2 ? no_number : `${score_number(score, score.mean)} ` +
      `(${score_number(score, score.lowest)} ${say("to")} ${score_number(score, score.highest)})`,
    badge(...score_looks[score.verdict], say("score_verdicts")[score.verdict]),
    in_own_words(score.source, "source")];
  const head = [say("figure"), say("published"), own(data.base.title), say("verdict"), say("source")];
  const missed = scores.filter((score) => score.verdict === 1 && score.required);
  // Nothing is said of all where none, or not each, was there to look at.
  const looked_at = required.filter((score) => score.verdict !== 2);
  const all = looked_at.length === 0 ? "score_none_looked_at"
    : looked_at.length < required.length ? "score_all_looked_at" : "score_all";
  section.replaceChildren(title, paragraph(say("score_count", { count: scores.length, hit: hit(scores),
    required: required.length, required_hit: hit(required) }), "strong"),
  missed.length === 0 ? paragraph(say(all))
    : stacked_table(say("score_missed"), head, missed.map(row)),
  note(say("score_note", { base: own(data.base.title) })),
  table_on_demand("score-table", say("score"), head, () => scores.map(row), say("score_open")));
}

/// A share that is small but not nothing is not told as 0%.
const show_part = (share) => show_share(share, share !== null && share !== 0 && Math.abs(share) < 0.01 ? 1 : 0);

/// Shares of an uncertainty, as bars that add up to all of it.
function split_bars(section, entry) {
  const rows = entry.parts.map(({ name, share, low, high }) => ({ name: own(name), mean: share, low, high,
    look: "plain", text: show_part(share),
    beside: low === null ? "" : `${show_part(low)} ${say("to")} ${show_part(high)}` }));
  return bars(rows, track_width(section), own(entry.name));
}

function frontier_chart(section, sweep) {
  const width = chart_width(section);
  const height = 300;
  const [xs, ys] = [sweep.points.map(({ cost }) => cost / million), sweep.points.map(({ harm }) => harm)];
  const [across, up] = [domain_of(xs), domain_of(ys)];
  const ticks = [ticks_of(across, 5), ticks_of(up, 5)];
  const texts = ticks[1].values.map((value) => format_number(value, ticks[1].decimals));
  const frame = { left: room_for(texts), right: width - 16, top: 8, bottom: height - 44 };
  const [x, y] = [scale_of(across, [frame.left, frame.right]), scale_of(up, [frame.bottom, frame.top])];
  const axis = svg("g", { class: "axes" },
    ...ticks[1].values.flatMap((value, i) => [
      svg("line", { class: "grid", x1: frame.left, x2: frame.right, y1: y(value), y2: y(value) }),
      svg("text", { x: frame.left - 6, y: y(value) + 4, "text-anchor": "end" }, texts[i])]),
    ...ticks[0].values.map((value) => svg("text", { x: x(value), y: frame.bottom + 18,
      "text-anchor": "middle" }, format_number(value, ticks[0].decimals))),
    svg("text", { x: (frame.left + frame.right) / 2, y: height - 6, "text-anchor": "middle" },
      say("frontier_x")));
  const front = sweep.points.filter(({ frontier }) => frontier).sort((one, two) => one.cost - two.cost);
  const line = svg("path", { class: "line difference",
    d: front.map(({ cost, harm }, i) => `${i === 0 ? "M" : "L"}${spot(x(cost / million), y(harm))}`).join("") });
  const dots = sweep.points.map(({ cost, harm, frontier }) => svg("circle", {
    class: `dot ${frontier ? "on" : ""}`, cx: x(cost / million), cy: y(harm), r: frontier ? 6 : 4 }));
  const label = say("frontier_label", { count: sweep.points.length, best: front.length });
  return html("div", {}, svg("svg", { id: "frontier", viewBox: `0 0 ${width} ${height}`, width, height,
    role: "img", "aria-label": label }, axis, line, ...dots));
}

/// A value of a lever as its study wrote it; files of before have only its number.
const lever_text = ({ levers, texts }, i) => (texts ? own(texts[i]) : format_number(levers[i], 2));

/// The computed point nearest to where the sliders stand, in steps of their ranges.
function nearest_point(sweep, wanted) {
  const distance = ({ levers }) => Math.hypot(...levers.map((value, i) => {
    const all = sweep.points.map((point) => point.levers[i]);
    return (value - wanted[i]) / ((Math.max(...all) - Math.min(...all)) || 1);
  }));
  return sweep.points.map((point) => ({ point, distance: distance(point) }))
    .reduce((best, one) => (one.distance < best.distance ? one : best));
}

function explorer(sweep) {
  const told = html("p", { class: "told", role: "status" });
  const values = sweep.levers.map((_, i) => sweep.points.map((point) => point.levers[i]));
  const wanted = values.map((all) => Math.min(...all));
  const tell = () => {
    const { point, distance } = nearest_point(sweep, wanted);
    told.textContent = say("explorer_told", {
      where: listed(sweep.levers.map((lever, i) => `${own(lever)} ${lever_text(point, i)}`)),
      distance: format_number(distance, 2), cost: show_dearer(point.cost), outcome: own(sweep.harm),
      harm: format_number(point.harm, 2) });
  };
  const sliders = sweep.levers.map((lever, i) => {
    const [low, high] = [Math.min(...values[i]), Math.max(...values[i])];
    const slider = html("input", { type: "range", id: `lever-${i}`, min: low, max: high,
      step: (high - low) / 40 || 1, value: low,
      input: () => { wanted[i] = Number(slider.value); tell(); } });
    return html("label", { for: `lever-${i}` }, html("span", {}, own(lever)), slider);
  });
  tell();
  return html("div", { class: "explorer" }, ...sliders, told);
}

function render_study(section) {
  const { sensitivity, sweep } = data;
  section.hidden = sensitivity === null && sweep === null;
  section.replaceChildren();
  if (sensitivity !== null) {
    section.append(html("h2", {}, say("study")), paragraph(own(sensitivity.lead)),
      ...sensitivity.splits.flatMap((entry) => [html("h3", {}, own(entry.name)),
        split_bars(section, entry)]), note(own(sensitivity.note)),
      html("h3", {}, say("turnings")), list_of(sensitivity.turnings.map(own)));
  }
  if (sweep !== null) {
    const head = [...sweep.levers.map(own), say("frontier_x"), own(sweep.harm), say("frontier")];
    section.append(html("h2", {}, say("sweep")), paragraph(say("sweep_lead", { count: sweep.points.length })),
      explorer(sweep), ...(sweep.note ? [note(own(sweep.note))] : []),
      html("h3", {}, `${own(sweep.harm)} / ${say("frontier_x")}`), frontier_chart(section, sweep),
      table_on_demand("sweep-table", say("sweep"), head, () => sweep.points.map((point) => [
        ...point.levers.map((_, i) => lever_text(point, i)), show_millions(point.cost, 1),
        format_number(point.harm, 2), point.frontier ? "✓" : ""])));
  }
}
