"""By which accounts elsewhere one comes in, on one's own page: seen, and linked after a proof."""

from collections.abc import Iterable, Mapping
from typing import Final

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from medianest.chassis.clock import now
from medianest.chassis.doorway.access import Person, needs
from medianest.contracts.record import Record
from medianest.identity.api.askers import Typed, by
from medianest.identity.api.effects import with_login_cookie
from medianest.identity.api.elsewhere import StartedBody, held, told
from medianest.identity.api.signing_in import PLEX, Provider
from medianest.identity.domain import plex
from medianest.identity.handlers.begun import page_of_ours
from medianest.identity.handlers.openid import OpenIdSignIn
from medianest.identity.handlers.plex import PlexSignIn
from medianest.identity.handlers.proving import Asked, Proof, Proving

AT: Final = "/me/ways-in"


class WayIn(Record):
    """An account elsewhere by which people come in here; `linked`: so does this member."""

    id: str
    kind: str
    name: str
    linked: bool


class WaysIn(Record):
    """`asks_for`: what proves once more who somebody is, before another one is linked."""

    items: tuple[WayIn, ...]
    asks_for: Asked
    next: str | None = None


class LinkBody(Record):
    """`current_password` is wanted of who has one; `return_to`: a page of this MediaNest."""

    current_password: Typed | None = None
    return_to: Typed | None = None


def own_ways_in(
    proving: Proving, with_plex: PlexSignIn, with_openid: OpenIdSignIn
) -> list[HTTPRouteHandler]:
    """The routes of one's own ways in."""

    async def offered() -> Mapping[str, Provider]:
        """Each by what its links are stored under."""
        found = {
            one.namespace: Provider(id=one.id, kind="oidc", name=one.name)
            for one in with_openid.offered.values()
        }
        is_on = isinstance((await with_plex.settings.shown()).state, plex.On)
        return {plex.PROVIDER: PLEX, **found} if is_on else found

    @get(AT, opt=needs("me.manage"))
    async def see_ways_in(person: NamedDependency[Person]) -> WaysIn:
        account = await proving.account(by(person))
        return WaysIn(
            items=tuple(_ways(await offered(), account.links.values())),
            asks_for=await proving.asked_of(by(person), person.session_id, now=now()),
        )

    @post(f"{AT}/{{way_in:str}}", opt=needs("me.manage"))
    async def link(
        way_in: FromPath[str], data: JSONBody[LinkBody], person: NamedDependency[Person]
    ) -> Response[StartedBody]:
        """A session alone links nothing: whoever holds it could come in for ever."""
        asker, to = by(person), page_of_ours(data.return_to)
        proof = Proof(session_id=person.session_id, password=data.current_password)
        await proving.once_more(asker, proof, now=now())
        if way_in == PLEX.id:
            started = await with_plex.start(return_to=to, by=asker, now=now())
        else:
            started = await with_openid.start(way_in, return_to=to, by=asker, now=now())
        return with_login_cookie(Response(told(started)), held(started))

    return [see_ways_in, link]


def _ways(offered: Mapping[str, Provider], linked: Iterable[str]) -> Iterable[WayIn]:
    known = set(linked)
    for namespace, one in offered.items():
        yield WayIn(id=one.id, kind=one.kind, name=one.name, linked=namespace in known)
