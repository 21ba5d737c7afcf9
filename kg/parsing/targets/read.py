"""Clauses to targets: each quantity becomes a target, or a number of a kind that is named."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final

from kg.model.records import Change, NumberNote, Target
from kg.model.values import changed
from kg.parsing.targets.cases import rule_of_case
from kg.parsing.targets.making import Found, Noun, TargetReading, leading_change, make_target, printed_unit
from kg.parsing.targets.phrases import COUNTS, Left, left_context, named_examples, peel_left, tidy, without_light_verb
from kg.parsing.targets.qualifying import growth_behind, is_length_of, part_of, right_context
from kg.parsing.targets.results import reported
from kg.parsing.targets.rising import BARE, Rise, is_origin, read_rise
from kg.parsing.targets.sharing import apposed, is_pair, split_nouns
from kg.parsing.targets.spans import Clause, clauses, with_commitments
from kg.parsing.targets.tokens import Quantity, Token, tokens
from kg.parsing.targets.words import Lexicon, lexicon
from kg.parsing.targets.written import Written, written

__all__ = ["TargetReading", "read_targets"]

_NUMBER: Final = re.compile(r"[0-9０-９零〇一二两三四五六七八九十]|[百千万][万亿萬億][元美吨人千噸]")
_DUE: Final = re.compile(r"(?:力争|争取|确保)?(?:到|至|截至)(\d{4}年(?:底|末)?|“?十[一二三四五]五”?末)")


def read_targets(text: str, *, told: bool = False) -> TargetReading:
    """The targets of a task's text; where it is ``told`` to be a report throughout, what it says was reached, read in the same way.

    >>> [(t.indicator, str(t.value), t.unit, t.comparator) for t in read_targets("生产总值增长8%以上。").targets]
    [('生产总值', '8', '%', 'ge')]
    """
    if not _NUMBER.search(text):
        return TargetReading((), ())
    return _Reader(written(text), lexicon(), () if told else None).read()


class _Reader:
    """One reading of one text: what was found so far, and the noun that the next clause may go on with."""

    def __init__(self, source: Written, words: Lexicon, results: tuple[tuple[int, int], ...] | None = None) -> None:
        self.source = source
        self.plain = source.plain
        self.words = words
        self.targets: list[Target] = []
        self.names: list[tuple[int, int, str]] = []
        self.carried: Noun | None = None
        self.due: str | None = None
        self.recent: list[Noun] = []
        self.nameless: list[int] = []
        self.leading: Change | None = None
        self.grown: Change | None = None
        self.sentence = 0
        self.counted: str | None = None
        self.reported = reported(self.plain) if results is None else results

    def read(self) -> TargetReading:
        stream = tokens(self.plain)
        self.names.extend(stream.names)
        for clause in with_commitments(clauses(self.plain, stream, self.names), self.plain, self.words):
            if clause.sentence != self.sentence:
                self.carried, self.sentence = None, clause.sentence
                self.due = None
                self.recent.clear()
                self.counted = None
            if clause.quantities():
                held = self.carried
                self.clause(clause)
                if clause.aside:
                    self.carried = held
            elif due := _DUE.fullmatch(self.plain, clause.start, clause.end):
                self.due = self.source.compact(due.start(1), due.end(1))
            else:
                self.subject(clause)
        place, cut = self.source.place, self.source.slice
        notes = [NumberNote(cut(a, b), kind, place(a), place(b - 1) + 1) for a, b, kind in self.names]
        return TargetReading(tuple(self.targets), tuple(sorted(notes, key=lambda note: note.start)))

    def subject(self, clause: Clause) -> None:
        """Remember what a clause without a number speaks of: 生产总值实现跃升，向6000亿元迈进."""
        found = [e for e in clause.elements if isinstance(e, Token)]
        start, _ = peel_left(found, self.plain, clause.start, clause.end)
        stop = next((t.start for t in found if t.start > start and t.roles & {"predicate", "tail"}), clause.end)
        noun = self.plain[start:stop]
        if self.words.ends("amounts", noun) or self.words.ends("ratios", noun):
            self.carried = Noun(start, stop, self.source.compact(start, stop))

    def clause(self, clause: Clause) -> None:
        region, done, after_item, scope = clause.start, clause.start, self.goes_on(clause), False
        elements = clause.elements
        self.nameless.clear()
        self.leading, self.counted = None, None
        for index, quantity in enumerate(elements):
            if not isinstance(quantity, Quantity) or quantity.start < done:
                continue
            if quantity.start < region:  # it stands inside the noun of the one before: 3个超10亿元项目
                if self.carried is not None and self.targets and is_length_of(clause.elements[index - 1], quantity, self.plain):
                    nothing = Left(quantity.start, quantity.start, (), ())
                    self.make(clause, Found(quantity, nothing, "before", (), None, None), self.carried)
                else:
                    self.name(quantity, "size")
                continue
            apart = self.apart(clause, quantity)
            if apart is not None:
                self.name(quantity, apart)
                region = done = quantity.post_end
                continue
            left = left_context(elements, index, region, self.plain, whole=scope and quantity.family != "count")
            right = right_context(clause, index, self.plain, doing=left.doing, prepositional=left.prepositional)
            rise = read_rise(elements, index, region, self.plain)
            if rise is not None:
                self.rise(clause, rise)
                region = done = rise.end
                continue
            if is_origin(self.plain, region, quantity.start) and right.following is not None:
                self.name(quantity, "origin")
                region = quantity.post_end
                continue
            part = part_of(quantity, left, right, clause, self.plain, self.words, after_item)
            if part in ("size", "count", "compared", "unexplained"):
                self.name(quantity, part)
                if part in ("count", "unexplained") and not quantity.chinese and quantity.family != "none":
                    region = quantity.post_end if right.linked else max(right.end, quantity.post_end)
                    scope = right.linked
                continue
            scope = False
            if part == "before":
                self.grown = growth_behind(quantity, right, self.plain)
                done = region = self.before(clause, index, quantity, left)
                after_item, self.grown = False, None
            else:
                self.found(clause, Found(quantity, left, part, left.between, right, None))
                region, after_item = right.end, True

    def goes_on(self, clause: Clause) -> bool:
        """Whether the clause opens with a number of the unit that the last item counted before its noun (培养50名甲，100名乙)."""
        if self.counted is None:
            return False
        first = clause.quantities()[0]
        words = [e for e in clause.elements if isinstance(e, Token) and e.end <= first.start]
        opens = "".join(self.plain[t.start : t.end] for t in words) == self.plain[clause.start : first.start]
        return opens and all(t.roles & {"ge", "le", "approx"} for t in words) and self.counted == self.source.compact(*first.unit)

    def apart(self, clause: Clause, quantity: Quantity) -> str | None:
        """What the quantity is where its clause promises nothing of it; None where it may."""
        if any(start <= quantity.start < end for start, end in self.reported):
            return "result"
        return rule_of_case(clause, quantity, self.plain)

    def rise(self, clause: Clause, rise: Rise) -> None:
        """A target for each figure that is to be reached, with the figure it starts from."""
        left = rise.left
        parts = split_nouns(left.start, left.end, self.plain, self.words)
        each = parts if len(parts) == len(rise.pairs) > 1 else [None] * len(rise.pairs)
        for (baseline, quantity), noun in zip(rise.pairs, each, strict=True):
            self.found(clause, Found(quantity, left, "before", rise.between, None, baseline, noun))

    def before(self, clause: Clause, index: int, quantity: Quantity, left: Left) -> int:
        """Read a quantity behind its noun or nouns, with the bare figures that follow it; where that ends."""
        distributive = left.has("distributive")
        parts = [(left.start, left.end, "")] if left.empty else split_nouns(left.start, left.end, self.plain, self.words)
        group = [quantity]
        for at in range(index + 1, len(clause.elements)):
            other = clause.elements[at]
            if not isinstance(other, Quantity):
                continue
            alike = other.family == quantity.family or (distributive and len(group) < len(parts))
            right = right_context(clause, at, self.plain, doing=False)
            last = distributive and len(group) + 1 == len(parts)
            bare = alike and right.start == right.end and (last or not right.linked)
            if not bare or not BARE.fullmatch(self.plain, group[-1].post_end, other.start):
                break
            group.append(other)
        if len(group) != len(parts):
            group = list(takewhile(lambda other: other.family == quantity.family, group))
        parts = apposed(parts, self.plain) if len(group) == 1 else parts
        growth = left.has("increase") or left.has("decrease")
        earlier = self.earlier(left, distributive, len(group))
        if earlier:
            for at, noun in enumerate(earlier):
                one = group[at] if len(group) > 1 else quantity
                self.make(clause, Found(one, left, "before", left.between, None, None), noun)
        elif len(group) > 1:
            shared = group[-1].post if all(q.post is None for q in group[:-1]) and distributive else None
            each = parts if len(parts) == len(group) else [(left.start, left.end, "")] * len(group)
            for one, (a, b, tail) in zip(group, each, strict=True):
                self.found(clause, Found(one, left, "before", left.between, None, None, (a, b, tail), shared))
        elif len(parts) > 1 and (
            distributive or (quantity.family in ("percent", "points") and is_pair(parts, self.plain, self.words, growth=growth))
        ):
            for a, b, tail in parts:
                self.found(clause, Found(quantity, left, "before", left.between, None, None, (a, b, tail)))
        else:
            own = parts[0] if parts[0][0] > left.start else None
            self.found(clause, Found(quantity, left, "before", left.between, None, None, own))
        return group[-1].post_end

    def earlier(self, left: Left, distributive: bool, figures: int) -> list[Noun]:
        """The nouns of the sentence so far that figures without a noun are shared out to: 甲30亿元、乙18亿元，分别增长10%、12%."""
        if not (left.empty and distributive):
            return []
        wanted = figures if figures > 1 else 2
        return self.recent[-wanted:] if len(self.recent) >= wanted else []

    def found(self, clause: Clause, found: Found) -> None:
        noun = self.noun(found)
        if noun is None:
            self.name(found.quantity, "unexplained")
            return
        self.make(clause, found, noun)

    def make(self, clause: Clause, found: Found, noun: Noun) -> None:
        """Add the target."""
        target = make_target(self.source, clause, found, noun, self.words)
        goes_on = clause.aside or (found.left.empty and clause.commitment == "strive")
        again = goes_on and self.carried is not None and noun.text == self.carried.text
        stated = any(token.roles & {"level", "predicate", "increase", "decrease"} for token in found.between)
        if again and not stated and self.targets and self.targets[-1].unit == target.unit:
            target = changed(target, change=self.targets[-1].change)  # 增长7%（力争8%）; 增长7%、力争8%
        if self.grown is not None:
            target = changed(target, change=self.grown)
        change = leading_change(found, self.words)
        if change is None and self.leading is not None and target.change == "level" and not (found.left.before or stated):
            target = changed(target, change=self.leading)  # 减少用煤20万吨、排放3万吨
        else:
            self.leading = change
        self.targets.append(changed(target, deadline=self.due) if self.due and target.deadline is None else target)
        if noun.verbal:
            self.nameless.append(len(self.targets) - 1)
        elif found.part == "after":
            self.name_earlier(noun, target)
            self.counted = self.source.compact(*found.quantity.unit)
        self.name(found.quantity, "target")
        if found.baseline is not None:
            self.name(found.baseline, "baseline")
        self.carried = noun
        if noun not in self.recent[-3:]:
            self.recent.append(noun)

    def name_earlier(self, noun: Noun, target: Target) -> None:
        """Give the noun behind a figure to those before it in the clause that had a verb alone: 新建3个、改建5个小公园."""
        for at in self.nameless:
            earlier = self.targets[at]
            if earlier.unit == target.unit:
                quote = self.source.text[earlier.start : target.end]
                self.targets[at] = changed(earlier, indicator=noun.text, quote=quote, end=target.end)
        self.nameless.clear()

    def noun(self, found: Found) -> Noun | None:
        """What the quantity measures: its own noun, or the one before it that it goes on with; None where there is none."""
        left, right, compact = found.left, found.right, self.source.compact
        if found.noun is not None and found.noun[1] > found.noun[0]:
            a, b, tail = found.noun
            return Noun(left.start, b, tidy(compact(a, b)) + tail)
        first = left.start + named_examples(self.plain, left.start, left.end)
        own = "" if left.empty else tidy(compact(first, left.end))
        if found.part == "after" and right is not None:
            behind = without_light_verb(tidy(compact(right.start, right.end)))
            if own and behind in self.words.roles and "verb" in self.words.roles[behind]:
                return Noun(left.start, right.end, own + behind)
            return Noun(found.quantity.start, right.end, behind) if behind else None
        if found.part == "around" and right is not None:
            behind = tidy(compact(right.start, right.end))
            return Noun(left.start if own else found.quantity.start, right.end, own + behind)
        state = own if own in self.words.lists["states"] and self.carried is not None else None
        if own and state is None:
            return None if COUNTS.fullmatch(own) else Noun(first, left.end, own)
        lists = self.words.lists
        verbs = sorted((t for t in (*left.before, *left.between) if t.roles & {"verb", "kept"}), key=lambda t: t.start)
        telling = [t for t in verbs if t.word not in lists["states"] and t.word not in lists["generic"]]
        word, generic = (verbs[-1] if verbs else None), not telling
        if self.carried is not None and (
            generic or found.quantity.family in ("percent", "points") or (len(verbs) == 1 and self.same_again(found))
        ):
            stem = self.carried.text
            state = state or (word.word if word is not None and word.word in lists["states"] else None)
            if state is not None and state not in ("完成", "建成"):
                stem = next((stem[: -len(s)] for s in lists["states"] if stem.endswith(s)), stem) + state
            return Noun(self.carried.start, self.carried.end, stem)
        if word is None:
            return None
        start = telling[0].start if telling else word.start
        return Noun(start, word.end, compact(start, word.end), verbal=True)

    def same_again(self, found: Found) -> bool:
        """Whether a figure with a verb alone counts what the one before it counted: 新辟线路10条，优化20条."""
        counted = self.carried is not None and not self.carried.verbal and found.quantity.family in ("count", "measure")
        return counted and bool(self.targets) and self.targets[-1].unit == printed_unit(found, self.source)

    def name(self, quantity: Quantity, kind: str) -> None:
        entry = (quantity.start, quantity.end, kind)
        if not self.names or self.names[-1] != entry:
            self.names.append(entry)
