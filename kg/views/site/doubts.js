"use strict";
/* What the program doubts of its own reading: how much, and why; and the mark on each task that is in doubt. */
(() => {
  const { el, t, language, index } = Zeren;
  const title = (kind) => (language() === "en" ? kind.en : kind.zh);

  /** Why a task is in doubt, in the language at hand. */
  Zeren.doubtTitles = (task) => (task.doubts ?? []).map((row) => title(index().doubts[row]));

  /** The mark on a task in doubt; its words show on hover, on focus and on paper. */
  Zeren.doubtMark = (task) => {
    const titles = Zeren.doubtTitles(task);
    if (!titles.length) return null;
    const words = t("in-doubt-because", titles.join(language() === "en" ? "; " : "；"));
    return el("span", { class: "doubt", role: "img", tabindex: "0", lang: language() === "en" ? "en" : "zh", title: words, "aria-label": words }, t("doubt-mark"));
  };

  /** How many documents and tasks are in doubt, and why, the most frequent reason first. */
  Zeren.doubtSummary = () => {
    const { doubts, inDoubt } = index();
    return el("div", { class: "card doubts" }, el("h2", {}, t("in-doubt")),
      el("p", {}, t("in-doubt-counts", ...inDoubt)),
      doubts.length ? [
        el("ul", {}, doubts.map((kind) => el("li", {}, el("b", {}, title(kind)), " ", el("small", {}, t("doubt-of", kind.tasks, kind.documents), " · ", el("code", {}, kind.code))))),
        el("p", { class: "note" }, t("in-doubt-note"), inDoubt[2] ? [" ", t("in-doubt-which"), " ", el("code", {}, "kg query doubts")] : ""),
      ] : "");
  };

  const percent = (share) => (100 * share).toFixed(1);

  /** What a person's judgements of a sample say of all tasks, each share with its interval; nothing, where nobody judged. */
  Zeren.trustSummary = () => {
    const found = index().trust ?? [];
    if (!found.length) return "";
    const all = found.at(-1);
    return el("div", { class: "card doubts trust" }, el("h2", {}, t("trust")),
      el("p", {}, t("trust-of", Math.max(...found.map((one) => one.judged)), Math.max(...found.map((one) => one.tasks)))),
      el("ul", {}, found.map((one) => el("li", {}, t(`trust-${one.field}`), " ", el("b", {}, t("trust-share", percent(one.share), percent(one.low), percent(one.high)))))),
      all.doubted === null || all.doubted === undefined ? "" : el("p", { class: "note" }, t("trust-doubted", Math.round(100 * all.doubted))));
  };
})();
