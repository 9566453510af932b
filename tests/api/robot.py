"""A program that asks the planted world: with tokens of its people and organisations, as many requests as it likes."""

from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from bridge.machines.tokens import SCOPES, Kind
from bridge.web import create_app
from tests.permissions.planting import plant
from tests.permissions.world import Clock, Patient, Site, World, settings

BASE = "/api/v1"


class Robot:
    """The site with its world, and tokens by whoever they act as."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.clock = Clock()
        self.bridge = Site(settings(folder, database_url), self.clock)
        self.world: World = plant(self.bridge, self.clock)
        self.app: Flask = create_app(self.bridge)
        self.app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False)
        self.bridge.machines.limits = Patient(self.bridge.db, "", self.clock)
        self.tokens: dict[str, str] = {}

    def token(self, who: str, *scopes: str, organisation: str = "", kind: Kind = "person") -> str:
        """The secret of a token of somebody, for all scopes or some; of one organisation where one is named."""
        key = f"{who} {organisation} {scopes}"
        if key not in self.tokens:
            of = self.world.id(organisation) if organisation else None
            _, self.tokens[key] = self.bridge.machines.tokens.make(
                self.world.accounts[who], key[:80], list(scopes or SCOPES), 30, kind=kind, organisation=of
            )
        return self.tokens[key]

    def ask(self, method: str, path: str, token: str | None = None, **more: Any) -> TestResponse:
        """Send a request to an address of the API; placeholders are names of the world."""
        headers = {**more.pop("headers", {}), **({"Authorization": f"Bearer {token}"} if token else {})}
        address = path.format_map(self.world.names)
        if not address.startswith(("/feeds", BASE)):
            address = BASE + address
        return self.app.test_client().open(address, method=method, headers=headers, **more)
