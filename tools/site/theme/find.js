// Finds headings and sentences in this folder, without a server: the words lie in words.js.
"use strict";
(() => {
  const script = document.currentScript;
  const form = document.querySelector("form[role=search]");
  const field = document.getElementById("find");
  const list = document.getElementById("found");
  const MOST = 9;
  form.hidden = false;

  function load() {
    if (document.getElementById("words")) return;
    const words = document.createElement("script");
    words.id = "words";
    words.src = script.dataset.words;
    words.onload = show;
    document.head.append(words);
  }

  // Every word asked for must stand there; a heading weighs more than a sentence.
  function weight(section, asked) {
    const title = section.title.toLowerCase();
    const text = section.text.toLowerCase();
    let sum = 0;
    for (const word of asked) {
      const often = Math.min(text.split(word).length - 1, 5);
      const there = (title.includes(word) ? 20 : 0) + often;
      if (!there) return 0;
      sum += there;
    }
    return sum;
  }

  function around(text, word) {
    const at = text.toLowerCase().indexOf(word);
    const start = Math.max(0, at - 40);
    return (start ? "… " : "") + text.slice(start, start + 110) + " …";
  }

  function entry(section, asked) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const words = document.createElement("small");
    link.href = BASE + "/" + section.to;
    link.textContent = section.title;
    words.textContent = around(section.text, asked[0]);
    link.append(words);
    item.append(link);
    return item;
  }

  function show() {
    const asked = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    list.replaceChildren();
    list.hidden = !asked.length || typeof WORDS === "undefined";
    if (list.hidden) return;
    const best = WORDS.map(section => [weight(section, asked), section])
      .filter(([sum]) => sum)
      .sort((a, b) => b[0] - a[0])
      .slice(0, MOST);
    for (const [, section] of best) list.append(entry(section, asked));
    if (!best.length) list.append(Object.assign(document.createElement("li"), { textContent: "Nothing." }));
  }

  field.addEventListener("focus", load);
  field.addEventListener("input", show);
  field.addEventListener("keydown", event => { if (event.key === "Escape") { field.value = ""; show(); } });
  form.addEventListener("submit", event => { event.preventDefault(); list.querySelector("a")?.click(); });
})();
