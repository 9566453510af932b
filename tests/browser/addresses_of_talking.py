"""Addresses of the pages around a hackathon."""

import sqlalchemy as sa

from bridge.composition import Bridge

Samples = dict[str, list[tuple[str, str | None]]]


def of_talking(bridge: Bridge, email: str) -> Samples:
    """The pages for everybody, those of a reader, those of a manager of its host; one question that was asked."""
    on = "/hackathons/walked"
    with bridge.reading() as reading:
        questions, hackathons = reading.views.talking.questions.c, reading.views.hackathons.rows.c
        query = sa.select(questions.id, hackathons.slug).where(
            hackathons.id == questions.hackathon, questions.hidden.is_(False)
        )
        asked = reading.connection.execute(query.order_by(questions.number)).first()
    assert asked is not None
    question = f"/hackathons/{asked.slug}/questions/{asked.id}"
    return {
        "/hackathons/<slug>/questions": [(f"{on}/questions", None), (f"{on}/questions?waiting=yes", email)],
        "/hackathons/<slug>/questions/<uuid:question>": [(question, None)],
        "/hackathons/<slug>/<any(questions, projects, teams):what>/<uuid:about>/report": [(f"{question}/report", None)],
        "/hackathons/mine": [("/hackathons/mine", email)],
        "/hackathons/<slug>/messages": [(f"{on}/messages", email)],
        "/hackathons/<slug>/manage/messages": [(f"{on}/manage/messages", email)],
    }
