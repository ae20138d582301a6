"use strict";
// The tree of an expression, evaluated as tanlu.study.forms.expression.evaluate does; a test compares them.
const Expression = (() => {
  const isDay = (value) => typeof value === "object" && !Array.isArray(value);
  const day = (days) => ({ days });
  const first = (value) => (Array.isArray(value) ? (value.length ? value[0] : "") : value);
  const NUMBER = /^[ \t\n\r\f\v]*-?(?:\d+(?:\.\d*)?|\.\d+)[ \t\n\r\f\v]*$/;
  const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:T.*)?$/;
  const FIRST = -719162, LAST = 2932896;
  const words = (said) => said.split(/\s+/u).filter(Boolean);

  function number(value) {
    if (typeof value === "boolean") return value ? 1 : 0;
    if (typeof value === "number") return value;
    if (isDay(value)) return value.days;
    return NUMBER.test(value) ? Number(value) : NaN;
  }
  function calendar(value) {
    const whole = Math.floor(value.days);
    if (!(whole >= FIRST && whole <= LAST)) return null;
    const at = new Date(whole * 86400000);
    return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
  }
  const pad = (value, width) => String(value).padStart(width, "0");
  function iso(value) {
    const on = calendar(value);
    return on ? `${pad(on.year, 4)}-${pad(on.month, 2)}-${pad(on.day, 2)}` : "";
  }
  function digits(value) {
    if (!Number.isFinite(value)) return String(value);
    if (value === 0) return "0";
    const [body, exponent] = String(value).split("e");
    if (exponent === undefined) return body;
    const sign = body.startsWith("-") ? "-" : "";
    const [whole, rest = ""] = body.replace("-", "").split(".");
    const shift = Number(exponent);
    if (shift < 0) return `${sign}0.${"0".repeat(-shift - 1)}${whole}${rest}`;
    return sign + (whole + rest).padEnd(shift + 1, "0");
  }
  function text(value) {
    if (typeof value === "boolean") return value ? "true" : "false";
    if (typeof value === "number") return digits(value);
    return isDay(value) ? iso(value) : value;
  }
  function truth(value) {
    if (typeof value === "boolean") return value;
    if (typeof value === "string") return value !== "";
    const known = number(value);
    return known !== 0 && !Number.isNaN(known);
  }
  function dayOf(value) {
    if (typeof value === "number") return Number.isFinite(value) ? day(value) : "";
    if (typeof value !== "string") return isDay(value) ? value : "";
    const match = DATE.exec(value);
    if (!match) return "";
    const at = new Date(0);
    at.setUTCFullYear(+match[1], +match[2] - 1, +match[3]);
    const same = at.getUTCFullYear() === +match[1] && at.getUTCMonth() === +match[2] - 1 && at.getUTCDate() === +match[3];
    return same && +match[1] > 0 ? day(Math.round(at.getTime() / 86400000)) : "";
  }
  const each = (given) => given.flatMap((one) => (Array.isArray(one) ? one : [one]));
  const numbers = (given) => each(given).filter((one) => one !== "").map(number);
  const total = (found) => {
    const sum = found.reduce((one, other) => one + other, 0);
    return found.some(Number.isNaN) ? NaN : sum;
  };
  const extreme = (pick) => (...given) => {
    const found = numbers(given);
    return !found.length || found.some(Number.isNaN) ? NaN : pick(...found);
  };
  function round(value, places) {
    const found = number(first(value)), wanted = places === undefined ? 0 : number(first(places));
    if (!Number.isFinite(found) || !Number.isFinite(wanted) || Math.abs(wanted) > 12) {
      return Math.abs(found) === Infinity ? found : NaN;
    }
    const scale = 10 ** Math.trunc(Math.abs(wanted));
    const moved = wanted >= 0 ? found * scale : found / scale;
    if (!Number.isFinite(moved)) return found;
    const whole = Math.floor(moved + 0.5);
    return wanted >= 0 ? whole / scale : whole * scale;
  }
  function slice(value, start, end) {
    const said = [...text(first(value))], begin = number(first(start));
    const stop = end === undefined ? NaN : number(first(end));
    if (!Number.isFinite(begin)) return "";
    return said.slice(Math.trunc(begin), Number.isFinite(stop) ? Math.trunc(stop) : undefined).join("");
  }
  function pattern(written) {
    try {
      return new RegExp(`^(?:${written})$`, "u");
    } catch {
      return new RegExp(`^(?:${written})$`);
    }
  }
  function power(one, other) {
    const base = number(first(one)), exponent = number(first(other));
    if ((base === 0 && exponent < 0) || Number.isNaN(base ** exponent)) return NaN;
    const found = base ** exponent;
    return Number.isFinite(found) ? found : NaN;
  }
  function formatted(value, how) {
    const found = dayOf(first(value));
    const on = found === "" ? null : calendar(found);
    if (!on) return "";
    const seconds = Math.floor((found.days - Math.floor(found.days)) * 86400 + 0.5) % 86400;
    const said = {
      Y: pad(on.year, 4), y: pad(on.year % 100, 2), m: pad(on.month, 2), n: String(on.month), d: pad(on.day, 2),
      e: String(on.day), H: pad(Math.floor(seconds / 3600), 2), M: pad(Math.floor(seconds / 60) % 60, 2),
      S: pad(seconds % 60, 2),
    };
    return text(first(how)).replace(/%([YymdneHMS])/g, (_, code) => said[code]);
  }
  const whole = (how) => (value) => {
    const found = number(first(value));
    return Number.isFinite(found) ? how(found) : found;
  };
  const said = (value) => text(first(value));
  const FUNCTIONS = {
    "selected": (value, code) => words(said(value)).includes(said(code).trim()),
    "selected-at": (value, at) => words(said(value))[Math.trunc(number(first(at)))] ?? "",
    "count-selected": (value) => words(said(value)).length,
    "if": (condition, then, otherwise) => first(truth(first(condition)) ? then : otherwise),
    "coalesce": (one, other) => first(said(one) !== "" ? one : other),
    "not": (value) => !truth(first(value)),
    "true": () => true,
    "false": () => false,
    "boolean": (value) => truth(first(value)),
    "number": (value) => number(first(value)),
    "int": whole(Math.trunc),
    "string": said,
    "string-length": (value) => [...said(value)].length,
    "normalize-space": (value) => words(said(value)).join(" "),
    "concat": (...given) => each(given).map(text).join(""),
    "join": (between, ...given) => each(given).map(text).join(said(between)),
    "substr": slice,
    "contains": (one, other) => said(one).includes(said(other)),
    "starts-with": (one, other) => said(one).startsWith(said(other)),
    "ends-with": (one, other) => said(one).endsWith(said(other)),
    "regex": (value, written) => pattern(said(written)).test(said(value)),
    "round": round,
    "floor": whole(Math.floor),
    "ceiling": whole(Math.ceil),
    "abs": (value) => Math.abs(number(first(value))),
    "pow": power,
    "sum": (...given) => total(numbers(given)),
    "min": extreme(Math.min),
    "max": extreme(Math.max),
    "count": (value) => each([value]).length,
    "count-non-empty": (value) => each([value]).filter((one) => text(one) !== "").length,
    "date": (value) => dayOf(first(value)),
    "format-date": formatted,
    "once": first,
  };
  function equal(one, other) {
    if (typeof one === "boolean" || typeof other === "boolean") return truth(one) === truth(other);
    if (typeof one === "number" || typeof other === "number") return number(one) === number(other);
    return text(one) === text(other);
  }
  function operated(sign, left, right, scene) {
    const one = evaluate(left, scene);
    if (sign === "and" || sign === "or") {
      return truth(one) === (sign === "or") ? truth(one) : truth(evaluate(right, scene));
    }
    const other = evaluate(right, scene);
    if (sign === "=" || sign === "!=") return equal(one, other) === (sign === "=");
    const a = number(one), b = number(other);
    switch (sign) {
      case "<": return a < b;
      case "<=": return a <= b;
      case ">": return a > b;
      case ">=": return a >= b;
      case "+": return a + b;
      case "-": return a - b;
      case "*": return a * b;
      case "mod": return a % b;
      default: return a / b;
    }
  }
  function many(node, scene) {
    switch (node[0]) {
      case "lit": return node[1];
      case "ref": return scene.answer(node[1]);
      case "column": return scene.columns?.[node[1]] ?? "";
      case "here": return scene.here;
      case "parent": return scene.position;
      case "minus": return -number(evaluate(node[1], scene));
      case "op": return operated(node[1], node[2], node[3], scene);
      default: break;
    }
    if (node[1] === "today") return day(Math.floor(scene.now));
    if (node[1] === "now") return day(scene.now);
    if (node[1] === "position") return scene.position;
    return FUNCTIONS[node[1]](...node.slice(2).map((part) => many(part, scene)));
  }
  const evaluate = (node, scene) => first(many(node, scene));
  return { evaluate, text, truth, number, dayOf, names: Object.keys(FUNCTIONS) };
})();
