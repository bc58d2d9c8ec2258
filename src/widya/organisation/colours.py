"""From an agency's two colours to the eight of a theme; pure, no Django.

Every pair that carries text keeps WCAG 2.2's contrast of 4.5:1, whatever colours an agency picks.
"""

from colorsys import hls_to_rgb, rgb_to_hls

WHITE = "#ffffff"
BLACK = "#000000"
# The darkest surface that text in a theme's colour stands on when the scheme is dark.
DARK_SURFACE = "#20252e"
# More than 4.5, because tinted surfaces take a little of the contrast with white away.
LIGHT_CONTRAST = 5.5
DARK_CONTRAST = 7.0
ACCENT_CONTRAST = 3.0
STEP = 0.02


def theme_colours(brand: str, accent: str) -> dict[str, str]:
    """Return the values of a theme's CSS variables, by name without the dashes in front.

    Args:
        brand: the agency's main colour, ``#rrggbb``; too light a one is darkened.
        accent: its second colour, for lines and small areas.
    """
    bright_brand = _lightened(brand, DARK_SURFACE, DARK_CONTRAST)
    bright_accent = _lightened(accent, DARK_SURFACE, DARK_CONTRAST)
    return {
        **_pair(_darkened(brand, WHITE, LIGHT_CONTRAST), "brand", ""),
        **_pair(_darkened(accent, WHITE, ACCENT_CONTRAST), "accent", ""),
        **_pair(bright_brand, "brand", "-dark"),
        **_pair(bright_accent, "accent", "-dark"),
    }


def contrast(one: str, other: str) -> float:
    """Return the contrast of two ``#rrggbb`` colours, from 1 to 21 (WCAG 2.2, “contrast ratio”)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb``, from 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _pair(colour: str, name: str, suffix: str) -> dict[str, str]:
    return {f"{name}{suffix}": colour, f"{name}-content{suffix}": _text_on(colour)}


def _text_on(colour: str) -> str:
    return max(WHITE, BLACK, key=lambda text: contrast(text, colour))


def _darkened(colour: str, surface: str, least: float) -> str:
    return _shifted(colour, surface, least, -STEP)


def _lightened(colour: str, surface: str, least: float) -> str:
    return _shifted(colour, surface, least, STEP)


def _shifted(colour: str, surface: str, least: float, step: float) -> str:
    """Return ``colour``, its lightness moved by steps until it stands out from ``surface``."""
    hue, lightness, saturation = rgb_to_hls(*_channels(colour))
    shifted = colour.lower()
    while contrast(shifted, surface) < least and 0 < lightness + step < 1:
        lightness += step
        shifted = _hex(hls_to_rgb(hue, lightness, saturation))
    return shifted


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
