"""The words of RTF (specification 1.9.1) that decide what is text, and in which code page."""

from __future__ import annotations

import contextlib

__all__ = ["CHARSETS", "KNOWN", "LEFT_OUT", "SIGNS", "decoded"]

_GROUPS = (
    "aftncn aftnsep aftnsepc annotation atnauthor atndate atnicn atnid atnparent atnref atntime atrfend atrfstart author",
    "background bkmkend bkmkstart blipuid buptim category colorschememapping colortbl comment company creatim datafield datastore",
    "defchp defpap doccomm docvar factoidname falt filetbl fldinst fldtype fontemb fonttbl footer footerf footerl footerr ftncn",
    "ftnsep ftnsepc g generator header headerf headerl headerr hlinkbase info keywords latentstyles levelnumbers leveltext",
    "listlevel listname listoverridetable listtable lsdlockedexcept manager mmath nextfile nonesttables nonshppict objclass",
    "objdata objname operator panose passwordhash pgptbl pict pn printim private propname protusertbl revtbl revtim rsidtbl",
    "shpinst_ shprslt_ sn sp staticval stylesheet subject sv template themedata title txe userprops wgrffmtfilter windowcaption",
    "writereservation xe xmlnstbl",
)
LEFT_OUT = frozenset(word for line in _GROUPS for word in line.split())
"""Groups that hold no text of the document."""

KNOWN = frozenset({"listtext", "nesttableprops", "pntext", "shpinst", "shppict", "shptxt"})
"""Groups that programs pass over which do not know them, and that hold text."""

CODE_PAGES = {936: "gb18030", 950: "big5hkscs", 932: "cp932", 949: "cp949", 65001: "utf-8", 10008: "gb18030", 54936: "gb18030"}
CHARSETS = {134: 936, 136: 950, 128: 932, 129: 949, 0: 1252, 238: 1250, 204: 1251, 161: 1253, 162: 1254}
SIGNS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
}
"""Signs that have a word of their own."""


def decoded(held: bytes, page: int, of_document: int) -> str:
    """Bytes of text in a code page: that of their font, but for Chinese ones for which a Latin font is named; those of the document's."""
    if page == 1252 and of_document in CODE_PAGES and not held.isascii():
        with contextlib.suppress(UnicodeDecodeError):
            return held.decode(CODE_PAGES[of_document])
    try:
        return held.decode(CODE_PAGES.get(page, f"cp{page}"), "replace")
    except LookupError:
        return held.decode("cp1252", "replace")
