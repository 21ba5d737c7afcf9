"""What stands below the last row of a table in text: how to go about it, particulars of the page, or what is to be said to be unread."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model.excerpts import excerpt
from kg.parsing.findings import Claim, Doubt
from kg.parsing.marks.lines import Line, flow_of, is_header
from kg.parsing.notice.dates import is_signature
from kg.parsing.notice.titled import is_no_task

__all__ = ["below_table"]


def below_table(lines: Sequence[Line]) -> tuple[list[Claim], list[Doubt]]:
    """The claims on the lines below a table, and one doubt for those that nothing explains.

    From a section on how to go about it (二、工作要求) to the end all belong to the letter.
    """
    arrangements = next((n for n, line in enumerate(lines) if is_no_task(line)), len(lines))
    claims, left = [], []
    for number, line in enumerate(lines):
        if is_header(line):
            claims.append(Claim("header", flow_of([line]), "below the table on its page"))
        elif number >= arrangements or is_signature(line):
            claims.append(Claim("letter", flow_of([line]), "below the table"))
        else:
            left.append(line)
    said = Doubt.at("unread", left[0].start, left[-1].end, text=excerpt(left[0].text)) if left else None
    return claims, [said] if said else []
