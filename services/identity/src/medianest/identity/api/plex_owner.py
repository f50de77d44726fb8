"""The door for who keeps the house and links the account that owns its media server."""

from typing import Any, Final

from litestar import Request, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody
from litestar.status_codes import HTTP_204_NO_CONTENT, HTTP_303_SEE_OTHER

from medianest.chassis.answers import done
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import Person, needs, open_to_all
from medianest.contracts.meta import Meta
from medianest.contracts.permissions import Permission
from medianest.contracts.refusals import Refusal
from medianest.identity.api.askers import by
from medianest.identity.api.effects import with_login_cookie
from medianest.identity.api.elsewhere import StartedBody, back, held, on, told
from medianest.identity.api.plex import SETTINGS, Ticket
from medianest.identity.api.second_factor import LOGIN
from medianest.identity.api.ways_in import LinkBody
from medianest.identity.handlers.begun import page_of_ours
from medianest.identity.handlers.plex_owner_linking import OwnerLinking
from medianest.identity.handlers.proving import Proof

AT: Final = f"{SETTINGS}/owner"
PAGE: Final = "/settings"
MAY: Final[Permission] = "settings.manage"


def owner_of_plex(linking: OwnerLinking) -> list[HTTPRouteHandler]:
    """Both ends of linking it, and its end."""

    @post(AT, opt=needs(MAY))
    async def link_owner(
        data: JSONBody[LinkBody], person: NamedDependency[Person]
    ) -> Response[StartedBody]:
        """In person and after a proof: a session alone gives the house no other owner at Plex."""
        to = page_of_ours(data.return_to or PAGE)
        proof = Proof(session_id=person.session_id, password=data.current_password)
        started = await linking.start(proof, return_to=to, by=by(person), now=now())
        return with_login_cookie(Response(told(started)), held(started))

    @get("/auth/plex/owner-return", opt=open_to_all(), status_code=HTTP_303_SEE_OTHER)
    async def return_with_owner(
        request: Request[Any, Any, Any],
        person: Person | None,
        meta: NamedDependency[Meta],
        tx: Ticket = "",
    ) -> Response[None]:
        """Whoever may do it no more, or is not signed in, ends the ticket and links nothing."""
        keeper = by(person) if person is not None and MAY in person.permissions else None
        try:
            finished = await linking.finish(
                tx,
                request.headers.get(LOGIN, ""),
                by=keeper,
                now=now(),
                meta=meta,
            )
        except Refusal as refusal:
            return back(PAGE, refusal)
        return on(finished)

    @delete(AT, opt=needs(MAY), status_code=HTTP_204_NO_CONTENT)
    async def unlink_owner(
        person: NamedDependency[Person], meta: NamedDependency[Meta]
    ) -> Response[None]:
        """What the environment gives counts again."""
        receipt = await linking.unlink(by=by(person), now=now(), meta=meta)
        return done(receipt, None, HTTP_204_NO_CONTENT)

    return [link_owner, return_with_owner, unlink_owner]
