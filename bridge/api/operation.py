"""An operation: one method at one address, with everything that its caller and its documentation need to know.

    @operation("POST", "/startups/{startup}/rename", "startups", scope="write:startups")
    def rename_startup(call: Call, startup: str, body: Rename) -> Startup:
        '''Give the page of a startup another address. ...'''

Names in the path are parameters of the function, `str` for a slug or id and `UUID` for an id. `query` and `body` are
models; the answer's model is what the function returns, None for no content.
"""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints
from uuid import UUID

from pydantic import BaseModel

from bridge.api.calling import Answer
from bridge.files import MOST_BYTES

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
Handler = TypeVar("Handler", bound=Callable[..., Any])
BASE = "/api/v1"


@dataclass(frozen=True)
class Operation:
    """What `operation` has made of a function. `schema` is the answer's, where no model describes it."""

    name: str
    method: Method
    path: str
    group: str
    scope: str
    public: bool
    summary: str
    description: str
    handler: Callable[..., Any]
    parameters: Mapping[str, type]
    query: type[BaseModel] | None
    body: type[BaseModel] | None
    answer: type[BaseModel] | None
    status: int
    tagged: bool  # answers with an ETag
    matched: bool  # wants the ETag of what it changes
    also: tuple[int, ...] = ()  # statuses that only this one has
    example: Mapping[str, Any] | None = None
    schema: Mapping[str, Any] | None = None
    media: str = "application/json"
    takes: tuple[str, ...] = ()  # the media types of a body that is no JSON; the handler gets its bytes
    most: int = MOST_BYTES  # of such a body
    secret: bool = False  # what it answers is told once and kept nowhere
    words: Mapping[str, str] = field(default_factory=dict)  # what the parameters of the path are
    optional: bool = False  # whether the body may be left out

    @property
    def rule(self) -> str:
        """The address as Flask routes it."""
        kinds = {UUID: "uuid:", str: ""}
        return BASE + re.sub(r"{(\w+)}", lambda m: f"<{kinds[self.parameters[m[1]]]}{m[1]}>", self.path)

    @property
    def sends(self) -> bool:
        """Whether a request has a body."""
        return self.body is not None or bool(self.takes)

    @property
    def repeatable(self) -> bool:
        """Whether an Idempotency-Key makes it safe to send again; the other methods are safe by themselves."""
        return self.method == "POST"

    @property
    def statuses(self) -> list[int]:
        """Every status that this operation can answer with."""
        found = {self.status, 401, 403, 429, *self.also}
        if self.method == "GET" and self.tagged:
            found.add(304)
        if self.query is not None or self.sends or self.repeatable or self.tagged or self.matched:
            found.add(400)
        if self.parameters:
            found.add(404)
        if self.method != "GET":
            found |= {409, 422}
        if self.sends:
            found |= {413, 415}
        if self.matched:
            found |= {412, 428}
        return sorted(found)


OPERATIONS: dict[str, Operation] = {}


def operation(
    method: Method,
    path: str,
    group: str,
    *,
    scope: str = "read",
    public: bool = False,
    status: int = 200,
    tagged: bool = False,
    matched: bool = False,
    also: tuple[int, ...] = (),
    example: Mapping[str, Any] | None = None,
    media: str = "application/json",
    takes: tuple[str, ...] = (),
    most: int = MOST_BYTES,
    secret: bool = False,
) -> Callable[[Handler], Handler]:
    """Make an operation of a function; its name is the operation's, its docstring the documentation."""

    def register(handler: Handler) -> Handler:
        hints = get_type_hints(handler)
        names = re.findall(r"{(\w+)}", path)
        answer = hints.get("return")
        if get_origin(answer) is Answer:
            answer = get_args(answer)[0]
        body = None if takes else hints.get("body")
        if optional := get_origin(body) is UnionType:  # a model or None
            body = get_args(body)[0]
        summary, _, description = (inspect.getdoc(handler) or "").partition("\n\n")
        made = Operation(
            handler.__name__, method, path, group, scope, public, summary, description, handler,
            {name: hints[name] for name in names}, hints.get("query"), body,
            answer if isinstance(answer, type) and issubclass(answer, BaseModel) else None,
            204 if answer is type(None) else status, tagged, matched, also, example,
            media=media, takes=takes, most=most, secret=secret, optional=optional,
        )  # fmt: skip
        add(made)
        return handler

    return register


def add(made: Operation) -> None:
    """Take an operation in; its name and its place must be its own."""
    if made.name in OPERATIONS or any((o.method, o.path) == (made.method, made.path) for o in OPERATIONS.values()):
        raise ValueError(f"twice: {made.name} {made.method} {made.path}")
    OPERATIONS[made.name] = made
