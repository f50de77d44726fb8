"""The door to what the house is called: shown to everybody, set by who runs it."""

from typing import Annotated, Final

import msgspec
from litestar import Response, get, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from medianest.chassis.answers import done, versioned
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import Person, needs, open_to_all
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.identity.domain.house import Accent, Call, House
from medianest.identity.handlers.naming import Naming

SETTINGS: Final = "/settings/identity/house"


class HouseBody(Record):
    """`accent` is the colour of what is pressed and of what moves."""

    name: Annotated[str, msgspec.Meta(max_length=200)]
    accent: Accent


class HousePage(Record):
    """Also for who is not signed in: it stands on the door."""

    name: str
    accent: Accent


def the_house(naming: Naming) -> list[HTTPRouteHandler]:
    """What it is called."""

    @get("/house", opt=open_to_all())
    async def see_house() -> HousePage:
        return _page((await naming.shown()).state)

    @get(SETTINGS, opt=needs("settings.manage"))
    async def see_house_settings() -> Response[HousePage]:
        shown = await naming.shown()
        return versioned(shown.version, _page(shown.state))

    @put(SETTINGS, opt=needs("settings.manage"))
    async def call_house(
        data: JSONBody[HouseBody], person: Person, meta: Meta, expected: int | None
    ) -> Response[HousePage]:
        command = Call(by=person.id, now=now(), name=data.name, accent=data.accent)
        receipt = await naming.change(command, expected=expected, meta=meta)
        return done(receipt, _page((await naming.shown()).state))

    return [see_house, see_house_settings, call_house]


def _page(house: House) -> HousePage:
    return HousePage(name=house.name, accent=house.accent)
