"""Whether the judging of a hackathon is what was written.

python3 verify_judging.py FILE [--root R] [--receipt CODE ...]

The file is the public export: a line an entry, {"entry":{...,"n":17,"prev":"<hash of entry 16>"},"hash":"<hash>"}, and
a last line with the number of entries and the root, which is the hash of the newest entry. A hash is the SHA-256 of
the text of the entry, exactly as it stands between {"entry": and ,"hash": in its line. Scores and rankings are under a
seal in their entries; once their results are published, their lines say them: ,"said":{...},"salt":"<hex>". A seal is
the SHA-256 of "startup-bridge judging", a zero byte, two bytes with the length of the salt, the salt, and the text
exactly as it stands after "said":. Needs Python 3.9, nothing else.
"""

from __future__ import annotations

import argparse
import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

NOTHING = "0" * 64  # before the first entry
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: none is taken for another when it is read aloud
LENGTH = 10
MOST = 100  # missing entries that are named, of each gap
HASH = '"([0-9a-f]{64})"'
NUMBER = "(0|[1-9][0-9]{0,11})"
SAID = r'(?:,"said":(\{.*\}),"salt":"((?:[0-9a-f]{2}){16,64})")?'
LINE = re.compile(r'\{"entry":(\{.*,"n":' + NUMBER + ',"prev":' + HASH + r'\}),"hash":' + HASH + SAID + r"\}", re.ASCII)
CLOSING = re.compile(r'\{"entries":' + NUMBER + ',"root":' + HASH + r"\}", re.ASCII)
TYPED = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def code_of(digest: str) -> str:
    """Ten letters for the first fifty bits of a hash."""
    bits = int(digest[:13], 16) >> 2
    return "".join(LETTERS[bits >> (45 - 5 * place) & 31] for place in range(LENGTH))


def seal_of(text: str, salt: bytes) -> str:
    """The seal of a text under its salt: it cannot be changed later, and without the salt it cannot be guessed."""
    length = len(salt).to_bytes(2, "big")
    return sha256(b"startup-bridge judging\0" + length + salt + text.encode("utf-8", "surrogatepass")).hexdigest()


class Receipt(NamedTuple):
    """What somebody was told: that the entry with this number had this hash, or this code for short."""

    number: int
    code: str

    def __str__(self) -> str:
        return f"{self.number}-{self.code[:5]}-{self.code[5:]}"

    @classmethod
    def read(cls, text: str) -> Receipt:
        """A receipt as it is printed, or as somebody typed it in; the hash may stand instead of the letters."""
        number, sign, rest = text.strip().replace(":", "-", 1).partition("-")
        letters = rest.upper().translate(TYPED)
        if not (sign and number.isdecimal() and number.isascii()):
            raise ValueError(text)
        if re.fullmatch("[0-9a-f]{64}", rest.strip().lower()):
            letters = code_of(rest.strip().lower())
        if len(letters) != LENGTH or any(letter not in LETTERS for letter in letters):
            raise ValueError(text)
        return cls(int(number), letters)


class Finding(NamedTuple):
    """What is wrong with an entry: altered, missing, moved, or added; number None is the last line."""

    problem: str
    number: int | None


class Outcome(NamedTuple):
    """What was found: in the file itself, of the root (None: none was given), and which receipts do not fit it."""

    entries: int
    root: str
    findings: Sequence[Finding]
    root_fits: bool | None
    contradicted: Sequence[Receipt]
    fitting: Sequence[Receipt]
    sealed: int = 0  # entries whose scores are not published yet

    @property
    def whole(self) -> bool:
        """Whether nothing speaks against the file."""
        return not self.findings and self.root_fits is not False and not self.contradicted

    def sentences(self) -> list[str]:
        """The answer for a person."""
        said = []
        for problem, number in self.findings:
            if number is None and problem == "altered":
                said.append("The last line and the entry before it do not fit: one of the two is altered.")
            elif problem == "added":
                said.append(f"An entry {number} was added: no other follows from it.")
            else:
                said.append(f"{'The last line' if number is None else f'Entry {number}'} is {problem}.")
        if self.root_fits is False:
            said.append(f"The root differs: this file ends in {self.root}.")
        if self.contradicted:
            first = min(self.contradicted)
            held = max((receipt.number for receipt in self.fitting if receipt.number < first.number), default=-1)
            said.append(f"The earliest contradicted receipt is no. {first.number} ({first}).")
            said.append(f"So something was changed in the entries {held + 1} to {first.number}.")
        if self.whole:
            said.append(f"Whole: {self.entries} entries. Root: {self.root}")
            if self.sealed:
                said.append(f"{self.sealed} of them hold scores under a seal: their results are not published yet.")
            if self.root_fits is None:
                said.append("Compare the root with the one printed on the published results, or give it with --root.")
        return said


class _Line(NamedTuple):
    place: int
    number: int
    previous: str
    said: str
    true: bool
    sealed: bool = False
    opens: bool = True  # what it says of its scores is what was sealed; True where it says nothing of them


