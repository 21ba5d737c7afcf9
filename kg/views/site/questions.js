"use strict";
/* All questions of the catalogue as cards; one of them with its answer, as far as the pages have it, and where else it is to be had. */
(() => {
  const { el, t, get, set, link, load, language } = Zeren;
  const THEMES = ["leads", "numbers", "results", "places", "quality"];

  const stateOf = (question) => {
    if (question.rows !== undefined) return question.of > question.rows ? t("question-rows-of", question.rows, question.of) : t("question-rows", question.rows);
    return question.page ? t("question-elsewhere", t(`title-${question.page}`)) : t("question-not-here");
  };

  const cardOf = (question) => el("a", { class: "card page question", href: link("questions", { q: question.name, ...(Zeren.regionKey() ? { region: Zeren.regionKey() } : {}) }), "data-question": question.name },
    el("h3", {}, language() === "en" ? question.en : question.zh), el("p", {}, Zeren.questionNote(question)), el("small", {}, stateOf(question)));

  async function list(content) {
    const questions = await load("questions");
    const holder = el("div");
    const filter = el("input", { type: "search", name: "words", value: get("words"), "aria-label": t("question-filter"), placeholder: t("question-filter"),
      oninput: () => { set({ words: filter.value.trim() || null }); draw(); },
      onkeydown: (event) => { if (event.key === "Escape" && filter.value) { event.preventDefault(); filter.value = ""; set({ words: null }); draw(); } } });
    function draw() {
      const wanted = filter.value.toLowerCase().normalize("NFKC").split(/\s+/).filter(Boolean);
      const kept = questions.filter((one) => { const words = [one.name, one.zh, one.en, one.noteZh, one.noteEn].join(" ").toLowerCase(); return wanted.every((word) => words.includes(word)); });
      holder.replaceChildren(...THEMES.flatMap((theme) => {
        const own = [0, 1, 2].flatMap((state) => kept.filter((one) => one.theme === theme && (one.rows !== undefined ? 0 : one.page ? 1 : 2) === state));
        return own.length ? [el("section", {}, el("h2", {}, t(`theme-${theme}`)), el("div", { class: "pages questions" }, own.map(cardOf)))] : [];
      }), kept.length ? "" : el("p", { class: "note", role: "status" }, t("question-none")));
    }
    draw();
    content.replaceChildren(el("h1", {}, t("title-questions")), el("p", { class: "intro" }, t("about-questions")), el("div", { class: "filters" }, filter), holder);
  }

  function elsewhere(question) {
    return el("div", { class: "elsewhere" },
      question.why ? el("p", {}, t(question.why)) : "",
      question.page ? el("p", {}, el("a", { class: "button", href: link(question.page, question.with) }, t(question.why ? "question-open" : "question-other", t(`title-${question.page}`)))) : "",
      question.why ? el("p", { class: "note" }, t("question-command"), " ", el("code", {}, `kg query ${question.name}`), " · ", t("question-served")) : "");
  }

  async function one(content, question) {
    const back = el("p", {}, el("a", { href: link("questions") }, `← ${t("question-all")}`));
    if (question.rows === undefined) {
      content.replaceChildren(back, el("section", { class: "card answer" }, el("h1", {}, language() === "en" ? question.en : question.zh), el("p", { class: "note" }, Zeren.questionNote(question)), elsewhere(question)));
      return;
    }
    const answer = await load(`q-${question.name}`);
    const holder = el("div");
    const draw = () => holder.replaceChildren(Zeren.answerCard(answer, Zeren.reporting().find((place) => place.key === Zeren.regionKey()), {
      bars: 20, first: 25, heading: "h1", open: true, until: answer.until ? get("before") : "", more: [elsewhere(question)] }));
    draw();
    const until = answer.until ? el("label", { class: "choice" }, el("span", {}, t("question-until")), el("input", { type: "date", name: "before", value: get("before"), onchange: (event) => { set({ before: event.target.value }); draw(); } })) : "";
    content.replaceChildren(back, el("div", { class: "filters" }, answer.columns.includes("region") ? Zeren.choices.region(draw) : "", Zeren.choices.year(draw, Zeren.answerYears([answer])), until), holder,
      el("details", { class: "card" }, el("summary", {}, t("question-sparql")), el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("question-sparql") }, el("pre", { lang: "en" }, answer.text))));
  }

  Zeren.page(async (content) => {
    const wanted = get("q");
    if (!wanted) return list(content);
    const question = (await load("questions")).find((entry) => entry.name === wanted);
    if (!question) return content.replaceChildren(el("h1", {}, t("title-questions")), el("p", { class: "note gone", role: "alert" }, t("question-gone", wanted)), el("p", {}, el("a", { href: link("questions") }, t("question-all"))));
    await one(content, question);
    document.title = `${language() === "en" ? question.en : question.zh} · ${t("zeren")}`;
    return undefined;
  });
})();
