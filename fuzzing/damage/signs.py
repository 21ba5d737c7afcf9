"""Damage to signs and characters: labels, brackets and separators lost, half and full width, what OCR confuses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import pairwise
from random import Random

from fuzzing.damage.edits import Edit, Place, Stretch
from fuzzing.damage.notice import Notice

_LABEL = re.compile(r"((?:牵头|配合|责任|主管|分管|协办|完成|部门|責任)?(?:单位|部门|领导|分工|時限|时限|單位|領導))\s*([:：])")
_ROLE_WORD = re.compile(r"牵头|配合|主办|协办|分别负责|按职责分工负责|负责")
_RUN = re.compile(r"[；;，,、]\s*(?=(?:牵头|配合|责任|协办)(?:单位|部门|领导))|(?<=牵头|主办|负责)[，,；;]\s*")
_HALF = str.maketrans("：，；（）。！？“”％", ':,;().!?""%')
_FULL = str.maketrans("0123456789%.:,;()", "０１２３４５６７８９％．：，；（）")
_DIGITS = {"8": "3", "1": "7", "6": "8", "0": "8", "5": "6", "3": "8"}
_LETTERS = {"0": "O", "1": "l"}
_CHARACTERS = {
    "发": "友",
    "局": "同",
    "市": "巿",
    "政": "攻",
    "农": "衣",
    "工": "エ",
    "科": "料",
    "人": "入",
    "县": "具",
    "委": "季",
    "财": "则",
}
_IN_LABELS = {"责": "贵", "任": "仼", "牵": "奉", "位": "拉", "单": "単", "配": "酉", "領": "颌"}


def colon_lost(notice: Notice, dice: Random) -> Sequence[Place]:
    """The colon of a label is lost (责任单位发改局). Everything must be read as before."""
    return [(Edit(*found.span(2)),) for found in _labels(notice)]


def label_lost(notice: Notice, dice: Random) -> Sequence[Place]:
    """A label is lost with its colon, and names are left. The same names must be read; which of them leads may differ in that task."""
    return [(Edit(*found.span()),) for found in _labels(notice)]


def label_bitten(notice: Notice, dice: Random) -> Sequence[Place]:
    """A label lost one of its characters (任单位：). Everything must be read as before."""
    return [(Edit(at, at + 1),) for at in (dice.randrange(*found.span(1)) for found in _labels(notice))]


def label_misread(notice: Notice, dice: Random) -> Sequence[Place]:
    """OCR took a character of a label for one that looks like it (贵任单位). Everything must be read as before."""
    places = []
    for found in _labels(notice):
        spots = [at for at in range(*found.span(1)) if notice.text[at] in _IN_LABELS]
        if spots:
            at = dice.choice(spots)
            places.append((Edit(at, at + 1, (_IN_LABELS[notice.text[at]],)),))
    return places


def role_word_lost(notice: Notice, dice: Random) -> Sequence[Place]:
    """A word behind the names (牵头, 配合, 负责) is lost. The same names must be read; which of them leads may differ in that task."""
    found = [match.span() for stretch, _ in notice.clauses() for match in _ROLE_WORD.finditer(notice.text, *stretch)]
    labels = [match.span() for match in _labels(notice)]
    return [(Edit(a, b),) for a, b in found if not any(start <= a < end for start, end in labels)]


def opening_bracket_lost(notice: Notice, dice: Random) -> Sequence[Place]:
    """The bracket that opens a clause is lost. Everything must be read as before."""
    found = [re.compile(r"\s*([（(\[〔【])").match(notice.text, stretch[0]) for stretch, _ in notice.clauses()]
    return [(Edit(*match.span(1)),) for match in found if match]


def closing_bracket_lost(notice: Notice, dice: Random) -> Sequence[Place]:
    """The bracket that closes a clause is lost. Everything must be read as before."""
    opened = [stretch for stretch, _ in notice.clauses() if notice.text[stretch[0] : stretch[1]].lstrip()[:1] in tuple("（([〔【")]
    return [(Edit(end - 1, end),) for _, end in opened if notice.text[end - 1] in "）)]〕】"]


def separator_lost(notice: Notice, dice: Random) -> Sequence[Place]:
    """The sign between two names is lost (发改局财政局). Everything must be read as before."""
    places = []
    for task in notice.tasks:
        for one, other in pairwise(task.units):
            found = re.fullmatch(r"\s*[、，,]\s*", notice.text[one.at[1] : other.at[0]])
            if found:
                places.append((Edit(one.at[1], other.at[0]),))
    return places


def clauses_run_together(notice: Notice, dice: Random) -> Sequence[Place]:
    """The sign between two parts of a clause is lost (市发改委主办市税务局协办; 牵头单位：甲局配合单位：乙局). Everything must be
    read as before.
    """
    return [(Edit(*match.span()),) for stretch, _ in notice.clauses() for match in _RUN.finditer(notice.text, *stretch)]


def stop_lost(notice: Notice, dice: Random) -> Sequence[Place]:
    """The stop between a task's words and its clause is lost, with the line end. Everything must be read as before, the stop aside."""
    found = [re.compile(r"。\s*").search(notice.text, task.at[1] - 1) for task in notice.tasks]
    return [(Edit(*match.span()),) for match, task in zip(found, notice.tasks, strict=True) if match and match.start() == task.at[1] - 1]


