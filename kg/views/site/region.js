"use strict";
/* A region: its documents and years, leaders and bureaus, what it promises in which field, what is due, what is doubtful, its network. */
(() => {
  const { el, t, name, get, set, link, load, places, index } = Zeren;
  const section = (id, title, ...inside) => el("section", { class: "card", id }, el("h2", {}, title), ...inside);
  const MANY = 1500; // tasks that are read without being asked for

  const digit = (region, number) => Number(region.commitments[number]);
  const firm = (region, numbers) => ({ tasks: numbers.length, numbers: numbers.filter((one) => digit(region, one)).length, ensure: numbers.filter((one) => digit(region, one) & 1).length,
    strive: numbers.filter((one) => digit(region, one) & 2).length, doubt: numbers.filter((one) => region.doubts[one] === "1").length });

  /** The regions, where none is asked for. */
  function choose(content) {
    const rows = Zeren.reporting();
    content.replaceChildren(el("h1", {}, t("title-region")), el("p", { class: "intro" }, t("about-region")), el("div", { class: "filters" }, Zeren.choices.region(Zeren.redraw)), section("regions", t("regions"), Zeren.table({
      caption: t("by-region"), file: "regions", first: 40, rows, extra: [Zeren.iriColumn((place) => place.id)], columns: [
        { key: "label", label: t("region"), cell: (place) => Zeren.regionLink(place.key, place.label) }, { key: "code", label: t("column-code") },
        { key: "years", label: t("year"), value: (place) => place.years.map(Zeren.yearText).join(t("list-comma")) },
        ...["documents", "tasks", "leaders", "units", "targets"].map((key) => ({ key, label: t(key), number: true })), { key: "inDoubt", label: t("tasks-in-doubt"), number: true }] })));
  }

  function documents(region, passes) {
    const numbersOf = (one) => Array.from({ length: one.tasks }, (_, i) => one.first + i).filter(passes);
    const years = (one) => [...new Set([...numbersOf(one).map((number) => Zeren.yearsOf(region, number)), ...(one.spans ?? [])])].filter(Boolean).sort().map(Zeren.yearText).join(t("list-comma"));
    const told = (one) => region.reports.filter(([doc, number]) => region.documents[doc] === one && passes(number));
    const rows = region.documents.filter((one) => !get("year") || numbersOf(one).length || (one.spans ?? []).includes(get("year")));
    return Zeren.table({ caption: t("documents"), file: `${region.label}-documents`, first: 8, rows, extra: [Zeren.iriColumn((one) => one.id)], columns: [
      { key: "title", label: t("document"), wide: true, value: (one) => one.title ?? one.number ?? one.id, cell: (one) => el("a", { href: link("document", { region: region.key, doc: Zeren.local(one.id) }) }, name(one.title ?? one.number ?? one.id)) },
      ...(rows.some((one) => one.replaced) ? [{ key: "replaced", label: t("column-replacedBy"), wide: true, value: (one) => (one.replaced ?? []).join("、") }] : []),
      ...["number", "issued"].filter((key) => rows.some((one) => one[key])).map((key) => ({ key, label: t({ number: "document-number", issued: "issued" }[key]), value: (one) => one[key] ?? "" })), { key: "years", label: t("year"), value: years },
      { key: "tasks", label: t("column-tasks"), number: true, value: (one) => numbersOf(one).length },
      ...(rows.some((one) => one.progress) ? [{ key: "tells", label: t("tells"), number: true, value: (one) => told(one).length || (one.progress ? 0 : "") }] : []),
      { key: "doubt", label: t("tasks-in-doubt"), number: true, value: (one) => numbersOf(one).filter((number) => region.doubts[number] === "1").length }] });
  }

  function leaders(region, passes) {
    const rows = region.leaders.map((leader) => { const numbers = leader.tasks.filter(passes); return { leader, numbers, bureaus: new Set(numbers.flatMap((number) => region.on[number].map(([row]) => row))).size }; })
      .filter((row) => row.numbers.length).sort((a, b) => b.numbers.length - a.numbers.length);
    if (!rows.length) return el("p", { class: "note" }, t("none-here"));
    return Zeren.table({ caption: t("leaders"), file: `${region.label}-leaders`, first: 10, rows, extra: [Zeren.iriColumn((row) => row.leader.id)], columns: [
      { key: "name", label: t("name"), value: (row) => row.leader.label, cell: (row) => Zeren.thingLink(row.leader.id, row.leader.label) },
      ...(rows.some((row) => row.leader.posts.length) ? [{ key: "posts", label: t("post"), value: (row) => row.leader.posts.join("、") }] : []),
      { key: "tasks", label: t("column-tasks"), number: true, value: (row) => row.numbers.length }, { key: "bureaus", label: t("units"), number: true, value: (row) => row.bureaus },
      { key: "look", label: t("look"), value: () => "", cell: (row) => el("span", { class: "links" }, el("a", { href: link("tree", { region: region.key, leader: Zeren.local(row.leader.id), ...years() }) }, t("short-tree"))) }] });
  }
  const years = () => (get("year") ? { year: get("year") } : {});

  function bureaus(region, passes) {
    const rows = region.bodies.map((body) => ({ body, leads: body.leads.filter(passes), supports: body.supports.filter(passes) })).filter((row) => row.leads.length + row.supports.length)
      .sort((a, b) => b.leads.length - a.leads.length || b.supports.length - a.supports.length);
    if (!rows.length) return el("p", { class: "note" }, t("none-here"));
    async function save(row) {
      const numbers = [...row.leads, ...row.supports].sort((a, b) => a - b);
      Zeren.csv(Zeren.taskRows(region, await Zeren.tasks(region, numbers), numbers), `${region.label}-${row.body.label}`);
    }
    return Zeren.table({ caption: t("units"), file: `${region.label}-bureaus`, first: 12, rows, extra: [Zeren.iriColumn((row) => row.body.id)], columns: [
      { key: "name", label: t("name"), value: (row) => row.body.label, cell: (row) => Zeren.thingLink(row.body.id, row.body.label) },
      { key: "leads", label: t("column-leads"), number: true, value: (row) => row.leads.length }, { key: "supports", label: t("column-supports"), number: true, value: (row) => row.supports.length },
      { key: "list", label: t("its-list"), value: () => "", cell: (row) => Zeren.button("CSV", () => save(row), { class: "quiet csv-one", "aria-label": t("csv-of-bureau", row.body.label, row.leads.length + row.supports.length) }) }] });
  }

  /** Promises by field: by what the leading bureaus do. A task that several lead counts in each of their fields. */
  function fields(region, passes) {
    const found = new Map();
    for (const body of region.bodies) {
      const field = body.functions?.[0] ?? "";
      if (!found.has(field)) found.set(field, new Set());
      for (const number of body.leads.filter(passes)) found.get(field).add(number);
    }
    const label = (field) => { const thing = field && index().things.find((one) => one[1] === field); return thing ? Zeren.called(thing) : field ? Zeren.local(field) : t("no-field"); };
    const rows = [...found].filter(([, numbers]) => numbers.size).map(([field, numbers]) => ({ field, label: label(field), ...firm(region, [...numbers]) })).sort((a, b) => !a.field - !b.field || b.tasks - a.tasks);
    if (!rows.length) return el("p", { class: "note" }, t("none-here"));
    const most = Math.max(...rows.map((row) => row.tasks));
    return [el("p", { class: "note" }, t("fields-note")), Zeren.table({ caption: t("by-field"), file: `${region.label}-fields`, first: 10, rows, extra: [Zeren.iriColumn((row) => row.field)],
      columns: [{ key: "label", label: t("field"), cell: (row) => (row.field ? el("a", { href: link("compare", { by: "function", id: row.field, ...years() }) }, name(row.label)) : name(row.label)) },
        { key: "bar", label: t("how-many-numbered"), value: (row) => row.tasks, cell: (row) => { const bar = el("span", { class: "bar wide", title: t("field-bar", row.tasks, row.numbers) }, [["solid", row.numbers], ["hollow", row.tasks - row.numbers]].filter(([, many]) => many).map(([kind, many]) => { const part = el("i", { class: kind }); part.style.width = `${(many / most) * 130}px`; return part; })); return bar; } },
        ...["tasks", "numbers", "ensure", "strive", "doubt"].map((key) => ({ key, label: t({ tasks: "column-tasks", numbers: "with-number", ensure: "ensure", strive: "strive", doubt: "in-doubt" }[key]), number: true }))] })];
  }

  function due(region) {
    const items = Zeren.dueIn(region);
    const rest = el("p", {}, el("a", { class: "button", href: link("due", { region: region.key, ...years() }) }, t("open-due")));
    if (!items.length) return [el("p", { class: "note" }, t("nothing-due")), rest];
    const list = el("div", { "aria-live": "polite" });
    async function chosen() {
      const some = get("who") ? Zeren.dueChosen(items, Zeren.dueByBureau) : [];
      list.replaceChildren(some.length ? await Zeren.dueTable(some, { file: `due-${region.key}` }) : "");
    }
    if (get("who")) chosen();
    return [el("p", {}, t("due-count-all", items.length, items.filter((item) => item.bare).length)), Zeren.strip(Zeren.dueByBureau(items), { caption: t("due-strip", region.label), head: t(get("role") === "support" ? "column-supports" : "column-leads"), first: 8, onchoose: chosen }), list, rest];
  }

  /** What is doubtful, and why; and the leads that no document states. */
  function doubtful(region, numbers, tasks) {
    const kinds = new Map();
    tasks.forEach((task, i) => (task.doubts ?? []).forEach((row) => kinds.set(row, [...(kinds.get(row) ?? []), numbers[i]])));
    const titled = (row) => Zeren.doubtTitles({ doubts: [row] })[0];
    const doubted = numbers.filter((number) => region.doubts[number] === "1");
    const guessed = numbers.filter((_, i) => (tasks[i].parties ?? []).some((party) => party[1] === "lead" && party[2] === "inferred"));
    const ofDocuments = region.documents.filter((one) => one.doubts?.length);
    const box = el("div");
    const show = (some, file) => { const cards = Zeren.cards(region, some, { first: 6, file }); box.replaceChildren(cards.element); return cards.ready; };
    const list = (label, some, file) => el("li", {}, Zeren.button(label, () => show(some, file), { class: "plain" }), " ", el("small", {}, t("task-count", some.length)));
    if (doubted.length) show(doubted, `${region.label}-doubts`);
    return [el("p", {}, t("in-doubt-here", doubted.length, numbers.length, ofDocuments.length)),
      el("ul", {}, [...kinds].sort((a, b) => b[1].length - a[1].length).map(([row, some]) => list(titled(row), some, `${region.label}-doubts`)),
        ofDocuments.map((one) => el("li", {}, el("a", { href: link("document", { region: region.key, doc: Zeren.local(one.id) }) }, name(one.number ?? one.title ?? one.id)), ": ", Zeren.doubtTitles(one).join(t("list-comma")))),
        guessed.length ? list(t("leads-inferred"), guessed, `${region.label}-inferred`) : el("li", {}, t("no-inferred"))), box];
  }

  /** The network in small: where the bureaus stand in its own picture, joined as there; the names of the best connected. */
  async function network(region, place) {
    const picture = await load(`${place.file}-net`);
    const sums = Zeren.sums(region, null);
    const at = new Map(picture.nodes.filter((node) => node.kind === "bureau").map((node) => [node.id, node]));
    const nodes = [...sums.nodes.values()].filter((node) => at.has(node.id)).sort((a, b) => b.strength - a.strength || (a.id < b.id ? -1 : 1)).slice(0, 40);
    if (nodes.length < 2) return el("p", { class: "note" }, t("none-here"));
    const bureaus_ = [...sums.nodes.values()].filter((node) => node.kind === "bureau").length;
    const there = new Set(nodes.map((node) => node.id));
    const edges = sums.edges.filter((edge) => edge.kind === "shares" && there.has(edge.from) && there.has(edge.to)).slice(0, 90);
    // In so small a picture the order from left to right and from top to bottom is kept, more than the distances.
    const ranked = (key) => {
      const order = nodes.slice().sort((a, b) => at.get(a.id)[key] - at.get(b.id)[key]);
      const [low, high] = [at.get(order[0].id)[key], at.get(order.at(-1).id)[key]];
      return new Map(order.map((node, i) => [node.id, 0.7 * (i / (order.length - 1)) + 0.3 * ((at.get(node.id)[key] - low) / (high - low || 1))]));
    };
    const [across, down] = [ranked("x"), ranked("y")];
    const x = (id) => 45 + across.get(id) * 430, y = (id) => 24 + down.get(id) * 256;
    const named = [];
    for (const node of nodes) {
      const half = Array.from(at.get(node.id).label).length * 6.5;
      const [left, top] = [x(node.id), y(node.id) - 6 - 1.5 * Math.sqrt(node.tasks)];
      if (named.length < 9 && left > half && left + half < 520 && named.every((one) => Math.abs(one.top - top) > 17 || Math.abs(one.left - left) > one.half + half + 4)) named.push({ id: node.id, left, top, half });
    }
    const chart = Zeren.svg("svg", { xmlns: "http://www.w3.org/2000/svg", width: 520, height: 300, viewBox: "0 0 520 300", role: "img", "aria-label": t("network-small", region.label, nodes.length, edges.length, bureaus_), class: "chart small-net" },
      edges.map((edge) => Zeren.svg("line", { x1: x(edge.from), y1: y(edge.from), x2: x(edge.to), y2: y(edge.to), "stroke-width": Math.min(6, 0.6 + edge.tasks * 0.4) })),
      nodes.map((node) => Zeren.svg("circle", { cx: x(node.id), cy: y(node.id), r: 2.5 + 1.5 * Math.sqrt(node.tasks) }, Zeren.svg("title", {}, at.get(node.id).label))),
      named.map((one) => Zeren.svg("text", { x: one.left, y: one.top, "text-anchor": "middle", "font-size": 12 }, at.get(one.id).label)));
    const whole = link("network", { region: region.key, ...years() });
    return [el("div", { class: "pick", onclick: () => { location.href = whole; } }, chart), el("p", {}, el("a", { class: "button", href: whole }, t("open-network"))), el("p", { class: "note" }, t("network-small", region.label, nodes.length, edges.length, bureaus_)),
      el("ol", {}, edges.slice(0, 5).map((edge) => el("li", {}, Zeren.thingLink(edge.from, at.get(edge.from).label), " – ", Zeren.thingLink(edge.to, at.get(edge.to).label), el("small", {}, ` ${t("task-count", edge.tasks)}`))))];
  }

  Zeren.page(async (content) => {
    const key = Zeren.regionKey();
    if (!key) return choose(content);
    const place = places().find((one) => one.key === key);
    const region = await Zeren.region(key);
    const body = el("div"), above = el("div");
    const all = region.ids.map((_, number) => number);

    async function draw() {
      const passes = (number) => Zeren.passes(region, number);
      const numbers = all.filter(passes);
      const slow = Object.fromEntries(["doubtful", "two-years", "network"].map((id) => [id, el("div", {}, el("p", { class: "note" }, t("loading")))]));
      above.replaceChildren(Zeren.passing(numbers.length, region.tasks, region.spans));
      body.replaceChildren(
        section("documents", t("documents-of", region.documents.length), documents(region, passes)),
        section("glance", t("glance"), Zeren.glance(region, passes)),
        section("due", t("title-due"), due(region)),
        el("div", { class: "two" }, el("div", {}, section("leaders", t("leaders"), leaders(region, passes)), section("network", t("title-network"), slow.network)), section("bureaus", t("units"), bureaus(region, passes))),
        section("doubtful", t("in-doubt"), slow.doubtful),
        section("fields", t("by-field"), fields(region, passes)),
        region.spans.length > 1 ? section("two-years", t("two-years"), slow["two-years"]) : "",
        section("downloads", t("take-along"), el("div", { class: "tools start" }, ...Zeren.taskDownloads(region, numbers, numbers, `${region.label}-tasks`), Zeren.button(t("copy-link"), Zeren.copyLink, { class: "quiet" }))));
      slow.network.replaceChildren(...[await network(region, place)].flat());
      const read = async () => slow.doubtful.replaceChildren(...doubtful(region, numbers, await Zeren.tasks(region, numbers)).filter(Boolean));
      if (numbers.length > MANY) slow.doubtful.replaceChildren(el("p", {}, t("in-doubt-here", numbers.filter((one) => region.doubts[one] === "1").length, numbers.length, region.documents.filter((one) => one.doubts?.length).length)), Zeren.button(t("read-all", numbers.length.toLocaleString("en-US")), read));
      else await read();
      if (region.spans.length > 1) slow["two-years"].replaceChildren(...[await Zeren.twoYears(region, all, firm)].flat());
    }
    const again = () => { set({ who: null, quarter: null, doc: null, glance: null }); return Zeren.redraw(); };
    content.replaceChildren(el("h1", {}, name(region.label)),
      el("p", { class: "facts" }, region.code ? el("span", {}, region.code) : "", el("b", {}, t("task-count", region.tasks)), el("span", {}, t("region-holds", region.documents.length, place.leaders, place.units, place.targets)), el("span", {}, region.spans.map(Zeren.yearText).join(t("list-comma")))),
      el("nav", { class: "within", "aria-label": t("on-this-page") }, [["documents", "documents"], ["glance", "glance"], ["due", "short-due"], ["leaders", "leaders"], ["network", "short-network"], ["bureaus", "units"], ["doubtful", "in-doubt"], ["fields", "by-field"], ...(region.spans.length > 1 ? [["two-years", "two-years"]] : []), ["downloads", "take-along"]].map(([id, label]) =>
        Zeren.button(t(label), () => { const to = document.getElementById(id); to.scrollIntoView({ block: "start" }); to.setAttribute("tabindex", "-1"); to.focus({ preventScroll: true }); }, { class: "quiet" }))),
      el("div", { class: "filters" }, Zeren.choices.region(again, false), Zeren.choices.year(draw, region.spans), Zeren.choices.role(draw), Zeren.choices.commitment(draw), Zeren.choices.doubt(draw)), above, body);
    await draw();
    document.title = `${Zeren.clean(region.label)} · ${t("zeren")}`;
    return undefined;
  });
})();
