"use strict";
/* Words of the text that are selected, by mouse or by keys, as offsets into it. */
(() => {
  const STOPS = /[\s、，。；：,;:（）()《》“”]/;
  const long = (text) => (/[\ud800-\udfff]/.test(text) ? Array.from(text).length : text.length);
  const textsOf = (piece) => {
    const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT, (node) => (node.parentElement.closest(".sign, .handle") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  };

  /** `element` holds the pieces of `doc()`; `heard()` is called when other words are selected, or none. */
  Review.selecting = (heard) => {
    let doc = null, element = null, from = -1, to = -1, held = false, setting = false;
    const within = (node) => Boolean(element && node && element.contains(node));

    function offsetOf(node, offset) {
      const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(".piece");
      if (!piece) return -1;
      const point = document.createRange();
      point.setStart(node, offset);
      let at = doc.starts[Number(piece.dataset.piece)];
      for (const text of textsOf(piece)) {
        if (text === node) return at + long(text.data.slice(0, offset));
        if (point.comparePoint(text, 0) >= 0) break;
        at += long(text.data);
      }
      return at;
    }
    function placeOf(offset) {
      const k = Math.max(0, doc.starts.slice(0, -1).findLastIndex((start) => start <= offset));
      let left = offset - doc.starts[k], last = null;
      for (const text of textsOf(element.querySelector(`[data-piece="${k}"]`))) {
        const size = long(text.data);
        if (left <= size) return [text, size === text.data.length ? left : Array.from(text.data).slice(0, left).join("").length];
        left -= size;
        last = text;
      }
      return last ? [last, last.data.length] : null;
    }
    function show() {
      const [start, end] = [placeOf(Math.min(from, to)), placeOf(Math.max(from, to))];
      if (!start || !end) return;
      setting = true;
      const selection = getSelection();
      selection.setBaseAndExtent(...start, ...end);
      const box = selection.getRangeAt(0).getBoundingClientRect();
      const low = innerHeight * (innerWidth < 1000 ? 0.5 : 0.9);
      if (box.top < document.querySelector("header").offsetHeight + 10 || box.bottom > low) scrollBy({ top: box.top - innerHeight * 0.3 });
    }
    document.addEventListener("selectionchange", () => {
      if (setting) { setting = false; return; }
      const selection = getSelection();
      if (!doc || selection.isCollapsed || !within(selection.anchorNode) || !within(selection.focusNode)) {
        // Who goes on to say what the words are has not let go of them.
        if (from >= 0 && !held && !document.activeElement?.closest(".panel") && (selection.isCollapsed && within(selection.anchorNode))) clear();
        return;
      }
      [from, to] = [offsetOf(selection.anchorNode, selection.anchorOffset), offsetOf(selection.focusNode, selection.focusOffset)];
      heard();
    });
    function clear() {
      const had = from >= 0;
      [from, to] = [-1, -1];
      if (within(getSelection().anchorNode)) getSelection().removeAllRanges();
      if (had) heard();
    }
    /** The words, without white space at their ends: [start, end], or null. */
    function span() {
      if (from < 0 || from === to) return null;
      let [start, end] = [Math.min(from, to), Math.max(from, to)];
      while (start < end && /\s/.test(doc.signs[start])) start += 1;
      while (end > start && /\s/.test(doc.signs[end - 1])) end -= 1;
      return start < end ? [start, end] : null;
    }
    const kept = (at) => Math.max(0, Math.min(doc.signs.length, at));
    function beyond(at, by) {
      let next = kept(at + by);
      while (next > 0 && next < doc.signs.length && !STOPS.test(doc.signs[by > 0 ? next : next - 1])) next += by;
      return next;
    }
    function below(at, by) {
      const line = doc.lines.findLastIndex((start) => start <= at);
      const other = doc.lines[line + by];
      return other === undefined ? at : Math.min(other + at - doc.lines[line], (doc.lines[line + by + 1] ?? doc.signs.length + 1) - 1);
    }
    /** Moves by keys: with Shift the end of the words, else all of them. True where the key was one of these. */
    function key(event) {
      if (from < 0) return false;
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key], lines = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (by === undefined && lines === undefined) return false;
      const next = lines !== undefined ? below(to, lines) : event.ctrlKey || event.altKey ? beyond(to, by) : kept(to + by);
      to = next;
      if (!event.shiftKey) from = Math.max(0, to - 1);
      if (from === to) to = kept(to + (by ?? lines));
      show();
      heard();
      return true;
    }
    return {
      of(notice, document_) { [element, doc, from, to] = [notice, document_, -1, -1]; heard(); },
      begin(at) { [from, to] = [at, kept(at + 1)]; show(); heard(); },
      select(start, end) { [from, to] = [start, end]; show(); heard(); },
      hold(whether) { held = whether; },
      span, clear, key,
    };
  };
})();
