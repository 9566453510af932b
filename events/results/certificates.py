"""The commands on certificates: issue those that are missing to everybody at once, revoke one, make it valid again."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from events.actor import Actor
from events.errors import Broken, Missing, Stale
from events.hackathons.access import HackathonService
from events.hackathons.aggregate import Hackathon
from events.log import Log
from events.people.aggregate import Person, person_id
from events.results.certificate import BY_HAND, CORRECTED, ROLES, WINNER, Certificate, certificate_id
from events.store import Keys, Transaction

CODE = "certificate_code"
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: none is taken for another when it is read aloud
LENGTH = 12
AT_ONCE = 100  # certificates a transaction


@dataclass(frozen=True, slots=True)
class Deserved:
    """Somebody who should have a certificate."""

    account: UUID
    role: str
    prize: str | None = None
    team: UUID | None = None


class Deserving(Protocol):
    """Who should have certificates, and who has them: implemented by read models."""

    def published(self, hackathon: UUID) -> bool:
        """Whether any results were published."""

    def deserved(self, hackathon: UUID) -> Sequence[Deserved]:
        """Everybody who took part, won, judged or helped."""

    def prizes(self, hackathon: UUID, tx: Transaction | None = None) -> set[tuple[str, UUID]]:
        """Which team holds which prize by what was published last; as a transaction sees it, or as of now."""

    def taken_back(self, tx: Transaction, hackathon: UUID) -> Sequence[UUID]:
        """The valid certificates of prizes that their teams do not hold any more."""

    def issued(self, hackathon: UUID) -> dict[UUID, bool]:
        """The certificates that there are, and whether they are valid."""


class Certificates(HackathonService):
    """Managers with the right `people` issue them once results are out."""

    def __init__(self, log: Log, keys: Keys, deserving: Deserving) -> None:
        super().__init__(log, keys)
        self.deserving = deserving

    def issue(self, by: Actor, hackathon: UUID, roles: Collection[str] = ROLES) -> int:
        """Give everybody theirs; answers how many.

        Said twice it changes nothing: what is missing is made, what somebody revoked stays revoked. A prize that one
        correction took and another gave back is certified under its old code.
        """
        found = self._led(by, hackathon)
        if not self.deserving.published(found.id):
            raise Broken("results_not_published")

        def command() -> int:
            now, held, known = self.log.clock(), self.deserving.prizes(hackathon), self.deserving.issued(hackathon)

            def no_correction_came_between(tx: Transaction) -> None:
                if self.deserving.prizes(hackathon, tx) != held:
                    raise Stale("hackathon", hackathon, found.version)

            wanted = {
                certificate_id(hackathon, one.account, one.role, one.prize): one
                for one in self.deserving.deserved(hackathon)
                if one.role in roles and not self._erased(one.account)
            }
            fresh = [
                Certificate.begin(
                    by, now, id=id, hackathon=hackathon, account=one.account, role=one.role, code=new_code(),
                    prize=one.prize, team=one.team,
                )
                for id, one in wanted.items() if id not in known
            ]  # fmt: skip
            for start in range(0, len(fresh), AT_ONCE):
                some = fresh[start : start + AT_ONCE]
                claims = [(CODE, one.code, one.id) for one in some]
                self.log.save(*some, claim=claims, guards=[no_correction_came_between])
            back = [self.log.get(Certificate, id) for id in wanted if known.get(id) is False]
            back = [one for one in back if one.revoked == CORRECTED]
            for one in back:
                one.reinstate(by, now)
                self.log.save(one, guards=[no_correction_came_between])
            return len(fresh) + len(back)

        return self.again(command)

    def revoke(self, by: Actor, certificate: UUID, why: object) -> Certificate:
        """Say that a certificate is not valid, and why: whoever verifies it reads that."""
        found = self._of(by, certificate)
        reason = None if by.system is not None else self.personal(by, "why", why, least=3, most=500)
        found.revoke(by, self.log.clock(), BY_HAND, reason)
        self.log.save(found)
        return found

    def reinstate(self, by: Actor, certificate: UUID, why: object = "") -> Certificate:
        """Make one that somebody revoked valid again; what a correction took, a correction gives back."""
        found = self._of(by, certificate)
        reason = None if by.system is not None else self.personal(by, "why", why, most=500)
        if found.revoked == CORRECTED:
            raise Broken("prize_was_taken_back")
        found.reinstate(by, self.log.clock(), reason)

        def still_held(tx: Transaction) -> None:
            if found.role == WINNER and (found.prize, found.team) not in self.deserving.prizes(found.hackathon, tx):
                raise Broken("prize_was_taken_back")

        self.log.save(found, guards=[still_held])
        return found

    def _erased(self, account: UUID) -> bool:
        try:
            return self.log.get(Person, person_id(account)).erased
        except Missing:
            return False

    def _of(self, by: Actor, certificate: UUID) -> Certificate:
        found = self.log.get(Certificate, certificate)
        self._led(by, found.hackathon)
        return found

    def _led(self, by: Actor, hackathon: UUID) -> Hackathon:
        found = self.led(by, hackathon, "people")
        if found.state != "announced":
            raise Missing("hackathon", hackathon) if found.state == "draft" else Broken("hackathon_cancelled")
        return found


def new_code() -> str:
    """Twelve letters that nobody guesses."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def shown_code(code: str) -> str:
    """As it is printed: in three groups."""
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def read_code(typed: str) -> str:
    """As it was printed or typed in, with the letters that people confuse."""
    letters = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None, "–": None})
    return typed.strip().upper().translate(letters)
