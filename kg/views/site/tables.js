"use strict";
/* Tables that sort and show some rows first and all on demand; and the bar of filters. */
(() => {
  const { el, t, name, button, get, set } = Zeren;

  /**
   * A table. Columns: {key, label, number?, cell?(row) → node, value?(row) → what sorts and what the CSV holds}.
   * The CSV holds the same columns and then `extra`, or else those of `download`; all rows (those of `whole`, where the table itself
   * holds but some), or the rows on the screen. `of` says how many there are where not even the page has all.
   */
  Zeren.table = ({ caption, columns, rows, first = 10, file = "table", tools = true, onrow = null, extra = [], download = [...columns, ...extra], whole = null, of = null }) => {
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
      saving.replaceChildren(...Zeren.csvButtons({
        all: { count: whole ? null : rows.length, of, rows: async () => table(whole ? await whole() : order) },
        screen: { count: shown, rows: () => table(order.slice(0, shown)) }, partly: Boolean(whole) || shown < rows.length, file,
      }));
    }
    const table = (some) => [download.map((column) => column.label), ...some.map((row) => download.map((column) => value(column, row)))];
    const saving = el("span", {});
    draw();
    return el("div", { class: "table" },
      el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
        el("table", {}, el("caption", {}, caption), el("thead", {}, el("tr", {}, heads)), body)),
      tools && el("div", { class: "tools" }, more, saving));
  };

  /** A fold with a table, under a picture that shows the same. */
  Zeren.folded = (table) => el("details", {}, el("summary", {}, t("as-table")), table);

  const MANY = 30;

  /** What a place is found by: its name, its code, its province and its level. */
  Zeren.placeWords = (place) => {
    const code = place.code ?? "";
    const level = !code ? "" : code.endsWith("0000") ? "level-province" : code.endsWith("00") ? "level-city" : "level-county";
    const province = code && Zeren.have("words")[`province-${code.slice(0, 2)}`];
    return [place.label, code, ...(level ? Zeren.have("words")[level] : []), ...(province ?? [])].join(" ").toLowerCase();
  };

  /** A choice among many places with a field that narrows it: by name, code, province or level, all words that are asked for. */
  function narrowed(one, list, key) {
    const options = [...list.options];
    if (options.length <= MANY) return one;
    const words = new Map(Zeren.places().map((place) => [place.key, Zeren.placeWords(place)]));
    const left = el("span", { class: "note", role: "status" });
    const field = el("input", { type: "search", "data-focus": `narrow-${key}`, placeholder: t("narrow"), "aria-label": `${one.firstChild.textContent}: ${t("narrow")}`, oninput: () => {
      const wanted = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      const kept = options.filter((option) => option.selected || !option.value || wanted.every((word) => (words.get(option.value) ?? option.textContent.toLowerCase()).includes(word)));
      const value = list.value;
      list.replaceChildren(...kept);
      list.value = value;
      left.textContent = wanted.length ? t("narrowed", kept.filter((option) => option.value && words.has(option.value)).length, options.filter((option) => option.value).length) : "";
    } });
    return el("div", { class: "narrowed" }, one, field, left);
  }

  /** A choice kept in the address. Options are [value, label]; what the address names and no option has stands among them, as not in this graph. */
  Zeren.choice = (key, label, options, changed, otherwise = "") => {
    const now = get(key, otherwise);
    const offered = options.some(([value]) => String(value) === now) || !now ? options : [[now, t("gone-option", now)], ...options];
    const list = el("select", {
        name: key,
        onchange: (event) => { set({ [key]: event.target.value === otherwise ? null : event.target.value }); changed(); },
      }, offered.map(([value, text]) => el("option", { value, selected: now === String(value) }, text)));
    const one = el("label", { class: "choice" }, el("span", {}, label), list);
    return key === "region" || key === "mine" ? narrowed(one, list, key) : one;
  };

  /** A number kept in the address, chosen by a slider; where the address asks for more than there is, the most. */
  Zeren.slider = (key, label, low, high, otherwise, changed) => {
    const value = Math.min(high, Number(get(key, otherwise)) || otherwise);
    const now = el("span", { class: "now" }, value);
    return el("label", { class: "choice slider" }, el("span", {}, label, " ", now),
      el("input", {
        type: "range", name: key, min: low, max: high, value,
        oninput: (event) => { now.textContent = event.target.value; set({ [key]: event.target.value === String(otherwise) ? null : event.target.value }); changed(); },
      }));
  };

  const all = () => ["", t("all")];
  Zeren.choices = {
    region: (changed, any = true) => Zeren.choice("region", t("region"), [...(any ? [all()] : []), ...Zeren.regionOptions()], changed,
      any ? "" : Zeren.reporting()[0]?.key),
    role: (changed) => Zeren.choice("role", t("role"), [all(), ["lead", t("lead")], ["support", t("support")]], changed),
    commitment: (changed) => Zeren.choice("commitment", t("commitment"),
      [all(), ["ensure", t("ensure")], ["strive", t("strive")], ["plain", t("plain")], ["none", t("no-target")]], changed),
    doubt: (changed) => Zeren.choice("doubt", t("in-doubt"), [all(), ["only", t("doubt-only")]], changed),
    /** The years of some lists; nothing where there is one of them alone. */
    year: (changed, spans) => (spans.length > 1 || get("year") ? Zeren.choice("year", t("year"), [["", t("all-years")], ...spans.map((span) => [span, Zeren.yearText(span)])], changed) : ""),
  };

  /** A list's years as people write them: 2022, 2022–2026. */
  Zeren.yearText = (span) => String(span).replace("-", "–");

  /** The years of all lists, those of one place, or those that stand in a region's data. */
  Zeren.allYears = () => [...new Set(Zeren.reporting().flatMap((place) => place.years))].sort();

  /** The years of a task's list, as an address calls them; "" where none are known. */
  Zeren.yearsOf = (region, number) => region.spans[region.years[number]] ?? "";

  /** Whether any of the filters of tasks is set. */
  Zeren.filtered = () => ["role", "commitment", "doubt", "year"].some((key) => get(key));

  const BITS = { ensure: 1, strive: 2, plain: 4, doubt: 8, lead: 16, support: 32 };

  /** Whether a task passes the filters, by its signs added up: 1, 2, 4 for its commitments, 8 in doubt, 16 somebody leads, 32 supports. */
  Zeren.signsPass = (signs) => {
    const [role, wanted] = [get("role"), get("commitment")];
    if (role && !(signs & BITS[role])) return false;
    if (get("doubt") && !(signs & BITS.doubt)) return false;
    return !wanted || (wanted === "none" ? !(signs & 7) : Boolean(signs & BITS[wanted]));
  };

  /** Whether a task of a place passes the filters. */
  Zeren.passes = (region, number) => (!get("year") || Zeren.yearsOf(region, number) === get("year")) && Zeren.signsPass(Number(region.commitments[number]) | (region.doubts[number] === "1" ? BITS.doubt : 0)
    | region.on[number].reduce((signs, [, leads]) => signs | (leads ? BITS.lead : BITS.support), 0));

  /** How many tasks pass the filters, in words; and where lists of several years are counted together, of which. */
  Zeren.passing = (count, of, spans = []) => el("div", { class: "counted" }, el("p", { class: "passing", role: "status" }, Zeren.filtered() ? t("passing", count, of) : t("passing-all", of)),
    spans.length > 1 && !get("year") ? el("p", { class: "note together" }, t("years-together", spans.map(Zeren.yearText).join(t("list-comma")))) : "");
})();
