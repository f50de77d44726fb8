"""Films and series that the simulated servers know: TMDB's numbers, words of our own."""

from collections.abc import Iterator
from typing import ClassVar, Final, Literal

from medianest.contracts.record import Record

_FILMS: Final = """
603 | The Matrix | 1999-03-30 | 136 | Science fiction | A programmer wakes up.
604 | The Matrix Reloaded | 2003-05-15 | 138 | Science fiction | The door has keys.
680 | Pulp Fiction | 1994-09-10 | 154 | Crime | A briefcase crosses three stories.
550 | Fight Club | 1999-10-15 | 139 | Drama | Nobody may talk about it.
27205 | Inception | 2010-07-15 | 148 | Science fiction | A theft within a dream.
155 | The Dark Knight | 2008-07-16 | 152 | Action | A city, a coin, a laugh.
13 | Forrest Gump | 1994-06-23 | 142 | Drama | He runs through a century.
129 | Spirited Away | 2001-07-20 | 125 | Animation | A bathhouse takes her name.
8587 | The Lion King | 1994-06-15 | 89 | Animation | A cub comes home.
11 | Star Wars | 1977-05-25 | 121 | Adventure | A farm boy buys two droids.
120 | The Fellowship of the Ring | 2001-12-18 | 179 | Adventure | Nine set out.
496243 | Parasite | 2019-05-30 | 133 | Thriller | A family moves downstairs.
157336 | Interstellar | 2014-11-05 | 169 | Science fiction | An hour costs years.
346 | Seven Samurai | 1954-04-26 | 207 | Drama | A village hires swords.
37165 | The Truman Show | 1998-06-04 | 103 | Comedy | Everybody watches but he.
194 | Amélie | 2001-04-25 | 122 | Comedy | A waitress mends small lives.
78 | Blade Runner | 1982-06-25 | 117 | Science fiction | Rain, neon, and a test.
348 | Alien | 1979-05-25 | 117 | Horror | A crew answers a signal.
62 | 2001: A Space Odyssey | 1968-04-02 | 149 | Science fiction | A stone hums.
11216 | Cinema Paradiso | 1988-11-17 | 124 | Drama | A boy in a projection room.
4935 | Howl's Moving Castle | 2004-09-09 | 119 | Animation | A castle walks.
378064 | A Silent Voice | 2016-09-17 | 130 | Animation | He learns to listen.
299536 | Infinity War | 2018-04-25 | 149 | Action | Six stones, one hand.
9806 | The Incredibles | 2004-10-27 | 115 | Animation | A family of capes.
238 | The Godfather | 1972-03-14 | 175 | Crime | A son comes back for one evening.
424 | Schindler's List | 1993-12-15 | 195 | Drama | A list is typed at night.
497 | The Green Mile | 1999-12-10 | 189 | Drama | A corridor, and a miracle.
19404 | Dilwale Dulhania Le Jayenge | 1995-10-20 | 190 | Comedy | A train leaves; a hand reaches.
372058 | Your Name | 2016-08-26 | 106 | Animation | Two wake up as each other.
128 | Princess Mononoke | 1997-07-12 | 134 | Animation | The forest answers back.
8392 | My Neighbor Totoro | 1988-04-16 | 86 | Animation | Something sleeps in the tree.
539 | Psycho | 1960-06-22 | 109 | Horror | A motel off the main road.
426 | Vertigo | 1958-05-28 | 128 | Mystery | He follows her up the stairs.
289 | Casablanca | 1943-01-15 | 102 | Drama | Everybody comes to the same bar.
3082 | Modern Times | 1936-02-05 | 87 | Comedy | A bolt too many.
19 | Metropolis | 1927-02-06 | 153 | Science fiction | Below the city, another one.
832 | M | 1931-05-11 | 117 | Thriller | A tune is whistled.
599 | Sunset Boulevard | 1950-08-10 | 110 | Drama | A driveway, taken by mistake.
389 | 12 Angry Men | 1957-04-10 | 97 | Drama | One of them is not sure.
510 | One Flew Over the Cuckoo's Nest | 1975-11-19 | 133 | Drama | Nobody may watch the game.
598 | City of God | 2002-02-05 | 130 | Crime | A boy with a camera.
637 | Life Is Beautiful | 1997-12-20 | 116 | Comedy | He makes a game of it.
620 | Ghostbusters | 1984-06-08 | 107 | Comedy | Four men and a phone.
105 | Back to the Future | 1985-07-03 | 116 | Adventure | The clock tower stands still.
"""
_SERIES: Final = """
1396 | Breaking Bad | 2008-01-20 | Drama | 7 13 13 13 16 | A teacher cooks.
95396 | Severance | 2022-02-17 | Mystery | 9 10 | Work forgets home.
1399 | Game of Thrones | 2011-04-17 | Drama | 10 10 10 10 10 10 7 6 | Winter is coming.
66732 | Stranger Things | 2016-07-15 | Mystery | 8 9 8 9 | The lights answer.
70523 | Dark | 2017-12-01 | Mystery | 10 8 8 | A town knots its own time.
87108 | Chernobyl | 2019-05-06 | Drama | 5 | What does a lie cost?
60059 | Better Call Saul | 2015-02-08 | Drama | 10 10 10 10 10 13 | A lawyer changes his name.
2316 | The Office | 2005-03-24 | Comedy | 6 22 25 19 | Paper, and a camera.
1438 | The Wire | 2002-06-02 | Crime | 13 12 12 13 10 | A city listens in.
246 | The Last Airbender | 2005-02-21 | Animation | 20 20 21 | A boy sleeps in the ice.
4087 | The X-Files | 1993-09-10 | Mystery | 24 25 24 | Somebody believes.
63174 | Lucifer | 2016-01-25 | Crime | 13 18 26 | The devil takes his leave.
1398 | The Sopranos | 1999-01-10 | Drama | 13 13 13 13 13 21 | Ducks in the pool.
19885 | Sherlock | 2010-07-25 | Crime | 3 3 3 4 | The game is on again.
1402 | The Walking Dead | 2010-10-31 | Horror | 6 13 16 | The road out of town is full.
2691 | Two and a Half Men | 2003-09-22 | Comedy | 24 24 24 | A brother moves in.
1668 | Friends | 1994-09-22 | Comedy | 24 24 25 24 24 | A sofa that is always free.
4614 | NCIS | 2003-09-23 | Crime | 23 23 24 | A rule for everything.
1429 | Attack on Titan | 2013-04-07 | Animation | 25 12 22 | The wall is not high enough.
37854 | One Piece | 1999-10-20 | Animation | 61 16 15 | A hat, a ship, a promise.
30984 | Bleach | 2004-10-05 | Animation | 20 21 22 | He can see them.
13916 | Death Note | 2006-10-04 | Animation | 37 | A notebook falls.
1418 | The Big Bang Theory | 2007-09-24 | Comedy | 17 23 23 | The lift is out of order.
60735 | The Flash | 2014-10-07 | Action | 23 23 23 | Lightning, and a late train.
"""


