"use strict";
/* A network on the screen: vis-network draws nodes and edges, the names are ours so that none lies on another. */
(() => {
  const { el, svg, clean } = Zeren;
  const FONT = '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif';
  const SIZE = 13;
  let print = () => {};
  addEventListener("beforeprint", () => print());
  const FOREMOST = 8;
  const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  // What pyvis wrote for paper, by the word that says the same of a dark screen.
  const WORDS = { "#1f2937": "leader", "#2f6db3": "plain", "#3d8f5f": "work", "#d5672a": "target", "#c2455b": "ensure", "#8a929c": "none" };

  /** A node's colour as the page's own colours name it. */
  Zeren.inkOf = (colour) => (WORDS[colour] ? `var(--${WORDS[colour]})` : colour);

  /**
   * Draws a picture (nodes, edges, options as pyvis writes them) into an element.
   * `select(id or null)` is told of clicks, `describe(node)` gives the lines that show on hovering.
   */
  Zeren.graph = (box, picture, { select, describe, fixed = false, beside = false }) => {
    const shades = new Map();
    const shade = (word) => { if (!shades.has(word)) shades.set(word, Zeren.colour(word)); return shades.get(word); };
    const ink = (colour) => (WORDS[colour] ? shade(WORDS[colour]) : colour);
    const FADED = shade("faded");
    const tie = (edge) => edge.color ?? { color: shade("tie"), opacity: 0.55 };
    const byId = new Map(picture.nodes.map((node) => [node.id, node]));
    const nodes = new vis.DataSet(picture.nodes.map((n) => ({ id: n.id, x: n.x, y: n.y, size: n.size, color: ink(n.color), shape: n.shape })));
    const edges = new vis.DataSet(picture.edges.map((e, i) => ({ id: i, from: e.from, to: e.to, width: e.width, color: tie(e) })));
    const options = { ...picture.options, autoResize: true, height: "100%", width: "100%" };
    options.interaction = { ...options.interaction, dragNodes: false, dragView: false, zoomView: false, keyboard: false };
    const network = new vis.Network(box, { nodes, edges }, options);
    const canvas = box.querySelector("canvas");
    const tip = el("div", { class: "tip", hidden: true });
    box.append(tip);
    // Wheel and finger move the page, until the picture is taken in hand.
    let inHand = false;
    const hint = el("span", { class: "hold" });
    function take(now) {
      if (box.querySelector("canvas") !== canvas) return;
      inHand = now && !fixed;
      box.classList.toggle("inhand", inHand);
      hint.textContent = Zeren.t(inHand ? "in-hand" : "take-in-hand");
      network.setOptions({ interaction: { dragView: inHand, zoomView: inHand } });
    }
    if (!fixed) box.append(hint);
    take(false);
    box.addEventListener("pointerup", () => { if (!inHand && !fixed) setTimeout(() => take(true)); });
    Zeren.letGo?.();
    const away = ({ target }) => { if (inHand && !box.contains(target)) take(false); };
    addEventListener("pointerdown", away);
    Zeren.letGo = () => removeEventListener("pointerdown", away);
    let visible = new Set(byId.keys());
    let live = new Set(picture.edges.keys());
    let chosen = null;
    let hovered = null;
    let named = [];
    const widths = new Map();
    const near = new Map(picture.nodes.map((node) => [node.id, new Set()]));
    for (const edge of picture.edges) { near.get(edge.from)?.add(edge.to); near.get(edge.to)?.add(edge.from); }

    const centre = () => hovered ?? chosen;
    const lit = (id) => { const c = centre(); return !c || id === c || near.get(c)?.has(id); };

    /** Names by importance; a name that would lie on one already placed is left out until there is room. */
    function placeNames(at, scale, measure, room = Infinity) {
      // Nor may a name hide another node.
      const dots = beside ? [] : picture.nodes.filter((n) => visible.has(n.id)).map((n) => { const [x, y] = at(n); const r = n.size * scale * 0.7; return [x - r, y - r, x + r, y + r, n.id]; });
      const taken = [];
      const placed = [];
      const c = centre();
      const weight = (n) => (n.id === c ? 1e9 : 0) + (n.id === chosen ? 1e8 : 0) + (c && near.get(c)?.has(n.id) ? 1e6 : 0) + (n.kind === "leader" ? 500 : 0) + n.size;
      const wanted = picture.nodes.filter((n) => visible.has(n.id) && lit(n.id)).sort((a, b) => weight(b) - weight(a));
      wanted.forEach((node, rank) => {
        const [x, y] = at(node);
        const text = clean(node.name ?? node.label);
        if (!widths.has(text)) widths.set(text, measure(text) + 6);
        const width = widths.get(text);
        const radius = node.size * scale;
        const right = [x + radius + (beside ? 5 : 2), y - SIZE / 2 - 1];
        const spots = beside ? [right] : [[x - width / 2, y + radius + 2], [x - width / 2, y - radius - SIZE - 4], right, [x - radius - width - 2, y - SIZE / 2 - 1]];
        const inside = (left) => (room < Infinity && x > 0 && x < room ? Math.max(0, Math.min(left, room - width)) : left);
        const areas = spots.map(([left, top]) => [inside(left), top, inside(left) + width, top + SIZE + 3]);
        const free = (area) => !taken.some((other) => meet(area, other));
        // The foremost are named even where that hides a lesser node.
        const area = areas.find((one) => free(one) && !dots.some((dot) => dot[4] !== node.id && meet(one, dot))) ?? (rank < FOREMOST || node.id === c ? areas.find(free) : null);
        if (!area) return;
        taken.push(area);
        placed.push({ node, area, text, x: area[0] + 3, y: area[1] + SIZE, strong: node.id === c || node.id === chosen });
      });
      return placed;
    }

    network.on("afterDrawing", (ctx) => {
      const ratio = canvas.width / (canvas.clientWidth || 1);
      ctx.save();
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      ctx.lineJoin = "round";
      ctx.textBaseline = "alphabetic";
      ctx.font = `${SIZE}px ${FONT}`;
      const at = (node) => { const p = network.canvasToDOM({ x: node.x, y: node.y }); return [p.x, p.y]; };
      named = placeNames(at, network.getScale(), (text) => ctx.measureText(text).width, beside ? Infinity : canvas.clientWidth);
      for (const label of named) {
        ctx.font = `${label.strong ? "bold " : ""}${SIZE}px ${FONT}`;
        ctx.lineWidth = 3.5;
        ctx.strokeStyle = shade("halo");
        ctx.strokeText(label.text, label.x, label.y);
        ctx.fillStyle = shade("ink");
        ctx.fillText(label.text, label.x, label.y);
      }
      ctx.restore();
    });

    /** Those of the items that are not as they were last drawn: most are, and drawing all anew takes a tenth of a second. */
    const before = new Map();
    const changed = (kind, items) => items.filter((item) => {
      const [key, now] = [`${kind}${item.id}`, item.hidden ? "hidden" : JSON.stringify(item)];
      if (before.get(key) === now) return false;
      before.set(key, now);
      return true;
    });

    /** Brings colours and hiding up to date after a change of what is shown, hovered or chosen. */
    function refresh() {
      const c = centre();
      nodes.update(changed("n", picture.nodes.map((n) => ({ id: n.id, hidden: !visible.has(n.id), borderWidth: n.id === chosen ? 4 : 1.5,
        color: n.id === chosen ? { background: ink(n.color), border: shade("ink") } : lit(n.id) ? ink(n.color) : FADED }))));
      edges.update(changed("e", picture.edges.map((e, id) => {
        const own = Boolean(c) && (e.from === c || e.to === c);
        const hidden = !visible.has(e.from) || !visible.has(e.to) || !(own || live.has(id));
        return { id, hidden, color: own ? { color: shade("tie-own"), opacity: 0.8 } : c ? { color: shade("tie"), opacity: 0.1 } : tie(e) };
      })));
    }

    network.on("click", (event) => {
      const id = event.nodes[0] ?? null;
      choose(id);
      select(id);
    });
    network.on("hoverNode", ({ node, event }) => {
      hovered = fixed ? null : node;
      refresh();
      const lines = describe(byId.get(node));
      tip.replaceChildren(...lines.map((line, i) => el(i ? "div" : "strong", {}, Zeren.name(line))));
      tip.hidden = false;
      const frame = box.getBoundingClientRect();
      const x = Math.min((event.clientX ?? 0) - frame.left + 14, frame.width - tip.offsetWidth - 8);
      tip.style.left = `${Math.max(4, x)}px`;
      tip.style.top = `${Math.max(4, (event.clientY ?? 0) - frame.top + 14)}px`;
    });
    network.on("blurNode", () => { hovered = null; tip.hidden = true; refresh(); });

    function choose(id) {
      chosen = id;
      refresh();
    }

    function fit(animation = false) {
      network.fit({ nodes: [...visible], animation, minZoomLevel: 0.05, maxZoomLevel: 1.6 });
    }

    // A window of another size shows all of it again, unless somebody has moved it.
    network.on("resize", () => { if (!inHand && !fixed) setTimeout(() => box.querySelector("canvas") === canvas && fit()); });

    function toSvg() {
      const shown = picture.nodes.filter((n) => visible.has(n.id));
      const ctx = canvas.getContext("2d");
      const xs = shown.flatMap((n) => [n.x - 80, n.x + (beside ? 260 : 80)]);
      const ys = shown.flatMap((n) => [n.y - n.size - 10, n.y + n.size + 30]);
      const [left, right, top, bottom] = [Math.min(...xs, 0), Math.max(...xs, 10), Math.min(...ys, 0), Math.max(...ys, 10)];
      const drawing = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `${left} ${top} ${right - left} ${bottom - top}`, width: right - left, height: bottom - top });
      drawing.append(svg("rect", { x: left, y: top, width: right - left, height: bottom - top, fill: "var(--card)" }));
      picture.edges.forEach((e, i) => {
        if (!live.has(i) || !visible.has(e.from) || !visible.has(e.to)) return;
        const [a, b] = [byId.get(e.from), byId.get(e.to)];
        drawing.append(svg("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: "var(--tie)", "stroke-opacity": 0.6, "stroke-width": e.width }));
      });
      for (const n of shown) {
        drawing.append(n.shape === "diamond"
          ? svg("path", { d: `M${n.x} ${n.y - n.size}L${n.x + n.size} ${n.y}L${n.x} ${n.y + n.size}L${n.x - n.size} ${n.y}Z`, fill: Zeren.inkOf(n.color) })
          : svg("circle", { cx: n.x, cy: n.y, r: n.size, fill: Zeren.inkOf(n.color) }));
      }
      ctx.save();
      ctx.font = `${SIZE}px ${FONT}`;
      for (const label of placeNames((n) => [n.x, n.y], 1, (text) => ctx.measureText(text).width)) {
        drawing.append(svg("text", { x: label.x, y: label.y, "font-family": FONT, "font-size": SIZE, fill: "var(--ink)" }, label.text));
      }
      ctx.restore();
      return drawing;
    }

    // A canvas prints blurred or squeezed: on paper stands the drawing instead.
    const paper = box.nextElementSibling?.classList.contains("printed") ? box.nextElementSibling : el("div", { class: "printed paper" });
    box.after(paper);
    print = () => paper.replaceChildren(toSvg());

    return {
      network,
      choose,
      fit,
      inHand: () => inHand,
      take,
      /** Which nodes show, and which edges (by number) show without being asked for. */
      show(nodeIds, edgeNumbers) {
        visible = new Set(nodeIds);
        live = new Set(edgeNumbers);
        refresh();
      },
      /** The names on the screen, each with the area it takes: left, top, right, bottom. */
      named: () => named.map(({ text, area }) => ({ text, area })),
      shown: () => picture.nodes.filter((n) => visible.has(n.id)),
      lines: () => picture.edges.filter((e, i) => live.has(i) && visible.has(e.from) && visible.has(e.to)),
      tools: (file, said) => Zeren.pictureTools(() => toSvg(), file, said),
    };
  };
})();
