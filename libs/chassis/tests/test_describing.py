"""What the API document says of a route beyond what Litestar knows."""

from typing import Any
from uuid import UUID

from litestar import Response, get, patch
from litestar.params import FromPath

from medianest.chassis.application import application
from medianest.chassis.document.describing import described
from medianest.chassis.document.examples import example_of
from medianest.chassis.doorway.access import needs, open_to_all
from medianest.contracts.record import Record
from medianest.contracts.refusals import Conflict


class Sail(Record):
    colour: str = "red"


class Boat(Record):
    """Something that floats."""

    id: UUID
    title: str
    crew: tuple[str, ...] = ()
    next: "Boat | None" = None
    sail: Sail = Sail()


class BoatSunk(Conflict):
    """This boat has sunk."""


def document() -> dict[str, Any]:
    @get("/boats", opt=open_to_all())
    async def see_boats() -> list[Boat]:
        return []

    @patch("/boats/{boat_id:uuid}", opt=needs("downloads.manage"))
    async def paint_boat(
        boat_id: FromPath[UUID], data: Boat, expected: int | None
    ) -> Response[Boat]:
        return Response(data)

    app = application("boats", [see_boats, paint_boat])
    return described(app, app.openapi_schema.to_schema(), "boats")


def test_an_operation_says_who_may_and_what_may_go_wrong() -> None:
    paths = document()["paths"]
    see, paint = paths["/api/v1/boats"]["get"], paths["/api/v1/boats/{boat_id}"]["patch"]
    assert (see["x-permission"], see["security"], see["summary"]) == ("open", [], "See boats")
    assert paint["x-permission"] == "downloads.manage"
    assert set(see["responses"]) == {"200", "429", "503", "default"}
    refusals = {"400", "401", "403", "404", "412", "429", "503", "default"}
    assert set(paint["responses"]) == {"200"} | refusals
    assert [p["name"] for p in paint["parameters"] if p["in"] == "header"] == ["If-Match"]


def test_an_operation_shows_what_it_takes_and_gives() -> None:
    operation = document()["paths"]["/api/v1/boats/{boat_id}"]["patch"]
    taken = operation["requestBody"]["content"]["application/json"]["example"]
    assert taken["title"] == "Harbour at dawn"
    assert UUID(taken["id"])
    assert operation["responses"]["200"]["content"]["application/json"]["example"] == taken


def test_an_example_of_what_holds_itself_ends() -> None:
    schema = {"type": "object", "properties": {"inner": {"$ref": "#/components/schemas/It"}}}
    assert example_of(schema, {"components": {"schemas": {"It": schema}}})["inner"]


def test_every_refusal_is_a_problem_that_the_document_names() -> None:
    types = {one["type"]: one for one in document()["x-problem-types"]}
    assert types["urn:medianest:problem:not-signed-in"]["status"] == 401
    assert "urn:medianest:problem:boat-sunk" not in types, "it is of another house"


def test_a_shape_has_no_default_of_its_own() -> None:
    sail = document()["components"]["schemas"]["Sail"]
    assert "default" not in sail
    assert sail["properties"]["colour"]["default"] == "red"
