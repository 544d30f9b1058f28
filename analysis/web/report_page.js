const page = document.getElementById("page");
document.documentElement.lang = language;
data.scenarios.slice(1).forEach((scenario, i) => {
  page.append(element("h1", scenario.title[language]), element("p", scenario.question[language]));
  scenario.differences[language].forEach((sentence) => page.append(element("p", sentence)));
  page.append(outcomeTable(i + 1));
});
