"use strict";
/* The reading of the task at hand: who answers, which numbers, on what ground, what is in doubt, and what can be done about each. */
(() => {
  const { el, t, name, button } = Zeren;

  /** A button that shows the key that does the same. */
  const keyed = (key, label, onclick, attributes = {}) => button([label, " ", el("kbd", {}, key)], onclick, { "aria-keyshortcuts": key, ...attributes });
  const held = (event) => event.preventDefault();

  /** What may be said of the words that are selected. */
  Review.wordsBar = (doc, [start, end], task, acts) => {
    const words = Review.slice(doc, start, end);
    const some = [["l", "review-is-lead", acts.lead], ["s", "review-is-support", acts.support], ["d", "review-is-leader", acts.leader], ["t", "review-is-target", acts.target], ["r", "review-is-result", acts.result],
      ["b", "review-is-begin", acts.begin], ["e", "review-is-end", acts.end]];
    return el("div", { class: "words-bar", role: "group", "aria-label": t("review-words-are") },
      el("p", {}, t("review-words-are"), " ", el("q", { lang: "zh" }, name(words.length > 60 ? `${words.slice(0, 58)}…` : words))),
      el("div", { class: "tools start" }, task ? some.map(([key, label, act]) => keyed(key, t(label), act, { onmousedown: held })) : "",
        keyed("a", t("review-is-task"), acts.task, { onmousedown: held }), keyed("Esc", t("review-let-go"), acts.letGo, { class: "quiet", onmousedown: held, "aria-keyshortcuts": "Escape" })));
  };

  const small = (...said) => el("small", {}, said.filter(Boolean).map((one) => [" ", one]));
  const group = (title, rows) => (rows.length ? [el("h3", {}, title), el("ul", { class: "facts-of" }, rows)] : "");

  function row(fact, now, light, content, tools) {
    return el("li", {}, button(content, () => light(fact), { class: `fact k-${fact.kind}`, "data-focus": fact.id, "aria-pressed": String(Boolean(now && now.id === fact.id)) }), el("span", { class: "row-tools" }, tools));
  }
  const tool = (sign, label, onclick, id) => button(sign, onclick, { class: "quiet tool", "aria-label": label, title: label, "data-focus": `${id}-${sign}` });

  /** What somebody decided, with a way to take it back. */
  const decision = (one, takeBack) => el("li", {}, el("span", {}, one.wrong ? t("review-was-wrong") : one.keys.length ? t("review-was-set", one.keys.map((key) => t(`review-key-${key}`)).join("、")) : t("review-was-confirmed"),
    small(one.by, one.when?.slice(0, 16).replace("T", " ")), one.why ? el("em", {}, name(one.why)) : ""), button(t("review-take-back"), () => takeBack(one.id), { class: "quiet", "data-focus": `back-${one.id}` }));

  /** What a decision changed. */
  Review.changed = (changes) => el("div", { class: "changed", role: "status" }, el("h3", {}, t("review-changed")), changes.length ? el("ul", {}, changes.slice(0, 6).map(([what, before, after]) => el("li", {}, el("b", {}, name(what)), " ",
    before ? el("del", {}, name(before)) : "", before && after ? " → " : "", after ? el("ins", {}, name(after)) : before ? "" : t("review-nothing"))), changes.length > 6 ? el("li", {}, t("review-more", changes.length - 6)) : "") : el("p", {}, t("review-unchanged")));

  function doubts(doc, task, span) {
    const codes = task ? task.doubts : [];
    const [first, last] = [doc.lines.findLastIndex((start) => start <= span[0]) + 1, doc.lines.findLastIndex((start) => start < span[1] + 400) + 1];
    const told = codes.map((code) => [code, doc.problems.find((one) => one.code === code && one.line >= first - 2 && one.line <= last)]);
    return told.length ? el("ul", { class: "why" }, told.map(([code, problem]) => el("li", {}, el("b", {}, t("doubt-mark")), " ", el("b", {}, Review.doubtTitle(code)), problem ? [" ", name(Review.told(problem.told))] : "", el("small", { class: "remedy" }, Review.doubtRemedy(code))))) : "";
  }

  const JUDGED = ["text", "units", "leaders", "targets", "results"];
  /** Of a task of a sample: what is wrong, each by a key; what is not marked is right. */
  const judging = (acts) => { const at = acts.judging(); return at ? el("div", { class: "words-bar", role: "group", "aria-label": t("review-judge") }, el("p", {}, t("review-judge")),
    el("div", { class: "tools start" }, JUDGED.map((field, i) => keyed(String(i + 1), [at.wrong.has(field) ? "✗ " : "✓ ", t(`review-key-${field}`)], () => at.turn(field), { "aria-pressed": String(at.wrong.has(field)), "data-focus": `judge-${field}` })))) : ""; };

  const AT_FOOT = (acts, task) => el("div", { class: "acts" },
    el("label", { class: "reason" }, el("span", {}, t("review-why"), " ", el("kbd", {}, "w")), el("input", { id: "why", type: "text", maxlength: "2000", autocomplete: "off", value: acts.why(), oninput: (event) => acts.why(event.target.value) })),
    el("div", { class: "tools start" }, keyed("c", acts.judging() ? t("review-judged") : task ? t("review-confirm") : t("review-seen"), acts.confirm, { class: "main", "aria-keyshortcuts": "c Enter" }), task ? keyed("f", t("review-wrong"), acts.wrong) : "", task ? keyed("x", acts.dropped(), acts.drop) : "", keyed("u", t("review-undo"), acts.undo)),
    el("div", { class: "tools start" }, keyed("j", t("review-next"), () => acts.step(1), { "aria-keyshortcuts": "j n" }), keyed("k", t("review-before"), () => acts.step(-1), { "aria-keyshortcuts": "k p" }), keyed("v", t("review-select"), acts.select, { class: "by-keys" }), keyed("g", t("review-to-queue"), acts.queue, { class: "by-keys" })));

  /** The parts of the panel for a task. */
  Review.taskPanel = (doc, number, now, acts) => {
    const task = doc.tasks[number];
    const facts = new Map(Review.factsOf(task, number).map((fact) => [fact.id, fact]));
    const head = [task.part_title, [task.section, task.section_title].filter(Boolean).join(" "), task.subsection_title].filter(Boolean);
    const unit = (one, at) => {
      const fact = facts.get(`${number}:unit-${at}`);
      const other = one.role === "lead" ? "support" : "lead";
      return row(fact, now, acts.light, [name(one.name), small(one.collective ? t("review-collective") : "", t(`basis-${one.basis}`))],
        [tool(t(other), t("review-make", t(other), one.name), () => acts.role(at, other), fact.id), tool(t("review-edit-short"), t("review-edit", one.name), () => acts.names(at), fact.id),
          at + 1 < task.units.length ? tool(t("review-join-short"), t("review-join", one.name, task.units[at + 1].name), () => acts.join(at), fact.id) : "", tool("×", t("review-drop-this", one.name), () => acts.remove(fact), fact.id)]);
    };
    const units = (role) => task.units.map((one, at) => [one, at]).filter(([one]) => one.role === role).map(([one, at]) => unit(one, at));
    const editable = (one, fact, content, edit, label) => row(fact, now, acts.light, content, [edit ? tool(t("review-edit-short"), t("review-edit", label), edit, fact.id) : "", tool("×", t("review-drop-this", label), () => acts.remove(fact), fact.id)]);
    return [
      el("p", { class: "crumb" }, head.map((one, at) => [at ? " › " : "", name(one)])),
      el("h2", { tabindex: "-1" }, t("task-number", task.number ?? "–"), small(task.deadline, task.horizon)),
      acts.changed() ?? "", judging(acts),
      doubts(doc, task, [task.start, task.end]),
      el("ul", { class: "facts-of" }, row(facts.get(`${number}:task`), now, acts.light, name(task.text.length > 90 ? `${task.text.slice(0, 88)}…` : task.text), tool(t("review-edit-short"), t("review-keys-of-task"), acts.keys, `${number}:task`))),
      group(t("column-leads"), units("lead")), group(t("column-supports"), units("support")), task.units.length ? "" : el("p", { class: "note" }, t("review-no-units")),
      group(t("kind-leader"), task.leaders.map((one, at) => editable(one, facts.get(`${number}:leader-${at}`), name(Review.leaderText(one)), null, one.name ?? one.title))),
      group(t("numbers"), task.targets.map((one, at) => editable(one, facts.get(`${number}:target-${at}`), [name(one.indicator ?? t("unnamed")), " ", el("b", {}, Review.targetText(one)), one.commitment === "plain" ? "" : el("span", { class: `tag ${one.commitment}` }, t(one.commitment))], () => acts.target(at), one.quote))),
      group(t("results"), task.results.map((one, at) => editable(one, facts.get(`${number}:result-${at}`), [name(one.indicator ?? one.quote), " ", el("b", {}, Review.resultText(one))], () => acts.result(at), one.quote))),
      task.corrections.length ? [el("h3", {}, t("review-decisions")), el("ul", { class: "decisions" }, task.corrections.map((one) => decision(one, acts.takeBack)))] : "",
      AT_FOOT(acts, task),
    ];
  };

  /** The parts of the panel for a place that is in no task, or for the document as a whole. */
  Review.placePanel = (doc, row_, now, acts) => {
    const codes = row_ ? row_[2] : [];
    const problem = row_ ? doc.problems.find((one) => one.code === codes[0] && one.line === row_[4]) : null;
    return [
      el("p", { class: "crumb" }, name(doc.title ?? doc.file)),
      el("h2", { tabindex: "-1" }, codes.length ? Review.doubtTitles(codes) : t("review-document")),
      acts.changed() ?? "",
      codes.length ? el("ul", { class: "why" }, el("li", {}, problem ? name(Review.told(problem.told)) : "", el("small", { class: "remedy" }, Review.doubtRemedy(codes[0])))) : "",
      el("dl", { class: "record" }, ["title", "number", "region", "region_code", "year", "issued", "publisher", "kind"].map((key) => [el("dt", {}, t(`review-key-${key}`)), el("dd", {}, doc.record[key] === undefined ? "–" : name(doc.record[key]))])),
      button(t("review-edit-document"), acts.documentKeys, { "data-focus": "edit-document" }),
      doc.outcomes.length ? [el("h3", {}, t("review-not-held")), el("ul", { class: "decisions" }, doc.outcomes.map((one) => el("li", {}, el("span", {}, el("code", {}, one.id), " ", name(Review.told(one.told)), small(one.by)), button(t("review-take-back"), () => acts.takeBack(one.id), { class: "quiet" }))))] : "",
      doc.corrections.length ? [el("h3", {}, t("review-decisions")), el("ul", { class: "decisions" }, doc.corrections.map((one) => decision(one, acts.takeBack)))] : "",
      AT_FOOT(acts, null),
    ];
  };
})();
