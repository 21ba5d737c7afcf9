"use strict";
/* A document: its own words as read, lit up, with the facts of the task at hand beside them; or its tasks as a list. */
(() => {
  const { el, t, name, get, set, link, load } = Zeren;
  const AROUND = 40;

  const regionChoice = () => Zeren.choice("region", t("region"), Zeren.regionOptions(), () => { set({ doc: null, task: null, at: null }); Zeren.redraw(); }, Zeren.reporting()[0].key);
  const titleOf = (document_) => document_.title ?? document_.number ?? t("document");
  const yearsIn = (region, document_) => [...new Set([...Array.from({ length: document_.tasks }, (_, i) => Zeren.yearsOf(region, document_.first + i)), ...(document_.spans ?? [])])].filter(Boolean).sort();
  /** Tasks of other documents of which this one says what was reached. */
  const toldIn = (region, document_) => region.reports.filter(([doc]) => region.documents[doc] === document_).map(([, number]) => number);
  const countOf = (region, document_) => { const told = toldIn(region, document_).length; return [...(document_.tasks || !told ? [t("task-count", document_.tasks)] : []), ...(told ? [t("tells-of", told)] : [])]; };

  /** The documents of a place, where the one asked for is not among them. */
  const documentList = (region) => el("section", { class: "card" }, el("h2", {}, name(region.label)), el("ul", {}, region.documents.map((one) =>
    el("li", {}, el("a", { href: link("document", { region: region.key, doc: Zeren.local(one.id) }) }, name(one.number ?? one.title ?? one.id)), " ", el("small", {}, [...yearsIn(region, one).map(Zeren.yearText), ...countOf(region, one)].join(" · "))))));

  /** The tasks as cards, those around the one asked for first. */
  function asList(region, document_, wanted, all) {
    const holder = el("div"), above = el("div");
    const end = document_.first + document_.tasks;
    let from = wanted < 0 ? document_.first : Math.max(document_.first, wanted - AROUND / 2);
    let to = Math.min(end, from + AROUND);
    async function draw() {
      const passing = all.filter((number) => Zeren.passes(region, number));
      const before = passing.filter((number) => number < from).length;
      // Where few pass, more of them stand on the screen.
      const numbers = passing.slice(before).filter((number, i) => number < to || i < AROUND);
      const after = passing.length - before - numbers.length;
      const tasks = await Zeren.tasks(region, numbers);
      const others = toldIn(region, document_).filter((number) => Zeren.passes(region, number));
      const told = others.length ? Zeren.cards(region, others, { first: AROUND, file: `document-${Zeren.local(document_.id)}-told` }) : null;
      await told?.ready;
      let heading = null;
      const parts = tasks.flatMap((task, i) => {
        const own = [task.part, ...(task.sections ?? [])].filter(Boolean).join(" › ");
        const card = Zeren.card(region, task, numbers[i]);
        if (numbers[i] === wanted) { card.classList.add("here"); card.id = "here"; }
        const out = own === heading ? [card] : [el("h2", { class: "docpart" }, name(own)), card];
        heading = own;
        return out;
      });
      above.replaceChildren(document_.tasks || !told ? Zeren.passing(passing.length, document_.tasks, yearsIn(region, document_)) : "", wanted >= 0 && !numbers.includes(wanted) ? el("p", { class: "note", role: "alert" }, t("task-filtered")) : "");
      holder.replaceChildren(
        before ? Zeren.button(t("show-more", before), () => { from = Math.max(document_.first, from - 100); return draw(); }, { class: "quiet" }) : "",
        ...(parts.length ? parts : told && !document_.tasks ? [] : [el("p", { class: "note" }, t("no-tasks"))]),
        after ? Zeren.button(t("show-more", after), () => { to = Math.min(end, Math.max(to, numbers.at(-1) + 1) + 100); return draw(); }, { class: "quiet" }) : "",
        el("div", { class: "tools" }, ...(document_.tasks || !told ? Zeren.taskDownloads(region, passing, numbers, `document-${Zeren.local(document_.id)}`) : []), Zeren.button(t("copy-link"), Zeren.copyLink, { class: "quiet" })),
        ...(told ? [el("h2", { class: "docpart" }, t("tells-others", others.length)), el("p", { class: "note" }, t("tells-note")), told.element] : []));
    }
    const ready = async () => { await draw(); document.getElementById("here")?.scrollIntoView({ block: "center" }); };
    return { parts: [above, el("section", { class: "card" }, holder)], draw, ready };
  }

  /** The text on the left, facts on the right. */
  function asText(region, document_, row, asked, all) {
    const starts = region.texts[row];
    const above = el("div"), below = el("div");
    const side = el("aside", { class: "panel facts-panel", "aria-label": t("facts") });
    let wanted = asked;
    const span = /^(\d{1,9})-(\d{1,9})$/.exec(get("at"));
    let now = span && Number(span[2]) > Number(span[1]) && Number(span[2]) <= starts.at(-1) ? { start: Number(span[1]), end: Number(span[2]) } : null;

    const told = toldIn(region, document_);
    const passing = () => all.filter((number) => Zeren.passes(region, number));
    const passingTold = () => told.filter((number) => Zeren.passes(region, number));
    const one = async (number) => (await Zeren.tasks(region, [number]))[0];
    const overlapping = (from, to) => passing().filter((number) => region.starts[number] >= 0 && region.starts[number] - 4000 < to && region.ends[number] + 4000 > from);
    const notice = Zeren.notice({
      starts, label: t("text-of", titleOf(document_)), read: (k) => load(`${region.file}-d${row}-${k}`), onchoose: picked,
      // The leaders and bureaus of a task may stand before or behind it, in the next piece, too.
      async facts(from, to) {
        const numbers = [...overlapping(from, to), ...passingTold()];
        const tasks = await Zeren.tasks(region, numbers);
        return tasks.flatMap((task, i) => Zeren.lightsOf(region, task, numbers[i], (number) => open(number), row));
      },
    });

    /** A click in the text: the fact of the task at hand, if one is there, else the narrowest. */
    async function picked(ids) {
      const own = ids.filter((id) => id.startsWith(`${wanted}:`));
      const id = (own.length ? own : ids).at(-1);
      if (!id) return;
      const number = Number(id.split(":")[0]);
      const fact = Zeren.factsOf(region, await one(number), number, row).find((some) => some.id === id);
      await open(number, fact, { scroll: false });
    }

    /** Opens a task, or a fact of it: words lit, facts beside them, the address as it is. */
    async function open(number, fact = null, { scroll = true, focus = false } = {}) {
      const task = await one(number);
      wanted = number;
      now = fact ?? Zeren.factsOf(region, task, number, row)[0] ?? null;
      set({ ...(task.doc === row ? { task: Zeren.local(region.ids[number]) } : { task: null, doc: Zeren.local(document_.id) }), at: now ? `${now.start}-${now.end}` : null });
      await panel();
      if (now) await notice.choose(now.start, now.end, wanted, { scroll, whole: now.kind === "task" || now.kind === "told" });
      else await notice.choose(-1, -1, wanted);
      if (focus) side.querySelector("h2")?.focus({ preventScroll: true });
    }
    async function close() {
      const before = wanted;
      [wanted, now] = [-1, null];
      set({ task: null, at: null });
      await panel();
      await notice.choose(-1, -1, null);
      (side.querySelector(`[data-task-number="${before}"]`) ?? side.querySelector("h2"))?.focus({ preventScroll: true });
    }

    /** The panel, drawn anew; what had the focus has it again. */
    async function panel() {
      const focused = side.contains(document.activeElement) ? document.activeElement.dataset : {};
      const numbers = passing();
      side.classList.toggle("idle", wanted < 0);
      if (wanted >= 0) {
        const order = [...numbers, ...passingTold()];
        const at = order.indexOf(wanted);
        const step = (by, label, sign) => el("button", { type: "button", class: "quiet", "data-step": by, disabled: at < 0 || !order[at + by] && order[at + by] !== 0, onclick: () => open(order[at + by]), "aria-label": t(label) }, sign);
        side.replaceChildren(el("div", { class: "steps" }, Zeren.button(t("all-tasks"), close, { class: "quiet", "data-step": "all" }), step(-1, "task-before", "←"), step(1, "task-after", "→")),
          ...[Zeren.taskFacts(region, await one(wanted), wanted, now, (fact) => open(wanted, fact), row)].flat(Infinity).filter(Boolean), el("p", { class: "tools" }, Zeren.button(t("copy-link"), Zeren.copyLink, { class: "quiet" })));
      } else {
        const doubts = Zeren.doubtTitles(document_);
        const others = passingTold();
        const only = told.length && !document_.tasks;
        const outline = (some) => Zeren.taskOutline(region, some, (number) => open(number, null, { focus: true }));
        side.replaceChildren(el("h2", { tabindex: "-1" }, only ? t("tells-others", others.length) : t("its-tasks", numbers.length)), doubts.length ? el("ul", { class: "why" }, doubts.map((title) => el("li", {}, el("b", {}, t("doubt-mark")), " ", title))) : "",
          el("p", { class: "note" }, t("click-in-text")), numbers.length ? await outline(numbers) : only && others.length ? "" : el("p", { class: "note" }, t("no-tasks")),
          ...(others.length ? [only ? "" : el("h2", {}, t("tells-others", others.length)), el("p", { class: "note" }, t("tells-note")), await outline(others)] : []));
      }
      const [key, value] = Object.entries(focused)[0] ?? [];
      if (key) [...side.querySelectorAll("button")].find((control) => control.dataset[key] === value)?.focus({ preventScroll: true });
    }
    async function draw() {
      const numbers = passing();
      above.replaceChildren(document_.tasks || !told.length ? Zeren.passing(numbers.length, document_.tasks, yearsIn(region, document_)) : "", wanted >= 0 && all.includes(wanted) && !numbers.includes(wanted) ? el("p", { class: "note", role: "alert" }, t("task-filtered")) : "");
      const taken = document_.tasks || !told.length ? numbers : passingTold();
      below.replaceChildren(...Zeren.taskDownloads(region, taken, taken, `document-${Zeren.local(document_.id)}`), Zeren.button(t("whole-text-shown"), () => notice.all(), { class: "quiet" }));
      await panel();
      await notice.again();
    }
    side.addEventListener("keydown", (event) => { if (event.key === "Escape" && wanted >= 0) { event.stopPropagation(); close(); } });
    async function ready() {
      if (wanted >= 0 && !now) now = Zeren.factsOf(region, await one(wanted), wanted)[0] ?? null;
      await draw();
      await notice.ready();
      if (now) await notice.choose(now.start, now.end, wanted < 0 ? null : wanted, { whole: wanted < 0 || (now.start === region.starts[wanted] && now.end === region.ends[wanted]) });
    }
    return { parts: [above, Zeren.lightsLegend(), el("div", { class: "split reading" }, el("div", { class: "sheet" }, notice.element, el("div", { class: "tools" }, below)), side)], draw, ready };
  }

  Zeren.page(async (content) => {
    const key = Zeren.regionKey(Zeren.reporting()[0]?.key);
    if (!key) return content.replaceChildren(el("p", { class: "note" }, t("none-here")));
    if (Zeren.regionGone()) {
      return content.replaceChildren(el("h1", {}, t("title-document")), get("task") ? Zeren.gone("task", get("task")) : "", el("div", { class: "filters" }, regionChoice()));
    }
    const region = await Zeren.region(key);
    const wanted = Zeren.taskNumber(region, get("task"));
    const asked = region.documents.findIndex((one) => Zeren.means(get("doc"), one.id));
    const holding = region.documents.findIndex((one) => wanted >= 0 && wanted >= one.first && wanted < one.first + one.tasks);
    const row = holding >= 0 ? holding : Math.max(0, asked);
    const document_ = region.documents[row];
    const missing = [get("doc") && asked < 0 && holding < 0 ? Zeren.gone("document", get("doc")) : "", get("task") && wanted < 0 ? Zeren.gone("task", get("task")) : ""];
    const choices = el("div", { class: "filters" }, regionChoice());
    // What is asked for and not there is not answered with another document.
    if (missing[0] || !document_ || (missing[1] && asked < 0)) return content.replaceChildren(el("h1", {}, t("title-document")), ...missing, choices, documentList(region));
    const withText = Boolean(region.texts?.[row]?.length);
    const all = Array.from({ length: document_.tasks }, (_, i) => document_.first + i);
    const shown = withText && get("view") !== "list" ? asText(region, document_, row, wanted, all) : asList(region, document_, wanted, all);
    const views = ["text", "list"].map((view) => Zeren.button(t(`view-${view}`), () => { set({ view: view === "text" ? null : view }); return Zeren.redraw(); }, { "aria-pressed": String((get("view") || "text") === view) }));
    choices.append(region.documents.length > 1 ? Zeren.choice("doc", t("choose-document"), region.documents.map((one) => [Zeren.local(one.id), [one.number ?? one.title ?? one.id, ...yearsIn(region, one).map(Zeren.yearText)].join(" · ")]), () => { set({ task: null, at: null }); Zeren.redraw(); }, Zeren.local(document_.id)) : "",
      Zeren.choices.year(shown.draw, yearsIn(region, document_)), Zeren.choices.role(shown.draw), Zeren.choices.commitment(shown.draw), Zeren.choices.doubt(shown.draw), withText ? el("div", { class: "views", role: "group", "aria-label": t("look") }, views) : "");
    content.replaceChildren(
      el("h1", {}, name(titleOf(document_))),
      el("p", { class: "facts" }, el("a", { href: link("region", { region: key }) }, name(region.label)), [document_.number, document_.publisher, document_.issued].filter(Boolean).map((fact) => el("span", {}, name(fact))), yearsIn(region, document_).map((span) => el("span", {}, Zeren.yearText(span))), countOf(region, document_).map((said) => el("span", {}, said))),
      document_.readBy ? el("p", { class: "note" }, t(`read-by-${document_.readBy}`)) : "",
      ...(document_.replaced ?? []).map((by) => el("p", { class: "note left-out" }, t("replaced-by"), " ", name(by))),
      el("p", { class: "note" }, withText && get("view") !== "list" ? t("lit-note") : Zeren.index().withText ? t("in-place-note") : t("without-text")), !withText && Zeren.index().withText ? el("p", { class: "note" }, t("no-notice-text")) : "", ...missing, choices, ...shown.parts);
    await shown.ready();
    return undefined;
  });
})();
