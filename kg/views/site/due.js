"use strict";
/* What falls due: by quarter and bureau for a region, by quarter and region for all. */
(() => {
  const { el, t, get, set, load, link, places } = Zeren;
  const READ_FIRST = 8; // regions whose lists are read without being asked for

  Zeren.page(async (content) => {
    const chosen = el("div"), strip = el("div"), above = el("div");
    const place = places().find((one) => one.key === Zeren.regionKey());
    const region = place ? await Zeren.region(place.key) : null;
    const spans = region ? region.spans : Zeren.allYears();

    async function ofRegion() {
      const items = Zeren.dueIn(region);
      above.replaceChildren(el("p", { class: "passing", role: "status" }, t("due-count-all", items.length, items.filter((item) => item.bare).length)), together());
      strip.replaceChildren(items.length ? Zeren.strip(Zeren.dueByBureau(items), { caption: t("due-strip", region.label), head: t(get("role") === "support" ? "column-supports" : "column-leads"), onchoose: () => list(items) }) : el("p", { class: "note" }, t("nothing-due")));
      await list(items);
    }
    async function list(items) {
      const some = Zeren.dueChosen(items, Zeren.dueByBureau);
      chosen.replaceChildren(head(some.length), some.length ? await Zeren.dueTable(some, { file: `due-${region.key}` }) : el("p", { class: "note" }, t("none-here")));
    }
    const head = (count) => el("h2", {}, get("who") ? `${labelOf()} · ${Zeren.quarterText(get("quarter") === "none" ? "" : get("quarter"))}` : t("all-due"), ` (${count.toLocaleString("en-US")})`,
      get("who") ? Zeren.button(t("all"), () => { set({ who: null, quarter: null }); return draw(); }, { class: "quiet" }) : "");
    const labelOf = () => (region ? region.bodies.find((body) => body.id === get("who"))?.label ?? t("nobody-leads") : places().find((one) => one.key === get("who"))?.label ?? get("who"));
    const together = () => (spans.length > 1 && !get("year") ? el("p", { class: "note together" }, t("years-together", spans.map(Zeren.yearText).join(t("list-comma")))) : "");

    async function ofAll() {
      const counts = await load("due");
      const rows = new Map();
      for (const [number, cells] of Object.entries(counts)) {
        const one = places()[Number(number)];
        const row = { key: one.key, label: one.label, href: link("region", { region: one.key }), cells: new Map(), all: 0 };
        for (const [quarter, years, count, bare] of cells) if (!get("year") || one.years[years] === get("year")) Zeren.addDue(row, quarter, count, bare);
        if (row.all) rows.set(one.key, row);
      }
      const sorted = Zeren.sortedDue(rows);
      const sum = (bare) => sorted.reduce((total, row) => total + [...row.cells.values()].reduce((part, cell) => part + cell[bare], 0), 0);
      above.replaceChildren(el("p", { class: "passing", role: "status" }, t("due-count-all", sum(0), sum(1))), together());
      strip.replaceChildren(sorted.length ? Zeren.strip(sorted, { caption: t("due-strip", t("across")), head: t("region"), first: 25, onchoose: () => listAll(sorted) }) : el("p", { class: "note" }, t("nothing-due")));
      await listAll(sorted);
    }
    async function listAll(rows) {
      const asked = rows.filter((row) => !get("who") || row.key === get("who"));
      const items = async (some) => (await Promise.all(some.map((row) => Zeren.region(row.key)))).flatMap((one) => Zeren.dueIn(one)).filter((item) => !get("quarter") || (item.quarter || "none") === get("quarter"));
      const some = await items(asked.slice(0, READ_FIRST));
      const cut = asked.length > READ_FIRST;
      chosen.replaceChildren(head(cut ? asked.reduce((total, row) => total + row.all, 0) : some.length), cut ? el("p", { class: "note" }, t("due-first-regions", READ_FIRST, asked.length)) : "",
        some.length ? await Zeren.dueTable(some, { file: "due", withRegion: true, whole: cut ? () => items(asked) : null }) : el("p", { class: "note" }, t("none-here")));
    }

    const draw = () => (region ? ofRegion() : ofAll());
    const again = () => { set({ who: null, quarter: null }); return Zeren.redraw(); };
    content.replaceChildren(el("h1", {}, t("title-due")), el("p", { class: "intro" }, t("about-due"), " ", t("due-note")),
      el("div", { class: "filters" }, Zeren.choices.region(again), Zeren.choices.year(draw, spans), region ? [Zeren.choices.role(draw), Zeren.choices.commitment(draw), Zeren.choices.doubt(draw)] : ""), above,
      el("section", { class: "card" }, strip), el("section", { class: "card" }, chosen), el("div", { class: "tools" }, Zeren.button(t("copy-link"), Zeren.copyLink, { class: "quiet" })));
    await draw();
  });
})();
