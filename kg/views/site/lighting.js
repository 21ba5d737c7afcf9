"use strict";
/* What is lit in a document's text, and the panel beside it: the facts of the task at hand, each a click from its words and back. */
(() => {
  const { el, t, name, link, button } = Zeren;
  const MOST_LISTED = 60;
  const KINDS = ["task", "leader", "lead", "support", "number", "result", "told", "doubt", "inferred"];

  /** A task's facts that stand in the text of a document (its own by default): {id, kind, start, end, label}; an id begins with the task's number. */
  Zeren.factsOf = (region, task, number, row = task.doc) => {
    const there = (fact) => fact.start !== undefined && fact.start !== null && fact.end > fact.start;
    const results = (task.results ?? []).map((one, i) => ({ id: `${number}:result-${i}`, doc: one.doc ?? task.doc, kind: "result", start: one.start, end: one.end, title: `${t("results")} ${Zeren.resultText(one, task)}` }))
      .filter((fact) => fact.doc === row && there(fact));
    // In a report the item that tells of the task stands for it.
    const told = (task.told ?? []).map((item, i) => ({ ...item, id: `${number}:told-${i}`, kind: "told", title: t("told-item", item.n ?? "·", task.n ?? "–") })).filter((item) => item.doc === row && !item.perhaps && there(item));
    return row !== task.doc ? [...told, ...results] : [
      { id: `${number}:task`, kind: "task", start: task.start, end: task.end },
      ...(task.answers ?? []).map(([row, , start, end]) => ({ id: `${number}:leader-${row}`, kind: "leader", start, end, break: end <= task.start, title: `${t("kind-leader")} ${region.leaders[row].label}` })),
      ...(task.parties ?? []).map(([row, role, basis, , start, end], i) => ({ id: `${number}:party-${i}`, kind: role === "lead" ? "lead" : "support", start, end,
        classes: basis === "inferred" && role === "lead" ? ["inferred"] : [], sign: basis === "inferred" && role === "lead" ? t("inferred-sign") : null,
        title: `${t(role)} ${region.bodies[row].label}${basis === "inferred" && role === "lead" ? ` (${t("inferred")})` : ""}` })),
      ...(task.goals ?? []).map((goal, i) => ({ id: `${number}:goal-${i}`, kind: "number", start: goal.start, end: goal.end, title: `${goal.name ?? t("unnamed")} ${Zeren.goalText(goal)}` })),
      ...results,
    ].filter(there);
  };

  /** What is lit of a task: its facts, with its number in the margin, and a sign where its reading is in doubt. */
  Zeren.lightsOf = (region, task, number, choose, row = task.doc) => Zeren.factsOf(region, task, number, row).map((fact) => (fact.kind === "told" ? {
    ...fact, break: true, handle: () => el("button", { type: "button", class: "handle", "data-owner": number, "aria-pressed": "false", "aria-label": fact.title, onclick: (event) => { event.stopPropagation(); choose(number); } }, fact.n ?? "·"),
  } : fact.kind !== "task" ? fact : {
    ...fact, break: true, classes: task.doubts ? ["in-doubt"] : [], sign: task.doubts ? t("doubt-mark") : null, title: Zeren.doubtTitles(task).join("; "),
    handle: () => el("button", { type: "button", class: "handle", "data-owner": number, "aria-pressed": "false", "aria-label": [t("task-number", task.n ?? "–"), task.doubts ? t("in-doubt") : ""].filter(Boolean).join(", "), onclick: (event) => { event.stopPropagation(); choose(number); } }, task.n ?? "·"),
  }));

  /** The signs of the text, told with samples: a kind differs from the others by its line or sign, not by its colour alone. */
  Zeren.lightsLegend = () => el("p", { class: "legend lights" }, KINDS.map((kind) => el("span", {},
    el("span", { class: `lit k-${kind === "doubt" || kind === "inferred" ? "task" : kind} ${{ doubt: "in-doubt", inferred: "" }[kind] ?? ""}` },
      kind === "doubt" ? el("i", { class: "sign" }, t("doubt-mark")) : kind === "inferred" ? el("i", { class: "sign" }, t("inferred-sign")) : "", t(`light-${kind}`)))));

  const headings = (task) => [task.part, ...(task.sections ?? [])].filter(Boolean);

  /** A fact as a row: a button that lights its words, and a way to the page of what it names. */
  function row(fact, content, now, light, to = null) {
    const on = now && fact && now.start === fact.start && now.end === fact.end;
    return el("li", {}, fact ? el("button", { type: "button", class: `fact k-${fact.kind}`, "data-fact": fact.id, "aria-pressed": String(Boolean(on)), onclick: () => light(fact) }, content)
      : el("span", { class: "fact", title: t("no-place") }, content),
    to ? el("a", { class: "go", href: to[0], "aria-label": t("open-page-of", to[1]), title: t("open-page-of", to[1]) }, "→") : "");
  }

  /** An item of a report, with a way there from another document. */
  const toldBy = (region, item, doc) => [item.perhaps ? el("small", {}, `${t("told-perhaps")} `) : "", item.text ? el("q", { lang: "zh" }, el("bdi", {}, item.text)) : t("item", item.n ?? "–"),
    item.doc === doc ? "" : [" ", el("a", { href: Zeren.wordsAddress(region.key, region.documents[item.doc].id, null, item.start, item.end) }, t("said-in", region.documents[item.doc].number ?? region.documents[item.doc].title ?? t("document")))]];

  /** The facts of a task; `now` is the stretch that is lit, `light(fact)` lights another. */
  Zeren.taskFacts = (region, task, number, now, light, doc = task.doc) => {
    const facts = new Map(Zeren.factsOf(region, task, number, doc).map((fact) => [fact.id, fact]));
    const group = (title, rows) => (rows.length ? [el("h3", {}, title), el("ul", { class: "facts-of" }, rows)] : "");
    const thing = (id) => link("thing", { id });
    const parties = (role) => (task.parties ?? []).flatMap((party, i) => (party[1] === role ? [[party, i]] : [])).map(([[body, , basis, printed], i]) => {
      const { id, label } = region.bodies[body];
      return row(facts.get(`${number}:party-${i}`), [name(label), el("small", {}, [printed && printed !== label ? t("printed-as", printed) : "", basis && role === "lead" ? t(`basis-${basis}`) : ""].filter(Boolean).map((said) => [" ", said]))], now, light, [thing(id), label]);
    });
    const campaigns = (task.initiatives ?? []).map((id) => Zeren.index().things.find((one) => one[1] === id)).filter(Boolean);
    return [
      el("p", { class: "crumb" }, headings(task).map((title, i) => [i ? " › " : "", name(title)])),
      el("h2", { tabindex: "-1" }, t("task-number", task.n ?? "–"), Zeren.yearsOf(region, number) ? el("small", {}, ` ${Zeren.yearText(Zeren.yearsOf(region, number))}`) : ""),
      doc === task.doc ? "" : el("p", { class: "note" }, t("task-of"), " ", el("a", { href: Zeren.wordsAddress(region.key, region.documents[task.doc]?.id, region.ids[number], task.start, task.end) }, name(region.documents[task.doc]?.number ?? region.documents[task.doc]?.title ?? t("document")))),
      task.doubts ? el("ul", { class: "why" }, Zeren.doubtTitles(task).map((title) => el("li", {}, el("b", {}, t("doubt-mark")), " ", title))) : "",
      group(t("whole-task"), [row(facts.get(`${number}:task`), [t("its-words"), el("small", {}, task.end === undefined ? "" : ` ${t("signs", task.start, task.end)}`)], now, light)]),
      group(t("kind-leader"), (task.leaders ?? []).map((leader) => { const { id, label, posts } = region.leaders[leader]; const said = (task.answers ?? []).find(([one]) => one === leader);
        return row(facts.get(`${number}:leader-${leader}`), [name(label), el("small", {}, ` ${[posts.join("、"), said?.[1]].filter(Boolean).join(" · ")}`)], now, light, [thing(id), label]); })),
      group(t("column-leads"), parties("lead")), group(t("column-supports"), parties("support")),
      group(t("numbers"), (task.goals ?? []).map((goal, i) => row(facts.get(`${number}:goal-${i}`), [name(goal.name ?? t("unnamed")), " ", el("b", {}, Zeren.goalText(goal)),
        goal.commitment === "plain" ? "" : el("span", { class: `tag ${goal.commitment}` }, t(goal.commitment)), goal.deadline ? el("small", {}, ` ${t("until", goal.deadline)}`) : ""], now, light, goal.ind ? [thing(goal.ind), goal.name ?? ""] : null))),
      group(t("results"), (task.results ?? []).map((one, i) => row(facts.get(`${number}:result-${i}`), Zeren.resultSaid(region, task, one, doc), now, light))),
      group(t("told-by"), (task.told ?? []).flatMap((item, i) => (item.doc === undefined ? [] : [row(facts.get(`${number}:told-${i}`), toldBy(region, item, doc), now, light)]))),
      Zeren.unreported(region, number) ? el("p", { class: "note" }, t("nothing-reported")) : "",
      task.deadline ? el("p", {}, el("b", {}, `${t("deadline")} `), name(task.deadline)) : "",
      campaigns.length ? el("p", {}, el("b", {}, `${t("by-initiative")} `), campaigns.map((one, i) => [i ? "、" : "", Zeren.thingLink(one[1], one[2])])) : "",
    ];
  };

  /** Tasks under their headings, each a button that opens it; some are read first, the others on demand. */
  Zeren.taskOutline = async (region, numbers, choose, first = MOST_LISTED) => {
    const box = el("div", { class: "task-list" });
    let shown = 0, heading = null;
    async function more(count) {
      const next = numbers.slice(shown, shown + count);
      const tasks = await Zeren.tasks(region, next);
      const old = box.querySelector(".more");
      const entries = tasks.flatMap((task, i) => {
        const own = headings(task).join(" › ");
        const above = own === heading ? [] : [el("h3", {}, name(own))];
        heading = own;
        const text = Array.from(task.text ?? "");
        return [...above, button([el("b", {}, task.n ?? "–"), " ", task.doubts ? el("span", { class: "doubt" }, t("doubt-mark")) : "", name(text.length > 44 ? `${text.slice(0, 43).join("")}…` : text.join(""))],
          () => choose(next[i]), { class: "entry", "data-task-number": next[i] })];
      });
      shown += next.length;
      const focused = old !== null && old === document.activeElement;
      old?.remove();
      box.append(...entries);
      if (shown < numbers.length) box.append(button(t("show-more", numbers.length - shown), () => more(200), { class: "quiet more" }));
      if (focused) entries.find((entry) => entry.tagName === "BUTTON")?.focus();
    }
    await more(first);
    return box;
  };
})();
