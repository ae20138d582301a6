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
    const above = at.bottom + card.offsetHeight + 8 > innerHeight && at.top > card.offsetHeight + 8;
    card.style.top = (above ? at.top - card.offsetHeight - 6 : at.bottom + 6) + scrollY + "px";
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
  for (const slider of document.querySelectorAll("input[type=range]")) {
    const told = document.querySelector('output[for="' + slider.id + '"]');
    slider.addEventListener("input", () => { told.value = slider.value; });
  }
  // A job is asked how far it is; when it has ended, the page is opened again and shows what came of it.
  const job = document.querySelector("[data-job]");
  const part = (name) => job.querySelector('[data-part="' + name + '"]');
  const ask = async () => {
    const answer = await fetch(job.dataset.job).catch(() => null);
    if (!answer || !answer.ok) return;
    const told = await answer.json();
    if (!told.running) { location.reload(); return; }
    part("state").textContent = told.state;
    part("count").textContent = told.done + " / " + told.whole;
    part("step").textContent = told.step;
    const bar = job.querySelector("progress");
    bar.max = told.whole || 1;
    bar.value = told.done;
  };
  if (job) setInterval(ask, 1000);
  // A choice that only changes what is shown is sent at once; without a script there is a button.
  for (const form of document.querySelectorAll("form[data-at-once]")) {
    form.addEventListener("change", () => form.requestSubmit());
  }
})();
