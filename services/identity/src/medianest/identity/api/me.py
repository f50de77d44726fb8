"""One's own account: names, password, and the browsers that are signed in."""

from uuid import UUID

import msgspec
from litestar import Response, delete, get, patch, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT

from medianest.chassis.answers import done, versioned
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import Person, needs, signed_in
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.identity.api.askers import Typed, Uses, by
from medianest.identity.api.effects import with_cookie, with_effects_of, without_cookie
from medianest.identity.api.signing_in import SignedInBody
from medianest.identity.handlers.members import Change, Members
from medianest.identity.handlers.opening import Browser
from medianest.identity.handlers.proving import Proof, Proving
from medianest.identity.handlers.signing_in import SigningIn
from medianest.identity.ports import DeviceWords
from medianest.identity.queries import MemberPage, People, SessionPage


class MeBody(Record):
    """What people may change of themselves; their role is not in it.

    With another `email`, `current_password` is wanted of who has one; who has none must have
    signed in a few minutes ago.
    """

    display_name: Typed | msgspec.UnsetType = msgspec.UNSET
    email: Typed | msgspec.UnsetType | None = msgspec.UNSET
    current_password: Typed | None = None


class PasswordBody(Record):
    current_password: Typed
    password: Typed


class Sessions(Record):
    items: tuple[SessionPage, ...]
    next: str | None = None


def account(
    members: Members, signing_in: SigningIn, proving: Proving, people: People
) -> list[HTTPRouteHandler]:
    """The routes of one's own account."""

    @get("/me", opt=signed_in())
    async def see_me(person: NamedDependency[Person]) -> Response[MemberPage]:
        page = await people.known(person.id, with_email=True)
        return versioned(page.version, page)

    @patch("/me", opt=needs("me.manage"))
    async def change_me(
        data: JSONBody[MeBody],
        person: NamedDependency[Person],
        meta: NamedDependency[Meta],
        expected: NamedDependency[int | None],
    ) -> Response[MemberPage]:
        proof = Proof(session_id=person.session_id, password=data.current_password)
        proved_epoch = await proving.epoch(by(person), proof, now=now())
        change = Change(display_name=data.display_name, email=data.email, proved_epoch=proved_epoch)
        receipt = await members.change(
            person.id, change, by=by(person), now=now(), expected=expected, meta=meta
        )
        answer = done(receipt, await people.known(person.id, with_email=True))
        return with_effects_of(answer, receipt)

    @post("/me/password", opt=needs("me.manage"), status_code=HTTP_200_OK)
    async def change_password(
        data: JSONBody[PasswordBody],
        person: NamedDependency[Person],
        meta: NamedDependency[Meta],
        browser: NamedDependency[Browser],
    ) -> Response[SignedInBody]:
        into = await signing_in.change_password(
            by(person), data.current_password, data.password, browser=browser, meta=meta
        )
        page = await people.known(person.id, with_email=True)
        answer = done(into.receipt, SignedInBody(member=page))
        return with_cookie(with_effects_of(answer, into.receipt), into.cookie)

    return [see_me, change_me, change_password]


def browsers(
    members: Members, signing_in: SigningIn, people: People, device_of: DeviceWords
) -> list[HTTPRouteHandler]:
    """The routes of one's own sessions."""

    @get("/me/sessions", opt=needs("me.manage"))
    async def see_sessions(
        person: NamedDependency[Person], uses: NamedDependency[Uses]
    ) -> Sessions:
        found = await people.sessions(
            person.id, person.session_id, now(), device_of=device_of, uses=uses
        )
        return Sessions(items=tuple(found))

    @delete("/me/sessions/{session_id:uuid}", opt=needs("me.manage"))
    async def end_session(
        session_id: FromPath[UUID], person: NamedDependency[Person], meta: NamedDependency[Meta]
    ) -> Response[None]:
        receipt = await signing_in.sign_out(person.id, session_id, meta=meta)
        answer = with_effects_of(done(receipt, None, HTTP_204_NO_CONTENT), receipt)
        return without_cookie(answer) if session_id == person.session_id else answer

    @delete("/me/sessions", opt=needs("me.manage"))
    async def end_other_sessions(
        person: NamedDependency[Person], meta: NamedDependency[Meta]
    ) -> Response[None]:
        receipt = await members.end_sessions(
            person.id, kept=person.session_id, by=by(person), now=now(), meta=meta
        )
        return with_effects_of(done(receipt, None, HTTP_204_NO_CONTENT), receipt)

    return [see_sessions, end_session, end_other_sessions]
