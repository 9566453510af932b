"""Small numbers for codes."""

from collections.abc import Iterable, Iterator


class Numbers:
    """Numbers codes in the order in which they are met; codes beyond the limit get none."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.of: dict[str, int] = {}

    def __call__(self, code: str) -> int | None:
        if code not in self.of and len(self.of) < self.limit:
            self.of[code] = len(self.of)
        return self.of.get(code)

    def all(self, codes: Iterable[str]) -> Iterator[int]:
        """The numbers of these codes."""
        return (number for code in codes if (number := self(code)) is not None)
