"use strict";
/* Places as squares in the order of their codes, no borders drawn: how far each goes, with hatch for about and arrows for at least and at most. */
(() => {
  const { svg, t, get, places } = Zeren;
  const { frame, write, short } = Zeren.drawing;
  const GRADES = 5;
  const MOST = 400; // squares that a screen still reads

  /** How strongly each value is filled, 1 to 5: as many places in one grade as in another, equal values in one. */
  const grader = (values) => {
    const sorted = values.slice().sort((a, b) => a - b);
    const steps = Array.from({ length: GRADES - 1 }, (_, i) => d3.quantileSorted(sorted, (i + 1) / GRADES));
    return (value) => 1 + steps.filter((step) => value > step).length;
  };

  /** The reader's own place, by its number among the places; -1 where none is chosen. */
  Zeren.minePlace = () => places().findIndex((place) => place.key === get("mine"));

  const ofOneYear = (rows) => rows.filter((row) => !row.from);

  /** Of each place the row of its latest year; of goals over several years only where there are no others. */
  Zeren.latest = (rows) => [...d3.rollup(ofOneYear(rows).length ? ofOneYear(rows) : rows, (some) => d3.greatest(some, (row) => (row.year ?? 0) * 1e3 + (row.cmp === "eq" ? 1 : 0)), (row) => row.p).values()];

  /** One square a place. Rows are {p, name, value, shown, cmp, year, href}; the reader's own place has a frame and a star. */
  Zeren.tiles = (title, rows) => {
    const small = innerWidth < 600;
    const [wide, high] = small ? [78, 54] : [96, 58];
    const across = Math.max(3, Math.floor(Math.min(1180, Math.max(300, innerWidth - (small ? 60 : 160))) / wide));
    const order = rows.slice().sort((a, b) => a.p - b.p).slice(0, MOST);
    const grade = grader(order.map((row) => row.value));
    const mine = Zeren.minePlace();
    const columns = Math.min(across, Math.max(order.length, 3));
    const chart = frame(columns * wide + 4, Math.ceil(order.length / across) * high + 4, title);
    order.forEach((row, i) => {
      const [x, y] = [(i % across) * wide + 2, Math.floor(i / across) * high + 2];
      const own = row.p === mine;
      const sign = small ? "" : { ge: "≥ ", le: "≤ ", approx: "≈ " }[row.cmp] ?? "";
      const said = `${row.name} ${row.shown}`;
      const square = svg("g", { class: "tile", "data-own": own || null }, svg("title", {}, said),
        svg("rect", { x, y, width: wide - 4, height: high - 4, rx: 4, fill: "var(--full)", "fill-opacity": 0.08 + grade(row.value) * 0.1, stroke: own ? "var(--ink)" : "var(--line)", "stroke-width": own ? 3 : 1 }));
      // The sign stands in the corner above, clear of name and number.
      if (row.cmp === "approx") for (const at of [0, 5, 10]) square.append(svg("line", { x1: x + wide - 22 + at, y1: y + 4, x2: x + wide - 6, y2: y + 20 - at, stroke: "var(--ink)", "stroke-width": 1 }));
      if (row.cmp === "ge" || row.cmp === "le") square.append(svg("path", { d: row.cmp === "ge" ? `M${x + wide - 19} ${y + 15}l6 -7l6 7` : `M${x + wide - 19} ${y + 8}l6 7l6 -7`, fill: "none", stroke: "var(--ink)", "stroke-width": 2 }));
      square.append(write(x + 7, y + 20, `${own ? "★ " : ""}${short(row.name, small || own ? 4 : 5)}`, { "font-size": 12 }),
        write(x + 7, y + 42, short(`${sign}${row.shown.replace(/^[≥≤≈] /, "")}`, small ? 8 : 11), { "font-size": 13, "font-weight": 600 }));
      chart.append(row.href ? svg("a", { href: row.href }, square) : square);
    });
    return chart;
  };

  Zeren.tilesLegend = () => [t("tile-darker"), `∧ ${t("cmp-ge")}`, `∨ ${t("cmp-le")}`, `// ${t("cmp-approx")}`, `★ ${t("mine")}`];

  /** The squares as a table: their places with goal, year and grade. */
  Zeren.tilesTable = (rows, title, file) => {
    const grade = grader(rows.map((row) => row.value));
    return Zeren.table({ caption: title, file, first: 12, rows: rows.slice().sort((a, b) => b.value - a.value), columns: [
      { key: "name", label: t("region") }, { key: "year", label: t("year"), value: (row) => row.year ?? "" }, { key: "shown", label: t("goal") }, { key: "value", label: t("value"), number: true }, { key: "grade", label: t("tile-grade"), number: true, value: (row) => grade(row.value) }] });
  };

  /** Of many goals how many lie where: columns between round numbers, the lowest, the middle, the highest and the reader's own place named. */
  Zeren.spread = (title, rows, { width = 900, height = 250, plain = false } = {}) => {
    if (innerWidth < 600) width = Math.min(width, innerWidth - 62);
    const values = rows.map((row) => row.value);
    const bins = d3.bin().thresholds(plain ? 12 : 24)(values);
    const [low, high] = [bins[0].x0, bins.at(-1).x1];
    const edge = plain ? 8 : 34;
    const x = (value) => edge + ((width - edge * 2) * (value - low)) / (high - low || 1);
    const head = plain ? 16 : 78;
    const floor = height - (plain ? 16 : 40);
    const most = d3.max(bins, (bin) => bin.length) || 1;
    const chart = frame(width, height, title);
    for (const bin of bins.filter((one) => one.length)) {
      const tall = Math.max(2, ((floor - head) * bin.length) / most);
      chart.append(svg("g", {}, svg("title", {}, `${bin.x0}–${bin.x1}: ${bin.length}`),
        svg("rect", { x: x(bin.x0) + 0.5, y: floor - tall, width: Math.max(2, x(bin.x1) - x(bin.x0) - 1), height: tall, fill: "var(--full)", "fill-opacity": 0.55 })));
      if (!plain && bin.length && x(bin.x1) - x(bin.x0) > 22) chart.append(write((x(bin.x0) + x(bin.x1)) / 2, floor - tall - 4, String(bin.length), { "text-anchor": "middle", "font-size": 11, fill: "var(--soft)" }));
    }
    chart.append(svg("line", { x1: edge, x2: width - edge, y1: floor, y2: floor, stroke: "var(--edge)" }));
    const ticks = d3.ticks(low, high, plain ? 3 : Math.max(3, Math.min(10, width / 90)));
    for (const tick of ticks) chart.append(write(x(tick), floor + (plain ? 12 : 18), tick.toLocaleString("en-US"), { "text-anchor": x(tick) > width - 20 ? "end" : x(tick) < 12 ? "start" : "middle", "font-size": plain ? 10 : 11, fill: "var(--soft)" }));
    const own = Zeren.latest(rows.filter((row) => row.p === Zeren.minePlace()));
    const sorted = rows.slice().sort((a, b) => a.value - b.value);
    const named = [...(own.length ? [[own[0], "★ "]] : []), ...(plain ? [] : [[sorted[0], ""], [sorted[Math.floor(sorted.length / 2)], `${t("median")} `], [sorted.at(-1), ""]])];
    named.forEach(([row, sign], i) => {
      const at = x(row.value);
      const y = plain ? 11 : 14 + i * 16;
      const anchor = at < width * 0.3 ? "start" : at > width * 0.7 ? "end" : "middle";
      chart.append(svg("line", { x1: at, x2: at, y1: y + 3, y2: floor, stroke: "var(--ink)", "stroke-width": sign === "★ " ? 2.5 : 1, "stroke-dasharray": sign === "★ " ? null : "2 3" }),
        write(at, y, short(`${sign}${row.name} ${row.shown}`, plain ? 18 : 26), { "text-anchor": anchor, "font-size": plain ? 11 : 12, "font-weight": sign ? 600 : 400 }));
    });
    return chart;
  };

  /** Over the years: the middle goal as a line amid the band from the lowest to the highest, and the reader's own place. */
  Zeren.timeline = (title, rows, { width = 900, height = 270 } = {}) => {
    if (innerWidth < 600) width = Math.min(width, innerWidth - 62);
    const years = d3.rollups(ofOneYear(rows).filter((row) => row.year), (some) => ({ low: d3.min(some, (row) => row.value), middle: d3.median(some, (row) => row.value), high: d3.max(some, (row) => row.value), count: some.length }), (row) => row.year).sort((a, b) => a[0] - b[0]);
    if (years.length < 2) return null;
    const [low, high] = [d3.min(years, ([, one]) => one.low), d3.max(years, ([, one]) => one.high)];
    const [first, last] = [years[0][0], years.at(-1)[0]];
    const x = (year) => 56 + ((width - 84) * (year - first)) / (last - first);
    const y = (value) => height - 40 - ((height - 64) * (value - low)) / (high - low || 1);
    const chart = frame(width, height, title);
    for (const tick of d3.ticks(low, high, 5)) chart.append(svg("line", { x1: 50, x2: width - 20, y1: y(tick), y2: y(tick), stroke: "var(--grid)" }), write(44, y(tick) + 4, tick.toLocaleString("en-US"), { "text-anchor": "end", "font-size": 11, fill: "var(--soft)" }));
    chart.append(svg("path", { d: d3.area().x(([year]) => x(year)).y0(([, one]) => y(one.low)).y1(([, one]) => y(one.high))(years), fill: "var(--full)", "fill-opacity": 0.16 }),
      svg("path", { d: d3.line().x(([year]) => x(year)).y(([, one]) => y(one.middle))(years), fill: "none", stroke: "var(--full)", "stroke-width": 2.5 }));
    const step = Math.max(1, Math.ceil((years.length * 46) / (width - 84)));
    years.forEach(([year, one], i) => {
      chart.append(svg("g", {}, svg("title", {}, `${year}: ${one.low} – ${one.middle} – ${one.high} (${one.count})`), svg("circle", { cx: x(year), cy: y(one.middle), r: 3.5, fill: "var(--full)" })));
      if (i % step === 0) chart.append(write(x(year), height - 16, String(year), { "text-anchor": "middle", "font-size": 11, fill: "var(--soft)" }));
    });
    const own = rows.filter((row) => row.p === Zeren.minePlace() && row.year).sort((a, b) => a.year - b.year);
    if (own.length) {
      chart.append(svg("path", { d: d3.line().x(([year]) => x(year)).y(([, middle]) => y(middle))(d3.rollups(own, (some) => d3.median(some, (row) => row.value), (row) => row.year)), fill: "none", stroke: "var(--ink)", "stroke-width": 2, "stroke-dasharray": "5 3" }));
      for (const row of own) chart.append(svg("g", {}, svg("title", {}, `${row.name} ${row.shown}`), svg("circle", { cx: x(row.year), cy: y(row.value), r: 4.5, fill: row.cmp === "approx" ? "var(--card)" : "var(--ink)", stroke: "var(--ink)", "stroke-width": 2 })));
    }
    chart.years = years;
    return chart;
  };

  /** The choice of the reader's own place. */
  Zeren.mineChoice = (changed) => Zeren.choice("mine", t("mine"), [["", t("none-chosen")], ...Zeren.reporting().map((place) => [place.key, place.label])], changed);

  /** A table of the years of a timeline. */
  Zeren.yearTable = (years, title, file) => Zeren.table({ caption: title, file: `${file}-years`, first: 12, rows: years, columns: [
    { key: "year", label: t("year"), value: (row) => row[0] }, ...["count", "low", "middle", "high"].map((key) => ({ key, label: t(`year-${key}`), number: true, value: (row) => Number(row[1][key].toPrecision(8)) }))] });
})();
