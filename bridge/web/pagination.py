"""Which page of a list was asked for, and the way to the others."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from bridge.web.forms import whole

SIZE = 24
LAST_ALLOWED = 10_000  # a page number beyond this is a robot's; the offset would only cost time


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list of `total` things; `number` starts at 1."""

    number: int
    size: int
    total: int

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size

    @property
    def count(self) -> int:
        return max(1, math.ceil(self.total / self.size))

    @property
    def first(self) -> int:
        return min(self.offset + 1, self.total)

    @property
    def last(self) -> int:
        return min(self.offset + self.size, self.total)

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.count else None

    def numbers(self) -> list[int | None]:
        """Return the page numbers to show; None stands for a gap."""
        shown = sorted({1, self.number - 1, self.number, self.number + 1, self.count} & set(range(1, self.count + 1)))
        numbers: list[int | None] = []
        for number in shown:
            if numbers and numbers[-1] is not None and number - numbers[-1] > 1:
                numbers.append(number - 1 if number - numbers[-1] == 2 else None)
            numbers.append(number)
        return numbers


def asked_number(args: Mapping[str, str]) -> int:
    """Return the page number in the address; anything that is not one means the first page."""
    return min(max(1, whole(args.get("page", "")) or 1), LAST_ALLOWED)


def page_of(args: Mapping[str, str], total: int, size: int = SIZE) -> Page:
    """Return the asked page of `total` things; past the end it is the last, so a shared link never shows nothing."""
    page = Page(1, size, total)
    return Page(min(asked_number(args), page.count), size, total)
