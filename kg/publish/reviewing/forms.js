"use strict";
/* What is typed: the parts of a number, names, the keys of a task or a document. Enter saves, Escape leaves all as it was. */
(() => {
  const { el, t, button } = Zeren;
  const PARTING = /[、，,；;\n]+/;
  const NUMBER = /^[+-]?\d+(\.\d+)?$/;

  /** Names that are typed in one line, parted by 、 or a comma. */
  Review.namesIn = (text) => text.split(PARTING).map((one) => one.trim()).filter(Boolean);

  /** A form of fields [key, label, value, options?, hint?]; `save(values)` is handed the texts by key, or says in words what is wrong. */
  Review.form = (label, fields, save, leave) => {
    const wrong = el("p", { class: "wrong", role: "alert" });
    const inputs = fields.map(([key, said, value, options]) => [key, said, options
      ? el("select", { name: `form-${key}` }, options.map(([one, shown]) => el("option", { value: one, selected: one === value }, shown)))
      : el("input", { name: `form-${key}`, type: "text", autocomplete: "off", spellcheck: "false", value: value ?? "" })]);
    async function send(event) {
      event.preventDefault();
      wrong.textContent = (await save(Object.fromEntries(inputs.map(([key, , input]) => [key, input.value.trim()])))) ?? "";
    }
    const form = el("form", { class: "entry-form", "aria-label": label, onsubmit: send, onkeydown: (event) => { if (event.key === "Escape") { event.stopPropagation(); event.preventDefault(); leave(); } } },
      el("p", { class: "form-head" }, label), el("div", { class: "fields" }, inputs.map(([, said, input]) => el("label", {}, el("span", {}, said), input))), wrong,
      el("div", { class: "tools start" }, el("button", { type: "submit", class: "main" }, t("review-save")), button(t("review-leave"), leave, { class: "quiet" })));
    return { element: form, focus: () => { const first = inputs[0][2]; first.focus(); first.select?.(); } };
  };

  const of = (prefix, keys) => keys.map((one) => [one, t(`${prefix}${one}`)]);
  /** A number as JSON has it, or undefined where it is none; null where nothing is typed. */
  const number = (text) => { const plain = text.replace(/[,，\s]/g, ""); return plain === "" ? null : NUMBER.test(plain) ? Number(plain) : undefined; };
  const orNull = (text) => (text === "" ? null : text);

  /** The parts of a target that a task commits to. */
  Review.targetForm = (one, save, leave) => Review.form(`${t("review-target")} “${one.quote}”`, [
    ["value", t("review-value"), Review.number(one.value)], ["unit", t("review-unit"), one.unit], ["indicator", t("review-indicator"), one.indicator],
    ["comparator", t("review-comparator"), one.comparator ?? "eq", of("review-comparator-", ["eq", "ge", "le", "approx"])],
    ["change", t("review-change"), one.change ?? "level", of("review-change-", ["level", "increase", "decrease"])],
    ["commitment", t("review-commitment"), one.commitment ?? "plain", of("", ["plain", "ensure", "strive"])],
    ["upper", t("review-upper"), Review.number(one.upper)], ["deadline", t("deadline"), one.deadline],
  ], (typed) => {
    const [value, upper] = [number(typed.value), number(typed.upper)];
    if (value === null || value === undefined || upper === undefined) return t("review-no-number");
    return save({ quote: one.quote, value, upper, unit: orNull(typed.unit), indicator: orNull(typed.indicator), comparator: typed.comparator, change: typed.change, commitment: typed.commitment, deadline: orNull(typed.deadline) });
  }, leave);

  /** The parts of what was reached. */
  Review.resultForm = (one, targets, save, leave) => Review.form(`${t("results")} “${one.quote}”`, [
    ["value", t("review-value"), Review.number(one.value)], ["unit", t("review-unit"), one.unit], ["indicator", t("review-indicator"), one.indicator],
    ["status", t("review-status"), one.status ?? "", [["", "–"], ...of("status-", ["done", "exceeded", "on-track", "behind", "missed", "changed", "not-started"])]],
    ["share", t("review-share"), Review.number(one.share)], ["as_of", t("review-as-of"), one.as_of],
    ["target", t("review-of-target"), one.target === null || one.target === undefined ? "" : String(one.target), [["", "–"], ...targets.map((target, at) => [String(at), target.quote])]],
  ], (typed) => {
    const [value, share] = [number(typed.value), number(typed.share)];
    if (value === undefined || share === undefined) return t("review-no-number");
    return save({ quote: one.quote, value, share, unit: orNull(typed.unit), indicator: orNull(typed.indicator), status: orNull(typed.status), as_of: orNull(typed.as_of), target: typed.target === "" ? null : Number(typed.target) });
  }, leave);

  /** One name, or the names that it is split into. */
  Review.namesForm = (names, save, leave) => Review.form(t("review-names"), [["names", t("review-names-hint"), names]], (typed) => {
    const found = Review.namesIn(typed.names);
    return found.length ? save(found) : t("review-no-name");
  }, leave);

  /** Keys of a task or a document, each a text; what was not changed is not said. */
  Review.keysForm = (label, keys, record, save, leave) => Review.form(label, keys.map((key) => [key, t(`review-key-${key}`), record[key] === null || record[key] === undefined ? "" : String(record[key])]), (typed) => {
    const found = {};
    for (const key of keys) {
      if (typed[key] === String(record[key] ?? "")) continue;
      found[key] = key === "year" ? number(typed[key]) : orNull(typed[key]);
      if (found[key] === undefined) return t("review-no-number");
    }
    return Object.keys(found).length ? save(found) : leave();
  }, leave);
})();
