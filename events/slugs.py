"""Addresses made from names: transliterated to Latin letters, short, made unique by a number where they must be."""

import re
from collections.abc import Iterator

from anyascii import anyascii


def slug(name: str, *, fallback: str, most: int = 60) -> str:
    """`Ақ Жол` -> `aq-zhol`. `fallback` where no letter survives."""
    plain = anyascii(name).lower().replace("'", "").replace("`", "")
    return re.sub(r"[^a-z0-9]+", "-", plain)[:most].strip("-") or fallback


def candidates(name: str, *, fallback: str) -> Iterator[str]:
    """The slug of a name, then with -2, -3 ... up to -200."""
    first = slug(name, fallback=fallback)
    yield first
    yield from (f"{first}-{n}" for n in range(2, 201))
