"""What a wish may say of subtitles, sponsors, chapters, cover and tags."""

from typing import Annotated

import msgspec

from medianest.contracts.record import Record, replace
from medianest.downloads.domain.extras import (
    MOST_LANGUAGES,
    SPONSOR_CATEGORIES,
    Extras,
    SponsorCategory,
)

Languages = Annotated[
    tuple[Annotated[str, msgspec.Meta(min_length=2, max_length=20)], ...],
    msgspec.Meta(max_length=MOST_LANGUAGES),
]
Categories = Annotated[
    tuple[SponsorCategory, ...], msgspec.Meta(max_length=len(SPONSOR_CATEGORIES))
]


class ExtrasBody(Record):
    """What is left out, or null, is as the house has it."""

    subtitles: Languages | None = None
    sponsors_marked: Categories | None = None
    sponsors_removed: Categories | None = None
    chapters: bool | None = None
    thumbnail: bool | None = None
    tags: bool | None = None


def chosen(body: ExtrasBody | None, house: Extras) -> Extras:
    """The house's extras, but for what was chosen."""
    if body is None:
        return house
    said = {name: getattr(body, name) for name in body.__struct_fields__}
    named = {name: value for name, value in said.items() if value is not None}
    return replace(house, **named)
