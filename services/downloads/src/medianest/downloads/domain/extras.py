"""What a file carries beside picture and sound: typed choices, never a program's options."""

import re
from typing import Final, Literal, get_args

from medianest.contracts.record import Record
from medianest.contracts.refusals import FieldError, Invalid

SponsorCategory = Literal[
    "sponsor",
    "intro",
    "outro",
    "selfpromo",
    "preview",
    "filler",
    "interaction",
    "music_offtopic",
    "hook",
]
SPONSOR_CATEGORIES: Final[tuple[SponsorCategory, ...]] = get_args(SponsorCategory)
MOST_LANGUAGES: Final = 10

# `all` would be every language to yt-dlp.
_LANGUAGE: Final = re.compile(r"(?!all$)[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")


class Extras(Record):
    """`sponsors_marked` become chapters, `sponsors_removed` are cut out; who is in both is cut.

    The defaults are what was done before there was a choice: old facts are read with them.
    """

    subtitles: tuple[str, ...] = ()
    sponsors_marked: tuple[SponsorCategory, ...] = ()
    sponsors_removed: tuple[SponsorCategory, ...] = ()
    chapters: bool = True
    thumbnail: bool = False
    tags: bool = True

    @property
    def sponsors(self) -> tuple[SponsorCategory, ...]:
        """What is looked up of the video's sponsors."""
        return tuple(sorted({*self.sponsors_marked, *self.sponsors_removed}))


AS_BEFORE: Final = Extras()


class NoSuchLanguage(Invalid):
    """Languages are named as in `en`, `pt-BR` or `zh-Hans`."""


class TooManyLanguages(Invalid):
    """These are too many languages for one file."""


def agreed(extras: Extras) -> Extras:
    """The same wish always in the same words, so that equal wishes are equal. Raises refusals."""
    if len(extras.subtitles) > MOST_LANGUAGES:
        raise TooManyLanguages(errors=(_at_subtitles(f"Name at most {MOST_LANGUAGES}."),))
    for language in extras.subtitles:
        if not _LANGUAGE.fullmatch(language):
            raise NoSuchLanguage(errors=(_at_subtitles(f"{language!r} names no language."),))
    removed = set(extras.sponsors_removed)
    return Extras(
        subtitles=tuple(sorted(set(extras.subtitles))),
        sponsors_marked=tuple(sorted(set(extras.sponsors_marked) - removed)),
        sponsors_removed=tuple(sorted(removed)),
        chapters=extras.chapters,
        thumbnail=extras.thumbnail,
        tags=extras.tags,
    )


def _at_subtitles(detail: str) -> FieldError:
    return FieldError(pointer="/extras/subtitles", detail=detail)
