"use strict";
/* Bureaus against bureaus: a square where two share tasks, in the order of their circles, which reads on where dots no longer do. */
(() => {
  const { el, svg, t } = Zeren;
  const { frame, write, short } = Zeren.drawing;
  const MOST = 60;

  /** Nodes of a network, the best connected first, and its lines; `choose` is told which bureau was clicked. */
  Zeren.matrix = (title, nodes, edges, file, choose) => {
    const linked = nodes.filter((node) => node.kind !== "leader" && node.degree);
    const kept = linked.slice(0, innerWidth < 600 ? 20 : MOST);
    const order = kept.slice().sort((a, b) => (a.community || 1e9) - (b.community || 1e9) || b.strength - a.strength || (a.id < b.id ? -1 : 1));
    if (order.length < 2) return [];
    const rowOf = new Map(order.map((node, i) => [node.id, i]));
    const shown = edges.filter((edge) => edge.kind === "shares" && rowOf.has(edge.from) && rowOf.has(edge.to));
    const [least, most] = d3.extent(shown, (edge) => edge.tasks);
    const side = Math.max(13, Math.min(26, Math.floor(820 / order.length)));
    // A letter is half as wide as a character.
    const letters = order.some((node) => /\p{Script=Han}/u.test(node.label)) ? [10, 12.5] : [22, 6.6];
    const room = 16 + letters[1] * Math.min(letters[0], d3.max(order, (node) => [...node.label].length));
    const at = (i) => room + i * side;
    const chart = frame(room + order.length * side + 8, room + order.length * side + 8, title);
    chart.classList.add("keep");
    order.forEach((node, i) => {
      chart.append(write(room - 6, at(i) + side * 0.72, short(node.label, letters[0]), { "text-anchor": "end", "font-size": Math.min(12, side - 2) }),
        write(0, 0, short(node.label, letters[0]), { transform: `translate(${at(i) + side * 0.7} ${room - 6}) rotate(-90)`, "font-size": Math.min(12, side - 2) }),
        svg("rect", { x: at(i), y: at(i), width: side - 1, height: side - 1, fill: "var(--line)" }));
    });
    // A line parts circles, so that colour alone does not.
    order.forEach((node, i) => {
      if (i && node.community !== order[i - 1].community) chart.append(svg("path", { d: `M${room} ${at(i) - 0.5}H${at(order.length)}M${at(i) - 0.5} ${room}V${at(order.length)}`, stroke: "var(--soft)", "stroke-width": 1 }));
    });
    for (const edge of shown) {
      const [a, b] = [order[rowOf.get(edge.from)], order[rowOf.get(edge.to)]];
      for (const [one, other] of [[a, b], [b, a]]) {
        const [x, y] = [at(rowOf.get(other.id)), at(rowOf.get(one.id))];
        const cell = svg("g", {}, svg("title", {}, `${one.label} · ${other.label}: ${edge.tasks}`),
          svg("rect", { x, y, width: side - 1, height: side - 1, fill: "var(--full)", "fill-opacity": 0.12 + (0.5 * (edge.tasks - least + 1)) / (most - least + 1) }));
        if (side >= 18) cell.append(write(x + (side - 1) / 2, y + side * 0.68, String(edge.tasks), { "text-anchor": "middle", "font-size": 10 }));
        cell.addEventListener("click", () => choose(one.id));
        chart.append(cell);
      }
    }
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const pairs = edges.filter((edge) => edge.kind === "shares" && byId.has(edge.from) && byId.has(edge.to));
    const legend = [t("matrix-legend")];
    return [el("h2", {}, title), el("p", { class: "note" }, t("matrix-note"), " ", linked.length > kept.length ? t("drawn-some", kept.length, linked.length) : ""),
      Zeren.figure(chart, `${file}-matrix`, { unit: t("shared-tasks"), legend }), el("p", { class: "legend" }, legend),
      Zeren.folded(Zeren.table({ caption: title, file: `${file}-pairs`, first: 15, rows: pairs, columns: [
        { key: "from", label: t("column-unitA"), value: (edge) => byId.get(edge.from).label }, { key: "to", label: t("column-unitB"), value: (edge) => byId.get(edge.to).label },
        { key: "tasks", label: t("shared-tasks"), number: true }] }))];
  };
})();
