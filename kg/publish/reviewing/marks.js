"use strict";
/* What is lit in the text of a document that is gone through, and how a reading is told in words. Every script of this page adds to Review. */
const Review = {};
(() => {
  const { t, language } = Zeren;
  const SIGNS_A_PIECE = 3000; // drawn anew after each decision: about four screens

  /** Of two in both languages, the one at hand. */
  Review.told = (pair) => pair[language() === "en" ? 1 : 0];
  const kind = (code) => Zeren.have("kinds")[code] ?? { zh: code, en: code, doZh: "", doEn: "" };
  Review.doubtTitle = (code) => (code === "audit" ? t("review-audit") : language() === "en" ? kind(code).en : kind(code).zh);
  Review.doubtTitles = (codes) => codes.map(Review.doubtTitle).join(language() === "en" ? ", " : "、");
  Review.doubtRemedy = (code) => (language() === "en" ? kind(code).doEn : kind(code).doZh);

  /** The signs of a text, where its pieces begin, and where its lines do. */
  Review.cut = (text) => {
    const signs = Array.from(text);
    const starts = [0], lines = [0];
    signs.forEach((sign, at) => {
      if (sign !== "\n") return;
      lines.push(at + 1);
      if (at + 1 - starts.at(-1) >= SIGNS_A_PIECE && at + 1 < signs.length) starts.push(at + 1);
    });
    return { signs, starts: signs.length ? [...starts, signs.length] : [0, 0], lines };
  };
  Review.slice = (doc, start, end) => doc.signs.slice(start, end).join("");
  /** Words of the text without the white space that a form puts between them. */
  Review.plain = (doc, start, end) => Review.slice(doc, start, end).replace(/\s+/g, "");
  Review.lineSpan = (doc, first, last) => [doc.lines[first - 1] ?? 0, Math.max((doc.lines[last] ?? doc.signs.length + 1) - 1, (doc.lines[first - 1] ?? 0) + 1)];

  Review.number = (value) => (value === null || value === undefined ? "" : String(value));
  Review.targetText = (one) => [one.change === "level" ? "" : t(`review-change-${one.change}`), one.comparator === "eq" ? "" : t(`review-comparator-${one.comparator}`),
    `${Review.number(one.value)}${one.upper === null || one.upper === undefined ? "" : `–${one.upper}`}${one.unit ?? ""}`].filter(Boolean).join(" ");
  Review.resultText = (one) => [one.value === null ? "" : `${Review.number(one.value)}${one.unit ?? ""}`, one.share === null ? "" : `${one.share} %`, one.status ? t(`status-${one.status}`) : "", one.as_of ?? ""].filter(Boolean).join(" · ");
  Review.leaderText = (one) => [one.name, one.title, one.role].filter(Boolean).join(" · ");

  /** All that is read of a task, each with where it stands: {id, kind, key, at, start, end, title}. */
  Review.factsOf = (task, number) => [
    { id: `${number}:task`, kind: "task", start: task.start, end: task.end },
    ...task.leaders.map((one, at) => ({ id: `${number}:leader-${at}`, kind: "leader", key: "leaders", at, start: one.start, end: one.end, title: `${t("kind-leader")} ${Review.leaderText(one)}` })),
    ...task.units.map((one, at) => ({ id: `${number}:unit-${at}`, kind: one.role, key: "units", at, start: one.start, end: one.end, classes: one.basis === "inferred" && one.role === "lead" ? ["inferred"] : [],
      sign: one.basis === "inferred" && one.role === "lead" ? t("inferred-sign") : null, title: `${t(one.role)} ${one.name}` })),
    ...task.targets.map((one, at) => ({ id: `${number}:target-${at}`, kind: "number", key: "targets", at, start: one.start, end: one.end, title: `${one.indicator ?? t("unnamed")} ${Review.targetText(one)}` })),
    ...task.results.map((one, at) => ({ id: `${number}:result-${at}`, kind: "result", key: "results", at, start: one.start, end: one.end, title: `${t("results")} ${Review.resultText(one)}` })),
  ];

  /** What is lit in a stretch of the text. A leader of a heading, who stands at each of its tasks, is lit once for all of them. */
  Review.lights = (doc, from, to, choose) => {
    const leaders = new Map();
    const found = [];
    const near = ({ start, end }) => start < to && end > from && end > start;
    doc.tasks.forEach((task, number) => {
      for (const fact of Review.factsOf(task, number).filter(near)) {
        if (fact.kind === "leader") {
          const known = leaders.get(`${fact.start}-${fact.end}`);
          if (known) known.id += ` ${fact.id}`;
          else { leaders.set(`${fact.start}-${fact.end}`, fact); found.push(fact); }
        } else if (fact.kind === "task") {
          const doubts = task.doubts.map(Review.doubtTitle).join("; ");
          const confirmed = task.corrections.some((one) => !one.keys.length && !one.wrong);
          found.push({ ...fact, break: true, classes: doubts ? ["in-doubt"] : [], sign: doubts ? t("doubt-mark") : null, title: doubts,
            handle: () => Zeren.button([confirmed ? "✓ " : "", task.number ?? "·"], (event) => { event.stopPropagation(); choose(number); },
              { class: "handle", "data-owner": number, "aria-pressed": "false", "aria-label": [t("task-number", task.number ?? "–"), doubts ? t("in-doubt") : "", confirmed ? t("review-is-confirmed") : ""].filter(Boolean).join(", ") }) });
        } else found.push(fact);
      }
    });
    const plain = (kind_, spans, title) => spans.forEach(([start, end], at) => found.push({ id: `${kind_}:${at}`, kind: kind_, start, end, title }));
    plain("unread", doc.unread.filter(([start, end]) => near({ start, end })), t("review-unread"));
    plain("unexplained", doc.unexplained.filter(([start, end]) => near({ start, end })), t("review-unexplained"));
    doc.problems.forEach((one, at) => {
      if (one.whole) return; // it is told in the panel, and of no line alone
      const [start, end] = Review.lineSpan(doc, one.line, one.to);
      if (near({ start, end })) found.push({ id: `problem:${at}`, kind: "doubt", start, end, title: Review.told(one.told) });
    });
    return found;
  };

  const SAMPLES = ["task", "leader", "lead", "support", "number", "result", "unread", "doubt"];
  Review.legend = () => Zeren.el("p", { class: "legend lights" }, SAMPLES.map((one) => Zeren.el("span", {},
    Zeren.el("span", { class: `lit k-${one === "doubt" ? "task in-doubt" : one}` }, one === "doubt" ? Zeren.el("i", { class: "sign" }, t("doubt-mark")) : "", t(one === "unread" ? "review-unread" : `light-${one}`)))));

  // --- what a decision changed, told line by line
  const units = (task) => task.units.map((one) => `${t(one.role)} ${one.name}`).join("、");
  const FIELDS = {
    units, text: (task) => task.text, leaders: (task) => task.leaders.map(Review.leaderText).join("、"), targets: (task) => task.targets.map((one) => `${one.quote} = ${Review.targetText(one)}`).join("；"),
    results: (task) => task.results.map((one) => `${one.quote} = ${Review.resultText(one)}`).join("；"), number: (task) => task.number ?? "", section: (task) => [task.section, task.section_title].filter(Boolean).join(" "),
    doubts: (task) => Review.doubtTitles(task.doubts),
  };
  const nameOf = (task) => `${task.start}-${task.number}`;

  /** [what, before, after] for all that reads otherwise than before. */
  Review.changes = (before, after) => {
    const old = new Map(before.tasks.map((task) => [nameOf(task), task]));
    const found = [];
    for (const task of after.tasks) {
      const was = old.get(nameOf(task));
      old.delete(nameOf(task));
      const where = t("task-number", task.number ?? "–");
      if (!was) { found.push([where, "", task.text]); continue; }
      for (const [key, told] of Object.entries(FIELDS)) if (told(was) !== told(task)) found.push([`${where} ${t(`review-key-${key}`)}`, told(was), told(task)]);
    }
    for (const task of old.values()) found.push([t("task-number", task.number ?? "–"), task.text, ""]);
    for (const key of Object.keys({ ...before.record, ...after.record })) {
      if (before.record[key] !== after.record[key] && !["characters", "accounted"].includes(key)) found.push([t(`review-key-${key}`), before.record[key] ?? "", after.record[key] ?? ""]);
    }
    const codes = (doc) => doc.problems.map((one) => one.code).filter((code) => !doc.tasks.some((task) => task.doubts.includes(code)));
    const left = codes(after);
    for (const code of new Set(codes(before))) if (!left.includes(code)) found.push([t("review-key-doubts"), Review.doubtTitle(code), ""]);
    return found;
  };
})();
