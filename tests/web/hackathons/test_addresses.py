"""Ids of things lead to their pages; what may not be seen is not there by its id either."""

from tests.web.introductions.town import Town


def test_an_id_leads_to_the_page_with_its_query(town: Town) -> None:
    manager, stranger = town.member("manager"), town.member("stranger")
    shown = town.house.hackathon(manager.actor)
    draft = town.house.hackathon(manager.actor, announced=False)
    startup = town.house.startup(manager.actor, name="Suu Sensors")
    incubator = town.house.incubator("UZ")
    for id, address in (
        (shown.id, "/hackathons/water-and-light"), (startup.id, "/startups/suu-sensors"),
        (incubator, "/incubators/incubator-uz"),
    ):  # fmt: skip
        answer = stranger.browser.get(f"{address.rpartition('/')[0]}/{id}?lang=ur")
        assert (answer.status_code, answer.location) == (301, f"{address}?lang=ur")
    assert stranger.browser.get(f"/hackathons/{draft.id}").status_code == 404
    assert manager.browser.get(f"/hackathons/{draft.id}").location == f"/hackathons/{draft.slug}"
