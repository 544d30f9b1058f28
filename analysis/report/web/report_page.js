// Puts the page together, and again whenever the reader chooses or the window changes its width.
const part = (id) => document.getElementById(id);

/// What is kept in the address, so that a view can be found again.
const kept = ["language", "other", "outcome", "place", "year"];

function read_address() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const limits = { other: data.others.length, outcome: data.outcomes.length, place: region + 1,
    year: data.years.length };
  for (const [name, limit] of Object.entries(limits)) {
    const value = Number(wanted.get(name) ?? NaN);
    if (Number.isInteger(value) && value >= 0 && value < limit) {
      state[name] = value;
    }
  }
  if (["nl", "en"].includes(wanted.get("language"))) {
    state.language = wanted.get("language");
  }
}

function write_address() {
  const now = new URLSearchParams(kept.map((name) => [name, String(state[name])]));
  try {
    history.replaceState(null, "", `#${now}`);
  } catch {
    // A viewer that lends the page no address still shows it.
  }
}

function render_bar(bar) {
  const outcomes = data.themes.map((theme, t) => ({ name: own(theme),
    options: data.outcomes.map((outcome, value) => ({ name: own(outcome.name), value }))
      .filter(({ value }) => data.outcomes[value].theme === t) }))
    .filter(({ options }) => options.length > 0);
  const places = [{ name: say("region"), value: region },
    ...data.places.map(({ name }, value) => ({ name, value }))];
  const years = data.years.map((year, value) => ({ name: String(year), value }));
  bar.replaceChildren();
  if (data.others.length > 1) {
    bar.append(choice("other", say("scenario"),
      data.others.map((other, value) => ({ name: own(other.title), value })), state.other,
      (other) => choose({ other })));
  }
  bar.append(
    choice("outcome", say("outcome"), outcomes, state.outcome, (outcome) => choose({ outcome })),
    choice("place", say("place"), places, state.place, (place) => choose({ place })),
    choice("year", say("year"), years, state.year, (year) => choose({ year })));
}

function render_reading(section) {
  section.replaceChildren(html("h2", {}, say("reading")),
    list_of(say("reading_list")));
  if (data.inputs.length > 0) {
    section.append(table_on_demand("inputs", say("inputs"), [say("file"), "SHA-256"],
      () => data.inputs.map(([name, digest]) => [name, html("code", {}, digest)]), say("inputs")));
  }
}

function render_again(section) {
  const scenarios = [data.base, ...data.others];
  const files = scenarios.map(({ id }) => `results/${id}.h5`).join(" ");
  const unnamed = data.command.includes("{posterior}");
  const commands = `${data.command.replace("{posterior}", say("draws_file"))}\n` +
    `smartstart compare ${files} --report report.html`;
  const commit = data.commit === "" ? "" : ` (${data.commit})`;
  const facts = [[say("program"), `smartstart ${data.program}${commit}`], [say("seed"), data.seed],
    [say("replicates"), String(data.replicates)],
    ...(data.draws > 0 ? [[say("draws"), String(data.draws)]] : []),
    ...scenarios.map(({ title, digest }) => [say("digest", { name: own(title) }),
      html("code", {}, digest)])];
  section.replaceChildren(html("h2", {}, say("again")), paragraph(say("again_note")),
    html("pre", { tabindex: "0" }, html("code", {}, commands)),
    unnamed ? note(say("again_draws")) : "",
    table_of(say("again"), [say("fact"), say("value")], facts));
  const sentences = own(other_now().differences);
  if (state.paper && sentences.length > first_sentences) {
    section.append(paragraph(say("all_differs", { other: own(other_now().title) }), "strong"),
      list_of(sentences));
  }
}

function render_frame() {
  document.documentElement.lang = state.language;
  document.title = `Smart Start: ${say("compared",
    { other: own(other_now().title), base: own(data.base.title) })}`;
  part("skip").textContent = say("to_content");
  document.querySelectorAll("[data-language]").forEach((button) => button.setAttribute(
    "aria-pressed", String(button.dataset.language === state.language)));
}

/// Every section, in the order of the page.
const sections = Object.entries({ question: render_question, answer: render_answer, sure: render_sure,
  course: render_course, places: render_places, outcomes: render_outcomes, groups: render_groups,
  fairness: render_fairness, generations: render_generations, help: render_help,
  money: render_money, study: render_study, score: render_score, reading: render_reading,
  again: render_again });
/// How many of them hold the answer and the first chart.
const first_sections = 4;

function draw(some) {
  for (const [id, draw_section] of some) {
    draw_section(part(id));
  }
}

function render() {
  const focused = document.activeElement?.id;
  render_frame();
  render_bar(part("bar"));
  draw(sections);
  if (focused) {
    part(focused)?.focus({ preventScroll: true });
  }
}

/// Draws the page for the first time: the rest only when the answer is on the screen.
function render_first() {
  render_frame();
  render_bar(part("bar"));
  draw(sections.slice(0, first_sections));
  requestAnimationFrame(() => setTimeout(() => {
    performance.mark("first chart");
    draw(sections.slice(first_sections));
    document.documentElement.dataset.drawn = "yes";
  }));
}

/// Takes over what the reader chose; `show` names the section to go to.
function choose(changes, show = null) {
  Object.assign(state, changes);
  write_address();
  render();
  if (show) {
    part(show).scrollIntoView();
  }
}

document.querySelectorAll("[data-language]").forEach((button) => button.addEventListener(
  "click", () => choose({ language: button.dataset.language })));
part("bar").addEventListener("submit", (event) => event.preventDefault());

// Charts are drawn anew for another width, so that their letters keep their size.
const main = document.querySelector("main");
let drawn_width = main.clientWidth;
new ResizeObserver(() => {
  if (main.clientWidth !== drawn_width && state.paper === null) {
    drawn_width = main.clientWidth;
    render();
  }
}).observe(main);

// Paper has a width of its own: A4 between its margins.
const paper_width = 680;
addEventListener("beforeprint", () => { state.paper = paper_width; render(); });
addEventListener("afterprint", () => { state.paper = null; render(); });

read_address();
render_first();
