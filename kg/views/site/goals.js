"use strict";
/* Goals for one indicator from several places: a chart of those that measure alike, and a table with the words of each. */
(() => {
  const { el, t, name, link, get, places } = Zeren;
  const MOST_DRAWN = 40;
  const measure = (row) => `${row.change}|${row.baseUnit ?? row.unit ?? ""}`;
  const measureText = (key) => { const [change, unit] = key.split("|"); return [t(change), unit].filter(Boolean).join(" · "); };

  /** The address of the task that a goal stands in. */
  const taskLink = (row) => Zeren.wordsAddress(places()[row.p].key, row.doc, row.task, row.start, row.end);

  /** The years of the list that a goal stands in, as an address calls them. */
  const yearsOf = (row) => (row.from ? `${row.from}-${row.year}` : String(row.year ?? ""));

  /** The rows that pass the filters of region, commitment, comparator and value. */
  function passing(rows) {
    const floor = get("atleast");
    return rows.filter((row) =>
      (!get("year") || yearsOf(row) === get("year")) && (!Zeren.regionKey() || places()[row.p].key === Zeren.regionKey()) && (!get("commitment") || row.commitment === get("commitment"))
      && (!get("cmp") || row.cmp === get("cmp")) && (!floor || Number(row.upper ?? row.value) >= Number(floor)));
  }

  function chartRows(rows) {
    const units = new Set(rows.map((row) => row.unit ?? ""));
    const big = units.size > 1 && rows.some((row) => Math.abs(Number(row.base)) >= 1e8);
    const value = (row) => (units.size === 1 ? Number(row.value) : Number(row.base ?? row.value) / (big ? 1e8 : 1));
    return rows.map((row) => ({
      name: `${places()[row.p].label} ${Zeren.yearText(yearsOf(row))}`, p: row.p, year: row.year, from: row.from, value: value(row), cmp: row.cmp, commitment: row.commitment,
      upper: row.upper !== undefined && units.size === 1 ? Number(row.upper) : undefined, shown: Zeren.goalText(row),
      note: row.quote ?? row.name, href: taskLink(row), told: row.told, unit: row.unit, base: row.base, baseUnit: row.baseUnit, plain: units.size === 1,
    })).filter((row) => Number.isFinite(row.value)).sort((a, b) => b.value - a.value);
  }

  /** The table: who promises how much, and in which words. */
  Zeren.goalTable = (rows, caption, file, { withIndicator = false, whole = null } = {}) => Zeren.table({
    caption, file, rows, first: 15, whole, download: Zeren.targetColumns(),
    columns: [
      ...(withIndicator ? [{ key: "name", label: t("indicator"), cell: (row) => (row.ind ? Zeren.thingLink(row.ind, row.name ?? "") : name(row.name ?? t("unnamed"))) }] : []),
      ...(withIndicator ? [] : [{ key: "p", label: t("region"), value: (row) => places()[row.p].label, cell: (row) => Zeren.regionLink(places()[row.p].key, places()[row.p].label) }, { key: "year", label: t("year"), value: (row) => Zeren.yearText(yearsOf(row)) }]),
      { key: "value", label: t("goal"), value: (row) => Zeren.goalText(row) },
      { key: "cmp", label: t("comparator"), value: (row) => t(`cmp-${row.cmp}`) },
      { key: "commitment", label: t("commitment"), value: (row) => t(row.commitment) },
      { key: "deadline", label: t("deadline"), value: (row) => row.deadline ?? "" },
      { key: "quote", label: t("in-which-words"), wide: true, value: (row) => row.quote ?? "", cell: (row) => el("a", { href: taskLink(row) },
        row.quote ? el("bdi", { lang: "zh" }, Zeren.marked(row.quote, [{ ...row, at: 0 }])) : t("document")) },
    ].filter((column) => column.key !== "deadline" || rows.some((row) => row.deadline)),
  });

  /** Each goal as a dot on the strip of its year. */
  function strips(title, drawn, file, unit) {
    const named = drawn.map((row) => ({ ...row, name: places()[row.p].label }));
    const chart = Zeren.strips(`${title} · ${t("strips")}`, named);
    return chart ? el("div", {}, el("h3", {}, t("strips")), el("p", { class: "note" }, t("strips-note"), chart.cut ? ` ${chart.cut}` : ""), Zeren.figure(chart, `${file}-strips`, { unit, legend: [t("strips-note"), `★ ${t("mine")}`] })) : "";
  }

  /** Goals that measure alike: each on its line while they are few, else how many lie where; places side by side; and over the years. */
  function pictures(title, drawn, file, unit) {
    const latest = Zeren.latest(drawn).map((row) => ({ ...row, name: places()[row.p].label }));
    const years = Zeren.timeline(`${title} · ${t("over-years")}`, drawn);
    const squares = latest.sort((a, b) => a.p - b.p);
    return [
      el("p", { class: "note" }, drawn.length > MOST_DRAWN ? t("spread-of", drawn.length) : ""),
      drawn.length > MOST_DRAWN ? [Zeren.figure(Zeren.spread(title, drawn), file, { unit, legend: [t("spread-legend"), `★ ${t("mine")}`] }), strips(title, drawn, file, unit)] : el("div", {}, Zeren.figure(Zeren.goals(title, drawn, { width: 900 }), file, { unit, legend: Zeren.goalsSaid() }), Zeren.goalsLegend()),
      ...(squares.length > 2 ? [el("h3", {}, t("tiles")), el("p", { class: "note" }, t("tiles-note"), squares.length > 400 ? ` ${t("drawn-some", 400, squares.length)}` : ""),
        Zeren.figure(Zeren.tiles(`${title} · ${t("tiles")}`, squares), `${file}-tiles`, { unit, legend: Zeren.tilesLegend() }), el("p", { class: "legend" }, Zeren.tilesLegend().map((one) => el("span", {}, one))), Zeren.folded(Zeren.tilesTable(squares, `${title} · ${t("tiles")}`, `${file}-tiles`))] : []),
      ...(years ? [el("h3", {}, t("over-years")), el("p", { class: "note" }, t("years-note")), Zeren.figure(years, `${file}-years`, { unit, legend: [t("years-note")] }), Zeren.folded(Zeren.yearTable(years.years, `${title} · ${t("over-years")}`, file))] : []),
      ...Zeren.reached(title, drawn, file, unit),
      Zeren.placesTwoYears(title, drawn, file),
    ];
  }

  /** Filters, chart and table for the goals of one indicator. */
  Zeren.goalView = (title, rows, file) => {
    const holder = el("div");
    const counted = new Map();
    for (const row of rows) counted.set(measure(row), (counted.get(measure(row)) ?? 0) + 1);
    const measures = [...counted].sort((a, b) => b[1] - a[1]);
    function draw() {
      const chosen = get("measure") || measures[0]?.[0];
      const alike = passing(rows.filter((row) => measure(row) === chosen));
      const drawn = chartRows(alike);
      const others = alike.some((row) => row.told) ? [] : measures.filter(([key]) => key !== chosen && passing(rows.filter((row) => measure(row) === key)).some((row) => row.told));
      holder.replaceChildren(...others.map(([key]) => el("p", { class: "note" }, t("reached-elsewhere"), " ", Zeren.button(measureText(key), () => { Zeren.set({ measure: key }); return Zeren.redraw(); }, { class: "quiet" }))), ...(drawn.length ? pictures(title, drawn, file, measureText(chosen)).flat(2) : [el("p", { class: "note" }, t("none-here"))]),
        el("h3", {}, t("in-which-words")), Zeren.goalTable(alike, title, file));
    }
    draw();
    const value = Zeren.el("label", { class: "choice" }, el("span", {}, t("at-least-value")),
      el("input", { type: "number", name: "atleast", step: "any", value: get("atleast"), oninput: (event) => { Zeren.set({ atleast: event.target.value }); draw(); } }));
    return el("div", {}, el("div", { class: "filters" },
      measures.length > 1 ? Zeren.choice("measure", t("same-measure"), measures.map(([key, count]) => [key, `${measureText(key)} (${count})`]), draw, measures[0][0]) : "",
      Zeren.choices.region(draw), Zeren.mineChoice(draw), Zeren.choices.year(draw, [...new Set(rows.map(yearsOf))].filter(Boolean).sort()),
      Zeren.choice("cmp", t("comparator"), [["", t("all")], ...["eq", "ge", "le", "approx"].map((cmp) => [cmp, t(`cmp-${cmp}`)])], draw),
      Zeren.choice("commitment", t("commitment"), [["", t("all")], ...["ensure", "strive", "plain"].map((key) => [key, t(key)])], draw), value), holder);
  };

  /** All goals of one indicator. */
  Zeren.goalsOf = async (id) => (await Zeren.load(`indicators-${Zeren.index().files[id]}`))[id] ?? [];
})();
