"""Who a token acts as, what it may do, and the tokens beside it."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from bridge.api.calling import Call
from bridge.api.operation import operation
from bridge.api.words import Moment, Told, utc
from bridge.machines import Token
from bridge.readmodels.base import unpacked

GROUP = "me"


class Named(Told):
    """An organisation of yours."""

    id: UUID
    slug: str
    name: str


class Me(Told):
    """Who asks: a person, or an organisation in whose name that person made the token."""

    account: UUID
    name: str
    acts_for: Annotated[str, Field(description="`person`, `startup` or `incubator`.")]
    organisation: UUID | None
    scopes: list[str]
    roles: list[str]
    expires_at: Moment
    startups: list[Named]
    incubators: list[Named]


class ToldToken(Told):
    """A token without its secret."""

    id: UUID
    hint: Annotated[str, Field(description="Its first letters.")]
    name: str
    scopes: list[str]
    works: bool
    created_at: Moment
    expires_at: Moment
    used_on: str | None


class ToldTokens(Told):
    """Tokens of one person or organisation."""

    items: list[ToldToken]


@operation("GET", "/me", GROUP)
def read_me(call: Call) -> Me:
    """Read who you are"""
    token, bridge = _token(call), call.bridge
    account = bridge.accounts.by_id(call.account)
    with call.reading() as reading:
        founded = reading.views.directory.founded_by(reading.connection, call.account)
        managed = reading.views.directory.managed_by(reading.connection, call.account)
    only = call.actor.only
    return Me(
        account=call.account,
        name=account.name if account else "",
        acts_for=token.kind,
        organisation=token.organisation,
        scopes=list(token.scopes),
        roles=sorted(call.actor.roles),
        expires_at=utc(token.expires_at),
        startups=[_named(r["id"], r["slug"], r["name"]) for r in founded if only in (None, r["id"])],
        incubators=[
            _named(r["id"], r["slug"], _any(unpacked(r["page"])["name"])) for r in managed if only in (None, r["id"])
        ],
    )


@operation("GET", "/tokens", GROUP)
def list_tokens(call: Call) -> ToldTokens:
    """List the tokens of the person or organisation that you act as

    New ones are made on the site's own pages.
    """
    now = call.bridge.clock()
    return ToldTokens(items=[_told(token, now) for token in _beside(call) if token.revoked_at is None])


@operation("DELETE", "/tokens/{token}", GROUP)
def revoke_token(call: Call, token: UUID) -> None:
    """Revoke a token, this one too"""
    call.bridge.machines.tokens.revoke(token, _beside(call))


def _beside(call: Call) -> list[Token]:
    token, tokens = _token(call), call.bridge.machines.tokens
    return tokens.of_organisation(token.organisation) if token.organisation else tokens.of_person(token.account)


def _token(call: Call) -> Token:
    assert call.token is not None  # noqa: S101  # none of these operations is for visitors
    return call.token


def _named(id: UUID, slug: str, name: str) -> Named:
    return Named(id=id, slug=slug, name=name)


def _any(texts: dict[str, str]) -> str:
    return texts.get("en") or next(iter(texts.values()), "")


def _told(token: Token, now: datetime) -> ToldToken:
    plain = {name: getattr(token, name) for name in ("id", "hint", "name", "created_at", "expires_at")}
    used_on = token.used_on.isoformat() if token.used_on else None
    return ToldToken(**plain, scopes=list(token.scopes), works=token.works(now), used_on=used_on)
