"""Deciding what free words mean."""

from events import vocabulary
from events.actor import Actor
from events.checks import Checker
from events.errors import Missing, Refused
from events.service import Service
from events.terms.aggregate import TERM_USE_ID, TermUse

KINDS = {"sector": vocabulary.sectors, "technology": vocabulary.technologies}


class TermUses(Service):
    """Commands on the use of the vocabulary: organisers and administrators."""

    def fold(self, by: Actor, tag: object, kind: object, code: object) -> TermUse:
        """Let a free tag count as a sector or a technology, in every profile, past and future."""
        self._must_organise(by)
        check = Checker()
        word = " ".join(check.text("tag", tag, least=1, most=40).lower().split())
        sort = check.choice("kind", kind, KINDS)
        to = check.choice("code", code, KINDS.get(str(kind), vocabulary.sectors))
        check.done()
        terms = self._terms(by)
        terms.fold(by, self.log.clock(), word, sort, to)
        self.log.save(terms)
        return terms

    def unfold(self, by: Actor, tag: str) -> TermUse:
        """Take a fold back."""
        self._must_organise(by)
        terms = self._terms(by)
        terms.unfold(by, self.log.clock(), tag)
        self.log.save(terms)
        return terms

    def replace(self, by: Actor, kind: object, code: object, successor: object) -> TermUse:
        """Let one code stand for another from now on; the old one stays readable for ever."""
        self._must_organise(by)
        check = Checker()
        sort = check.choice("kind", kind, KINDS)
        terms_of_kind = KINDS.get(str(kind), vocabulary.sectors)
        old = check.choice("code", code, terms_of_kind)
        new = check.choice("successor", successor, terms_of_kind)
        check.done()
        terms = self._terms(by)
        terms.replace(by, self.log.clock(), sort, old, new)
        self.log.save(terms)
        return terms

    def _terms(self, by: Actor) -> TermUse:
        try:
            return self.log.get(TermUse, TERM_USE_ID)
        except Missing:
            return TermUse.begin(by, self.log.clock(), id=TERM_USE_ID)

    @staticmethod
    def _must_organise(by: Actor) -> None:
        if by.system is None and not by.roles & {"organiser", "administrator"}:
            raise Refused("not_an_organiser")
