"""Puts letters into words: templates by locale, and the look of an e-mail.

A value is text and stays text: it is put in once (`string.Template`) and never read again as a
template; the HTML escapes it. `en-XA` is English made strange and longer, to find what is not
translated or does not fit.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from importlib.resources import files
from string import Template
from typing import Any, Final

from medianest.contracts.record import Record
from medianest.notify.ports import UNNAMED, House, Letter, Words

DEFAULT_LOCALE: Final = "en"
PSEUDO_LOCALE: Final = "en-XA"
LOCALES: Final = (DEFAULT_LOCALE, PSEUDO_LOCALE)
_PLAIN: Final = "plain"
_LOOK: Final = "look"
_TITLE_CHARACTERS_MAX: Final = 200
_BODY_CHARACTERS_MAX: Final = 4_000
_STRANGE: Final = str.maketrans(
    "aceginosuyACEGINOSUY",
    "áçéĝíñóšúýÁÇÉĜÍÑÓŠÚÝ",
)
_PIECES: Final = re.compile(r"(\$[a-z_]+)")
# What ends a line or turns the direction of writing, wherever text is shown on one line.
_UNFIT: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f]+"
)
_UNFIT_IN_TEXT: Final = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f]+"
)


class Colour(Record):
    """Of what is pressed, by day and by night, each with the words on it."""

    day: str
    on_day: str
    night: str
    on_night: str


_COLOURS: Final[Mapping[str, Colour]] = {
    "egg": Colour(day="#00636c", on_day="#f3fcfc", night="#73ddde", on_night="#001e22"),
    "lagoon": Colour(day="#235d7c", on_day="#f3fcff", night="#7fd6fa", on_night="#041c29"),
    "iris": Colour(day="#5c4d7c", on_day="#f9f9ff", night="#c5bfff", on_night="#1b152a"),
    "heather": Colour(day="#70466a", on_day="#fdf8fe", night="#e7b4ef", on_night="#241222"),
    "rose": Colour(day="#7b4352", on_day="#fff7fa", night="#fcafcd", on_night="#281118"),
}


class Text(Record):
    """The words of one template in one locale, with `$names` in them."""

    title: str
    body: str
    action: str


class Look(Record):
    """What stands around every mail."""

    footer: str
    unsubscribe: str


class TemplateWording:
    """The port `Wording`, from the files in `templates`."""

    def __init__(self, public_url: str | None) -> None:
        """`public_url` is where people open MediaNest; without it there are no links."""
        self._public_url = public_url.rstrip("/") if public_url else None
        folder = files("medianest.notify").joinpath("templates")
        tables = tomllib.loads(folder.joinpath("en.toml").read_text("utf-8"))
        self._texts = {DEFAULT_LOCALE: _texts(tables, str), PSEUDO_LOCALE: _texts(tables, strange)}
        self._looks = {DEFAULT_LOCALE: _look(tables, str), PSEUDO_LOCALE: _look(tables, strange)}

    @property
    def templates(self) -> Sequence[str]:
        """Every template that has words of its own."""
        return tuple(self._texts[DEFAULT_LOCALE])

    @property
    def locales(self) -> Sequence[str]:
        """The languages it knows."""
        return LOCALES

    def words(self, letter: Letter, house: House = UNNAMED) -> Words:
        """Its title on one line, its body, and what the link is called."""
        texts = self._texts[_locale(letter.locale)]
        text = texts.get(letter.template, texts[_PLAIN])
        values = {"title": "", "body": "", **letter.values, "house": house.name}
        try:
            return self._said(text, values, letter.path)
        except KeyError:
            return self._said(texts[_PLAIN], values, letter.path)

    def mail(self, letter: Letter, unsubscribe_url: str | None, house: House) -> tuple[str, str]:
        """The text and the HTML of an e-mail from this house."""
        locale = _locale(letter.locale)
        words, look = self.words(letter, house), self._looks[locale]
        footer = Template(look.footer).substitute(house=house.name)
        page = self._html.render(
            words=words,
            footer=footer,
            unsubscribe=look.unsubscribe,
            lang=locale,
            unsubscribe_url=unsubscribe_url,
            house=house.name,
            colour=_COLOURS.get(house.accent, _COLOURS[UNNAMED.accent]),
        )
        link = [f"{words.action}:\n{words.url}"] if words.url else []
        stop = [f"{look.unsubscribe}:\n{unsubscribe_url}"] if unsubscribe_url else []
        text = "\n\n".join([words.title, words.body, *link, "-- \n" + footer, *stop])
        return text + "\n", page

    @cached_property
    def _html(self) -> Any:
        """The look of a mail."""
        # Megabytes, which a house that sends no mail can do without.
        from jinja2 import BaseLoader, Environment, StrictUndefined  # noqa: PLC0415  see above

        environment = Environment(
            loader=BaseLoader(), autoescape=True, undefined=StrictUndefined, auto_reload=False
        )
        template = files("medianest.notify").joinpath("templates/mail.html.jinja")
        return environment.from_string(template.read_text("utf-8"))

    def _said(self, text: Text, values: Mapping[str, str], path: str) -> Words:
        title = _UNFIT.sub(" ", Template(text.title).substitute(values)).strip()
        body = _UNFIT_IN_TEXT.sub(" ", Template(text.body).substitute(values)).strip()
        return Words(
            title=_shortened(title, _TITLE_CHARACTERS_MAX),
            body=_shortened(body, _BODY_CHARACTERS_MAX),
            action=_UNFIT.sub(" ", Template(text.action).substitute(values)),
            url=f"{self._public_url}{path}" if self._public_url else None,
        )


def strange(text: str) -> str:
    """English as the pseudo-locale says it; names of values stay as they are."""
    pieces = _PIECES.split(text)
    turned = [piece if piece.startswith("$") else piece.translate(_STRANGE) for piece in pieces]
    longer = "·" * (len(text) // 4)
    return f"[{''.join(turned)}{longer}]"


def _texts(tables: Mapping[str, Mapping[str, str]], turn: Callable[[str], str]) -> dict[str, Text]:
    return {
        name: Text(
            title=turn(table["title"]),
            body=turn(table["body"]),
            action=turn(table["action"]),
        )
        for name, table in tables.items()
        if name != _LOOK
    }


def _look(tables: Mapping[str, Mapping[str, str]], turn: Callable[[str], str]) -> Look:
    return Look(**{key: turn(said) for key, said in tables[_LOOK].items()})


def _locale(wished: str) -> str:
    return wished if wished in LOCALES else DEFAULT_LOCALE


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
