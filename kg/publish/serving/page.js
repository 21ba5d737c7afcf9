"use strict";
/* The served page: all questions, one of them asked, tasks found by words, and a query of one's own. The address holds what is shown. */
(() => {
  const { el, t, name, get, go, link, language, button } = Zeren;
  const THEMES = ["leads", "numbers", "results", "places", "quality", "other"];
  const A_PAGE = 20, MOST_FOUND = 1000, MOST_IN_ADDRESS = 4000;
  const figure = (number) => Number(number).toLocaleString("en-US");
  const note = (text) => el("p", { class: "cut", role: "alert" }, text);
  let questions = null;

  const cardOf = (question) => el("a", { class: "card page question", href: link("questions", { q: question.name }), "data-question": question.name },
    el("h3", {}, Zeren.questionTitle(question)), el("p", {}, Zeren.questionNote(question)));

  // --- a query, its answer beneath
  function asker() {
    const said = el("p", { id: "said", role: "status" });
    const answer = el("div", { id: "answer" });
    const csv = el("a", { id: "csv", href: "#", download: "answer.csv", class: "button", hidden: true }, "CSV");

    /** Asks, and shows the answer as `shown` makes it of a table. */
    async function ask(fields, plain, shown) {
      said.textContent = t("asking"); said.className = ""; answer.replaceChildren(); csv.hidden = true;
      try {
        const { body, cut, seconds } = await Zeren.asked(fields);
        const notes = cut === null ? [] : [note(t("cut-at", figure(cut)))];
        let count;
        if (typeof body === "string") {
          const place = el("div", { id: "graph" });
          answer.append(place);
          const drawn = Zeren.drawTriples(body, place, Zeren.addressOfIri);
          if (drawn.cut) notes.push(note(drawn.cut));
          count = t("triples", figure(drawn.triples));
        } else if ("boolean" in body) {
          answer.append(el("p", {}, String(body.boolean)));
          count = t("question-rows", 1);
        } else {
          const rows = body.results.bindings.length;
          if (rows > 5000) notes.push(note(t("shows-first", figure(5000), figure(rows))));
          answer.append(shown(body));
          count = t("question-rows", figure(rows));
        }
        answer.prepend(...notes);
        said.textContent = `${count}, ${seconds.toFixed(2)} s`;
        csv.href = `/sparql?format=csv&${plain ?? fields}`;
        csv.hidden = false;
      } catch (error) {
        said.textContent = Zeren.clean(error.message); said.className = "wrong";
      }
    }
    return { said, answer, csv, ask };
  }

  /** Rows of any query as a table. */
  function plainTable(body) {
    const columns = body.head.vars;
    const answer = Zeren.answerOf(body, columns);
    answer.rows.forEach((row, i) => { row.at = i; });
    return Zeren.table({ caption: t("as-table"), file: "answer", rows: answer.rows, first: 100, columns: columns.map((column, i) => ({
      key: column, label: column, number: answer.rows.some((row) => typeof row[i] === "number"), value: (row) => row[i],
      cell: (row) => { const id = answer.ids[column]?.[row.at]; return id && row[i] ? el("a", { href: Zeren.elsewhere(id) }, name(id)) : name(row[i] === null ? "" : String(row[i])); } })) });
  }

  /** The field of a query of one's own. */
  function ownQuery(text, fields, run) {
    const area = el("textarea", { id: "query", spellcheck: "false", rows: "16", "aria-label": "SPARQL", lang: "en", value: text,
      onkeydown: (event) => { if (event.key === "Enter" && event.ctrlKey) run(area.value); } });
    return el("details", { class: "card", id: "own", open: get("sparql") ? true : null }, el("summary", {}, t("question-sparql")), area, el("p", {}, button(t("run"), () => run(area.value), { id: "run" }), " ", el("small", {}, "Ctrl+Enter"), fields));
  }

  // --- one question
  async function input(parameter, question) {
    const kind = parameter.names ?? (parameter.name === "year" ? "year" : "");
    const given = get(parameter.name);
    const attributes = { name: parameter.name, value: given || (parameter.optional ? "" : parameter.example), placeholder: parameter.optional ? t("all") : parameter.example, autocomplete: "off" };
    const choices = kind ? await Zeren.choicesFor(kind) : [];
    const about = language() === "en" ? parameter.about : parameter.aboutZh;
    const head = el("span", { title: about }, t(`column-${parameter.name}`));
    if (kind === "year") {
      return el("label", { class: "choice" }, head, el("select", { name: "year" }, el("option", { value: "" }, t("all")), choices.map((year) => el("option", { value: year, selected: year === given }, year))));
    }
    const list = `choices-${question.name}-${parameter.name}`;
    return el("label", { class: "choice" }, head, el("input", { ...attributes, type: parameter.kind === "date" ? "date" : "text", list: choices.length ? list : null, title: about,
      onkeydown: (event) => { if (event.key === "Escape" && event.target.value) { event.preventDefault(); event.target.value = ""; } } }),
    choices.length ? el("datalist", { id: list }, choices.map((one) => el("option", { value: one }))) : "");
  }

  async function one(content, question) {
    const { said, answer, csv, ask } = asker();
    const inputs = await Promise.all(question.parameters.map((parameter) => input(parameter, question)));
    const form = el("form", { class: "asking", id: "parameters", onsubmit: (event) => {
      event.preventDefault();
      const focused = document.activeElement?.name;
      go(Object.fromEntries(question.parameters.map(({ name: key }) => [key, form.elements[key].value.trim()])), { redraw: false });
      put();
      if (focused) form.elements[focused]?.focus();
    } }, inputs, button(t("ask"), null, { type: "submit", id: "ask" }), csv);
    const values = () => Object.fromEntries(question.parameters.map(({ name: key }) => [key, form.elements[key].value.trim()]));
    /** Which notices of the region asked for are not in the answer because others replace them; asked for a year, none. */
    async function leftOut(asked) {
      if (!question.leftOut || asked.year) return;
      const { body } = await Zeren.asked(new URLSearchParams([["query", question.leftOut]]));
      const of = (row, key) => row[key]?.value ?? "";
      const here = body.results.bindings.filter((row) => !asked.region || [of(row, "region"), of(row, "code"), of(row, "above") + of(row, "region")].includes(asked.region));
      const rows = new Map(here.map((row) => [`${of(row, "title")}\n${of(row, "by")}`, [of(row, "title"), of(row, "by")]]));
      answer.append(...Zeren.leftOutNotes([...rows.values()]));
    }
    async function put() {
      const asked = values();
      await ask(Zeren.askedFields(question.linked, question.parameters, asked), Zeren.askedFields(question.text, question.parameters, asked), (body) => {
        const found = { ...Zeren.answerOf(body, question.columns, question.keys), ...question.drawing, name: question.name, zh: question.zh, en: question.en, noteZh: "", noteEn: "", with: {} };
        return Zeren.answerCard(found, null, { bars: 20, first: 50, heading: "h2", open: true });
      });
      await leftOut(asked).catch((error) => answer.append(note(Zeren.clean(error.message))));
    }
    const own = ownQuery(question.text, "", (text) => ask(new URLSearchParams([["query", text]]), null, plainTable));
    content.replaceChildren(el("p", {}, el("a", { href: link("questions") }, `← ${t("question-all")}`)), el("h1", {}, Zeren.questionTitle(question)), el("p", { class: "intro" }, Zeren.questionNote(question)), form, said, answer, own);
    document.title = `${Zeren.questionTitle(question)} · ${t("zeren")}`;
    await put();
  }

  // --- all questions, and a query of one's own
  async function all(content) {
    const { said, answer, csv, ask } = asker();
    const holder = el("div");
    const filter = el("input", { type: "search", name: "words", "aria-label": t("question-filter"), placeholder: t("question-filter"), oninput: () => draw(),
      onkeydown: (event) => { if (event.key === "Escape" && filter.value) { event.preventDefault(); filter.value = ""; draw(); } } });
    function draw() {
      const wanted = filter.value.toLowerCase().normalize("NFKC").split(/\s+/).filter(Boolean);
      const kept = questions.filter((entry) => { const words = [entry.name, entry.zh, entry.en, entry.noteZh, entry.noteEn].join(" ").toLowerCase(); return wanted.every((word) => words.includes(word)); });
      holder.replaceChildren(...THEMES.flatMap((theme) => {
        const own = kept.filter((entry) => entry.theme === theme);
        return own.length ? [el("section", {}, el("h2", {}, t(`theme-${theme}`)), el("div", { class: "pages questions" }, own.map(cardOf)))] : [];
      }), kept.length ? "" : el("p", { class: "note", role: "status" }, t("question-none")));
    }
    draw();
    const run = (text) => { go({ sparql: text.length <= MOST_IN_ADDRESS ? text : null }, { redraw: false }); return ask(new URLSearchParams([["query", text]]), null, plainTable); };
    content.replaceChildren(el("h1", {}, t("title-questions")), el("p", { class: "intro" }, t("about-questions")), finder(), el("div", { class: "filters" }, filter), holder,
      ownQuery(get("sparql") || "SELECT ?thing ?class WHERE { ?thing a ?class } LIMIT 20", [" ", csv], run), said, answer);
    if (get("sparql")) await run(get("sparql"));
  }

  // --- tasks by words
  function finder() {
    const words = el("input", { id: "words", type: "search", name: "find", value: get("find"), "aria-label": t("find-words"), placeholder: t("find-tasks"),
      onkeydown: (event) => { if (event.key === "Escape" && words.value) { event.preventDefault(); words.value = ""; } } });
    const place = el("input", { id: "place", type: "text", name: "region", list: "places", value: get("find") ? get("region") : "", "aria-label": t("region"), placeholder: t("region"), onfocus: fillPlaces });
    const places = el("datalist", { id: "places" });
    const year = el("input", { id: "of-year", type: "text", name: "year", inputmode: "numeric", size: "6", value: get("find") ? get("year") : "", "aria-label": t("find-year"), placeholder: t("find-year") });
    async function fillPlaces() { if (!places.children.length) places.replaceChildren(...(await Zeren.choicesFor("region")).map((one) => el("option", { value: one }))); }
    return el("form", { class: "filters", id: "finder", role: "search", onsubmit: (event) => {
      event.preventDefault();
      go({ q: null, sparql: null, page: null, find: words.value.trim(), region: place.value.trim(), year: year.value.trim() });
    } }, words, place, places, year, el("button", { type: "submit" }, t("find-start")));
  }

  /** A task's text with the words that were asked for marked. Offsets count code points. */
  function marked(task) {
    const signs = Array.from(task.text), parts = [];
    let done = 0;
    for (const [begin, end] of task.marks) {
      parts.push(signs.slice(done, begin).join(""), el("mark", {}, signs.slice(begin, end).join("")));
      done = end;
    }
    return [...parts, signs.slice(done).join("") || (task.text ? "" : task.headings.join(" / "))];
  }

  async function found(content) {
    const said = el("p", { id: "said", class: "passing", role: "status" }, t("asking"));
    const holder = el("div", { id: "answer" });
    content.replaceChildren(el("p", {}, el("a", { href: link("questions") }, `← ${t("question-all")}`)), el("h1", {}, t("title-search")), finder(), said, holder);
    try {
      const response = await fetch(`/search?${new URLSearchParams({ q: get("find"), region: get("region"), year: get("year"), limit: String(MOST_FOUND) })}`);
      if (!response.ok) throw new Error(await response.text());
      const answer = await response.json();
      const count = answer.found.length;
      const page = Math.min(Math.max(1, Math.ceil(count / A_PAGE)), Math.max(1, Number(get("page")) || 1));
      const from = (page - 1) * A_PAGE;
      const shown = answer.found.slice(from, from + A_PAGE);
      said.textContent = [count ? t("find-count", `${figure(count)}${answer.more ? "+" : ""}`) : t("find-none"), count > A_PAGE ? `· ${t("page-of", from + 1, from + shown.length, figure(count))}` : "", ...answer.hints].filter(Boolean).join(" ");
      const turn = (to, label) => button(label, async () => { await go({ page: to > 1 ? to : null }); document.querySelector("#answer a")?.focus(); }, { class: "turn" });
      holder.replaceChildren(...shown.map((task) => {
        const id = task.iri.replace("https://w3id.org/zeren/id/", "");
        const href = (Zeren.inPages && Zeren.taskAddress(id)) || Zeren.addressOfIri(task.iri);
        return el("article", { class: "task hit" }, el("p", { class: "standing" }, el("a", { href, class: "place" }, name([task.region, task.years].filter(Boolean).join(" ")), " · ", name(task.number ?? task.title ?? t("document")), task.item ? ` · ${t("item", task.item)}` : "")),
          el("p", { class: "sentence", lang: "zh" }, el("a", { href }, el("bdi", {}, marked(task)))), el("p", { class: "bodies" }, name([...task.bodies, ...task.leaders].join("、"))));
      }), el("div", { class: "tools" }, page > 1 ? turn(page - 1, t("previous")) : "", from + A_PAGE < count ? turn(page + 1, t("next")) : ""));
    } catch (error) {
      said.textContent = Zeren.clean(error.message); said.className = "wrong";
    }
  }

  Zeren.page(async (content) => {
    questions ??= await (await fetch("/catalogue.json")).json();
    if (get("find")) return found(content);
    const wanted = get("q");
    if (!wanted) return all(content);
    const question = questions.find((entry) => entry.name === wanted);
    if (!question) return content.replaceChildren(el("h1", {}, t("title-questions")), el("p", { class: "note gone", role: "alert" }, t("question-gone", wanted)), el("p", {}, el("a", { href: link("questions") }, t("question-all"))));
    return one(content, question);
  });
})();
