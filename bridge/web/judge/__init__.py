"""What a judge sees and does: coming in by a link, the list of projects, one sheet at a time."""

from bridge.web.judge import beforehand, entering, listing, messages, receipts, saving, scoring, words  # noqa: F401  # routes and sentences
from bridge.web.judge.access import blueprint, init_app

__all__ = ["blueprint", "init_app"]
