"use strict";
/* Puts questions to the server: parameters into their lines, answers as rows with the ids of what they name, and the names to choose from. */
(() => {
  const BASE = "https://w3id.org/zeren/id/";
  const XSD = "http://www.w3.org/2001/XMLSchema#";
  const MOST_ROWS = 5000;
  const quoted = (text) => `"${text.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n").replace(/\r/g, "\\r")}"`;
  const asTerm = (kind, text) => (kind === "iri" ? `<${text}>` : kind === "text" ? quoted(text) : `${quoted(text)}^^<${XSD}${kind}>`);

  // A question has a line for each parameter, with an example; another query's variables are bound by the server.
  function bound(text, name, term) {
    const line = new RegExp(`^([ \\t]*(?:VALUES \\?\\w+ \\{ |BIND\\())[^{}()\\n]*?((?: \\}| AS \\?\\w+\\)) #\\+ ${name}[ \\t]*)$`, "gm");
    return text.search(line) < 0 ? null : text.replace(line, (_, before, after) => before + term + after);
  }

  /** The fields of a request: the query with the values given for its parameters. */
  Zeren.askedFields = (query, parameters = [], values = {}) => {
    let text = query;
    const others = [];
    for (const parameter of parameters) {
      const value = values[parameter.name] ?? "";
      if (!value && parameter.optional) continue;
      const term = asTerm(parameter.kind, value);
      const put = bound(text, parameter.name, term);
      if (put === null) others.push([`$${parameter.name}`, term]); else text = put;
    }
    return new URLSearchParams([["query", text], ...others]);
  };

  /** The server's answer: {kind, body, cut, seconds}. Raises what it says where it refuses. */
  Zeren.asked = async (fields) => {
    const begun = performance.now();
    const response = await fetch("/sparql", { method: "POST", body: fields, headers: { Accept: "application/sparql-results+json, application/n-triples;q=0.9" } });
    const kind = response.headers.get("Content-Type") || "";
    if (!response.ok) throw new Error(await response.text());
    const body = kind.includes("json") ? await response.json() : await response.text();
    return { body, cut: response.headers.get("X-Rows-Cut-At"), seconds: (performance.now() - begun) / 1000 };
  };

  /** The page of a thing: among the pages of the build where it is there, else the server's own. */
  Zeren.addressOfIri = (iri) => {
    const english = Zeren.language() === "en" ? "lang=en" : "";
    return iri.startsWith(BASE) ? `/id/${iri.slice(BASE.length).split("/").map(encodeURIComponent).join("/")}${english && `?${english}`}` : `/thing?iri=${encodeURIComponent(iri)}${english && `&${english}`}`;
  };
  Zeren.elsewhere = (id) => Zeren.addressOfIri(/^[a-z]+:/.test(id) ? id : BASE + id);

  const isNumber = (term) => /(?:integer|decimal|double|gYear)$/.test(term.datatype || "");
  const valueOf = (term) => (term === undefined ? null : isNumber(term) && term.value.length < 16 ? Number(term.value) : term.value);

  /** Rows of SPARQL's JSON as an answer for a card: `columns` are shown, what `names` says the cells of a column name is linked. */
  Zeren.answerOf = (body, columns, names = {}) => {
    const bindings = body.results.bindings.slice(0, MOST_ROWS);
    const ids = {};
    for (const column of columns) {
      const by = names[column] ?? column;
      if (bindings.some((row) => row[by]?.type === "uri")) ids[column] = bindings.map((row) => (row[by]?.type === "uri" ? row[by].value.startsWith(BASE) ? row[by].value.slice(BASE.length) : row[by].value : null));
    }
    return { columns, ids, rows: bindings.map((row) => columns.map((column) => valueOf(row[column]))), of: body.results.bindings.length, ofRegion: {} };
  };

  const PREFIXES = "PREFIX zr: <https://w3id.org/zeren/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> ";
  const ofClass = (pattern) => `${PREFIXES}SELECT ?name (COUNT(*) AS ?times) WHERE { ${pattern} ?thing skos:prefLabel ?name FILTER(LANG(?name) != "en") } GROUP BY ?name ORDER BY DESC(?times) ?name LIMIT 3000`;
  const CHOICES = {
    region: ofClass("{ SELECT DISTINCT ?thing { ?list a zr:TaskList ; zr:region ?thing } }"),
    unit: ofClass("?thing a zr:Unit ."),
    leader: ofClass("?thing a zr:Leader ."),
    indicator: ofClass("{ SELECT ?thing ?target { ?target zr:indicator ?thing } }"),
    function: ofClass("{ SELECT ?thing ?unit { ?unit zr:function ?thing } }"),
    initiative: ofClass("{ SELECT ?thing ?item { ?item zr:initiative ?thing } }"),
    doubt: `${PREFIXES}SELECT ?name (COUNT(?what) AS ?times) WHERE { ?what zr:doubt ?kind . ?kind skos:notation ?name } GROUP BY ?name ORDER BY DESC(?times) ?name LIMIT 500`,
    year: `${PREFIXES}SELECT DISTINCT ?name WHERE { { ?list zr:startYear ?name } UNION { ?list zr:endYear ?name } } ORDER BY ?name LIMIT 200`,
  };
  const known = new Map();

  /** The names that the data has for a parameter, those that stand for most first; none where nobody asks for a name. */
  Zeren.choicesFor = async (kind) => {
    if (!CHOICES[kind]) return [];
    if (!known.has(kind)) known.set(kind, Zeren.asked(new URLSearchParams([["query", CHOICES[kind]]])).then(({ body }) => [...new Set(body.results.bindings.map((row) => row.name.value))]).catch(() => []));
    return known.get(kind);
  };
})();
