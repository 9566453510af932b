"""A picture for those who have none: two spans and initials, always the same for the same name."""

import hashlib
import unicodedata

from markupsafe import Markup

HUES = 6
ARCHES = 4


def placeholder(name: str) -> Markup:
    """Draw the placeholder of a name; the name itself stands beside it, so readers aloud skip the drawing."""
    digest = hashlib.sha256(unicodedata.normalize("NFC", name).encode()).digest()
    hue, height, shift = digest[0] % HUES, 9 + digest[1] % 12, digest[2] % ARCHES
    split = 12 + 8 * shift
    arches = (
        f"M-2 48 A{(split + 2) / 2} {height} 0 0 1 {split} 48 Z "
        f"M{split} 48 A{(50 - split) / 2} {height + 3} 0 0 1 50 48 Z"
    )
    return Markup(
        '<svg class="placeholder hue-{}" viewBox="0 0 48 48" aria-hidden="true" focusable="false">'
        '<rect class="ground" width="48" height="48"/><path class="arches" d="{}"/>'
        '<text x="24" y="25" text-anchor="middle" dominant-baseline="central">{}</text></svg>'
    ).format(hue, arches, initials(name))


def initials(name: str) -> str:
    """Return one or two letters that stand for a name, in its own script."""
    words = [word for word in ("".join(c if c.isalnum() else " " for c in name)).split() if word]
    letters = [word[0] for word in words[:2]]
    # Joined letters of two Arabic words would read as another word.
    if letters and unicodedata.bidirectional(letters[0]) == "AL":
        letters = letters[:1]
    return "".join(letters).upper() or "·"
