"use strict";
/* The overview: what the graph holds by region, and the answers of the questions asked most. */
(() => {
  const { el, t, name, link, load } = Zeren;
  const PAGES = ["region", "questions", "network", "tree", "thing", "compare", "due", "document"];

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
    const drawAnswers = () => holder.replaceChildren(...answers.map((answer) => Zeren.answerCard(answer, places.find((place) => place.key === Zeren.regionKey()))));
    drawAnswers();
    content.replaceChildren(
      el("section", { class: "lead" }, el("h1", {}, t("title-index")), el("p", {}, t("intro")),
        Zeren.index().withText ? "" : el("p", { class: "note" }, t("without-text")),
        Zeren.doubtSummary(), Zeren.trustSummary(),
        el("dl", { class: "tiles" }, tiles.map(([key, value]) => el("div", {}, el("dt", {}, t(key)), el("dd", {}, value.toLocaleString("en-US")))))),
      el("form", { class: "card filters", id: "finder", role: "search", "aria-label": t("find-tasks"), onsubmit: (event) => { event.preventDefault(); location.href = link("search", { q: event.target.elements.words.value.trim() }); } },
        el("input", { type: "search", name: "words", "aria-label": t("find-tasks"), placeholder: t("find-tasks") }), el("button", { type: "submit" }, t("find-start")), el("p", { class: "note" }, t("find-about"))),
      el("section", { class: "pages" }, PAGES.map((page) => el("a", { class: "card page", href: link(page) }, el("h2", {}, t(`title-${page}`)), el("p", {}, t(`about-${page}`))))),
      el("section", { class: "card" }, el("h2", {}, t("by-region")), regionTable(places)),
      el("section", {}, el("h2", {}, t("most-asked"), " ", el("small", {}, el("a", { href: link("questions") }, t("question-all")))), el("div", { class: "filters" }, Zeren.choices.region(drawAnswers), Zeren.choices.year(drawAnswers, Zeren.answerYears(answers))), holder));
  });
})();
