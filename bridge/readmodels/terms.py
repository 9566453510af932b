"""What words mean by decision: folded tags and replaced codes."""

from typing import TYPE_CHECKING

import sqlalchemy as sa

from bridge.readmodels.base import Code, Moment, ReadModel, deleting, handles, inserting, moment
from bridge.readmodels.keyset import Key, Order, Place, ordered
from events.store import Prepared, Transaction
from events.terms import events as facts

if TYPE_CHECKING:
    from bridge.readmodels.startups import Startups


class Terms(ReadModel):
    """Two small tables; a decision makes the term rows of the startups that it touches again."""

    startups: "Startups"

    def build(self) -> None:
        self.folds = self.table(
            "tag_folds",
            sa.Column("tag", sa.String(80), primary_key=True),
            sa.Column("kind", Code, nullable=False),
            sa.Column("code", Code, nullable=False),
            sa.Column("by", sa.String(80), nullable=False),
            sa.Column("at", Moment, nullable=False),
        )
        self.replacements = self.table(
            "term_replacements",
            sa.Column("kind", Code, primary_key=True),
            sa.Column("code", Code, primary_key=True),
            sa.Column("successor", Code, nullable=False),
            sa.Column("by", sa.String(80), nullable=False),
            sa.Column("at", Moment, nullable=False),
        )
        folds, replacements = self.folds, self.replacements
        self.read_folds = Prepared(sa.select(folds.c.tag, folds.c.kind, folds.c.code))
        self.read_replacements = Prepared(sa.select(replacements.c.kind, replacements.c.code, replacements.c.successor))
        self.add_fold, self.drop_fold = inserting(folds), deleting(folds, "tag")
        self.add_replacement = inserting(replacements)

    def prepare_carriers(self) -> None:
        """Statements over the startups' tables, made once those exist."""
        tags = self.startups.tags
        self.carriers = Prepared(
            sa.select(tags.c.startup)
            .where(tags.c.kind == sa.bindparam("kind", type_=Code), tags.c.code == sa.bindparam("code", type_=Code))
            .order_by(tags.c.startup)
        )

    def effective(self, tx: Transaction, pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
        """The pairs by which a profile is found: folded tags count as codes too, replaced codes as their successors."""
        found = set(pairs)
        if any(kind == "tag" for kind, _ in pairs):
            folds = {tag: (kind, code) for tag, kind, code in tx.rows(self.read_folds)}
            found |= {folds[code] for kind, code in pairs if kind == "tag" and code in folds}
        replaced = {(kind, code): successor for kind, code, successor in tx.rows(self.read_replacements)}
        if replaced:
            found = {_last(pair, replaced) for pair in found}
        return found

    @handles(facts.TermUseOpened)
    def _opened(self, tx: Transaction, fact: facts.TermUseOpened, event_id: int) -> None:
        """Nothing to list yet."""

    @handles(facts.TagFolded)
    def _folded(self, tx: Transaction, fact: facts.TagFolded, event_id: int) -> None:
        tx.send(self.drop_fold, {"tag": fact.tag})
        row = {"tag": fact.tag, "kind": fact.kind, "code": fact.code, "by": fact.by, "at": moment(fact)}
        tx.send(self.add_fold, row)
        self._retag(tx, "tag", fact.tag)

    @handles(facts.TagUnfolded)
    def _unfolded(self, tx: Transaction, fact: facts.TagUnfolded, event_id: int) -> None:
        tx.send(self.drop_fold, {"tag": fact.tag})
        self._retag(tx, "tag", fact.tag)

    @handles(facts.TermReplaced)
    def _replaced(self, tx: Transaction, fact: facts.TermReplaced, event_id: int) -> None:
        row = {"kind": fact.kind, "code": fact.code, "successor": fact.successor, "by": fact.by, "at": moment(fact)}
        tx.send(self.add_replacement, row)
        self._retag(tx, fact.kind, fact.code)

    def _retag(self, tx: Transaction, kind: str, code: str) -> None:
        for (startup,) in tx.rows(self.carriers, {"kind": kind, "code": code}):
            self.startups.retag(tx, startup)

    # -- queries ------------------------------------------------------------------------------------------------

    def loose(
        self, connection: sa.Connection, *, limit: int | None = None, offset: int = 0, after: Place | None = None
    ) -> list[sa.RowMapping]:
        """Free tags that nobody has decided about and how many startups carry each, the commonest first."""
        query = self._loose().order_by(*self.loose_order().by())
        if after is not None:
            query = query.having(self.loose_order().after(after))
        return list(connection.execute(query.limit(limit).offset(offset)).mappings())

    def count_loose(self, connection: sa.Connection) -> int:
        """How many such tags there are."""
        return connection.scalar(sa.select(sa.func.count()).select_from(self._loose().subquery())) or 0

    def loose_order(self) -> Order:
        """How such tags are ordered."""
        count: sa.ColumnElement[int] = sa.func.count()
        return ordered(Key(count, "startups", down=True), Key(self.startups.tags.c.code, "tag"))

    def _loose(self) -> sa.Select[tuple[str, int]]:
        tags = self.startups.tags
        query = sa.select(tags.c.code.label("tag"), sa.func.count().label("startups"))
        undecided = tags.c.code.not_in(sa.select(self.folds.c.tag))
        return query.where(tags.c.kind == "tag", undecided).group_by(tags.c.code)


def _last(pair: tuple[str, str], replaced: dict[tuple[str, str], str]) -> tuple[str, str]:
    while pair in replaced:
        pair = (pair[0], replaced[pair])
    return pair
