"use strict";
/* Pictures to take along (PNG, SVG), and the charts: bars, and goals on a line with their comparators. */
(() => {
  const { el, svg, t, button, download, clean } = Zeren;
  const FONT = '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif';
  const COLOURS = { ensure: "var(--ensure)", strive: "var(--strive)", plain: "var(--plain)" };
  const LARGEST = 12000; // pixels of a side that browsers draw

  function onWhite(source, width, height, file) {
    const canvas = el("canvas", { width, height });
    const ctx = canvas.getContext("2d");
    ctx.fillStyle = "#ffffff";
    ctx.fillRect(0, 0, width, height);
    ctx.drawImage(source, 0, 0, width, height);
    canvas.toBlob((blob) => download(blob, `${file}.png`), "image/png");
  }

  const NARROWING = ["year", "role", "commitment", "doubt", "cmp", "atleast", "kind"];
  /** The filters that are set, in words. */
  Zeren.chosenWords = () => [...document.querySelectorAll(".filters select, .filters input[type=number]")].filter((one) => NARROWING.includes(one.name) && Zeren.get(one.name) && one.value)
    .map((one) => `${one.closest("label")?.querySelector("span")?.textContent ?? ""} ${one.selectedOptions?.[0].textContent ?? one.value}`);

  /** On paper they stand below the title. */
  function printChoices() {
    const chosen = Zeren.chosenWords();
    document.querySelector(".chosen")?.remove();
    if (chosen.length) document.querySelector("#content h1")?.after(el("p", { class: "chosen printed" }, chosen.join(" · ")));
  }
  addEventListener("beforeprint", printChoices);

  /** How wide a text is, in signs of Chinese. */
  const wide = (text) => [...text].reduce((sum, sign) => sum + (sign > "\u2e80" ? 1 : 0.58), 0);

  /** Pieces {text, ink} on lines that are so wide: a piece begins a line where it does not fit, and is parted between words where it is longer than one. */
  function fold(pieces, most, between) {
    const lines = [[]];
    let used = 0;
    const begin = () => { lines.push([]); used = 0; };
    for (const { text, ink } of pieces) {
      const length = wide(text) + (ink ? 1.2 : 0);
      if (used && used + wide(between) + length > most) begin();
      else if (used) { lines.at(-1).push(between); used += wide(between); }
      if (ink) { lines.at(-1).push(svg("tspan", { fill: ink }, "■ ")); used += 1.2; }
      for (const word of clean(text).match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/gu) ?? []) {
        if (used && used + wide(word.trimEnd()) > most) begin();
        lines.at(-1).push(word);
        used += wide(word);
      }
    }
    return lines.filter((line) => line.length);
  }

  /** A picture as it is taken along: in the colours of paper, with its title, unit, filters, legend, source and the day. A legend's entry is a text, or [text, its colour]. */
  function complete(drawing, { title, unit = "", legend = [], source = "" }) {
    const [width, height] = ["width", "height"].map((side) => Number(drawing.getAttribute(side)));
    const across = Math.max(width, 420);
    const letters = Math.floor((across - 20) / 12.4);
    const head = fold([title, unit, ...Zeren.chosenWords()].filter(Boolean).map((text) => ({ text })), Math.floor((across - 20) / 16.4), " · ");
    const foot = [...fold(legend.map((entry) => (Array.isArray(entry) ? { text: entry[0], ink: entry[1] } : { text: entry })), letters, "　"),
      ...fold([{ text: `${t("source")}${source || Zeren.sourceOf()}` }, { text: new Date().toISOString().slice(0, 10) }], letters, " · ")];
    const top = 14 + head.length * 22;
    const whole = svg("svg", { xmlns: "http://www.w3.org/2000/svg", width: across, height: top + height + foot.length * 18 + 16, viewBox: `0 0 ${across} ${top + height + foot.length * 18 + 16}` },
      svg("title", {}, title), svg("rect", { width: "100%", height: "100%", fill: "var(--card)" }),
      head.map((line, i) => write(12, 26 + i * 22, line, { "font-size": 16, "font-weight": 600, lang: null })));
    drawing.setAttribute("y", top);
    whole.append(drawing, ...foot.map((line, i) => write(12, top + height + 20 + i * 18, line, { "font-size": 12, fill: "var(--soft)", lang: null })));
    return whole;
  }

  /** What a picture was drawn from: a place's documents, by default those of the one asked for, or all. */
  Zeren.sourceOf = (key = Zeren.regionKey()) => {
    const places = Zeren.reporting().filter((place) => !key || place.key === key);
    return t("source-of", key ? Zeren.places().find((place) => place.key === key)?.label ?? key : t("regions-count", places.length), places.reduce((sum, place) => sum + place.documents, 0));
  };

  /** The text of a drawing, its colours those of paper. */
  const onPaper = (drawing) => new XMLSerializer().serializeToString(drawing).replace(/var\(--([a-z-]+)\)/g, (_, word) => Zeren.colour(word, true));

  /** Buttons that save a picture. `asSvg` makes the drawing; `said` is its title, and where there are any unit, legend and source. */
  Zeren.pictureTools = (asSvg, file, said = {}) => {
    const make = () => complete(asSvg(), { title: document.title, ...said });
    const savePng = () => {
      const image = new Image();
      const drawing = make();
      const [width, height] = [Number(drawing.getAttribute("width")), Number(drawing.getAttribute("height"))];
      const times = Math.min(2, LARGEST / Math.max(width, height));
      image.onload = () => onWhite(image, Math.round(width * times), Math.round(height * times), file);
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(onPaper(drawing))}`;
    };
    return [
      button("PNG", savePng, { class: "quiet png", "aria-label": t("save-as", "PNG") }),
      button("SVG", () => download(new Blob([onPaper(make())], { type: "image/svg+xml" }), `${file}.svg`), { class: "quiet svg", "aria-label": t("save-as", "SVG") }),
    ];
  };

  const short = (text, most) => { const all = [...clean(text)]; return all.length > most ? `${all.slice(0, most - 1).join("")}…` : all.join(""); };
  const write = (x, y, content, more = {}) => svg("text", { x, y, "font-family": FONT, "font-size": 13, fill: "var(--ink)", lang: Zeren.tongue(content), ...more }, content);

  function frame(width, height, title) {
    return svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": title, class: "chart" });
  }

  /** Bars: rows of {name, value, href?, note?}. */
  Zeren.bars = (title, rows, { width = 560, colour = "var(--plain)" } = {}) => {
    const step = 26;
    const small = innerWidth < 600;
    if (small) width = Math.min(width, innerWidth - 62);
    const letters = small ? 10 : 16;
    const most = Math.max(1, ...rows.map((row) => row.value));
    const names = Math.min(230, 20 + 13.5 * Math.max(4, ...rows.map((row) => [...short(row.name, letters)].length)));
    const chart = frame(width, rows.length * step + 6, title);
    rows.forEach((row, i) => {
      const y = i * step + 4;
      const long = Math.max(2, (width - names - 56) * (row.value / most));
      const line = svg("g", {}, svg("title", {}, `${row.name}: ${row.value}${row.note ? ` (${row.note})` : ""}`),
        write(names - 8, y + 15, short(row.name, letters), { "text-anchor": "end" }),
        svg("rect", { x: names, y, width: long, height: 18, rx: 2, fill: row.colour ?? colour }),
        write(names + long + 6, y + 15, String(row.value), { fill: "var(--soft)" }));
      chart.append(row.href ? svg("a", { href: row.href }, line) : line);
    });
    return chart;
  };

  /** A scale in round steps: from, to, step. */
  function scaleOf(low, high) {
    const span = high - low || Math.abs(high) * 0.2 || 1;
    const rough = span / 4;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough);
    const from = Math.floor((low - span * 0.05) / step) * step;
    return [low >= 0 ? Math.max(0, from) : from, Math.ceil((high + span * 0.05) / step) * step, step];
  }

  /**
   * Goals on one line of numbers: rows of {name, value, upper?, cmp, commitment, unit, note}. A dot is the number itself, an arrow to the
   * right says at least, to the left at most, a ring about.
   */
  Zeren.goals = (title, rows, { width = 680 } = {}) => {
    const step = 30;
    if (innerWidth < 600) width = Math.min(width, 440);
    const names = Math.min(210, 24 + 13.5 * Math.max(4, ...rows.map((row) => [...short(row.name, 14)].length)));
    const values = rows.flatMap((row) => [row.value, row.upper ?? row.value]);
    const low = Math.min(...values), high = Math.max(...values);
    const [from, to, tick] = scaleOf(low, high);
    const room = width - names - 120;
    const x = (value) => names + room * ((value - from) / (to - from || 1));
    const height = rows.length * step + 34;
    const chart = frame(width, height, title);
    for (let value = from; value <= to + tick / 2; value += tick) {
      chart.append(svg("line", { x1: x(value), y1: 4, x2: x(value), y2: height - 26, stroke: "var(--grid)" }),
        write(x(value), height - 8, Number(value.toPrecision(6)).toLocaleString("en-US"), { "text-anchor": "middle", fill: "var(--soft)", "font-size": 11 }));
    }
    rows.forEach((row, i) => {
      const y = i * step + 20;
      const colour = COLOURS[row.commitment] ?? COLOURS.plain;
      const group = svg("g", {}, svg("title", {}, row.note ?? row.name), write(names - 10, y + 5, short(row.name, 14), { "text-anchor": "end" }));
      const at = x(row.value);
      if (row.upper !== undefined && row.upper !== null) group.append(svg("line", { x1: at, y1: y, x2: x(row.upper), y2: y, stroke: colour, "stroke-width": 5, "stroke-linecap": "round" }));
      if (row.cmp === "ge") group.append(svg("path", { d: `M${at} ${y}h26m-7 -5l7 5l-7 5`, stroke: colour, "stroke-width": 2.5, fill: "none" }));
      if (row.cmp === "le") group.append(svg("path", { d: `M${at} ${y}h-26m7 -5l-7 5l7 5`, stroke: colour, "stroke-width": 2.5, fill: "none" }));
      group.append(svg("circle", { cx: at, cy: y, r: 6, fill: row.cmp === "approx" ? "var(--card)" : colour, stroke: colour, "stroke-width": 2.5 }));
      group.append(write(Math.max(at, x(row.upper ?? row.value)) + (row.cmp === "ge" ? 34 : 13), y + 5, row.shown, { fill: "var(--ink)" }));
      chart.append(row.href ? svg("a", { href: row.href }, group) : group);
    });
    return chart;
  };

  const SIGNS = { eq: "●", ge: "●→", le: "←●", approx: "○" };
  /** The same for a picture that is taken along: signs of comparators, and colours of commitments. */
  Zeren.firmLegend = () => ["ensure", "strive", "plain"].map((key) => [t(key), `var(--${key})`]);
  Zeren.goalsSaid = () => [...Object.keys(SIGNS).map((cmp) => `${SIGNS[cmp]} ${t(`cmp-${cmp}`)}`), ...Zeren.firmLegend()];

  /** What the marks and colours of a chart of goals mean. */
  Zeren.goalsLegend = () => el("p", { class: "legend" },
    ["eq", "ge", "le", "approx"].map((cmp) => el("span", {}, `${SIGNS[cmp]} ${t(`cmp-${cmp}`)}`)),
    ["ensure", "strive", "plain"].map((key) => el("span", {}, el("i", { class: `dot ${key}` }), t(key))));

  Zeren.drawing = { frame, write, short, scaleOf, COLOURS };

  /** A chart with its buttons; `said` is what goes along with it when it is saved: unit, legend, source. */
  Zeren.figure = (chart, file, said = {}) => {
    // A picture with links in it is a group: what is called an image has no parts that a keyboard could reach.
    if (chart.querySelector("a")) chart.setAttribute("role", "group");
    return el("figure", {}, el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": chart.getAttribute("aria-label") }, chart),
    el("div", { class: "tools" }, Zeren.pictureTools(() => chart.cloneNode(true), file, { title: chart.getAttribute("aria-label"), ...said })));
  };
})();
