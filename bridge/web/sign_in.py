"""Who is signed in with this browser, and where they may be sent afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from ipaddress import IPv6Address, ip_address, ip_network
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from flask import Flask, g, redirect, request, session, url_for
from flask_login import LoginManager, current_user, login_user, logout_user
from werkzeug.wrappers import Response

from bridge.accounts import Account
from bridge.web.app import current_bridge
from bridge.web.viewer import forget_viewer

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What Flask-Login asks of a user; the epoch in the id ends sign-ins from before a change of password."""

    account: Account
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        return f"{self.account.id.hex}:{self.account.epoch}"


def init_app(app: Flask) -> None:
    manager = LoginManager(app)
    manager.session_protection = "basic"
    manager.user_loader(_load)


def current_account() -> Account | None:
    """Return the account that is signed in with this browser."""
    user = current_user._get_current_object()  # the object behind the proxy
    return user.account if isinstance(user, SignedIn) else None


def start(account: Account) -> None:
    """Sign in; nothing of the session before is kept, so nobody can have prepared it."""
    session.clear()
    session.permanent = True
    login_user(SignedIn(account))
    forget_viewer()


def end() -> None:
    """Sign out."""
    logout_user()
    session.clear()
    forget_viewer()


def reload() -> None:
    """Read the account again: it was changed in this request."""
    g.pop("_login_user", None)
    forget_viewer()


def members_only(page: Callable[P, R]) -> Callable[P, R | Response]:
    """Send visitors to the sign-in page, and back here afterwards."""

    @wraps(page)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
        if current_account() is not None:
            return page(*args, **kwargs)
        return redirect(url_for("accounts.sign_in", next=_here()), 303)

    return guarded


def _here() -> str:
    """Return where a visitor wants to be: what was sent with a form is gone by then, so it is the form's own page."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    form = urlsplit(request.referrer or "")
    page = own_path(f"{form.path}?{form.query}".rstrip("?")) if form.netloc == request.host else None
    return page or request.path


def own_path(address: str | None) -> str | None:
    """Return an address if it is a path of this site; another site's, or a trick, is None."""
    if not address or len(address) > 500 or not address.startswith("/") or not address.isprintable():
        return None
    # Browsers read a backslash as a slash, and two slashes as the beginning of a host.
    if address.startswith(("//", "/\\")) or "\\" in address:
        return None
    parts = urlsplit(address)
    return None if parts.scheme or parts.netloc else address


def network() -> str:
    """Return where this request comes from, for limits: an IPv6 household changes its last half at will."""
    address = request.remote_addr or "unknown"
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((parsed, 64), strict=False)) if isinstance(parsed, IPv6Address) else address


def _load(id: str) -> SignedIn | None:
    account, _, epoch = id.partition(":")
    try:
        found = current_bridge().accounts.by_session(UUID(account), int(epoch))
    except ValueError:
        return None
    return None if found is None else SignedIn(found)
