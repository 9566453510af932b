"""The public file: every entry, no personal data, no words; checked with one command."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from events.judging_chain.chain import Entry
from events.judging_chain.verifying import NOTHING

SCRIPT = Path(__file__).with_name("verifying.py")
"""What the public downloads to check an export: one file that needs Python and nothing else."""


def export(entries: Iterable[Entry]) -> Iterator[str]:
    """JSON Lines: an entry a line, and a last line with the root and how many entries came after the opening one."""
    number, root = 0, NOTHING
    for entry in entries:
        number, root = entry.number, entry.hash
        yield entry.line + "\n"
    yield f'{{"entries":{number},"root":"{root}"}}\n'
