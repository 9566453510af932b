"""Verifying the public export of a judging of 100,000 entries, beside hashing the same bytes once."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from benchmarks.records import Record, benchmark, beside
from events.judging_chain import Chain, export, verify

ENTRIES, ROUNDS = 100_000, 5
BEGIN = datetime(2026, 9, 5, tzinfo=UTC)


def chain(entries: int) -> Chain:
    """Sheets with four criteria and two sealed texts."""
    made = Chain("benchmark", BEGIN)
    for number in range(1, entries + 1):
        seal = sha256(str(number).encode()).hexdigest()
        facts = {
            "sheet": f"s{number}", "judge": f"j{number % 80}", "project": f"p{number % 300}", "notes": seal,
            "comments": seal, "scores": {"idea": number % 10, "team": 7, "market": 3, "craft": number % 7},
        }  # fmt: skip
        made.add("sheet.submitted", BEGIN + timedelta(seconds=number), facts)
    return made


@benchmark("judging.verify")
def verifying() -> Iterator[Record]:
    """judging.verify"""
    made = chain(ENTRIES)
    lines, receipts = list(export(made)), [entry.receipt for entry in made.entries[::1000]]
    everything = "".join(lines).encode()
    values, floors = [], []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        assert verify(lines, made.root, receipts).whole
        middle = time.perf_counter()
        sha256(everything).digest()
        values.append(middle - begin)
        floors.append(time.perf_counter() - middle)
    yield beside("judging.verify", "s", values, floors, worst=max(values), megabytes=len(everything) / 1e6)
