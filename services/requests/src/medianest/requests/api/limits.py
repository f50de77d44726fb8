"""The door for those who run the household: how much may be wished for, and whose yes it takes."""

from typing import Annotated, Final

from litestar import Response, delete, get, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK
from msgspec import Meta as Bounds

from medianest.chassis.answers import done, versioned
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import needs
from medianest.chassis.doorway.people import Person
from medianest.contracts.meta import Meta
from medianest.contracts.permissions import ROLES, Role
from medianest.contracts.record import Record
from medianest.requests.domain.allowance import House, Quota
from medianest.requests.domain.house_rules import ForgetRules, Rules, SetRules
from medianest.requests.handlers.ruling import Ruling, ShownRules

LIMITS: Final = "/settings/requests/limits"
SomeRoles = Annotated[tuple[Role, ...], Bounds(max_length=len(ROLES))]


class QuotaBody(Record):
    """At most so many within the last `days`; null is without end."""

    at_most: Annotated[int, Bounds(ge=0, le=10_000)] | None
    days: Annotated[int, Bounds(ge=1, le=365)]


class LimitsBody(Record):
    """For whoever has no limit of their own: all of it, what is left out is refused.

    `auto_approve_roles`: whose wishes need nobody's yes. `roles_4k`: who may wish for 4K.
    """

    requests_per_hour: Annotated[int, Bounds(ge=0, le=1_000)]
    films: QuotaBody
    seasons: QuotaBody
    auto_approve_roles: SomeRoles
    roles_4k: SomeRoles


class LimitsPage(Record):
    """What counts now; unless `is_chosen`, it is what the environment of the service says."""

    requests_per_hour: int
    films: Quota
    seasons: Quota
    auto_approve_roles: tuple[Role, ...]
    roles_4k: tuple[Role, ...]
    is_chosen: bool


def limits_settings(ruling: Ruling) -> list[HTTPRouteHandler]:
    """The routes of the house's own limits."""

    @get(LIMITS, opt=needs("settings.manage"))
    async def see_limits() -> Response[LimitsPage]:
        shown = await ruling.shown()
        return versioned(shown.version, _page(shown))

    @put(LIMITS, opt=needs("settings.manage"))
    async def set_limits(
        data: JSONBody[LimitsBody], person: Person, meta: Meta, expected: int | None
    ) -> Response[LimitsPage]:
        command = SetRules(by=person.id, now=now(), rules=_rules(data))
        receipt = await ruling.change(command, expected=expected, meta=meta)
        return done(receipt, _page(await ruling.shown()))

    @delete(LIMITS, opt=needs("settings.manage"), status_code=HTTP_200_OK)
    async def forget_limits(
        person: Person, meta: Meta, expected: int | None
    ) -> Response[LimitsPage]:
        """What the environment says counts again."""
        command = ForgetRules(by=person.id, now=now())
        receipt = await ruling.change(command, expected=expected, meta=meta)
        return done(receipt, _page(await ruling.shown()))

    return [see_limits, set_limits, forget_limits]


def _rules(body: LimitsBody) -> Rules:
    films, seasons = (
        Quota(at_most=said.at_most, days=said.days) for said in (body.films, body.seasons)
    )
    return Rules(
        at_most=House(an_hour=body.requests_per_hour, films=films, seasons=seasons),
        auto_approve=body.auto_approve_roles,
        in_4k=body.roles_4k,
    )


def _page(shown: ShownRules) -> LimitsPage:
    rules = shown.rules
    return LimitsPage(
        requests_per_hour=rules.at_most.an_hour,
        films=rules.at_most.films,
        seasons=rules.at_most.seasons,
        auto_approve_roles=rules.auto_approve,
        roles_4k=rules.in_4k,
        is_chosen=shown.is_chosen,
    )
