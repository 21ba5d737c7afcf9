"use strict";
/* What the tasks that pass the filters add up to: how many each bureau and leader has, and how many two share. */
(() => {
  const { get } = Zeren;

  /** All tasks of a place, as whether they pass, how many are alike, who is on them and who answers for them. */
  function* fromRegion(region) {
    for (let number = 0; number < region.tasks; number += 1) {
      const on = region.on[number].filter(([row]) => !region.bodies[row].group).map(([row, leads]) => [region.bodies[row].id, leads]);
      yield { passes: Zeren.passes(region, number), times: 1, on, leaders: region.by[number].map((row) => region.leaders[row].id) };
    }
  }

  /** The same for all places, by function. */
  function* fromFunctions({ functions, tasks }) {
    for (const [signs, times, leads, supports, years] of tasks) {
      yield { passes: (!get("year") || years === get("year")) && Zeren.signsPass(signs), times, on: [...leads.map((row) => [functions[row], true]), ...supports.map((row) => [functions[row], false])], leaders: [] };
    }
  }

  /**
   * Counts the tasks that pass. With a role chosen only those count that have this role: a line is then tasks that both lead, or both support.
   * Gives `passing` and `of`; `shared`, those that two or more share; `nodes`, by id, with leads, supports, tasks, degree and strength; and `edges` with the tasks shared, the most first.
   */
  Zeren.sums = (region, functions) => {
    const role = get("role");
    const nodes = new Map();
    const pairs = new Map();
    let [passing, of, shared] = [0, 0, 0];
    const node = (id, kind) => {
      if (!nodes.has(id)) nodes.set(id, { id, kind, leads: 0, supports: 0, tasks: 0, degree: 0, strength: 0 });
      return nodes.get(id);
    };
    const pair = (from, to, kind, times) => {
      const key = from < to ? `${from}\n${to}` : `${to}\n${from}`;
      if (!pairs.has(key)) pairs.set(key, { from: from < to ? from : to, to: from < to ? to : from, kind, tasks: 0 });
      pairs.get(key).tasks += times;
    };
    for (const task of region ? fromRegion(region) : fromFunctions(functions)) {
      of += task.times;
      if (!task.passes) continue;
      passing += task.times;
      const on = task.on.filter(([, leads]) => !role || leads === (role === "lead"));
      if (on.length > 1) shared += task.times;
      for (const [id, leads] of on) {
        const one = node(id, "bureau");
        one[leads ? "leads" : "supports"] += task.times;
        one.tasks += task.times;
      }
      on.forEach(([id], i) => on.slice(i + 1).forEach(([other]) => pair(id, other, "shares", task.times)));
      for (const leader of task.leaders) {
        node(leader, "leader").tasks += task.times;
        for (const [id] of on) pair(leader, id, "answers", task.times);
      }
    }
    const edges = [...pairs.values()].sort((a, b) => b.tasks - a.tasks || (a.from < b.from ? -1 : a.from > b.from ? 1 : a.to < b.to ? -1 : 1));
    for (const edge of edges.filter((one) => one.kind === "shares")) {
      for (const id of [edge.from, edge.to]) {
        nodes.get(id).degree += 1;
        nodes.get(id).strength += edge.tasks;
      }
    }
    return { passing, of, shared, nodes, edges };
  };
})();
