"use strict";
/* Finds tasks by words: the tasks of the places that are asked are read and looked through, here and nowhere else. */
(() => {
  const { el, t, name, link, get, set, load } = Zeren;
  const MOST = 20000;
  const LEAST = 0.34;

  /** What a question or a text is found by: words of letters and digits, and each pair of neighbouring other signs. */
  function terms(text) {
    const found = new Set();
    for (const run of text.toLowerCase().normalize("NFKC").match(/[0-9a-z]+(?:[.&+-][0-9a-z]+)*|(?:(?![0-9a-z])[\p{L}\p{N}])+/gu) ?? []) {
      const signs = Array.from(run);
      if (/^[0-9a-z]/.test(run) || signs.length === 1) found.add(run);
      else signs.slice(1).forEach((sign, i) => found.add(signs[i] + sign));
    }
    return [...found].slice(0, 100);
  }

  /** Whether a text holds a term: a word of letters and digits where no further ones touch it. */
  function holds(text, term) {
    if (!/^[0-9a-z]/.test(term)) return text.includes(term);
    for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
      if (!/[0-9a-z]/.test(text[at - 1] ?? "") && !/[0-9a-z]/.test(text[at + term.length] ?? "")) return true;
    }
    return false;
  }

  /** The tasks of some places, each with the words that it is found by. */
  async function tasksOf(places) {
    const rows = [];
    for (const place of places) {
      const region = await load(place.file);
      for (let first = 0; first < place.tasks; first += region.perFile) {
        const tasks = await load(`${place.file}-t${first / region.perFile}`);
        tasks.forEach((task, i) => rows.push({ place, region, task, at: first + i }));
      }
    }
    return rows;
  }

  const textOf = ({ place, region, task }) => [task.text, task.heading, ...(task.sections ?? []), ...(task.parties ?? []).flatMap((party) => [party[3], region.bodies[party[0]].label]),
    ...(task.leaders ?? []).map((leader) => region.leaders[leader].label), place.label].flat().filter((part) => typeof part === "string").join("\n").toLowerCase().normalize("NFKC");

  /** The tasks that hold at least a third of what tells in the question, the best first. */
  function ranked(rows, wanted) {
    const texts = rows.map(textOf);
    const weight = wanted.map((term) => { const count = texts.filter((text) => holds(text, term)).length; return count ? Math.log(1 + rows.length / count) : 0; });
    const whole = weight.reduce((sum, one) => sum + one, 0);
    const scored = rows.map((row, i) => [wanted.reduce((sum, term, k) => sum + (holds(texts[i], term) ? weight[k] * ((row.task.text ?? "").toLowerCase().includes(term) ? 1 : 0.7) : 0), 0) / (whole || 1), i]);
    return scored.filter(([score]) => score >= LEAST).sort((a, b) => b[0] - a[0] || a[1] - b[1]).map(([, i]) => rows[i]);
  }

  /** A text with the words that were asked for marked. */
  function marked(text, wanted) {
    const same = text.toLowerCase();
    const on = new Array(text.length).fill(false);
    for (const term of same.length === text.length ? wanted : []) {
      for (let at = same.indexOf(term); at >= 0; at = same.indexOf(term, at + 1)) on.fill(true, at, at + term.length);
    }
    const parts = [];
    for (let at = 0, end; at < text.length; at = end) {
      for (end = at + 1; end < text.length && on[end] === on[at]; end += 1);
      parts.push(on[at] ? el("mark", {}, text.slice(at, end)) : text.slice(at, end));
    }
    return parts;
  }

  Zeren.finder = () => {
    const words = el("input", { type: "search", id: "find-words", name: "words", value: get("find"), "aria-label": t("find-words") });
    const region = el("select", { name: "find-region", "aria-label": t("region") }, el("option", { value: "" }, t("all")),
      Zeren.reporting().map((place) => el("option", { value: place.key, selected: place.key === get("find-region") }, place.label)));
    const year = el("input", { type: "number", name: "find-year", min: "1900", max: "2100", value: get("find-year"), "aria-label": t("find-year"), placeholder: t("find-year") });
    const said = el("p", { class: "note", role: "status" }, t("find-about"));
    const holder = el("div", { id: "find-answer" });

    async function find() {
      set({ find: words.value.trim(), "find-region": region.value, "find-year": year.value });
      holder.replaceChildren();
      const wanted = terms(words.value);
      const places = Zeren.reporting().filter((place) => !region.value || place.key === region.value);
      const total = places.reduce((sum, place) => sum + place.tasks, 0);
      if (!wanted.length) { said.textContent = t("find-about"); return; }
      if (total > MOST) { said.textContent = t("find-many", total.toLocaleString("en-US"), MOST.toLocaleString("en-US")); return; }
      const of = Number(year.value);
      const rows = (await tasksOf(places)).filter(({ task }) => !of || (task.years && task.years[0] <= of && of <= task.years[task.years.length - 1]));
      const found = ranked(rows, wanted);
      said.textContent = found.length ? t("find-count", found.length) : t("find-none");
      if (!found.length) return;
      holder.append(Zeren.table({ caption: t("find-tasks"), file: "found", first: 20, rows: found, columns: [
        { key: "region", label: t("region"), value: (row) => row.place.label },
        { key: "years", label: t("find-year"), value: (row) => (row.task.years ?? []).filter((x, i, all) => all.indexOf(x) === i).join("-") },
        { key: "task", label: t("tasks"), wide: true, value: (row) => row.task.text ?? "", cell: (row) => el("a", { href: link("document", { region: row.place.key, task: Zeren.local(row.region.ids[row.at]) }) },
          row.task.text ? marked(row.task.text, wanted) : name(row.task.n ?? "–")) },
        { key: "bodies", label: t("units"), value: (row) => (row.task.parties ?? []).map((party) => party[3]).join("、") },
      ] }));
    }

    const form = el("form", { class: "filters", onsubmit: (event) => { event.preventDefault(); find(); } }, words, region, year, el("button", { type: "submit" }, t("find-start")));
    if (words.value) find();
    return el("section", { class: "card", id: "finder" }, el("h2", {}, t("find-tasks")), form, said, holder);
  };
})();
