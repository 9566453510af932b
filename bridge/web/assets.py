"""Static files with versioned addresses that browsers keep for a year, and compressed answers."""

import gzip
import hashlib
import io
import mimetypes
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, request
from werkzeug.security import safe_join

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
WORKERS = {"judging-worker.js": "/hackathons/"}  # service workers, and below which address they may work


def init_app(app: Flask) -> None:
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=_static)
    app.url_defaults(_add_version)
    app.after_request(_compress)


def version(filename: str) -> str | None:
    """Return a short hash of a static file's content, or None where there is no such file."""
    path = STATIC / filename
    try:
        changed = path.stat().st_mtime_ns
    except (OSError, ValueError):
        return None
    return _hash(path, changed) if path.is_file() else None


@lru_cache(maxsize=256)
def _hash(path: Path, changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def _add_version(endpoint: str, values: dict[str, Any]) -> None:
    # Vendored files carry the version in their folder's name, so that style sheets can name them too.
    if endpoint == "static" and not str(values["filename"]).startswith("vendor/"):
        values.setdefault("v", version(values["filename"]))


def _static(filename: str) -> Response:
    path = safe_join(str(STATIC), filename)
    tag = version(filename)
    if path is None or tag is None:
        abort(404)
    packed = _wants_gzip() and _is_text(filename)
    # The same tag on other bytes would let a proxy answer one reader with the other's encoding.
    response = Response(_bytes(Path(path), tag, packed), mimetype=mimetypes.guess_type(filename)[0])
    response.set_etag(f"{tag}-gzip" if packed else tag)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    if _is_text(filename):
        response.vary.add("Accept-Encoding")
    lasting = filename.startswith("vendor/") or request.args.get("v") == tag
    response.headers["Cache-Control"] = A_YEAR if lasting else "no-cache"
    if filename in WORKERS:  # browsers look for a newer one themselves, and must never get an old one
        response.headers["Service-Worker-Allowed"] = WORKERS[filename]
        response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response


@lru_cache(maxsize=256)
def _bytes(path: Path, tag: str, packed: bool) -> bytes:
    """Read a file once for each of its contents; all of them together are a few hundred kilobytes."""
    return gzip.compress(path.read_bytes(), compresslevel=9, mtime=0) if packed else path.read_bytes()


def _is_text(filename: str) -> bool:
    return (mimetypes.guess_type(filename)[0] or "").startswith(COMPRESSIBLE)


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
