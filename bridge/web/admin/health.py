"""How the house is doing: a page for administrators, JSON for monitors, figures for Prometheus on this machine."""

from ipaddress import ip_address
from typing import Any

import sqlalchemy as sa
from flask import abort, jsonify, render_template, request
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from bridge.health import Health, look
from bridge.web.admin.access import administrator, blueprint
from bridge.web.app import Answer, current_bridge
from bridge.web.sign_in import members_only
from events.store.tables import events


@blueprint.get("/admin/health")
@members_only
def health() -> Answer:
    """Show followers, mail, the log and the live tables."""
    administrator()
    bridge = current_bridge()
    with bridge.reading() as reading:
        length = reading.connection.scalar(sa.select(sa.func.count()).select_from(events)) or 0
        slot = reading.views.slot
    return render_template("admin/health.html", health=look(bridge), length=length, slot=slot, database=bridge.db.name)


@blueprint.get("/health")
def machine_health() -> tuple[Response, int]:
    """Say in JSON whether all is well; 503 only where the database does not answer, so that pages cannot either."""
    try:
        found = look(current_bridge())
    except SQLAlchemyError:
        return jsonify(ok=False, database=False), 503
    answer: dict[str, Any] = {
        "ok": found.well,
        "database": True,
        "followers": {
            follower.name: {
                "lag": follower.behind, "stopped": follower.stopped, "ran": follower.ever_ran,
                "silent": follower.silent,
            }
            for follower in found.followers
        },
        "mail": found.mail,
        "mail_waits_since": found.mail_waits_since.isoformat() if found.mail_waits_since else None,
    }  # fmt: skip
    return jsonify(answer), 200


@blueprint.get("/metrics")
def metrics() -> Response:
    """Figures for a Prometheus on this machine; whoever comes over the network finds nothing here."""
    if not _from_here():
        abort(404)
    return Response(generate_latest(_measured(look(current_bridge()))), content_type=CONTENT_TYPE_LATEST)


def _from_here() -> bool:
    # Behind a proxy that nobody told us about, everybody seems to come from this machine.
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _measured(found: Health) -> CollectorRegistry:
    registry = CollectorRegistry()
    Gauge("bridge_log_last_event", "Id of the last event", registry=registry).set(found.newest)
    lag = Gauge("bridge_follower_lag_events", "Events not read yet", ["follower"], registry=registry)
    stopped = Gauge("bridge_follower_stopped", "1 where a follower stopped", ["follower"], registry=registry)
    beat = Gauge("bridge_follower_beat_seconds", "When it was last at work", ["follower"], registry=registry)
    for follower in found.followers:
        lag.labels(follower.name).set(follower.behind)
        stopped.labels(follower.name).set(follower.stopped)
        if follower.beat_at is not None:
            beat.labels(follower.name).set(follower.beat_at.timestamp())
    mail = Gauge("bridge_mail_letters", "Letters in the outbox", ["state"], registry=registry)
    for state, count in found.mail.items():
        mail.labels(state).set(count)
    waits = (found.checked_at - found.mail_waits_since).total_seconds() if found.mail_waits_since else 0
    Gauge("bridge_mail_oldest_seconds", "How long the oldest letter waits", registry=registry).set(waits)
    return registry