def half_width(notice: Notice, dice: Random) -> Sequence[Place]:
    """Signs of full width became those of half width, 。 a full point. Everything must be read as before, that aside."""
    return [_translated(notice.text, line, _HALF) for line in notice.list_lines]


def full_width(notice: Notice, dice: Random) -> Sequence[Place]:
    """Digits and signs of half width became those of full width. Everything must be read as before."""
    return [_translated(notice.text, line, _FULL) for line in notice.list_lines]


def digit_misread(notice: Notice, dice: Random) -> Sequence[Place]:
    """OCR took a digit of a task's words for another one (8 for 3). The new digit is what is printed, and must be read. (Not in a
    range, which would end before it begins.)
    """
    ranges = [found.span() for found in re.finditer(r"[\d.]+%?[-~—－至到][\d.]+", notice.text)]
    places = [_one_of(notice.text, task.at, _DIGITS, dice) for task in notice.tasks]
    return [place for place in places if not any(start <= edit.start < end for edit in place for start, end in ranges)]


def digit_as_letter(notice: Notice, dice: Random) -> Sequence[Place]:
    """OCR took a digit for a letter (1O亿元, l2个). A careful reader knows the number; wrong is a number that is read in part, or
    not.
    """
    return [_one_of(notice.text, task.at, _LETTERS, dice) for task in notice.tasks]


def name_misread(notice: Notice, dice: Random) -> Sequence[Place]:
    """OCR took a character of a unit's name for one that looks like it (友改局). Right are the name as printed and the true one."""
    return [_one_of(notice.text, at, _CHARACTERS, dice) for at in _names(notice)]


def name_garbled(notice: Notice, dice: Random) -> Sequence[Place]:
    """A character of a unit's name became a box or a question mark, as a wrong encoding leaves it. The rest must be read, with or
    without the sign.
    """
    sign = dice.choice(("□", "?", "\ufffd", "〓"))
    return [(Edit(at, at + 1, (sign,)),) for at in (dice.randrange(*name) for name in _names(notice))]


def marks_lost(notice: Notice, dice: Random) -> Sequence[Place]:
    """The sign before the leading unit is lost. Those that are still marked lead; where none is, the first one does."""
    return [(Edit(at, at + 1),) for at in _marks(notice)]


def marks_garbled(notice: Notice, dice: Random) -> Sequence[Place]:
    """The sign before the leading unit became another one, the same everywhere. Everything must be read as before."""
    sign = dice.choice(("△", "A", "?", "■", "◆"))
    return [(Edit(at, at + 1, (sign,)),) for at in _marks(notice)]


def leader_spaced(notice: Notice, dice: Random) -> Sequence[Place]:
    """Spaces stand between the characters of a leader's name, a wide one and more. Everything must be read as before."""
    found = sorted({person.at for task in notice.tasks for person in task.leaders})
    gap = dice.choice((" ", "　", "  "))
    return [tuple(Edit(at, at, (gap,)) for at in range(start + 1, min(end, start + 3))) for start, end in found]


def _labels(notice: Notice) -> list[re.Match[str]]:
    first, last = notice.tasks[0].block[0], notice.tasks[-1].block[1]
    return list(_LABEL.finditer(notice.text, first, last))


def _names(notice: Notice) -> list[Stretch]:
    return sorted({unit.at for task in notice.tasks for unit in task.units if unit.at[1] - unit.at[0] > 2})


def _marks(notice: Notice) -> list[int]:
    return sorted({unit.mark for task in notice.tasks for unit in task.units if unit.mark is not None})


def _translated(text: str, line: Stretch, signs: Mapping[int, int]) -> Place:
    changed = [(at, text[at].translate(signs)) for at in range(*line)]
    return tuple(Edit(at, at + 1, (new,)) for at, new in changed if new != text[at])


def _one_of(text: str, at: Stretch, confused: dict[str, str], dice: Random) -> Place:
    spots = [spot for spot in range(*at) if unicodedata.normalize("NFKC", text[spot]) in confused and text[spot : spot + 2] != "0."]
    if not spots:
        return ()
    spot = dice.choice(spots)
    return (Edit(spot, spot + 1, (confused[unicodedata.normalize("NFKC", text[spot])],)),)
