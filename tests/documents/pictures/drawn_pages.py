"""Pages drawn as pictures, with made-up notices on them. They need the extra that reads pictures, which draws them too, and a font."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PIL import Image

FONT = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
PER_INCH = 200
SIZE = (1200, 900)
EM = 44  # 16 points

FIRST = (
    "云岫市2023年重点工作责任分解",
    "一、陆远山市长牵头的重点工作",
    "1.地区生产总值增长6.5%左右。",
    "责任单位：发改局、财政局",
    "2.新建改建农村公路85公里，完成危桥改造12座。",
    "责任单位：交通运输局",
)
ROWS = (
    ("序号", "工作任务", "牵头单位"),
    ("1", "新增公办学位1200个", "教育局"),
    ("2", "实施水库加固7座", "水利局"),
)


def drawn(lines: tuple[str, ...] = (), rows: tuple[tuple[str, ...], ...] = ()) -> Image.Image:
    """A page with these lines, or with a ruled table."""
    from PIL import Image, ImageDraw, ImageFont

    if not FONT.exists():
        pytest.skip("Noto Serif CJK is not installed (apt-get install fonts-noto-cjk)")
    font = ImageFont.truetype(str(FONT), EM, index=2)
    page = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        pen.text((90, 80 + 90 * number), line, fill="black", font=font)
    columns = (90, 230, 720, 1010)
    for number, row in enumerate(rows):
        top = 100 + 110 * number
        for left, right, cell in zip(columns, columns[1:], row, strict=False):
            pen.rectangle((left, top, right, top + 110), outline="black", width=3)
            pen.text((left + 20, top + 26), cell, fill="black", font=font)
    return page


def saved(pages: list[Image.Image], kind: str) -> bytes:
    """The pages as a file of that kind."""
    buffer = io.BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
    pages[0].save(buffer, kind, dpi=(PER_INCH, PER_INCH), **more)
    return buffer.getvalue()


def with_text_before(page: Image.Image, layer: str) -> bytes:
    """A PDF: a page of text, then one that shows the picture, with the text ``layer`` over it for nobody to see."""
    jpeg = saved([page], "JPEG")
    width, height = (side * 72 / PER_INCH for side in page.size)
    image = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode" % page.size
    said = b"".join(b"1 0 0 1 40 %d Tm (%s) Tj " % (700 - 20 * n, b"A page with text that no picture was read for.") for n in range(3))
    unseen = b"BT /F 10 Tf 3 Tr 1 0 0 1 40 100 Tm (%s) Tj ET" % layer.encode("ascii")
    shown = b"q %f 0 0 %f 0 0 cm /I Do Q " % (width, height) + unseen
    streams = {4: (b"", b"BT /F 10 Tf " + said + b"ET"), 5: (b"", shown), 6: (image, jpeg)}
    objects = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Count 2/Kids[8 0 R 9 0 R]>>endobj",
        b"7 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj",
        b"8 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 7 0 R>>>>>>endobj",
        b"9 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 %f %f]/Contents 5 0 R" % (width, height)
        + b"/Resources<</XObject<</I 6 0 R>>/Font<</F 7 0 R>>>>>>endobj",
        *(b"%d 0 obj<<%s/Length %d>>stream\n%s\nendstream endobj" % (n, of, len(held), held) for n, (of, held) in streams.items()),
    ]
    return b"%PDF-1.4\n" + b"\n".join(objects) + b"\ntrailer<</Root 1 0 R>>\n%%EOF"
