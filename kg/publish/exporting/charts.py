"""A chart of stacked bars as DrawingML (ECMA-376 part 1, 21.2), which Word and LibreOffice draw themselves: no picture is made here."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

__all__ = ["Series", "stacked_bars"]

Series = tuple[str, str, Sequence[int]]
"""Name, colour (RRGGBB), and a value for each bar."""

_SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_WORDS = (
    "<c:txPr><a:bodyPr/><a:lstStyle/>"
    '<a:p><a:pPr><a:defRPr sz="800"><a:latin typeface="Arial"/><a:ea typeface="Microsoft YaHei"/></a:defRPr></a:pPr>'
    '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
)
_AXES = '<c:crossAx val="{other}"/><c:crosses val="autoZero"/>'


def stacked_bars(bars: Sequence[str], series: Sequence[Series]) -> bytes:
    """The part of a chart whose horizontal bars are named ``bars``, the first on top; ``series`` are what each is made of."""
    parts = "".join(_series(number, one, bars) for number, one in enumerate(series))
    categories = (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_WORDS}{_AXES.format(other=2)}</c:catAx>'
    )
    values = (
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="t"/><c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="high"/>{_WORDS}{_AXES.format(other=1)}</c:valAx>'
    )
    chart = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {_SPACES}><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/>'
        f'<c:varyColors val="0"/>{parts}<c:gapWidth val="40"/><c:overlap val="100"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        f'{categories}{values}</c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_WORDS}</c:legend>'
        '<c:plotVisOnly val="1"/></c:chart></c:chartSpace>'
    )
    return chart.encode()


def _series(number: int, series: Series, bars: Sequence[str]) -> str:
    name, colour, values = series
    points = "".join(f'<c:pt idx="{i}"><c:v>{escape(bar)}</c:v></c:pt>' for i, bar in enumerate(bars))
    numbers = "".join(f'<c:pt idx="{i}"><c:v>{value}</c:v></c:pt>' for i, value in enumerate(values) if value)
    count = f'<c:ptCount val="{len(bars)}"/>'
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:v>{escape(name)}</c:v></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>'
        f"<c:cat><c:strLit>{count}{points}</c:strLit></c:cat>"
        f"<c:val><c:numLit><c:formatCode>0</c:formatCode>{count}{numbers}</c:numLit></c:val></c:ser>"
    )
