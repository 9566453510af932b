"""The filters of a list: what can be chosen, how many each choice leaves, and how to take one away."""

from collections.abc import Sequence
from dataclasses import dataclass

from bridge.web.layout import here


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter; `count` is how many would be listed with it."""

    value: str
    label: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A group of choices under one key of the address."""

    name: str
    label: str
    options: Sequence[Option]

    @property
    def chosen(self) -> list[Option]:
        return [option for option in self.options if option.chosen]


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen filter and the address without it."""

    label: str
    address: str


def chips(filters: Sequence[Filter], text: str = "") -> list[Chip]:
    """Return what is chosen now, each with the address that takes it away."""
    found = [Chip(f"“{text}”", here(q=None, page=None))] if text else []
    for group in filters:
        values = [option.value for option in group.chosen]
        found += [
            Chip(option.label, here(**{group.name: [v for v in values if v != option.value], "page": None}))
            for option in group.chosen
        ]
    return found
