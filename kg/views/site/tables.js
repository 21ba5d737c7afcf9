"use strict";
/* Tables that sort, show some rows first and all on demand, and give as CSV what they show; and the bar of filters. */
(() => {
  const { el, t, name, button, get, set } = Zeren;

  /**
   * A table. Columns: {key, label, number?, cell?(row) → node, value?(row) → what sorts and what the CSV holds}.
   * Only the rows on screen go into the CSV.
   */
  Zeren.table = ({ caption, columns, rows, first = 10, file = "table", tools = true, onrow = null }) => {
    let order = rows.slice();
    let sorted = null;
    let down = false;
    let shown = Math.min(first, rows.length);
    const value = (column, row) => (column.value ? column.value(row) : row[column.key]);
    const body = el("tbody");
    const more = button("", () => { shown = shown < rows.length ? rows.length : Math.min(first, rows.length); draw(); }, { class: "quiet" });

    function sortBy(column) {
      down = sorted === column ? !down : Boolean(column.number);
      sorted = column;
      const sign = down ? -1 : 1;
      const rank = (x) => (x === null || x === undefined || x === "" ? null : x);
      order = rows.slice().sort((a, b) => {
        const [x, y] = [rank(value(column, a)), rank(value(column, b))];
        if (x === null || y === null) return (x === null) - (y === null);
        return sign * (column.number ? Number(x) - Number(y) : String(x).localeCompare(String(y), "zh-Hans-u-co-pinyin"));
      });
      draw();
    }

    const heads = columns.map((column) => el("th", { scope: "col", class: column.number ? "number" : null }, button(column.label, () => sortBy(column))));

    function draw() {
      body.replaceChildren(...order.slice(0, shown).map((row) => {
        const line = el("tr", {}, columns.map((column) => {
          const content = column.cell ? column.cell(row) : value(column, row);
          const cell = typeof content === "string" ? name(content) : content;
          return el("td", { class: [column.number ? "number" : "", column.wide ? "wide" : ""].join(" ").trim() || null }, cell ?? "");
        }));
        if (onrow) onrow(line, row);
        return line;
      }));
      heads.forEach((head, i) => {
        if (columns[i] === sorted) head.setAttribute("aria-sort", down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      more.hidden = rows.length <= first;
      more.textContent = shown < rows.length ? t("show-all", rows.length) : t("show-fewer");
    }
    draw();
    const exported = () => Zeren.csv(
      [columns.map((column) => column.label), ...order.slice(0, shown).map((row) => columns.map((column) => value(column, row)))], file);
    return el("div", { class: "table" },
      el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
        el("table", {}, el("caption", {}, caption), el("thead", {}, el("tr", {}, heads)), body)),
      tools && el("div", { class: "tools" }, more, button(t("csv"), exported, { class: "quiet csv" })));
  };

  /** A choice kept in the address. Options are [value, label]. */
  Zeren.choice = (key, label, options, changed, otherwise = "") =>
    el("label", { class: "choice" }, el("span", {}, label),
      el("select", {
        name: key,
        onchange: (event) => { set({ [key]: event.target.value === otherwise ? null : event.target.value }); changed(); },
      }, options.map(([value, text]) => el("option", { value, selected: get(key, otherwise) === String(value) }, text))));

  /** A number kept in the address, chosen by a slider. */
  Zeren.slider = (key, label, low, high, otherwise, changed) => {
    const now = el("span", { class: "now" }, get(key, otherwise));
    return el("label", { class: "choice slider" }, el("span", {}, label, " ", now),
      el("input", {
        type: "range", name: key, min: low, max: high, value: get(key, otherwise),
        oninput: (event) => { now.textContent = event.target.value; set({ [key]: event.target.value === String(otherwise) ? null : event.target.value }); changed(); },
      }));
  };

  const all = () => ["", t("all")];
  Zeren.choices = {
    region: (changed, any = true) => Zeren.choice("region", t("region"), [...(any ? [all()] : []), ...Zeren.places().map((p) => [p.key, p.label])], changed,
      any ? "" : Zeren.places()[0]?.key),
    role: (changed) => Zeren.choice("role", t("role"), [all(), ["lead", t("lead")], ["support", t("support")]], changed),
    commitment: (changed) => Zeren.choice("commitment", t("commitment"),
      [all(), ["ensure", t("ensure")], ["strive", t("strive")], ["plain", t("plain")], ["none", t("no-target")]], changed),
  };

  /** Whether a task (its digit of commitments, see the data files) or a goal passes the filter of commitments. */
  Zeren.commits = (digit) => {
    const wanted = get("commitment");
    if (!wanted) return true;
    return wanted === "none" ? Number(digit) === 0 : Boolean(Number(digit) & { ensure: 1, strive: 2, plain: 4 }[wanted]);
  };
})();
