"""Documents in traditional characters: read in simplified form, kept in the records as printed."""

from __future__ import annotations

from dataclasses import replace

from kg.knowledge.scripts import simplified
from kg.model.doubts import message
from kg.model.records import Leader, Parsed, Problem, Result, Target, Task, Unit

__all__ = ["as_printed", "simplified_if_traditional"]

_RARE_SIGNS = str.maketrans("〖〗﹝﹞﹙﹚", "〔〕〔〕（）")  # brackets that mean what commoner ones do
_SHARE = 0.02  # of the characters; less is a name or a variant inside simplified text


def simplified_if_traditional(text: str) -> str:
    """The text in simplified characters and common brackets, of the same length; the text itself where it is written in them already."""
    text = text.translate(_RARE_SIGNS) if any(sign in text for sign in "〖﹝﹙") else text
    simple = simplified(text)
    if simple == text:
        return text
    changed = sum(a != b for a, b in zip(text, simple, strict=True))
    return simple if changed > _SHARE * len(text) else text


def as_printed(parsed: Parsed, printed: str, simple: str) -> Parsed:
    """The records with each text in the characters that the document prints. Offsets stay: both forms have the same length."""
    page = _Page(printed, simple)
    document = parsed.document
    return replace(
        parsed,
        document=replace(
            document,
            title=page.find(document.title),
            number=page.find(document.number),
            publisher=page.find(document.publisher),
            region=document.region if document.region_code else page.find(document.region),
            problems=tuple(page.problem(problem) for problem in document.problems),
        ),
        tasks=tuple(page.task(task) for task in parsed.tasks),
    )


class _Page:
    """One text in both forms."""

    def __init__(self, printed: str, simple: str) -> None:
        self.printed = printed
        self.simple = simple
        self.lines = [0, *(at + 1 for at, sign in enumerate(simple) if sign == "\n")]

    def find(self, text: str | None, start: int = 0) -> str | None:
        """The printed form of a text that stands somewhere behind ``start``."""
        if not text:
            return text
        at = self.simple.find(text, start)
        return self.printed[at : at + len(text)] if at >= 0 else self.walk(text, start, len(self.simple))

    def walk(self, text: str, start: int, end: int) -> str:
        """The printed form of a text whose characters stand in order between ``start`` and ``end``, with others among them.

        White space is not looked for: that between two cells of a table does not stand in the text. What stands no further on is
        looked for from the beginning: a cell that is merged over rows stands in the first of them.
        """
        signs, at = [], start
        for sign in text:
            if sign.isspace():
                signs.append(sign)
                continue
            found = self.simple.find(sign, at, end)
            if found < 0:
                found = self.simple.find(sign, start, end)
            signs.append(self.printed[found] if found >= 0 else sign)
            at = found + 1 if found >= 0 else at
        return "".join(signs)

    def task(self, task: Task) -> Task:
        text = self.walk(task.text, task.start, task.end)
        return replace(
            task,
            part_title=self.find(task.part_title),
            section_title=self.find(task.section_title),
            subsection_title=self.find(task.subsection_title),
            heading=self.find(task.heading),
            parent=self.find(task.parent),
            text=text,
            units=tuple(self.unit(unit) for unit in task.units),
            leaders=tuple(self.leader(leader) for leader in task.leaders),
            targets=tuple(self.target(target, task, text) for target in task.targets),
            results=tuple(self.result(result, task) for result in task.results),
            deadline=self.find(task.deadline, task.start),
            numbers=tuple(replace(note, text=self.walk(note.text, note.start, note.end)) for note in task.numbers),
            details=tuple((self.find(name) or name, self.find(cell) or cell) for name, cell in task.details),
        )

    def problem(self, problem: Problem) -> Problem:
        """What the problem quotes, as printed; the name of a region is that of the list of divisions."""
        start = self.lines[problem.line - 1]
        facts = {name: fact if name == "region" else self.quoted(fact, start) for name, fact in problem.facts}
        return replace(problem, message=message(problem.code, facts), facts=tuple(sorted(facts.items())))

    def quoted(self, text: str, start: int) -> str:
        """The printed form of an excerpt of what stands behind ``start``; what stands nowhere stays."""
        whole = text.removesuffix("…")
        return (self.find(whole, start) or whole) + text[len(whole) :]

    def unit(self, unit: Unit) -> Unit:
        return replace(unit, name=self.walk(unit.name, unit.start, unit.end))

    def leader(self, leader: Leader) -> Leader:
        name = self.walk(leader.name, leader.start, leader.end) if leader.name else None
        return replace(leader, name=name, title=self.find(leader.title, leader.start), role=self.find(leader.role))

    def result(self, result: Result, task: Task) -> Result:
        return replace(
            result,
            quote=self.walk(result.quote, result.start, result.end),
            indicator=self.find(result.indicator, task.start),
            unit=self.find(result.unit, result.start),
        )

    def target(self, target: Target, task: Task, text: str) -> Target:
        """``text`` is that of the task as printed; the target is quoted from it."""
        at = task.text.find(target.quote)
        indicator = self.find(target.indicator, task.start) if target.indicator else None
        return replace(
            target,
            quote=text[at : at + len(target.quote)] if at >= 0 else self.walk(target.quote, target.start, target.end),
            indicator=indicator,
            unit=self.find(target.unit, target.start),
        )
