"use strict";
/* A document's tasks in their own order, under its headings, with the numbers marked: where a sentence stands. */
(() => {
  const { el, t, name, get, set, places } = Zeren;
  const AROUND = 40;

  Zeren.page(async (content) => {
    const key = Zeren.regionKey() || places()[0]?.key;
    if (!key) return content.replaceChildren(el("p", { class: "note" }, t("none-here")));
    const region = await Zeren.region(key);
    const wanted = get("task") === "" ? null : Number(get("task"));
    const holding = region.documents.findIndex((one) => wanted !== null && wanted >= one.first && wanted < one.first + one.tasks);
    const chosen = holding >= 0 ? holding : Math.min(Number(get("doc", 0)) || 0, Math.max(0, region.documents.length - 1));
    const document_ = region.documents[chosen];
    const holder = el("div");
    let from = wanted === null ? document_.first : Math.max(document_.first, wanted - AROUND / 2);
    let to = Math.min(document_.first + document_.tasks, from + AROUND);

    async function draw() {
      const numbers = [];
      for (let number = from; number < to; number += 1) {
        const on = region.on[number];
        const fits = !get("role") || on.some(([, leads]) => leads === (get("role") === "lead"));
        if (fits && Zeren.commits(region.commitments[number])) numbers.push(number);
      }
      const tasks = await Zeren.tasks(region, numbers);
      let above = null;
      const parts = tasks.flatMap((task, i) => {
        const heading = [task.part, ...(task.sections ?? [])].filter(Boolean).join(" › ");
        const card = Zeren.card(region, task, numbers[i]);
        if (numbers[i] === wanted) { card.classList.add("here"); card.id = "here"; }
        const out = heading === above ? [card] : [el("h3", { class: "docpart" }, name(heading)), card];
        above = heading;
        return out;
      });
      const end = document_.first + document_.tasks;
      holder.replaceChildren(
        from > document_.first ? Zeren.button(t("show-more", from - document_.first), () => { from = Math.max(document_.first, from - 100); return draw(); }, { class: "quiet" }) : "",
        ...parts,
        to < end ? Zeren.button(t("show-more", end - to), () => { to = Math.min(end, to + 100); return draw(); }, { class: "quiet" }) : "",
        el("div", { class: "tools" }, Zeren.button(t("csv"), () => Zeren.csv(Zeren.taskRows(region, tasks), `document-${key}-${chosen}`), { class: "quiet csv" }), Zeren.button(t("copy-link"), Zeren.copyLink, { class: "quiet" })));
    }

    content.replaceChildren(
      el("h1", {}, name(document_.title ?? document_.number ?? t("document"))),
      el("p", { class: "facts" }, [document_.number, document_.publisher, document_.issued, t("task-count", document_.tasks)].filter(Boolean).map((fact) => el("span", {}, name(fact)))),
      el("p", { class: "note" }, Zeren.index().withText ? t("in-place-note") : t("without-text")),
      el("div", { class: "filters" },
        Zeren.choice("region", t("region"), places().map((place) => [place.key, place.label]), () => { set({ doc: null, task: null }); Zeren.redraw(); }, places()[0].key),
        region.documents.length > 1 ? Zeren.choice("doc", t("choose-document"), region.documents.map((one, i) => [String(i), one.number ?? one.title ?? one.id]), () => { set({ task: null }); Zeren.redraw(); }, "0") : "",
        Zeren.choices.role(draw), Zeren.choices.commitment(draw)),
      el("section", { class: "card" }, holder));
    await draw();
    document.getElementById("here")?.scrollIntoView({ block: "center" });
    return undefined;
  });
})();
