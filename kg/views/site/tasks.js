"use strict";
/* A place's tasks: who is on them, and each as a card with its sentence, the numbers marked, and where in the document it stands. */
(() => {
  const { el, t, name, link, thingLink, load } = Zeren;

  /** A place's own data, with `on`: for each task the bodies on it as [row, leads], and `by`: the leaders' rows. */
  Zeren.region = async (key) => {
    const region = await load(Zeren.places().find((place) => place.key === key).file);
    if (!region.on) {
      region.on = Array.from({ length: region.tasks }, () => []);
      region.by = Array.from({ length: region.tasks }, () => []);
      region.bodies.forEach((body, row) => {
        for (const task of body.leads) region.on[task].push([row, true]);
        for (const task of body.supports) region.on[task].push([row, false]);
      });
      region.leaders.forEach((leader, row) => leader.tasks.forEach((task) => region.by[task].push(row)));
    }
    return region;
  };

  /** The tasks of those numbers, with their sentences; only the files that hold them are read. */
  Zeren.tasks = async (region, numbers) => {
    const files = [...new Set(numbers.map((number) => Math.floor(number / region.perFile)))];
    await Promise.all(files.map((file) => load(`${region.file}-t${file}`)));
    return numbers.map((number) => Zeren.have(`${region.file}-t${Math.floor(number / region.perFile)}`)[number % region.perFile]);
  };

  /** A goal in few signs: ≥ 8 %. */
  Zeren.goalText = (goal) => {
    const sign = { eq: "", ge: "≥ ", le: "≤ ", approx: "≈ " }[goal.cmp] ?? "";
    const change = { increase: "+", decrease: "−", level: "" }[goal.change] ?? "";
    const from = goal.baseline === undefined ? "" : `${goal.baseline} → `;
    const upper = goal.upper === undefined ? "" : `–${goal.upper}`;
    return `${from}${sign}${change}${goal.value}${upper}${goal.unit ? ` ${goal.unit}` : ""}`;
  };

  /** A result in few signs: what of, how much, and how far that is: 就业 1600 人 · 80 %. */
  Zeren.resultText = (one, task) => [[one.name ?? task.goals?.[one.goal]?.name, one.value === undefined ? "" : `${one.estimate ? "≈ " : ""}${one.value}${one.unit ? ` ${one.unit}` : ""}`].filter(Boolean).join(" "),
    one.share === undefined ? "" : t("of-target", one.share)].filter(Boolean).join(" · ");

  /** What is said of a result: how much, its state, as of when, in which words; and in which document, if that is not `doc`. */
  Zeren.resultSaid = (region, task, one, doc = task.doc) => {
    const document_ = region.documents[one.doc ?? task.doc];
    return [el("b", {}, name(Zeren.resultText(one, task))), one.status ? el("span", { class: `tag state ${one.status}` }, t(`status-${one.status}`), one.basis === "derived" ? ` (${t("derived")})` : "") : "",
      el("small", {}, [one.asOf ? t("as-of", one.asOf) : "", one.estimate ? t("estimated") : "", one.promised ? t("promised-is", one.promised) : ""].filter(Boolean).map((said) => [" ", said])),
      one.quote ? el("q", { lang: "zh" }, el("bdi", {}, one.quote)) : "",
      document_ && (one.doc ?? task.doc) !== doc ? [" ", el("a", { href: Zeren.wordsAddress(region.key, document_.id, null, one.start, one.end) }, t("said-in", document_.number ?? document_.title ?? t("document")))] : ""];
  };

  /** The items of reports that tell of a task (or perhaps do) and have no result of their own there, each with a way to its words. */
  Zeren.toldSaid = (region, task) => (task.told ?? []).filter((item) => item.doc !== undefined && !(task.results ?? []).some((one) => one.doc === item.doc)).map((item) => {
    const document_ = region.documents[item.doc];
    return [t(item.perhaps ? "told-perhaps" : "told-so"), item.text ? [" ", el("q", { lang: "zh" }, el("bdi", {}, item.text))] : "", " ", el("a", { href: Zeren.wordsAddress(region.key, document_.id, null, item.start, item.end) }, t("said-in", document_.number ?? document_.title ?? t("document")))];
  });

  /** Whether reports of a task's years are there, and none of them tells of it. */
  Zeren.unreported = (region, number) => region.states[number] === "n" && region.reported.includes(region.years[number]);

  /** Where a quote stands in its task's text: the place nearest to the one that the graph tells. */
  function spanOf(text, goal) {
    if (!goal.quote) return null;
    let best = null;
    for (let at = text.indexOf(goal.quote); at >= 0; at = text.indexOf(goal.quote, at + 1)) {
      if (best === null || Math.abs(at - (goal.at ?? 0)) < Math.abs(best - (goal.at ?? 0))) best = at;
    }
    return best === null ? null : [best, best + goal.quote.length];
  }

  const NUMBER = /[0-9０-９〇零一二三四五六七八九十百千万两半%％.．,，]*[0-9０-９][0-9０-９.．,，]*\s*[%％‰]?/g;

  /** A clause with its numbers set in bold. */
  function boldNumbers(text) {
    const parts = [];
    let last = 0;
    for (const match of text.matchAll(NUMBER)) {
      const found = match[0].replace(/[,，.．\s]+$/, "");
      parts.push(text.slice(last, match.index), el("strong", {}, found));
      last = match.index + found.length;
    }
    return [...parts, text.slice(last)];
  }

  /** A task's sentence with the clauses of its goals marked. */
  Zeren.marked = (text, goals = []) => {
    const spans = goals.map((goal) => spanOf(text, goal)).filter(Boolean).sort((a, b) => a[0] - b[0]);
    const parts = [];
    let last = 0;
    for (const [start, end] of spans) {
      if (end <= last) continue;
      const from = Math.max(start, last);
      parts.push(text.slice(last, from), el("mark", {}, boldNumbers(text.slice(from, end))));
      last = end;
    }
    return [...parts, text.slice(last)];
  };

  Zeren.sentence = (task) => (task.text ? el("p", { class: "sentence", lang: "zh" }, Zeren.doubtMark(task), el("bdi", {}, Zeren.marked(task.text, task.goals)))
    : el("p", { class: "note" }, Zeren.doubtMark(task), t("no-sentence")));

  /** The address of the words of a fact: its document, task and signs there. */
  Zeren.wordsAddress = (key, doc, task, start, end) => link("document", { region: key, ...(doc ? { doc: Zeren.local(doc) } : {}), ...(task ? { task: Zeren.local(task) } : {}), ...(end === undefined || end === null ? {} : { at: `${start}-${end}` }) });

  const addressOf = (region, task, number, start, end) => Zeren.wordsAddress(region.key, region.documents[task.doc]?.id, region.ids[number], start, end);

  /** A small link from a fact to its words; nothing where the graph does not say where they stand. */
  const words = (region, task, number, label, start, end) => (end === undefined || end === null ? ""
    : el("a", { class: "words", href: addressOf(region, task, number, start, end), "aria-label": t("words-of", label), title: t("words-of", label) }, "¶"));

  /** Where a task stands: document, part, headings, and the signs of the text it takes. */
  Zeren.standing = (region, task, number) => {
    const document_ = region.documents[task.doc] ?? {};
    const span = task.start === undefined ? "" : t("signs", task.start, task.end);
    return el("p", { class: "standing" },
      el("a", { href: addressOf(region, task, number, task.start, task.end) }, name(document_.number ?? document_.title ?? t("document"))),
      [...(task.sections ?? [])].map((title) => [" › ", name(title)]), task.n ? [" › ", t("item", task.n)] : "", span ? ` · ${span}` : "");
  };

  const parties = (region, task, number, role) => {
    const found = (task.parties ?? []).filter((party) => party[1] === role);
    return found.length ? el("p", {}, el("span", { class: `tag ${role}` }, t(role)), " ",
      found.map(([row, , basis, , start, end], i) => [i ? "、" : "", thingLink(region.bodies[row].id, region.bodies[row].label), words(region, task, number, region.bodies[row].label, start, end),
        role === "lead" && basis === "inferred" ? el("small", { title: t("inferred-note") }, ` (${t("inferred")})`) : ""])) : null;
  };

  /** What became of a task: results, items that tell of it without any, or that nothing is reported. */
  function told(region, task, number) {
    const lines = [...(task.results ?? []).map((one) => el("li", {}, Zeren.resultSaid(region, task, one), one.doc === undefined ? words(region, task, number, Zeren.resultText(one, task), one.start, one.end) : "")),
      ...Zeren.toldSaid(region, task).map((said) => el("li", {}, said)), ...(Zeren.unreported(region, number) ? [el("li", {}, t("nothing-reported"))] : [])];
    return lines.length ? [el("p", {}, el("span", { class: "tag" }, t("results"))), el("ul", { class: "goals results" }, lines)] : null;
  }

  /** A task as a card. */
  Zeren.card = (region, task, number) => el("article", { class: "task", "data-task": Zeren.local(region.ids[number]) },
    Zeren.sentence(task),
    el("div", { class: "who" },
      (task.leaders ?? []).length ? el("p", {}, el("span", { class: "tag leader" }, t("kind-leader")), " ",
        task.leaders.map((row, i) => { const [, , start, end] = (task.answers ?? []).find(([one]) => one === row) ?? []; return [i ? "、" : "", thingLink(region.leaders[row].id, region.leaders[row].label), words(region, task, number, region.leaders[row].label, start, end)]; })) : null,
      parties(region, task, number, "lead"), parties(region, task, number, "support"),
      (task.goals ?? []).length ? el("ul", { class: "goals" }, task.goals.map((goal) => el("li", {},
        goal.ind ? thingLink(goal.ind, goal.name ?? "") : name(goal.name ?? t("unnamed")), " ", el("b", {}, name(Zeren.goalText(goal))), words(region, task, number, `${goal.name ?? ""} ${Zeren.goalText(goal)}`, goal.start, goal.end),
        goal.commitment === "plain" ? "" : el("span", { class: `tag ${goal.commitment}` }, t(goal.commitment)),
        goal.deadline ? el("small", {}, ` ${t("until", goal.deadline)}`) : ""))) : null,
      told(region, task, number)),
    Zeren.standing(region, task, number));

  /** Cards for those tasks, some first and the others on demand, and their list as CSV. */
  Zeren.cards = (region, numbers, { first = 10, file = "tasks" } = {}) => {
    const box = el("div", { class: "cards" });
    const tools = el("div", { class: "tools" });
    let shown = 0;
    async function more(count) {
      const next = numbers.slice(shown, shown + count);
      const tasks = await Zeren.tasks(region, next);
      box.append(...tasks.map((task, i) => Zeren.card(region, task, next[i])));
      shown += next.length;
      tools.replaceChildren(
        ...(shown < numbers.length ? [Zeren.button(t("show-more", numbers.length - shown), () => more(50), { class: "quiet" })] : []),
        ...Zeren.taskDownloads(region, numbers, numbers.slice(0, shown), file));
    }
    const ready = numbers.length ? more(first) : Promise.resolve(box.append(el("p", { class: "note" }, t(Zeren.filtered() ? "no-tasks" : "none-here"))));
    return { element: el("div", {}, box, tools), ready };
  };

  /** The number of a task in its place, by what an address calls it; -1 where it is not in this graph. */
  Zeren.taskNumber = (region, wanted) => region.ids.findIndex((id) => Zeren.means(wanted, id));

  /** The numbers of a body's tasks that pass the filters. */
  Zeren.tasksOf = (region, { leads, supports }) => {
    const role = Zeren.get("role");
    return [...(role === "support" ? [] : leads), ...(role === "lead" ? [] : supports)].filter((number) => Zeren.passes(region, number));
  };
})();
