"""Addresses of the jury's room: where the demonstration has published results, and where it is judging."""

import sqlalchemy as sa

from bridge.composition import Bridge
from bridge.demo.judging import FINISHED, NOW

MANAGER = "manager-khyber@demo.example"


def of_jury(bridge: Bridge) -> dict[str, list[tuple[str, str | None]]]:
    """(address, who) by rule."""
    with bridge.reading() as reading:
        hackathons, judging = reading.views.hackathons.rows.c, reading.views.judging
        id = reading.connection.scalar(sa.select(hackathons.id).where(hackathons.slug == NOW))
        assert id is not None
        round = judging.rounds_of(reading.connection, id)[0]
        look = judging.looks_of(reading.connection, round["id"])[0]
    on, over, h = f"/hackathons/{NOW}/manage", f"/hackathons/{FINISHED}/manage", "/hackathons/<slug>/manage"
    room, outcome, n = f"{h}/judging/<int:number>", f"{h}/results/<int:number>", round["number"]
    here, sheet = f"{on}/judging/{n}", f"judges/{look['judge']}"
    pages = {
        f"{h}/judging": [f"{on}/judging"],
        f"{h}/judging/new": [f"{on}/judging/new"],
        f"{h}/judging/scorecards": [f"{on}/judging/scorecards"],
        room: [here, f"{over}/judging/1"],
        f"{room}/plan": [f"{here}/plan"],
        f"{room}/assignment": [f"{here}/assignment"],
        f"{room}/progress": [f"{here}/progress"],
        f"{room}/judges/<uuid:judge>": [f"{here}/{sheet}"],
        f"{room}/judges/<uuid:judge>/paper/<uuid:project>": [f"{here}/{sheet}/paper/{look['project']}"],
        f"{room}/projects/<uuid:project>": [f"{here}/projects/{look['project']}"],
        f"{room}/pitches": [f"{here}/pitches"],
        f"{h}/results": [f"{over}/results"],
        outcome: [f"{over}/results/1"],
        f"{outcome}/what-if": [f"{over}/results/1/what-if?method=plain_mean"],
        f"{outcome}/report": [f"{over}/results/1/report"],
    }
    return {rule: [(address, MANAGER) for address in addresses] for rule, addresses in pages.items()}
