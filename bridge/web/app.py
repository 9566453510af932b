"""The Flask application: settings in, every page module registered, headers and languages around them."""

import importlib
import pkgutil
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from flask import Blueprint, Flask, current_app
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

import bridge.web
from bridge import api
from bridge.folders import TEMPLATES
from bridge.web import assets, errors, i18n, keeping, layout, security, viewer
from bridge.web.crowd import Crowd

if TYPE_CHECKING:
    from bridge.composition import Bridge

Answer = str | tuple[str, int] | Response  # what a page's function returns


def create_app(bridge: "Bridge") -> Flask:
    """Build the site on the wired parts of the house."""
    app = Flask("bridge.web", static_folder=None, template_folder=str(TEMPLATES))
    settings = bridge.settings
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TESTING=settings.environment == "testing",
        MAX_CONTENT_LENGTH=settings.upload_limit,
        PERMANENT_SESSION_LIFETIME=timedelta(days=30),
        # A site behind plain http (development) could not read back a cookie marked secure.
        SESSION_COOKIE_SECURE=settings.base_url.startswith("https://"),
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_NAME="bridge",
        # People on slow connections keep a form open for hours; the session's own end is the limit.
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.extensions["bridge"] = bridge
    # Inside of what reads a proxy's headers: who asks for which host is settled there.
    app.wsgi_app = Crowd(app.wsgi_app, bridge.log.recorder.max_notification_id)  # type: ignore[method-assign]  # Flask has it so
    if settings.proxies:
        n = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n, x_host=n, x_prefix=n)  # type: ignore[method-assign]  # the same
    # A misspelt name in a template fails its test instead of leaving a hole on the page.
    app.jinja_env.undefined = StrictUndefined
    # Jinja would run a filter on a constant once, when it compiles: in the language of the first reader.
    app.jinja_env.optimized = False
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    assets.init_app(app)
    i18n.init_app(app)
    viewer.init_app(app)
    layout.init_app(app)
    keeping.init_app(app)
    errors.init_app(app)
    for module_name, blueprint in page_modules():
        app.register_blueprint(blueprint)
        # A page module may need more than routes: its filters, sentences or the loader of the viewer.
        setup = getattr(importlib.import_module(module_name), "init_app", None)
        if setup is not None:
            setup(app)
    security.csrf.exempt(api.blueprint)  # programs come with tokens: no browser sends those by itself
    app.register_blueprint(api.blueprint)
    security.init_app(app, https=settings.base_url.startswith("https://"))
    return app


def current_bridge() -> "Bridge":
    """Return the wired parts that this application was made with."""
    return cast("Bridge", current_app.extensions["bridge"])


def page_modules() -> Iterator[tuple[str, Blueprint]]:
    """Yield every module or package directly in bridge.web that has a `blueprint`, in order of name."""
    for found in sorted(pkgutil.iter_modules(bridge.web.__path__), key=lambda module: module.name):
        name = f"bridge.web.{found.name}"
        blueprint = getattr(importlib.import_module(name), "blueprint", None)
        if isinstance(blueprint, Blueprint):
            yield name, blueprint
