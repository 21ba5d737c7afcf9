"use strict";
/* One thing's world: its neighbours, its tasks, its numbers and where each stands; without a thing, the list of all names. */
(() => {
  const { el, t, name, get, set, link, places } = Zeren;
  const MOST_DRAWN = 14;
  const MOST_READ = 300; // tasks whose numbers are read without being asked for

  const count = (lists) => { const found = new Map(); for (const row of lists) found.set(row, (found.get(row) ?? 0) + 1); return [...found].sort((a, b) => b[1] - a[1]); };
  const section = (title, ...inside) => el("section", { class: "card" }, el("h2", {}, title), ...inside);

  // --- all names
  function browse(content) {
    const holder = el("div");
    async function draw() {
      const wanted = get("q").trim();
      // The counts of the lists of one time alone: [thing, first, second], where several places name it more than once.
      const year = Zeren.allYears().includes(get("year")) ? get("year") : "";
      const counts = new Map();
      for (const [id, first, second] of year ? await Zeren.load(`years-${year}`) : []) counts.set(id, [first + (counts.get(id)?.[0] ?? 0), second + (counts.get(id)?.[1] ?? 0)]);
      const dated = (thing) => (get("year") ? [...thing.slice(0, 6), ...(counts.get(thing[1]) ?? [0, 0]), ...thing.slice(8)] : thing);
      const pool = wanted ? Zeren.find(wanted, Infinity) : Zeren.index().things;
      const kind = get("kind"), place = places().findIndex((one) => one.key === Zeren.regionKey());
      const rows = pool.map(dated).filter((thing) => (!get("year") || thing[6] + thing[7] > 0) && (!kind || thing[0] === kind) && (place < 0 || thing[5] === place || thing[9].includes(place))
        && (get("role") !== "lead" || thing[6] > 0) && (get("role") !== "support" || thing[7] > 0));
      holder.replaceChildren(get("year") || Zeren.allYears().length < 2 ? "" : el("p", { class: "note" }, t("years-together", Zeren.allYears().map(Zeren.yearText).join(t("list-comma")))), Zeren.table({
        caption: t("browse"), file: "names", rows, first: 40, extra: [Zeren.iriColumn((thing) => thing[1])],
        columns: [
          { key: "2", label: t("name"), value: (thing) => thing[2], cell: (thing) => Zeren.thingLink(thing[1], Zeren.called(thing)) },
          { key: "0", label: t("kind"), value: (thing) => t(`kind-${thing[0]}`) },
          { key: "5", label: t("region"), value: (thing) => places()[thing[5]]?.label ?? "", cell: (thing) => { const place = places()[thing[5]]; return place && Zeren.reporting().includes(place) ? Zeren.regionLink(place.key, place.label) : place?.label ?? ""; } },
          { key: "4", label: t("other-names"), value: (thing) => [Zeren.called(thing) === thing[2] ? thing[3] : thing[2], ...thing[4]].filter(Boolean).slice(0, 4).join("、") },
          { key: "tasks", label: t("column-tasks"), number: true, value: (thing) => ({ leader: thing[6], unit: thing[6] + thing[7], group: thing[6] + thing[7], initiative: thing[6] })[thing[0]] ?? "" },
          { key: "leads", label: t("column-leads"), number: true, value: (thing) => (thing[0] === "unit" || thing[0] === "group" ? thing[6] : "") },
          { key: "targets", label: t("column-targets"), number: true, value: (thing) => (thing[0] === "indicator" ? thing[6] : "") },
          { key: "regions", label: t("column-regions"), number: true, value: (thing) => (thing[5] < 0 ? thing[7] : "") },
        ],
      }));
    }
    const ready = draw();
    content.replaceChildren(el("h1", {}, t("title-thing")), el("p", { class: "intro" }, t("about-thing")), el("div", { class: "filters" },
      el("label", { class: "choice" }, el("span", {}, t("filter-name")), el("input", { type: "text", name: "q", value: get("q"), oninput: (event) => { set({ q: event.target.value }); draw(); } })),
      Zeren.choice("kind", t("kind"), [["", t("all")], ...["leader", "unit", "group", "indicator", "function", "initiative"].map((one) => [one, t(`kind-${one}`)])], draw),
      Zeren.choices.region(draw), Zeren.choices.year(draw, Zeren.allYears()), Zeren.choices.role(draw)), el("section", { class: "card" }, holder));
    return ready;
  }

  // --- a leader, a bureau, a group
  /** The thing amid its neighbours: leaders above, bureaus around, the nearest those with most tasks shared. */
  function ego(thing, people, bodies, region) {
    const most = Math.max(1, ...people.slice(0, 10).map((one) => one[1]), ...bodies.slice(0, MOST_DRAWN).map((one) => one[1]));
    const fair = Math.min(3, 25 / Math.sqrt(most)); // at most 30, so that no disc lies on another
    const size = (tasks) => 5 + fair * Math.sqrt(tasks);
    const nodes = [{ id: thing[1], label: thing[2], x: 0, y: 0, size: 20, color: "#c2455b", shape: thing[0] === "leader" ? "diamond" : "dot" }];
    const edges = [];
    const place = (entries, from, to, wide, high, make) => entries.forEach(([row, tasks], i) => {
      const angle = from + ((to - from) * (i + 0.5)) / entries.length;
      const near = i % 2 ? 1 : 0.68;
      nodes.push({ ...make(row, tasks), x: Math.round(wide * near * Math.cos(angle)), y: Math.round(high * near * Math.sin(angle)), size: size(tasks), tasks });
      edges.push({ from: thing[1], to: nodes.at(-1).id, width: Math.min(10, 0.8 + tasks * 0.5), tasks });
    });
    const half = people.length && bodies.length;
    place(people.slice(0, 10), Math.PI * 1.05, Math.PI * 1.95, 330, 210, (row) => ({ id: region.leaders[row].id, label: region.leaders[row].label, color: "#1f2937", shape: "diamond", kind: "leader" }));
    place(bodies.slice(0, MOST_DRAWN), half ? Math.PI * 0.02 : 0, half ? Math.PI * 0.98 : Math.PI * 2, 430, 250, (row) => ({ id: region.bodies[row].id, label: region.bodies[row].label, color: "#2f6db3", shape: "dot" }));
    return { nodes, edges, options: Zeren.index().drawing };
  }

  async function body(content, thing) {
    const home = places()[thing[5]];
    const naming = (thing[9].length ? thing[9] : [thing[5]]).map((number) => places()[number]);
    const first = naming.includes(home) ? home : naming[0];
    const shown = naming.find((place) => place.key === Zeren.regionKey()) ?? first;
    const region = await Zeren.region(shown.key);
    const isLeader = thing[0] === "leader";
    const row = (isLeader ? region.leaders : region.bodies).findIndex((one) => one.id === thing[1]);
    const own = (isLeader ? region.leaders : region.bodies)[row];
    const every = isLeader ? own.tasks : [...own.leads, ...own.supports];
    const peopleOn = (numbers_) => (isLeader ? [] : count(numbers_.flatMap((number) => region.by[number])));
    const people = peopleOn(every);
    const kindOf = (other) => get("kind") === "" || (get("kind") === "group") === Boolean(region.bodies[other].group);
    const box = el("div", { class: "graph ego", role: "img", "aria-label": t("ego-label", thing[2]) });
    const tools = el("div", { class: "tools" });
    const near = el("div"), numbers = el("div"), tasks = el("div"), above = el("div");

    let goalsOf = MOST_READ;
    async function draw() {
      const passing = isLeader ? own.tasks.filter((number) => Zeren.passes(region, number)) : Zeren.tasksOf(region, own);
      above.replaceChildren(Zeren.passing(passing.length, every.length, region.spans));
      const bodies = count(passing.flatMap((number) => region.on[number].filter(([other, leads]) => (isLeader || other !== row) && kindOf(other)
        && (!isLeader || get("role") === "" || (get("role") === "lead") === leads)).map(([other]) => other)));
      box.replaceChildren();
      const graph = Zeren.graph(box, ego(thing, peopleOn(passing), bodies, region), {
        describe: (node) => [node.label, node.tasks ? t("task-count", node.tasks) : ""], select: (id) => { if (id && id !== thing[1]) location.href = link("thing", { id }); } });
      graph.fit();
      window.zerenGraph = graph;
      tools.replaceChildren(...graph.tools(thing[2], { title: t("ego-label", thing[2]), legend: [t("legend-diamond"), t("legend-ego")], source: Zeren.sourceOf(shown.key) }), Zeren.button(t("copy-link"), Zeren.copyLink, { class: "quiet" }));
      near.replaceChildren(Zeren.table({ caption: t("neighbours"), file: `${thing[2]}-neighbours`, first: 10, rows: bodies, extra: [Zeren.iriColumn(([other]) => region.bodies[other].id)],
        columns: [{ key: "0", label: t("name"), value: ([other]) => region.bodies[other].label, cell: ([other]) => Zeren.thingLink(region.bodies[other].id, region.bodies[other].label) },
          { key: "1", label: t("shared-tasks"), number: true, value: (pair) => pair[1] }] }));
      const having = passing.filter((number) => Number(region.commitments[number]));
      const withGoals = having.slice(0, goalsOf);
      const goals = async (some) => Zeren.goalsIn(region, await Zeren.tasks(region, some), some).filter((goal) => !get("commitment") || goal.commitment === get("commitment"));
      const rows = await goals(withGoals);
      numbers.replaceChildren(rows.length ? Zeren.goalTable(rows, t("numbers"), `${thing[2]}-numbers`, { withIndicator: true, whole: having.length > goalsOf ? () => goals(having) : null }) : el("p", { class: "note" }, t("none-here")));
      if (having.length > goalsOf) numbers.append(Zeren.button(t("numbers-of-all", having.length), () => { goalsOf = Infinity; return draw(); }, { class: "quiet" }));
      const cards = Zeren.cards(region, passing, { first: 12, file: thing[2] });
      tasks.replaceChildren(cards.element);
      await cards.ready;
    }

    const functions = (own.functions ?? []).map((id) => Zeren.index().things.find((one) => one[1] === id)).filter(Boolean);
    content.replaceChildren(
      el("h1", {}, name(thing[2])),
      el("p", { class: "facts" }, el("span", {}, t(`kind-${thing[0]}`), " · ", Zeren.reporting().includes(home) ? Zeren.regionLink(home.key, home.label) : name(home.label)),
        shown === home ? "" : el("span", {}, t("in-notices-of", shown.label)),
        isLeader ? el("span", {}, name(own.posts.join("、")), " ", el("b", {}, t("answers-for", own.tasks.length))) : el("b", {}, t("leads-supports", own.leads.length, own.supports.length)),
        own.alts?.length ? el("span", {}, `${t("other-names")} `, own.alts.map((other, i) => [i ? "、" : "", name(other)])) : "",
        functions.length ? el("span", {}, `${t("does")} `, functions.map((one, i) => [i ? "、" : "", el("a", { href: link("compare", { by: "function", id: one[1] }) }, name(Zeren.called(one)))])) : ""),
      people.length ? el("p", { class: "answers-to" }, el("b", {}, `${t("answers-to")} `), people.map(([who, tasks_], i) => [i ? "、" : "", Zeren.thingLink(region.leaders[who].id, region.leaders[who].label), el("small", {}, ` ${region.leaders[who].posts.join("、")} ${t("task-count", tasks_)}`)])) : "",
      el("div", { class: "filters" }, naming.length > 1 ? Zeren.choice("region", t("notices-of"), naming.map((place) => [place.key, place.label]), Zeren.redraw, first.key) : "",
        Zeren.choices.year(draw, region.spans), Zeren.choices.role(draw), Zeren.choices.commitment(draw), Zeren.choices.doubt(draw),
        Zeren.choice("kind", t("neighbours"), [["", t("all")], ["unit", t("kind-unit")], ["group", t("kind-group")]], draw)), above,
      el("div", { class: "two" }, el("div", { class: "stage" }, box, tools), section(isLeader ? t("its-bureaus") : t("neighbours"), near)),
      section(t("numbers"), numbers), section(isLeader ? t("its-tasks", own.tasks.length) : t("leads-supports-title"), tasks));
    await draw();
  }

  // --- what places share
  async function shared(content, thing) {
    const own = Zeren.called(thing);
    const head = [el("h1", {}, name(own)), el("p", { class: "facts" }, el("span", {}, t(`kind-${thing[0]}`)), own !== thing[2] ? el("span", {}, name(thing[2])) : thing[3] ? el("span", { lang: "en" }, thing[3]) : "",
      thing[4].length ? el("span", {}, `${t("other-names")} `, name(thing[4].slice(0, 6).join("、"))) : "", el("span", {}, t("regions-count", thing[7])))];
    if (thing[0] === "indicator") content.replaceChildren(...head, section(t("goals-compared"), Zeren.goalView(own, await Zeren.goalsOf(thing[1]), thing[2])));
    else location.replace(link("compare", { by: thing[0], id: thing[1] }));
  }

  Zeren.page(async (content) => {
    const id = get("id");
    if (!id) return browse(content);
    const thing = Zeren.index().things.find((one) => one[1] === id || Zeren.iri(one[1]) === id);
    if (!thing) return content.replaceChildren(el("h1", {}, t("title-thing")), Zeren.gone("node", id), el("p", {}, el("a", { href: link("thing") }, t("browse"))));
    await (thing[5] >= 0 ? body(content, thing) : shared(content, thing));
    document.title = `${Zeren.clean(Zeren.called(thing))} · ${t("zeren")}`;
    scrollTo(0, 0);
    return undefined;
  });
})();
