"""What the demonstration shows of profiles in an incubator's care: claims, a handover, a question, a go-between."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from bridge.demo.lists import HOUSE
from bridge.demo.timeline import DEMO, Cast, Moment
from events.actor import Actor

if TYPE_CHECKING:
    from bridge.composition import Bridge

SOURCE = "demo-register"
ROWS = (
    ("dir-walnut-press", "Dir Walnut Press", "Dir", {"en": "Walnut oil pressed cold, for bakeries and shops."}),
    ("dir-walnut-press-ltd", "Dir Walnut Press Ltd", "Dir", {"ur": "اخروٹ کا تیل، بیکریوں کے لیے"}),
    ("chitral-wool-lab", "Chitral Wool Lab", "Chitral", {"en": "Felt for insulation from the wool that nobody buys."}),
)
ASKS, BROUGHT = "tolkun-sector", ("pashmcode", "ene-zhip")
NEXT_HOUSE = "demo-incubator-indus"


class Care:
    """What a manager finds on a Monday."""

    def __init__(self, bridge: "Bridge", cast: Cast, until: datetime) -> None:
        self.bridge, self.cast, self.until = bridge, cast, until
        self.listed: dict[str, UUID] = {}

    def moments(self) -> Iterator[Moment]:
        """Everything."""
        for number, row in enumerate(ROWS):
            yield Moment(self.until - timedelta(days=40 - number), partial(self._list, *row))
        yield Moment(self.until - timedelta(days=3), self._claim)
        yield Moment(self.until - timedelta(days=2), self._hand_over)
        yield Moment(self.until - timedelta(days=1, hours=6), self._ask)
        yield Moment(self.until - timedelta(days=8), self._bring_together)

    def _list(self, slug: str, name: str, city: str, line: dict[str, str]) -> None:
        house, profile = self.cast.incubators[HOUSE], {"name": name, "country": "PK", "city": city, "one_liner": line}
        made = self.bridge.startups.register_unclaimed(DEMO, profile, source=SOURCE, row=slug, incubator=house)
        self.bridge.startups.publish(DEMO, made.id, "public")
        self.listed[slug] = made.id

    def _claim(self) -> None:
        """Two say that it is theirs; one of them has registered it a second time."""
        wanted = self.listed[ROWS[0][0]]
        for email, message in (
            ("newcomer@demo.example", "I founded it with my sister in 2021; our shop is in the bazaar of Timergara."),
            ("founder-osh@demo.example", "We buy their oil and would keep the page for them."),
        ):
            if (account := self.cast.accounts.get(email)) is not None:
                self.bridge.claiming.ask(Actor(account), wanted, message)

    def _hand_over(self) -> None:
        if NEXT_HOUSE in self.cast.managers:
            manager, startup = self.cast.managers[HOUSE], self.listed[ROWS[2][0]]
            why = "They have moved to Karachi; you know them better."
            self.bridge.keeping.hand_over(manager, startup, self.cast.incubators[NEXT_HOUSE], why)

    def _ask(self) -> None:
        if (founder := self.cast.founders.get(ASKS)) is not None:
            typed = {
                "want": "distribution", "offer": "distribution", "next_step": "call", "language": "en",
                "message": "We supply bakeries in Bishkek and look for cold-pressed oils. Could you call them for us?",
            }  # fmt: skip
            mine, about = self.cast.startups[ASKS], self.listed[ROWS[0][0]]
            self.bridge.enquiries.ask(founder, mine, about, self.cast.incubators[HOUSE], typed)

    def _bring_together(self) -> None:
        """One of the two has said yes."""
        one, other = BROUGHT
        if one not in self.cast.founders or other not in self.cast.founders:
            return
        typed = {
            "want": "outsourcing_customer", "offer": "outsourcing_capacity", "next_step": "call", "language": "en",
            "message": "You sew for export and plan by telephone; they write such software. Talk for half an hour.",
        }  # fmt: skip
        manager, startups = self.cast.managers[HOUSE], self.cast.startups
        made = self.bridge.between.introduce(
            manager, self.cast.incubators[HOUSE], startups[one], startups[other], typed
        )
        self.bridge.introductions.accept(self.cast.founders[one], made.id, "Gladly. Mornings suit us best.")
