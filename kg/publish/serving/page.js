"use strict";
const BASE = "https://w3id.org/zeren/id/";
const at = (id) => document.getElementById(id);
let questions = [];

const addressOf = (iri) => iri.startsWith(BASE) ? "/id/" + iri.slice(BASE.length).split("/").map(encodeURIComponent).join("/") : "/thing?iri=" + encodeURIComponent(iri);
const element = (name, text) => { const made = document.createElement(name); if (text !== undefined) made.textContent = text; return made; };
const quoted = (text) => '"' + text.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n").replace(/\r/g, "\\r") + '"';
const XSD = "http://www.w3.org/2001/XMLSchema#";
const asTerm = (kind, text) => kind === "iri" ? "<" + text + ">" : kind === "text" ? quoted(text) : quoted(text) + "^^<" + XSD + kind + ">";

function choose() {
  const question = questions[at("catalogue").selectedIndex - 1];
  at("parameters").replaceChildren();
  at("about").textContent = question ? question.description : "";
  if (!question) return;
  at("query").value = question.text;
  for (const parameter of question.parameters) {
    const label = element("label", parameter.name + " " + parameter.about + " ");
    const input = element("input");
    input.name = parameter.name; input.dataset.kind = parameter.kind;
    if (parameter.optional) { input.placeholder = parameter.example; input.dataset.optional = "true"; } else input.value = parameter.example;
    label.append(input); at("parameters").append(label);
  }
}

// A question has a line for each parameter, with an example; another query's variables are bound by the server.
function bound(text, name, term) {
  const line = new RegExp("^([ \\t]*(?:VALUES \\?\\w+ \\{ |BIND\\())[^{}()\\n]*?((?: \\}| AS \\?\\w+\\)) #\\+ " + name + "[ \\t]*)$", "gm");
  return text.search(line) < 0 ? null : text.replace(line, (_, before, after) => before + term + after);
}

function fields() {
  let text = at("query").value;
  const others = [];
  for (const input of at("parameters").querySelectorAll("input")) {
    if (!input.value && input.dataset.optional) continue;
    const term = asTerm(input.dataset.kind, input.value);
    const put = bound(text, input.name, term);
    if (put === null) others.push(["$" + input.name, term]); else text = put;
  }
  return new URLSearchParams([["query", text], ...others]);
}

async function run() {
  at("said").textContent = "…"; at("said").className = ""; at("answer").replaceChildren();
  const begun = performance.now();
  try {
    const response = await fetch("/sparql", { method: "POST", body: fields(), headers: { Accept: "application/sparql-results+json, application/n-triples;q=0.9" } });
    const kind = response.headers.get("Content-Type") || "";
    if (!response.ok) throw new Error(await response.text());
    const count = kind.includes("json") ? table(await response.json()) : graph(await response.text());
    at("said").textContent = count + ", " + ((performance.now() - begun) / 1000).toFixed(2) + " s";
    tellCut(response.headers.get("X-Rows-Cut-At"));
    at("csv").href = "/sparql?format=csv&" + fields();
  } catch (error) {
    at("said").textContent = error.message; at("said").className = "wrong";
  }
}

const MOST_ROWS = 5000, MOST_DRAWN = 600;
const figure = (number) => Number(number).toLocaleString("en-US");
const note = (text) => { const made = element("p", text); made.className = "cut"; made.setAttribute("role", "alert"); return made; };

/** Says above the answer that it is not the whole one, and what to do. */
function tellCut(limit) {
  if (limit === null) return;
  at("answer").prepend(note("The answer was cut off at the server's limit of " + figure(limit) + "; there is more, and the CSV is cut off too. Narrow the question, or start the server with a larger --rows. "
    + "答案在服务器上限 " + figure(limit) + " 行处截断，还有更多，CSV 同样截断。请缩小问题的范围，或用更大的 --rows 启动服务器。"));
}

function cell(term) {
  const made = element("td");
  if (!term) return made;
  if (term.type === "uri") {
    const link = element("a", term.value.startsWith(BASE) ? term.value.slice(BASE.length) : term.value);
    link.href = addressOf(term.value); made.append(link);
  } else {
    made.textContent = term.value;
    if ((term.datatype || "").match(/integer|decimal|double|gYear/)) made.className = "number";
  }
  return made;
}

