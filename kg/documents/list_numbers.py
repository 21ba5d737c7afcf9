"""The numbers that Word, WPS and browsers print before list items, in the formats that Chinese documents use.

The names of the formats are those of OOXML (ECMA-376 part 1, 17.18.59, ST_NumberFormat).
"""

from __future__ import annotations

__all__ = ["SILENT_FORMATS", "list_number", "number_text", "with_mark"]

SILENT_FORMATS = frozenset({"bullet", "none"})

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_CLOSING = "、。，；：．）〕】》﹒"


def number_text(number: int, style: str) -> str:
    """``number`` in the format named; a format that is not known gives Arabic digits, which is what Word falls back
    to.
    """
    if number < 0 or number > 99_999:
        return str(number)
    if style in (
        "chineseCounting",
        "chineseCountingThousand",
        "taiwaneseCountingThousand",
        "japaneseCounting",
        "koreanCounting",
    ):
        return _counting(number, _DIGITS, "十百千万", bare_ten=True, zero="零" if style.endswith("Thousand") else "〇")
    if style in (
        "ideographDigital",
        "taiwaneseCounting",
        "taiwaneseDigital",
        "japaneseDigitalTenThousand",
        "koreanDigital2",
    ):
        return _counting(number, _DIGITS, "十百千万", bare_ten=True, zero="〇") if style == "taiwaneseCounting" else _digits(number)
    if style == "chineseLegalSimplified":
        return _counting(number, _LEGAL_DIGITS, "拾佰仟萬", bare_ten=False, zero="零")
    if style == "ideographLegalTraditional":
        return _counting(number, _LEGAL_TRADITIONAL, "拾佰仟萬", bare_ten=False, zero="零")
    if style == "ideographTraditional":
        return _STEMS[number - 1] if 1 <= number <= len(_STEMS) else str(number)
    if style == "ideographZodiac":
        return _BRANCHES[number - 1] if 1 <= number <= len(_BRANCHES) else str(number)
    if style in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"):
        return _circled(number)
    if style == "decimalEnclosedParen":
        return chr(0x2474 + number - 1) if 1 <= number <= 20 else f"({number})"
    if style == "decimalEnclosedFullstop":
        return chr(0x2488 + number - 1) if 1 <= number <= 20 else f"{number}."
    if style == "ideographEnclosedCircle":
        return chr(0x3280 + number - 1) if 1 <= number <= 10 else _digits(number)
    if style == "decimalZero":
        return f"{number:02d}"
    if style in ("decimalFullWidth", "decimalFullWidth2"):
        return str(number).translate({48 + digit: 0xFF10 + digit for digit in range(10)})
    if style in ("lowerLetter", "upperLetter") and number >= 1:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if style == "upperLetter" else letter
    if style in ("lowerRoman", "upperRoman") and 1 <= number < 4000:
        return _roman(number).upper() if style == "upperRoman" else _roman(number)
    return str(number)


def with_mark(mark: str, text: str) -> str:
    """``text`` with its number before it: a space between only where they would run together (1. and 5亿元)."""
    if not mark:
        return text
    if mark[-1] in _CLOSING or not (text[:1].isascii() and text[:1].isalnum()):
        return mark + text
    return f"{mark} {text}"


def list_number(item: str, text: str) -> str:
    """The line of a browser's list item: ``item`` is format and number (``decimal:3``), followed by a full stop as
    browsers print it.
    """
    style, _, number = item.partition(":")
    shown = number_text(int(number), style)
    return with_mark(shown + ("、" if style == "chineseCounting" else "."), text)


def _digits(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _circled(number: int) -> str:
    if 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if 21 <= number <= 35:
        return chr(0x3251 + number - 21)
    return chr(0x32B1 + number - 36) if 36 <= number <= 50 else str(number)


def _roman(number: int) -> str:
    parts = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        parts.append(letters * count)
    return "".join(parts)


def _counting(number: int, digits: str, powers: str, *, bare_ten: bool, zero: str) -> str:
    """A number in words: 十一, 二十, 一百〇五."""
    if number == 0:
        return zero
    written, waiting = "", False
    for power in range(4, -1, -1):
        digit = number // 10**power % 10
        if digit == 0:
            waiting = bool(written)
            continue
        if waiting:
            written += zero
            waiting = False
        written += digits[digit] + (powers[power - 1] if power else "")
    return written[1:] if bare_ten and 10 <= number < 20 else written
