// How sure the answer is: what the ranges cover, and the chance to do better year by year.
/// Years for the columns of a short table, by position: those for which there are groups. In the first
/// year little has changed yet, but it is told where there is no other.
function told_years() {
  const later = data.group_years.filter((year) => data.years[year] > data.years[0]);
  return later.length > 0 ? later : data.group_years.slice(-1);
}

/// In how many replicates, as a cell that is darker the more of them it are.
function chance_cell(hits, count) {
  return html("span", { class: "chance", style: `--share: ${hits === null ? 0 : hits / count}` },
    show_hits(hits, count));
}

/// In how many replicates it was cheaper by a year; equally dear counts half.
const cheaper_in = (share) => Math.round(2 * share * data.replicates) / 2;

/// In how many replicates the other does better, for money and the outcomes chosen beforehand.
function chance_table(other) {
  const years = told_years();
  const rows = [];
  if (other.money.net.length > 0) {
    rows.push([say("chance_cheaper"),
      ...years.map((year) => {
        const [[mean], spread, cheaper] = other.money.balance[year];
        return [mean, spread[0], spread[4]].every((euros) => euros === 0) ? "="
          : chance_cell(cheaper_in(cheaper), data.replicates);
      })]);
  }
  for (const index of data.headlines) {
    const columns = cells_of(index, region, other);
    rows.push([outcome_button(index), ...years.map((year) => {
      const cell = cell_at(columns, year);
      return cell.verdict === verdict.identical ? "=" : chance_cell(cell.better, cell.count);
    })]);
  }
  return html("div", { class: "chances" },
    stacked_table(say("chance_caption", { other: own(other.title), base: own(data.base.title) }),
      [say("outcome"), ...years.map((year) => String(data.years[year]))], rows));
}

/// "One in 40 households was simulated", or in per cent where that is no such fraction.
function sample_sentence() {
  const each = 1 / data.scale;
  return Math.abs(each - Math.round(each)) < 1e-6 * each
    ? say("sure_sample", { share: say("one_in", { count: format_number(Math.round(each), 0) }) })
    : say("sure_sample", { share: show_share(data.scale, 1) });
}

function render_sure(section) {
  const count = data.replicates;
  const other = other_now();
  const drawn = data.draws > 0;
  const covered = data.sensitivity === null ? "sure_ranges" : "sure_studied";
  const one_draw = data.draws === 1;
  const ranges = one_draw ? "sure_one_draw" : drawn ? "sure_drawn" : covered;
  const sentences = [say("sure_luck", { count }), say(ranges, { count: data.draws })];
  if (data.scale < 1) {
    sentences.push(sample_sentence());
  }
  if (data.minimum_cell !== undefined) {
    sentences.push(say("sure_suppressed", { count: data.minimum_cell }));
  }
  if (count < 10) {
    sentences.push(say("sure_few", { count }));
  }
  if (!one_draw) {
    sentences.push(say(drawn ? "sure_more_drawn" : "sure_more"));
  }
  section.replaceChildren(html("h2", {}, say("sure")), ...sentences.map((text) => paragraph(text)));
  if (!nothing_differs(other) && data.headlines.length > 0) {
    section.append(html("h3", {}, say("chance")), chance_table(other),
      note(say(drawn && !one_draw ? "chance_note_drawn" : "chance_note")));
  }
}
