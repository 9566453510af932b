"""The hash chain: every entry of the log seals the one before it."""

import struct
from hashlib import sha256
from uuid import UUID

GENESIS = bytes(32)


def digest(
    prev_hash: bytes, id: int, originator_id: UUID, version: int, topic: str, state: bytes, recorded_at: int
) -> bytes:
    """SHA-256 of an entry and of the hash before it; lengths keep the parts apart."""
    name = topic.encode()
    header = struct.pack(">qqqqq", len(prev_hash), id, version, recorded_at, len(name))
    return sha256(b"".join((header, prev_hash, originator_id.bytes, name, state))).digest()
