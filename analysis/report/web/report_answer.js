// The first screen: the question, what differs, the answer, and how sure it is.
const first_sentences = 4;

function render_question(section) {
  const other = other_now();
  const from = data.base;
  const identical = nothing_differs(other);
  const sentences = own(other.differences);
  section.replaceChildren(
    html("h1", {}, say("compared", { other: own(other.title), base: own(from.title) })),
    paragraph(own(other.question), "lead"),
    html("h2", {}, say("what_differs")));
  if (identical) {
    section.append(paragraph(say("nothing_differs"), "strong"));
    return;
  }
  if (sentences.length === 0) {
    section.append(paragraph(say("not_said")));
    return;
  }
  if (other.differs_from !== from.id && other.differs_from !== "") {
    section.append(paragraph(
      say("differs_from", { other: own(other.title), base: other.differs_from })));
  } else if (other.start) {
    section.append(paragraph(say("from_when", { date: show_month(other.start) })));
  }
  section.append(list_of(sentences.slice(0, first_sentences)));
  const count = sentences.length - first_sentences;
  if (count > 0 && state.paper) {
    section.append(note(say("more_below", { count, section: say("again") })));
  } else if (count > 0) {
    section.append(on_demand("all-differences", say("more_differs", { count }),
      () => list_of(sentences.slice(first_sentences))));
  }
}

function card(title, big, look, ...small) {
  return html("div", { class: `card ${look}` }, html("h3", {}, title),
    html("p", { class: "big" }, big), ...small);
}

/// Why there is no range: what was drawn has one over draws, and not over replicates.
const no_range = () => say(data.draws > 0 ? "no_range_drawn" : "no_range");

/// All payers together at the rate that the first page uses.
function total_cost(other) {
  const total = other.money.net.find(([payer]) => payer === null);
  return total ? total[1][1] : null;
}

function cost_card(other) {
  const title = say("cost_title");
  const total = total_cost(other);
  if (total === null) {
    return card(title, no_number, "unsure", note(say("no_ledger")));
  }
  if (other.money.identical) {
    return card(title, say("same_money"), "plain");
  }
  const [mean, low, high] = total;
  const crosses = low === null || (low <= 0 && high >= 0);
  const look = crosses ? "unsure" : mean < 0 ? "good" : "bad";
  const range = low === null ? no_range()
    : say("between", { low: show_dearer(low), high: show_dearer(high) });
  return card(title, show_dearer(mean), look, paragraph(range),
    paragraph(say(crosses ? "cost_unsure" : "cost_sure"), "verdict-line"),
    note(say("cost_note", { years: `${other.money.start}–${data.years[last_year]}`,
      rate: show_rate(data.rates[1]) })));
}

function even_card(other) {
  const { even, identical } = other.money;
  const [share, low, high] = even.share;
  const title = say("even_title", { year: data.years[last_year] });
  if (identical || share === null) {
    return card(title, no_number, "plain",
      note(say(other.money.net.length === 0 ? "no_ledger" : "same_money")));
  }
  const year = (found) => found ?? say("later", { year: data.years[last_year] });
  const when = share === 0 ? say("even_none") : even.middle === null ? say("even_never")
    : say("even_year", { middle: even.middle, early: year(even.early), late: year(even.late) });
  const look = low > 0.5 ? "good" : high < 0.5 ? "bad" : "unsure";
  return card(title, show_share(share), look,
    paragraph(say("between", { low: show_share(low), high: show_share(high) })), paragraph(when),
    note(say("even_note", { hits: Math.round(share * data.replicates), count: data.replicates })));
}

function child_card(other, index) {
  const outcome = data.outcomes[index];
  const cell = cell_at(cells_of(index, region, other), last_year);
  const title = say("child_title", { outcome: own(outcome.name), year: data.years[last_year] });
  if (cell.base === null) {
    return card(title, no_number, verdict_look(cell.verdict), html("p", {}, cell_badge(cell)));
  }
  const range = cell.low === null ? no_range()
    : say("between", { low: show_end(outcome, cell, cell.low),
      high: show_difference(finely(outcome, cell, cell.high), cell.high) });
  return card(title, show_cell(outcome, cell, "long"), verdict_look(cell.verdict),
    cell.verdict === verdict.identical ? null : paragraph(range),
    html("p", {}, cell_badge(cell)),
    note(say("from_to", { base: show(outcome, cell.base), other: show(outcome, cell.other) })));
}

function outcome_button(index) {
  return html("button", { type: "button", class: "link", id: null,
    click: () => choose({ outcome: index }, "course") }, own(data.outcomes[index].name));
}

function chosen_before(other) {
  const year = data.years[last_year];
  return stacked_table(say("chosen_before", { year }),
    [say("outcome"), say("difference"), say("interval"), say("verdict")],
    data.headlines.map((index) => {
      const cell = cell_at(cells_of(index, region, other), last_year);
      return [outcome_button(index), show_cell(data.outcomes[index], cell),
        show_range(data.outcomes[index], cell), cell_badge(cell)];
    }));
}

/// How many outcomes of the region have each verdict in the last year.
function verdict_counts(other) {
  const counts = words.verdicts[0].map(() => 0);
  data.outcomes.forEach((_, outcome) => {
    counts[cell_at(cells_of(outcome, region, other), last_year).verdict] += 1;
  });
  return counts;
}

