"""From bytes to text: which encoding a Chinese file is in, found by what each decoding gives.

A byte order mark and valid UTF-8 settle it. Otherwise GB18030 (which contains GB2312 and GBK), Big5 and UTF-16 are
tried, and the one wins that gives the largest share of frequent Chinese characters: a wrong decoding gives rare ones,
3 of 100 against 70. The measurement beside charset-normalizer and chardet is in docs/formats.md.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from kg.knowledge.toml import line_of, read_toml
from kg.model.errors import KnowledgeError
from kg.model.wording import told

__all__ = ["FREQUENT", "Decoded", "NotText", "decode", "faults_of_characters"]

FREQUENT: Final = Path(__file__).with_name("characters.toml")
_SCRIPTS: Final = ("simplified", "traditional")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_LABELS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "utf-8": "utf-8",
    "utf8": "utf-8",
}
_PRINTED = {"utf-8": "UTF-8", "gb18030": "GB18030", "big5hkscs": "Big5", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_AT_HOME = re.compile(
    r"[\s!-~\u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff·×÷°±§\u2010-\u2027\u2030-\u203b\u2103\u2116\u2160-\u2179\u2190-\u2193\u2200-\u22ff\u2460-\u24ff\u2500-\u257f"
    r"\u25a0-\u2606\u3000-\u3029\u3220-\u3243\u3280-\u32b0\ufe30-\ufe4f\uff01-\uff5e\uffe5\u3400-\u9fff\uf900-\ufaff]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 65_536
_LEAST_SHARE = 0.25  # of frequent characters: Chinese prose has 0.6 to 0.8, a wrong decoding under 0.1
_MOST_BROKEN = 0.02  # of characters that do not decode: a few lost bytes in a file are a fault of it, many mean another encoding


class NotText(ValueError):
    """The bytes are no text in an encoding that Chinese documents use."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and what there is to say about it (empty where nothing was guessed)."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


@cache
def _frequent() -> frozenset[str]:
    for fault in faults_of_characters(FREQUENT):
        raise fault
    data = read_toml(FREQUENT)
    return frozenset("".join(char for key in _SCRIPTS for char in data[key].split()))


def faults_of_characters(path: Path) -> Iterator[KnowledgeError]:
    """What is wrong with a file of frequent characters."""
    try:
        data = read_toml(path)
    except KnowledgeError as error:
        yield error
        return
    for key in _SCRIPTS:
        text = data.get(key)
        if not isinstance(text, str) or not text.strip():
            yield KnowledgeError(
                str(path), told("there are no characters called {key}", key=key), told('Put them back: {key} = """ … """', key=key)
            )
            continue
        for odd in sorted(set("".join(text.split())) - set(_HAN.findall(text))):
            yield KnowledgeError(line_of(path, odd), told("“{odd}” is no Chinese character", odd=odd), "Take it out")


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of ``data``. ``declared`` is what the file says its encoding is; it is believed where it decodes well.

    Bytes that do not decode stand as U+FFFD, with a note. Raises :class:`NotText`.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :], encoding, guessed=False)
    if _is_utf8(data):
        return _checked(data, "utf-8", guessed=False)
    named = _LABELS.get(declared.strip().lower()) if declared else None
    if named and _share_of_broken(data[:_SAMPLE], named) < _MOST_BROKEN:
        return _checked(data, named, guessed=False)
    return _checked(data, _best_encoding(data), guessed=True)


def _is_utf8(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    if text.count("\0") > 0.2 * len(text):  # UTF-16 of Latin letters
        return False
    beyond_ascii = {char for char in text[:_SAMPLE] if char > "\x7f"}
    if beyond_ascii and all(char < "\u0800" for char in beyond_ascii):
        # Two-byte sequences alone: a few GBK characters can look like Greek, Arabic or Latin letters in UTF-8.
        return frequent_share(data[:_SAMPLE].decode("gb18030", "replace")) < 0.5
    return True


def _zero_bytes(data: bytes) -> str | None:
    """UTF-16 without a mark, told by the zero bytes of its Latin letters, digits and line ends."""
    sample = data[:_SAMPLE]
    pairs = max(len(sample) // 2, 1)
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > pairs * 0.02 and even == 0:
        return "utf-16-le"
    if even > pairs * 0.02 and odd == 0:
        return "utf-16-be"
    return None


def _best_encoding(data: bytes) -> str:
    if (wide := _zero_bytes(data)) is not None and frequent_share(data[:_SAMPLE].decode(wide, "replace")) >= 0:
        return wide
    sample = data[:_SAMPLE]
    candidates = ["utf-8", "gb18030", "big5hkscs"]
    if len(data) % 2 == 0:
        candidates += ["utf-16-le", "utf-16-be"]
    scores = {encoding: frequent_share(sample.decode(encoding, "replace")) for encoding in candidates}
    best = max(candidates, key=lambda encoding: scores[encoding])
    if scores[best] < _LEAST_SHARE:
        raise NotText("bytes that are no text in UTF-8, UTF-16, GB18030 or Big5")
    return best


def frequent_share(text: str) -> float:
    """The share of frequent characters among the Chinese ones, after a deduction for what Chinese text does not hold.

    A text without Chinese characters scores 0, one that is mostly strange characters less than 0.
    """
    han = _HAN.findall(text)
    strange = len(text) - len(_AT_HOME.findall(text))
    if not han:
        return -1.0 if strange else 0.0
    frequent = _frequent()
    hits = sum(char in frequent for char in han)
    return (hits - strange) / len(han)


def _share_of_broken(data: bytes, encoding: str) -> float:
    text = data.decode(encoding, "replace")
    return text.count("\ufffd") / max(len(text), 1)


def _checked(data: bytes, encoding: str, guessed: bool) -> Decoded:
    """Decode, count what is broken, refuse what is binary."""
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd") - (data.count(b"\xef\xbf\xbd") if encoding == "utf-8" else 0)
    if broken > 3 and broken > len(text) * _MOST_BROKEN:
        raise NotText(
            told(
                "bytes that are no text ({broken} of {count} characters do not decode as {encoding})",
                broken=broken,
                count=len(text),
                encoding=encoding,
            )
        )
    controls = len(_CONTROL.findall(text))
    if controls > 3 and controls > len(text) * _MOST_BROKEN and frequent_share(text[:_SAMPLE]) < _LEAST_SHARE:
        raise NotText(told("binary data ({controls} control characters in {count})", controls=controls, count=len(text)))
    notes = []
    if guessed:
        notes.append(f"encoding guessed: {_PRINTED.get(encoding, encoding)}")
    if broken > 0:
        notes.append(f"{broken} characters do not decode as {_PRINTED.get(encoding, encoding)} and stand as U+FFFD")
    return Decoded(text, encoding, tuple(notes))
