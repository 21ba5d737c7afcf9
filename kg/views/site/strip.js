"use strict";
/* What is due: a strip of quarters, a row for each bureau or region, and the list behind it. */
(() => {
  const { el, t, name, get, set, button } = Zeren;
  const MOST_ROWS = 15;

  const quarterOf = (day) => (day ? `${day.slice(0, 4)}-${Math.ceil(Number(day.slice(5, 7)) / 3)}` : "");
  Zeren.quarterText = (quarter) => (quarter ? t("quarter", ...quarter.split("-")) : t("no-day"));

  /** What is due in a region: for each number, or task, with a deadline {number, goal, day, printed, quarter, bare}; of the tasks that pass the filters. */
  Zeren.dueIn = (region) => region.due.filter(([number]) => Zeren.passes(region, number)).map(([number, goal, day, printed]) =>
    ({ region, number, goal, day, printed, quarter: quarterOf(day), bare: goal < 0 && region.commitments[number] === "0" }));

  /** Rows for the strip: by the bureaus that lead the task, or that support it where the filter of roles says so. */
  Zeren.dueByBureau = (items) => {
    const rows = new Map();
    for (const item of items) {
      const { region } = item;
      const leads = get("role") !== "support";
      const on = region.on[item.number].filter(([, leading]) => leading === leads).map(([row]) => row);
      for (const row of on.length ? on : [-1]) {
        const key = row < 0 ? "none" : region.bodies[row].id;
        if (!rows.has(key)) rows.set(key, { key, label: row < 0 ? t("nobody-leads") : region.bodies[row].label, href: row < 0 ? null : Zeren.link("thing", { id: key }), cells: new Map(), all: 0 });
        add(rows.get(key), item.quarter, 1, Number(item.bare));
      }
    }
    return sorted(rows);
  };
  function add(row, quarter, count, bare) {
    const [before, beforeBare] = row.cells.get(quarter) ?? [0, 0];
    row.cells.set(quarter, [before + count, beforeBare + bare]);
    row.all += count;
  }
  Zeren.addDue = add;
  const sorted = (rows) => [...rows.values()].sort((a, b) => (a.key === "none") - (b.key === "none") || b.all - a.all || (a.label < b.label ? -1 : 1));
  Zeren.sortedDue = sorted;

  /**
   * The strip as a table of bars that can be pressed: solid what has a number, hollow what has none. `onchoose(row, quarter)` hears what
   * was pressed, null for all; what is chosen stands in the address (`who`, `quarter`). Rows past the first are shown on demand, and counted.
   */
  Zeren.strip = (rows, { caption, head, onchoose, first = MOST_ROWS }) => {
    const quarters = [...new Set(rows.flatMap((row) => [...row.cells.keys()]))].sort((a, b) => (a === "") - (b === "") || (a < b ? -1 : 1));
    const today = new Date();
    const now = `${today.getFullYear()}-${Math.floor(today.getMonth() / 3) + 1}`;
    const most = Math.max(1, ...rows.flatMap((row) => [...row.cells.values()].map(([count]) => count)));
    let shown = Math.min(first, rows.length);
    const body = el("tbody");
    const more = button("", () => { shown = shown < rows.length ? rows.length : Math.min(first, rows.length); draw(); }, { class: "quiet" });
    const years = [];
    for (const quarter of quarters) {
      const year = quarter ? quarter.slice(0, 4) : "";
      if (years.at(-1)?.[0] === year) years.at(-1)[1] += 1;
      else years.push([year, 1]);
    }
    function press(row, quarter, control) {
      const again = get("who") === row.key && get("quarter", "all") === (quarter || "none");
      set({ who: again ? null : row.key, quarter: again ? null : quarter || "none" });
      mark();
      onchoose();
      control.focus();
    }
    const mark = () => body.parentElement?.querySelectorAll("[data-who]").forEach((one) => one.setAttribute("aria-pressed", String(get("who") === one.dataset.who && get("quarter") === (one.dataset.quarter || "none"))));
    function cell(row, quarter) {
      const [count, bare] = row.cells.get(quarter) ?? [0, 0];
      if (!count) return el("td", { class: "none" });
      const bar = el("span", { class: "bar", "aria-hidden": "true" }, [["solid", count - bare], ["hollow", bare]].filter(([, many]) => many).map(([kind, many]) => { const part = el("i", { class: kind }); part.style.width = `${Math.max(5, (many / most) * 46)}px`; return part; }));
      const said = `${row.label}, ${Zeren.quarterText(quarter)}: ${t("due-count", count, bare)}`;
      const control = el("button", { type: "button", class: "due", "aria-label": said, title: said, "data-who": row.key, "data-quarter": quarter, "aria-pressed": "false", onclick: (event) => press(row, quarter, event.currentTarget) }, bar, el("b", {}, count));
      return el("td", { class: quarter === now ? "now" : null }, control);
    }
    function draw() {
      body.replaceChildren(...rows.slice(0, shown).map((row) => el("tr", {}, el("th", { scope: "row" }, row.href ? el("a", { href: row.href }, name(row.label)) : name(row.label)), quarters.map((quarter) => cell(row, quarter)), el("td", { class: "number" }, row.all))));
      more.hidden = rows.length <= first;
      more.textContent = shown < rows.length ? t("show-all", rows.length) : t("show-fewer");
      mark();
    }
    const table = el("table", { class: "strip" }, el("caption", {}, caption), el("thead", {},
      el("tr", {}, el("th", { rowspan: 2, scope: "col" }, head), years.map(([year, wide]) => el("th", { colspan: wide, scope: "colgroup", class: "year" }, year || t("no-day"))), el("th", { rowspan: 2, scope: "col", class: "number" }, t("sum"))),
      el("tr", {}, quarters.map((quarter) => el("th", { scope: "col", class: quarter === now ? "now" : null }, quarter ? t(`q${quarter.slice(5)}`) : "–")))), body);
    draw();
    return el("div", {}, el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, table),
      el("p", { class: "legend" }, el("span", {}, el("span", { class: "bar" }, el("i", { class: "solid" })), ` ${t("with-number")}`), el("span", {}, el("span", { class: "bar" }, el("i", { class: "hollow" })), ` ${t("without-number")}`)),
      el("div", { class: "tools" }, more));
  };

  /** What is due as a table: when, who, what, in which words. Items as of `dueIn`; `whole()` gives those that are not read yet. */
  Zeren.dueTable = async (items, { file, withRegion = false, first = 20, whole = null }) => {
    async function read(some) {
      const found = [];
      for (const region of new Set(some.map((item) => item.region))) {
        const own = some.filter((item) => item.region === region);
        const tasks = await Zeren.tasks(region, own.map((item) => item.number));
        found.push(...own.map((item, i) => ({ ...item, task: tasks[i], target: tasks[i].goals?.[item.goal] })));
      }
      return found.sort((a, b) => (a.day || "9").localeCompare(b.day || "9"));
    }
    const named = (item, role) => (item.task.parties ?? []).filter((party) => party[1] === role).map((party) => item.region.bodies[party[0]]);
    const what = (item) => (item.target ? `${item.target.name ?? t("unnamed")} ${Zeren.goalText(item.target)}` : item.task.text ?? t("item", item.task.n ?? "–"));
    const span = (item) => (item.target?.end === undefined ? [item.task.start, item.task.end] : [item.target.start, item.target.end]);
    const columns = [
      { key: "day", label: t("due-by"), value: (item) => item.day, cell: (item) => el("span", {}, item.day ? el("b", { class: "day" }, item.day) : el("small", {}, t("no-day")), " ", el("small", {}, name(item.printed))) },
      ...(withRegion ? [{ key: "region", label: t("region"), value: (item) => item.region.label, cell: (item) => Zeren.regionLink(item.region.key, item.region.label) }] : []),
      { key: "lead", label: t("column-leads"), value: (item) => named(item, "lead").map((body) => body.label).join("、"), cell: (item) => el("span", {}, named(item, "lead").map((body, i) => [i ? "、" : "", Zeren.thingLink(body.id, body.label)])) },
      { key: "what", label: t("what-is-due"), wide: true, value: what, cell: (item) => el("a", { href: Zeren.wordsAddress(item.region.key, item.region.documents[item.task.doc]?.id, item.region.ids[item.number], ...span(item)) }, name(what(item))) },
      { key: "kind", label: t("number-or-not"), value: (item) => t(item.bare ? "without-number" : "with-number") },
    ];
    const download = [columns[0], { label: t("deadline"), value: (item) => item.printed }, { label: t("region"), value: (item) => item.region.label }, ...columns.filter((column) => ["lead", "what", "kind"].includes(column.key)),
      { label: t("column-supports"), value: (item) => named(item, "support").map((body) => body.label).join("、") }, { label: t("kind-leader"), value: (item) => (item.task.leaders ?? []).map((row) => item.region.leaders[row].label).join("、") },
      { label: t("sentence"), value: (item) => item.task.text ?? "" }, { label: t("year"), value: (item) => Zeren.yearsOf(item.region, item.number) },
      { label: t("start"), value: (item) => span(item)[0] ?? "" }, { label: t("end"), value: (item) => span(item)[1] ?? "" }, { label: t("iri"), value: (item) => Zeren.iri(item.target?.id ?? item.region.ids[item.number]) }];
    return Zeren.table({ caption: t("title-due"), file, rows: await read(items), first, columns, download, whole: whole ? async () => read(await whole()) : null });
  };

  /** Of the items, those of the bar that is pressed. */
  Zeren.dueChosen = (items, rowsOf) => {
    const [who, quarter] = [get("who"), get("quarter")];
    if (!who) return items;
    return items.filter((item) => (!quarter || (item.quarter || "none") === quarter) && rowsOf([item]).some((row) => row.key === who));
  };
})();
