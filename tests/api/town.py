"""Two founders with a startup each, in two countries; a manager with an incubator; and programs that ask for them."""

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from werkzeug.test import TestResponse

from bridge.machines.tokens import SCOPES, Kind
from bridge.web import create_app
from events.actor import Actor
from tests.permissions.world import SYSTEM, Clock, Site, settings

CHOICES = {"want": "distribution", "offer": "talent", "next_step": "call", "language": "ru"}


class Town:
    """`anor` in Pakistan is Aida's, `shifo` in Uzbekistan is Bek's, the incubator is Dana's."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.clock = Clock()
        self.bridge = Site(settings(folder, database_url), self.clock)
        self.app = create_app(self.bridge)
        self.aida, self.bek, self.dana = (self.person(name) for name in ("aida", "bek", "dana"))
        self.anor = self.startup(self.aida, "Anor", "PK")
        self.shifo = self.startup(self.bek, "Shifo", "UZ")
        page = {"name": {"en": "Center"}, "kind": "it_park", "country": "PK"}
        self.center = self.bridge.incubators.list(SYSTEM, page, []).id
        self.bridge.incubators.invite_manager(SYSTEM, self.center, invitation := uuid4())
        self.bridge.incubators.join(Actor(self.dana), self.center, invitation)

    def person(self, name: str) -> UUID:
        """An account."""
        return self.bridge.accounts.demo_account(f"{name}@people.example", name.title())

    def startup(self, founder: UUID, name: str, country: str, **profile: Any) -> UUID:
        """A startup of somebody."""
        return self.bridge.startups.register(Actor(founder), {"name": name, "country": country, **profile}).id

    def token(self, account: UUID, *scopes: str, of: UUID | None = None, kind: Kind = "startup", days: int = 30) -> str:
        """The secret of a token: personal, or of an organisation."""
        tokens = self.bridge.machines.tokens
        _, secret = tokens.make(
            account, "test", list(scopes or SCOPES), days, kind=kind if of else "person", organisation=of
        )
        return secret

    def ask(self, method: str, path: str, token: str | None = None, **more: Any) -> TestResponse:
        """Send a request to the API."""
        headers = {**more.pop("headers", {}), **({"Authorization": f"Bearer {token}"} if token else {})}
        return self.app.test_client().open(f"/api/v1{path}", method=method, headers=headers, **more)

    def code(self, answer: TestResponse) -> tuple[int, str]:
        """The status and the problem's code."""
        return answer.status_code, answer.get_json()["code"]
