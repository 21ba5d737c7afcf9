"use strict";
/* Who works with whom: bureaus that share tasks, of one region or put together by function; with the leaders they answer to. */
(() => {
  const { el, t, name, get, set, load, link } = Zeren;
  const NODES_FIRST = 45;
  const NODES_FIRST_SMALL = 22;
  const EDGES_A_NODE = 1.8;

  const MOST_DRAWN = 160;
  const MOST_LINES = 1500;
  const ROOM = [118, 82]; // what a node takes with its name, as where the pictures are laid out
  // Area by number: a bureau with four times as many tasks looks four times as large.
  const radius = (tasks) => 5 + 3.4 * Math.sqrt(tasks);
  const LARGEST = 38; // half of what lies between two nodes at least, so that no disc lies on another
  const width = (tasks) => Math.min(12, 0.8 + 0.75 * (tasks - 1));

  /** The smallest number of shared tasks for which the picture stays legible, and yet has lines where many share alike. */
  function calmThreshold(edges, nodes) {
    const counts = edges.filter((edge) => nodes.has(edge.from) && nodes.has(edge.to)).map((edge) => edge.tasks).sort((a, b) => b - a);
    const place = Math.floor(nodes.size * EDGES_A_NODE);
    if (counts.length <= place) return 1;
    const [more, alike] = [counts.filter((count) => count > counts[place]).length, counts.filter((count) => count >= counts[place]).length];
    return more * 3 < place && alike < place * 3 ? counts[place] : counts[place] + 1;
  }

  function describe(node) {
    return [node.label, node.kind === "leader" ? t("answers-for", node.tasks) : t("leads-supports", node.leads, node.supports),
      ...(node.kind === "leader" ? [] : [t("shares-with", node.strength, node.degree)])];
  }

  const ofKind = (node) => get("kind", "bureau") === "both" || node.kind === get("kind", "bureau");

  /** What the tasks that pass the filters make of a picture: nodes, the best connected first, sized by their tasks, and all lines. */
  function counted(picture, region, labels) {
    const sums = Zeren.sums(region, picture);
    // Where the largest would not fit, all shrink alike: area stays by number.
    const fair = Math.min(1, LARGEST / radius(Math.max(1, ...[...sums.nodes.values()].map((one) => (one.kind === "leader" ? one.tasks : get("role") === "support" ? one.supports : one.leads)))));
    const bounded = (tasks) => Math.max(4, radius(tasks) * fair);
    const known = new Map(picture.nodes.map((node) => [node.id, node]));
    const size = (one) => bounded(one.kind === "leader" ? one.tasks : get("role") === "support" ? one.supports : one.leads);
    const all = [...sums.nodes.values()].filter((one) => one.tasks).map((one) => ({
      shape: one.kind === "leader" ? "diamond" : "dot", color: one.kind === "leader" ? "#1f2937" : "#8a929c", community: 0, label: labels.get(one.id) ?? one.id,
      ...known.get(one.id), label: labels.get(one.id) ?? one.id, ...one, size: size(one) }));
    const rank = (one, other) => (one.kind === "leader") - (other.kind === "leader") || other.strength - one.strength || other.degree - one.degree
      || other.tasks - one.tasks || (one.id < other.id ? -1 : 1);
    return { ...sums, all: all.sort(rank), edges: sums.edges.map((edge) => ({ ...edge, width: width(edge.tasks) })) };
  }

  /** Gives those a place who had none among all tasks' best connected: in rows below the others. */
  function inPlace(nodes) {
    const floor = Math.max(0, ...nodes.filter((node) => node.y !== undefined).map((node) => node.y)) + 2 * ROOM[1];
    const across = 8;
    let next = 0;
    return nodes.map((node) => {
      if (node.x !== undefined) return node;
      const place = next++;
      return { ...node, x: ((place % across) - (across - 1) / 2) * ROOM[0], y: floor + Math.floor(place / across) * ROOM[1] };
    });
  }

  /** What a click opens: who the bureau works with, whom it answers to, and its tasks with their sentences. */
  async function panel(box, now, id, region, choose) {
    if (!id) {
      const first = now.all.filter(ofKind).slice(0, 12);
      return box.replaceChildren(el("p", { class: "note" }, t(first.length ? "click-a-node" : "no-tasks")), first.length ? el("h2", {}, t("strongest")) : "",
        el("ol", {}, first.map((one) => el("li", {}, Zeren.button(name(one.label), () => choose(one.id), { class: "plain" }), el("small", {}, ` ${describe(one)[1]}`)))));
    }
    const node = now.byId.get(id);
    if (!node) {
      const label = now.labels.get(id);
      return box.replaceChildren(label ? el("h2", {}, name(label)) : Zeren.gone("node", id), label ? el("p", { class: "note" }, t("no-tasks")) : "");
    }
    const near = now.edges.filter((edge) => edge.from === id || edge.to === id).map((edge) => [now.byId.get(edge.from === id ? edge.to : edge.from), edge.tasks]);
    const people = near.filter(([other]) => other.kind === "leader");
    const bureaus = near.filter(([other]) => other.kind !== "leader");
    const listed = (pairs) => el("p", {}, pairs.slice(0, 10).map(([other, tasks], i) => [i ? "、" : "", Zeren.thingLink(other.id, other.label), el("small", {}, ` ${tasks}`)]));
    const parts = [
      el("h2", {}, name(node.label)), el("p", {}, describe(node).slice(1).join(" · ")),
      el("p", {}, el("a", { class: "button", href: link("thing", { id }) }, t("open-page"))),
      people.length ? [el("h3", {}, t("answers-to")), listed(people)] : "",
      bureaus.length ? [el("h3", {}, node.kind === "leader" ? t("its-bureaus") : t("works-with")), listed(bureaus)] : "",
    ];
    box.replaceChildren(...parts.flat().filter(Boolean));
    if (!region) return undefined;
    const own = region.bodies.find((body) => body.id === id) ?? region.leaders.find((leader) => leader.id === id);
    const numbers = own.tasks?.filter((number) => Zeren.passes(region, number)) ?? Zeren.tasksOf(region, own);
    const cards = Zeren.cards(region, numbers, { first: 5, file: node.label });
    await cards.ready;
    box.append(el("h3", {}, t("its-tasks", numbers.length)), cards.element);
    return undefined;
  }

  function communities(nodes) {
    const groups = new Map();
    for (const node of nodes) if (node.community) groups.set(node.community, [...(groups.get(node.community) ?? []), node]);
    return [...groups].sort((a, b) => a[0] - b[0]);
  }

  function nodeTable(nodes, drawn, choose) {
    const numbers = ["tasks", "leads", "supports", "degree", "strength"];
    const value = (key) => (node) => (node.kind === "leader" && key !== "tasks" ? "" : node[key]);
    return Zeren.table({
      caption: t("bureaus-counted"), file: `network-${Zeren.regionKey("functions")}`, rows: nodes, first: 15,
      extra: [{ label: t("in-picture"), value: (node) => (drawn.has(node.id) ? 1 : 0) }, Zeren.iriColumn((node) => node.id)],
      columns: [
        { key: "label", label: t("name"), cell: (node) => Zeren.button(name(node.label), () => choose(node.id), { class: "plain" }) },
        { key: "kind", label: t("kind"), value: (node) => t(node.kind === "leader" ? "kind-leader" : Zeren.regionKey() ? "kind-unit" : "kind-function") },
        ...numbers.map((key) => ({ key, label: t(`column-${key}`), number: true, value: value(key) })),
        { key: "community", label: t("community"), number: true },
      ],
    });
  }

  const regionChoice = () => Zeren.choice("region", t("network-of"), [["", t("across")], ...Zeren.regionOptions()],
    () => { set({ node: null, most: null, from: null, kind: null }); Zeren.redraw(); });
  const head = () => [el("h1", {}, t("title-network")), el("p", { class: "intro" }, t("about-network"))];

  Zeren.page(async (content) => {
    if (Zeren.regionGone()) return content.replaceChildren(...head(), el("div", { class: "filters" }, regionChoice()));
    const place = Zeren.places().find((one) => one.key === Zeren.regionKey());
    const picture = await load(place ? `${place.file}-net` : "functions-net");
    const region = place ? await Zeren.region(place.key) : null;
    const spans = region ? region.spans : Zeren.allYears();
    const labels = new Map([...picture.nodes, ...(region ? [...region.bodies, ...region.leaders] : Zeren.index().things.filter((one) => one[0] === "function").map((one) => ({ id: one[1], label: Zeren.called(one) })))].map((one) => [one.id, one.label]));
    const box = el("div", { class: "graph", role: "img", "aria-label": t("graph-label") });
    const side = el("aside", { class: "panel", "aria-live": "polite" });
    const legend = el("div", { class: "legend" });
    const below = el("section", { class: "card" });
    const above = el("div");
    const grid = el("div", { class: "card matrix" });
    const sliders = el("span", { class: "sliders" });
    const tools = el("div", { class: "tools" });
    let graph = null;
    let now = null;

    const choose = (id) => { graph?.choose(id); return picked(id); };
    const picked = (id) => { set({ node: id }); return panel(side, now, id, region, choose); };
    /** The node of the address, by its id in this graph. */
    const asked = () => [...labels.keys()].find((id) => get("node") === id || get("node") === Zeren.iri(id)) ?? get("node");

    /** Counts anew what passes, and draws it. */
    function draw() {
      now = counted(picture, region, labels);
      now.labels = labels;
      now.byId = new Map(now.all.map((node) => [node.id, node]));
      const bureaus = now.all.filter((node) => node.kind !== "leader");
      now.first = Math.min(bureaus.length, innerWidth < 600 ? NODES_FIRST_SMALL : NODES_FIRST);
      const strongest = new Set(bureaus.slice(0, now.first).map((node) => node.id));
      const shared = now.edges.filter((edge) => edge.kind === "shares");
      now.calm = calmThreshold(shared, strongest);
      now.most = Math.max(1, ...shared.slice(0, 1).map((edge) => edge.tasks));
      const able = Math.min(MOST_DRAWN, bureaus.length);
      sliders.replaceChildren(Zeren.slider("most", t("how-many"), Math.min(5, able), able, now.first, () => show(true)),
        Zeren.slider("from", t("from-tasks"), 1, now.most, now.calm, () => show(false)));
      const placed = inPlace([...bureaus.slice(0, MOST_DRAWN), ...now.all.filter((node) => node.kind === "leader")]);
      const there = new Set(placed.map((node) => node.id));
      now.picture = { nodes: placed, edges: now.edges.filter((edge) => there.has(edge.from) && there.has(edge.to)).slice(0, MOST_LINES), options: picture.options };
      graph?.network.destroy();
      box.replaceChildren();
      graph = Zeren.graph(box, now.picture, { select: picked, describe });
      window.zerenGraph = graph;
      tools.replaceChildren(Zeren.button(t("fit"), () => graph.fit(true), { class: "quiet fit" }), ...graph.tools(`network-${place?.key ?? "functions"}`, { title: [place?.label ?? t("across"), t("title-network")].join(" · "), legend: ["legend-size", "legend-width", "legend-colour"].map((key) => t(key)) }), Zeren.button(t("copy-link"), Zeren.copyLink, { class: "quiet" }));
      show(true);
      graph.choose(get("node") ? asked() : null);
      return panel(side, now, get("node") ? asked() : null, region, choose);
    }

    /** Shows as many nodes and lines as the sliders and the kind say; words where there are none. */
    function show(fit) {
      let left = Math.min(Number(get("most")) || now.first, now.all.length);
      const floor = Math.min(Number(get("from")) || now.calm, now.most);
      const least = { shares: floor, answers: Zeren.filtered() || get("from") ? floor : Math.max(2, floor) };
      const nodes = now.picture.nodes.filter((node) => ofKind(node) && (node.kind === "leader" || left-- > 0));
      const ids = new Set(nodes.map((node) => node.id));
      graph.show(ids, [...now.picture.edges.keys()].filter((i) => now.picture.edges[i].tasks >= least[now.picture.edges[i].kind]));
      if (fit && nodes.length) graph.fit();
      const clear = () => { set({ role: null, commitment: null, doubt: null, kind: null, year: null }); return Zeren.redraw(); };
      box.querySelector(".nothing")?.remove();
      tools.querySelectorAll(".png, .svg, .fit").forEach((one) => { one.hidden = !nodes.length; });
      if (!nodes.length) box.append(el("div", { class: "nothing", role: "alert" }, el("p", {}, now.passing ? t("nobody-drawn", now.passing) : t("no-tasks")), Zeren.button(t("clear-filters"), clear)));
      above.replaceChildren(Zeren.passing(now.passing, now.of, spans), el("p", { class: "note" }, t("shared-by-several", now.shared), " ", t("drawn", nodes.length, graph.lines().length), get("role") ? [" ", t(`role-${get("role")}`)] : ""));
      legend.replaceChildren(el("span", {}, t(get("role") === "support" ? "legend-size-supports" : "legend-size")), el("span", {}, t("legend-width")), el("span", {}, t("legend-colour")),
        ...communities(nodes).map(([, members]) => el("span", {}, el("i", { class: "dot", "data-colour": members[0].color }), name(members[0].label))));
      legend.querySelectorAll("[data-colour]").forEach((dot) => { dot.style.background = Zeren.inkOf(dot.dataset.colour); });
      const listed = now.all.filter(ofKind);
      below.replaceChildren(el("h2", {}, t("as-table")), el("p", { class: "note" }, t("shown-of", nodes.length, listed.length, t(place ? "units-leaders" : "functions"))),
        listed.length ? nodeTable(listed, ids, choose) : "");
      grid.replaceChildren(...Zeren.matrix(`${place?.label ?? t("across")} · ${t("matrix")}`, now.all, now.edges, `network-${place?.key ?? "functions"}`, choose));
      grid.hidden = !grid.firstChild;
    }

    content.replaceChildren(...head(), el("div", { class: "filters" }, regionChoice(),
      place ? Zeren.choice("kind", t("kind"), [["bureau", t("only-bureaus")], ["both", t("with-leaders")], ["leader", t("only-leaders")]], () => draw(), "bureau") : "",
      Zeren.choices.year(draw, spans), Zeren.choices.role(draw), Zeren.choices.commitment(draw), Zeren.choices.doubt(draw), sliders), above,
    el("div", { class: "split" }, el("div", { class: "stage" }, box, tools, legend), side), grid, below);
    await draw();
    Zeren.escape = () => (graph.inHand() ? graph.take(false) : get("node") && choose(null));
    Zeren.picked = (thing) => {
      if (!labels.has(thing[1])) return false;
      choose(thing[1]);
      return true;
    };
    return undefined;
  });
})();
