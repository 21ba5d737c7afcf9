"use strict";
/* Two years of a region side by side: what their lists count, and what both promise for the same indicators. */
(() => {
  const { el, t, name, get } = Zeren;

  /** The two spans that are compared: those of the address, else the last two single years, else the last two. */
  function chosen(region) {
    const single = region.spans.filter((span) => !span.includes("-"));
    const last = (single.length > 1 ? single : region.spans).slice(-2);
    const there = (key, otherwise) => (region.spans.includes(get(key)) ? get(key) : otherwise);
    return [there("year-a", last[0]), there("year-b", last[1])];
  }

  const counted = (region, numbers, firm) => ({ ...firm(region, numbers), leaders: new Set(numbers.flatMap((number) => region.by[number])).size,
    units: new Set(numbers.flatMap((number) => region.on[number].map(([row]) => row))).size, due: new Set(region.due.map(([number]) => number).filter((number) => numbers.includes(number))).size });

  Zeren.twoYears = async (region, all, firm) => {
    const holder = el("div");
    async function draw() {
      const spans = chosen(region);
      const numbers = spans.map((span) => all.filter((number) => Zeren.yearsOf(region, number) === span));
      const counts = numbers.map((some) => counted(region, some, firm));
      const goals = await Promise.all(numbers.map(async (some) => Zeren.goalsIn(region, await Zeren.tasks(region, some), some)));
      const rows = ["tasks", "numbers", "ensure", "strive", "due", "leaders", "units", "doubt"].map((key) => ({ key, label: t({ tasks: "column-tasks", numbers: "with-number", due: "with-deadline", units: "units", leaders: "leaders", doubt: "in-doubt" }[key] ?? key), a: counts[0][key], b: counts[1][key] }));
      const same = new Map();
      goals.forEach((some, side) => { for (const goal of some.filter((one) => one.ind)) { if (!same.has(goal.ind)) same.set(goal.ind, { id: goal.ind, name: goal.name, sides: [[], []] }); same.get(goal.ind).sides[side].push(goal); } });
      const both = [...same.values()].filter((one) => one.sides[0].length && one.sides[1].length).sort((a, b) => b.sides.flat().length - a.sides.flat().length || (a.id < b.id ? -1 : 1));
      const cell = (side) => (one) => el("span", {}, one.sides[side].map((goal, i) => [i ? t("list-comma") : "", el("a", { href: Zeren.wordsAddress(region.key, goal.doc, goal.task, goal.start, goal.end) }, name(Zeren.goalText(goal)))]));
      holder.replaceChildren(
        Zeren.table({ caption: t("two-years"), file: `${region.label}-years`, first: 12, rows, columns: [{ key: "label", label: t("counted") }, ...["a", "b"].map((key, side) => ({ key, label: Zeren.yearText(spans[side]), number: true }))] }),
        el("h3", {}, t("same-indicators", both.length)), both.length ? Zeren.table({ caption: t("same-indicators", both.length), file: `${region.label}-same-indicators`, first: 12, rows: both, extra: [Zeren.iriColumn((one) => one.id)],
          columns: [{ key: "name", label: t("indicator"), cell: (one) => Zeren.thingLink(one.id, one.name ?? "") }, ...[0, 1].map((side) => ({ key: `side${side}`, label: Zeren.yearText(spans[side]), value: (one) => one.sides[side].map(Zeren.goalText).join("; "), cell: cell(side) }))] }) : el("p", { class: "note" }, t("no-same-indicators")));
    }
    await draw();
    const side = (key, at) => Zeren.choice(key, t("year"), region.spans.map((span) => [span, Zeren.yearText(span)]), draw, chosen(region)[at]);
    return [el("div", { class: "filters" }, side("year-a", 0), side("year-b", 1)), el("p", { class: "note" }, t("two-years-note"), " ", el("code", {}, "kg compare")), holder];
  };
})();
