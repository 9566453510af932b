"""Judging as pages list it: judges, rounds, who looks at what, scorecards through time, publications."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import Id, Moment, handles, inserting, moment, packed, token, unpacked, updating
from bridge.readmodels.help import Help
from bridge.readmodels.judging_queries import JudgingQueries
from bridge.readmodels.judging_tables import tables
from events.judging import panel_events as panels
from events.judging import round_events as rounds
from events.judging import scorecard_events as cards
from events.judging.panel import SEAT
from events.store import Prepared, Transaction


class Judging(JudgingQueries):
    """Made from the facts of panels, rounds and scorecards."""

    help: Help

    def build(self) -> None:
        made = tables(self.table)
        self.judges, self.declared, self.mentors = made.judges, made.declared, made.mentors
        self.rounds, self.assignments = made.rounds, made.assignments
        self.cards, self.past, self.publications = made.cards, made.past, made.publications
        self._prepare()
        self.prepare_queries()

    def _prepare(self) -> None:
        hackathon, judge = sa.bindparam("the_hackathon", type_=Id), sa.bindparam("the_judge", type_=Id)
        project, round = sa.bindparam("the_project", type_=Id), sa.bindparam("the_round", type_=Id)
        key, at = sa.bindparam("key", type_=Id), sa.bindparam("at_moment", type_=Moment)
        seat = (self.judges.c.hackathon == hackathon, self.judges.c.judge == judge)
        self.add_judge = inserting(self.judges)
        self.update_judge = Prepared(self.judges.update().where(*seat))
        self.drop_judge = Prepared(self.judges.delete().where(*seat))
        conflict = (self.declared.c.judge == judge, self.declared.c.project == project)
        self.add_conflict = inserting(self.declared)
        self.drop_conflict = Prepared(self.declared.delete().where(*conflict))
        mentor = (self.mentors.c.hackathon == hackathon, self.mentors.c.mentor == judge)
        self.add_mentor = inserting(self.mentors)
        self.drop_mentor = Prepared(self.mentors.delete().where(*mentor))
        self.end_mentor = Prepared(self.mentors.update().where(*mentor).values(until=at))
        self.add_round, self.update_round = inserting(self.rounds), updating(self.rounds)
        self.read_plan = Prepared(sa.select(self.rounds.c.plan).where(self.rounds.c.id == key))
        self.read_rules = Prepared(sa.select(self.rounds.c.rules_agreed).where(self.rounds.c.id == key))
        self.read_agreed = Prepared(sa.select(self.rounds.c.agreed).where(self.rounds.c.id == key))
        looks = self.assignments.c
        one = (looks.round == round, looks.judge == judge, looks.project == project)
        self.add_look, self.drop_look = inserting(self.assignments), Prepared(self.assignments.delete().where(*one))
        code = sa.bindparam("the_code", type_=looks.code.type)
        self.end_look = Prepared(self.assignments.update().where(*one).values(code=code, withdrawn_at=at))
        self.add_card, self.update_card = inserting(self.cards), updating(self.cards)
        self.read_card = Prepared(sa.select(self.cards).where(self.cards.c.id == key))
        self.add_past = inserting(self.past)
        lasts = (self.past.c.card == key, self.past.c.until.is_(None))
        self.end_past = Prepared(self.past.update().where(*lasts).values(until=at))
        self.add_publication = inserting(self.publications)
        public = self.publications.c
        prizes = sa.select(public.round, public.prizes).where(public.hackathon == key)
        self.read_prizes = Prepared(prizes.order_by(public.round, public.number))

    # -- the panel ----------------------------------------------------------------------------------------------------

    @handles(panels.PanelFormed)
    def _formed(self, tx: Transaction, fact: panels.PanelFormed, event_id: int) -> None:
        """A panel is its judges and mentors; there is nothing to list before them."""

    @handles(panels.JudgeInvited)
    def _invited(self, tx: Transaction, fact: panels.JudgeInvited, event_id: int) -> None:
        tx.send(self.drop_judge, _judge(fact))  # somebody who left may be asked once more
        row = {"hackathon": fact.hackathon, "judge": fact.judge, "state": "invited", "seat": _seat(fact)}
        tx.send(self.add_judge, {**row, "invited_at": moment(fact)})

    @handles(panels.JudgeChanged)
    def _seated(self, tx: Transaction, fact: panels.JudgeChanged, event_id: int) -> None:
        tx.send(self.update_judge, {**_judge(fact), "seat": _seat(fact)})

    @handles(panels.JudgeLinkIssued, panels.JudgeLinkRevoked)
    def _linked(self, tx: Transaction, fact: Any, event_id: int) -> None:
        link = fact.link if isinstance(fact, panels.JudgeLinkIssued) else None
        tx.send(self.update_judge, {**_judge(fact), "link": link})

    @handles(panels.JudgeEntered)
    def _entered(self, tx: Transaction, fact: panels.JudgeEntered, event_id: int) -> None:
        tx.send(self.update_judge, {**_judge(fact), "state": "entered", "entered_at": moment(fact)})

    @handles(panels.JudgeLeft)
    def _left(self, tx: Transaction, fact: panels.JudgeLeft, event_id: int) -> None:
        tx.send(self.update_judge, {**_judge(fact), "state": fact.how, "link": None, "left_at": moment(fact)})

    @handles(panels.ConflictDeclared)
    def _conflict(self, tx: Transaction, fact: panels.ConflictDeclared, event_id: int) -> None:
        row = {"judge": fact.judge, "project": fact.project, "hackathon": fact.hackathon, "why": token(fact.why)}
        tx.send(self.add_conflict, {**row, "by": fact.by, "at": moment(fact)})

    @handles(panels.ConflictLifted)
    def _lifted(self, tx: Transaction, fact: panels.ConflictLifted, event_id: int) -> None:
        tx.send(self.drop_conflict, {"the_judge": fact.judge, "the_project": fact.project})

    @handles(panels.MentorJoined)
    def _mentor(self, tx: Transaction, fact: panels.MentorJoined, event_id: int) -> None:
        tx.send(self.drop_mentor, {"the_hackathon": fact.hackathon, "the_judge": fact.mentor})
        row = {"hackathon": fact.hackathon, "mentor": fact.mentor, "topics": packed(fact.topics)}
        tx.send(self.add_mentor, {**row, "since": moment(fact)})
        self.help.mentor_joined(tx, fact)

    @handles(panels.MentorLeft)
    def _mentor_left(self, tx: Transaction, fact: panels.MentorLeft, event_id: int) -> None:
        who = {"the_hackathon": fact.hackathon, "the_judge": fact.mentor}
        tx.send(self.end_mentor, {**who, "at_moment": moment(fact)})
        self.help.mentor_left(tx, fact)

    @handles(panels.TeamMentored)
    def _mentored(self, tx: Transaction, fact: panels.TeamMentored, event_id: int) -> None:
        """A tie, which `Ties` keeps."""

    # -- rounds -------------------------------------------------------------------------------------------------------

    @handles(rounds.RoundPlanned)
    def _planned(self, tx: Transaction, fact: rounds.RoundPlanned, event_id: int) -> None:
        row = {
            "id": fact.originator_id, "hackathon": fact.hackathon, "number": fact.number, "version": 1,
            "state": "planned", "plan": packed(fact.plan), "rules_agreed": "{}", "judges": "[]",
            "projects": "[]", "pitches": "[]", "frozen_at": None, "ranking": "[]", "departs": False, "agreed": "[]",
            "published": 0, "feedback": False, "changed_at": moment(fact),
        }  # fmt: skip
        tx.send(self.add_round, row)

    @handles(rounds.RoundChanged)
    def _changed(self, tx: Transaction, fact: rounds.RoundChanged, event_id: int) -> None:
        [(plan,)] = tx.rows(self.read_plan, {"key": fact.originator_id})
        self._set(tx, fact, plan=packed({**unpacked(plan), **fact.changes}))

    @handles(rounds.RulesAgreed)
    def _rules_agreed(self, tx: Transaction, fact: rounds.RulesAgreed, event_id: int) -> None:
        for (agreed,) in tx.rows(self.read_rules, {"key": fact.originator_id}):
            self._set(tx, fact, rules_agreed=packed({**unpacked(agreed), fact.host.hex: fact.digest}))

    @handles(rounds.PanelSeated)
    def _panel_seated(self, tx: Transaction, fact: rounds.PanelSeated, event_id: int) -> None:
        self._set(tx, fact, judges=packed(fact.judges))

    @handles(rounds.ProjectsTaken)
    def _taken(self, tx: Transaction, fact: rounds.ProjectsTaken, event_id: int) -> None:
        self._set(tx, fact, projects=packed(fact.projects))

    @handles(rounds.JudgesAssigned)
    def _assigned(self, tx: Transaction, fact: rounds.JudgesAssigned, event_id: int) -> None:
        for judge, project in fact.pairs:
            who = {"the_round": fact.originator_id, "the_judge": _id(judge), "the_project": _id(project)}
            tx.send(self.drop_look, who)  # one that was withdrawn may be made again
            row = {"round": fact.originator_id, "judge": _id(judge), "project": _id(project), "how": fact.how}
            tx.send(self.add_look, {**row, "at": moment(fact)})
        self._set(tx, fact)

    @handles(rounds.AssignmentWithdrawn)
    def _unassigned(self, tx: Transaction, fact: rounds.AssignmentWithdrawn, event_id: int) -> None:
        who = {"the_round": fact.originator_id, "the_judge": fact.judge, "the_project": fact.project}
        tx.send(self.end_look, {**who, "the_code": fact.code, "at_moment": moment(fact)})
        self._set(tx, fact)

    @handles(rounds.RoundOpened)
    def _opened(self, tx: Transaction, fact: rounds.RoundOpened, event_id: int) -> None:
        self._set(tx, fact, state="open", method=fact.method, opened_at=moment(fact))

    @handles(rounds.RoundClosed)
    def _closed(self, tx: Transaction, fact: rounds.RoundClosed, event_id: int) -> None:
        self._set(tx, fact, state="closed", closed_at=moment(fact))

    @handles(rounds.RoundReopened)
    def _reopened(self, tx: Transaction, fact: rounds.RoundReopened, event_id: int) -> None:
        self._set(tx, fact, state="open", closed_at=None)

    @handles(rounds.PitchesPlanned)
    def _pitches(self, tx: Transaction, fact: rounds.PitchesPlanned, event_id: int) -> None:
        self._set(tx, fact, pitches=packed(fact.pitches))

    @handles(rounds.LeaderboardFrozen)
    def _frozen(self, tx: Transaction, fact: rounds.LeaderboardFrozen, event_id: int) -> None:
        self._set(tx, fact, frozen_at=moment(fact))

    @handles(rounds.RankingConfirmed)
    def _confirmed(self, tx: Transaction, fact: rounds.RankingConfirmed, event_id: int) -> None:
        told = {"ranking": packed(fact.ranking), "computed": fact.computed, "departs": fact.departs}
        [(_, published)] = tx.rows(self.read_state, {"key": fact.originator_id})
        again = {} if published else {"revealed": None}
        self._set(tx, fact, **told, why=token(fact.why), agreed="[]", **again)

    @handles(rounds.ResultsAgreed)
    def _agreed(self, tx: Transaction, fact: rounds.ResultsAgreed, event_id: int) -> None:
        [(agreed,)] = tx.rows(self.read_agreed, {"key": fact.originator_id})
        self._set(tx, fact, agreed=packed([*unpacked(agreed), fact.host]))

    @handles(rounds.ResultsPublished)
    def _published(self, tx: Transaction, fact: rounds.ResultsPublished, event_id: int) -> None:
        row = {
            "round": fact.originator_id, "number": fact.number, "hackathon": fact.hackathon, "method": fact.method,
            "digest": fact.digest, "rows": packed(fact.rows), "prizes": packed(fact.prizes), "departs": fact.departs,
            "why": token(fact.why), "entries": fact.entries, "root": fact.root, "by": fact.by, "at": moment(fact),
        }  # fmt: skip
        tx.send(self.add_publication, row)
        self._set(tx, fact, published=fact.number, frozen_at=None)
        self._tag_prizes(tx, fact.hackathon)

    def _tag_prizes(self, tx: Transaction, hackathon: UUID) -> None:
        """Let the gallery find projects by what they won in any round; a correction takes its own back."""
        won: dict[UUID, list[str]] = {}
        newest: dict[UUID, list[dict[str, Any]]] = {}
        for round, prizes in tx.rows(self.read_prizes, {"key": hackathon}):
            newest[_id(round)] = unpacked(prizes)
            won |= {_id(prize["project"]): [] for prize in newest[_id(round)]}
        for prize in (prize for prizes in newest.values() for prize in prizes):
            won[_id(prize["project"])].append(prize["prize"])
        for project, codes in won.items():
            self.projects.tag(tx, project, hackathon, "prize", codes)

    @handles(rounds.FeedbackReleased)
    def _released(self, tx: Transaction, fact: rounds.FeedbackReleased, event_id: int) -> None:
        self._set(tx, fact, feedback=True)

    @handles(rounds.ResultsRevealed)
    def _revealed(self, tx: Transaction, fact: rounds.ResultsRevealed, event_id: int) -> None:
        self._set(tx, fact, revealed=fact.place)

    # -- scorecards ---------------------------------------------------------------------------------------------------

    @handles(cards.ScorecardOpened)
    def _card(self, tx: Transaction, fact: cards.ScorecardOpened, event_id: int) -> None:
        row = {
            "id": fact.originator_id, "hackathon": fact.hackathon, "round": fact.round, "judge": fact.judge,
            "project": fact.project, "version": 1, "state": "open", "before": "open", "scores": "{}", "paper": False,
            "times": 0, "changed_at": moment(fact),
        }  # fmt: skip
        tx.send(self.add_card, row)

    @handles(cards.ScoresSubmitted)
    def _submitted(self, tx: Transaction, fact: cards.ScoresSubmitted, event_id: int) -> None:
        card = self._card_of(tx, fact)
        told = {"comment": token(fact.comment), "note": token(fact.note), "paper": fact.paper, "code": None}
        scores = packed(fact.values)
        self._card_now(
            tx, fact, card, state="submitted", scores=scores, **told, why=token(fact.why),
            times=card["times"] + 1, submitted_at=moment(fact),
        )  # fmt: skip

    @handles(cards.ProjectSkipped)
    def _skipped(self, tx: Transaction, fact: cards.ProjectSkipped, event_id: int) -> None:
        self._card_now(tx, fact, self._card_of(tx, fact), state="skipped", scores="{}", code=fact.reason)

    @handles(cards.ScorecardWithdrawn)
    def _withdrawn(self, tx: Transaction, fact: cards.ScorecardWithdrawn, event_id: int) -> None:
        card = self._card_of(tx, fact)
        told = {"before": card["state"], "code": fact.code, "why": token(fact.why)}
        self._card_now(tx, fact, card, state="withdrawn", **told)

    @handles(cards.ScorecardReinstated)
    def _reinstated(self, tx: Transaction, fact: cards.ScorecardReinstated, event_id: int) -> None:
        card = self._card_of(tx, fact)
        self._card_now(tx, fact, card, state=card["before"], code=None, why=token(fact.why))

    # -- shared -------------------------------------------------------------------------------------------------------

    def _set(self, tx: Transaction, fact: Any, **columns: Any) -> None:
        stamp = {"key": fact.originator_id, "version": fact.originator_version, "changed_at": moment(fact)}
        tx.send(self.update_round, {**stamp, **columns})

    def _card_of(self, tx: Transaction, fact: Any) -> dict[str, Any]:
        [row] = tx.rows(self.read_card, {"key": fact.originator_id})
        return dict(zip(self.cards.c.keys(), row, strict=True))

    def _card_now(self, tx: Transaction, fact: Any, card: dict[str, Any], **columns: Any) -> None:
        """The card as it is from now on; what it was until now is kept as an interval."""
        at, key, version = moment(fact), fact.originator_id, fact.originator_version
        tx.send(self.update_card, {"key": key, "version": version, "changed_at": at, **columns})
        tx.send(self.end_past, {"key": key, "at_moment": at})
        who = {name: card[name] for name in ("round", "judge", "project")}
        state = {"state": columns["state"], "scores": columns.get("scores", card["scores"])}
        tx.send(self.add_past, {"card": key, "version": version, **who, **state, "since": at, "until": None})


def _judge(fact: Any) -> dict[str, UUID]:
    return {"the_hackathon": fact.hackathon, "the_judge": fact.judge}


def _seat(fact: Any) -> str:
    return packed({name: getattr(fact, name) for name in SEAT})


def _id(value: object) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))
