"""What the document says of itself holds: its examples are what operations take, its codes have explanations."""

import orjson
import pytest
from flask import Flask

from bridge.api.operation import OPERATIONS, Operation
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
