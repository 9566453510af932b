"""Static files with versioned addresses that browsers keep for a year, and compressed answers."""

import gzip
import hashlib
import io
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, request, send_from_directory

STATIC = Path(__file__).resolve().parents[1] / "static"
A_YEAR = "public, max-age=31536000, immutable"
COMPRESSIBLE = (
    "text/",
    "application/javascript",
    "application/json",
    "application/manifest+json",
    "image/svg+xml",
)
WORTH_COMPRESSING = 600


def init_app(app: Flask) -> None:
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=_static)
    app.url_defaults(_add_version)
    app.after_request(_compress)


def version(filename: str) -> str | None:
    """Return a short hash of a static file's content, or None where there is no such file."""
    path = STATIC / filename
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return None
    return _hash(path, changed)


@lru_cache(maxsize=256)
def _hash(path: Path, changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def _add_version(endpoint: str, values: dict[str, Any]) -> None:
    # Vendored files carry the version in their folder's name, so that style sheets can name them too.
    if endpoint == "static" and not str(values["filename"]).startswith("vendor/"):
        values.setdefault("v", version(values["filename"]))


def _static(filename: str) -> Response:
    response = send_from_directory(STATIC, filename, conditional=True)
    if filename.startswith("vendor/") or request.args.get("v") == version(filename):
        response.headers["Cache-Control"] = A_YEAR
    else:
        response.headers["Cache-Control"] = "no-cache"
    if response.status_code == 200 and _wants_gzip() and (response.mimetype or "").startswith(COMPRESSIBLE):
        path = STATIC / filename
        response.direct_passthrough = False
        response.set_data(_best(path, path.stat().st_mtime_ns))
        response.headers["Content-Encoding"] = "gzip"
        response.vary.add("Accept-Encoding")
        # The same tag on other bytes would let a proxy answer one reader with the other's encoding.
        response.set_etag(f"{version(filename)}-gzip")
    return response


@lru_cache(maxsize=64)
def _best(path: Path, changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), compresslevel=9, mtime=0)


def _compress(response: Response) -> Response:
    if (
        response.is_streamed
        or response.direct_passthrough
        or "Content-Encoding" in response.headers
        or not (response.mimetype or "").startswith(COMPRESSIBLE)
    ):
        return response
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if _wants_gzip() and len(body) >= WORTH_COMPRESSING:
        response.set_data(_gzip_with_random_length(body))
        response.headers["Content-Encoding"] = "gzip"
    return response


def _gzip_with_random_length(body: bytes) -> bytes:
    """Compress with a file name of random length, so that sizes do not betray the form token (BREACH)."""
    out = io.BytesIO()
    padding = "x" * (1 + secrets.randbelow(24))
    with gzip.GzipFile(filename=padding, mode="wb", compresslevel=5, fileobj=out, mtime=0) as packed:
        packed.write(body)
    return out.getvalue()


def _wants_gzip() -> bool:
    return request.accept_encodings.quality("gzip") > 0