def verify(lines: Iterable[str], root: str | None = None, receipts: Iterable[Receipt] = ()) -> Outcome:
    """Look at every entry. A root may be of any moment: results are printed, and the chain goes on with corrections."""
    read, end, findings = [], None, []
    for place, text in enumerate(lines):
        text = text.rstrip("\r\n")
        closing = CLOSING.fullmatch(text)
        if closing is None:
            read.append(_read(place, text))
        elif end is None:
            end = place, int(closing[1]), closing[2]
    if end is None:
        findings.append(Finding("missing", None))
    elif end[0] != len(read):
        findings.append(Finding("moved", None))
    path = _follow(read, end, findings)
    findings += [Finding("altered", line.number) for line in path if line.true and not line.opens]
    if not findings:
        findings += [Finding("altered", place) for place, line in enumerate(path) if line.number != place]
        if end is not None and end[1] != len(path) - 1:
            findings.append(Finding("altered", None))
    true = {line.number: line.said for line in path if line.true}
    last = path[-1].said if path else NOTHING
    fits = None if root is None else root.strip().lower() in true.values()
    held: list[Receipt] = []
    against: list[Receipt] = []
    for receipt in sorted(set(receipts)):
        (held if code_of(true.get(receipt.number, NOTHING)) == receipt.code else against).append(receipt)
    ordered = sorted(set(findings), key=lambda finding: (finding[1] is None, finding[1] or 0, finding[0]))
    sealed = len([line for line in path if line.sealed])
    return Outcome(len([line for line in path if line.number > 0]), last, ordered, fits, against, held, sealed)


def _read(place: int, text: str) -> _Line:
    match = LINE.fullmatch(text)
    if match is None:
        return _Line(place, place, "", "", False)
    body, number, previous, said, text, salt = match.groups()
    true = sha256(body.encode("utf-8", "surrogatepass")).hexdigest() == said
    sealed = text is None and '"seal":"' in body
    opens = text is None or f'"seal":"{seal_of(text, bytes.fromhex(salt))}"' in body
    return _Line(place, int(number) if true else place, previous, said, true, sealed, opens)


def _follow(read: Sequence[_Line], end: tuple[int, int, str] | None, findings: list[Finding]) -> list[_Line]:
    """The entries from the first to the root, found backwards by the hashes; adds what is wrong on the way."""
    by_hash: dict[str, list[_Line]] = {}
    for line in read:
        if line.said:
            by_hash.setdefault(line.said, []).append(line)
    path: list[_Line] = []
    used: set[int] = set()
    wanted, limit = end[2] if end is not None else read[-1].said if read else NOTHING, len(read)
    while wanted != NOTHING:
        same = [line for line in by_hash.get(wanted, ()) if line.place not in used]
        before = [line for line in same if line.place < limit]
        found = (before or same)[-1] if same else _broken(read, path, used, end, findings)
        if found is None:
            break
        path.append(found)
        used.add(found.place)
        # Nothing comes before the first entry alone.
        wanted, limit = found.previous if found.previous != NOTHING or found.number == 0 else "", found.place
    path.reverse()
    findings += [Finding("altered", line.number) for line in path if not line.true]
    findings += [Finding("added" if line.true else "altered", line.number) for line in read if line.place not in used]
    findings += [Finding("moved", line.number) for line in _moved(path)]
    return path


def _broken(
    read: Sequence[_Line], path: Sequence[_Line], used: set[int], end: tuple[int, int, str] | None,
    findings: list[Finding],
) -> _Line | None:  # fmt: skip
    """Where no entry has the hash that the next one names: the line before it, and what must have happened."""
    after = path[-1] if path else None
    before = [line for line in read[: after.place if after else len(read)] if line.place not in used]
    candidate = before[-1] if before else None
    number = after.number - 1 if after else end[1] if end else None
    if after is not None and not after.true:
        return candidate  # it is named already, and what it says of the one before it tells nothing
    if candidate is not None and candidate.true and candidate.number == number:
        # As it stands it is sound, but it is not what the next one followed: it was written anew with its hash.
        findings.append(Finding("altered", number if after else None))
    elif candidate is None or candidate.true:
        first = candidate.number + 1 if candidate is not None else 0
        gone = range(max(min(first, number), number - MOST + 1), number + 1) if number is not None else ()
        findings += [Finding("missing", one) for one in gone]
    return candidate


def _moved(path: Sequence[_Line]) -> list[_Line]:
    """The fewest entries that must be put elsewhere for all to stand in order."""
    tails: list[int] = []
    lengths = []
    for line in path:
        place = bisect_left(tails, line.place)
        tails[place : place + 1] = [line.place]
        lengths.append(place)
    out, want = [], len(tails) - 1
    for line, length in zip(reversed(path), reversed(lengths)):  # noqa: B905  # Python 3.9 has no strict=
        if length == want:
            want -= 1
        else:
            out.append(line)
    return out


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: 0 where the file is whole, 1 where something speaks against it, 2 where it cannot be read."""
    parser = argparse.ArgumentParser(prog="verify_judging.py", description=str(__doc__).splitlines()[0])
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--root", metavar="R", help="as it is printed on the published results")
    parser.add_argument("--receipt", metavar="CODE", action="append", default=[], help="such as 12-ABCDE-FGHJK")
    asked = parser.parse_args(arguments)
    try:
        receipts = [Receipt.read(text) for text in asked.receipt]
    except ValueError as error:
        parser.error(f"{error} is no receipt; one looks like 12-ABCDE-FGHJK")
    try:
        with Path(asked.file).open(encoding="utf-8", newline="\n") as file:
            outcome = verify(file, asked.root, receipts)
    except (OSError, UnicodeDecodeError) as error:
        print(f"{asked.file} cannot be read: {error}", file=sys.stderr)
        return 2
    print("\n".join(outcome.sentences()))
    return 0 if outcome.whole else 1


if __name__ == "__main__":
    sys.exit(main())
