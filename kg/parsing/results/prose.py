"""Sentences that tell what was reached: 截至9月底，已新增8.5万人，完成年度目标的106%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Final

from kg.knowledge.words import compiled, words
from kg.model.passages import Passage
from kg.model.records import NumberNote, Target
from kg.model.values import value
from kg.parsing.results.drafts import Draft
from kg.parsing.results.periods import day_told
from kg.parsing.results.statuses import status_in
from kg.parsing.targets import read_targets
from kg.parsing.targets.written import Written, written

__all__ = ["read_prose"]

_CLAUSE: Final = re.compile(r"(?:[（(][^（()）]*[）)]|(?<=\d),(?=\d{3})|[^，,。；;！!？?：:\n])+")
_SENTENCE_SIGNS: Final = "。；;！!？?\n"
_ESTIMATE: Final = re.compile("预计|预测|初步(?:核算|统计)")
_ABOUT: Final = re.compile("左右|约|近")
_PART: Final = re.compile(r"[（(]?(?:其中|包括|含)")
_FIGURE: Final = re.compile(r"(?P<value>\d[\d,]*(?:\.\d+)?)(?P<unit>\D*)")
_TELLS: Final = re.compile("已|完成|解决|累计|实际|建成|新增|增长|下降|达|为")
_SIGNS: Final = ")）]】、.;； "
_LABEL: Final = 16
_LONGEST_NAME: Final = 30
_NUMBER_KINDS: Final = frozenset({"unexplained", "size", "count", "compared"})
_NOT_MEASURED: Final = re.compile(r"^[年月日时号点期]|^个?(?:季度|月)")


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(compiled(entry) for entry in words("patterns/reached")[name])


@cache
def _leading() -> re.Pattern[str]:
    return compiled("^(?:" + "|".join(f"(?:{entry})" for entry in words("patterns/reached")["leading"]) + r"|[，、\s])+")


@value
class _Clause:
    """A stretch between two signs: where it stands in the plain text, its sentence, the label before it."""

    start: int
    end: int
    text: str
    sentence: int
    label: str | None


def read_prose(passage: Passage, year: int | None, within: Sequence[tuple[int, int]] | None = None) -> list[Draft]:
    """The results of a passage that tells of nothing else; of a task's text only those ``within`` its stretches that report."""
    if not passage:
        return []
    return _Prose(passage, year, within).read()


