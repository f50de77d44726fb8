"""The door for those who run the household: how much one may fetch, and how files are made."""

from typing import Annotated, Final

import msgspec
from litestar import Response, delete, get, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK

from medianest.chassis.answers import done, versioned
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import needs
from medianest.chassis.doorway.people import Person
from medianest.contracts.meta import Meta
from medianest.contracts.permissions import ROLES, Role
from medianest.contracts.record import Record
from medianest.downloads.api.choosing import ExtrasBody, chosen
from medianest.downloads.domain.allowance import Limits
from medianest.downloads.domain.extras import Extras
from medianest.downloads.domain.house import (
    ForgetManner,
    ForgetMeasure,
    Manner,
    Measure,
    SetManner,
    SetMeasure,
)
from medianest.downloads.domain.names import Layout
from medianest.downloads.handlers.housekeeping import Housekeeping

LIMITS: Final = "/settings/downloads/limits"
QUALITY: Final = "/settings/downloads/quality"
_GIB: Final = 1 << 30
SomeRoles = Annotated[tuple[Role, ...], msgspec.Meta(max_length=len(ROLES))]
AtMost = Annotated[int, msgspec.Meta(ge=0, le=100_000)] | None


class LimitsBody(Record):
    """For whoever has no limit of their own; null is without one. Sizes in GiB.

    `space_gb`: all of one person's videos together. `approval_roles`: whose downloads wait until
    somebody who manages downloads agrees.
    """

    downloads_per_hour: AtMost
    download_gb_per_day: AtMost
    space_gb: AtMost
    approval_roles: SomeRoles


class LimitsPage(Record):
    """What counts now; unless `is_chosen`, it is what the environment of the service says."""

    downloads_per_hour: int | None
    download_gb_per_day: int | None
    space_gb: int | None
    approval_roles: tuple[Role, ...]
    is_chosen: bool


class QualityBody(Record):
    """What a video is like unless somebody chooses, and how files are named for Plex.

    `layout`: as other videos by channel, as a series by date for each channel, or as films.
    What is left out of `extras` is as the environment says.
    """

    preset: str
    layout: Layout
    extras: ExtrasBody


class Fixed(Record):
    """What only the environment decides. Sizes in bytes; `rate_bps` of one process."""

    library_dir: str
    work_dir: str
    reserve_bytes: int
    max_file_bytes: int
    rate_bps: int | None
    sites: tuple[str, ...]


class QualityPage(Record):
    """What counts now; unless `is_chosen`, it is what the environment of the service says."""

    preset: str
    layout: Layout
    extras: Extras
    is_chosen: bool
    fixed: Fixed


def limits_settings(house: Housekeeping) -> list[HTTPRouteHandler]:
    """The routes of the house's own limits."""

    @get(LIMITS, opt=needs("settings.manage"))
    async def see_limits() -> Response[LimitsPage]:
        return versioned((await house.chosen()).version, await _limits(house))

    @put(LIMITS, opt=needs("settings.manage"))
    async def set_limits(
        data: JSONBody[LimitsBody], person: Person, meta: Meta, expected: int | None
    ) -> Response[LimitsPage]:
        command = SetMeasure(by=person.id, now=now(), measure=_measure(data))
        receipt = await house.change(command, expected=expected, meta=meta)
        return done(receipt, await _limits(house))

    @delete(LIMITS, opt=needs("settings.manage"), status_code=HTTP_200_OK)
    async def forget_limits(
        person: Person, meta: Meta, expected: int | None
    ) -> Response[LimitsPage]:
        """What the environment says counts again."""
        command = ForgetMeasure(by=person.id, now=now())
        receipt = await house.change(command, expected=expected, meta=meta)
        return done(receipt, await _limits(house))

    return [see_limits, set_limits, forget_limits]


def quality_settings(house: Housekeeping, fixed: Fixed) -> list[HTTPRouteHandler]:
    """The routes of how files are made."""

    @get(QUALITY, opt=needs("settings.manage"))
    async def see_quality() -> Response[QualityPage]:
        return versioned((await house.chosen()).version, await _quality(house, fixed))

    @put(QUALITY, opt=needs("settings.manage"))
    async def set_quality(
        data: JSONBody[QualityBody], person: Person, meta: Meta, expected: int | None
    ) -> Response[QualityPage]:
        extras = chosen(data.extras, house.given_manner.extras)
        manner = Manner(preset=data.preset, layout=data.layout, extras=extras)
        command = SetManner(by=person.id, now=now(), manner=manner)
        receipt = await house.change(command, expected=expected, meta=meta)
        return done(receipt, await _quality(house, fixed))

    @delete(QUALITY, opt=needs("settings.manage"), status_code=HTTP_200_OK)
    async def forget_quality(
        person: Person, meta: Meta, expected: int | None
    ) -> Response[QualityPage]:
        """What the environment says counts again."""
        command = ForgetManner(by=person.id, now=now())
        receipt = await house.change(command, expected=expected, meta=meta)
        return done(receipt, await _quality(house, fixed))

    return [see_quality, set_quality, forget_quality]


def _measure(body: LimitsBody) -> Measure:
    limits = Limits(
        per_hour=body.downloads_per_hour,
        bytes_per_day=_bytes(body.download_gb_per_day),
        bytes_in_all=_bytes(body.space_gb),
    )
    return Measure(limits=limits, approval=body.approval_roles)


async def _limits(house: Housekeeping) -> LimitsPage:
    measure = await house.measure()
    return LimitsPage(
        downloads_per_hour=measure.limits.per_hour,
        download_gb_per_day=_gib(measure.limits.bytes_per_day),
        space_gb=_gib(measure.limits.bytes_in_all),
        approval_roles=measure.approval,
        is_chosen=(await house.chosen()).state.measure is not None,
    )


async def _quality(house: Housekeeping, fixed: Fixed) -> QualityPage:
    manner = await house.manner()
    return QualityPage(
        preset=manner.preset,
        layout=manner.layout,
        extras=manner.extras,
        is_chosen=(await house.chosen()).state.manner is not None,
        fixed=fixed,
    )


def _bytes(gib: int | None) -> int | None:
    return None if gib is None else gib * _GIB


def _gib(size: int | None) -> int | None:
    return None if size is None else size // _GIB
