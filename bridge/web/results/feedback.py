"""What judges wrote for a team, without their names, and how its mark arose: for its members, once it is released."""

from typing import Any

from flask import render_template

from bridge.readmodels.base import unpacked
from bridge.web.app import Answer, current_bridge
from bridge.web.hackathons.access import announced
from bridge.web.results.access import blueprint, outcome_of, own_team
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.errors import Missing


@blueprint.get("/hackathons/<slug>/results/mine")
@members_only
def feedback(slug: str) -> Answer:
    """Show one's own team its comments; whoever was in no team finds nothing here."""
    actor = current_viewer().actor
    with current_bridge().reading() as reading:
        seen, connection = announced(reading, slug), reading.connection
        team = own_team(reading, seen, actor.account if actor.only is None else None)
        project = None if team is None else reading.views.projects.of_team(connection, team)
        if project is None:
            raise Missing("feedback", slug)
        outcome = outcome_of(reading, seen)
        rounds: list[dict[str, Any]] = []
        for publication in outcome.publications:
            row = next(
                (row for row in unpacked(publication.row["rows"]) if str(row["project"]) == str(project["id"])), None
            )
            if row is None:
                continue
            cards = reading.views.judging.cards_of(connection, publication.row["round"], project=project["id"])
            counted = [card for card in cards if card["state"] == "submitted"] if publication.round["feedback"] else []
            reading.fetch_keys(card["comment"] for card in counted)
            comments = [(card["comment"] is not None, reading.open(card["comment"])) for card in counted]
            # In an order that tells nothing of who wrote what: judges are in the order of random ids.
            rounds.append(
                {
                    "publication": publication, "row": row, "released": publication.round["feedback"],
                    "comments": sorted(text for _, text in comments if text),
                    "means": _means(publication.plan, counted),
                    "removed": sum(1 for said, text in comments if said and text is None),
                }
            )  # fmt: skip
    criteria = {one["key"]: one["name"] for one in seen.part("rubric").get("criteria") or ()}
    return render_template("results/mine.html", seen=seen, project=project, rounds=rounds, criteria=criteria)


def _means(plan: dict[str, Any], cards: list[Any]) -> list[tuple[dict[str, str], float, int]]:
    """The mean of each criterion, its name, and the highest mark; only where two or more judged: one is no secret."""
    if len(cards) < 2:
        return []
    scores = [unpacked(card["scores"]) for card in cards]
    found = []
    for criterion in plan["rubric"]["criteria"]:
        given = [one[criterion["key"]] for one in scores if criterion["key"] in one]
        if given:
            found.append((criterion["name"], sum(given) / len(given), plan["rubric"]["high"]))
    return found
