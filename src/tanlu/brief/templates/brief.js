"use strict";
(() => {
  const card = document.getElementById("card");
  const hide = () => { card.hidden = true; };
  const show = (link) => {
    const row = document.getElementById(link.dataset.row);
    if (!row) return;
    const heads = row.closest("table").tHead.rows[0].cells;
    const list = document.createElement("dl");
    Array.from(row.cells).forEach((cell, at) => {
      if (!cell.textContent.trim()) return;
      const term = document.createElement("dt");
      const words = document.createElement("dd");
      term.textContent = heads[at].textContent;
      const source = cell.querySelector('a[href^="#s"]');
      const cited = source && document.getElementById(source.hash.slice(1));
      words.textContent = cited ? cited.textContent.trim() : cell.textContent.trim();
      list.append(term, words);
    });
    card.replaceChildren(list);
    card.hidden = false;
    const at = link.getBoundingClientRect();
    const left = Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - 16);
    const above = at.bottom + card.offsetHeight + 8 > innerHeight && at.top > card.offsetHeight + 8;
    card.style.left = Math.max(16, left) + scrollX + "px";
    card.style.top = (above ? at.top - card.offsetHeight - 6 : at.bottom + 6) + scrollY + "px";
  };
  for (const link of document.querySelectorAll("a.n")) {
    link.addEventListener("mouseenter", () => show(link));
    link.addEventListener("focus", () => show(link));
    link.addEventListener("mouseleave", hide);
    link.addEventListener("blur", hide);
  }
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  const other = document.querySelector(".switch");
  if (other) other.addEventListener("click", () => {
    const heads = Array.from(document.querySelectorAll("h2[id]"));
    const here = heads.filter((head) => head.getBoundingClientRect().top < innerHeight / 2).pop();
    if (here) other.hash = here.id;
  });
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    opened.forEach((each) => { each.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((each) => { each.open = false; }));
})();
