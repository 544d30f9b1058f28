"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
let language = data.language;
const verdicts = {
  nl: ["precies gelijk", "beter", "slechter", "anders", "geen relevant verschil", "niet te zeggen",
    "niemand geteld"],
  en: ["exactly equal", "better", "worse", "differs", "no relevant difference", "cannot tell",
    "nobody counted"],
};
