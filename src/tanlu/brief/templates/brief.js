"use strict";
(() => {
  const card = document.getElementById("card");
  const hide = () => { card.hidden = true; };
  // What a cell of a row says on the card: where it leads to a row, a method or a source, the words that stand there.
  const said = (cell) => {
    const links = Array.from(cell.querySelectorAll('a[href^="#"]'));
    if (!links.length) return [firstWords(cell)];
    const most = 4;
    const lines = links.slice(0, most).map((link) => {
      const there = document.getElementById(link.hash.slice(1));
      if (!there) return link.textContent;
      return there.cells ? firstWords(there.cells[1]) + ": " + firstWords(there.cells[2]) : there.textContent.trim();
    });
    if (links.length > most) lines.push("…");
    return lines.map((line) => element("div", line));
  };
  const element = (name, ...inside) => {
    const made = document.createElement(name);
    made.append(...inside);
    return made;
  };
  const pair = (head, ...words) => [element("dt", head), element("dd", ...words)];
  const firstWords = (cell) => {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll("code, .rivals").forEach((each) => each.remove());
    return copy.textContent.trim();
  };
  const show = (link) => {
    const row = document.getElementById(link.dataset.row);
    if (!row) return;
    const heads = row.closest("table").tHead.rows[0].cells;
    const list = document.createElement("dl");
    Array.from(row.cells).forEach((cell, at) => {
      if (!cell.textContent.trim()) return;
      list.append(...pair(heads[at].textContent, ...said(cell)));
    });
    const rivals = row.querySelector(".rivals");
    if (rivals) list.append(...pair(rivals.dataset.head, rivals.firstElementChild.textContent));
    const address = row.querySelector("code");
    if (address) list.append(...pair(card.dataset.trace, element("code", "tanlu trace " + address.textContent)));
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
