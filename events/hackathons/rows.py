"""Parts that are lists: rows with a key of their own, which stays when they are moved or reworded."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from events.checks import Checker

_KEY = re.compile(r"[a-z0-9]{1,12}")


def rows_of(check: Checker, field: str, typed: object, *, most: int) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Each row as (path, key, row); rows without a key get the next free number."""
    given = list(check.sequence(field, typed))
    if len(given) > most:
        check.problem(field, "too_many", most=most)
        given = given[:most]
    used = {str(row.get("key")) for row in given if isinstance(row, Mapping) and _KEY.fullmatch(str(row.get("key")))}
    seen: set[str] = set()
    for place, row in enumerate(given):
        path = f"{field}.{place}"
        found = check.mapping(path, row)
        key = str(found.get("key") or "")
        if not _KEY.fullmatch(key) or key in seen:
            key = next(str(number) for number in range(1, 10_000) if str(number) not in used)
        used.add(key)
        seen.add(key)
        yield path, key, found
