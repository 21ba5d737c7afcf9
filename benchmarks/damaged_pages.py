"""Pictures of pages as offices make them: laid askew, stamped over, noisy, saved small. For bench_ocr.py and the tests."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

__all__ = ["DAMAGE"]


def _askew(page: Image.Image, per_inch: int) -> Image.Image:
    """Turned by one degree and a third, as a page lies on a scanner."""
    return page.rotate(1.3, Image.Resampling.BICUBIC, fillcolor="white")


def _stamped(page: Image.Image, per_inch: int) -> Image.Image:
    """A round red stamp of 42 mm with its star over two places of the text, whose ink lets what is printed show through."""
    ink = Image.new("RGB", page.size, "white")
    pen = ImageDraw.Draw(ink)
    radius, line = 21 / 25.4 * per_inch, max(2, per_inch // 18)
    for x, y in ((0.72, 0.28), (0.4, 0.62)):
        cx, cy = x * page.width, y * page.height
        pen.ellipse((cx - radius, cy - radius, cx + radius, cy + radius), outline=(222, 38, 44), width=line)
        tips = [(cx + radius * 0.4 * np.sin(2 * np.pi * k * 2 / 5), cy - radius * 0.4 * np.cos(2 * np.pi * k * 2 / 5)) for k in range(5)]
        pen.polygon(tips, fill=(222, 38, 44))
        for k in range(14):
            angle = 2 * np.pi * (k / 18 - 0.36)
            px, py = cx + radius * 0.78 * np.sin(angle), cy - radius * 0.78 * np.cos(angle)
            size = radius * 0.09
            pen.rectangle((px - size, py - size, px + size, py + size), outline=(222, 38, 44), width=line)
    mixed = np.asarray(page.convert("RGB"), np.float32) * np.asarray(ink, np.float32) / 255
    return Image.fromarray(mixed.astype(np.uint8))


def _noisy(page: Image.Image, per_inch: int) -> Image.Image:
    """Grey grain over all, and specks of dust."""
    dice = np.random.default_rng(7)
    pixels = np.asarray(page.convert("L"), np.float32)
    pixels = (20 + pixels * 0.86 + dice.normal(0, 16, pixels.shape)).astype(np.float32)
    specks = dice.random(pixels.shape)
    pixels[specks < 0.0015] = 30
    pixels[specks > 0.9985] = 240
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).convert("RGB")


def _saved_small(page: Image.Image, per_inch: int) -> Image.Image:
    """Out of focus by a third of a point, and saved as a JPEG of quality 35."""
    soft = page.convert("RGB").filter(ImageFilter.GaussianBlur(per_inch / 210))
    buffer = io.BytesIO()
    soft.save(buffer, "JPEG", quality=35)
    return Image.open(io.BytesIO(buffer.getvalue())).convert("RGB")


def _clean(page: Image.Image, per_inch: int) -> Image.Image:
    return page


DAMAGE: Final[dict[str, Callable[[Image.Image, int], Image.Image]]] = {
    "clean": _clean,
    "askew": _askew,
    "stamped": _stamped,
    "noisy": _noisy,
    "saved small": _saved_small,
}
"""What is done to a page of so many pixels an inch, by its name."""
