"""Films and series that the simulated servers know: TMDB's numbers, words of our own."""

from collections.abc import Iterator
from typing import Final

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
"""


class Film(Record):
    """One film."""

    tmdb_id: int
    name: str
    released: str
    minutes: int
    genre: str
    about: str


class Series(Record):
    """One series; `episodes` of each season, from the first on."""

    tmdb_id: int
    name: str
    began: str
    genre: str
    episodes: tuple[int, ...]
    about: str


Known = Film | Series


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
