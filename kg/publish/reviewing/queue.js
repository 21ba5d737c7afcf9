"use strict";
/* The queue: all that is in doubt, what would change answers most first. Of ten thousand rows only those in sight are drawn. */
(() => {
  const { el, t, name } = Zeren;
  const HIGH = 58; // pixels of a row, as review.css has it
  const SPARE = 6;

  const idOf = (row) => `${row[0]}-${row[5]}-${row[6]}-${row[1] === null ? row[2].join() : row[1]}`;
  Review.sameRow = (one, other) => Boolean(one && other) && idOf(one) === idOf(other);

  /** `documents()` are told by key, `choose(row)` opens one. */
  Review.queue = ({ documents, choose }) => {
    let rows = [], shown = [], at = -1;
    let loose = false; // what is at hand is in the queue no more, or never was: `at` is the row that comes after it
    const chosen = { place: "", document: "", code: "" };
    const inner = el("div", { class: "rows", role: "presentation" });
    const list = el("div", { class: "queue", role: "listbox", tabindex: "0", id: "queue" }, inner);
    const filters = el("div", { class: "queue-filters" });
    const count = el("p", { class: "note", role: "status", id: "queue-count" });
    const order = (a, b) => b[3] - a[3] || (documents().get(a[0]).file < documents().get(b[0]).file ? -1 : documents().get(a[0]).file > documents().get(b[0]).file ? 1 : 0) || a[5] - b[5];
    const placeOf = (doc) => doc.region ?? t("review-no-place");
    const titleOf = (doc) => doc.number ?? doc.title ?? doc.file;

    function draw() {
      const first = Math.max(0, Math.floor(list.scrollTop / HIGH) - SPARE), last = Math.min(shown.length, Math.ceil((list.scrollTop + list.clientHeight) / HIGH) + SPARE);
      inner.style.height = `${shown.length * HIGH}px`;
      inner.replaceChildren(...shown.slice(first, last).map((row, i) => {
        const place = first + i;
        const box = el("div", { class: "row", role: "option", id: `row-${place}`, "aria-selected": String(place === at && !loose), "aria-setsize": shown.length, "aria-posinset": place + 1, onclick: () => move(place) },
          el("b", {}, Review.doubtTitles(row[2])), row[8] === undefined ? el("span", { class: "weight", title: t("review-weight", row[3]) }, row[3]) : "",
          el("small", {}, name(titleOf(documents().get(row[0]))), " · ", t("review-line", row[4]), " · ", name(row[7])));
        box.style.top = `${place * HIGH}px`;
        return box;
      }));
      if (!loose && at >= first && at < last) list.setAttribute("aria-activedescendant", `row-${at}`); else list.removeAttribute("aria-activedescendant");
    }
    function intoSight() {
      if (at < 0) return;
      if (at * HIGH < list.scrollTop) list.scrollTop = at * HIGH;
      else if ((at + 1) * HIGH > list.scrollTop + list.clientHeight) list.scrollTop = (at + 1) * HIGH - list.clientHeight;
    }
    function move(to) {
      if (to < 0 || to >= shown.length) return false;
      [at, loose] = [to, false];
      intoSight();
      draw();
      choose(shown[at]);
      return true;
    }
    function narrow() {
      const now = shown[at];
      shown = rows.filter((row) => (!chosen.place || placeOf(documents().get(row[0])) === chosen.place) && (!chosen.document || row[0] === chosen.document) && (!chosen.code || row[2].includes(chosen.code)));
      const found = now ? shown.findIndex((row) => Review.sameRow(row, now)) : -1;
      if (now && found < 0) loose = true; // it is settled, and the next one stands in its place
      at = found >= 0 ? found : now ? Math.min(at, shown.length - 1) : -1;
      count.replaceChildren(rows[0]?.[8] !== undefined ? t("review-to-judge", shown.length) : shown.length === rows.length ? t("review-count", rows.length) : t("review-count-of", shown.length, rows.length));
      draw();
      intoSight();
    }
    function choice(key, label, options) {
      const select = el("select", { name: `queue-${key}`, "aria-label": label, onchange: (event) => { chosen[key] = event.target.value; if (key === "place") chosen.document = ""; [at, loose] = [-1, false]; list.scrollTop = 0; narrow(); fillFilters(); } },
        el("option", { value: "" }, label), options.map(([value, said]) => el("option", { value, selected: value === chosen[key] }, said)));
      return options.length > 1 || chosen[key] ? select : "";
    }
    function fillFilters() {
      const some = [...documents().values()];
      const counted = (value) => rows.filter(value).length;
      const places = [...new Set(some.map(placeOf))].sort();
      const inPlace = some.filter((doc) => !chosen.place || placeOf(doc) === chosen.place);
      const codes = new Map();
      for (const row of rows) for (const code of row[2]) codes.set(code, (codes.get(code) ?? 0) + 1);
      filters.replaceChildren(choice("place", t("review-all-places"), places.map((one) => [one, one])),
        choice("document", t("review-all-documents"), inPlace.map((doc) => [doc.key, `${titleOf(doc)} (${counted((row) => row[0] === doc.key)})`])),
        choice("code", t("review-all-doubts"), [...codes].sort((a, b) => b[1] - a[1]).map(([code, many]) => [code, `${Review.doubtTitle(code)} (${many})`])));
    }
    list.addEventListener("scroll", draw, { passive: true });
    new ResizeObserver(() => { draw(); intoSight(); }).observe(list);
    list.addEventListener("keydown", (event) => {
      const page = Math.max(1, Math.floor(list.clientHeight / HIGH) - 1);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1, PageDown: Math.min(shown.length - 1, at + page), PageUp: Math.max(0, at - page) }[event.key];
      if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      move(to);
    });

    return {
      element: el("section", { class: "queue-box" }, filters, count, list),
      list,
      /** All rows anew. */
      fill(all) { rows = all.slice().sort(order); fillFilters(); narrow(); },
      /** Those of one document anew. */
      renew(key, own) { rows = [...rows.filter((row) => row[0] !== key), ...own].sort(order); narrow(); },
      again() { list.setAttribute("aria-label", t("review-queue")); fillFilters(); narrow(); },
      /** Opens the row that is so many further on; where none is at hand, the first. */
      step: (by) => (at < 0 ? move(0) : move(loose && by > 0 ? at + by - 1 : at + by)),
      /** Marks the row of a task that was opened elsewhere, if it has one. */
      mark(key, task) { const found = shown.findIndex((row) => row[0] === key && row[1] === task); loose = found < 0; if (!loose) { at = found; intoSight(); } draw(); },
      size: () => rows.length, loose: () => loose,
    };
  };
})();
