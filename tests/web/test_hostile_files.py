"""Pictures made to break what opens them are refused beside their field."""

import io
import random
import struct
import warnings
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

from bridge.composition import Bridge
from bridge.sniffing import sniff
from events.errors import Invalid
from tests.permissions.world import settings


@pytest.fixture
def bridge(sqlite_url: str, tmp_path: Path) -> Bridge:
    return Bridge(settings(tmp_path, sqlite_url))


def claiming(width: int, height: int) -> bytes:
    """A PNG of a hundred bytes that says it is as big as that."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [7_000, 10_000, 30_000, 2**31 - 1])
def test_a_picture_that_would_fill_the_memory_is_refused_by_its_size(bridge: Bridge, side: int) -> None:
    with pytest.raises(Invalid) as refused:
        bridge.files.put_logo("logo", claiming(side, side), None)
    assert [(problem.field, problem.code) for problem in refused.value.problems] == [("logo", "too_many_pixels")]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_damaged_picture_is_taken_or_refused_and_never_an_error(bridge: Bridge, kind: str) -> None:
    out, dice, refused = io.BytesIO(), random.Random(kind), 0
    Image.effect_noise((40, 40), 50).save(out, kind)
    for _ in range(200):
        damaged = bytearray(out.getvalue())
        for _ in range(dice.choice((1, 5, 20))):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the library, about what is damaged
            try:
                bridge.files.put_logo("logo", bytes(damaged), None)
            except Invalid as invalid:
                refused += invalid.problems[0].field == "logo"
    assert refused > 10


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_archive_is_taken_or_refused_and_never_an_error(method: int) -> None:
    made, chance = io.BytesIO(), random.Random(method)
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    for _ in range(200):
        content = bytearray(made.getvalue())
        for _ in range(chance.choice((1, 2, 4))):
            content[chance.randrange(4, len(content))] = chance.randrange(256)
        with suppress(Invalid):
            assert sniff("file", "note.odt", bytes(content)).ending == "odt"
