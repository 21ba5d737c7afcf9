"use strict";
/* The search box on every page: by name, other names, and pinyin (whole or first letters). */
(() => {
  const { el, t, name, link } = Zeren;
  const MOST = 12;
  const field = document.getElementById("search");
  const list = document.getElementById("found");
  let shown = [];
  let active = -1;

  const plainOf = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  let regions = null;

  /** The places as things that can be found: by name and by code. */
  function regionThings() {
    regions ??= Zeren.reporting().map((place) => ["region", place.id, place.label, "", [place.code ?? "", place.label.replace(/[市县区]$/, "")].filter(Boolean), -1, place.tasks, 0, "", []]);
    return regions;
  }

  /** The places whose names a question begins with, each with what follows: 义乌发改局 is the 发改局 of 义乌. */
  function withinPlaces(wanted) {
    const found = [];
    Zeren.places().forEach((place, number) => {
      for (const one of [plainOf(place.label), plainOf(place.label).replace(/[市县区]$/, ""), place.code ?? ""]) {
        if (one.length > 1 && wanted.length > one.length && wanted.startsWith(one)) { found.push([number, wanted.slice(one.length)]); break; }
      }
    });
    return found;
  }

  const byName = (label, others, wanted) => (label === wanted ? 100 : others.includes(wanted) ? 95 : label.startsWith(wanted) ? 80 : label.includes(wanted) ? 70
    : others.some((other) => other.includes(wanted)) ? 60 : 0);

  const folds = new WeakMap();
  function foldOf(thing) {
    if (!folds.has(thing)) folds.set(thing, [plainOf(thing[2]), thing[4].map(plainOf)]);
    return folds.get(thing);
  }

  /** How well a thing fits: 0 not at all, else the higher the better. */
  function fit(thing, wanted, within) {
    const [, , , english, , place, , , pinyin] = thing;
    const [label, others] = foldOf(thing);
    const named = byName(label, others, wanted);
    if (named) return named;
    for (const [number, rest] of within) {
      const own = place === number ? byName(label, others, rest) : 0;
      if (own) return own - 2;
    }
    if (/^[a-z0-9]+$/.test(wanted)) {
      const whole = pinyin.replace(/ /g, "");
      const first = pinyin.split(" ").map((part) => part[0]).join("");
      if (whole === wanted || first === wanted) return 55;
      if (pinyin && (whole.startsWith(wanted) || first.startsWith(wanted))) return 50;
      if (whole.includes(wanted) || (wanted.length > 1 && first.includes(wanted))) return 40;
      if (english && plainOf(english).includes(wanted)) return 45;
    }
    return 0;
  }

  /** The things that fit best, those with most tasks first among equals. */
  Zeren.find = (typed, most = MOST) => {
    const wanted = plainOf(typed);
    const within = withinPlaces(wanted);
    const found = [];
    for (const thing of wanted ? [...regionThings(), ...Zeren.index().things] : []) {
      const score = fit(thing, wanted, within);
      if (score) found.push([score, thing[6] + thing[7], thing]);
    }
    found.sort((a, b) => b[0] - a[0] || b[1] - a[1]);
    return found.slice(0, most).map((entry) => entry[2]);
  };

  /** The page of a thing that was found. */
  Zeren.addressOf = (thing) => (thing[0] === "region" ? link("region", { region: Zeren.places().find((place) => place.id === thing[1]).key }) : link("thing", { id: thing[1] }));

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
    const wanted = field.value.trim();
    close();
    field.value = "";
    if (!thing) { location.href = link("search", { q: wanted }); return; }
    if (Zeren.picked && Zeren.picked(thing)) return;
    location.href = Zeren.addressOf(thing);
  }

  function search() {
    const wanted = field.value.trim();
    if (!wanted) return close();
    // The last of the list looks for the words in the tasks.
    shown = [...Zeren.find(wanted), null];
    list.replaceChildren(...shown.map((thing, i) =>
      el("li", { id: `found-${i}`, class: thing ? null : "words", role: "option", "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); open(thing); } },
        thing ? [el("span", {}, name(thing[2])), el("small", {}, Zeren.where(thing))] : el("span", {}, t("find-all", wanted)))));
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    mark(-1);
  }

  field.addEventListener("input", search);
  field.addEventListener("focus", () => field.value && search());
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { if (list.hidden) field.value = ""; close(); }
    else if (event.key === "ArrowDown" && shown.length) { event.preventDefault(); mark((active + 1) % shown.length); }
    else if (event.key === "ArrowUp" && shown.length) { event.preventDefault(); mark((active - 1 + shown.length) % shown.length); }
    else if (event.key === "Enter" && !list.hidden && shown.length) { event.preventDefault(); open(shown[Math.max(0, active)]); }
  });
  addEventListener("keydown", (event) => {
    if (event.key === "/" && !/INPUT|SELECT|TEXTAREA/.test(document.activeElement.tagName)) { event.preventDefault(); field.focus(); }
  });
})();
