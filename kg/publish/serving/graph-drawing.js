"use strict";
/* A graph that a query made, drawn. */
(() => {
  const MOST_DRAWN = 600;
  const TRIPLE = /^(<[^>]*>|_:\S+) <([^>]*)> (.*) \.$/;
  const shown = (iri) => { const last = iri.replace(/#/, "/").split("/").pop(); try { return decodeURIComponent(last); } catch { return last; } };

  /** Draws N-Triples into a place; what to say beside it, and the number of triples. */
  Zeren.drawTriples = (text, place, addressOf) => {
    const nodes = new Map(), edges = [], lines = text.split("\n").filter(Boolean);
    const node = (term) => {
      const iri = term.startsWith("<") ? term.slice(1, -1) : null;
      const label = Zeren.clean(iri ? shown(iri) : term.replace(/^"|"(@[\w-]+|\^\^<.*>)?$/g, "").slice(0, 40));
      if (!nodes.has(term)) nodes.set(term, { id: term, label, shape: iri ? "ellipse" : "box", iri });
      return term;
    };
    for (const line of lines.slice(0, MOST_DRAWN)) {
      const found = TRIPLE.exec(line);
      if (found) edges.push({ from: node(found[1]), to: node(found[3]), label: Zeren.clean(shown(found[2])), arrows: "to" });
    }
    // Where there are many, a browser would stand still for half a minute.
    const few = nodes.size < 100;
    const network = new vis.Network(place, { nodes: [...nodes.values()], edges }, { layout: { improvedLayout: few }, physics: { stabilization: { iterations: few ? 150 : 50 } }, edges: { font: { size: 10 } } });
    network.on("doubleClick", (event) => { const found = nodes.get(event.nodes[0]); if (found && found.iri) location.href = addressOf(found.iri); });
    return { triples: lines.length, cut: lines.length > MOST_DRAWN ? Zeren.t("drawn-of", MOST_DRAWN, lines.length.toLocaleString("en-US")) : "" };
  };
})();
