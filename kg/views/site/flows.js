"use strict";
/* From leader to bureau to commitment: how much of a place's work passes through whose hands, and how firmly it is promised. */
(() => {
  const { el, svg, t } = Zeren;
  const { frame, write, short } = Zeren.drawing;
  const MOST = [12, 18];
  const FIRM = [["ensure", 1, "var(--ensure)"], ["strive", 2, "var(--strive)"], ["plain", 4, "var(--plain)"], ["no-target", 0, "var(--none)"]];

  /** The firmest word of a task. */
  const firmness = (region, number) => FIRM.find(([, bit]) => Number(region.commitments[number]) & bit) ?? FIRM[3];

  /** The foremost of some counted names, and what the others come to. */
  function foremost(counts, most) {
    const order = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    return new Set((order.length > most + 1 ? order.slice(0, most) : order).map(([key]) => key));
  }

  /** Tasks that pass, each with its leaders and the bureaus that lead it. */
  function strands(region, leader) {
    const rows = [];
    for (let number = 0; number < region.tasks; number += 1) {
      if (!Zeren.passes(region, number)) continue;
      const people = region.by[number].map((row) => region.leaders[row]).filter((one) => !leader || one.id === leader.id);
      if (leader && leader.id && !people.length) continue;
      if (leader && !leader.id && region.by[number].length) continue;
      const on = region.on[number].filter(([row]) => !region.bodies[row].group);
      const leads = on.filter(([, lead]) => lead === (Zeren.get("role") !== "support"));
      const [firm] = firmness(region, number);
      for (const who of people.length ? people : [null]) for (const [row] of leads.length ? leads : [[-1]]) rows.push({ leader: who?.id ?? "", bureau: row < 0 ? "" : region.bodies[row].id, firm });
    }
    return rows;
  }

  /** The picture and its table; `leader` is the one that is opened, `go` what a click on a leader or a bureau does. */
  Zeren.flows = (region, leader, go) => {
    const rows = strands(region, leader);
    if (!rows.length) return [];
    const title = `${t("flows")} · ${region.label}${leader ? ` · ${leader.label}` : ""}`;
    const kept = [foremost(d3.rollup(rows, (some) => some.length, (row) => row.leader), MOST[0]), foremost(d3.rollup(rows, (some) => some.length, (row) => row.bureau), MOST[1])];
    const labels = new Map([...region.leaders, ...region.bodies].map((one) => [one.id, one.label]));
    const keyOf = { leader: (row) => `l:${kept[0].has(row.leader) ? row.leader : "*"}`, bureau: (row) => `b:${kept[1].has(row.bureau) ? row.bureau : "*"}`, firm: (row) => `f:${row.firm}` };
    const labelOf = (key) => { const id = key.slice(2); return key[0] === "f" ? t(id) : id === "*" ? t("the-others") : id ? labels.get(id) : t(key[0] === "l" ? "no-leader" : "no-bureau"); };
    const links = [["leader", "bureau"], ["bureau", "firm"]].flatMap(([from, to]) => d3.rollups(rows, (some) => some.length, keyOf[from], keyOf[to]).flatMap(([source, all]) => all.map(([target, value]) => ({ source, target, value }))));
    const small = innerWidth < 600;
    const [width, side, behind] = small ? [Math.max(300, innerWidth - 64), 72, 88] : [Math.max(760, Math.min(1180, innerWidth - 170)), 190, 130];
    const high = Math.max(180, 25 * d3.max(["leader", "bureau"], (key) => new Set(rows.map(keyOf[key])).size));
    const firmOrder = (key) => FIRM.findIndex(([word]) => `f:${word}` === key);
    const chart = frame(width, high + 20, title);
    chart.classList.add("keep");
    const { nodes, links: drawn } = d3.sankey().nodeId((node) => node.id).nodeWidth(11).nodePadding(Math.min(14, high / 30)).extent([[side, 8], [width - behind, high + 8]])
      .nodeSort((a, b) => (a.id[0] === "f" ? firmOrder(a.id) - firmOrder(b.id) : (a.id.endsWith(":*") - b.id.endsWith(":*")) || b.value - a.value))({ nodes: [...new Set(links.flatMap((one) => [one.source, one.target]))].map((id) => ({ id })), links: links.map((one) => ({ ...one })) });
    const path = d3.sankeyLinkHorizontal();
    const colour = (key) => FIRM[firmOrder(key)]?.[2] ?? "var(--tie)";
    for (const one of drawn) {
      chart.append(svg("path", { d: path(one), fill: "none", stroke: colour(one.target.id), "stroke-opacity": 0.38, "stroke-width": Math.max(1, one.width) }, svg("title", {}, `${labelOf(one.source.id)} → ${labelOf(one.target.id)}: ${one.value}`)));
    }
    for (const node of nodes) {
      const [kind, id] = [node.id[0], node.id.slice(2)];
      const last = kind === "f";
      const words = `${short(labelOf(node.id), small ? (kind === "b" ? 4 : 6) : kind === "l" ? 11 : 12)} ${node.value}`;
      const [x, anchor] = kind === "l" ? [node.x0 - 6, "end"] : [node.x1 + 6, "start"];
      const group = svg("g", {}, svg("title", {}, `${labelOf(node.id)}: ${node.value}`), svg("rect", { x: node.x0, y: node.y0, width: node.x1 - node.x0, height: Math.max(1, node.y1 - node.y0), fill: last ? colour(node.id) : kind === "l" ? "var(--leader)" : "var(--plain)" }),
        write(x, (node.y0 + node.y1) / 2 + 4, words, { "text-anchor": anchor, "font-size": 12, stroke: "var(--card)", "stroke-width": 3, "paint-order": "stroke" }));
      if (!last && id && id !== "*") { group.setAttribute("class", "pick"); group.addEventListener("click", () => go(kind === "l" ? { leader: id, bureau: null, task: null } : { bureau: id, task: null })); }
      chart.append(group);
    }
    const counted = d3.flatRollup(rows, (some) => some.length, (row) => row.leader, (row) => row.bureau, (row) => row.firm).sort((a, b) => b[3] - a[3]);
    const cut = ["leader", "bureau"].map((key, i) => [new Set(rows.map((row) => row[key])).size, kept[i].size]).filter(([all, some]) => all > some);
    return [el("h2", {}, t("flows")), el("p", { class: "note" }, t("flows-note"), cut.length ? [" ", t("flows-cut")] : ""), Zeren.figure(chart, `flows-${region.key}`, { title, unit: t("tasks"), legend: [t("flows-legend"), ...FIRM.map(([key, , ink]) => [t(key), ink])] }),
      Zeren.folded(Zeren.table({ caption: title, file: `flows-${region.key}`, first: 15, rows: counted, columns: [
        { key: "leader", label: t("kind-leader"), value: (row) => (row[0] ? labels.get(row[0]) : t("no-leader")) }, { key: "bureau", label: t("kind-unit"), value: (row) => (row[1] ? labels.get(row[1]) : t("no-bureau")) },
        { key: "firm", label: t("commitment"), value: (row) => t(row[2]) }, { key: "count", label: t("tasks"), number: true, value: (row) => row[3] }] }))];
  };
})();
