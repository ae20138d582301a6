"use strict";
(() => {
  const spec = JSON.parse(document.getElementById("spec").textContent);
  const main = document.querySelector("main");
  const KEY = `tanlu:${spec.form}:${spec.version}:${spec.digest}`;
  const LANGS = ["en", "zh-Hans"];
  const SWITCH = ["中文", "English"];
  let lang = navigator.language.toLowerCase().startsWith("zh") ? 1 : 0;
  let spoken = [], counter = 0, root = null, keep = true;

  const make = (tag, attributes = {}, ...inside) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  };
  const labelOf = (name, value) => {
    const list = spec.lists[spec.listOf[name]];
    if (!list) return Expression.text(value);
    const codes = Expression.text(value).split(" ").filter(Boolean);
    return codes.map((code) => list.find((each) => each.c === code)?.l[lang] ?? code).join(lang ? "、" : ", ");
  };
  const phrase = (pair, scope) =>
    pair[lang].map((part) => (typeof part === "string" ? part : labelOf(part.ref, answer(part.ref, scope, true)))).join("");
  function say(element, pair, scope = root) {
    const written = typeof pair[0] === "string" ? [[pair[0]], [pair[1]]] : pair;
    const update = () => { element.textContent = phrase(written, scope); };
    spoken.push({ element, update });
    update();
    return element;
  }
  const word = (tag, name, attributes = {}) => say(make(tag, attributes), spec.words[name]);

  // A scope is the form, or one turn of a repeat: its answers, its questions on the page, its own repeats.
  const scopeOf = (level, parent, at) => ({ level, parent, at, values: {}, turns: {}, live: [] });
  // What a new form or turn holds before anyone answers.
  function fresh(scope, nodes) {
    for (const node of nodes) {
      if (node.d !== undefined) scope.values[node.n] = node.d;
      if (node.k === "group") fresh(scope, node.m);
    }
    return scope;
  }
  function typed(name, value) {
    if (value === "" || value === undefined) return "";
    const type = spec.typeOf[name];
    if (type === "integer" || type === "decimal") return Expression.number(value);
    return type === "date" ? Expression.dayOf(value) : value;
  }
  function answer(name, scope, shown = false) {
    const level = spec.levelOf[name];
    for (let here = scope; here; here = here.parent) {
      if (here.level === level) return here.silent?.has(name) ? "" : shown ? here.values[name] ?? "" : typed(name, here.values[name]);
    }
    const found = [];
    const gather = (here) => {
      if (here.level === level) found.push(here.silent?.has(name) ? "" : typed(name, here.values[name]));
      else Object.values(here.turns).flat().forEach(gather);
    };
    gather(root);
    return found;
  }
  function sceneOf(scope, here) {
    const at = new Date();
    return {
      answer: (name) => answer(name, scope), here, position: scope.at,
      now: (at.getTime() - at.getTimezoneOffset() * 60000) / 86400000,
    };
  }
  const holds = (tree, scope, here = "") => Expression.truth(Expression.evaluate(tree, sceneOf(scope, here)));

  function field(node, scope) {
    const id = `q${(counter += 1)}`, pick = node.o !== undefined;
    const box = make(pick ? "fieldset" : "div", { class: "question", id: `${id}-box` });
    const title = say(make("span"), node.l, scope);
    const head = make(pick ? "legend" : "label", pick ? {} : { for: id }, title);
    if (node.q) head.append(" ", word("small", "required", { class: "must" }));
    box.append(head);
    const described = [`${id}-error`];
    if (node.h) {
      box.append(say(make("p", { class: "hint", id: `${id}-hint` }), node.h, scope));
      described.unshift(`${id}-hint`);
    }
    const error = make("p", { class: "error", id: `${id}-error`, hidden: "" });
    const control = pick ? choices(node, scope, id) : input(node, scope, id);
    (pick ? box : control).setAttribute("aria-describedby", described.join(" "));
    if (node.q === true && !pick) control.setAttribute("aria-required", "true");
    box.append(control, error);
    return { node, scope, box, error, target: pick ? control.querySelector("input") : control, pick };
  }
  function put(scope, name, value) {
    scope.values[name] = value;
    settle();
    save();
  }
  function input(node, scope, id) {
    const long = node.t === "text";
    const kinds = { date: "date", time: "time", dateTime: "datetime-local" };
    const element = make(long ? "textarea" : "input", { id, name: node.n, autocomplete: "off" });
    if (long) element.rows = 2;
    else element.type = kinds[node.t] ?? "text";
    if (node.t === "integer" || node.t === "decimal") element.inputMode = node.t === "integer" ? "numeric" : "decimal";
    element.value = scope.values[node.n] ?? "";
    element.addEventListener("input", () => put(scope, node.n, element.value.trim()));
    return element;
  }
  function choices(node, scope, id) {
    const several = node.t === "select_multiple";
    const list = make("div", { class: "choices" });
    const chosen = new Set((scope.values[node.n] ?? "").split(" "));
    spec.lists[node.o].forEach((each, at) => {
      const box = make("input", { type: several ? "checkbox" : "radio", id: `${id}-${at}`, name: id, value: each.c });
      box.checked = chosen.has(each.c);
      box.addEventListener("change", () => {
        const all = [...list.querySelectorAll("input:checked")].map((one) => one.value);
        put(scope, node.n, all.join(" "));
      });
      list.append(make("div", { class: "choice" }, box, say(make("label", { for: `${id}-${at}` }), each.l, scope)));
    });
    return list;
  }
  function build(nodes, scope, into, depth) {
    for (const node of nodes) {
      let live;
      if (node.k === "calc") live = { node, scope, box: null };
      else if (node.k === "note") {
        const box = make("div", { class: "note" }, say(make("p"), node.l, scope));
        live = { node, scope, box };
      } else if (node.k === "q") live = field(node, scope);
      else live = section(node, scope, depth);
      live.above = scope.above;
      scope.live.push(live);
      if (live.box) into.append(live.box);
      if (node.k === "group") {
        const before = scope.above;
        scope.above = live;
        build(node.m, scope, live.box, depth + 1);
        scope.above = before;
      }
    }
  }
  function section(node, scope, depth) {
    const box = make("section", { class: node.k });
    if (node.l) box.append(say(make(`h${Math.min(depth, 6)}`), node.l, scope));
    const live = { node, scope, box };
    if (node.k === "repeat") {
      const turns = make("div");
      const add = word("button", "add", { type: "button" });
      const draw = () => {
        turns.replaceChildren();
        (scope.turns[node.n] ?? []).forEach((turn, at) => {
          turn.at = at + 1;
          turn.live = [];
          const inside = make("div", { class: "turn", role: "group", "aria-label": String(at + 1) }, make("p", { class: "count" }, String(at + 1)));
          build(node.m, turn, inside, depth + 1);
          const away = word("button", "remove", { type: "button", class: "quiet" });
          away.addEventListener("click", () => {
            if (Object.values(turn.values).some(Boolean) && !confirm(spec.words.sure[lang])) return;
            scope.turns[node.n].splice(at, 1);
            draw(); settle(); save(); add.focus();
          });
          inside.append(away);
          turns.append(inside);
        });
        spoken = spoken.filter((one) => one.element.isConnected || !box.isConnected);
      };
      add.addEventListener("click", () => {
        (scope.turns[node.n] ??= []).push(fresh(scopeOf(node.n, scope, 0), node.m));
        draw(); settle(); save();
        turns.lastElementChild.querySelector("input, textarea")?.focus();
      });
      box.append(turns, add);
      live.draw = draw;
      draw();
    }
    return live;
  }

  // Skip logic and calculations, until nothing changes: a question may wait for one that stands below it.
  function settle() {
    for (let pass = 0; pass < 8; pass += 1) {
      let changed = false;
      const go = (scope, above) => {
        const silent = new Set();
        const before = scope.silent;
        scope.silent ??= silent;
        for (const live of scope.live) {
          const { node } = live;
          const open = (live.above ? live.above.open : above) && (!node.r || holds(node.r, scope));
          if (live.open !== open) changed = true;
          live.open = open;
          if (live.box) live.box.hidden = !open;
          if (!open && node.n) silent.add(node.n);
          if (node.f && sift(live)) changed = true;
          if (node.k === "calc") {
            const made = Expression.text(Expression.evaluate(node.e, sceneOf(scope, "")));
            if (scope.values[node.n] !== made) changed = true;
            scope.values[node.n] = made;
          }
          if (node.k === "repeat") (scope.turns[node.n] ?? []).forEach((turn) => go(turn, open));
        }
        if (before && [...silent].sort().join() !== [...before].sort().join()) changed = true;
        scope.silent = silent;
      };
      go(root, true);
      if (!changed) break;
    }
    spoken.forEach((one) => one.update());
    told();
  }
  // Choices that a filter takes away cannot stay chosen.
  function sift({ node, scope, box }) {
    const shown = [...box.querySelectorAll(".choice")].filter((choice, at) => {
      const each = spec.lists[node.o][at];
      const fits = Expression.truth(Expression.evaluate(node.f, { ...sceneOf(scope, ""), columns: { ...each.x, name: each.c } }));
      choice.hidden = !fits;
      if (!fits) choice.firstChild.checked = false;
      return choice.firstChild.checked;
    });
    const value = shown.map((choice) => choice.firstChild.value).join(" ");
    const changed = (scope.values[node.n] ?? "") !== value;
    scope.values[node.n] = value;
    return changed;
  }
  const every = (scope = root) =>
    scope.live.flatMap((live) => [live, ...(live.node.k === "repeat" ? (scope.turns[live.node.n] ?? []).flatMap(every) : [])]);
  const asked = () => every().filter((live) => live.node.k === "q" && live.open);
  function told() {
    const all = asked(), done = all.filter((live) => live.scope.values[live.node.n]).length;
    const place = document.getElementById("progress");
    if (place) place.textContent = spec.words.progress[lang].replace("{done}", done).replace("{all}", all.length);
  }
  const PLAIN = { integer: /^-?\d+$/, decimal: /^-?(?:\d+(?:\.\d*)?|\.\d+)$/ };
  function wrong(live) {
    const { node, scope } = live, value = scope.values[node.n] ?? "";
    if (value === "") return node.q && (node.q === true || holds(node.q, scope)) ? node.rm ?? spec.words.needed : null;
    if (PLAIN[node.t] && !PLAIN[node.t].test(value)) return spec.words[node.t];
    if (node.c && !holds(node.c, scope, typed(node.n, value))) return node.cm ?? spec.words.unfit;
    return null;
  }
  function mark(live) {
    const found = wrong(live);
    spoken = spoken.filter((one) => one.element !== live.error);
    live.error.hidden = !found;
    live.error.textContent = "";
    if (found) say(live.error, found, live.scope);
    const targets = live.pick ? live.box.querySelectorAll("input") : [live.target];
    targets.forEach((each) => (found ? each.setAttribute("aria-invalid", "true") : each.removeAttribute("aria-invalid")));
    return found;
  }
  function collected(scope) {
    const found = {};
    for (const live of scope.live) {
      const { node } = live;
      if (!live.open) continue;
      if (node.k === "calc") found[node.n] = scope.values[node.n] || null;
      if (node.k === "q") {
        const value = scope.values[node.n] ?? "";
        found[node.n] = value === "" ? null : node.t === "select_multiple" ? value.split(" ") : value;
      }
      if (node.k === "repeat") found[node.n] = (scope.turns[node.n] ?? []).map(collected);
    }
    return found;
  }
  const made = () => ({
    tanlu_answers: 1, form: spec.form, version: spec.version, digest: spec.digest, language: lang ? "zh" : "en",
    id: root.id, day: root.day, draft: spec.draft, answers: collected(root),
  });
  function finish() {
    const bad = asked().filter(mark);
    const status = document.getElementById("status");
    spoken = spoken.filter((one) => one.element !== status);
    if (bad.length) {
      say(status, spec.words.wrong);
      bad[0].target.focus();
      bad[0].box.scrollIntoView({ block: "center" });
      return;
    }
    say(status, spec.words.done);
    const file = `${spec.form}-${root.id}.json`;
    const link = make("a", { download: file, href: `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(made(), null, 1))}` });
    document.body.append(link);
    link.click();
    link.remove();
    forget(); // the next person on this device must not find these answers
  }
  const dump = (scope) => ({ v: scope.values, t: Object.fromEntries(Object.entries(scope.turns).map(([name, turns]) => [name, turns.map(dump)])) });
  function load(held, scope) {
    scope.values = held.v ?? {};
    for (const [name, turns] of Object.entries(held.t ?? {})) {
      scope.turns[name] = turns.map((each, at) => load(each, scopeOf(name, scope, at + 1)));
    }
    return scope;
  }
  function save() {
    if (!keep) return;
    try {
      localStorage.setItem(KEY, JSON.stringify({ id: root.id, day: root.day, lang, ...dump(root) }));
    } catch { keep = false; }
  }
  function forget() {
    try {
      localStorage.removeItem(KEY);
    } catch { keep = false; }
  }
  function restored() {
    try {
      return JSON.parse(localStorage.getItem(KEY) ?? "null");
    } catch { return null; }
  }
  function begin(held) {
    spoken = [];
    main.replaceChildren();
    root = scopeOf("", null, 1);
    root.id = held?.id ?? [...crypto.getRandomValues(new Uint8Array(8))].map((each) => each.toString(16).padStart(2, "0")).join("");
    lang = held?.lang ?? lang;
    root.day = held?.day ?? new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);
    if (held) load(held, root);
    else fresh(root, spec.nodes);
    main.append(say(make("h1"), spec.title));
    if (spec.draft) main.append(word("p", "draft", { class: "draft" }));
    main.append(word("p", "private", { class: "hint" }));
    build(spec.nodes, root, main, 2);
    const done = word("button", "finish", { type: "button", class: "finish" });
    done.addEventListener("click", finish);
    const again = word("button", "again", { type: "button", class: "quiet" });
    again.addEventListener("click", () => {
      if (!confirm(spec.words.lost[lang])) return;
      forget();
      begin(null);
      scrollTo(0, 0);
    });
    main.append(make("div", { class: "last" }, make("p", { id: "progress", class: "hint" }), done, make("p", { id: "status", role: "status" }), again));
    settle();
  }
  function speak() {
    document.documentElement.lang = LANGS[lang];
    document.title = spec.title[lang];
    const button = document.getElementById("switch");
    button.textContent = SWITCH[lang];
    button.lang = LANGS[1 - lang];
    spoken.forEach((one) => one.update());
    if (root) told();
  }
  document.getElementById("switch").addEventListener("click", () => {
    lang = 1 - lang;
    speak();
    save();
  });
  globalThis.tanlu = { evaluate: Expression.evaluate, made };
  begin(restored());
  speak();
})();
