"use strict";
/* From leader to bureau to task: leaders first, and what lies under one only when it is opened. */
(() => {
  const { el, t, name, get, set, link } = Zeren;
  const small = innerWidth < 600;
  const COLUMN = small ? 160 : 265;
  const LETTERS = small ? 10 : 17;
  const ROW = 31;
  const MOST = 60;
  const COLOURS = { leader: "#1f2937", bureau: "#2f6db3", task: "#3d8f5f", target: "#d5672a" };
  let graph = null;

  /** Leaders with their tasks that pass the filters; tasks without any leader stand under one of their own. */
  function leadersOf(region) {
    const passes = (number) => Zeren.passes(region, number);
    const rows = region.leaders.map((leader) => ({ key: leader.id, label: leader.label, id: leader.id, posts: leader.posts, tasks: leader.tasks.filter(passes) }));
    const none = region.by.flatMap((leaders, number) => (leaders.length || !passes(number) ? [] : [number]));
    if (none.length) rows.push({ key: "none", label: t("no-leader"), id: null, posts: [], tasks: none });
    return rows.sort((a, b) => (a.id === null) - (b.id === null) || b.tasks.length - a.tasks.length);
  }

  /** The bureaus on those tasks, with the tasks of each. */
  function bureausOf(region, tasks) {
    const role = get("role"), kind = get("kind");
    const found = new Map();
    for (const number of tasks) {
      for (const [row, leads] of region.on[number]) {
        if ((role === "lead" && !leads) || (role === "support" && leads)) continue;
        if ((kind === "unit" && region.bodies[row].group) || (kind === "group" && !region.bodies[row].group)) continue;
        if (!found.has(row)) found.set(row, { key: region.bodies[row].id, label: region.bodies[row].label, id: region.bodies[row].id, tasks: [], leads: 0 });
        found.get(row).tasks.push(number);
        found.get(row).leads += leads;
      }
    }
    return [...found.values()].sort((a, b) => b.leads - a.leads || b.tasks.length - a.tasks.length);
  }

  const cut = (text, most) => { const all = [...text]; return all.length > most ? `${all.slice(0, most - 1).join("")}…` : text; };

  /** Columns of entries as a picture: each column beside its parent, one row an entry. */
  function pictureOf(columns) {
    const nodes = [], edges = [];
    let parent = null;
    columns.forEach((column, depth) => {
      const shown = column.entries.slice(0, MOST);
      if (column.entries.length > MOST) shown.push({ key: "more", label: t("more-in-list", column.entries.length - MOST) });
      const top = parent ? Math.max(0, parent.y - ((shown.length - 1) * ROW) / 2) : 0;
      let next = null;
      shown.forEach((entry, i) => {
        const node = { id: `${column.kind}:${entry.key}`, label: entry.label, name: cut(entry.shown ?? entry.label, LETTERS), x: depth * COLUMN, y: top + i * ROW,
          size: entry.key === column.open ? 9 : 6.5, color: COLOURS[column.kind], shape: column.kind === "leader" ? "diamond" : "dot", kind: column.kind, note: entry.note };
        nodes.push(node);
        if (parent) edges.push({ from: parent.id, to: node.id, width: 1, tasks: 1 });
        if (entry.key === column.open) next = node;
      });
      parent = next;
    });
    return { nodes, edges, options: Zeren.index().drawing };
  }

  function panel(region, opened, side) {
    const { leader, bureau, task } = opened;
    const parts = [];
    let numbers = [];
    if (!leader) parts.push(el("p", { class: "note" }, t("click-a-leader")));
    else {
      parts.push(el("h2", {}, name(bureau ? bureau.label : leader.label)), bureau ? el("p", { class: "note" }, name(leader.label), " › ", name(bureau.label)) : el("p", { class: "note" }, name(leader.posts.join("、"))));
      const id = bureau ? bureau.id : leader.id;
      if (id) parts.push(el("p", {}, el("a", { class: "button", href: link("thing", { id }) }, t("open-page"))));
      numbers = task === null ? (bureau ?? leader).tasks : [task];
      parts.push(el("h3", {}, t("its-tasks", numbers.length)));
    }
    side.replaceChildren(...parts);
    if (!numbers.length) return Promise.resolve();
    const cards = Zeren.cards(region, numbers, { first: 6, file: leader.label });
    side.append(cards.element);
    return cards.ready;
  }

  function outline(region, leaders, opened, go) {
    const branch = (entry, note, open, toggle, inside) => el("li", {},
      el("button", { type: "button", "aria-expanded": String(open), onclick: toggle }, name(entry.label), el("small", {}, ` ${note}`)), open ? inside() : "");
    return el("div", { class: "outline" }, el("ul", {}, leaders.map((leader) => {
      const open = opened.leader?.key === leader.key;
      return branch(leader, [leader.posts.join("、"), t("task-count", leader.tasks.length)].filter(Boolean).join(" · "), open,
        () => go({ leader: open ? null : leader.key, bureau: null, task: null }),
        () => el("ul", {}, bureausOf(region, leader.tasks).map((bureau) => {
          const inner = opened.bureau?.key === bureau.key;
          return branch(bureau, t("leads-supports", bureau.leads, bureau.tasks.length - bureau.leads), inner,
            () => go({ bureau: inner ? null : bureau.key, task: null }), () => el("div", { class: "cards" }, Zeren.cards(region, bureau.tasks, { first: 20 }).element));
        })));
    })));
  }

  Zeren.page(async (content) => {
    const key = Zeren.regionKey(Zeren.reporting()[0]?.key);
    if (!key) return content.replaceChildren(el("p", { class: "note" }, t("none-here")));
    const regionChoice = () => Zeren.choice("region", t("region"), Zeren.regionOptions(), () => { set({ leader: null, bureau: null, task: null }); Zeren.redraw(); }, Zeren.reporting()[0].key);
    if (Zeren.regionGone()) return content.replaceChildren(el("h1", {}, t("title-tree")), el("div", { class: "filters" }, regionChoice()));
    const region = await Zeren.region(key);
    const box = el("div", { class: "graph tree", role: "img", "aria-label": t("tree-label") });
    const side = el("aside", { class: "panel", "aria-live": "polite" });
    const list = el("section", { class: "card" });
    const above = el("div");
    const flows = el("div", { class: "card flows" });
    const tools = el("div", { class: "tools" });

    let wordsOf = []; // the addresses of the words of the numbers that are shown
    const go = (changes) => { set(changes); return draw(); };
    async function draw() {
      const leaders = leadersOf(region);
      const asked = (one, key) => get(key) === one.key || (one.id && Zeren.means(get(key), one.id));
      const leader = leaders.find((one) => asked(one, "leader")) ?? null;
      const bureaus = leader ? bureausOf(region, leader.tasks) : [];
      const bureau = bureaus.find((one) => asked(one, "bureau")) ?? null;
      const number = Zeren.taskNumber(region, get("task"));
      const task = bureau && bureau.tasks.includes(number) ? number : null;
      above.replaceChildren(Zeren.passing(region.ids.filter((_, one) => Zeren.passes(region, one)).length, region.tasks, region.spans),
        get("leader") && !leader && get("leader") !== "none" ? Zeren.gone("kind-leader", get("leader")) : "",
        get("bureau") && !region.bodies.some((one) => Zeren.means(get("bureau"), one.id)) ? Zeren.gone("kind-unit", get("bureau")) : "",
        get("task") && number < 0 ? Zeren.gone("task", get("task")) : "");
      const columns = [{ kind: "leader", open: leader?.key, entries: leaders.map((one) => ({ ...one, shown: `${one.label} ${one.tasks.length}`, note: t("task-count", one.tasks.length) })) }];
      if (leader) columns.push({ kind: "bureau", open: bureau?.key, entries: bureaus.map((one) => ({ ...one, shown: `${one.label} ${one.leads}+${one.tasks.length - one.leads}`, note: t("leads-supports", one.leads, one.tasks.length - one.leads) })) });
      if (bureau) {
        const tasks = await Zeren.tasks(region, bureau.tasks);
        columns.push({ kind: "task", open: task === null ? undefined : Zeren.local(region.ids[task]), entries: tasks.map((one, i) => ({ key: Zeren.local(region.ids[bureau.tasks[i]]), label: one.text ?? t("item", one.n ?? "–"), shown: `${one.n ?? ""} ${one.text ?? t("item", one.n ?? "–")}`.trim(), note: t("targets") + ` ${(one.goals ?? []).length}` })) });
        const goals = task === null ? [] : tasks[bureau.tasks.indexOf(task)]?.goals ?? [];
        wordsOf = goals.map((goal) => Zeren.wordsAddress(region.key, region.documents[tasks[bureau.tasks.indexOf(task)].doc]?.id, region.ids[task], goal.start, goal.end));
        if (goals.length) columns.push({ kind: "target", entries: goals.map((goal, i) => ({ key: String(i), label: `${goal.name ?? ""} ${Zeren.goalText(goal)}`, note: goal.quote ?? "" })) });
      }
      const picture = pictureOf(columns);
      const lowest = Math.max(...picture.nodes.map((node) => node.y), 8 * ROW);
      box.style.height = `${lowest + 60}px`;
      graph?.network.destroy();
      graph = Zeren.graph(box, picture, { beside: true, fixed: true, describe: (node) => [node.label, node.note ?? ""], select: (id) => id && pick(id) });
      const wide = box.clientWidth;
      const left = Math.max(0, columns.length * COLUMN + 10 - wide);
      graph.network.moveTo({ position: { x: left + wide / 2 - 24, y: (lowest + 60) / 2 - 30 }, scale: 1, animation: false });
      window.zerenGraph = graph;
      const numbers = task === null ? (bureau ?? leader)?.tasks ?? [...new Set(leaders.flatMap((one) => one.tasks))].sort((a, b) => a - b) : [task];
      tools.replaceChildren(...graph.tools(`tree-${key}`, { title: `${region.label} · ${t("title-tree")}`, legend: [t("legend-plus")] }), ...Zeren.taskDownloads(region, numbers, numbers, `tree-${key}`), Zeren.button(t("copy-link"), Zeren.copyLink, { class: "quiet" }));
      list.replaceChildren(el("h2", {}, t("outline")), outline(region, leaders, { leader, bureau }, go));
      flows.replaceChildren(...Zeren.flows(region, leader, go));
      flows.hidden = !flows.firstChild;
      await panel(region, { leader, bureau, task }, side);
    }
    function pick(id) {
      const [kind, row] = [id.slice(0, id.indexOf(":")), id.slice(id.indexOf(":") + 1)];
      if (kind === "leader") return go({ leader: get("leader") === row ? null : row, bureau: null, task: null });
      if (kind === "bureau" && row !== "more") return go({ bureau: get("bureau") === row ? null : row, task: null });
      if (kind === "target" && row !== "more") { location.href = wordsOf[Number(row)]; return undefined; }
      return kind === "task" && row !== "more" ? go({ task: get("task") === row ? null : row }) : undefined;
    }

    content.replaceChildren(el("h1", {}, t("title-tree")), el("p", { class: "intro" }, t("about-tree")),
      el("div", { class: "filters" },
        regionChoice(),
        Zeren.choice("kind", t("kind"), [["", t("all")], ["unit", t("kind-unit")], ["group", t("kind-group")]], draw), Zeren.choices.year(draw, region.spans), Zeren.choices.role(draw), Zeren.choices.commitment(draw), Zeren.choices.doubt(draw)), above, flows,
      el("div", { class: "split" }, el("div", { class: "stage" }, box, tools,
        el("p", { class: "legend" }, ["leader", "bureau", "task", "target"].map((kind) => el("span", {}, el("i", { class: `dot kind-${kind}` }), t({ leader: "leaders", bureau: "units", task: "tasks", target: "targets" }[kind]))), el("span", {}, t("legend-plus")))), side), list);
    await draw();
    Zeren.escape = () => (get("task") ? go({ task: null }) : get("bureau") ? go({ bureau: null }) : get("leader") && go({ leader: null }));
    Zeren.picked = (thing) => {
      if (!region.leaders.some((leader) => leader.id === thing[1])) return false;
      go({ leader: thing[1], bureau: null, task: null });
      return true;
    };
    return undefined;
  });
})();
