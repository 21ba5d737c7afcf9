"use strict";
/* Small pictures of the goals that most places have, one an indicator, all drawn alike, the reader's own place named. */
(() => {
  const { el, t, name, link } = Zeren;

  /** Goals of one indicator in the measure that most of them have. */
  function inOneMeasure(rows) {
    const groups = d3.groups(rows.filter((row) => Number.isFinite(Number(row.value))), (row) => `${row.change}|${row.unit ?? ""}`);
    const most = d3.greatest(groups, ([, some]) => some.length);
    return most ? most[1].map((row) => ({ p: row.p, year: row.year, value: Number(row.value), name: Zeren.places()[row.p].label, get shown() { return Zeren.goalText(row); }, cmp: row.cmp, unit: row.unit ?? "" })) : [];
  }

  const asRow = ([p, year, from, change, unit, cmp, value, upper, baseline]) => ({ p, year, ...(from ? { from } : {}), change, unit: unit ?? undefined, cmp, value, upper: upper ?? undefined, baseline: baseline ?? undefined });

  /** Fills a box with the pictures of the indicators of most places; `of` says how many places share at all. */
  Zeren.multiples = async (box, of) => {
    const goals = await Zeren.load("multiples");
    const things = new Map(Zeren.index().things.filter((thing) => thing[0] === "indicator").map((thing) => [thing[1], thing]));
    const shown = Object.keys(goals).map((id) => things.get(id)).filter(Boolean);
    const all = shown.map((one) => goals[one[1]].map(asRow));
    const alike = all.map((rows) => inOneMeasure(rows).sort((a, b) => (a.year ?? 0) - (b.year ?? 0)));
    const parts = shown.map((one, i) => {
      const rows = alike[i];
      if (rows.length < 2) return null;
      const places = new Set(rows.map((row) => row.p)).size;
      const { unit } = rows[0];
      const chart = Zeren.spread(`${Zeren.called(one)}: ${t("multiples-of", rows.length, places)}`, rows, { width: 280, height: 104, plain: true });
      return el("div", {}, el("h3", {}, el("a", { href: link("compare", { by: "indicator", id: one[1], ...(Zeren.get("mine") ? { mine: Zeren.get("mine") } : {}) }) }, name(Zeren.called(one))), el("small", {}, ` ${unit}`)),
        el("small", {}, t("multiples-of", rows.length, places), all[i].length < one[6] ? ` ${t("drawn-some", all[i].length.toLocaleString("en-US"), one[6].toLocaleString("en-US"))}` : ""), Zeren.figure(chart, one[2], { unit, legend: [t("spread-legend"), `★ ${t("mine")}`] }));
    }).filter(Boolean);
    const mine = Zeren.minePlace();
    const told = shown.map((one, i) => ({ one, rows: alike[i] })).filter(({ rows }) => rows.length > 1);
    const number = (value) => Number(value.toPrecision(8));
    const columns = [{ key: "name", label: t("indicator"), value: ({ one }) => one[2], cell: ({ one }) => el("a", { href: link("compare", { by: "indicator", id: one[1] }) }, name(Zeren.called(one))) },
      { key: "regions", label: t("regions"), number: true, value: ({ rows }) => new Set(rows.map((row) => row.p)).size }, { key: "count", label: t("targets"), number: true, value: ({ rows }) => rows.length },
      ...[["year-low", d3.min], ["year-middle", d3.median], ["year-high", d3.max]].map(([label, of]) => ({ key: label, label: t(label), number: true, value: ({ rows }) => number(of(rows, (row) => row.value)) })),
      ...(mine < 0 ? [] : [{ key: "mine", label: t("mine"), value: ({ rows }) => Zeren.latest(rows.filter((row) => row.p === mine))[0]?.shown ?? "" }])];
    box.replaceChildren(...parts, el("div", { class: "whole-row" }, Zeren.folded(Zeren.table({ caption: t("multiples"), file: "shared-goals", first: 12, rows: told, columns }))), el("p", { class: "note whole-row" }, of > shown.length ? t("multiples-cut", shown.length, of) : ""));
  };
})();
