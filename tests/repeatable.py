"""Ids, tokens and made-up cases are the same in every run of a test: BRIDGE_TEST_SEED=n takes others."""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from hypothesis import settings

SEED = os.environ.get("BRIDGE_TEST_SEED", "")
_real, _here = os.urandom, os.getpid()


def same_cases() -> None:
    """Property tests try the same cases in every run, or new ones with a seed."""
    settings.register_profile("repeatable", derandomize=not SEED)
    settings.load_profile("repeatable")


@contextmanager
def same_bytes(test: str) -> Iterator[None]:
    """Random bytes (uuid4, secrets) that only the test's name and the seed decide; a fork draws real ones."""
    # A few tests compared ids or looked for letters in them, and failed once in some hundred runs.
    stream = random.Random(f"{SEED}:{test}")  # not for secrets: these are tests

    def draw(size: int) -> bytes:
        # Two processes of one stream would draw the same ids.
        return stream.randbytes(size) if os.getpid() == _here else _real(size)

    # SystemRandom and secrets hold it by the second name.
    with patch.object(os, "urandom", draw), patch.object(random, "_urandom", draw):
        yield
