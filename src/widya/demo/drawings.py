"""Pictures that the demonstration draws itself: flow diagrams and the slides of its clips."""

from io import BytesIO
from textwrap import wrap

from PIL import Image, ImageDraw, ImageFont

PAPER, INK, LINE = "#ffffff", "#1c2733", "#c9d2dc"
BOX_WIDTH, BOX_HEIGHT, GAP, MARGIN = 300, 150, 70, 40
SLIDE_SIZE = (1280, 720)


def draw_flow(steps: list[str], *, colour: str) -> bytes:
    """Return a PNG of boxes joined by arrows, at most three a row, ``colour`` as their frame."""
    rows = [steps[start : start + 3] for start in range(0, len(steps), 3)]
    width = 2 * MARGIN + 3 * BOX_WIDTH + 2 * GAP
    height = 2 * MARGIN + len(rows) * BOX_HEIGHT + (len(rows) - 1) * GAP
    picture = Image.new("RGB", (width, height), PAPER)
    pen = ImageDraw.Draw(picture)
    for index, step in enumerate(steps):
        row, column = divmod(index, 3)
        left = MARGIN + column * (BOX_WIDTH + GAP)
        top = MARGIN + row * (BOX_HEIGHT + GAP)
        _draw_box(pen, (left, top), f"{index + 1}. {step}", colour)
        if column < 2 and index + 1 < len(steps):
            _draw_arrow(pen, (left + BOX_WIDTH + 8, top + BOX_HEIGHT // 2), colour)
    return _png(picture)


def draw_slide(title: str, points: list[str], *, footer: str, colours: tuple[str, str]) -> bytes:
    """Return a PNG of 1280 × 720 pixels with a title, bullet points and a footer."""
    brand, accent = colours
    picture = Image.new("RGB", SLIDE_SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, SLIDE_SIZE[0], 190), fill=brand)
    pen.rectangle((0, 190, SLIDE_SIZE[0], 198), fill=accent)
    pen.text((80, 95), title, font=_font(50), fill=PAPER, anchor="lm")
    top = 270
    for point in points:
        pen.ellipse((84, top + 12, 100, top + 28), fill=accent)
        lines = wrap(point, 52)
        pen.multiline_text((130, top), "\n".join(lines), font=_font(38), fill=INK, spacing=10)
        top += 60 * len(lines) + 28
    pen.text((80, 672), footer, font=_font(24), fill="#5b6876", anchor="lm")
    return _png(picture)


def _draw_box(pen: ImageDraw.ImageDraw, corner: tuple[int, int], text: str, colour: str) -> None:
    left, top = corner
    frame = (left, top, left + BOX_WIDTH, top + BOX_HEIGHT)
    pen.rounded_rectangle(frame, radius=14, outline=colour, width=3, fill="#f7f9fb")
    pen.multiline_text(
        (left + BOX_WIDTH // 2, top + BOX_HEIGHT // 2),
        "\n".join(wrap(text, 20)),
        font=_font(26),
        fill=INK,
        anchor="mm",
        align="center",
        spacing=8,
    )


def _draw_arrow(pen: ImageDraw.ImageDraw, start: tuple[int, int], colour: str) -> None:
    x, y = start
    end = x + GAP - 16
    pen.line((x, y, end - 12, y), fill=colour, width=4)
    pen.polygon([(end, y), (end - 16, y - 10), (end - 16, y + 10)], fill=colour)


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _png(picture: Image.Image) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "PNG", compress_level=3)
    return buffer.getvalue()
