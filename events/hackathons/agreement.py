"""What every host agrees to goes by the name of its text: whoever agreed to another text has not agreed to this one."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from uuid import UUID

import orjson


def name_of(text: object) -> str:
    """The name of a text: a digest of all that it says."""
    return sha256(orjson.dumps(text, option=orjson.OPT_SORT_KEYS)).hexdigest()


def missing(hosts: Iterable[UUID], agreed: Mapping[str, str], name: str) -> list[UUID]:
    """The hosts that have not agreed to the text of this name; `agreed` holds by host to which one each did."""
    return [host for host in hosts if agreed.get(host.hex) != name]
