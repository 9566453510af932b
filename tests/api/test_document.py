"""What the document says of itself holds: its examples are what operations take, its codes have explanations."""

import orjson
import pytest
from flask import Flask
from pydantic import TypeAdapter, ValidationError

from bridge.api.document import described
from bridge.api.operation import OPERATIONS, Operation
from bridge.api.problems import of_validation
from bridge.api.words import AskedMoment
from bridge.web.messages import is_known
from tests.api.town import Town

EXAMPLES = [operation for operation in OPERATIONS.values() if operation.body is not None]


@pytest.mark.parametrize("operation", EXAMPLES, ids=lambda operation: operation.name)
def test_every_body_has_an_example_that_can_be_sent(operation: Operation) -> None:
    assert operation.body is not None
    assert operation.example is not None
    operation.body.model_validate_json(orjson.dumps(dict(operation.example)))


def test_every_code_that_the_api_gives_is_explained(town: Town) -> None:
    app: Flask = town.app
    token = town.token(town.aida, "read")
    asked = [
        ("GET", "/nowhere", None), ("DELETE", "/startups", None), ("GET", "/me", None), ("GET", "/me", "sb_wrong"),
        ("GET", "/startups?limit=x", None), ("POST", "/startups", token), ("GET", "/changes?after=x", None),
    ]  # fmt: skip
    codes = {town.ask(method, path, secret).get_json()["code"] for method, path, secret in asked}
    assert len(codes) >= 6
    with app.app_context():
        assert [code for code in codes if not is_known(code)] == []


def test_the_document_says_which_parameters_an_address_needs() -> None:
    found = described("http://localhost")["paths"]["/search"]["get"]["parameters"]
    assert {one["name"]: one["required"] for one in found} == {"q": True, "limit": False}


@pytest.mark.parametrize("text", ["0.5", "1767225600", "2026-03-02", "2026-03-02T09:00:00", "soon"])
def test_what_is_no_moment_with_a_zone_is_refused_in_an_address(text: str) -> None:
    asked = TypeAdapter(AskedMoment)
    assert asked.validate_python("2026-03-02T09:00:00Z").isoformat() == "2026-03-02T09:00:00+00:00"
    with pytest.raises(ValidationError) as caught:
        asked.validate_python(text)
    assert [one.code for one in of_validation(caught.value)] == ["not_a_moment"]


def test_parts_of_the_document_have_names_of_their_own_that_say_nothing_of_the_code() -> None:
    parts = described("http://localhost")["components"]["schemas"]
    assert [name for name in parts if "__" in name] == []
    assert {"TeamsReply", "HostingReply"} <= set(parts)
    assert b"bridge__" not in orjson.dumps(described("http://localhost"))
