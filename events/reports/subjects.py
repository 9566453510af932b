"""What can be reported: a startup, an incubator, a message, a person behind a startup; things of hackathons."""

from dataclasses import dataclass, field
from uuid import UUID

from events.actor import Actor
from events.errors import Missing, Refused
from events.incubators.aggregate import Incubator
from events.introductions.aggregate import PROPOSER, RECEIVER, Introduction
from events.log import Log
from events.reports import around
from events.startups.aggregate import Startup
from events.startups.standing import ACTIVE, GONE

STARTUP, INCUBATOR, INTRODUCTION, PERSON = "startup", "incubator", "introduction", "person"
KINDS = (STARTUP, INCUBATOR, INTRODUCTION, PERSON, *around.KINDS)
WRITER = {"message": PROPOSER, "answer": RECEIVER}


@dataclass(frozen=True)
class Subject:
    """A thing and those around it: `startup` stands behind it, `person` is who it is about or who wrote it."""

    kind: str
    about: UUID
    part: str | None
    country: str
    startup: Startup | None = None
    incubator: Incubator | None = None
    introduction: Introduction | None = None
    person: UUID | None = None
    others: list[UUID] = field(default_factory=list)  # the founders of the other side of an introduction
    of_hackathon: around.Thing | None = None

    @property
    def version(self) -> int:
        """How the thing stands now, so that it can be looked at later as it was."""
        root = self.introduction or self.startup or self.incubator
        if self.of_hackathon is not None:
            return self.of_hackathon.thing.version
        return root.version if root is not None else 0

    @property
    def concerned(self) -> list[UUID]:
        """Whom a decision about it concerns: they are told, and they may appeal."""
        if self.of_hackathon is not None:
            return list(self.of_hackathon.members)
        if self.kind == PERSON:
            return [self.person] if self.person else []
        founders = self.startup.founders if self.startup else []
        managers = self.incubator.managers if self.incubator else []
        return list(dict.fromkeys([*founders, *managers]))

    def insiders(self, log: Log) -> set[UUID]:
        """Who is too near to decide about it: its own people, the other side, the managers of its incubators."""
        near = {*self.concerned, *self.others, *((self.person,) if self.person else ())}
        if self.of_hackathon is not None:
            near.update(self.of_hackathon.managers)
        if self.startup is not None:
            near.update(self.startup.founders)
            for incubator in self.startup.incubators():
                near.update(log.get(Incubator, incubator).managers)
        return near


def find(log: Log, kind: str, about: UUID, part: str | None, startup: UUID | None) -> Subject:
    """The thing as it is now. Raises `Missing`."""
    if kind == INCUBATOR:
        incubator = log.get(Incubator, about)
        return Subject(kind, about, None, incubator.page["country"], incubator=incubator)
    if kind in around.KINDS:
        thing = around.Thing(log, kind, about, log.clock())
        person = thing.members[0] if kind == around.QUESTION else None
        return Subject(kind, about, None, thing.country, person=person, of_hackathon=thing)
    if kind == INTRODUCTION:
        return _text(log, about, part or "message")
    if kind == PERSON and startup is None:
        raise Missing(kind, about)
    found = log.get(Startup, startup if kind == PERSON and startup else about)
    country = found.profile["country"]
    return Subject(kind, about, None, country, startup=found, person=about if kind == PERSON else None)


def _text(log: Log, about: UUID, part: str) -> Subject:
    introduction = log.get(Introduction, about)
    if part not in WRITER or part not in introduction.texts:
        raise Missing(INTRODUCTION, about)
    sides = {PROPOSER: introduction.proposer, RECEIVER: introduction.receiver}
    writer = log.get(Startup, sides.pop(WRITER[part]))
    [reader] = sides.values()
    return Subject(
        INTRODUCTION, about, part, writer.profile["country"], startup=writer, introduction=introduction,
        person=introduction.texts[part].subject, others=log.get(Startup, reader).founders,
    )  # fmt: skip


def must_meet(by: Actor, subject: Subject, log: Log) -> None:
    """Raise what keeps somebody from reporting a thing: they do not know of it, or it is their own."""
    if subject.kind == INTRODUCTION:
        # A message is between two; and nobody reports what they wrote themselves.
        if by.account is None or by.account not in subject.others:
            raise Missing(INTRODUCTION, subject.about)
        return
    if subject.kind == PERSON and (by.account is None or subject.startup is None):
        raise Refused("sign_in")
    if subject.kind == PERSON and subject.startup and subject.about not in subject.startup.founders:
        raise Missing(PERSON, subject.about)
    if subject.startup is not None and subject.startup.standing in GONE:
        raise Missing(subject.kind, subject.about)
    # Founders settle among themselves what is between them: a person behind one's own startup is one's own as well.
    founders = subject.startup.founders if subject.startup is not None else []
    if by.account is not None and by.account in [*subject.concerned, *founders]:
        raise Refused("own_report")
    if not _shown(by, subject) and not (by.roles or by.account in subject.insiders(log)):
        raise Missing(subject.kind, subject.about)


def _shown(by: Actor, subject: Subject) -> bool:
    if subject.of_hackathon is not None:
        return subject.of_hackathon.shown
    if subject.startup is not None:
        visibility = subject.startup.profile["visibility"] if subject.startup.standing == ACTIVE else "hidden"
    else:
        visibility = subject.incubator.page["visibility"] if subject.incubator else "hidden"
    return visibility == "public" or (visibility == "members" and by.account is not None)
