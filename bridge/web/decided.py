"""What the page of a decision says to those whom it concerns."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bridge.composition import Reading
from bridge.web.trust_sentences import DONE
from events.reports.decisions import APPEAL_WITHIN, NOTHING


def in_words(reading: Reading, row: sa.RowMapping, now: datetime) -> dict[str, Any]:
    """A decision's row as the values of its page."""
    at = datetime.fromisoformat(row["at"])
    ends = at + APPEAL_WITHIN
    return {
        "done": DONE[row["measure"]],
        "at": at,
        # The last moment of the last day: its date is the day that was chosen.
        "until": datetime.fromisoformat(row["until"]) - timedelta(seconds=1) if row["until"] else None,
        "message": reading.open(row["message"]),
        "appeal_text": reading.open(row["appeal_text"]),
        "answer": reading.open(row["answer"]),
        "appeal_ends": ends,
        "may_appeal": row["measure"] != NOTHING and row["appeal"] is None and now < ends,
    }
