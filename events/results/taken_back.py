"""What follows in the same transaction where a correction takes a prize: its certificates are not valid any more."""

from collections.abc import Iterator

from events.fact import Root
from events.judging.conflicts import RULES
from events.judging.round_events import ResultsPublished
from events.log import Log
from events.results.certificate import CORRECTED, Certificate
from events.results.certificates import Deserving
from events.store import Transaction


class TakenBack:
    """Whoever checks such a certificate reads the reason of the correction; whoever won now waits for a manager."""

    def __init__(self, log: Log, live: Deserving) -> None:
        self.log, self.live = log, live

    def listen(self) -> None:
        """Look whenever results are published once more."""
        self.log.inline.react(ResultsPublished, self)

    def __call__(self, tx: Transaction, fact: ResultsPublished) -> Iterator[Root]:
        for id in self.live.taken_back(tx, fact.hackathon) if fact.number > 1 else ():
            certificate = self.log.inline.within(tx, Certificate, id)
            if certificate is not None and certificate.valid:
                certificate.revoke(RULES, fact.timestamp, CORRECTED, fact.why)
                yield certificate
