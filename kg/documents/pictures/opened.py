"""The pictures in a file: how many there are, and each as pixels, bounded before any is unpacked."""

from __future__ import annotations

import io
import warnings
from typing import Final, NamedTuple

import numpy as np
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from kg.documents.pictures.cleaning import Picture
from kg.model.errors import UnreadableSource
from kg.model.limits import MAX_PICTURE_PAGES, MAX_PIXELS
from kg.model.wording import Told, told

__all__ = ["Shown", "page_shown", "picture_shown", "pictures_in"]

PER_INCH: Final = 250.0
"""Pixels an inch that a page is read in: small type of a table is 36 pixels high then, and characters are read from 48."""
_FORMATS: Final = ("PNG", "JPEG", "TIFF")
_A4_LONG, _A4_INCHES = 11.69, (5.0, 40.0)
"""A page's long side in inches; what a picture says of its resolution is believed where the page is of a size between those."""
_RATIO: Final = 20  # of a page's sides, at most
_LEAST: Final = 40  # pixels; what is smaller shows no line
_FETCH_AGAIN: Final = told("Fetch it again, or open it and save it anew")
_SMALLER: Final = told("Scan it again at 200 to 300 dots per inch, or save it smaller")


class Shown(NamedTuple):
    """A page's picture, in so many pixels an inch."""

    picture: Picture
    per_inch: float


def pictures_in(data: bytes) -> int:
    """How many pictures a file holds. Raises :class:`kg.model.errors.UnreadableSource`."""
    with _opened(data) as image:
        count = _frames(image)
    if count > MAX_PICTURE_PAGES:
        raise UnreadableSource(
            "", told("a file of {count} pictures; at most {most} are read", count=count, most=MAX_PICTURE_PAGES), "Split it"
        )
    return count


def _frames(image: Image.Image) -> int:
    """TIFF alone has pages; a chain of them may be long, or run in a circle, which Pillow ends."""
    if image.format != "TIFF":
        return 1
    count = 0
    try:
        while count <= MAX_PICTURE_PAGES:
            image.seek(count)
            count += 1
    except EOFError:
        pass
    except Exception as error:  # a page that is lost is not passed over
        raise UnreadableSource("", _damaged(error), _FETCH_AGAIN) from error
    return count


def picture_shown(data: bytes, number: int) -> Shown:
    """One picture of a file, from 1. Raises :class:`kg.model.errors.UnreadableSource`."""
    with _opened(data) as image:
        try:
            image.seek(number - 1)
            _bounded(image.size)
            per_inch = _resolution(image)
            ImageFile.LOAD_TRUNCATED_IMAGES = False
            image.draft("RGB", tuple(max(1, round(side * PER_INCH / per_inch)) for side in image.size))  # JPEG is unpacked smaller
            shrunk = image.size
            loaded = _flat(image)
        except UnreadableSource:
            raise
        except MemoryError:
            raise
        except Exception as error:  # what Pillow raises of a damaged file is not one family
            raise UnreadableSource("", _damaged(error), _FETCH_AGAIN) from error
        per_inch *= max(shrunk) / max(image.size) if shrunk != image.size else 1.0
    return _at_reading_size(loaded, per_inch)


def _opened(data: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        Image.MAX_IMAGE_PIXELS = None  # the bound is this program's own, with a message of its own
        try:
            return Image.open(io.BytesIO(data), formats=_FORMATS)
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, TypeError, KeyError, OverflowError) as error:
            raise UnreadableSource("", _damaged(error), _FETCH_AGAIN) from error


def _damaged(error: Exception) -> Told:
    return told("a damaged picture ({error})", error=(str(error).rstrip(".") or type(error).__name__)[:120])


def _bounded(size: tuple[int, int]) -> None:
    width, height = size
    if width * height > MAX_PIXELS:
        found = told("a picture of {width} × {height} pixels; at most {most:,} are read", width=width, height=height, most=MAX_PIXELS)
        raise UnreadableSource("", found, _SMALLER)
    if min(size) < _LEAST or max(size) > _RATIO * min(size):
        found = told("a picture of {width} × {height} pixels, which is no page", width=width, height=height)
        raise UnreadableSource("", found, "Leave it out, or give the whole page")


def _resolution(image: Image.Image) -> float:
    """Pixels an inch: what the picture says, where that makes a page; else its long side is an A4 page's."""
    long = float(max(image.size))
    said = image.info.get("dpi") or (0.0, 0.0)
    try:
        per_inch = float(said[0])
    except (TypeError, ValueError, ZeroDivisionError, IndexError):
        per_inch = 0.0
    if per_inch > 1.0 and _A4_INCHES[0] <= long / per_inch <= _A4_INCHES[1]:
        return per_inch
    return long / _A4_LONG


def _flat(image: Image.Image) -> Image.Image:
    """Red, green and blue, or grey, on white paper, the right way up."""
    turned = ImageOps.exif_transpose(image)
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        over = turned.convert("RGBA")
        paper = Image.new("RGBA", over.size, "white")
        paper.alpha_composite(over)
        return paper.convert("RGB")
    if turned.mode.startswith("I;16") or turned.mode in ("I", "F"):
        values = np.asarray(turned, dtype=np.float64)
        top = float(values.max()) or 1.0
        return Image.fromarray((values * (255.0 / max(top, 255.0))).clip(0, 255).astype(np.uint8))
    return turned if turned.mode == "L" else turned.convert("L" if turned.mode == "1" else "RGB")


def _at_reading_size(image: Image.Image, per_inch: float) -> Shown:
    if per_inch > 1.1 * PER_INCH:
        scale = PER_INCH / per_inch
        image = image.resize((max(1, round(image.width * scale)), max(1, round(image.height * scale))), Image.Resampling.BOX)
        per_inch = PER_INCH
    return Shown(np.asarray(image, dtype=np.uint8), per_inch)


def page_shown(data: bytes, number: int) -> Shown:
    """One page of a PDF, from 1, as it is seen. Raises :class:`kg.model.errors.UnreadableSource`."""
    document = pypdfium2.PdfDocument(data)
    page = document[number - 1]
    width, height = page.get_size()
    scale = PER_INCH / 72.0
    _bounded((round(width * scale), round(height * scale)))
    bitmap = page.render(scale=scale, rev_byteorder=True, may_draw_forms=False)
    pixels = np.array(bitmap.to_numpy()[:, :, :3], dtype=np.uint8)
    return Shown(pixels, PER_INCH)
