"""For who forgot their password: ask for a mail, and come back with what is in it."""

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody
from litestar.status_codes import HTTP_202_ACCEPTED, HTTP_204_NO_CONTENT

from medianest.chassis.answers import done
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import open_to_all
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.identity.api.askers import Typed
from medianest.identity.api.effects import with_effects_of
from medianest.identity.handlers.resetting import Resetting


class ForgotBody(Record):
    email: Typed


class ResetBody(Record):
    """`token` is what the mail's link ends with."""

    token: Typed
    password: Typed


def ways_back(resetting: Resetting) -> list[HTTPRouteHandler]:
    """The routes of a forgotten password."""

    @post("/auth/password/forgot", opt=open_to_all(), status_code=HTTP_202_ACCEPTED)
    async def forgot(data: JSONBody[ForgotBody], meta: NamedDependency[Meta]) -> None:
        await resetting.forgot(data.email, now=now(), meta=meta)

    @post("/auth/password/reset", opt=open_to_all(), status_code=HTTP_204_NO_CONTENT)
    async def reset(data: JSONBody[ResetBody], meta: NamedDependency[Meta]) -> Response[None]:
        receipt = await resetting.reset(data.token, data.password, now=now(), meta=meta)
        return with_effects_of(done(receipt, None, HTTP_204_NO_CONTENT), receipt)

    return [forgot, reset]