class Film(Record):
    """One film."""

    kind: ClassVar[Literal["movie"]] = "movie"

    tmdb_id: int
    name: str
    released: str
    minutes: int
    genre: str
    about: str


class Series(Record):
    """One series; `episodes` of each season, from the first on."""

    kind: ClassVar[Literal["tv"]] = "tv"

    tmdb_id: int
    name: str
    began: str
    genre: str
    episodes: tuple[int, ...]
    about: str


Known = Film | Series

SEEN_BY_FEW: Final = 832
"""A film that three people have judged."""
_SPOKEN: Final = {
    ("movie", "ja"): (129, 346, 4935, 378064, 372058, 128, 8392),
    ("movie", "de"): (832,),
    ("movie", "fr"): (194,),
    ("movie", "hi"): (19404,),
    ("movie", "it"): (11216, 637),
    ("movie", "ko"): (496243,),
    ("movie", "pt"): (598,),
    ("movie", "xx"): (19,),
    ("tv", "de"): (70523,),
    ("tv", "ja"): (1429, 37854, 30984, 13916),
}
_LANGUAGES: Final = {
    (kind, number): code for (kind, code), those in _SPOKEN.items() for number in those
}
_OWN_IMDB: Final = {603: "tt0133093"}


def genre_id(name: str) -> int:
    """The same number for the same name."""
    return sum(name.encode())


def imdb_of(known: Known) -> str:
    """Its number at IMDb: the real one of the film that everybody knows, else one made up."""
    return _OWN_IMDB.get(known.tmdb_id, f"tt9{known.tmdb_id:07d}")


def tvdb_of(known: Known) -> int:
    """Its number at TheTVDB, made up."""
    return 7_000_000 + known.tmdb_id


def date_of(known: Known) -> str:
    """When it came out: a series with its first episode."""
    return known.released if isinstance(known, Film) else known.began


def language_of(known: Known) -> str:
    """In which it was made, as TMDB calls it."""
    return _LANGUAGES.get((known.kind, known.tmdb_id), "en")


def rating_of(known: Known) -> float:
    """Of ten, made up; a few people are very fond of one that hardly anybody has seen."""
    if known.tmdb_id == SEEN_BY_FEW:
        return 9.7
    return (54 + known.tmdb_id * 7 % 36) / 10


def votes_of(known: Known) -> int:
    """How many people say so, made up."""
    return 3 if known.tmdb_id == SEEN_BY_FEW else 400 + known.tmdb_id * 13 % 9_000


def poster_of(known: Known) -> str:
    """The name of its poster, as TMDB has names."""
    return f"/{known.kind}-{known.tmdb_id}.jpg"


def named_by(poster: str) -> str:
    """The title whose poster has this name; the name itself if it is nobody's."""
    return _BY_POSTER.get(poster, poster)


def _rows(table: str) -> Iterator[list[str]]:
    return (line.split(" | ") for line in table.strip().splitlines())


FILMS: Final = tuple(
    Film(
        tmdb_id=int(number),
        name=name,
        released=released,
        minutes=int(minutes),
        genre=genre,
        about=about,
    )
    for number, name, released, minutes, genre, about in _rows(_FILMS)
)
SERIES: Final = tuple(
    Series(
        tmdb_id=int(number),
        name=name,
        began=began,
        genre=genre,
        episodes=tuple(int(count) for count in counts.split()),
        about=about,
    )
    for number, name, began, genre, counts, about in _rows(_SERIES)
)

_KNOWN: Final[tuple[Known, ...]] = (*FILMS, *SERIES)
_BY_POSTER: Final[dict[str, str]] = {poster_of(known): known.name for known in _KNOWN}

IN_THE_LIBRARY: Final[tuple[Known, ...]] = (*FILMS[24:], *SERIES[12:])
"""What a household's media server holds at first; the others can be wished for."""
