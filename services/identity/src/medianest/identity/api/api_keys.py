"""One's own API keys: for programs, with no more than one may do oneself."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, delete, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody
from litestar.status_codes import HTTP_204_NO_CONTENT

from medianest.chassis.answers import created, done
from medianest.chassis.clock import Moment, now
from medianest.chassis.doorway.access import Person, needs
from medianest.contracts.meta import Meta, Once
from medianest.contracts.permissions import Permission
from medianest.contracts.record import Record
from medianest.identity.api.askers import Typed, Uses, by
from medianest.identity.api.effects import with_effects_of
from medianest.identity.handlers.api_keys import ApiKeys
from medianest.identity.queries import ApiKeyPage, People


class ApiKeyBody(Record):
    """`scopes`: what the key may do, of what one may do oneself; never `me.manage`."""

    name: Typed
    scopes: Annotated[frozenset[Permission], msgspec.Meta(min_length=1)]
    expires_at: Moment | None = None


class NewApiKeyBody(Record):
    """The one sight of a key; a repeated request sees it no more."""

    id: UUID
    version: int
    key: str | None


class ApiKeyList(Record):
    """All keys that still count."""

    items: tuple[ApiKeyPage, ...]
    next: str | None = None


def keys_of_mine(api_keys: ApiKeys, people: People) -> list[HTTPRouteHandler]:
    """The routes of one's own API keys."""

    @get("/me/api-keys", opt=needs("me.manage"))
    async def see_api_keys(
        person: NamedDependency[Person], uses: NamedDependency[Uses]
    ) -> ApiKeyList:
        return ApiKeyList(items=tuple(await people.api_keys(person.id, now(), uses=uses)))

    @post("/me/api-keys", opt=needs("me.manage"))
    async def issue(
        data: JSONBody[ApiKeyBody],
        person: NamedDependency[Person],
        meta: NamedDependency[Meta],
        once: NamedDependency[Once | None],
    ) -> Response[NewApiKeyBody]:
        made = await api_keys.issue(
            data.name,
            data.scopes,
            data.expires_at,
            by=by(person),
            now=now(),
            meta=meta,
            once=once,
        )
        body = NewApiKeyBody(id=made.key_id, version=made.receipt.version, key=made.key)
        answer = created(made.key_id, made.receipt, body, "/api/v1/me/api-keys/{id}")
        return with_effects_of(answer, made.receipt)

    @delete("/me/api-keys/{key_id:uuid}", opt=needs("me.manage"))
    async def revoke(
        key_id: FromPath[UUID], person: NamedDependency[Person], meta: NamedDependency[Meta]
    ) -> Response[None]:
        receipt = await api_keys.revoke(key_id, by=by(person), now=now(), meta=meta)
        return with_effects_of(done(receipt, None, HTTP_204_NO_CONTENT), receipt)

    return [see_api_keys, issue, revoke]
