"""The picture of a startup: the body of a request is the picture itself."""

from bridge.api.calling import Call
from bridge.api.operation import operation
from bridge.api.profiles import Startup
from bridge.api.startups import GROUP, WRITE, look, shown

PICTURES = ("image/png", "image/jpeg", "image/webp", "image/gif")


@operation("PUT", "/startups/{startup}/logo", GROUP, scope=WRITE, takes=PICTURES)
def put_logo(call: Call, startup: str, body: bytes) -> Startup:
    """Give a startup a picture

    The body is the picture: PNG, JPEG, WebP or GIF, at most 5 MB and 40 million pixels. It is kept as a WebP of at most
    320 pixels a side, without what cameras write into it. For its founders; for an unclaimed profile, those who look
    after it.
    """
    seen = look(call, startup)
    seen.must(seen.own or seen.keeps)
    digest = call.bridge.files.put_logo("body", body, call.account)
    call.bridge.startups.change(call.actor, seen.id, {"logo": digest})
    return shown(call, str(seen.id))


@operation("DELETE", "/startups/{startup}/logo", GROUP, scope=WRITE)
def remove_logo(call: Call, startup: str) -> None:
    """Take the picture of a startup away"""
    call.bridge.startups.change(call.actor, look(call, startup).id, {"logo": None})
