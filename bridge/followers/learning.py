"""Learning anew in a process of its own: beside the work, which goes on at full speed."""

import multiprocessing
import threading
from collections.abc import Sequence
from multiprocessing.connection import Connection
from uuid import UUID

from matching import Engine, Lexicon, Profile


def learnt(known: Sequence[Profile], lexicon: Lexicon) -> Engine:
    """An engine that has learnt from these startups and has everybody's list at hand."""
    engine = Engine(lexicon)
    engine.fit(known)
    engine.prepare()
    return engine


class Learning:
    """A new engine in the making; `missed` are the startups that changed meanwhile."""

    def __init__(self, known: Sequence[Profile], lexicon: Lexicon) -> None:
        self.engine: Engine | None = None
        self.missed: set[UUID] = set()
        # Not forked: this process has threads, and a copy of their locks would wait for ever.
        context = multiprocessing.get_context("spawn")
        self._end, other_end = context.Pipe(duplex=False)
        self._process = context.Process(target=_learn, args=(other_end, known, lexicon), name="learning", daemon=True)
        self._process.start()
        other_end.close()
        self._thread = threading.Thread(target=self._receive, name="learning", daemon=True)
        self._thread.start()

    def _receive(self) -> None:
        try:
            self.engine = self._end.recv()
        except EOFError:  # it ended without an answer, and has said why
            self.engine = None
        self._end.close()
        self._process.join()

    @property
    def done(self) -> bool:
        """Whether it has ended, well (there is an engine) or not."""
        return not self._thread.is_alive()

    def wait(self) -> None:
        """Wait for the end."""
        self._thread.join()

    def give_up(self) -> None:
        """End it now."""
        self._process.kill()
        self._thread.join()


def _learn(end: Connection, known: Sequence[Profile], lexicon: Lexicon) -> None:
    end.send(learnt(known, lexicon))
    end.close()
