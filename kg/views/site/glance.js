"use strict";
/* A region's year at a glance: what its lists promise, and what reports tell of it, in all, by bureau and by leader; each count leads to the tasks. */
(() => {
  const { el, svg, t, name, get, set } = Zeren;
  const { frame, write, short } = Zeren.drawing;
  // A sign for each thing that can have become of a promise, with its colour in the pictures.
  const KINDS = [["e", "exceeded", "+", "var(--work)"], ["d", "done", "✓", "var(--work)"], ["o", "on-track", "→", "var(--plain)"], ["m", "mixed", "±", "var(--strive)"],
    ["b", "behind", "↓", "var(--ensure)"], ["t", "told-only", "·", "var(--tie)"], ["n", "nothing", "", "var(--card)"]];
  const label = (key) => t(`glance-${key}`);

  /** The colour of a kind, as a drawing that is taken along has it too: without functions of style sheets. */
  const ink = (key, colour) => (key === "done" ? { fill: "var(--work)", "fill-opacity": 0.55 } : { fill: colour });

  /** Promises in all, told of, and of each kind. `signs` are [sign, task's number]. */
  function counted(signs) {
    const of = Object.fromEntries(KINDS.map(([sign, key]) => [key, signs.filter(([one]) => one === sign).map(([, number]) => number)]));
    return { all: signs.map(([, number]) => number), told: signs.filter(([one]) => one !== "n").map(([, number]) => number), ...of };
  }

  /** Rows {label, counts} as bars: as long as all is, each with its share of every kind. */
  function picture(title, rows) {
    const width = innerWidth < 600 ? innerWidth - 76 : 720;
    const names = Math.min(innerWidth < 600 ? 110 : 210, 16 + 13.5 * Math.max(3, ...rows.map((row) => [...row.label].length * (/[\u2e80-\uffff]/.test(row.label) ? 1 : 0.6))));
    const chart = frame(width, rows.length * 34 + 6, title);
    rows.forEach((row, i) => {
      const most = row.counts.all.length || 1;
      let x = names;
      chart.append(write(names - 8, i * 34 + 22, short(row.label, 16), { "text-anchor": "end" }));
      for (const [, key, sign, colour] of KINDS.filter(([, one]) => row.counts[one].length)) {
        const many = row.counts[key].length;
        const wide = ((width - names - 6) * many) / most;
        chart.append(svg("g", {}, svg("title", {}, `${row.label}: ${label(key)} ${many}`),
          svg("rect", { x, y: i * 34 + 4, width: wide, height: 26, stroke: key === "nothing" ? "var(--edge)" : "var(--card)", "stroke-dasharray": key === "nothing" ? "4 3" : null, ...ink(key, colour) }),
          wide > 14 ? write(x + wide / 2, i * 34 + 22, wide > 30 ? `${sign} ${many}`.trim() : String(many), { "text-anchor": "middle", "font-size": 12, "font-weight": 600, "paint-order": "stroke", stroke: "var(--card)", "stroke-width": 3 }) : ""));
        x += wide;
      }
    });
    return chart;
  }

  const legend = (kinds) => el("p", { class: "legend" }, kinds.map(([, key, sign]) => el("span", {}, el("span", { class: "bar glance" }, el("i", { class: `g-${key}` })), ` ${sign ? `${sign} ` : ""}${label(key)}`)));

  /** A table of counts: each opens the tasks that it counts, below it. What is open stands in the address. */
  function table(region, caption, head, by, rows, { file, extra = [], bar = true }) {
    const box = el("div", { "aria-live": "polite" });
    const kinds = KINDS.filter(([, key]) => rows.some((row) => row.counts[key].length));
    const mark = () => holder.querySelectorAll("[data-glance]").forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.glance === get("glance"))));
    function show() {
      const row = rows.find((one) => get("glance").startsWith(`${by}/${one.key}/`));
      const numbers = [...new Set(row?.counts[get("glance").slice(`${by}/${row.key}/`.length)] ?? [])];
      mark();
      if (!numbers.length) { box.replaceChildren(); return Promise.resolve(); }
      const cards = Zeren.cards(region, numbers, { first: 6, file });
      box.replaceChildren(cards.element);
      return cards.ready;
    }
    const cell = (key) => (row) => (row.counts[key].length ? el("button", { type: "button", class: "plain", "data-glance": `${by}/${row.key}/${key}`, "aria-pressed": "false",
      "aria-label": t("glance-count", row.label, label(key), row.counts[key].length),
      onclick: (event) => { const { glance } = event.currentTarget.dataset; set({ glance: get("glance") === glance ? null : glance }); document.dispatchEvent(new Event("glance")); } }, row.counts[key].length) : "0");
    const most = Math.max(1, ...rows.map((row) => row.counts.all.length));
    const stacked = (row) => el("span", { class: "bar glance", "aria-hidden": "true" }, kinds.filter(([, key]) => row.counts[key].length).map(([, key]) => { const part = el("i", { class: `g-${key}` }); part.style.width = `${(row.counts[key].length / most) * 120}px`; return part; }));
    const holder = el("div", {}, Zeren.table({ caption, file, first: 10, rows, extra, columns: [
      { key: "label", label: head, value: (row) => row.label, cell: (row) => row.link ?? name(row.label) },
      ...(bar ? [{ key: "bar", label: t("glance-bar"), value: (row) => row.counts.told.length / (row.counts.all.length || 1), cell: stacked }] : []),
      ...["all", "told", ...kinds.map(([, key]) => key)].map((key) => ({ key, label: label(key), number: true, value: (row) => row.counts[key].length, cell: cell(key) }))] }), box);
    holder.show = show;
    // A table that is sorted makes its buttons anew.
    new MutationObserver(mark).observe(holder.querySelector("tbody"), { childList: true });
    return holder;
  }

  /** One span of years of which something is reported. */
  function year(region, span, numbers, opened) {
    const signs = numbers.map((number) => [region.states[number], number]);
    const promises = numbers.flatMap((number) => [...region.goalStates[number]].map((sign) => [sign, number]));
    const shown = Zeren.yearText(span);
    const order = (a, b) => b.counts.behind.length - a.counts.behind.length || b.counts.all.length - a.counts.all.length;
    const of = (things, tasks) => things.map((thing) => { const own = new Set(tasks(thing)); return { key: Zeren.local(thing.id), id: thing.id, label: thing.label, link: Zeren.thingLink(thing.id, thing.label), counts: counted(signs.filter(([, number]) => own.has(number))) }; })
      .filter((row) => row.counts.all.length).sort(order);
    const whole = [{ key: "tasks", label: t("column-tasks"), counts: counted(signs) }, ...(promises.length ? [{ key: "targets", label: t("column-targets"), counts: counted(promises) }] : [])];
    const kinds = KINDS.filter(([, key]) => whole.some((row) => row.counts[key].length));
    const title = t("glance-of", region.label, shown);
    const file = (part) => `${region.label}-${span}-${part}`;
    const extra = [Zeren.iriColumn((row) => row.id)];
    const here = new Set(numbers);
    const telling = new Set(region.reports.filter(([, number]) => here.has(number)).map(([doc]) => doc));
    const reports = region.documents.filter((one, row) => one.progress && (telling.has(row) || (one.spans ?? []).includes(span)));
    const bodies = of(region.bodies, (body) => body.leads), people = of(region.leaders, (leader) => leader.tasks);
    const tables = [table(region, title, t("counted"), `${span}/all`, whole, { file: file("glance"), bar: false }),
      ...(bodies.length ? [table(region, `${title} · ${t("glance-bureaus")}`, t("column-leads"), `${span}/unit`, bodies, { file: file("glance-bureaus"), extra })] : []),
      ...(people.length ? [table(region, `${title} · ${t("glance-leaders")}`, t("kind-leader"), `${span}/leader`, people, { file: file("glance-leaders"), extra })] : [])];
    const heads = ["", ...(bodies.length ? ["glance-bureaus"] : []), ...(people.length ? ["glance-leaders"] : [])];
    opened.push(...tables);
    return [el("h3", {}, shown), reports.length ? el("p", { class: "note" }, t("glance-reports"), reports.map((one, i) => [i ? t("list-comma") : "", el("a", { href: Zeren.link("document", { region: region.key, doc: Zeren.local(one.id) }) }, name(one.title ?? one.number ?? t("document")))])) : "",
      Zeren.figure(picture(title, whole), file("glance"), { legend: kinds.map(([, key, sign]) => `${sign} ${label(key)}`.trim()) }), legend(kinds),
      tables.map((one, i) => [heads[i] ? el("h4", {}, t(heads[i])) : "", one])];
  }

  /** The section: the years that something is reported of, the latest first, and a line for each of the others. */
  Zeren.glance = (region, passes) => {
    const spans = region.spans.map((span, row) => ({ span, reported: region.reported.includes(row), numbers: region.ids.map((_, number) => number).filter((number) => region.years[number] === row && region.states[number] !== "-" && passes(number)) }))
      .filter((one) => one.numbers.length).reverse();
    const opened = [];
    const none = (one) => el("p", { class: "unreported" }, el("b", {}, Zeren.yearText(one.span)), ` · ${t("glance-promised", one.numbers.length)} · ${t("nothing-reported")}`);
    const told = spans.filter((one) => one.reported), rest = spans.filter((one) => !one.reported);
    const parts = [...(told.length ? [el("p", { class: "note" }, t("glance-note"))] : []), ...told.map((one) => year(region, one.span, one.numbers, opened)), ...(told.length ? rest.map(none) : [])];
    const element = el("div", {}, parts.length ? parts : el("p", { class: "note" }, region.documents.some((one) => one.progress) ? t("glance-no-plan") : t("nothing-reported")));
    const show = () => Promise.all(opened.map((one) => one.show()));
    Zeren.glanceShow?.stop();
    document.addEventListener("glance", show);
    Zeren.glanceShow = { stop: () => document.removeEventListener("glance", show) };
    show();
    return element;
  };
})();
