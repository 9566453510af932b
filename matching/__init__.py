"""Who goes with whom: plain profiles in, ranked suggestions with reasons out."""

from matching.engine import Engine
from matching.profile import Entry, Exchange, Lexicon, Profile, Reason, Suggestion

__all__ = ["Engine", "Entry", "Exchange", "Lexicon", "Profile", "Reason", "Suggestion"]
