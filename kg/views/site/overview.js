"use strict";
/* The overview: what the graph holds by region, and the answers of the questions asked most. */
(() => {
  const { el, t, name, link, get, load, language } = Zeren;
  const PAGES = ["region", "network", "tree", "thing", "compare", "due", "document"];

  const thingOf = (kinds, label, place) => Zeren.index().things.find((thing) =>
    kinds.includes(thing[0]) && thing[2] === label && (!place || [thing[5], ...thing[9]].some((number) => Zeren.places()[number]?.label === place)));

  const KINDS = { unit: ["unit"], unitA: ["unit"], unitB: ["unit"], leader: ["leader"], indicator: ["indicator"], initiative: ["initiative"] };
  const WORDS = new Set(["change", "comparator", "basis", "role", "commitment"]);

  function cellOf(column, row, columns) {
    const value = row[columns.indexOf(column)];
    if (value === null) return "";
    if (KINDS[column]) {
      const region = columns.includes("region") ? row[columns.indexOf("region")] : null;
      const thing = thingOf(KINDS[column], value, KINDS[column][0] === "indicator" || KINDS[column][0] === "initiative" ? null : region);
      if (thing) return Zeren.thingLink(thing[1], value);
    }
    if (column === "comparator") return t(`cmp-${value}`);
    return WORDS.has(column) ? t(String(value)) : name(String(value));
  }

  function goalsOf(answer, rows) {
    const at = (row, column) => row[answer.columns.indexOf(column)];
    const unit = "%";
    return rows.filter((row) => at(row, "unit") === unit && at(row, "change") === "increase").sort((a, b) => at(b, "value") - at(a, "value")).map((row) => ({
      name: `${at(row, "region")} ${at(row, "year") ?? ""}`, value: Number(at(row, "value")), cmp: at(row, "comparator"), commitment: "plain",
      shown: `${Zeren.goalText({ cmp: at(row, "comparator"), change: at(row, "change"), value: at(row, "value"), unit })}`, note: at(row, "quote") ?? "",
    }));
  }

  function answerCard(answer, region) {
    const place = answer.columns.indexOf("region");
    const rows = region && place >= 0 ? answer.rows.filter((row) => row[place] === region.label) : answer.rows;
    const of = region && place >= 0 ? answer.ofRegion[region.label] ?? rows.length : answer.of;
    const title = `${language() === "en" ? answer.en : answer.zh}${Object.values(answer.with).map((x) => ` · ${x}`).join("")}`;
    const at = (row, column) => row[answer.columns.indexOf(column)];
    const named = (row) => answer.names.filter((column) => !(region && column === "region")).map((column) => (WORDS.has(column) ? t(String(at(row, column))) : at(row, column))).filter((x) => x !== null).join(" · ");
    const hrefOf = (row) => { const first = KINDS[answer.names[0]]; const thing = first && !answer.columns.includes("unitB") ? thingOf(first, at(row, answer.names[0]), place >= 0 ? row[place] : null) : null; return thing ? link("thing", { id: thing[1] }) : null; };
    const chart = answer.goals
      ? [Zeren.figure(Zeren.goals(title, goalsOf(answer, rows)), answer.name), Zeren.goalsLegend()]
      : Zeren.figure(Zeren.bars(title, rows.slice().sort((a, b) => at(b, answer.bar) - at(a, answer.bar)).slice(0, 8).map((row) => ({ name: named(row), value: Number(at(row, answer.bar)), href: hrefOf(row) }))), answer.name);
    const numeric = (column) => rows.some((row) => typeof at(row, column) === "number");
    return el("section", { class: "card answer", id: `answer-${answer.name}` },
      el("h3", {}, title), el("p", { class: "note" }, language() === "en" ? answer.noteEn : answer.noteZh),
      rows.length ? [chart, el("details", { open: answer.goals || null }, el("summary", {}, t("as-table")),
        Zeren.table({ caption: title, file: answer.name, first: 8, rows, of, columns: answer.columns.map((column) => ({
          key: column, label: t(answer.goals && column === "unit" ? "measure" : `column-${column}`), number: numeric(column) && column !== "year", wide: column === "quote",
          value: (row) => at(row, column), cell: (row) => cellOf(column, row, answer.columns) })) }),
        of > rows.length ? el("p", { class: "note" }, t("most-of", rows.length, of, answer.name)) : "")]
        : el("p", { class: "note" }, t("none-here")));
  }

  function regionTable(places) {
    return Zeren.table({
      caption: t("by-region"), file: "regions", first: 12, rows: places, extra: [Zeren.iriColumn((place) => place.id)],
      columns: [
        { key: "label", label: t("region"), cell: (place) => Zeren.regionLink(place.key, place.label) },
        { key: "code", label: t("column-code") },
        ...["documents", "tasks", "leaders", "units", "targets"].map((key) => ({ key, label: t(key), number: true })),
        { key: "inDoubt", label: t("tasks-in-doubt"), number: true },
        { key: "key", label: t("look"), value: () => "", cell: (place) => el("span", { class: "links" },
          el("a", { href: link("network", { region: place.key }) }, t("short-network")), " ",
          el("a", { href: link("tree", { region: place.key }) }, t("short-tree")), " ",
          el("a", { href: link("document", { region: place.key }) }, t("short-document"))) },
      ],
    });
  }

  Zeren.page(async (content) => {
    const answers = await load("answers");
    const places = Zeren.reporting();
    const sum = (key) => places.reduce((total, place) => total + place[key], 0);
    // A bureau that notices of two places name is one.
    const units = Zeren.index().things.filter((thing) => thing[0] === "unit" && thing[9].length).length;
    const tiles = [["regions", places.length], ...["documents", "tasks", "leaders"].map((key) => [key, sum(key)]), ["units", units], ["targets", sum("targets")]];
    const holder = el("div", { class: "answers" });
    const drawAnswers = () => holder.replaceChildren(...answers.map((answer) => answerCard(answer, places.find((place) => place.key === Zeren.regionKey()))));
    drawAnswers();
    content.replaceChildren(
      el("section", { class: "lead" }, el("h1", {}, t("title-index")), el("p", {}, t("intro")),
        Zeren.index().withText ? "" : el("p", { class: "note" }, t("without-text")),
        Zeren.doubtSummary(),
        el("dl", { class: "tiles" }, tiles.map(([key, value]) => el("div", {}, el("dt", {}, t(key)), el("dd", {}, value.toLocaleString("en-US")))))),
      Zeren.finder(),
      el("section", { class: "pages" }, PAGES.map((page) => el("a", { class: "card page", href: link(page) }, el("h2", {}, t(`title-${page}`)), el("p", {}, t(`about-${page}`))))),
      el("section", { class: "card" }, el("h2", {}, t("by-region")), regionTable(places)),
      el("section", {}, el("h2", {}, t("most-asked")), el("div", { class: "filters" }, Zeren.choices.region(drawAnswers)), holder));
  });
})();
