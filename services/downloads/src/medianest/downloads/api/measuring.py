"""What a person may still ask for."""

from litestar import get
from litestar.handlers import HTTPRouteHandler

from medianest.chassis.clock import now
from medianest.chassis.doorway.access import needs
from medianest.chassis.doorway.people import Person
from medianest.contracts.record import Record
from medianest.downloads.domain.allowance import Allowance, Limits, Taken, within_the_hour
from medianest.downloads.queries.allowances import Allowances
from medianest.eventlog.decider import Decider
from medianest.eventlog.log import Log


class AllowancePage(Record):
    """Used, and at most; null is without a limit. Sizes in bytes."""

    used_this_hour: int
    per_hour: int | None
    bytes_today: int
    bytes_per_day: int | None
    bytes_in_all: int
    bytes_in_all_at_most: int | None


def measuring(
    allowances: Allowances, log: Log, stream: Decider[Allowance, Taken]
) -> list[HTTPRouteHandler]:
    """The route about one's own allowance."""

    @get("/downloads/allowance", opt=needs("downloads.read"))
    async def see_allowance(person: Person) -> AllowancePage:
        free = person.may("downloads.manage")
        limits = Limits() if free else await allowances.limits(person.id)
        use = await allowances.use(person.id)
        taken = (await log.load(stream, person.id)).state
        return AllowancePage(
            used_this_hour=len(within_the_hour(taken, now())),
            per_hour=limits.per_hour,
            bytes_today=use.bytes_today,
            bytes_per_day=limits.bytes_per_day,
            bytes_in_all=use.bytes_in_all,
            bytes_in_all_at_most=limits.bytes_in_all,
        )

    return [see_allowance]
