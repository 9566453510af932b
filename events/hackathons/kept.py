"""What an announced hackathon keeps: no track or challenge goes that a prize names or that projects are in."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from events.errors import Invalid, Problem
from events.hackathons.guards import Judged
from events.store import Transaction
from events.store.recorder import Guard

if TYPE_CHECKING:
    from events.hackathons.aggregate import Hackathon


def kept_tracks(live: Judged, hackathon: "Hackathon", value: Mapping[str, Any]) -> list[Guard]:
    """Refuse at once what a prize names, those of a proposal included; and, by a guard, what projects are in."""
    stay = {track["key"] for track in value["tracks"]}
    before = (hackathon.setup.get("tracks") or {}).get("tracks") or ()
    gone = {track["key"]: track["name"] for track in before if track["key"] not in stay}
    if hackathon.state != "announced" or not gone:
        return []
    named = {
        prize["key"]: Problem("tracks", "prize_names_track", {"track": gone[prize["track"]], "prize": prize["name"]})
        for prize in _prizes(hackathon)
        if prize.get("track") in gone
    }
    if named:
        raise Invalid(named.values())

    def nobody_is_in_them(tx: Transaction) -> None:
        many = {key: live.projects_in(tx, hackathon.id, key) for key in gone}
        found = [
            Problem("tracks", "projects_in_track", {"track": gone[key], "number": many[key]})
            for key in gone
            if many[key]
        ]
        if found:
            raise Invalid(found)

    return [nobody_is_in_them]


def _prizes(hackathon: "Hackathon") -> Iterator[Mapping[str, Any]]:
    parts = [hackathon.setup.get("prizes") or {}]
    parts += [waiting["value"] for waiting in hackathon.open_changes.values() if waiting["part"] == "prizes"]
    for part in parts:
        yield from part.get("prizes") or ()
