"use strict";
/* Finds tasks by words in the index beside the pages: only the files of the words that are asked for are read, and the tasks on the screen. */
(() => {
  const { load } = Zeren;
  const TEXT = 1, NAMED = 0.7, CONCEPT = 0.6, PLACE = 0.5, HEADING = 0.4;
  const LEAST = 0.34;
  const WHOLE = 0.25;
  const MOST_SIGNS = 100;
  const LATIN = /^[0-9a-z]/;

  const folded = (text) => Array.from(text, (sign) => { const form = sign.normalize("NFKC").toLowerCase(); return [...form].length === 1 ? form : sign; }).join("");
  const runsOf = (text) => text.match(/[0-9a-z]+(?:[.&+-][0-9a-z]+)*|(?:(?![0-9a-z])[\p{L}\p{N}])+/gu) ?? [];
  Zeren.folded = folded;

  /** The names of concepts in a run, the longest first: begin, end, words. */
  function conceptsIn(run, names) {
    const found = [];
    for (let at = 0; at < run.length;) {
      let end = Math.min(run.length, at + 30);
      while (end >= at + 2 && !Object.hasOwn(names, run.slice(at, end))) end -= 1;
      if (end >= at + 2) { found.push([at, end, names[run.slice(at, end)]]); at = end; } else at += 1;
    }
    return found;
  }

  /** What was typed as terms, the runs they are from, and the places that words of it name. */
  function asked(words, about) {
    const placeOf = new Map();
    for (const [place, names] of Object.entries(about.names)) for (const one of names) placeOf.set(one, [...(placeOf.get(one) ?? []), Number(place)]);
    const longest = [...placeOf.keys()].sort((a, b) => b.length - a.length);
    const runs = [], places = new Set();
    let left = MOST_SIGNS;
    for (let run of runsOf(folded(words.slice(0, 1000)))) {
      const whole = placeOf.get(run);
      const head = whole ? run : longest.find((one) => one.length > 1 && run.length - one.length >= 2 && run.startsWith(one) && !LATIN.test(one));
      if (head) {
        for (const place of placeOf.get(head)) places.add(place);
        run = run.slice(head.length);
      }
      run = [...run].slice(0, left).join("");
      left -= [...run].length;
      if (run) runs.push(run);
    }
    // Nothing but places: all that they have.
    const terms = new Map();
    for (const run of runs) {
      const signs = [...run];
      if (LATIN.test(run)) terms.set(run, { token: run, concepts: Object.hasOwn(about.concepts, run) ? about.concepts[run] : [], run });
      else if (signs.length === 1) terms.set(run, { token: run, concepts: [], begins: true, run });
      else {
        const named = conceptsIn(run, about.concepts);
        signs.slice(1).forEach((sign, i) => {
          const pair = signs[i] + sign;
          if (!terms.has(pair)) terms.set(pair, { token: pair, concepts: named.find(([begin, end]) => begin <= i && i + 2 <= end)?.[2] ?? [], run });
        });
      }
    }
    return { terms: [...terms.values()], runs, places, cut: left <= 0 };
  }

  const numbers = (text) => { let at = 0; return text ? text.split(",").map((step) => (at += Number(step))) : []; };
  const fileOf = (about, word) => about.files[word.codePointAt(0) % about.groups];

  /** For a word: [place, its three lists of tasks] wherever it stands. */
  async function standing(about, word, begins = false) {
    const file = fileOf(about, word);
    if (file === undefined) return [];
    const group = (await load(`words-${file}`))[word.codePointAt(0) % about.groups] ?? {};
    const found = [];
    for (const [place, words] of Object.entries(group)) {
      const own = begins ? Object.keys(words).filter((one) => one.startsWith(word)) : Object.hasOwn(words, word) ? [word] : [];
      for (const one of own) found.push([Number(place), words[one].split(";").map(numbers)]);
    }
    return found;
  }

  /** The tasks that a question finds, as {place, task, score}, the best first; region (a number or -1) and year (or 0) narrow it. */
  Zeren.findTasks = async (words, region = -1, year = 0) => {
    const about = await load("wordfiles");
    const question = asked(words, about);
    const total = Zeren.places().reduce((sum, place) => sum + place.tasks, 0);
    const held = new Map();
    const missing = [];
    let whole = 0;
    const spanOf = (place, task) => about.spans[place].findLast(([first]) => first <= task);
    const lies = (place, task) => { const [, low, high] = spanOf(place, task); return !year || (low <= year && year <= high); };
    const alone = question.terms.length === 0 && question.places.size > 0;
    const scopes = (place) => (region >= 0 ? place === region : !question.places.size || question.places.has(place));
    for (const term of question.terms) {
      const own = new Map();
      const give = (place, task, counts) => { const key = place * 1e6 + task; if ((own.get(key) ?? 0) < counts) own.set(key, counts); };
      for (const [place, lists] of await standing(about, term.token, term.begins)) lists.forEach((list, i) => list.forEach((task) => give(place, task, [TEXT, NAMED, HEADING][i])));
      for (const word of term.concepts) for (const [place, lists] of await standing(about, word)) lists.flat().forEach((task) => give(place, task, CONCEPT));
      for (const [place, names] of Object.entries(about.names)) {
        if (names.some((one) => one.includes(term.token) && !LATIN.test(term.token))) for (let task = 0; task < Zeren.places()[place].tasks; task += 1) give(Number(place), task, PLACE);
      }
      const weight = own.size ? Math.log(1 + total / own.size) : 0;
      whole += weight;
      if (!own.size) missing.push(term);
      for (const [key, counts] of own) {
        const entry = held.get(key) ?? { place: Math.floor(key / 1e6), task: key % 1e6, held: 0, counted: 0, texts: new Set() };
        entry.held += weight;
        entry.counted += weight * counts;
        if (counts === TEXT) entry.texts.add(term);
        held.set(key, entry);
      }
      term.weight = weight;
    }
    if (alone) {
      for (const place of question.places) for (let task = 0; task < Zeren.places()[place].tasks; task += 1) held.set(place * 1e6 + task, { place, task, held: 1, counted: 1, texts: new Set() });
      whole = 1;
    }
    const perRun = question.runs.map((run) => { const own = question.terms.filter((term) => run.includes(term.token)); return { own, weight: own.reduce((sum, term) => sum + term.weight, 0) }; });
    const ranked = (scope) => [...held.values()].filter((entry) => scope(entry.place) && entry.held / (whole || 1) >= LEAST - 1e-9 && lies(entry.place, entry.task)).map((entry) => {
      const runs = perRun.filter(({ own }) => own.length && own.every((term) => entry.texts.has(term))).reduce((sum, run) => sum + run.weight, 0);
      return { place: entry.place, task: entry.task, score: (entry.counted + WHOLE * runs) / (whole || 1) };
    }).sort((a, b) => b.score - a.score || a.place - b.place || a.task - b.task);
    let found = ranked(scopes);
    // Where the places that are named have nothing, others may.
    if (!found.length && region < 0 && question.places.size) found = ranked(() => true);
    const nowhere = question.runs.filter((run) => question.terms.filter((term) => run.includes(term.token)).every((term) => missing.includes(term)));
    return { found, tokens: question.terms.map((term) => term.token), missing: nowhere, cut: question.cut, leftOut: about.leftOut.length };
  };

  /** The years that the tasks of the pages have. */
  Zeren.yearsFound = async () => {
    const years = new Set();
    for (const spans of Object.values((await load("wordfiles")).spans)) for (const [, low, high] of spans) for (let year = low; year && year <= high && years.size < 200; year += 1) years.add(year);
    return [...years].sort((a, b) => b - a);
  };

  /** A text with the words that were asked for marked. */
  Zeren.wordsMarked = (text, tokens) => {
    const signs = Array.from(text);
    const same = Array.from(folded(text));
    const on = new Array(signs.length).fill(false);
    for (const token of tokens) {
      const wanted = [...token];
      for (let at = 0; at + wanted.length <= same.length; at += 1) {
        if (!wanted.every((sign, i) => same[at + i] === sign)) continue;
        if (LATIN.test(token) && (LATIN.test(same[at - 1] ?? "") || LATIN.test(same[at + wanted.length] ?? ""))) continue;
        on.fill(true, at, at + wanted.length);
      }
    }
    const parts = [];
    for (let at = 0, end; at < signs.length; at = end) {
      for (end = at + 1; end < signs.length && on[end] === on[at]; end += 1);
      const part = signs.slice(at, end).join("");
      parts.push(on[at] ? Zeren.el("mark", {}, part) : part);
    }
    return parts;
  };
})();
