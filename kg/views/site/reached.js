"use strict";
/* An indicator of one place over the years: each promise a mark as long as its year, each result a dot on the day that it tells of; both lead to their sentences. */
(() => {
  const { el, svg, t, name, places } = Zeren;
  const { frame, write } = Zeren.drawing;
  const MOST_PLACES = 4;
  const COLOUR = { done: "var(--work)", exceeded: "var(--work)", "on-track": "var(--plain)", behind: "var(--ensure)", missed: "var(--ensure)", "not-started": "var(--ensure)" };

  /** A result in the measure that its promise is drawn in; NaN where the two do not compare. */
  function inMeasure(one, row) {
    if (one.value === undefined) return NaN;
    if (one.unit === row.unit && row.plain) return Number(one.value);
    return one.baseUnit === row.baseUnit && Number(row.base) ? (row.value * Number(one.base)) / Number(row.base) : NaN;
  }

  const said = (one) => `${one.estimate ? "≈ " : ""}${one.value ?? ""}${one.unit ? ` ${one.unit}` : ""}`.trim();
  const state = (one) => (one.status ? `${t(`status-${one.status}`)}${one.basis === "derived" ? ` (${t("derived")})` : ""}` : "");
  const wordsOf = (one, row) => Zeren.wordsAddress(places()[row.p].key, one.doc, null, one.start, one.end);

  /** Where in the years a day stands; a result that tells no day stands at the end of its promise's year. */
  const dayAt = (one, row) => { const [year, month, day] = (one.asOf ?? `${row.year}-12-31`).split("-").map(Number); return year + ((month || 12) - 1) / 12 + (day || 28) / 372; };

  function picture(title, rows) {
    const width = innerWidth < 600 ? innerWidth - 62 : 900;
    const height = 270;
    const dots = rows.flatMap((row) => (row.told ?? []).map((one) => ({ one, row, value: inMeasure(one, row), at: dayAt(one, row) }))).filter((dot) => Number.isFinite(dot.value));
    const values = [...rows.flatMap((row) => [row.value, row.upper ?? row.value]), ...dots.map((dot) => dot.value)];
    const [low, high] = d3.extent(values);
    const [first, last] = [Math.min(...rows.map((row) => row.year), ...dots.map((dot) => Math.floor(dot.at))), Math.max(...rows.map((row) => row.year + 1), ...dots.map((dot) => Math.ceil(dot.at)))];
    const x = (at) => 56 + ((width - 76) * (at - first)) / (last - first);
    const y = (value) => height - 60 - ((height - 98) * (value - low)) / (high - low || 1);
    const chart = frame(width, height, title);
    for (const tick of d3.ticks(low, high, 5)) chart.append(svg("line", { x1: 50, x2: width - 16, y1: y(tick), y2: y(tick), stroke: "var(--grid)" }), write(44, y(tick) + 4, tick.toLocaleString("en-US"), { "text-anchor": "end", "font-size": 11, fill: "var(--soft)" }));
    const step = Math.max(1, Math.ceil(((last - first) * 46) / (width - 76)));
    for (let year = first; year < last; year += 1) {
      chart.append(svg("line", { x1: x(year), x2: x(year), y1: 12, y2: height - 34, stroke: "var(--grid)", "stroke-dasharray": "2 3" }));
      if ((year - first) % step === 0) chart.append(write(x(year + 0.5), height - 16, String(year), { "text-anchor": "middle", "font-size": 11, fill: "var(--soft)" }));
    }
    const line = d3.rollups(rows, (some) => d3.mean(some, (row) => row.value), (row) => row.year).sort((a, b) => a[0] - b[0]);
    chart.append(svg("path", { d: d3.line().x(([year]) => x(year + 0.5)).y(([, value]) => y(value))(line), fill: "none", stroke: "var(--tie)", "stroke-width": 1.5 }));
    const halo = { "font-size": 12, "paint-order": "stroke", stroke: "var(--card)", "stroke-width": 3 };
    for (const row of rows) {
      const [from, to] = [x(row.year) + 4, x(row.year + 1) - 4];
      const mark = svg("g", { class: "promise-mark" }, svg("title", {}, `${row.year} ${t("goal")} ${row.shown}: ${row.note}`),
        svg("rect", { x: from, y: y(row.upper ?? row.value) - 2.5, width: to - from, height: y(row.value) - y(row.upper ?? row.value) + 5, rx: 2, fill: "var(--ink)" }),
        write(from, y(row.upper ?? row.value) - 8, row.shown, { ...halo, "font-weight": 600 }));
      chart.append(svg("a", { href: row.href, "aria-label": `${row.year} ${t("goal")} ${row.shown}` }, mark));
    }
    for (const { one, row, value, at } of dots.sort((a, b) => a.at - b.at)) {
      const colour = COLOUR[one.status] ?? "var(--tie-own)";
      const words = [t("result"), said(one), state(one), t("as-of", one.asOf ?? row.year)].filter(Boolean).join(" · ");
      const early = x(at) < 130;
      chart.append(svg("a", { href: wordsOf(one, row), "aria-label": words }, svg("g", { class: "result-dot" }, svg("title", {}, `${words}${one.quote ? `: ${one.quote}` : ""}`),
        svg("circle", { cx: x(at), cy: y(value), r: 6, fill: one.estimate ? "var(--card)" : colour, stroke: one.estimate ? colour : "var(--card)", "stroke-width": one.estimate ? 2.5 : 1.5 }),
        write(x(at) + (early ? 9 : -9), y(value) + (y(value) < y(row.value) ? -3 : 14), said(one), { ...halo, "text-anchor": early ? "start" : "end" }))));
    }
    return chart;
  }

  /** What the picture shows as a table: a row for each promise and result. */
  const table = (rows, title, file) => Zeren.table({ caption: title, file: `${file}-reached`, first: 12, rows: rows.flatMap((row) => (row.told?.length ? row.told : [null]).map((one) => ({ row, one }))), columns: [
    { key: "year", label: t("year"), value: ({ row }) => row.year },
    { key: "goal", label: t("goal"), value: ({ row }) => row.shown, cell: ({ row }) => el("a", { href: row.href }, name(row.shown)) },
    { key: "result", label: t("result"), value: ({ one }) => (one ? said(one) : t("nothing-reported")), cell: ({ one, row }) => (one ? el("a", { href: wordsOf(one, row) }, name(said(one) || one.quote || t("document"))) : t("nothing-reported")) },
    { key: "share", label: t("glance-share"), value: ({ one }) => (one?.share === undefined ? "" : `${one.share} %`) },
    { key: "state", label: t("result-state"), value: ({ one }) => (one ? state(one) : "") }, { key: "asOf", label: t("result-day"), value: ({ one }) => one?.asOf ?? "" },
    { key: "promise", label: t("promise-words"), wide: true, value: ({ row }) => row.note ?? "", cell: ({ row }) => el("a", { href: row.href }, name(row.note ?? "")) },
    { key: "told", label: t("result-words"), wide: true, value: ({ one }) => one?.quote ?? "", cell: ({ one, row }) => (one?.quote ? el("a", { href: wordsOf(one, row) }, name(one.quote)) : "") }] });

  const LEGEND = () => [[t("reached-mark"), "var(--ink)"], [`${t("glance-exceeded")} / ${t("glance-done")}`, "var(--work)"], [t("glance-on-track"), "var(--plain)"], [t("glance-behind"), "var(--ensure)"], [t("reached-stateless"), "var(--tie-own)"], t("reached-estimate")];
  const legend = () => el("p", { class: "legend" }, el("span", {}, el("i", { class: "promise-sign" }), t("reached-mark")), ["done", "on-track", "behind", "none"].map((key, i) => el("span", {}, el("i", { class: `dot reached-${key}` }), LEGEND()[i + 1][0])), el("span", {}, el("i", { class: "dot reached-estimate" }), t("reached-estimate")));

  /** The places of which results are told, each a picture with its table; nothing where there are none. */
  Zeren.reached = (title, drawn, file, unit) => {
    const rows = drawn.filter((row) => row.year && !row.from);
    const of = d3.groups(rows, (row) => row.p).filter(([, some]) => some.some((row) => row.told?.length)).sort((a, b) => (b[0] === Zeren.minePlace()) - (a[0] === Zeren.minePlace()) || d3.sum(b[1], (row) => row.told?.length ?? 0) - d3.sum(a[1], (row) => row.told?.length ?? 0) || a[0] - b[0]);
    if (!of.length) return [];
    return [el("h3", {}, t("reached")), el("p", { class: "note" }, t("reached-note"), of.length > MOST_PLACES ? ` ${t("reached-some", MOST_PLACES, of.length)}` : ""),
      ...of.slice(0, MOST_PLACES).map(([p, some]) => { const said_ = `${title} · ${places()[p].label} · ${t("reached")}`; const sorted = some.slice().sort((a, b) => a.year - b.year); return el("div", { class: "reached" }, el("h4", {}, Zeren.regionLink(places()[p].key, places()[p].label)),
        Zeren.figure(picture(said_, sorted), `${file}-${places()[p].label}-reached`, { unit, legend: LEGEND(), source: Zeren.sourceOf(places()[p].key) }), Zeren.folded(table(sorted, said_, `${file}-${places()[p].label}`))); }), legend()];
  };
})();
