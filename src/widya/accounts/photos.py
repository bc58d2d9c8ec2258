"""Photos of people: any picture that they upload becomes a small square JPEG; pure, no Django.

The picture is drawn anew, so nothing else that the file held reaches anybody: no place where it was
taken, no camera, no hidden content.
"""

from io import BytesIO
from typing import IO

from PIL import Image, ImageOps, UnidentifiedImageError

SIDE = 256
FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 40_000_000
QUALITY = 85


class PhotoError(ValueError):
    """The file is no picture that can be used."""


def square_photo(file: IO[bytes], *, across: int, down: int, zoom: int) -> bytes:
    """Return a square part of the picture as a JPEG of 256 × 256 pixels without metadata.

    Args:
        file: a JPEG, PNG or WebP.
        across: where the square lies, from 0 (left) to 100 (right).
        down: where it lies, from 0 (top) to 100 (bottom).
        zoom: 100 for the largest square that fits, 300 for one of a third of its side.

    Raises:
        PhotoError: it is none of these formats, damaged, or has too many pixels.
    """
    try:
        with Image.open(file, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise PhotoError
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, UnidentifiedImageError, SyntaxError, Image.DecompressionBombError) as error:
        raise PhotoError from error
    return _as_jpeg(upright.crop(_square(upright.size, across, down, zoom)))


def _square(size: tuple[int, int], across: int, down: int, zoom: int) -> tuple[int, int, int, int]:
    width, height = size
    side = max(1, min(width, height) * 100 // zoom)
    left, top = (width - side) * across // 100, (height - side) * down // 100
    return left, top, left + side, top + side


def _as_jpeg(picture: Image.Image) -> bytes:
    buffer = BytesIO()
    picture.resize((SIDE, SIDE), Image.Resampling.LANCZOS).save(buffer, "JPEG", quality=QUALITY)
    return buffer.getvalue()