function table(answer) {
  if ("boolean" in answer) { at("answer").append(element("p", String(answer.boolean))); return "1"; }
  const made = element("table"), head = element("tr");
  for (const name of answer.head.vars) head.append(element("th", name));
  made.append(element("thead")); made.tHead.append(head); const body = element("tbody"); made.append(body);
  for (const row of answer.results.bindings.slice(0, MOST_ROWS)) {
    const line = element("tr");
    for (const name of answer.head.vars) line.append(cell(row[name]));
    body.append(line);
  }
  if (answer.results.bindings.length > MOST_ROWS) {
    at("answer").append(note("The table shows the first " + figure(MOST_ROWS) + " of " + figure(answer.results.bindings.length) + " rows; the CSV holds all of these. "
      + "表中只列前 " + figure(MOST_ROWS) + " 行，共 " + figure(answer.results.bindings.length) + " 行；CSV 含这些行。"));
  }
  at("answer").append(made);
  return answer.results.bindings.length + " rows 行";
}

const TRIPLE = /^(<[^>]*>|_:\S+) <([^>]*)> (.*) \.$/;
const shown = (iri) => { const last = iri.replace(/#/, "/").split("/").pop(); try { return decodeURIComponent(last); } catch { return last; } };
function graph(text) {
  const nodes = new Map(), edges = [], lines = text.split("\n").filter(Boolean);
  const node = (term) => {
    const iri = term.startsWith("<") ? term.slice(1, -1) : null;
    const label = iri ? shown(iri) : term.replace(/^"|"(@[\w-]+|\^\^<.*>)?$/g, "").slice(0, 40);
    if (!nodes.has(term)) nodes.set(term, { id: term, label, shape: iri ? "ellipse" : "box", iri });
    return term;
  };
  for (const line of lines.slice(0, MOST_DRAWN)) {
    const found = TRIPLE.exec(line);
    if (found) edges.push({ from: node(found[1]), to: node(found[3]), label: shown(found[2]), arrows: "to" });
  }
  if (lines.length > MOST_DRAWN) {
    at("answer").append(note("The picture shows the first " + figure(MOST_DRAWN) + " of " + figure(lines.length) + " triples. 图中只画前 " + figure(MOST_DRAWN) + " 个三元组，共 " + figure(lines.length) + " 个。"));
  }
  const place = element("div"); place.id = "graph"; at("answer").append(place);
  // Where there are many, a browser would stand still for half a minute.
  const few = nodes.size < 100;
  const network = new vis.Network(place, { nodes: [...nodes.values()], edges }, { layout: { improvedLayout: few }, physics: { stabilization: { iterations: few ? 150 : 50 } }, edges: { font: { size: 10 } } });
  network.on("doubleClick", (event) => { const found = nodes.get(event.nodes[0]); if (found && found.iri) location.href = addressOf(found.iri); });
  return lines.length + " triples 三元组";
}

/** A task's text with the words that were asked for marked; text stays text. Offsets count code points. */
function marked(task) {
  const made = element("td"), signs = Array.from(task.text);
  let done = 0;
  for (const [begin, end] of task.marks) {
    made.append(signs.slice(done, begin).join(""), element("mark", signs.slice(begin, end).join("")));
    done = end;
  }
  made.append(signs.slice(done).join("") || (task.text ? "" : task.headings.join(" / ")));
  return made;
}

async function search(event) {
  event.preventDefault();
  at("said").textContent = "…"; at("said").className = ""; at("answer").replaceChildren();
  try {
    const asked = new URLSearchParams({ q: at("words").value, region: at("place").value, year: at("of-year").value, limit: "100" });
    const response = await fetch("/search?" + asked);
    if (!response.ok) throw new Error(await response.text());
    const answer = await response.json();
    at("said").textContent = [answer.found.length + (answer.more ? "+" : "") + " tasks 任务", ...answer.hints].join(" ");
    if (!answer.found.length) return;
    const made = element("table"), head = element("tr"), body = element("tbody");
    for (const name of ["region", "years", "item", "task", "bodies", "leaders", "document", "file"]) head.append(element("th", name));
    made.append(element("thead"), body); made.tHead.append(head);
    for (const task of answer.found) {
      const line = element("tr"), item = element("td"), link = element("a", task.item || "–");
      link.href = addressOf(task.iri); item.append(link);
      line.append(element("td", task.region || ""), element("td", task.years || ""), item, marked(task));
      for (const text of [task.bodies.join("、"), task.leaders.join("、"), task.number || task.title || "", (task.file || "") + ":" + task.start + "-" + task.end]) line.append(element("td", text));
      body.append(line);
    }
    at("answer").append(made);
  } catch (error) {
    at("said").textContent = error.message; at("said").className = "wrong";
  }
}

at("finder").addEventListener("submit", search);
at("catalogue").addEventListener("change", choose);
at("run").addEventListener("click", run);
at("query").addEventListener("keydown", (event) => { if (event.key === "Enter" && event.ctrlKey) run(); });
fetch("/catalogue.json").then((answer) => answer.json()).then((found) => {
  questions = found;
  at("catalogue").append(element("option", "–"), ...found.map((question) => element("option", question.name + ": " + question.title)));
});
