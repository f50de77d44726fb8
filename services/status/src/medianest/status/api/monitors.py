"""The door for those who mind the house: what is watched, and what it means."""

from typing import Annotated, Final
from uuid import UUID

import msgspec
from litestar import Response, delete, get, patch, post, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK

from medianest.chassis.answers import created, done, versioned
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import Person, needs
from medianest.contracts.events.status import Dependency
from medianest.contracts.meta import Meta, Once
from medianest.contracts.record import Record
from medianest.status.domain.looks import Answered
from medianest.status.domain.probes import Probe
from medianest.status.domain.watch import DEPENDENCIES_MOST, Meaning, Plan, Watch
from medianest.status.handlers.monitors import OwnMonitors
from medianest.status.ports import Looking

PATH: Final = "/status/monitors"
ONE: Final = "/status/monitors/{monitor_id:uuid}"

Words = Annotated[str, msgspec.Meta(max_length=2000)]


class PlanBody(Record):
    """How it is looked at. `limit_ms`: above this an answer counts as slow (1000)."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
    probe: Probe
    every_s: Annotated[float, msgspec.Meta(ge=5, le=86_400)] = 60.0
    limit_ms: Annotated[float, msgspec.Meta(gt=0, le=60_000)] | None = None


class MeaningBody(Record):
    """What it means for people when it is down, and what it can't be up without."""

    means: Words = ""
    serves: Dependency | None = None
    depends_on: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=DEPENDENCIES_MOST)] = ()


class TrialBody(Record):
    probe: Probe


class Trial(Record):
    """What one look found; `detail` says what is wrong or missing."""

    ok: bool
    response_ms: float | None
    detail: str | None


class WatchPage(Record):
    """`plan` is none where somebody else says what is watched: Uptime Kuma, or the operator."""

    id: UUID
    plan: PlanBody | None
    means: str
    serves: Dependency | None
    depends_on: tuple[UUID, ...]


def routes(monitors: OwnMonitors, looking: Looking) -> list[HTTPRouteHandler]:
    @post(PATH, opt=needs("status.manage"))
    async def add_monitor(
        data: JSONBody[PlanBody], person: Person, meta: Meta, once: Once | None
    ) -> Response[WatchPage]:
        receipt = await monitors.make(_plan(data), by=person.id, now=now(), meta=meta, once=once)
        return created(receipt.id, receipt, await show(receipt.id), f"/api/v1{PATH}/{{id}}/watch")

    @get(f"{ONE}/watch", opt=needs("status.manage"))
    async def see_watch(monitor_id: UUID) -> Response[WatchPage]:
        shown = await monitors.shown(monitor_id)
        return versioned(shown.version, _page(monitor_id, shown.state))

    @patch(ONE, opt=needs("status.manage"))
    async def change_monitor(
        monitor_id: UUID,
        data: JSONBody[PlanBody],
        person: Person,
        meta: Meta,
        expected: int | None,
    ) -> Response[WatchPage]:
        receipt = await monitors.change(
            monitor_id, _plan(data), by=person.id, now=now(), expected=expected, meta=meta
        )
        return done(receipt, await show(monitor_id))

    @put(f"{ONE}/meaning", opt=needs("status.manage"))
    async def explain_monitor(
        monitor_id: UUID,
        data: JSONBody[MeaningBody],
        person: Person,
        meta: Meta,
        expected: int | None,
    ) -> Response[WatchPage]:
        meaning = Meaning(text=data.means, serves=data.serves, depends_on=data.depends_on)
        receipt = await monitors.explain(
            monitor_id, meaning, by=person.id, now=now(), expected=expected, meta=meta
        )
        return done(receipt, await show(monitor_id))

    @delete(ONE, opt=needs("status.manage"))
    async def delete_monitor(
        monitor_id: UUID, person: Person, meta: Meta, expected: int | None
    ) -> None:
        await monitors.delete(monitor_id, by=person.id, now=now(), expected=expected, meta=meta)

    @post(f"{PATH}/test", opt=needs("status.manage"), status_code=HTTP_200_OK)
    async def try_probe(data: JSONBody[TrialBody]) -> Trial:
        found = await looking.look(data.probe)
        is_ok = isinstance(found, Answered)
        took_ms = found.response_ms if isinstance(found, Answered) else None
        return Trial(ok=is_ok, response_ms=took_ms, detail=found.detail)

    async def show(monitor_id: UUID) -> WatchPage:
        return _page(monitor_id, (await monitors.shown(monitor_id)).state)

    return [add_monitor, see_watch, change_monitor, explain_monitor, delete_monitor, try_probe]


def _plan(body: PlanBody) -> Plan:
    return Plan(name=body.name, probe=body.probe, every_s=body.every_s, limit_ms=body.limit_ms)


def _page(monitor_id: UUID, watch: Watch) -> WatchPage:
    plan = watch.plan
    return WatchPage(
        id=monitor_id,
        plan=None
        if plan is None
        else PlanBody(
            name=plan.name, probe=plan.probe, every_s=plan.every_s, limit_ms=plan.limit_ms
        ),
        means=watch.meaning.text,
        serves=watch.meaning.serves,
        depends_on=watch.meaning.depends_on,
    )
