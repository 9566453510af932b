"""The engine: profiles in, suggestions with reasons out."""

from collections.abc import Collection, Iterable

import numpy as np

from matching.lists import Lists, ranked
from matching.model import Model
from matching.profile import Entry, Lexicon, Profile, Suggestion
from matching.reasons import Terms, reasons
from matching.rows import Rows
from matching.scoring import Parts, parts

DIGITS = 4


class Engine:
    """Suggests startups of other countries; `fit` learns from a corpus, `put` and `remove` keep it up to date."""

    version = "partners-1"

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self.lexicon = lexicon or Lexicon()
        self.fit(())

    def fit(self, profiles: Iterable[Profile]) -> None:
        """Learn anew from these profiles, and hold exactly them."""
        known = {profile.id: profile for profile in profiles}
        self._rows = Rows(Model(self.lexicon, list(known.values())))
        self._fitted = len(known)
        self._changes = 0
        for name in sorted(known):
            self._rows.put(known[name])
        self._lists = Lists(self._rows)

    def put(self, profile: Profile) -> None:
        """Add a startup or replace what is known of it."""
        if (row := self._rows.row_of.get(profile.id)) is not None:
            self._lists.drop(row)
        self._changes += 1
        self._lists.enter(self._rows.put(profile))

    def remove(self, id: str) -> None:
        """Forget a startup; one that is not known is no error."""
        if (row := self._rows.remove(id)) is not None:
            self._changes += 1
            self._lists.drop(row)

    def __len__(self) -> int:
        return len(self._rows.row_of)

    def __contains__(self, id: object) -> bool:
        return id in self._rows.row_of

    @property
    def drift(self) -> float:
        """Changes since the last fit as a share of what was fitted: from about a quarter on, a new fit pays."""
        return self._changes / max(self._fitted, 1)

    def prepare(self) -> None:
        """Make everybody's list now rather than when it is first asked for."""
        self._lists.fill()

    def suggest(self, id: str, limit: int = 10, exclude: Collection[str] = ()) -> list[Suggestion]:
        """The best partners of a startup, best first, without those excluded; nobody for an unknown startup."""
        row = self._rows.row_of.get(id)
        if row is None or limit < 1:
            return []
        barred = [self._rows.row_of[name] for name in exclude if name in self._rows.row_of]
        others = np.setdiff1d(self._rows.living(), barred, assume_unique=False)
        scored = parts(self._rows, np.array([row]), others)
        best = ranked(self._rows, others, scored.score[0], limit)
        return [self._suggestion(scored, row, other, place) for place, other in best]

    def score(self, a: str, b: str) -> Suggestion:
        """This pair as `a` sees it; KeyError where one is not known."""
        row, other = self._rows.row_of[a], self._rows.row_of[b]
        return self._suggestion(parts(self._rows, np.array([row]), np.array([other])), row, other, 0)

    def changed(self, id: str, limit: int = 10) -> list[Entry]:
        """Where this startup now stands in the first `limit` of other startups' lists, by owner."""
        row = self._rows.row_of.get(id)
        if row is None or limit < 1:
            return []
        self._lists.fill()
        found = []
        living = self._rows.living()
        scores = parts(self._rows, np.array([row]), living).score[0]
        for owner in living[scores > 0].tolist():
            for rank, (score, name, _) in enumerate(self._lists.top(owner, limit), start=1):
                if name == id:
                    found.append(Entry(self._rows.profile(owner).id, id, rank, round(-score, DIGITS)))
        return sorted(found, key=lambda entry: entry.owner)

    def _suggestion(self, scored: Parts, row: int, other: int, column: int) -> Suggestion:
        terms = Terms.of(scored, 0, column)
        score = float(scored.score[0, column])
        why = reasons(self._rows, row, other, terms) if score > 0 else ()
        name = self._rows.profile(other).id
        return Suggestion(name, round(score, DIGITS), round(terms.there, DIGITS), round(terms.back, DIGITS), why)
