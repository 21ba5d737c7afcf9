"use strict";
/*
 * A document's own words, lit up: one place where stretches of a text become marks. It knows nothing of tasks or pages: whoever shows a
 * text gives it the text in pieces, what is to be lit in a stretch, and hears which mark was chosen.
 *
 * A fact is {id, kind, start, end, sign?, title?, classes?, handle?, break?}: `start` and `end` count signs (code points) of the whole text, `sign`
 * is shown before the first of them, `title` on hover, `handle()` gives a control for the margin. An id begins with its owner (a task) and
 * a colon. `break` asks for a new line there, where several things of this kind run on in one line of the text.
 */
(() => {
  const { el, clean } = Zeren;
  const NEAR = 900; // pixels around the window within which pieces are drawn
  const LOOK_BACK = 12; // signs before a fact in which a new line may begin: its number stands there

  /** The stretches of a piece, each with the facts that cover it, the longest first: [start, end, facts]. */
  function stretches(from, to, facts) {
    const inside = facts.filter((fact) => fact.start < to && fact.end > from && fact.start < fact.end).sort((a, b) => a.start - b.start || b.end - a.end);
    const cuts = [...new Set([from, to, ...inside.flatMap((fact) => [Math.max(from, fact.start), Math.min(to, fact.end)])])].sort((a, b) => a - b);
    const found = [];
    let next = 0, open = [];
    cuts.slice(0, -1).forEach((start, i) => {
      while (next < inside.length && Math.max(from, inside[next].start) <= start) open.push(inside[next++]);
      open = open.filter((fact) => fact.end > start);
      found.push([start, cuts[i + 1], open.slice().sort((a, b) => (b.end - b.start) - (a.end - a.start))]);
    });
    return found;
  }

  /** Where a new line is to begin for a fact in the midst of one: behind the last space before it, if one is near. */
  function lineStart(signs, at) {
    if (at === 0 || signs[at - 1] === "\n") return -1;
    for (let back = at - 1; back >= Math.max(0, at - LOOK_BACK); back -= 1) {
      if (signs[back] === "\n" || signs[back] === "\t" || signs[back] === "|") return -1;
      if (signs[back] === " " && back < at - 1) return back + 1;
    }
    return at;
  }

  /** Where new lines are to begin: in lines of the text in which more than one thing asks for it. */
  function breaksIn(signs, from, facts) {
    const asking = [...new Set(facts.filter((fact) => fact.break && fact.start >= from && fact.start < from + signs.length).map((fact) => fact.start - from))].sort((a, b) => a - b);
    const lineOf = (at) => signs.lastIndexOf("\n", at - 1);
    const counted = new Map();
    for (const at of asking) counted.set(lineOf(at), (counted.get(lineOf(at)) ?? 0) + 1);
    return new Set(asking.filter((at) => counted.get(lineOf(at)) > 1).map((at) => lineStart(signs, at)).filter((at) => at >= 0).map((at) => at + from));
  }

  /** A piece of the text as nodes: the text itself, signs that steer it shown, and marks around what is lit. */
  function lit(signs, from, facts) {
    const to = from + signs.length;
    const breaks = breaksIn(signs, from, facts);
    const out = [];
    const text = (start, end) => clean(signs.slice(start - from, end - from).join(""));
    for (const [start, end, over] of stretches(from, to, [...facts, ...[...breaks].map((at) => ({ start: at, end: to, id: null }))])) {
      const named = over.filter((fact) => fact.id !== null);
      if (breaks.has(start)) out.push(el("span", { class: "line-break" }));
      for (const fact of named) if (fact.start === start && fact.handle) out.push(fact.handle());
      if (!named.length) { out.push(text(start, end)); continue; }
      const begins = named.filter((fact) => fact.start === start && fact.sign);
      out.push(el("span", { class: ["lit", ...named.map((fact) => `k-${fact.kind}`), ...named.flatMap((fact) => fact.classes ?? [])].join(" "),
        "data-start": start, "data-end": end, "data-facts": named.map((fact) => fact.id).join(" "), title: named.map((fact) => fact.title).filter(Boolean).at(-1) ?? null },
      begins.map((fact) => el("i", { class: "sign", "aria-hidden": "true" }, fact.sign)), text(start, end)));
    }
    return out;
  }

  /**
   * The text as an element. `starts` are where its pieces begin, and its length; `read(k)` gives a piece, `facts(from, to)` what is lit in
   * a stretch. `choose(start, end, owner)` lights a stretch (quietly, if it is a `whole` of several facts) and brings it to the eye; `onchoose(ids)` hears of a click, the widest fact first.
   */
  Zeren.notice = ({ starts, read, facts, label, onchoose }) => {
    const drawn = new Map();
    let chosen = { start: -1, end: -1, owner: null };
    const boxes = starts.slice(0, -1).map((start, k) => el("div", { class: "piece", "data-piece": k }));
    const element = el("div", { class: "notice", lang: "zh", role: "region", "aria-label": label }, boxes);
    boxes.forEach((box, k) => { box.style.minHeight = `${Math.ceil((starts[k + 1] - starts[k]) / 38) * 1.9}em`; });

    async function fill(k) {
      const [signs, found] = await Promise.all([read(k).then((text) => Array.from(text)), facts(starts[k], starts[k + 1])]);
      const extra = chosen.start < starts[k + 1] && chosen.end > starts[k] && !found.some((fact) => fact.start === chosen.start && fact.end === chosen.end)
        ? [{ id: "at", kind: "at", start: chosen.start, end: chosen.end }] : [];
      boxes[k].replaceChildren(...lit(signs, starts[k], [...found, ...extra]));
      boxes[k].style.minHeight = "";
      paint(boxes[k]);
    }
    const ready = (k) => {
      if (k < 0 || k >= boxes.length) return Promise.resolve();
      if (!drawn.has(k)) drawn.set(k, fill(k));
      return drawn.get(k);
    };
    function paint(box) {
      for (const mark of box.querySelectorAll(".lit")) {
        mark.classList.toggle("on", Number(mark.dataset.start) >= chosen.start && Number(mark.dataset.end) <= chosen.end);
        mark.classList.toggle("own", chosen.owner !== null && mark.dataset.facts.split(" ").some((id) => id.split(":")[0] === String(chosen.owner)));
      }
      for (const handle of box.querySelectorAll("[data-owner]")) handle.setAttribute("aria-pressed", String(handle.dataset.owner === String(chosen.owner)));
    }
    const at = (sign) => Math.max(0, starts.slice(0, -1).findLastIndex((start) => start <= sign));

    /** Lights a stretch; where no mark is just that long, the piece is drawn anew with one. */
    async function choose(start, end, owner, { scroll = true, whole = false } = {}) {
      chosen = { start, end, owner };
      element.classList.toggle("whole", whole);
      if (start < 0) return [...drawn.keys()].forEach((k) => paint(boxes[k]));
      const k = at(start);
      // What stands above must have its height before the eye is led below it.
      await Promise.all([ready(k - 1), ready(k), ready(at(end - 1))]);
      boxes.forEach(paint);
      const found = () => [...boxes[k].querySelectorAll(".lit.on")].find((mark) => Number(mark.dataset.start) >= start);
      if (!found() || Number(found().dataset.start) !== start) await fill(k);
      const mark = found() ?? boxes[k];
      if (scroll) {
        const { top, bottom } = mark.getBoundingClientRect();
        if (top < document.querySelector("header").offsetHeight + 30 || bottom > innerHeight * (innerWidth < 1000 ? 0.45 : 0.85)) scrollTo({ top: Math.max(0, scrollY + top - innerHeight * 0.3) });
      }
      return undefined;
    }

    /** Draws anew what is drawn, after what is lit has changed. */
    const again = () => Promise.all([...drawn.keys()].map((k) => { drawn.set(k, fill(k)); return drawn.get(k); }));

    element.addEventListener("click", (event) => {
      const mark = event.target.closest(".lit");
      if (mark && !String(getSelection())) onchoose(mark.dataset.facts.split(" ").filter((id) => id !== "at"));
    });
    const watch = new IntersectionObserver((entries) => { for (const entry of entries) if (entry.isIntersecting) ready(Number(entry.target.dataset.piece)); }, { rootMargin: `${NEAR}px 0px` });
    boxes.forEach((box) => watch.observe(box));
    return { element, choose, again, ready: () => ready(0), all: () => Promise.all(boxes.map((_, k) => ready(k))) };
  };
})();
