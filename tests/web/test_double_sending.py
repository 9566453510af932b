"""The same form sent twice at once, from two windows and to two processes: one fact, and no error page."""

from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from flask import Flask

from bridge.web import create_app
from tests.permissions.table import SENT, TABLE
from tests.permissions.world import Site
from tests.store.threads import together
from tests.web.rough import URLENCODED, Form, Rough, encoded

# By rule: the fact that must be there once.
ONCE = {
    "/startups/new": "startup.registered",
    "/startups/<slug>/introduce": "introduction.proposed",
    "/introductions/<uuid:introduction>/accept": "introduction.accepted",
    "/introductions/<uuid:introduction>/met": "introduction.met",
    "/introductions/<uuid:introduction>/partnership": "partnership.recorded",
    "/partnerships/<uuid:partnership>/confirm": "partnership.confirmed",
    "/partnerships/<uuid:partnership>/end": "partnership.ended",
    "/startups/<slug>/incubators": "startup.admission_asked",
    "/startups/<slug>/blocked": "startup.blocked",
    "/incubators/<slug>/manage/startups/<uuid:startup>/graduate": "startup.graduated",
    "/startups/<slug>/people": "startup.founder_invited",
    "/incubators/<slug>/manage/people": "incubator.manager_invited",
    "/i/<secret>": "startup.founder_added",
    "/admin/people": "office.role_granted",
    "/admin/vocabulary/fold": "term.tag_folded",
}


LAST_BUTTON = next(row for row in TABLE if str(row) == "POST /startups/new [the last button]")


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_form_sent_twice_at_once_is_one_fact(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    site = Rough(tmp_path, request.getfixturevalue(f"{kind}_url"))
    forms = {rule: site.form(LAST_BUTTON if rule == "/startups/new" else SENT[rule]) for rule in ONCE}
    other = Site(site.settings, site.clock)  # another process has a bridge of its own
    apps = [site.app, create_app(other)]
    apps[1].config.update(WTF_CSRF_ENABLED=False)
    problems = []
    for rule, form in forms.items():
        before = site.bridge.log.recorder.max_notification_id() or 0
        answers = together(partial(_send, apps, site, form), 2)
        facts = Counter(entry.fact.TOPIC for entry in site.bridge.log.entries(after=before))
        friendly = all(answer in (303, 403, 409, 410, 422) for answer in answers) and 303 in answers
        # Of two invitations that met, one is taken back at once.
        kept = facts[ONCE[rule]] - facts[ONCE[rule].replace("_invited", "_invitation_revoked")] * (
            ONCE[rule].endswith("_invited")
        )
        if kept != 1 or not friendly:
            problems.append(f"{rule}: {answers} {dict(facts)}")
    # One after the other it is the same: whoever presses the last button again comes to their startup.
    assert _send(apps, site, forms["/startups/new"], 0) == 303
    other.close()
    site.close()
    assert problems == []


def _send(apps: list[Flask], site: Rough, form: Form, number: int) -> int:
    client = apps[number].test_client()
    client.set_cookie("bridge", site.cookies[form.role])
    return client.post(form.path, data=encoded(form.fields.items()), content_type=URLENCODED).status_code
