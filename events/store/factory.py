"""The entry of the library's plug-in interface: PERSISTENCE_MODULE=events.store, DATABASE_URL=..."""

import threading
from typing import Any, NoReturn

from eventsourcing import persistence
from eventsourcing.utils import Environment, EnvType

from events.store.database import Database
from events.store.recorder import AggregateRecorder, ApplicationRecorder

_opened: dict[str, Database] = {}
_opening = threading.Lock()


class Factory(persistence.InfrastructureFactory):
    """Makes recorders on one database; tables come from migrations only, whatever CREATE_TABLE says."""

    def __init__(self, env: Environment | EnvType | None, database: Database | None = None) -> None:
        super().__init__(env)
        self.database = database or _open(self.env.get("DATABASE_URL") or "")

    def aggregate_recorder(self, purpose: str = "events") -> AggregateRecorder:  # the library's name
        """Keeps snapshots."""
        return AggregateRecorder(self.database)

    def application_recorder(self) -> ApplicationRecorder:
        """Keeps the log."""
        return ApplicationRecorder(self.database)

    def tracking_recorder(self, tracking_recorder_class: Any = None) -> NoReturn:
        """Not offered: followers keep their positions themselves."""
        raise NotImplementedError("use a Follower")

    def process_recorder(self) -> NoReturn:
        """Not offered: followers keep their positions themselves."""
        raise NotImplementedError("use a Follower")


def _open(url: str) -> Database:
    if not url:
        raise persistence.InfrastructureFactoryError("DATABASE_URL is not set")
    with _opening:
        if url not in _opened:
            _opened[url] = Database(url)
        return _opened[url]
