"""How a member says what they want to be told by what, and when."""

from collections.abc import Mapping
from uuid import UUID

from litestar import Response, delete, get, put
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.status_codes import HTTP_200_OK

from medianest.chassis.answers import done, versioned
from medianest.chassis.doorway.access import Person, needs
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.notify.domain.address import Kind
from medianest.notify.domain.categories import CATEGORIES, CategoryName
from medianest.notify.domain.preferences import Choices, Locale, Preferences
from medianest.notify.domain.times import Digest, QuietHours
from medianest.notify.handlers.preferences import Wishes


class CategoryShown(Record):
    """One row of the matrix: what it is called, and the kinds of channels that are on."""

    name: CategoryName
    label: str
    by: tuple[Kind, ...]


class PreferencesShown(Record):
    """All that a member chose, with what is as at first filled in."""

    categories: tuple[CategoryShown, ...]
    quiet: QuietHours | None
    digest: Digest
    zone: str
    locale: Locale
    muted: tuple[UUID, ...]


def routes(wishes: Wishes) -> list[HTTPRouteHandler]:
    async def shown(person: Person) -> PreferencesShown:
        return _shown((await wishes.of(person.id)).state)

    @get("/notifications/preferences", opt=needs("notifications.read"))
    async def see_preferences(person: Person) -> Response[PreferencesShown]:
        loaded = await wishes.of(person.id)
        return versioned(loaded.version, _shown(loaded.state))

    @put("/notifications/preferences", opt=needs("notifications.read"))
    async def choose_preferences(
        data: Choices, person: Person, meta: Meta, expected: NamedDependency[int | None]
    ) -> Response[PreferencesShown]:
        receipt = await wishes.choose(person.id, data, meta=meta, expected=expected)
        return done(receipt, await shown(person))

    @put("/notifications/mutes/{about_id:uuid}", opt=needs("notifications.read"))
    async def mute(about_id: UUID, person: Person, meta: Meta) -> Response[PreferencesShown]:
        receipt = await wishes.mute(person.id, about_id, meta=meta)
        return done(receipt, await shown(person))

    @delete(
        "/notifications/mutes/{about_id:uuid}",
        opt=needs("notifications.read"),
        status_code=HTTP_200_OK,
    )
    async def unmute(about_id: UUID, person: Person, meta: Meta) -> Response[PreferencesShown]:
        receipt = await wishes.unmute(person.id, about_id, meta=meta)
        return done(receipt, await shown(person))

    return [see_preferences, choose_preferences, mute, unmute]


def _shown(preferences: Preferences) -> PreferencesShown:
    choices = preferences.choices
    chosen: Mapping[CategoryName, tuple[Kind, ...]] = choices.by
    return PreferencesShown(
        categories=tuple(
            CategoryShown(name=c.name, label=c.label, by=chosen.get(c.name, c.at_first))
            for c in CATEGORIES
        ),
        quiet=choices.quiet,
        digest=choices.digest,
        zone=choices.zone,
        locale=choices.locale,
        muted=preferences.muted,
    )