class _Prose:
    """One way through the clauses: what was found in the sentence so far, and the day that it tells of."""

    def __init__(self, passage: Passage, year: int | None, within: Sequence[tuple[int, int]] | None) -> None:
        self.passage = passage
        self.year = year
        self.within = within
        self.source: Written = written(passage.text)
        reading = read_targets(passage.text, told=True)
        self.figures = list(reading.targets)
        self.notes = [note for note in reading.numbers if note.kind in _NUMBER_KINDS]
        self.drafts: list[Draft] = []
        self.day: str | None = None
        self.part_of: int | None = None  # the sentence in which parts of a result are told of

    def read(self) -> list[Draft]:
        for clause in self._clauses():
            if self.within is None and _any("ends", clause.text):
                break
            if self.within is not None and not any(a < clause.end and clause.start < b for a, b in self.within):
                continue
            self.day = day_told(clause.text, self.year) or self.day
            self._clause(clause)
        return self.drafts

    def _clauses(self) -> Iterator[_Clause]:
        plain = self.source.plain
        found = list(_CLAUSE.finditer(plain))
        sentence, label = 0, None
        for match, following in pairwise([*found, None]):
            assert match is not None
            between = plain[match.end() : following.start() if following else len(plain)]
            if ":" in between or "：" in between:
                label = match.group().strip() if len(match.group()) <= _LABEL else None
                if not any(sign.isdigit() for sign in match.group()):
                    continue
            yield _Clause(match.start(), match.end(), match.group(), sentence, label)
            if any(sign in _SENTENCE_SIGNS for sign in between):
                sentence += 1
            label = None

    def _clause(self, clause: _Clause) -> None:
        taken: list[tuple[int, int]] = []
        if _PART.match(clause.text):
            self.part_of = clause.sentence
        shares = self._found("shares", clause, taken)
        above = [] if shares else self._found("above", clause, taken)
        below_points, above_points = self._found("below_points", clause, taken), self._found("above_points", clause, taken)
        told = bool(taken)
        if not told and _any("of_plan", clause.text):
            return
        figures = [
            figure for figure in self._own(self.figures, clause) if _no_date(figure) and not self._meets(figure.start, figure.end, taken)
        ]
        for figure in figures:
            self._figure(figure, clause)
        if not figures:
            self._bare(clause, taken)
        for match in shares:
            self._share(clause, match, Decimal(match[1]))
        for match in above:
            self._share(clause, match, 100 + Decimal(match[1]))
        for sign, matches in ((-1, below_points), (1, above_points)):
            for match in matches:
                self._gap(clause, sign * Decimal(match[1]), match)
        self._status(clause)

    def _found(self, name: str, clause: _Clause, taken: list[tuple[int, int]]) -> list[re.Match[str]]:
        matches: list[re.Match[str]] = []
        for pattern in _patterns(name):
            for match in pattern.finditer(clause.text):
                first, last = clause.start + match.start(), clause.start + match.end()
                if not any(a < clause.start + match.end(1) and clause.start + match.start(1) < b for a, b in taken):
                    taken.append((first, last))
                    matches.append(match)
        return matches

    def _own(self, figures: Sequence[Target], clause: _Clause) -> list[Target]:
        """The figures whose last character stands in the clause."""
        place = self.source.place
        first, last = place(clause.start), place(clause.end - 1) + 1
        return [figure for figure in figures if first < figure.end <= last]

    def _meets(self, start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
        place = self.source.place
        return any(start < place(b - 1) + 1 and place(a) < end for a, b in taken)

    def _figure(self, figure: Target, clause: _Clause) -> None:
        estimate = bool(_ESTIMATE.search(clause.text))
        printed = self.passage.text[figure.start : figure.end]
        self.drafts.append(
            Draft(
                self.passage,
                figure.start + len(printed) - len(printed.lstrip(_SIGNS)),
                figure.end,
                clause.sentence,
                indicator=_name(figure.indicator) or clause.label,
                change=figure.change,
                value=figure.value,
                unit=figure.unit,
                day=self.day,
                estimate=estimate,
                about=figure.comparator == "approx",
                part=self.part_of == clause.sentence,
            )
        )

    def _bare(self, clause: _Clause, taken: Sequence[tuple[int, int]]) -> None:
        """A number without a noun of its own: 增长6.1%, 城市低保：300.1元/月, 已解决700人的饮水问题."""
        notes = [note for note in self._notes(clause) if not self._meets(note.start, note.end, taken)]
        if not notes:
            return
        note = notes[0]
        place = self.source.place
        before = self.passage.text[place(clause.start) : note.start].strip()
        figure = _FIGURE.fullmatch(note.text.replace("，", ","))
        if figure is None or _NOT_MEASURED.match(figure["unit"]) or not figure["unit"]:
            return
        rises, falls = (words("statuses")[name] for name in ("rises", "falls"))
        verb = next((word for word in (*rises, *falls) if word in before), None)
        if note.kind != "unexplained" and not _TELLS.search(before):
            return
        if self.within is not None and verb is None and not _TELLS.search(before):
            return
        self.drafts.append(
            Draft(
                self.passage,
                place(clause.start),
                max(note.end, place(clause.end - 1) + 1) if note.kind == "size" else note.end,
                clause.sentence,
                indicator=clause.label or (verb if verb and len(_name(before) or "") <= len(verb) else _name(before)),
                change="decrease" if verb in falls else "increase" if verb else "level",
                value=Decimal(figure["value"].replace(",", "")),
                unit=figure["unit"].strip().replace("％", "%") or None,
                day=self.day,
                estimate=bool(_ESTIMATE.search(clause.text)),
                about=bool(_ABOUT.search(clause.text)),
                part=self.part_of == clause.sentence,
            )
        )

    def _notes(self, clause: _Clause) -> list[NumberNote]:
        place = self.source.place
        first, last = place(clause.start), place(clause.end - 1) + 1
        return [note for note in self.notes if first <= note.start and note.end <= last]

    def _last(self, clause: _Clause) -> int | None:
        """The result of the sentence that a share or a distance is told of."""
        own = [
            at for at, draft in enumerate(self.drafts) if draft.sentence == clause.sentence and draft.value is not None and not draft.part
        ]
        return own[-1] if own else None

    def _span(self, clause: _Clause, match: re.Match[str]) -> tuple[int, int]:
        place = self.source.place
        return place(clause.start + match.start()), place(clause.start + match.end() - 1) + 1

    def _share(self, clause: _Clause, match: re.Match[str], share: Decimal) -> None:
        start, end = self._span(clause, match)
        digits = len(match[1].partition(".")[2])
        at = self._last(clause)
        if at is not None and self.drafts[at].share is None:
            self.drafts[at] = replace(self.drafts[at], share=share, share_digits=digits, end=max(end, self.drafts[at].end))
        else:
            self.drafts.append(Draft(self.passage, start, end, clause.sentence, share=share, share_digits=digits, day=self.day))

    def _gap(self, clause: _Clause, gap: Decimal, match: re.Match[str]) -> None:
        at = self._last(clause)
        start, end = self._span(clause, match)
        if at is None:
            self.drafts.append(Draft(self.passage, start, end, clause.sentence, gap=gap, day=self.day))
        else:
            self.drafts[at] = replace(self.drafts[at], gap=gap, end=max(end, self.drafts[at].end))

    def _status(self, clause: _Clause) -> None:
        printed = status_in(clause.text)
        if printed is None:
            return
        own = [at for at, draft in enumerate(self.drafts) if draft.sentence == clause.sentence and draft.status is None]
        for at in own:
            self.drafts[at] = replace(self.drafts[at], status=printed.status)
        if not any(draft.sentence == clause.sentence for draft in self.drafts):
            place = self.source.place
            start, end = place(clause.start + printed.start), place(clause.start + printed.end - 1) + 1
            self.drafts.append(Draft(self.passage, start, end, clause.sentence, status=printed.status, day=self.day))


def _any(name: str, text: str) -> bool:
    return any(pattern.search(text) for pattern in _patterns(name))


def _name(printed: str | None) -> str | None:
    """The name of what was measured without the times and the words of doing that stand before it."""
    name = _leading().sub("", (printed or "").lstrip(_SIGNS))[-_LONGEST_NAME:]
    return name or None


def _no_date(figure: Target) -> bool:
    """Whether the figure has a unit or a name: a date that has lost its signs has neither (截至621日)."""
    return bool(figure.unit) or (_name(figure.indicator) or "") not in ("", "截", "截至", "截止")
