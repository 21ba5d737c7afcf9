"use strict";
/* The search box on every page: by name, other names, and pinyin (whole or first letters). */
(() => {
  const { el, t, name, link } = Zeren;
  const MOST = 12;
  const field = document.getElementById("search");
  const list = document.getElementById("found");
  let shown = [];
  let active = -1;

  /** How well a thing fits: 0 not at all, else the higher the better. */
  function fit(thing, wanted) {
    const [, , label, english, others, , , , pinyin] = thing;
    const plain = wanted.toLowerCase();
    if (label === wanted) return 100;
    if (others.includes(wanted)) return 95;
    if (label.startsWith(wanted)) return 80;
    if (label.includes(wanted)) return 70;
    if (others.some((other) => other.includes(wanted))) return 60;
    if (/^[a-z0-9 ]+$/.test(plain)) {
      const letters = plain.replace(/ /g, "");
      const whole = pinyin.replace(/ /g, "");
      const first = pinyin.split(" ").map((part) => part[0]).join("");
      if (whole === letters || first === letters) return 55;
      if (whole.startsWith(letters) || first.startsWith(letters)) return 50;
      if (whole.includes(letters) || (letters.length > 1 && first.includes(letters))) return 40;
      if (english.toLowerCase().includes(plain)) return 45;
    }
    return 0;
  }

  /** The things that fit best, those with most tasks first among equals. */
  Zeren.find = (wanted, most = MOST) => {
    const found = [];
    for (const thing of Zeren.index().things) {
      const score = fit(thing, wanted);
      if (score) found.push([score, thing[6] + thing[7], thing]);
    }
    found.sort((a, b) => b[0] - a[0] || b[1] - a[1]);
    return found.slice(0, most).map((entry) => entry[2]);
  };

  /** A thing's kind and place, in words. */
  Zeren.where = (thing) => {
    const place = thing[5] >= 0 ? Zeren.places()[thing[5]].label : "";
    return [t(`kind-${thing[0]}`), place].filter(Boolean).join(" · ");
  };

  function close() {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    active = -1;
  }

  function mark(number) {
    active = number;
    [...list.children].forEach((row, i) => row.setAttribute("aria-selected", String(i === active)));
    if (active >= 0) {
      field.setAttribute("aria-activedescendant", `found-${active}`);
      list.children[active].scrollIntoView({ block: "nearest" });
    }
  }

  function open(thing) {
    close();
    field.value = "";
    if (Zeren.picked && Zeren.picked(thing)) return;
    location.href = link("thing", { id: thing[1] });
  }

  function search() {
    const wanted = field.value.trim();
    if (!wanted) return close();
    shown = Zeren.find(wanted);
    list.replaceChildren(
      ...shown.map((thing, i) =>
        el("li", { id: `found-${i}`, role: "option", "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); open(thing); } },
          el("span", {}, name(thing[2])), el("small", {}, Zeren.where(thing)))),
      ...(shown.length ? [] : [el("li", { class: "none" }, t("nothing-found"))]),
    );
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    mark(-1);
  }

  field.addEventListener("input", search);
  field.addEventListener("focus", () => field.value && search());
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown" && shown.length) { event.preventDefault(); mark((active + 1) % shown.length); }
    else if (event.key === "ArrowUp" && shown.length) { event.preventDefault(); mark((active - 1 + shown.length) % shown.length); }
    else if (event.key === "Enter" && !list.hidden && shown.length) { event.preventDefault(); open(shown[Math.max(0, active)]); }
  });
  addEventListener("keydown", (event) => {
    if (event.key === "/" && !/INPUT|SELECT|TEXTAREA/.test(document.activeElement.tagName)) { event.preventDefault(); field.focus(); }
  });
})();
