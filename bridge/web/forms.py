"""A form on its way through a page: what was stored, what was typed, and the problems beside its fields."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from flask import request
from werkzeug.datastructures import MultiDict

from bridge.web.messages import sentence
from events.errors import Broken, Invalid, Problem

_BETWEEN_WORDS = re.compile(r"[,;،؛\n]+")
_ROW = re.compile(r"\d{1,3}")


def whole(text: str) -> int | None:
    """A whole number as a page wrote it into an address or a hidden field; None for what people or robots made up."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


class Form:
    """Fields are named by their path in the command (`name`, `description.ru`, `needs.0.code`), as problems are.

    Before anything is typed the fields show `stored`; afterwards they show exactly what was typed, right or wrong.
    """

    def __init__(self, stored: Mapping[str, object] | None = None, typed: MultiDict[str, str] | None = None) -> None:
        self.stored: Mapping[str, object] = stored or {}
        self.typed = typed
        self.problems: list[Problem] = []

    @classmethod
    def of_request(cls, stored: Mapping[str, object] | None = None) -> "Form":
        """Read the form that was sent with this request, if one was."""
        return cls(stored, request.form if request.method == "POST" else None)

    # What to send to a command

    def text(self, path: str) -> str:
        """Return what was typed, with the spaces around it gone."""
        return (self.typed or MultiDict()).get(path, "").strip()

    def one(self, path: str) -> str | None:
        """Return the choice of a select or of radio buttons, None where nothing was chosen."""
        return self.text(path) or None

    def many(self, path: str) -> list[str]:
        """Return every ticked choice."""
        return [value for value in (self.typed or MultiDict()).getlist(path) if value]

    def words(self, path: str) -> list[str]:
        """Return free words typed into one field, parted by commas (Urdu ones too), semicolons or lines."""
        return [word.strip() for word in _BETWEEN_WORDS.split(self.text(path)) if word.strip()]

    def mapping(self, path: str) -> dict[str, str]:
        """Return {key: text} of the fields `path.key` that are not empty: texts by language, levels by language."""
        start = path + "."
        names = [name for name in self.typed or () if name.startswith(start) and "." not in name[len(start) :]]
        return {name[len(start) :]: text for name in names if (text := self.text(name))}

    def rows(self, path: str) -> list[int]:
        """Return the numbers of the rows `path.<number>.<field>` that were sent or are stored, in order."""
        if self.typed is None:
            stored = self._stored(path)
            return list(range(len(stored))) if isinstance(stored, Sequence) and not isinstance(stored, str) else []
        start = path + "."
        numbers = {name[len(start) :].partition(".")[0] for name in self.typed if name.startswith(start)}
        return sorted(int(number) for number in numbers if _ROW.fullmatch(number))

    def yes(self, path: str) -> bool:
        """Return which of two buttons was pressed; what is neither decides nothing. Raises `Invalid`."""
        if self.text(path) not in ("yes", "no"):
            raise Invalid([Problem(path, "unknown_code")])
        return self.text(path) == "yes"

    def day(self, path: str) -> date | None:
        """Return a date field's date; what is no date becomes a problem beside the field."""
        if not self.text(path):
            return None
        try:
            return date.fromisoformat(self.text(path))
        except ValueError:
            self.problems.append(Problem(path, "not_a_date", {}))
            return None

    # What to show again

    def value(self, path: str) -> str:
        """Return what the field shows."""
        if self.typed is not None:
            return self.typed.get(path, "")
        stored = self._stored(path)
        return "" if stored is None else str(stored)

    def values(self, path: str) -> list[str]:
        """Return the ticked choices to show."""
        if self.typed is not None:
            return self.typed.getlist(path)
        stored = self._stored(path)
        return [str(value) for value in stored] if isinstance(stored, Iterable) and not isinstance(stored, str) else []

    def joined(self, path: str) -> str:
        """Return free words as one line to show again."""
        return self.value(path) if self.typed is not None else ", ".join(self.values(path))

    def problem(self, path: str) -> str | None:
        """Return the sentence beside a field, None where nothing is wrong with it."""
        found = next((problem for problem in self.problems if problem.field == path), None)
        return None if found is None else sentence(found.code, found.params)

    def problem_within(self, path: str) -> str | None:
        """Return the first sentence about a field or about anything inside it."""
        for problem in self.problems:
            if problem.field == path or problem.field.startswith(path + "."):
                return sentence(problem.code, problem.params)
        return None

    def refuse(self, refusal: Invalid | Broken, beside: str = "") -> int:
        """Show what the command found wrong, and what the state forbids `beside` a field; answers the page's status."""
        if isinstance(refusal, Broken):
            self.problems.append(Problem(beside, refusal.code, refusal.params))
            return 409
        self.problems.extend(refusal.problems)
        return 422

    @property
    def ok(self) -> bool:
        return not self.problems

    def _stored(self, path: str) -> object:
        found: object = self.stored
        if path in self.stored:
            return self.stored[path]
        for part in path.split("."):
            if isinstance(found, Mapping):
                found = found.get(part)
            elif (
                isinstance(found, Sequence) and not isinstance(found, str) and part.isdigit() and int(part) < len(found)
            ):
                found = found[int(part)]
            else:
                return None
        return found
