"use strict";
(() => {
  // Numbers that lead to a page of their own show its gist on a card; without a network they are links like any other.
  const card = document.getElementById("card");
  const known = new Map();
  const gist = async (link) => {
    const address = link.dataset.card;
    if (!known.has(address)) {
      const answer = await fetch(address);
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      known.set(address, page.querySelector("dl"));
    }
    return known.get(address);
  };
  const show = async (link) => {
    const list = await gist(link).catch(() => null);
    if (!list || !link.matches(":hover, :focus")) return;
    card.replaceChildren(list.cloneNode(true));
    card.hidden = false;
    const at = link.getBoundingClientRect();
    const left = Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - 16);
    card.style.left = Math.max(16, left) + scrollX + "px";
    card.style.top = at.bottom + 6 + scrollY + "px";
  };
  for (const link of document.querySelectorAll("a[data-card]")) {
    link.addEventListener("mouseenter", () => show(link));
    link.addEventListener("focus", () => show(link));
    link.addEventListener("mouseleave", () => { card.hidden = true; });
    link.addEventListener("blur", () => { card.hidden = true; });
  }
  const other = document.querySelector("a.switch");
  if (other) other.addEventListener("click", () => {
    document.cookie = "tanlu_lang=" + (other.hreflang === "en" ? "en" : "zh") + ";path=/;max-age=31536000;samesite=lax";
  });
  // A choice that only changes what is shown is sent at once; without a script there is a button.
  for (const form of document.querySelectorAll("form[data-at-once]")) {
    form.addEventListener("change", () => form.requestSubmit());
  }
})();
