"""The second step of a sign-in, and the page on which members manage what it asks for."""

from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from litestar import Request, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT

from medianest.chassis.answers import created, done
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import Person, needs, open_to_all
from medianest.contracts.meta import Meta, Once
from medianest.contracts.record import Record
from medianest.contracts.refusals import FieldError, Invalid
from medianest.identity.api.askers import Typed, by
from medianest.identity.api.effects import (
    with_cookie,
    with_effects_of,
    without_login_cookie,
)
from medianest.identity.api.signing_in import SignedInBody
from medianest.identity.handlers.opening import Browser
from medianest.identity.handlers.own_factors import Added, FactorsPage, OfferedApp, OwnFactors
from medianest.identity.handlers.second_step import SecondStep, Wanted
from medianest.identity.queries import People

LOGIN: Final = "Mn-Login"
PLACE: Final = "/api/v1/me/second-factors/{id}"
Answer = dict[str, Any]
"""What `navigator.credentials` gave, as `PublicKeyCredential.toJSON()` says it."""


class SecondFactorBody(Record):
    """One of them."""

    code: Annotated[str, msgspec.Meta(max_length=64)] | None = None
    passkey: Answer | None = None


class OneOfBoth(Invalid):
    """Send a code or a passkey."""


class NewApp(Record, tag_field="kind", tag="totp"):
    """An authenticator app."""

    name: Typed
    password: Typed


class NewPasskey(Record, tag_field="kind", tag="passkey"):
    """A passkey that the browser made for `…/passkey-options`."""

    name: Typed
    password: Typed
    credential: Answer


class CodeBody(Record):
    code: Annotated[str, msgspec.Meta(max_length=64)]


class ProofBody(Record):
    """One's own password, once more."""

    password: Typed


class RecoveryCodes(Record):
    """Shown this once; each is good once."""

    recovery_codes: tuple[str, ...]


class PasskeyOptions(Record):
    """For `navigator.credentials.create`."""

    options: Answer


def second_step(steps: SecondStep, people: People) -> list[HTTPRouteHandler]:
    """The routes of a sign-in that waits."""

    @get("/auth/second-factor", opt=open_to_all())
    async def see_what_is_wanted(request: Request[Any, Any, Any]) -> Wanted:
        return await steps.wanted(request.headers.get(LOGIN, ""), now=now())

    @post("/auth/second-factor", opt=open_to_all(), status_code=HTTP_200_OK)
    async def prove(
        data: JSONBody[SecondFactorBody],
        request: Request[Any, Any, Any],
        meta: NamedDependency[Meta],
        browser: NamedDependency[Browser],
    ) -> Response[SignedInBody]:
        token = request.headers.get(LOGIN, "")
        match data.code, data.passkey:
            case str() as code, None:
                into = await steps.by_code(token, code, browser=browser, now=now(), meta=meta)
            case None, dict() as answer:
                into = await steps.by_passkey(token, answer, browser=browser, now=now(), meta=meta)
            case _:
                raise OneOfBoth(errors=(FieldError(pointer="/code", detail="or /passkey"),))
        page = await people.known(into.member_id, with_email=True)
        answered = done(into.receipt, SignedInBody(member=page))
        answered = with_cookie(with_effects_of(answered, into.receipt), into.cookie)
        return without_login_cookie(answered)

    return [see_what_is_wanted, prove]


def own_factors(factors: OwnFactors) -> list[HTTPRouteHandler]:
    """The routes of one's own second factors."""

    @get("/me/second-factors", opt=needs("me.manage"))
    async def see_factors(person: NamedDependency[Person]) -> FactorsPage:
        return await factors.see(person.id)

    @post("/me/second-factors", opt=needs("me.manage"))
    async def add_factor(
        data: JSONBody[NewApp | NewPasskey],
        person: NamedDependency[Person],
        meta: NamedDependency[Meta],
        once: NamedDependency[Once | None],
    ) -> Response[OfferedApp | Added]:
        match data:
            case NewApp(name=name, password=password):
                app, receipt = await factors.offer_app(
                    by(person), name, password, now=now(), meta=meta, once=once
                )
                return created(app.id, receipt, app, PLACE)
            case NewPasskey(name=name, password=password, credential=answer):
                added, receipt = await factors.add_passkey(
                    by(person),
                    person.session_id,
                    name=name,
                    password=password,
                    answer=answer,
                    now=now(),
                    meta=meta,
                    once=once,
                )
                return created(added.id, receipt, added, PLACE)

    @post("/me/second-factors/passkey-options", opt=needs("me.manage"), status_code=HTTP_200_OK)
    async def see_passkey_options(person: NamedDependency[Person]) -> PasskeyOptions:
        found = await factors.to_create(by(person), person.session_id)
        return PasskeyOptions(options=dict(found))

    @post(
        "/me/second-factors/{factor_id:uuid}/confirm",
        opt=needs("me.manage"),
        status_code=HTTP_200_OK,
    )
    async def confirm_app(
        factor_id: FromPath[UUID],
        data: JSONBody[CodeBody],
        person: NamedDependency[Person],
        meta: NamedDependency[Meta],
    ) -> Response[Added]:
        added, receipt = await factors.confirm_app(
            by(person), factor_id, data.code, now=now(), meta=meta
        )
        return done(receipt, added)

    @post("/me/second-factors/recovery-codes", opt=needs("me.manage"), status_code=HTTP_200_OK)
    async def renew_recovery_codes(
        data: JSONBody[ProofBody], person: NamedDependency[Person], meta: NamedDependency[Meta]
    ) -> Response[RecoveryCodes]:
        codes, receipt = await factors.renew_recovery(
            by(person), data.password, now=now(), meta=meta
        )
        return done(receipt, RecoveryCodes(recovery_codes=codes))

    @delete("/me/second-factors/{factor_id:uuid}", opt=needs("me.manage"))
    async def remove_factor(
        factor_id: FromPath[UUID],
        data: JSONBody[ProofBody],
        person: NamedDependency[Person],
        meta: NamedDependency[Meta],
    ) -> Response[None]:
        receipt = await factors.remove(by(person), factor_id, data.password, now=now(), meta=meta)
        return done(receipt, None, HTTP_204_NO_CONTENT)

    return [
        see_factors,
        add_factor,
        see_passkey_options,
        confirm_app,
        renew_recovery_codes,
        remove_factor,
    ]
