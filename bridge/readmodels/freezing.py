"""A leaderboard that stands still: what was handed in since is read by the chair of the jury alone.

Whoever may read scores otherwise (the right `judging`, organisers) could compute the present ranking from them. Until
the results are published they read them as of the freeze, on every way: pages, files, programs, chain, documents.
That something was handed in is no secret, only what it says.
"""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

CHAIR = "chair"


def stands_since(round: sa.RowMapping, rights: Collection[str]) -> datetime | None:
    """The moment at which the leaderboard of a round stands still for somebody; None where they read the present."""
    at = round["frozen_at"]
    return None if at is None or CHAIR in rights else datetime.fromisoformat(at)


def held_back(card: sa.RowMapping, since: datetime | None) -> bool:
    """Whether a scorecard says something that was handed in after that moment."""
    at = card["submitted_at"]
    return since is not None and at is not None and datetime.fromisoformat(at) > since
