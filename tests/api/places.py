"""Hackathons of the planted world and what there is in each, so that made-up calls reach past 'no such thing'."""

from collections.abc import Iterable

from events.hackathons.parts import PARTS
from events.hackathons.phases import PHASES
from tests.permissions import roles

COMMON = {"part": list(PARTS), "phase": list(PHASES)}
PLACES: list[dict[str, list[str]]] = [
    {
        "hackathon": ["hackrun"], "team": ["suuteam", "nurteam"], "project": ["soloproject"], "digest": ["team_file"],
        "request": ["help_asked", "help_taken"], "account": [roles.PARTNER, "cofounder", "joined", roles.FOUNDER],
        "invitation": ["team_invitation"], "mentor": [roles.MEMBER], "number": ["1"],
    },
    {
        "hackathon": ["hackdone"], "team": ["doneteam", "idleteam"], "project": ["doneproject", "outproject"],
        "digest": ["late_file"], "number": ["2", "1"], "account": [roles.PARTNER, "stranger"],
    },
    {
        "hackathon": ["hackseat"], "round": ["seatround"], "project": ["seatproject"], "number": ["1"],
        "judge": ["guest_judge", "gone_judge", roles.MEMBER],
    },
    {"hackathon": ["hackroom"], "number": ["1", "2", "3"], "question": ["proposal"], "judge": [roles.MEMBER]},
    {"hackathon": ["hackends"], "number": ["1", "2", "3", "4"], "judge": [roles.MEMBER]},
    {
        "hackathon": ["h_on"], "change": ["h_change_id"], "account": ["joined"], "invitation": ["h_invitation"],
        "incubator": ["tower_id"],
    },
    {"hackathon": ["h_draft", "h_ready"], "incubator": ["tower_id", "center_id"]},
]  # fmt: skip
# Called off, a hackathon refuses everything: others have to be left to ask about.
FOR_GOOD = {"hackathon": ["h_ready"], "incubator": ["tower_id"]}


def place(path: str, asked: Iterable[str], turn: int) -> dict[str, list[str]]:
    """Things of one hackathon by what the parameters of an address are called: one that has most of them."""
    if path.endswith(("/cancel", "/hosts/{incubator}")):
        return FOR_GOOD
    names = set(asked) - COMMON.keys()
    most = max(len(names & one.keys()) for one in PLACES)
    fitting = [one for one in PLACES if len(names & one.keys()) == most]
    return {**COMMON, **fitting[turn % len(fitting)]}
