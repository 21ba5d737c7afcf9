"""A number of a spreadsheet as the sheet shows it: 0.085 under the format ``0.0%`` is 8.5%.

ECMA-376 part 1, 18.8.30 and 18.8.31. What a notice uses is covered: digits, thousands, percent, dates, quoted text. A
format beyond that shows the plain number.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

__all__ = ["BUILT_IN", "shown"]

BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    22: "yyyy/m/d h:mm",
    27: "yyyy年m月",
    28: "m月d日",
    29: "m月d日",
    30: "m-d-yy",
    31: "yyyy年m月d日",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    50: "yyyy年m月",
    51: "m月d日",
    52: "yyyy年m月",
    53: "m月d日",
    54: "m月d日",
    57: "yyyy年m月",
    58: "m月d日",
}
"""The formats that a file names by number alone, as a Chinese Excel shows them (18.8.30; 27 to 58 are those of zh-cn).
"""

_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_DATE = re.compile(r"yyyy|yy|mmmm|mmm|mm|m|dd|d|hh|h|ss|s|AM/PM|上午/下午", re.IGNORECASE)
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]+)?,*")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"


def shown(value: str, pattern: str, *, since_1904: bool = False) -> str:
    """The number ``value`` (as the file writes it) under the format ``pattern``."""
    try:
        return _shown(Decimal(value), pattern, since_1904)
    except (ArithmeticError, ValueError):  # no number, or one beyond what a sheet can show
        return value


def _shown(number: Decimal, pattern: str, since_1904: bool) -> str:
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise ValueError("not a number that a sheet can show")
    if not pattern or pattern.lower() == "general" or pattern == "@":
        return _plain(number)
    sections = _sections(pattern)
    section = sections[0]
    if number < 0 and len(sections) > 1:
        section, number = sections[1], -number
    elif number == 0 and len(sections) > 2:
        section = sections[2]
    bare = _QUOTED.sub("", section)
    if re.search(r"[ymdhs]", bare, re.IGNORECASE) and not re.search(r"[#0?]", bare):
        return _date(number, section, since_1904) or _plain(number)
    if "general" in bare.lower() or "E+" in bare or "/" in bare or not _DIGITS.search(bare):
        return _plain(number)
    return _fixed(number, section)


def _sections(pattern: str) -> list[str]:
    """The parts of a format for positive, negative and zero: parted by semicolons outside of quotes."""
    return re.findall(r'(?:"[^"]*"|\\.|[^;"\\]|")+|(?<=;)(?=;|$)', pattern) or [pattern]


def _plain(number: Decimal) -> str:
    """As under General: eleven significant digits at most, no zeros at the end."""
    if number != number.to_integral_value():
        number = round(number, max(0, min(15, 10 - number.adjusted())))
        return format(number.normalize(), "f")
    return format(number.to_integral_value(), "f")


def _fixed(number: Decimal, section: str) -> str:
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        text = match[1] if match[1] is not None else match[2] or ""
        if match[0].startswith("[$"):  # a currency sign: [$￥-804]
            text = match[0][2:-1].partition("-")[0]
        literals.append(text)
        return chr(0xE000 + len(literals) - 1)

    bare = _QUOTED.sub(keep, section)
    match = _DIGITS.search(bare)
    if match is None:
        return _plain(number)
    digits = match[0]
    number *= Decimal(100) ** bare.count("%")
    scale = len(digits) - len(digits.rstrip(","))  # each comma at the end shows thousands
    digits = digits.rstrip(",")
    number /= Decimal(1000) ** scale
    decimals = digits.partition(".")[2]
    rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), rounding=ROUND_HALF_UP)
    whole, _, fraction = format(abs(rounded), ",f" if "," in digits else "f").partition(".")
    optional = len(decimals) - len(decimals.rstrip("#?"))
    while optional and fraction.endswith("0"):
        fraction, optional = fraction[:-1], optional - 1
    least = digits.partition(".")[0].count("0")
    text = ("-" if rounded < 0 else "") + whole.rjust(least, "0") + (f".{fraction}" if fraction else "")
    text = bare[: match.start()] + text + bare[match.end() :]
    return re.sub("[\ue000-\ue0ff]", lambda found: literals[ord(found[0]) - 0xE000], text).strip()


def _date(number: Decimal, section: str, since_1904: bool) -> str | None:
    """A day and time counted from the end of 1899 (or from 1904), None where there is no such day."""
    if not 0 <= number < 2_958_466:
        return None
    first = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    moment = first + timedelta(seconds=float(round(number * 86_400)))
    spoken = re.sub(r"\[[^\]]*\]", "", section).replace("\\", "").replace('"', "").split(";")[0]
    after_hour = False
    parts: list[str] = []
    at = 0
    for match in _DATE.finditer(spoken):
        parts.append(spoken[at : match.start()])
        at, name = match.end(), match[0].lower()
        following = spoken[at : at + 2].lower()
        minutes = name in ("m", "mm") and (after_hour or following.startswith(":s") or following.startswith("分"))
        parts.append(f"{moment.minute:0{len(name)}d}" if minutes else _part(moment, name))
        after_hour = name in ("h", "hh")
    return "".join([*parts, spoken[at:]]).strip()


def _part(moment: datetime, name: str) -> str:
    values = {
        "yyyy": f"{moment.year}",
        "yy": f"{moment.year % 100:02d}",
        "mmm": _MONTHS.split()[moment.month - 1],
        "mmmm": _MONTHS.split()[moment.month - 1],
        "mm": f"{moment.month:02d}",
        "m": f"{moment.month}",
        "dd": f"{moment.day:02d}",
        "d": f"{moment.day}",
        "hh": f"{moment.hour:02d}",
        "h": f"{moment.hour}",
        "ss": f"{moment.second:02d}",
        "s": f"{moment.second}",
    }
    return values.get(name, "上午" if moment.hour < 12 else "下午")
