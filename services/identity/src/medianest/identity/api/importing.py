"""The door for whoever brings people here from Plex or Overseerr."""

from litestar import post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK

from medianest.chassis.clock import now
from medianest.chassis.doorway.access import Person, needs
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.identity.api.askers import by
from medianest.identity.handlers.importing import Imported, Importing, Origin


class ImportBody(Record):
    source: Origin


def arrivals(importing: Importing) -> list[HTTPRouteHandler]:
    """The one route of it."""

    @post("/members/import", opt=needs("members.manage"), status_code=HTTP_200_OK)
    async def import_members(
        data: JSONBody[ImportBody], person: NamedDependency[Person], meta: NamedDependency[Meta]
    ) -> Imported:
        return await importing.bring(data.source, by=by(person), now=now(), meta=meta)

    return [import_members]
