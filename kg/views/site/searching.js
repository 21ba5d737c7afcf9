"use strict";
/* What a search finds: names that fit, and tasks by their words, a page at a time; each one click from its place in the document. */
(() => {
  const { el, t, name, get, link, button } = Zeren;
  const A_PAGE = 20;
  const MOST_NAMES = 12;
  const MOST_CHIPS = 8;

  function names(words) {
    const found = Zeren.find(words, Infinity);
    if (!found.length) return "";
    const list = el("ul", { class: "names" });
    const more = button(t("show-all", found.length), () => { draw(found.length); list.querySelector(`li:nth-child(${MOST_NAMES + 1}) a`)?.focus(); }, { class: "quiet" });
    function draw(most) {
      list.replaceChildren(...found.slice(0, most).map((thing) => el("li", {}, el("a", { href: Zeren.addressOf(thing) }, name(thing[2])), " ", el("small", {}, Zeren.where(thing)))));
      more.hidden = most >= found.length;
    }
    draw(MOST_NAMES);
    return el("section", { class: "card" }, el("h2", {}, t("find-names"), " ", el("small", {}, found.length)), list, el("div", { class: "tools" }, more));
  }

  async function card(entry, tokens) {
    const place = Zeren.places()[entry.place];
    const region = await Zeren.region(place.key);
    const [task] = await Zeren.tasks(region, [entry.task]);
    const document_ = region.documents[task.doc] ?? {};
    const address = link("document", { region: place.key, task: Zeren.local(region.ids[entry.task]) });
    const years = (task.years ?? []).filter((year, i, all) => all.indexOf(year) === i).join("–");
    const who = (task.parties ?? []).slice(0, 12).map(([row, role]) => [role, region.bodies[row]]);
    return el("article", { class: "task hit" },
      el("p", { class: "standing" }, el("a", { href: address, class: "place" }, name(place.label), years ? ` ${years}` : "", " · ", name(document_.number ?? document_.title ?? t("document")), task.n ? ` · ${t("item", task.n)}` : "")),
      el("p", { class: "sentence", lang: "zh" }, Zeren.doubtMark(task), el("a", { href: address }, el("bdi", {}, task.text ? Zeren.wordsMarked(task.text, tokens) : [...(task.sections ?? []), task.n ?? ""].join(" › ")))),
      who.length ? el("p", { class: "bodies" }, who.map(([, body], i) => [i ? "、" : "", Zeren.thingLink(body.id, body.label)]), (task.parties ?? []).length > who.length ? "…" : "") : "");
  }

  Zeren.page(async (content) => {
    const places = Zeren.reporting();
    const words = el("input", { type: "search", id: "find-words", name: "q", value: get("q"), "aria-label": t("find-words"), placeholder: t("find-words"),
      onkeydown: (event) => { if (event.key === "Escape" && words.value) { event.preventDefault(); words.value = ""; ask({ q: null, page: null }); } } });
    const regions = el("datalist", { id: "regions" }, places.map((place) => el("option", { value: place.label, label: Zeren.placeWords(place) })));
    const here = places.find((place) => place.key === Zeren.regionKey());
    const region = el("input", { type: "text", name: "region", list: "regions", value: here?.label ?? "", "aria-label": t("region"), placeholder: t("region"), onchange: () => narrow() });
    const year = el("select", { name: "year", "aria-label": t("find-year"), onchange: () => narrow() }, el("option", { value: "" }, t("find-year")),
      (await Zeren.yearsFound()).map((one) => el("option", { value: one, selected: String(one) === get("year") }, one)));
    const said = el("p", { class: "passing", role: "status" });
    const notes = el("div");
    const above = el("div");
    const chips = el("div", { class: "chips" });
    const holder = el("div", { id: "find-answer" });

    function placeOf(text) {
      const wanted = Zeren.folded(text.trim());
      return wanted ? places.find((place) => place.code === wanted || place.key === wanted || Zeren.folded(place.label) === wanted) ?? places.find((place) => Zeren.folded(place.label).includes(wanted)) : null;
    }

    function ask(changes) {
      Zeren.go(changes, { redraw: false });
      return draw();
    }

    const narrow = () => { const place = placeOf(region.value); region.value = place?.label ?? ""; return ask({ region: place?.key ?? null, year: year.value || null, page: null }); };

    async function draw() {
      const typed = get("q").trim();
      said.textContent = "";
      for (const box of [notes, chips, holder, above]) box.replaceChildren();
      if (!typed) { said.textContent = t("find-about"); return; }
      above.replaceChildren(names(typed));
      const wantedPlace = Zeren.places().findIndex((place) => place.key === Zeren.regionKey());
      const { found, tokens, missing, cut, leftOut } = await Zeren.findTasks(typed, wantedPlace, Number(get("year")) || 0);
      const pages = Math.max(1, Math.ceil(found.length / A_PAGE));
      const page = Math.min(pages, Math.max(1, Number(get("page")) || 1));
      const from = (page - 1) * A_PAGE;
      const shown = found.slice(from, from + A_PAGE);
      const cards = await Promise.all(shown.map((entry) => card(entry, tokens)));
      said.textContent = found.length ? `${t("find-count", found.length.toLocaleString("en-US"))}${pages > 1 ? ` · ${t("page-of", from + 1, from + shown.length, found.length.toLocaleString("en-US"))}` : ""}` : t("find-none");
      notes.replaceChildren(...[missing.length ? t("find-missing", missing.join("、")) : "", cut ? t("find-cut", 100) : "", leftOut ? t("find-left-out", leftOut) : ""].filter(Boolean).map((text) => el("p", { class: "note" }, text)));
      const counted = new Map();
      for (const entry of found) counted.set(entry.place, (counted.get(entry.place) ?? 0) + 1);
      if (counted.size > 1) {
        chips.replaceChildren(...[...counted].sort((a, b) => b[1] - a[1]).slice(0, MOST_CHIPS).map(([number, count]) => button([name(Zeren.places()[number].label), ` ${count}`],
          () => { region.value = Zeren.places()[number].label; words.focus(); return narrow(); }, { class: "chip", "aria-label": t("find-in", `${Zeren.places()[number].label} ${count}`) })),
          counted.size > MOST_CHIPS ? el("small", {}, t("find-chips", MOST_CHIPS, counted.size)) : "");
      }
      const turn = (to, label) => button(label, async () => { await ask({ page: to > 1 ? to : null }); said.scrollIntoView(); holder.querySelector("a")?.focus({ preventScroll: true }); }, { class: "turn" });
      holder.replaceChildren(...cards, el("div", { class: "tools" }, page > 1 ? turn(page - 1, t("previous")) : "", page < pages ? turn(page + 1, t("next")) : ""));
    }

    const form = el("form", { class: "filters", id: "finder", role: "search", "aria-label": t("find-tasks"), onsubmit: (event) => { event.preventDefault(); ask({ q: words.value.trim() || null, page: null }); } },
      words, region, regions, year, el("button", { type: "submit" }, t("find-start")));
    content.replaceChildren(el("h1", {}, t("title-search")), form, above, said, notes, chips, holder);
    await draw();
    return undefined;
  });
})();