/// What verdicts mean that do not speak for themselves, where they occur.
function meant_by_verdicts(other) {
  const counts = verdict_counts(other);
  return [counts[verdict.differs] > 0 ? say("means_differs") : null,
    counts[verdict.more_seen] + counts[verdict.less_seen] > 0 ? say("means_seen") : null]
    .filter(Boolean).map(note);
}

/// "Of all 45 outcomes in 2065: 3 better, 1 worse, …".
function count_of_verdicts(other) {
  const counts = verdict_counts(other);
  const order = [verdict.better, verdict.worse, verdict.differs, verdict.more_seen,
    verdict.less_seen, verdict.none, verdict.unsure, verdict.identical, verdict.nobody, verdict.left_out];
  const list = order.filter((found) => counts[found] > 0)
    .map((found) => `${counts[found]} ${say("verdicts")[found]}`);
  return say("counts_of", { count: data.outcomes.length, year: data.years[last_year],
    list: listed(list) });
}

/// Which outcomes are better and which worse, chosen beforehand or not, so that none stays out of sight.
function named_verdicts(other) {
  const most = 10;
  const kinds = { short_better: verdict.better, short_worse: verdict.worse };
  return Object.entries(kinds).map(([word, found]) => {
    const all = data.outcomes.map((_, outcome) => outcome).filter((outcome) => (
      cell_at(cells_of(outcome, region, other), last_year).verdict === found));
    const names = all.slice(0, most).map((outcome) => lower(own(data.outcomes[outcome].name)));
    if (all.length > most) {
      names.push(say("and_others", { count: all.length - most }));
    }
    return all.length === 0 ? null
      : paragraph(`${say(word, { year: data.years[last_year] })}: ${listed(names)}.`);
  });
}

/// One row for every scenario compared, where there are several.
/// The same for all scenarios compared only where all begin in the same year: later money is discounted
/// to the first year in which a scenario differs.
function overview_cost(other, total) {
  const starts = new Set(data.others.map(({ money }) => money.start).filter((year) => year !== null));
  return starts.size < 2 ? show_dearer(total[0])
    : `${show_dearer(total[0])}, ${say("worth_in", { year: other.money.start })}`;
}

/// "0% (0% to 47%)".
const chance_text = ([share, low, high]) => (low === null ? no_number
  : `${show_share(share)} (${show_share(low)} ${say("to")} ${show_share(high)})`);

function overview() {
  const [headline] = data.headlines;
  const head = [say("scenario"), say("cost_title"), say("even_title", { year: data.years[last_year] })];
  if (headline !== undefined) {
    head.push(own(data.outcomes[headline].name));
  }
  return stacked_table(say("all_others", { rate: show_rate(data.rates[1]) }), head, data.others.map((other, i) => {
    const total = total_cost(other);
    const row = [
      html("button", { type: "button", class: "link", click: () => choose({ other: i }, "question") },
        own(other.title)),
      total === null ? no_number : other.money.identical ? say("same_money")
        : overview_cost(other, total),
      chance_text(other.money.even.share)];
    if (headline !== undefined) {
      const cell = cell_at(cells_of(headline, region, other), last_year);
      row.push(html("span", {}, `${show_cell(data.outcomes[headline], cell)} `,
        verdict_badge(cell.verdict)));
    }
    return row;
  }));
}

/// Money and the outcomes chosen beforehand, by verdict, in words.
function in_short(other) {
  const year = data.years[last_year];
  const line = (what, told) => html("li", {}, html("strong", {}, `${what}: `), `${told}.`);
  const lines = [];
  const total = total_cost(other);
  if (total !== null) {
    const [mean, low, high] = total;
    const told = other.money.identical ? say("same_money")
      : low === null || (low <= 0 && high >= 0) ? lower(say("cost_unsure")).replace(/\.$/, "")
        : say("short_total", { money: show_dearer(mean) });
    lines.push(line(say("short_money",
      { years: `${other.money.start ?? data.years[0]}–${data.years[last_year]}`,
        rate: show_rate(data.rates[1]) }), told));
  }
  const kinds = { short_better: verdict.better, short_worse: verdict.worse, short_none: verdict.none,
    short_unsure: verdict.unsure, short_same: verdict.identical };
  for (const [word, found] of Object.entries(kinds)) {
    const names = data.headlines.filter((index) => (
      cell_at(cells_of(index, region, other), last_year).verdict === found))
      .map((index) => lower(own(data.outcomes[index].name)));
    if (names.length > 0) {
      lines.push(line(say(word, { year }), listed(names)));
    }
  }
  return html("ul", { class: "short" }, ...lines);
}

function render_answer(section) {
  const other = other_now();
  const cards = [cost_card(other), even_card(other)];
  if (data.headlines.length > 0) {
    cards.push(child_card(other, data.headlines[0]));
  }
  section.replaceChildren(html("h2", {}, say("answer")),
    nothing_differs(other) ? paragraph(say("nothing_differs"), "strong") : in_short(other),
    html("h3", {}, say("answer_numbers")), html("div", { class: "cards" }, ...cards),
    paragraph(count_of_verdicts(other), "strong"), ...meant_by_verdicts(other),
    ...named_verdicts(other).filter(Boolean));
  if (data.headlines.length > 0) {
    section.append(chosen_before(other));
  }
  if (data.others.length > 1) {
    section.append(overview());
  }
}
