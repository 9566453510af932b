"""From a token to an actor: its person or organisation, as they stand at this moment."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Request

from bridge.api.problems import Failed
from bridge.machines import Token
from events.actor import VISITOR, Actor

if TYPE_CHECKING:
    from bridge.composition import Bridge, Reading

# Roles that no program has: what administrators do, they do themselves.
NEVER = frozenset({"administrator"})
REALM = 'Bearer realm="startup-bridge"'


def token_of(bridge: "Bridge", request: Request) -> Token | None:
    """The token that a request came with; None without one. Raises `Failed` for one that does not work."""
    header = request.headers.get("Authorization")
    if header is None:
        return None
    scheme, _, secret = header.partition(" ")
    token = bridge.machines.tokens.by_secret(secret.strip()) if scheme.lower() == "bearer" else None
    if token is None:
        raise _unknown("invalid_token")
    if token.revoked_at is not None:
        raise _unknown("token_revoked")
    if not token.works(bridge.clock()):
        raise _unknown("token_expired")
    return token


def actor_of(reading: "Reading", bridge: "Bridge", token: Token | None) -> Actor:
    """Who a token acts as. One of somebody who has left the organisation, or the site, opens nothing any more."""
    if token is None:
        return VISITOR
    if bridge.accounts.by_id(token.account) is None:
        raise _unknown("token_dead")
    person = reading.actor(token.account)
    if person.account is None:  # suspended
        raise _unknown("token_dead")
    if token.organisation is None:
        return Actor(person.account, person.roles - NEVER, person.office)
    if token.account not in _people(reading, token.kind, token.organisation):
        raise _unknown("token_dead")
    return Actor(token.account, only=token.organisation)


def must_have(token: Token, scope: str) -> None:
    """Raise `Failed` where a token lacks a scope."""
    if scope not in token.scopes:
        header = {"WWW-Authenticate": f'{REALM}, error="insufficient_scope", scope="{scope}"'}
        raise Failed(403, "insufficient_scope", headers=header, scope=scope)


def no_token() -> Failed:
    """Somebody asks for what is not for visitors."""
    return Failed(401, "token_required", headers={"WWW-Authenticate": REALM})


def _people(reading: "Reading", kind: str, organisation: UUID) -> list[UUID]:
    directory = reading.views.directory
    find = directory.founders if kind == "startup" else directory.managers
    return find(reading.connection, organisation)


def _unknown(code: str) -> Failed:
    return Failed(401, code, headers={"WWW-Authenticate": f'{REALM}, error="invalid_token"'})
