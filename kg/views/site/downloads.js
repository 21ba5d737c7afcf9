"use strict";
/* Tables to take along: everything that the filters let through, or the screen alone; numbers as numbers, and what each row stands on. */
(() => {
  const { el, t, button, iri } = Zeren;

  /**
   * The buttons that save a CSV: `all` by default, and where the screen shows but some, `screen`. Each is {count, rows() → rows or a
   * promise of them}; `all.of` says how many there are in all where the page holds fewer.
   */
  Zeren.csvButtons = ({ all, screen, partly, file, label = "csv" }) => {
    const words = all.of !== null && all.of !== undefined && all.of > all.count ? t("csv-of", all.count, all.of) : all.count === null ? t(`${label}-whole`) : t(`${label}-all`, all.count);
    const save = async (part, name) => Zeren.csv(await part.rows(), name);
    return [button(words, () => save(all, file), { class: "quiet csv" }),
      ...(partly ? [button(t("csv-screen", screen.count), () => save(screen, `${file}-screen`), { class: "quiet csv-screen" })] : [])];
  };

  /** A printed number as a number, so that a spreadsheet counts with it; what is too long for one stays as it stands. */
  const numeric = (text) => {
    if (text === null || text === undefined || text === "") return "";
    return /^-?[0-9]{1,15}(\.[0-9]+)?$/.test(text) && text.replace(/[-.]/g, "").length <= 15 ? Number(text) : String(text);
  };
  Zeren.numeric = numeric;

  const column = (label, value) => ({ label: t(label), value });

  /** The columns of a table of targets; a row is a goal with `p` (its place's row), `doc` and `task` (ids), and its year. */
  Zeren.targetColumns = () => [
    column("region", (row) => Zeren.places()[row.p]?.label ?? ""), column("column-code", (row) => Zeren.places()[row.p]?.code ?? ""), column("year", (row) => row.year ?? ""),
    column("indicator", (row) => row.name ?? ""), column("change", (row) => (row.change ? t(row.change) : "")), column("comparator", (row) => (row.cmp ? t(`cmp-${row.cmp}`) : "")),
    column("baseline", (row) => numeric(row.baseline)), column("value", (row) => numeric(row.value)), column("upper", (row) => numeric(row.upper)), column("measure", (row) => row.unit ?? ""),
    column("base-value", (row) => numeric(row.base)), column("base-measure", (row) => row.baseUnit ?? ""),
    column("commitment", (row) => t(row.commitment)), column("deadline", (row) => row.deadline ?? ""), column("quote", (row) => row.quote ?? ""),
    column("document", (row) => Zeren.index().documents[row.doc] ?? ""), column("start", (row) => row.start ?? ""), column("end", (row) => row.end ?? ""),
    column("iri", (row) => iri(row.id)), column("task-iri", (row) => iri(row.task)), column("indicator-iri", (row) => iri(row.ind)), column("document-iri", (row) => iri(row.doc)),
  ];

  /** The goals of tasks as rows of a table of targets. */
  Zeren.goalsIn = (region, tasks, numbers) => {
    const place = Zeren.places().findIndex((one) => one.key === region.key);
    return tasks.flatMap((task, i) => (task.goals ?? []).map((goal) => ({ ...goal, p: place, task: region.ids[numbers[i]], doc: region.documents[task.doc]?.id, year: task.years?.[1] ?? null })));
  };

  /** Tasks as rows of a CSV. */
  Zeren.taskRows = (region, tasks, numbers) => {
    const named = (task, role) => (task.parties ?? []).filter((p) => p[1] === role).map((p) => region.bodies[p[0]].label).join("、");
    const document_ = (task) => region.documents[task.doc] ?? {};
    return [
      ["region", "year", "document", "section", "number", "sentence", "kind-leader", "lead", "support", "targets", "results", "deadline", "in-doubt", "start", "end", "iri", "document-iri"].map((key) => t(key)),
      ...tasks.map((task, i) => [region.label, Zeren.yearsOf(region, numbers[i]), document_(task).number ?? document_(task).title ?? "", (task.sections ?? []).join(" › "), task.n ?? "", task.text ?? "",
        (task.leaders ?? []).map((row) => region.leaders[row].label).join("、"), named(task, "lead"), named(task, "support"),
        (task.goals ?? []).map((goal) => `${goal.name ?? ""} ${Zeren.goalText(goal)}`.trim()).join("; "),
        (task.results ?? []).map((one) => [Zeren.resultText(one, task), one.status ? t(`status-${one.status}`) : "", one.asOf ?? ""].filter(Boolean).join(" ")).join("; "), task.deadline ?? "", Zeren.doubtTitles(task).join("; "),
        task.start ?? "", task.end ?? "", iri(region.ids[numbers[i]]), iri(document_(task).id)]),
    ];
  };

  /** What a list of tasks gives: all of them, those on the screen, and their targets, one a row. */
  Zeren.taskDownloads = (region, numbers, onScreen, file) => {
    const rowsOf = async (some) => Zeren.taskRows(region, await Zeren.tasks(region, some), some);
    async function targets() {
      const columns = Zeren.targetColumns();
      const rows = Zeren.goalsIn(region, await Zeren.tasks(region, numbers), numbers);
      Zeren.csv([columns.map((one) => one.label), ...rows.map((row) => columns.map((one) => one.value(row)))], `${file}-targets`);
    }
    return [...Zeren.csvButtons({ all: { count: numbers.length, rows: () => rowsOf(numbers) }, screen: { count: onScreen.length, rows: () => rowsOf(onScreen) },
      partly: onScreen.length < numbers.length, file, label: "csv-tasks" }),
    numbers.some((number) => Number(region.commitments[number])) ? button(t("csv-targets"), targets, { class: "quiet csv-targets" }) : ""];
  };

  /** Columns that a table of things gives beside those it shows. */
  Zeren.iriColumn = (idOf) => ({ label: t("iri"), value: (row) => iri(idOf(row)) });
})();
