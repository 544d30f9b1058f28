function outcomeTable(scenario) {
  const table = document.createElement("table");
  const year = data.years.length - 1;
  const format = new Intl.NumberFormat(language === "nl" ? "nl-NL" : "en-GB");
  data.outcomes.forEach((outcome, i) => {
    const cell = data.differences[scenario - 1][i][data.places.length][year];
    const row = table.insertRow();
    row.append(element("th", outcome.name[language]));
    for (const value of cell.slice(2, 5)) {
      row.append(element("td", value === null ? "–" : format.format(value * outcome.factor)));
    }
    row.append(element("td", outcome.unit[language]), element("td", verdicts[language][cell[5]]));
  });
  return table;
}
