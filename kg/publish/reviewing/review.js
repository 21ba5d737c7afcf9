"use strict";
/* The page itself: what is at hand, what keys do, and the way to the server. Nothing is shown as decided before the server has said so. */
(() => {
  const { el, t, language, tell } = Zeren;
  const docs = new Map(); // documents by key: rows of the list, filled up with the text and the reading where one was opened
  const done = []; // what was decided in this window: {key, id}
  let doc = null, task = null, place = null, fact = null, decided = 0, changed = null, form = null, why = "", busy = false, keysOn = true, keeping = false;
  let sample = null, judged = null, wrong = new Set(); // rows of a sample of kg audit that are left, the one at hand, what is wrong of it
  let notice = null, queue = null, selecting = null;
  const side = el("aside", { class: "panel facts-panel" });
  const sheet = el("div", { class: "sheet" });
  const bar = el("div", { class: "bar-holder" });

  // --- the server
  async function ask(path, body) {
    const headers = { "Accept-Language": language() };
    const answer = await fetch(path, body === undefined ? { headers } : { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) }).catch(() => null);
    if (!answer) throw Object.assign(new Error(t("review-gone")), { status: 0 });
    if (!answer.ok) throw Object.assign(new Error((await answer.text()).trim()), { status: answer.status });
    return answer.json();
  }
  async function whole(key) {
    const found = await ask(`document?key=${key}&text=`);
    return Object.assign(found, Review.cut(found.text));
  }
  /** Takes a document as it reads now; what another window did since is fetched, too. */
  function take(found, expected) {
    const old = docs.get(found.key);
    Object.assign(old, { ...found, outcomes: found.outcomes });
    queue.renew(found.key, sample ? sample.filter((row) => row[0] === found.key) : found.rows);
    if (found.decided !== expected) reload();
    decided = found.decided;
    counted();
  }
  async function reload() {
    const all = await ask("queue");
    for (const one of all.documents) docs.set(one.key, Object.assign(docs.get(one.key) ?? {}, one));
    decided = all.decided;
    sample = all.sample ?? null;
    queue.fill(sample ?? all.rows);
    counted();
  }
  const counted = () => document.getElementById("left").replaceChildren(t("review-left", queue.size()));

  // --- what is at hand
  async function open(row) {
    [judged, wrong] = [row[8] === undefined ? null : row, new Set()];
    await show(row[0], row[1], row[1] === null ? row : null);
  }
  async function show(key, number, row = null, { scroll = true } = {}) {
    form = null;
    if (!docs.get(key).signs) docs.set(key, Object.assign(docs.get(key), await whole(key)));
    if (doc?.key !== key) { doc = docs.get(key); text(); }
    [task, place] = [number, row];
    fact = task === null ? null : Review.factsOf(doc.tasks[task], task)[0];
    selecting.clear();
    Zeren.set({ doc: key.slice(0, 12), task: task === null ? null : doc.tasks[task].start });
    panel();
    if (task !== null) await notice.choose(fact.start, fact.end, task, { whole: true, scroll });
    else if (row) await notice.choose(row[5], Math.max(row[5] + 1, row[6]), null, { whole: true, scroll });
    else await notice.choose(-1, -1, null);
  }
  function text() {
    notice = Zeren.notice({
      starts: doc.starts, label: t("text-of", doc.title ?? doc.file), read: async (k) => Review.slice(doc, doc.starts[k], doc.starts[k + 1]),
      facts: async (from, to) => Review.lights(doc, from, to, (number) => pick(number)), onchoose: picked,
    });
    sheet.replaceChildren(el("p", { class: "of-document" }, el("b", {}, Zeren.name(doc.title ?? doc.file)), " ", el("small", {}, [doc.number, doc.region, doc.file].filter(Boolean).join(" · "))), Review.legend(), notice.element);
    selecting.of(notice.element, doc);
    notice.ready();
  }
  async function pick(number, wanted = null) {
    judged = null;
    changed = null;
    queue.mark(doc.key, number);
    await show(doc.key, number, null, { scroll: !wanted });
    if (wanted) await light(wanted, { scroll: false });
  }
  async function picked(ids) {
    const some = ids.filter((id) => /^\d+:/.test(id));
    const own = some.filter((id) => id.startsWith(`${task}:`));
    const id = (own.length ? own : some).at(-1);
    if (!id) return;
    const number = Number(id.split(":")[0]);
    const wanted = Review.factsOf(doc.tasks[number], number).find((one) => one.id === id);
    if (number === task) await light(wanted, { scroll: false }); else await pick(number, wanted);
  }
  async function light(wanted, { scroll = true } = {}) {
    fact = wanted;
    panel();
    await notice.choose(fact.start, fact.end, task, { whole: fact.kind === "task", scroll });
  }

  // --- decisions
  function working(whether) {
    busy = whether;
    if (whether) side.setAttribute("aria-busy", "true"); else side.removeAttribute("aria-busy");
  }
  const named = () => { const one = doc.tasks[task]; return { start: one.start, end: one.end, number: one.number, seen: one.corrections.map((some) => some.id) }; };
  /** One decision, written before anything else is shown. True where it was taken; else what is wrong is told. */
  async function decide(said, { at = null, of = task !== null, go = false } = {}) {
    if (busy) return t("review-busy");
    working(true);
    try {
      const before = { tasks: doc.tasks, record: doc.record, problems: doc.problems };
      const start = task === null ? null : doc.tasks[task].start;
      const by = document.getElementById("by").value.trim();
      const answer = await ask("decide", { key: doc.key, said, at, task: of ? named() : null, ...(by ? { by } : {}), why: why || null });
      done.push({ key: doc.key, id: answer.id });
      why = "";
      await after(before, answer.document, decided + 1, start, go);
      return null;
    } catch (error) {
      if (error.status === 409) await again();
      changed = el("p", { class: "gone", role: "alert" }, error.message);
      if (!form) panel();
      return error.message;
    } finally { working(false); }
  }
  /** What is right and wrong of the task at hand of a sample; both are written, or neither. */
  async function judge() {
    if (busy) return;
    working(true);
    try {
      const before = { tasks: doc.tasks, record: doc.record, problems: doc.problems };
      const by = document.getElementById("by").value.trim();
      const answer = await ask("judge", { number: judged[8], wrong: [...wrong], ...(by ? { by } : {}), why: why || null });
      const lines = wrong.size && wrong.size < 5 ? 2 : 1;
      sample = sample.filter((row) => row !== judged);
      [judged, wrong, why] = [null, new Set(), ""];
      await after(before, answer.document, decided + lines, doc.tasks[task].start, true);
    } catch (error) { changed = el("p", { class: "gone", role: "alert" }, error.message); panel(); } finally { working(false); }
  }
  async function after(before, found, expected, start, go) {
    const place_ = place;
    take(found, expected);
    form = null;
    const told = Review.changed(Review.changes(before, found));
    const number = start === null ? -1 : doc.tasks.findIndex((one) => one.start === start);
    const drawn = notice.again();
    changed = told;
    keeping = true; // what changed stays on the screen beside what comes next
    const on = go && queue.step(1);
    keeping = false;
    if (!on) await show(doc.key, number >= 0 ? number : null, number >= 0 ? null : place_, { scroll: false });
    await drawn;
    if (!queue.size()) tell(t("review-all-done"));
  }
  async function again() {
    const key = doc.key, start = task === null ? null : doc.tasks[task].start;
    Object.assign(docs.get(key), await ask(`document?key=${key}`));
    await reload();
    const number = start === null ? -1 : doc.tasks.findIndex((one) => one.start === start);
    await notice.again();
    await show(key, number >= 0 ? number : null, null, { scroll: false });
  }
  async function takeBack(id) {
    const last = id ? { key: doc.key, id } : done.at(-1) ?? (task !== null && doc.tasks[task].corrections.length ? { key: doc.key, id: doc.tasks[task].corrections.at(-1).id } : null);
    if (!last) return tell(t("review-nothing-to-undo"));
    if (busy) return undefined;
    working(true);
    try {
      if (doc.key !== last.key) await show(last.key, null);
      const before = { tasks: doc.tasks, record: doc.record, problems: doc.problems };
      const by = document.getElementById("by").value.trim();
      const answer = await ask("take-back", { key: last.key, id: last.id, ...(by ? { by } : {}) });
      const at = done.findIndex((one) => one.id === last.id);
      if (at >= 0) done.splice(at, 1);
      const was = task === null ? null : doc.tasks[task]?.start ?? null;
      const touched = answer.document.tasks.find((one) => { const old = before.tasks.find((some) => some.start === one.start); return !old || JSON.stringify(old) !== JSON.stringify(one); });
      await after(before, answer.document, decided + 1, touched?.start ?? was, false);
      queue.mark(doc.key, task);
      tell(t("review-undone"));
    } catch (error) { tell(error.message); } finally { working(false); }
    return undefined;
  }

  /** The words of the place at hand; of an empty line, with those that come after it. */
  function placeWords() {
    let end = Math.max(place[5] + 1, place[6]);
    while (end < doc.signs.length && (!Review.slice(doc, place[5], end).trim() || doc.signs[end] !== "\n")) end += 1;
    return [place[5], end];
  }
  const unitsOf = () => doc.tasks[task].units.map(({ name, role }) => ({ name, role }));
  const setUnits = (units) => decide({ set: { units } });
  function party(role) {
    return () => {
      const span = selecting.span();
      if (!span || task === null) return undefined;
      const names = Review.namesIn(Review.plain(doc, ...span));
      const known = unitsOf();
      if (names.length === 1 && !known.some((one) => one.name === names[0])) return decide({ add: { unit: { name: names[0], role } } }, { at: span });
      return decide({ set: { units: [...known.map((one) => (names.includes(one.name) ? { ...one, role } : one)), ...names.filter((one) => !known.some((some) => some.name === one)).map((name) => ({ name, role }))] } }, { at: span });
    };
  }
  async function number(kind) {
    const span = selecting.span();
    if (!span || task === null) return;
    const quote = Review.plain(doc, ...span);
    const { targets: [read] } = await ask("number", { words: quote.slice(0, 400) }).catch(() => ({ targets: [] }));
    const known = { ...read, quote };
    const save = (one) => decide({ add: { [kind]: one } }, { at: span });
    fill(kind === "target" ? Review.targetForm(known, save, leave) : Review.resultForm({ quote, value: read?.value ?? null, unit: read?.unit ?? null, indicator: read?.indicator ?? null }, doc.tasks[task].targets, save, leave));
  }
  function boundary(which) {
    return () => {
      const span = selecting.span();
      if (!span || task === null) return undefined;
      const one = doc.tasks[task];
      const [start, end] = which === "begin" ? [span[0], one.end] : [one.start, span[1]];
      return start < end ? decide({ set: { text: Review.plain(doc, start, end) } }) : tell(t("review-no-text"));
    };
  }
  /** The focus rests on the heading of what is at hand, where single keys are heard. */
  const rest = () => side.querySelector("h2")?.focus({ preventScroll: true });
  const leave = () => { form = null; panel(); rest(); };
  function fill(made) { form = made; panel(); form.focus(); }

  const acts = {
    why: (value) => (value === undefined ? why : (why = value)),
    changed: () => changed, judging: () => judged && { wrong, turn: (field) => { if (!wrong.delete(field)) wrong.add(field); panel(); } },
    light: (wanted) => light(wanted),
    confirm: () => (judged ? judge() : task !== null ? decide({ confirm: true }, { go: true }) : place ? decide({ confirm: true, fields: ["place"] }, { at: placeWords(), of: false, go: true }) : decide({ confirm: true }, { of: false })),
    wrong: () => (task === null ? undefined : decide({ confirm: false })),
    dropped: () => (fact && fact.key ? t(`review-drop-${fact.key}`) : t("review-drop-task")),
    drop: () => (task === null ? undefined : fact?.key ? acts.remove(fact) : decide({ drop: "task" }, { go: true })),
    remove(one) {
      const of = doc.tasks[task];
      if (one.key === "units") return setUnits(unitsOf().filter((_, at) => at !== one.at));
      if (one.key === "leaders") return decide({ set: { leaders: of.leaders.filter((_, at) => at !== one.at).map(({ name, title, role }) => ({ name, title, role })) } });
      return decide({ drop: one.key === "targets" ? "target" : "result" }, { at: [one.start, one.end] });
    },
    undo: () => takeBack(), takeBack, step: (by) => { changed = null; return queue.step(by) || tell(t("review-no-more")); },
    select: () => task === null && !place ? undefined : (selecting.begin(fact?.start ?? place?.[5] ?? 0), document.activeElement?.blur()),
    queue: () => queue.list.focus(),
    role: (at, role) => setUnits(unitsOf().map((one, i) => (i === at ? { ...one, role } : one))),
    names: (at) => fill(Review.namesForm(doc.tasks[task].units[at].name, (names) => setUnits(unitsOf().flatMap((one, i) => (i === at ? names.map((name) => ({ name, role: one.role })) : [one]))), leave)),
    join(at) {
      const [one, other] = doc.tasks[task].units.slice(at, at + 2);
      const near = other.start >= one.end && other.start - one.end < 4;
      return setUnits(unitsOf().flatMap((some, i) => (i === at ? [{ ...some, name: near ? Review.plain(doc, one.start, other.end) : one.name + other.name }] : i === at + 1 ? [] : [some])));
    },
    keys: () => fill(Review.keysForm(t("review-keys-of-task"), ["number", "section", "section_title", "subsection_title", "deadline", "horizon"], doc.tasks[task], (found) => decide({ set: found }), leave)),
    documentKeys: () => fill(Review.keysForm(t("review-edit-document"), ["title", "number", "region", "region_code", "year", "issued", "publisher", "kind"], doc.record, (found) => decide({ set: found }, { of: false }), leave)),
    target: (at) => fill(Review.targetForm(doc.tasks[task].targets[at], (one) => decide({ set: { targets: doc.tasks[task].targets.map((some, i) => (i === at ? { ...bare(some), ...one } : bare(some))) } }), leave)),
    result: (at) => fill(Review.resultForm(doc.tasks[task].results[at], doc.tasks[task].targets, (one) => decide({ set: { results: doc.tasks[task].results.map((some, i) => (i === at ? { ...bare(some), ...one } : bare(some))) } }), leave)),
    lead: party("lead"), support: party("support"),
    leader: () => { const span = selecting.span(); return span && task !== null ? decide({ add: { leader: { name: Review.plain(doc, ...span) } } }, { at: span }) : undefined; },
    begin: boundary("begin"), end: boundary("end"),
    words: () => ({ lead: acts.lead, support: acts.support, leader: acts.leader, target: () => number("target"), result: () => number("result"), begin: acts.begin, end: acts.end, task: acts.task, letGo: () => selecting.clear() }),
    task: () => { const span = selecting.span(); return span ? decide({ add: { task: {} } }, { at: span, of: false }) : undefined; },
  };
  const bare = ({ start, end, ...one }) => one; // eslint-disable-line no-unused-vars

  function panel() {
    if (!doc) return;
    side.setAttribute("aria-label", t("facts"));
    const top = side.scrollTop, typing = document.activeElement?.id === "why";
    side.replaceChildren(bar, ...(form ? [form.element] : []), ...(task !== null ? Review.taskPanel(doc, task, fact, acts) : Review.placePanel(doc, place, fact, acts)).flat(Infinity).filter(Boolean));
    side.scrollTop = form ? 0 : changed ? 0 : top;
    if (typing) document.getElementById("why")?.focus({ preventScroll: true });
  }
  function heard() {
    const span = selecting.span();
    bar.replaceChildren(span ? Review.wordsBar(doc, span, task !== null, acts.words()) : "");
  }

  // --- keys: one a thing, all of them shown on the screen; they can be turned off for who speaks to the machine
  const KEYS = { j: () => acts.step(1), n: () => acts.step(1), k: () => acts.step(-1), p: () => acts.step(-1), c: acts.confirm, Enter: acts.confirm, f: acts.wrong, x: acts.drop, u: acts.undo, v: acts.select, g: acts.queue,
    w: () => document.getElementById("why")?.focus() };
  const OF_WORDS = { l: "lead", s: "support", d: "leader", t: "target", r: "result", b: "begin", e: "end", a: "task" };
  function pressed(event) {
    const target = event.target;
    if (event.key === "Escape") {
      if (target.matches?.("input, select")) { rest(); event.preventDefault(); } else if (form) leave(); else selecting.clear();
      return;
    }
    if (target.id === "why" && event.key === "Enter" && !event.isComposing) { event.preventDefault(); rest(); acts.confirm(); return; }
    if (event.defaultPrevented || event.isComposing || event.metaKey || target.matches?.("input, select, textarea")) return;
    if (selecting.span() && selecting.key(event)) { event.preventDefault(); return; }
    if (event.ctrlKey || event.altKey || !keysOn) return;
    if (event.key === "Enter" && target.closest?.("button, a")) return;
    const field = judged && ["text", "units", "leaders", "targets", "results"][Number(event.key) - 1];
    if (field) { event.preventDefault(); acts.judging().turn(field); return; }
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = selecting.span() && OF_WORDS[key] ? acts.words()[OF_WORDS[key]] : KEYS[key];
    if (!act || !doc) return;
    event.preventDefault();
    if (!event.repeat || "jnkp".includes(key)) act();
  }

  async function begin(content) {
    selecting = Review.selecting(heard);
    queue = Review.queue({ documents: () => docs, choose: (row) => { if (!keeping) changed = null; open(row).catch((error) => tell(error.message)); } });
    const all = await ask("queue");
    for (const one of all.documents) docs.set(one.key, one);
    decided = all.decided;
    const by = document.getElementById("by");
    by.value = sessionStorage.getItem("by") ?? all.by ?? "";
    by.addEventListener("change", () => sessionStorage.setItem("by", by.value.trim()));
    const switch_ = document.getElementById("keys");
    switch_.addEventListener("click", () => { keysOn = !keysOn; switch_.setAttribute("aria-pressed", String(keysOn)); document.body.classList.toggle("no-keys", !keysOn); });
    addEventListener("keydown", pressed);
    addEventListener("focus", () => { if (!busy && doc) ask("decided").then((found) => (found.decided === decided ? null : again())).catch(() => null); });
    content.replaceChildren(el("h1", { class: "unseen" }, t("title-review")), all.refused.length ? el("details", { class: "card refused" }, el("summary", {}, t("review-refused", all.refused.length)), el("ul", {}, all.refused.map((one) => el("li", {}, Zeren.name(one.where), " ", Review.told(one.why))))) : "",
      el("div", { class: "split reading review" }, queue.element, sheet, side));
    sample = all.sample ?? null;
    queue.fill(sample ?? all.rows);
    const asked = [...docs.keys()].find((key) => Zeren.get("doc") && key.startsWith(Zeren.get("doc")));
    const row = asked ? null : (sample ?? all.rows)[0];
    if (asked) {
      docs.set(asked, Object.assign(docs.get(asked), await whole(asked)));
      const number = docs.get(asked).tasks.findIndex((one) => String(one.start) === Zeren.get("task"));
      await show(asked, number >= 0 ? number : null);
      queue.mark(asked, number);
    } else if (row) queue.step(0);
    else await show(all.documents[0].key, null);
  }
  Zeren.page(async (content) => {
    document.getElementById("keys").title = t("review-keys-note");
    if (!queue) await begin(content); else { queue.again(); text(); heard(); changed = null; await show(doc.key, task, place, { scroll: false }); }
    queue.list.setAttribute("aria-label", t("review-queue"));
    counted();
  });
})();
