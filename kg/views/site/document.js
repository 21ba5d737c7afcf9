"use strict";
/* A document's tasks in their own order, under its headings, with the numbers marked: where a sentence stands. */
(() => {
  const { el, t, name, get, set, link } = Zeren;
  const AROUND = 40;

  const regionChoice = () => Zeren.choice("region", t("region"), Zeren.regionOptions(), () => { set({ doc: null, task: null }); Zeren.redraw(); }, Zeren.reporting()[0].key);

  /** The documents of a place, where the one asked for is not among them. */
  const documentList = (region) => el("section", { class: "card" }, el("h2", {}, name(region.label)), el("ul", {}, region.documents.map((one) =>
    el("li", {}, el("a", { href: link("document", { region: region.key, doc: Zeren.local(one.id) }) }, name(one.number ?? one.title ?? one.id)), " ", el("small", {}, t("task-count", one.tasks))))));

  Zeren.page(async (content) => {
    const key = Zeren.regionKey(Zeren.reporting()[0]?.key);
    if (!key) return content.replaceChildren(el("p", { class: "note" }, t("none-here")));
    if (Zeren.regionGone()) {
      return content.replaceChildren(el("h1", {}, t("title-document")), get("task") ? Zeren.gone("task", get("task")) : "", el("div", { class: "filters" }, regionChoice()));
    }
    const region = await Zeren.region(key);
    const wanted = Zeren.taskNumber(region, get("task"));
    const asked = region.documents.findIndex((one) => Zeren.means(get("doc"), one.id));
    const holding = region.documents.findIndex((one) => wanted >= 0 && wanted >= one.first && wanted < one.first + one.tasks);
    const document_ = region.documents[holding >= 0 ? holding : Math.max(0, asked)];
    const missing = [get("doc") && asked < 0 && holding < 0 ? Zeren.gone("document", get("doc")) : "", get("task") && wanted < 0 ? Zeren.gone("task", get("task")) : ""];
    const choices = el("div", { class: "filters" }, regionChoice());
    // What is asked for and not there is not answered with another document.
    if (missing[0] || !document_ || (missing[1] && asked < 0)) return content.replaceChildren(el("h1", {}, t("title-document")), ...missing, choices, documentList(region));
    const holder = el("div");
    const above = el("div");
    const end = document_.first + document_.tasks;
    const all = Array.from({ length: document_.tasks }, (_, i) => document_.first + i);
    let from = wanted < 0 ? document_.first : Math.max(document_.first, wanted - AROUND / 2);
    let to = Math.min(end, from + AROUND);

    async function draw() {
      const passing = all.filter((number) => Zeren.passes(region, number));
      const before = passing.filter((number) => number < from).length;
      // Where few pass, more of them stand on the screen.
      const numbers = passing.slice(before).filter((number, i) => number < to || i < AROUND);
      const after = passing.length - before - numbers.length;
      const tasks = await Zeren.tasks(region, numbers);
      let heading = null;
      const parts = tasks.flatMap((task, i) => {
        const own = [task.part, ...(task.sections ?? [])].filter(Boolean).join(" › ");
        const card = Zeren.card(region, task, numbers[i]);
        if (numbers[i] === wanted) { card.classList.add("here"); card.id = "here"; }
        const out = own === heading ? [card] : [el("h2", { class: "docpart" }, name(own)), card];
        heading = own;
        return out;
      });
      above.replaceChildren(Zeren.passing(passing.length, document_.tasks), wanted >= 0 && !numbers.includes(wanted) ? el("p", { class: "note", role: "alert" }, t("task-filtered")) : "");
      holder.replaceChildren(
        before ? Zeren.button(t("show-more", before), () => { from = Math.max(document_.first, from - 100); return draw(); }, { class: "quiet" }) : "",
        ...(parts.length ? parts : [el("p", { class: "note" }, t("no-tasks"))]),
        after ? Zeren.button(t("show-more", after), () => { to = Math.min(end, Math.max(to, numbers.at(-1) + 1) + 100); return draw(); }, { class: "quiet" }) : "",
        el("div", { class: "tools" }, ...Zeren.taskDownloads(region, passing, numbers, `document-${Zeren.local(document_.id)}`), Zeren.button(t("copy-link"), Zeren.copyLink, { class: "quiet" })));
    }

    choices.append(region.documents.length > 1 ? Zeren.choice("doc", t("choose-document"), region.documents.map((one) => [Zeren.local(one.id), one.number ?? one.title ?? one.id]), () => { set({ task: null }); Zeren.redraw(); }, Zeren.local(document_.id)) : "",
      Zeren.choices.role(draw), Zeren.choices.commitment(draw), Zeren.choices.doubt(draw));
    content.replaceChildren(
      el("h1", {}, name(document_.title ?? document_.number ?? t("document"))),
      el("p", { class: "facts" }, [document_.number, document_.publisher, document_.issued, t("task-count", document_.tasks)].filter(Boolean).map((fact) => el("span", {}, name(fact)))),
      el("p", { class: "note" }, Zeren.index().withText ? t("in-place-note") : t("without-text")), ...missing, choices, above, el("section", { class: "card" }, holder));
    await draw();
    document.getElementById("here")?.scrollIntoView({ block: "center" });
    return undefined;
  });
})();
