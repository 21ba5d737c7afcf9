"use strict";
/* What every page needs: words in two languages, data from files, the address, and making elements whose text stays text. */
const Zeren = (() => {
  const data = new Map();
  const waiting = new Map();

  /** Data files call this with their name and content. */
  function put(name, value) {
    data.set(name, value);
  }

  /** The content of a data file; a script tag is the only way to read a file beside a page opened from disk. */
  function load(name) {
    if (data.has(name)) return Promise.resolve(data.get(name));
    if (!/^[a-z0-9-]+$/.test(name)) return Promise.reject(new Error(`no data is called ${name}`));
    if (!waiting.has(name)) {
      waiting.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `assets/data/${name}.js`;
        script.onload = () => (data.has(name) ? resolve(data.get(name)) : reject(new Error(`${name} holds no data`)));
        script.onerror = () => reject(new Error(`${name} cannot be read`));
        document.head.append(script);
      }));
    }
    return waiting.get(name);
  }

  /** Data that the page itself loaded. */
  const have = (name) => data.get(name);

  // --- the address: all that makes a view stands behind the #, so that a copied link brings it back
  // (of the page that a server gives, behind the ?, where the server's own page looks for it)
  const served = document.body?.dataset.served !== undefined;
  const standing = () => new URLSearchParams((served ? location.search : location.hash).slice(1));
  let state = standing();
  const get = (key, otherwise = "") => state.get(key) ?? otherwise;

  // A choice is a step that Back takes back; what a page sets right by itself, and each further letter of a word, is none.
  let drawing = 0;
  let lately = "";

  function set(changes) {
    const before = String(state);
    for (const [key, value] of Object.entries(changes)) {
      if (value === null || value === undefined || value === "") state.delete(key);
      else state.set(key, String(value));
    }
    if (String(state) === before) return;
    const typed = document.activeElement?.matches("input:not([type=checkbox])") ? Object.keys(changes).join() : "";
    const own = drawing || (typed && typed === lately);
    lately = typed;
    history[own ? "replaceState" : "pushState"](null, "", `${served ? "?" : "#"}${state}`);
  }

  /** Goes to another view of this page; Back comes back. Draws it, where it is not drawn already. */
  function go(changes, { redraw: again = true } = {}) {
    lately = "";
    set(changes);
    return again ? redraw() : undefined;
  }

  /** The address of a view of a page, in the language at hand. */
  function link(page, parameters = {}) {
    const wanted = new URLSearchParams(parameters);
    if (language() === "en") wanted.set("lang", "en");
    // The server answers questions and finds tasks itself; the other pages stand in a folder of it.
    if (served && page === "search") { wanted.set("find", wanted.get("q") ?? ""); wanted.delete("q"); }
    if (served && (page === "questions" || page === "search")) return `/${[...wanted].length ? `?${wanted}` : ""}`;
    return `${document.body?.dataset.pages ?? ""}${page}.html${[...wanted].length ? `#${wanted}` : ""}`;
  }

  const language = () => (get("lang") === "en" ? "en" : "zh");

  // What English counts as one: "1 tasks" of a sentence with a number in it.
  const ONE = /(?<![\d.,–-])\b(1) (document|task|leader|bureau|number|region|goal|target|row|pair|year|notice|click)s\b/g;

  /** The words for a key in the language at hand; {0}, {1} … take the further arguments. */
  function t(key, ...values) {
    const words = have("words")[key];
    const text = words ? words[language() === "en" ? 1 : 0] : key;
    const said = text.replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)] ?? ""));
    return language() === "en" ? said.replace(ONE, "$1 $2") : said;
  }

  // Signs that steer a screen or turn text around are shown as a sign of their own.
  const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;
  const clean = (text) => String(text).replace(STEERING, "\ufffd");

  function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (name === "value") element.value = value;
      else element.setAttribute(name, value === true ? "" : clean(value));
    }
    for (const child of children.flat(Infinity)) {
      if (child === null || child === undefined || child === false) continue;
      element.append(child instanceof Node ? child : document.createTextNode(clean(child)));
    }
    return element;
  }

  /** The language of a name where it is not that of the page: a voice must know. */
  const tongue = (text) => (language() === "en" && /\p{Script=Han}/u.test(String(text)) ? "zh" : null);

  /** What a thing of the index is called in the language at hand, where the graph knows a name in it. */
  const called = (thing) => (language() === "en" && thing[5] < 0 && thing[3] ? thing[3] : thing[2]);

  /** An HTML element; strings among the children become text, never markup. */
  const el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
  const svg = (tag, attributes, ...children) => fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

  /** A name out of a document: kept apart from the direction of what stands around it. */
  const name = (text) => el("bdi", { lang: tongue(text) }, text);

  const button = (label, onclick, attributes = {}) => el("button", { type: "button", onclick, ...attributes }, label);

  /** A thing's name as a link to its page. */
  const thingLink = (id, label) => el("a", { href: link("thing", { id }) }, name(label));

  /** A region's name as a link to its page. */
  const regionLink = (key, label) => el("a", { href: link("region", { region: key }) }, name(label));

  /** A colour as it is on the screen, or on paper: on what is printed, and saved to be. */
  function colour(word, paper = false) {
    const on = paper ? el("i", { class: "paper", hidden: true }) : document.documentElement;
    if (paper) document.body.append(on);
    const found = getComputedStyle(on).getPropertyValue(`--${word}`).trim();
    if (paper) on.remove();
    return found;
  }

  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  // --- focus: what is drawn anew takes the place of what was there, for the keyboard too
  let held = null;
  const marksOf = (one) => [one.tagName, one.id, one.name, one.getAttribute("data-focus"), one.getAttribute("data-focus") ? "" : one.getAttribute("aria-label"),
    one.name || one.getAttribute("data-focus") ? "" : one.textContent].join("\n");
  const alikeTo = (marks) => [...document.querySelectorAll(marks.split("\n")[0])].filter((one) => marksOf(one) === marks);

  function holdFocus() {
    addEventListener("focusin", ({ target }) => {
      const marks = marksOf(target);
      held = target.matches("button, a, input, select, summary, [tabindex='0']") ? { target, marks, place: alikeTo(marks).indexOf(target) } : null;
    });
    new MutationObserver(() => {
      if (!held || held.target.isConnected || (document.activeElement && document.activeElement !== document.body)) return;
      const { marks, place } = held;
      const alike = alikeTo(marks);
      (alike[place] ?? alike[0])?.focus({ preventScroll: true });
    }).observe(document.getElementById("content"), { childList: true, subtree: true });
    addEventListener("pointerdown", ({ target }) => { if (!target.closest("button, a, input, select, summary, [tabindex='0']")) held = null; });
  }

  // --- taking things along
  function download(blob, file) {
    const address = URL.createObjectURL(blob);
    const anchor = el("a", { href: address, download: file });
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  /** Rows as CSV. A spreadsheet must not take a text for a formula. */
  function csv(rows, file) {
    const cell = (value) => {
      let text = value === null || value === undefined ? "" : String(value);
      if (typeof value === "string" && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
      return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
    };
    const text = rows.map((row) => row.map(cell).join(",")).join("\r\n");
    download(new Blob(["\ufeff", text, "\r\n"], { type: "text/csv;charset=utf-8" }), `${file}.csv`);
  }

  let told = null;
  /** Says something to those who see and to those who listen. */
  function tell(text) {
    told.textContent = text;
    told.classList.add("shown");
    setTimeout(() => told.classList.remove("shown"), 2500);
  }

  async function copyLink() {
    try {
      await navigator.clipboard.writeText(location.href);
    } catch {
      const field = el("textarea", {}, location.href);
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    tell(t("link-copied"));
  }

  // --- what lasts: positions change from build to build, so an address holds names out of IRIs alone
  const index = () => have("index");
  const places = () => index().places;

  /** The places that have notices; the others are known by bodies alone that notices of elsewhere name. */
  const reporting = () => places().filter((place) => place.documents || place.tasks);

  /** The last part of an id: what an address calls a region, a document or a task. */
  const local = (id) => id.slice(id.lastIndexOf("/") + 1);

  /** Whether an address means this thing: by the last part of its id, by its id, or by its whole IRI. */
  const means = (wanted, id) => Boolean(wanted) && (wanted === id || wanted === local(id) || wanted === iri(id));

  /** The IRI of a thing in the graph. */
  const iri = (id) => (id ? index().iris[id] ?? `${index().base}${id}` : "");

  /** Says that what an address names is not in this graph. */
  const gone = (kind, wanted) => el("p", { class: "note gone", role: "alert" }, t("not-in-graph", t(kind), wanted));

  // --- a page
  const isAsked = (place) => place.key === get("region") || means(get("region"), place.id);

  /** The key of the region that the address names, if it has notices. */
  const regionKey = (otherwise = "") => reporting().find(isAsked)?.key ?? otherwise;

  /** Whether the address names a region that is not in this graph or has no notices in it. */
  const regionGone = () => Boolean(get("region")) && !regionKey();

  /** The options of a choice of regions; a region without notices stands there where the address names it. */
  const regionOptions = () => [
    ...reporting().map((place) => [place.key, place.label]),
    ...(regionGone() ? places().filter(isAsked).map((place) => [get("region"), t("silent-option", place.label)]) : []),
  ];

  function regionMissing() {
    const silent = places().find(isAsked);
    return silent ? el("p", { class: "note gone", role: "alert" }, t("silent-region", silent.label)) : gone("region", get("region"));
  }
  let drawPage = null;

  function speak() {
    document.documentElement.lang = language() === "en" ? "en" : "zh-CN";
    for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
    for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", t(element.dataset.label));
    for (const element of document.querySelectorAll("[data-hint]")) element.setAttribute("placeholder", t(element.dataset.hint));
    for (const anchor of document.querySelectorAll("nav a[data-page]")) anchor.href = link(anchor.dataset.page);
    document.title = `${t(`title-${document.body.dataset.page}`)} · ${t("zeren")}`;
  }

  async function redraw() {
    speak();
    drawing += 1;
    const content = document.getElementById("content");
    try {
      if (!served && regionKey()) set({ region: regionKey() });
      await drawPage(content);
      const place = places().find((one) => one.key === regionKey());
      // On paper the title is all that says of what place a page is.
      if (place && !document.title.includes(place.label)) document.title = `${clean(place.label)} · ${document.title}`;
      const head = content.querySelector("h1");
      if (place && head && !head.textContent.includes(place.label)) head.append(el("span", { class: "printed" }, ` · ${place.label}`));
      if (!served && regionGone()) (content.querySelector("h1") ?? content.firstChild).after(regionMissing());
    } catch (error) {
      document.getElementById("content").replaceChildren(el("p", { class: "note", role: "alert" }, t("failed"), " ", error.message));
      console.error(error);
    } finally {
      drawing -= 1;
    }
  }

  /** Starts the page: `draw` fills the element it is given, now and whenever address or language change. */
  function page(draw) {
    drawPage = draw;
    told = document.getElementById("told");
    document.getElementById("language").addEventListener("click", () => {
      set({ lang: language() === "en" ? null : "en" });
      redraw();
    });
    addEventListener("hashchange", () => {
      state = standing();
      redraw();
    });
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented || event.target.id === "search") return;
      Zeren.escape?.();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
    holdFocus();
    if (served) addEventListener("popstate", () => { state = standing(); redraw(); });
    redraw().then(() => document.body.setAttribute("data-ready", "true"));
  }

  return { put, load, have, get, set, go, link, language, t, clean, el, svg, name, called, tongue, colour, still, button, thingLink, regionLink, download, csv, tell, copyLink, index, places, reporting, local, means, iri, gone, regionKey, regionGone, regionOptions, page, redraw };
})();
