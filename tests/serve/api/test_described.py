"""The description of the API is right: requests made from it are answered as it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, given, settings
from tests.serve.web.conftest import DAY

from goodwill.book import open_book
from goodwill.serve.api.app import ROUTERS, create_api
from goodwill.serve.web.app import create_app
from goodwill.serve.web.shelf import Shelf

HOST = {"host": "127.0.0.1"}
EXAMPLES = 4
KNOWN = {"account": "acre", "line": "kind", "type": "patterns", "id": "abusive", "number": "1"}
ROUTES = [one for router in ROUTERS for one in router.routes if isinstance(one, APIRoute)]
OPERATIONS = [
    (method, route.path)
    for route in ROUTES
    for method in sorted(route.methods or ())
    if not route.path.endswith("/stream")
]


@pytest.fixture(scope="module")
def site(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """A book that everything may be said of."""
    folder = tmp_path_factory.mktemp("described")
    copytree(made, folder / "book")
    book = open_book(folder / "book")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOODWILL_KEY_FILE", str(folder / "key"))
        yield create_app(Shelf(book, DAY))
    book.close()


@pytest.fixture(scope="module")
def schema(site: FastAPI) -> Any:
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", site, headers=HOST)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_what_is_asked_by_the_description_is_answered_by_it(
    schema: Any, method: str, path: str
) -> None:
    operation = schema[path.replace(":path}", "}")][method]

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(operation.as_strategy())
    def tried(case: Any) -> None:
        for names in (case.path_parameters, {**case.path_parameters, **_known(case)}):
            case.path_parameters = names
            case.call_and_validate(headers=HOST, base_url="http://127.0.0.1/api/v1")

    tried()


def _known(case: Any) -> dict[str, str]:
    """The parts of the address as the book has them."""
    return {name: KNOWN[name] for name in case.path_parameters if name in KNOWN}


def test_every_route_is_described_with_its_answer_and_its_problems() -> None:
    document = create_api(None).openapi()  # type: ignore[arg-type]  # nothing is asked of it

    for path, methods in document["paths"].items():
        for method, told in methods.items():
            answers = told["responses"]
            assert told["description"], f"{method} {path} is not described"
            assert {"200", "401", "403", "422", "500", "503"} <= set(answers), f"{method} {path}"
            for status in set(answers) - {"200", "304"}:
                assert list(answers[status]["content"]) == ["application/problem+json"]
            for one in told.get("parameters", ()):
                assert one.get("description"), f"{path} does not say what {one['name']} is"


def test_nothing_in_the_description_speaks_of_how_a_colleague_does() -> None:
    document = create_api(None).openapi()  # type: ignore[arg-type]  # as above
    names = {
        one["name"] for methods in document["paths"].values()
        for told in methods.values() for one in told.get("parameters", ())
    }  # fmt: skip

    assert not names & {"owner", "person", "by", "colleague", "user"}
