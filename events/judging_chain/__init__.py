"""The hash chain of one hackathon's judging: what was done, without who did it and without any words."""

from events.judging_chain.chain import Chain, Entry, Sealed, entry_after, opaque, opening
from events.judging_chain.commitments import commit
from events.judging_chain.export import SCRIPT, export
from events.judging_chain.verifying import Outcome, Receipt, verify

__all__ = [
    "SCRIPT", "Chain", "Entry", "Outcome", "Receipt", "Sealed", "commit", "entry_after", "export", "opaque", "opening",
    "verify",
]  # fmt: skip
