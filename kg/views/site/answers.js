"use strict";
/* An answer of the catalogue as a card: a chart where one fits, the table with links to what its cells name, and a CSV. */
(() => {
  const { el, svg, t, name, link, language, index, get } = Zeren;

  const KINDS = { unit: ["unit"], unitA: ["unit"], unitB: ["unit"], lead: ["unit"], leader: ["leader"], indicator: ["indicator"], initiative: ["initiative"] };
  const EVERYWHERE = new Set(["indicator", "initiative", "function"]);
  const WORDS = new Set(["change", "basis", "role", "commitment"]);
  const LONG = new Set(["quote", "text", "otherQuote", "earlierQuote"]);
  const MOST_LINES = 20;
  const SHARES = ["ensure", "strive", "plain"];

  let byName = null;
  /** A thing by its kinds, its name and its place. */
  function thingOf(kinds, label, place) {
    if (!byName) {
      byName = new Map();
      for (const thing of index().things) byName.set(thing[2], [...(byName.get(thing[2]) ?? []), thing]);
    }
    return (byName.get(label) ?? []).find((thing) => kinds.includes(thing[0]) && (!place || [thing[5], ...thing[9]].some((number) => Zeren.places()[number]?.label === place)));
  }

  /** The address of a task, or of the task of a target, by its id. */
  Zeren.taskAddress = (id) => {
    const task = Zeren.local(id).replace(/_t\d+$/, "");
    const place = Zeren.reporting().find((one) => task.startsWith(`${one.key}-`));
    return place ? link("document", { region: place.key, task }) : null;
  };

  /** What places share (an indicator, a function, an initiative) that a cell names. */
  const thingAt = (answer, column, row) => {
    const id = answer.ids?.[column]?.[row.at];
    return id ? index().things.find((thing) => thing[1] === id) : EVERYWHERE.has(column) ? thingOf([column], row[answer.columns.indexOf(column)], null) : null;
  };

  function hrefOf(answer, column, row) {
    const value = row[answer.columns.indexOf(column)];
    if (value === null) return null;
    const id = answer.ids?.[column]?.[row.at];
    if (id && /^(?:task|target)\//.test(id)) return column === "indicator" ? null : Zeren.taskAddress(id) ?? Zeren.elsewhere?.(id) ?? null;
    if (id && index().things.some((thing) => thing[1] === id)) return link("thing", { id });
    if (id && column !== "indicator" && Zeren.elsewhere) return Zeren.elsewhere(id);
    if (column === "region") {
      const place = Zeren.reporting().find((one) => one.label === value);
      return place ? link("region", { region: place.key }) : null;
    }
    if (!KINDS[column]) return null;
    const thing = thingOf(KINDS[column], value, EVERYWHERE.has(column) ? null : row[answer.columns.indexOf("region")]);
    return thing ? link("thing", { id: thing[1] }) : null;
  }

  function wordOf(column, value) {
    if (value === null) return "";
    if (/comparator$/i.test(column)) return t(`cmp-${value}`);
    return WORDS.has(column) ? t(String(value)) : String(value);
  }

  function cellOf(answer, column, row) {
    const value = row[answer.columns.indexOf(column)];
    const href = hrefOf(answer, column, row);
    if (column === "due" || column === "issued") return el("span", { class: "date" }, wordOf(column, value));
    const thing = thingAt(answer, column, row);
    if (thing && thing[5] < 0 && thing[2] === value) return href ? el("a", { href }, name(Zeren.called(thing))) : name(Zeren.called(thing));
    const words = LONG.has(column) ? el("bdi", { lang: "zh" }, wordOf(column, value)) : name(wordOf(column, value));
    return href && value !== "" ? el("a", { href }, words) : words;
  }

  function goalsOf(answer, rows) {
    const at = (row, column) => row[answer.columns.indexOf(column)];
    const placeOf = (row) => String(at(row, "region") ?? t("region-unread"));
    const unit = "%";
    return rows.filter((row) => at(row, "unit") === unit && at(row, "change") === "increase").sort((a, b) => at(b, "value") - at(a, "value")).map((row) => ({
      name: `${placeOf(row)} ${at(row, "year") ?? ""}`, place: placeOf(row), year: Number(at(row, "year")) || null, p: Zeren.places().findIndex((place) => place.label === at(row, "region")), value: Number(at(row, "value")), cmp: at(row, "comparator"), commitment: "plain", href: hrefOf(answer, "quote", row),
      shown: `${Zeren.goalText({ cmp: at(row, "comparator"), change: at(row, "change"), value: at(row, "value"), unit })}`, note: at(row, "quote") ?? "",
    }));
  }

  /** Bars of parts, each bar as long as the others; rows of {name, parts: {ensure, strive, plain}}. The firmest first. */
  function stacks(title, rows) {
    const wide = Math.min(560, innerWidth < 600 ? innerWidth - 62 : 560);
    const names = Math.min(150, 20 + 13.5 * Math.max(4, ...rows.map((row) => [...row.name].length)));
    const chart = svg("svg", { xmlns: "http://www.w3.org/2000/svg", width: wide, height: rows.length * 28 + 6, viewBox: `0 0 ${wide} ${rows.length * 28 + 6}`, role: "img", "aria-label": title, class: "chart" });
    rows.forEach((row, i) => {
      const sum = SHARES.reduce((all, key) => all + row.parts[key], 0) || 1;
      let x = names;
      const line = svg("g", {}, svg("title", {}, `${row.name}: ${SHARES.map((key) => `${t(key)} ${row.parts[key]}`).join(", ")}`),
        svg("text", { x: names - 8, y: i * 28 + 19, "text-anchor": "end", "font-size": 13, fill: "var(--ink)" }, row.name));
      for (const key of SHARES) {
        const long = (wide - names) * (row.parts[key] / sum);
        if (!row.parts[key]) continue;
        line.append(svg("rect", { x, y: i * 28 + 4, width: Math.max(1, long - 1), height: 20, fill: `var(--${key})` }));
        if (long > 26) line.append(svg("text", { x: x + 6, y: i * 28 + 19, "font-size": 12, fill: "var(--card)" }, String(row.parts[key])));
        x += long;
      }
      chart.append(row.href ? svg("a", { href: row.href }, line) : line);
    });
    return chart;
  }

  const stackLegend = () => el("p", { class: "legend" }, SHARES.map((key) => el("span", {}, el("i", { class: `dot ${key}` }), t(key))));

  function chartOf(answer, rows, title, region, most) {
    const at = (row, column) => row[answer.columns.indexOf(column)];
    if (answer.goals) {
      const goals = goalsOf(answer, rows);
      // Many stand on a strip a year, all of them; where no strips are at hand, the first on lines.
      const strips = goals.length > MOST_LINES && Zeren.strips?.(title, goals.map((goal) => ({ ...goal, name: goal.place })));
      if (strips) return [Zeren.figure(strips, answer.name, { unit: "%", legend: [t("strips-note")] }), el("p", { class: "note" }, t("strips-note"), strips.cut ? ` ${strips.cut}` : "")];
      return goals.length ? [Zeren.figure(Zeren.goals(title, goals.slice(0, MOST_LINES)), answer.name, { unit: "%", legend: Zeren.goalsSaid() }), Zeren.goalsLegend(), goals.length > MOST_LINES ? el("p", { class: "note" }, t("drawn-of", MOST_LINES, goals.length)) : ""] : [];
    }
    if (!answer.bar) return [];
    if (answer.stack?.length) {
      const firm = (row) => (at(row, "ensure") + at(row, "strive")) / (at(row, "targets") || 1);
      const drawn = rows.filter((row) => at(row, "targets")).sort((a, b) => firm(b) - firm(a)).slice(0, 30).map((row) => ({ name: String(at(row, "region") ?? t("region-unread")), href: hrefOf(answer, "region", row), parts: Object.fromEntries(SHARES.map((key) => [key, Number(at(row, key))])) }));
      return drawn.length ? [Zeren.figure(stacks(title, drawn), answer.name, { unit: t("targets"), legend: Zeren.firmLegend() }), stackLegend(), rows.length > drawn.length ? el("p", { class: "note" }, t("drawn-of", drawn.length, rows.length)) : ""] : [];
    }
    const named = (row) => answer.names.filter((column) => !(region && column === "region")).map((column) => wordOf(column, at(row, column))).filter(Boolean).join(" · ");
    const counted = rows.filter((row) => Number(at(row, answer.bar)) > 0).sort((a, b) => at(b, answer.bar) - at(a, answer.bar));
    const bars = counted.slice(0, most);
    return bars.length ? [Zeren.figure(Zeren.bars(title, bars.map((row) => ({ name: named(row), value: Number(at(row, answer.bar)), href: answer.columns.includes("unitB") ? null : hrefOf(answer, answer.names[0], row) }))), answer.name, { unit: t(`column-${answer.bar}`), legend: [answer.names.map((column) => t(`column-${column}`)).join(" · ")] }), counted.length > bars.length ? el("p", { class: "note" }, t("drawn-of", bars.length, counted.length)) : ""] : [];
  }

  const MOST_TOLD = 5;

  /** What an answer leaves out, as notes: rows of [title, the title of the notice that replaces it]. */
  Zeren.leftOutNotes = (rows) => {
    const named = (title) => el("bdi", { lang: "zh" }, title);
    return [...rows.slice(0, MOST_TOLD).map(([title, by]) => el("p", { class: "note left-out" }, t("left-out"), " ", named(title), t("left-out-by"), named(by), t("left-out-end"))),
      ...(rows.length > MOST_TOLD ? [el("p", { class: "note left-out" }, t("left-out-more", rows.length - MOST_TOLD), " ", el("a", { href: link("questions", { q: "documents" }) }, t("left-out-all")))] : [])];
  };

  /** The same of an answer of these pages, of a region alone where one is given; drawn when it is read. */
  function leftOut(answer, region) {
    const box = el("div");
    if (answer.leavesOut) {
      Zeren.load("replaced").then((replaced) => {
        const places = Object.entries(replaced).filter(([number]) => !region || Zeren.places()[Number(number)].key === region.key);
        box.replaceChildren(...Zeren.leftOutNotes(places.flatMap(([, rows]) => rows)));
      });
    }
    return box;
  }

  /** Title and note of a question in the language at hand. */
  Zeren.questionTitle = (answer) => `${language() === "en" ? answer.en : answer.zh}${Object.values(answer.until ? {} : answer.with ?? {}).map((x) => ` · ${x}`).join("")}`;
  Zeren.questionNote = (answer) => (language() === "en" ? answer.noteEn : answer.noteZh);

  /** The years of the lists that a row counts. */
  const spansOf = (answer, row) => String(row[answer.columns.indexOf("years")] ?? "").split(", ").filter(Boolean);

  /** The years of the lists that some answers count, for a choice of one. */
  Zeren.answerYears = (answers) => [...new Set(answers.flatMap((answer) => answer.rows.flatMap((row) => spansOf(answer, row))))].sort();

  /** An answer as a card; of a region alone where one is given, and of the lists of the year that the address holds. */
  Zeren.answerCard = (answer, region, { bars = 8, first = 8, heading = "h3", open = false, until = "", more = [] } = {}) => {
    answer.rows.forEach((row, i) => { row.at = i; });
    const place = answer.columns.indexOf("region");
    const here = region && place >= 0 ? answer.rows.filter((row) => row[place] === region.label) : answer.rows.slice();
    const due = answer.columns.indexOf(answer.until);
    const year = get("year");
    const rows = here.filter((row) => (!until || due < 0 || row[due] <= until) && (!year || spansOf(answer, row).includes(year)));
    const together = year && rows.some((row) => spansOf(answer, row).length > 1);
    const of = region && place >= 0 ? answer.ofRegion[region.label] ?? 0 : answer.of;
    const title = Zeren.questionTitle(answer);
    const columns = answer.columns.filter((column) => column !== "before");
    const at = (row, column) => row[answer.columns.indexOf(column)];
    const numeric = (column) => !["year", "firstYear", "lastYear", "before"].includes(column) && rows.some((row) => typeof at(row, column) === "number");
    const table = () => Zeren.table({ caption: title, file: answer.name, first, rows, of: rows.length === here.length ? of : null, columns: columns.map((column) => ({
      key: column, label: t(column === "unit" && !answer.columns.includes("measure") && answer.columns.some((one) => /value$/i.test(one)) ? "measure" : `column-${column}`), number: numeric(column), wide: LONG.has(column),
      value: (row) => at(row, column), cell: (row) => cellOf(answer, column, row) })) });
    const chart = chartOf(answer, rows, title, region, bars);
    return el("section", { class: "card answer", id: `answer-${answer.name}` },
      el(heading, {}, title), el("p", { class: "note" }, Zeren.questionNote(answer)), ...more,
      rows.length ? [chart, open || !chart.length ? table() : el("details", { open: (answer.goals && rows.length <= MOST_LINES) || null }, el("summary", {}, t("as-table")), table()),
        together ? el("p", { class: "note together" }, t("year-among-others", Zeren.yearText(year))) : "",
        of > here.length ? el("p", { class: "note" }, t("most-of", here.length, of, answer.name)) : ""]
        : el("p", { class: "note" }, of > here.length ? t("most-of", 0, of, answer.name) : t("none-here")), leftOut(answer, region));
  };
})();
