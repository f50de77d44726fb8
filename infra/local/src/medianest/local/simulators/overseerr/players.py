"""Who plays in what the simulated servers know, and who made it: people of our own invention.

The same people for the same title, always. One title has more of them than a page shows, one has
none; some have no picture, and some play nobody with a name.
"""

from random import Random
from typing import Any, Final

from medianest.local.simulators.overseerr.titles import Film, Known

_PLAYERS: Final = """
Mira Okafor, Tobias Lindqvist, Ana Beltrán, Hugo Marchetti, Saoirse Quill, Kenji Morinaga,
Leila Haddad, Bram Verhoeven, Ximena Duarte, Oskar Nyberg, Priya Raman, Caspian Wright,
Noor El-Amin, Gideon Ashworth, Yuki Tanabe, Petra Novotná, Samuel Adeyemi, Ingrid Solheim,
Rafael Monteiro, Clementine Fox, Dmitri Volkov, Amara Nwosu, Jonah Feldman, Elif Kaya,
Matthias Brandt-Ohlsen, Rosalind Pike, Tariq Mansour, Wren Halloway, Isak Bergström, Luz Carrasco,
Theo Papadakis, Maeve Donnelly, Kofi Boateng, Hana Sato, Viktor Szabó, Delphine Arnaud,
Ravi Chandrasekhar, Agnes Thorne, Emeka Obi, Sunniva Dahl, Paolo Ferrante, Juniper Lake,
Marek Zieliński, Talia Rosen, Bo Nakamura, Freya Lund, Ismael Ortega, Cora Whitlock
"""
_MAKERS: Final = (
    *("Helena Voss", "Anton Rask", "Margot Delacroix", "Silas Penhallow", "Chiyo Arakawa"),
    *("Esteban Luna", "Karin Alfsen", "Dorian Blythe", "Nadia Petrenko", "Obinna Eze"),
)
_ROLES: Final = (
    *("Ada", "The ferryman", "Inspector Vale", "Marguerite", "Old Tom", "Captain Irons"),
    *("The night nurse", "Juno", "Mr Abernathy", "Saint", "Lottie", "The projectionist"),
    *("Doctor Quist", "Wolf", "Aunt Bea", "The man in the lift", "Nell", "Colonel Harrow"),
    *("Pip / The other Pip", "Ruth", "A voice on the telephone", "Sol", "Iris", "The clockmaker"),
)
_STUDIOS: Final = (
    *("Harbour Lane Pictures", "Tall Grass Films", "Nine Lamps", "Saltroad Studio"),
    *("Copper Kettle Productions", "Low Canopy"),
)
_NETWORKS: Final = ("Channel Osterby", "Lantern", "North Pier Television", "Moss+")
_WITH_MANY: Final = 603
_WITH_NONE: Final = ("movie", 19)


def faces() -> tuple[str, ...]:
    """Everybody who plays, in the order of their numbers."""
    return tuple(name.strip() for name in _PLAYERS.replace("\n", " ").split(","))


def face_of(name: str) -> str | None:
    """What their picture is called, as TMDB calls pictures; every sixth has none."""
    number = faces().index(name)
    return None if number % 6 == 5 else f"/person-{number}.jpg"  # noqa: PLR2004  as said


def named_by_face(picture: str) -> str | None:
    """Whose picture has this name."""
    return next((name for name in faces() if face_of(name) == picture), None)


def told_of(known: Known) -> dict[str, Any]:
    """What its details say of people and houses; no list says any of it."""
    chance = Random(f"{known.kind} {known.tmdb_id}")  # noqa: S311  a play, not a secret
    is_film = isinstance(known, Film)
    makers = chance.sample(_MAKERS, chance.choice((1, 1, 2)))
    studios = [{"id": 1, "name": name} for name in chance.sample(_STUDIOS, chance.choice((1, 2)))]
    networks = [{"id": 1, "name": chance.choice(_NETWORKS)}]
    told: dict[str, Any] = {
        "credits": {"cast": _cast(known, chance), "crew": _crew(makers if is_film else [], chance)},
        "productionCompanies": studios,
    }
    if is_film:
        return told
    created_by = [{"id": 1, "name": name, "gender": 0} for name in makers]
    return told | {"createdBy": created_by, "networks": networks}


def _cast(known: Known, chance: Random) -> list[dict[str, Any]]:
    if (known.kind, known.tmdb_id) == _WITH_NONE:
        return []
    many = 24 if known.tmdb_id == _WITH_MANY else chance.randint(7, 14)
    players = chance.sample(faces(), many)
    roles = chance.sample(_ROLES, many)
    return [
        {
            "id": 10_000 + faces().index(name),
            "castId": order,
            "creditId": f"{known.tmdb_id}-{order}",
            "name": name,
            "character": "" if order and order % 9 == 0 else role,
            "order": order,
            "gender": 0,
            **({} if (face := face_of(name)) is None else {"profilePath": face}),
        }
        for order, (name, role) in enumerate(zip(players, roles, strict=True))
    ]


def _crew(directors: list[str], chance: Random) -> list[dict[str, Any]]:
    """Those behind it in no order, as the real one has them."""
    others = chance.sample(_MAKERS, 3)
    jobs = [
        *((others[0], "Editing", "Editor"), (others[1], "Writing", "Screenplay")),
        *((name, "Directing", "Director") for name in directors),
        (others[2], "Sound", "Original Music Composer"),
    ]
    return [
        {"id": at, "creditId": str(at), "department": department, "job": job, "name": name}
        for at, (name, department, job) in enumerate(jobs)
    ]
