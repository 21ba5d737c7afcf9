"use strict";
/* Same work, different places: by function, by indicator, by initiative. */
(() => {
  const { el, t, name, get, set, link, load, places, index } = Zeren;
  const MOST_PLACES = 12;
  const MOST_OFFERED = 500;
  const KINDS = ["function", "indicator", "initiative"];
  const section = (title, ...inside) => el("section", { class: "card" }, el("h2", {}, title), ...inside);
  const ofKind = (kind) => index().things.filter((thing) => thing[0] === kind).sort((a, b) => b[7] - a[7] || b[6] - a[6]);
  const chosenPlaces = () => places().map((place, number) => [number, place]).filter(([, place]) => Zeren.reporting().includes(place) && (!Zeren.regionKey() || place.key === Zeren.regionKey()));

  /** A table of things by places; the darker a cell, the more tasks. */
  function matrix(things, value, title, file) {
    const shown = chosenPlaces().slice(0, MOST_PLACES);
    const counted = (some) => things.map((thing) => ({ thing, counts: some.map(([number]) => value(thing, number)) })).filter((row) => row.counts.some(Boolean));
    const rows = counted(shown);
    const most = Math.max(1, ...rows.flatMap((row) => row.counts));
    const table = Zeren.table({
      caption: title, file, rows, first: 15, whole: shown.length < chosenPlaces().length ? async () => counted(chosenPlaces()) : null,
      download: [{ label: t("name"), value: (row) => row.thing[2] }, Zeren.iriColumn((row) => row.thing[1]), ...chosenPlaces().map(([, place], i) => ({ label: place.label, value: (row) => row.counts[i] ?? "" }))],
      columns: [{ key: "name", label: t("name"), value: (row) => row.thing[2], cell: (row) => el("a", { href: link("compare", { by: row.thing[0], id: row.thing[1] }) }, name(Zeren.called(row.thing))) },
        ...shown.map(([number, place], i) => ({ key: String(number), label: place.label, number: true, value: (row) => row.counts[i], cell: (row) => el("span", { class: "heat", "data-heat": Math.round((row.counts[i] / most) * 60) }, row.counts[i] || "") }))],
      onrow: (line) => line.querySelectorAll("[data-heat]").forEach((span) => { span.parentElement.style.setProperty("--heat", span.dataset.heat); }),
    });
    table.classList.add("heat");
    return [table, chosenPlaces().length > MOST_PLACES ? el("p", { class: "note" }, t("only-first", MOST_PLACES)) : ""];
  }

  const role = () => get("role");

  async function byFunction(holder, thing) {
    const table = await load("functions");
    /** Tasks that the body of an entry leads and supports in the lists of the years that are asked for. */
    const tally = ([place, , leads, supports, , byYears]) => {
      const row = places()[place].years.indexOf(get("year"));
      if (!get("year")) return [leads, supports];
      return row < 0 ? [0, 0] : byYears?.[row] ?? [leads, supports];
    };
    const count = (entry) => tally(entry)[role() === "support" ? 1 : 0];
    if (!thing) {
      const sums = new Map(Object.entries(table).map(([id, entries]) => [id, entries.reduce((sum, entry) => sum.set(entry[0], (sum.get(entry[0]) ?? 0) + count(entry)), new Map())]));
      return holder.replaceChildren(section(t("led-in"), ...matrix(ofKind("function"), (one, place) => sums.get(one[1])?.get(place) ?? 0, t("led-in"), "functions")));
    }
    const entries = (table[thing[1]] ?? []).filter(([place]) => !Zeren.regionKey() || places()[place].key === Zeren.regionKey()).filter((entry) => !get("year") || tally(entry).some(Boolean)).sort((a, b) => a[0] - b[0] || b[2] - a[2]);
    const chart = Zeren.bars(Zeren.called(thing), entries.slice().sort((a, b) => count(b) - count(a)).slice(0, 25).map((entry) => ({ name: `${places()[entry[0]].label} ${entry[4]}`, value: count(entry) })), { width: 760 });
    const columns = el("div", { class: "columns" });
    holder.replaceChildren(section(`${t(role() === "support" ? "column-supports" : "column-leads")}: ${Zeren.called(thing)}`, Zeren.figure(chart, thing[2], { unit: t(role() === "support" ? "column-supports" : "column-leads"), legend: [[t("region"), t("column-unit")].join(" · ")] })), section(t("side-by-side"), columns));
    const ready = entries.slice(0, MOST_PLACES).map(async ([place, row]) => {
      const region = await Zeren.region(places()[place].key);
      const body = region.bodies[row];
      const cards = Zeren.cards(region, Zeren.tasksOf(region, body), { first: 4, file: body.label });
      columns.append(el("div", {}, el("h3", {}, Zeren.regionLink(region.key, region.label), " · ", Zeren.thingLink(body.id, body.label)), el("p", { class: "note" }, t("leads-supports", ...tally(entries.find((entry) => entry[0] === place && entry[1] === row)))), cards.element));
      await cards.ready;
    });
    if (entries.length > MOST_PLACES) holder.append(el("p", { class: "note" }, t("only-first", MOST_PLACES)));
    await Promise.all(ready);
    return undefined;
  }

  async function byIndicator(holder, thing) {
    if (thing) return holder.replaceChildren(section(t("goals-compared"), Zeren.goalView(Zeren.called(thing), await Zeren.goalsOf(thing[1]), thing[2])));
    const shared = ofKind("indicator").filter((one) => one[7] > 1);
    const few = el("div", { class: "multiples" });
    const drawFew = () => Zeren.multiples(few, shared.length);
    await drawFew();
    return holder.replaceChildren(shared.length ? section(t("multiples"), el("p", { class: "note" }, t("multiples-note")), el("div", { class: "filters" }, Zeren.mineChoice(drawFew)), few) : "", section(t("by-indicator"), Zeren.table({
      caption: t("by-indicator"), file: "indicators", first: 30, rows: ofKind("indicator"), extra: [Zeren.iriColumn((one) => one[1])],
      columns: [{ key: "2", label: t("indicator"), value: Zeren.called, cell: (one) => el("a", { href: link("compare", { by: "indicator", id: one[1] }) }, name(Zeren.called(one))) },
        { key: "3", label: t("other-language"), value: (one) => one[Zeren.called(one) === one[2] ? 3 : 2] }, { key: "7", label: t("regions"), number: true, value: (one) => one[7] }, { key: "6", label: t("targets"), number: true, value: (one) => one[6] }],
    })));
  }

  async function byInitiative(holder, thing) {
    const table = await load("initiatives");
    const dated = ([place, , row]) => !get("year") || places()[place].years[row] === get("year");
    if (!thing) {
      return holder.replaceChildren(section(t("named-in"), ...matrix(ofKind("initiative"), (one, place) => (table[one[1]] ?? []).filter((pair) => pair[0] === place && dated(pair)).length, t("named-in"), "initiatives")));
    }
    const columns = el("div", { class: "columns" });
    holder.replaceChildren(section(t("side-by-side"), columns));
    const shown = chosenPlaces().filter(([number]) => (table[thing[1]] ?? []).some((pair) => pair[0] === number)).slice(0, MOST_PLACES);
    for (const [number, place] of shown) {
      const region = await Zeren.region(place.key);
      const numbers = table[thing[1]].filter((pair) => pair[0] === number).map((pair) => pair[1]).filter((task) => Zeren.passes(region, task));
      const cards = Zeren.cards(region, numbers, { first: 5, file: thing[2] });
      columns.append(el("div", {}, el("h3", {}, Zeren.regionLink(place.key, place.label)), el("p", { class: "note" }, t("task-count", numbers.length)), cards.element));
      await cards.ready;
    }
    return undefined;
  }

  Zeren.page(async (content) => {
    const by = KINDS.includes(get("by")) ? get("by") : "indicator";
    const listed = ofKind(by);
    const thing = listed.find((one) => one[1] === get("id") || Zeren.iri(one[1]) === get("id")) ?? null;
    if (thing) set({ id: thing[1] });
    const offered = thing && listed.indexOf(thing) >= MOST_OFFERED ? [thing, ...listed.slice(0, MOST_OFFERED)] : listed.slice(0, MOST_OFFERED);
    const holder = el("div");
    const draw = () => ({ function: byFunction, indicator: byIndicator, initiative: byInitiative })[by](holder, thing);
    const again = () => Zeren.redraw();
    content.replaceChildren(el("h1", {}, t("title-compare")), el("p", { class: "intro" }, t("about-compare")),
      el("div", { class: "tabs" }, KINDS.map((kind) => el("a", { class: "button", href: link("compare", { by: kind }), "aria-current": kind === by ? "page" : null }, t(`by-${kind}`)))),
      el("div", { class: "filters" },
        Zeren.choice("id", t(`choose-${by}`), [["", t("all")], ...offered.map((one) => [one[1], `${Zeren.called(one)} (${one[7]})`])], again),
        thing && by === "indicator" ? "" : [Zeren.choices.region(draw), by === "indicator" ? "" : Zeren.choices.year(draw, Zeren.allYears()), by === "function" ? Zeren.choices.role(draw) : "", thing ? [Zeren.choices.commitment(draw), Zeren.choices.doubt(draw)] : ""]),
      get("id") && !thing ? Zeren.gone(by, get("id")) : "", holder, el("div", { class: "tools" }, Zeren.button(t("copy-link"), Zeren.copyLink, { class: "quiet" })));
    await draw();
    Zeren.picked = (one) => {
      if (!KINDS.includes(one[0])) return false;
      set({ by: one[0], id: one[1] });
      Zeren.redraw();
      return true;
    };
  });
})();
