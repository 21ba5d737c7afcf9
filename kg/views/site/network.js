"use strict";
/* Who works with whom: bureaus that share tasks, of one region or put together by function; with the leaders they answer to. */
(() => {
  const { el, t, name, get, set, load, link } = Zeren;
  const NODES_FIRST = 45;
  const NODES_FIRST_SMALL = 22;
  const EDGES_A_NODE = 1.8;

  /** The smallest number of shared tasks for which the picture stays legible. */
  function calmThreshold(edges, nodes) {
    const counts = edges.filter((edge) => nodes.has(edge.from) && nodes.has(edge.to)).map((edge) => edge.tasks).sort((a, b) => b - a);
    const place = Math.floor(nodes.size * EDGES_A_NODE);
    return counts.length > place ? counts[place] + 1 : 1;
  }

  function describe(node) {
    return [node.label, node.kind === "leader" ? t("answers-for", node.tasks) : t("leads-supports", node.leads, node.supports),
      ...(node.degree === undefined ? [] : [t("shares-with", node.strength, node.degree)])];
  }

  const masks = { ensure: 1, strive: 2, plain: 4 };
  function passes(node) {
    const kind = get("kind", "bureau");
    if (kind !== "both" && node.kind !== kind) return false;
    if (node.kind === "leader") return true;
    if (get("role") === "lead" && !node.leads) return false;
    if (get("role") === "support" && !node.supports) return false;
    const wanted = get("commitment");
    return !wanted || (wanted === "none" ? Boolean(node.commits & 8) : Boolean(node.commits & masks[wanted]));
  }

  /** What a click opens: who the bureau works with, whom it answers to, and its tasks with their sentences. */
  async function panel(box, picture, node, choose) {
    if (!node) {
      const first = picture.nodes.filter(passes).slice(0, 12);
      return box.replaceChildren(el("p", { class: "note" }, t("click-a-node")), el("h2", {}, t("strongest")),
        el("ol", {}, first.map((one) => el("li", {}, Zeren.button(name(one.label), () => choose(one.id), { class: "plain" }), el("small", {}, ` ${describe(one)[1]}`)))));
    }
    const byId = new Map(picture.nodes.map((n) => [n.id, n]));
    const near = picture.edges.filter((edge) => edge.from === node.id || edge.to === node.id)
      .map((edge) => [byId.get(edge.from === node.id ? edge.to : edge.from), edge.tasks]).sort((a, b) => b[1] - a[1]);
    const people = near.filter(([other]) => other.kind === "leader");
    const bureaus = near.filter(([other]) => other.kind !== "leader");
    const listed = (pairs) => el("p", {}, pairs.slice(0, 10).map(([other, tasks], i) => [i ? "、" : "", Zeren.thingLink(other.id, other.label), el("small", {}, ` ${tasks}`)]));
    const parts = [
      el("h2", {}, name(node.label)), el("p", {}, describe(node).slice(1).join(" · ")),
      el("p", {}, el("a", { class: "button", href: link("thing", { id: node.id }) }, t("open-page"))),
      people.length ? [el("h3", {}, t("answers-to")), listed(people)] : "",
      bureaus.length ? [el("h3", {}, node.kind === "leader" ? t("its-bureaus") : t("works-with")), listed(bureaus)] : "",
    ];
    box.replaceChildren(...parts.flat().filter(Boolean));
    const key = Zeren.regionKey();
    if (!key) return undefined;
    const region = await Zeren.region(key);
    const own = region.bodies.find((body) => body.id === node.id) ?? region.leaders.find((leader) => leader.id === node.id);
    const numbers = own.tasks ?? Zeren.passing(region, own);
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

  function nodeTable(nodes, choose) {
    const numbers = ["leads", "supports", "degree", "strength"];
    return Zeren.table({
      caption: t("bureaus-shown"), file: `network-${Zeren.regionKey("functions")}`, rows: nodes, first: 15,
      columns: [
        { key: "label", label: t("name"), cell: (node) => Zeren.button(name(node.label), () => choose(node.id), { class: "plain" }) },
        { key: "kind", label: t("kind"), value: (node) => t(node.kind === "leader" ? "kind-leader" : Zeren.regionKey() ? "kind-unit" : "kind-function") },
        ...numbers.map((key) => ({ key, label: t(`column-${key}`), number: true })),
        { key: "community", label: t("community"), number: true },
      ],
    });
  }

  Zeren.page(async (content) => {
    const key = Zeren.regionKey();
    const picture = await load(key ? `${key}-net` : "functions-net");
    const box = el("div", { class: "graph", role: "img", "aria-label": t("graph-label") });
    const side = el("aside", { class: "panel", "aria-live": "polite" });
    const legend = el("div", { class: "legend" });
    const below = el("section", { class: "card" });
    const bureaus = picture.nodes.filter((node) => node.kind !== "leader").length;
    const first = Math.min(bureaus, innerWidth < 600 ? NODES_FIRST_SMALL : NODES_FIRST);
    const strongest = new Set(picture.nodes.filter((node) => node.kind !== "leader").slice(0, first).map((node) => node.id));
    const calm = calmThreshold(picture.edges.filter((edge) => edge.kind === "shares"), strongest);
    const most = picture.edges.reduce((top, edge) => (edge.kind === "shares" ? Math.max(top, edge.tasks) : top), 1);
    let graph = null;

    const choose = (id) => { graph.choose(id); picked(id); };
    const picked = (id) => { set({ node: id }); return panel(side, picture, picture.nodes.find((node) => node.id === id), choose); };

    function apply(fit) {
      const count = Number(get("most", first));
      const floor = Number(get("from", calm));
      let left = count;
      const nodes = picture.nodes.filter((node) => passes(node) && (node.kind === "leader" || left-- > 0));
      const ids = new Set(nodes.map((node) => node.id));
      const edges = [...picture.edges.keys()].filter((i) => picture.edges[i].tasks >= (picture.edges[i].kind === "answers" ? Math.max(2, floor) : floor));
      graph.show(ids, edges);
      if (fit) graph.fit();
      legend.replaceChildren(el("span", {}, t("legend-size")), el("span", {}, t("legend-width")), el("span", {}, t("legend-colour")),
        ...communities(nodes).map(([, members]) => el("span", {}, el("i", { class: "dot", "data-colour": members[0].color }), name(members[0].label))));
      legend.querySelectorAll("[data-colour]").forEach((dot) => { dot.style.background = dot.dataset.colour; });
      below.replaceChildren(el("h2", {}, t("as-table")), el("p", { class: "note" }, t("shown-of", nodes.length, picture.nodesOf, t(key ? "units-leaders" : "functions"))), nodeTable(nodes, choose));
    }

    const filters = el("div", { class: "filters" },
      Zeren.choice("region", t("network-of"), [["", t("across")], ...Zeren.places().map((place) => [place.key, place.label])], () => { set({ node: null, most: null, from: null, kind: null }); Zeren.redraw(); }),
      key ? Zeren.choice("kind", t("kind"), [["bureau", t("only-bureaus")], ["both", t("with-leaders")], ["leader", t("only-leaders")]], () => apply(true), "bureau") : "",
      Zeren.choices.role(() => apply(false)), Zeren.choices.commitment(() => apply(false)),
      Zeren.slider("most", t("how-many"), 5, Math.max(5, bureaus), first, () => apply(true)),
      Zeren.slider("from", t("from-tasks"), 1, most, calm, () => apply(false)));
    const tools = el("div", { class: "tools" });
    content.replaceChildren(el("h1", {}, t("title-network")), el("p", { class: "intro" }, t("about-network")), filters,
      el("div", { class: "split" }, el("div", { class: "stage" }, box, tools, legend), side), below);
    graph = Zeren.graph(box, picture, { select: picked, describe });
    window.zerenGraph = graph;
    tools.append(Zeren.button(t("fit"), () => graph.fit(true), { class: "quiet" }), ...graph.tools(`network-${key || "functions"}`), Zeren.button(t("copy-link"), Zeren.copyLink, { class: "quiet" }));
    apply(true);
    if (get("node")) choose(get("node"));
    else await panel(side, picture, null, choose);
    Zeren.picked = (thing) => {
      if (!picture.nodes.some((node) => node.id === thing[1])) return false;
      choose(thing[1]);
      return true;
    };
  });
})();
