"use strict";
/* Goals of many places as dots, a strip a year: each dot a goal, those that would lie on each other side by side; chosen places named. Two years of places side by side. */
(() => {
  const { el, svg, t, name, get } = Zeren;
  const { frame, write, short } = Zeren.drawing;
  const MOST_STRIPS = 10; // the latest years
  const MOST_TOLD = 600; // dots that have words of their own
  const HIGH = 64, LARGEST = 4.5;

  /** Where the dots of a strip stand: in columns as wide as a dot, from the middle outwards; where they would not fit all shrink alike. */
  function dodged(rows, x) {
    for (let r = LARGEST; ; r *= 0.8) {
      const columns = d3.group(rows, (row) => Math.round(x(row.value) / (2 * r + 1)));
      const most = d3.max(columns.values(), (some) => some.length);
      if (most * (2 * r + 0.6) > HIGH - 8 && r > 0.6) continue;
      return { r, at: [...columns].flatMap(([column, some]) => some.map((row, i) => ({ row, x: column * (2 * r + 1), y: (i % 2 ? -1 : 1) * Math.ceil(i / 2) * (2 * r + 0.6) }))) };
    }
  }

  /** The goals of each year on a strip of its own. Rows as for Zeren.spread. */
  Zeren.strips = (title, rows, { width = 900 } = {}) => {
    if (innerWidth < 600) width = Math.min(width, innerWidth - 62);
    const years = d3.groups(rows.filter((row) => row.year && !row.from), (row) => row.year).sort((a, b) => b[0] - a[0]);
    if (!years.length) return null;
    const shown = years.slice(0, MOST_STRIPS);
    const all = shown.flatMap(([, some]) => some);
    const [low, high] = d3.extent(all, (row) => row.value);
    const x = (value) => 60 + ((width - 90) * (value - low)) / (high - low || 1);
    const mine = Zeren.minePlace();
    const chart = frame(width, shown.length * HIGH + 30, title);
    for (const tick of d3.ticks(low, high, Math.max(3, Math.min(10, width / 90)))) {
      chart.append(svg("line", { x1: x(tick), x2: x(tick), y1: 4, y2: shown.length * HIGH, stroke: "var(--grid)" }), write(x(tick), shown.length * HIGH + 20, tick.toLocaleString("en-US"), { "text-anchor": "middle", "font-size": 11, fill: "var(--soft)" }));
    }
    shown.forEach(([year, some], i) => {
      const middle = i * HIGH + HIGH / 2;
      const { r, at } = dodged(some, x);
      const group = svg("g", { class: "strip-of", "data-year": year }, write(48, middle + 4, String(year), { "text-anchor": "end", "font-size": 12, fill: "var(--soft)" }));
      const many = all.length > MOST_TOLD;
      // Very many are one path: they have no words on hover, and the table has all.
      if (many) for (const hollow of [false, true]) group.append(svg("path", { d: at.filter((one) => (one.row.cmp === "approx") === hollow).map((one) => `M${(one.x - r).toFixed(1)} ${(middle + one.y).toFixed(1)}a${r.toFixed(1)} ${r.toFixed(1)} 0 1 0 ${(2 * r).toFixed(1)} 0a${r.toFixed(1)} ${r.toFixed(1)} 0 1 0 ${(-2 * r).toFixed(1)} 0`).join(""), fill: hollow ? "var(--card)" : "var(--full)", stroke: "var(--full)", "stroke-width": 1, "fill-opacity": 0.75 }));
      for (const one of many ? at.filter((some) => some.row.p === mine) : at) {
        const own = one.row.p === mine;
        group.append(svg("circle", { cx: one.x, cy: middle + one.y, r: own ? Math.max(r, 4.5) : r, fill: one.row.cmp === "approx" ? "var(--card)" : own ? "var(--ink)" : "var(--full)", stroke: own ? "var(--ink)" : "var(--full)", "stroke-width": 1, "fill-opacity": own ? 1 : 0.75 }, svg("title", {}, `${one.row.name} ${one.row.shown}`)));
      }
      const own = at.find((one) => one.row.p === mine);
      if (own) group.append(write(own.x, middle - HIGH / 2 + 10, short(`★ ${own.row.name} ${own.row.shown}`, 24), { "text-anchor": own.x > width * 0.7 ? "end" : own.x < width * 0.3 ? "start" : "middle", "font-size": 12, "font-weight": 600, "paint-order": "stroke", stroke: "var(--card)", "stroke-width": 3 }));
      chart.append(group);
    });
    chart.cut = years.length > shown.length ? t("strips-cut", shown.length, years.length) : "";
    return chart;
  };

  /** Places in two years side by side: what each promised then and then, and how far apart that is. Rows are goals that measure alike. */
  Zeren.placesTwoYears = (title, rows, file) => {
    const years = [...new Set(rows.filter((row) => row.year && !row.from).map((row) => row.year))].sort((a, b) => a - b);
    if (years.length < 2) return "";
    const holder = el("div");
    const asked = (key, otherwise) => (years.includes(Number(get(key))) ? Number(get(key)) : otherwise);
    const chosen = () => [asked("year-a", years.at(-2)), asked("year-b", years.at(-1))];
    function draw() {
      const sides = chosen().map((year) => new Map(Zeren.latest(rows.filter((row) => row.year === year && !row.from)).map((row) => [row.p, row])));
      const both = [...sides[0].keys()].filter((p) => sides[1].has(p)).map((p) => ({ p, a: sides[0].get(p), b: sides[1].get(p), by: Number((sides[1].get(p).value - sides[0].get(p).value).toPrecision(8)) })).sort((one, other) => other.by - one.by);
      const place = (row) => Zeren.places()[row.p];
      const cell = (side) => (row) => el("a", { href: row[side].href }, name(row[side].shown));
      holder.replaceChildren(el("p", { class: "note" }, t("two-years-places", both.length, sides[0].size, sides[1].size)), both.length ? Zeren.table({ caption: `${title} · ${t("two-years")}`, file: `${file}-two-years`, first: 10, rows: both, columns: [
        { key: "p", label: t("region"), value: (row) => place(row).label, cell: (row) => Zeren.regionLink(place(row).key, place(row).label) },
        ...["a", "b"].map((side, i) => ({ key: side, label: String(chosen()[i]), value: (row) => row[side].shown, cell: cell(side) })),
        { key: "by", label: t("difference"), number: true, value: (row) => row.by }] }) : "");
    }
    draw();
    const side = (key, at) => Zeren.choice(key, t("year"), years.map((year) => [String(year), String(year)]), draw, String(chosen()[at]));
    return el("details", { open: get("year-a") || get("year-b") ? true : null }, el("summary", {}, t("two-years")), el("div", { class: "filters" }, side("year-a", 0), side("year-b", 1)), holder);
  };
})();
