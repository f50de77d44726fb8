"""Whatever happened in a house that people live in: who did it, from where, and what led to it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple
from uuid import UUID

import httpx
import psycopg
import pytest_asyncio

from medianest.contracts.meta import NOBODIES, THE_HOUSE, THE_OPERATOR
from medianest.contracts.topology import SERVICES
from medianest.testkit.eventually import eventually
from medianest.testkit.trust import NOBODY

LONG_S: Final = 60
FACTS: Final = "select fact_id, type, stream_id, meta from {}.facts order by position"
BEGUN_BY_THE_HOUSE: Final = frozenset(
    {
        "gateway",  # its signing keys, and which service it reaches
        "status",  # what it looks at, again and again
        "identity.plex-watch-changed",  # its daily look
        "identity.reset-offered",  # to whom a mail is sent that a stranger asked for
    }
)
"""Services and facts that begin a story because it was time; all others are led to by something."""


class Kept(NamedTuple):
    """A fact, and what stands beside it."""

    service: str
    type: str
    stream: str
    meta: Mapping[str, Any]

    @property
    def actor(self) -> UUID:
        return UUID(self.meta["actor"])

    @property
    def is_by_somebody_at_the_door(self) -> bool:
        return self.meta["causation"] is None and self.actor not in {THE_HOUSE, THE_OPERATOR}


class Lived:
    """Every fact of every service, after people lived there for a while."""

    def __init__(self, household: Any) -> None:
        self.facts: dict[str, Kept] = {}
        with psycopg.connect(household.told["postgres"]["dsn"]) as connection:
            for service in SERVICES:
                for fact_id, *kept in connection.execute(FACTS.format(service)):
                    self.facts[str(fact_id)] = Kept(service, *kept)

    def all(self) -> Iterator[Kept]:
        return iter(self.facts.values())

    def of(self, type_: str, about: str) -> Kept:
        """The last fact of this kind about this thing."""
        return [one for one in self.all() if one.type == type_ and one.stream.endswith(about)][-1]


def done(answer: httpx.Response) -> Any:
    assert answer.is_success, answer.text
    return answer.json() if answer.content else None


@pytest_asyncio.fixture(name="lived", scope="module", loop_scope="session")
async def a_while_in_the_house(household: Any) -> tuple[Lived, dict[str, str]]:
    """A film wished and come, a video fetched, an invite taken, and somebody at the wrong door."""
    anna_, ben_, carla_ = household.told["members"]
    ids: dict[str, str] = {}
    with (
        household.signed_in(anna_) as anna,
        household.signed_in(ben_) as ben,
        household.signed_in(carla_) as carla,
        household.signed_in(household.told["owner"]) as owner,
    ):
        for name, person in (("anna", anna), ("ben", ben), ("carla", carla), ("owner", owner)):
            ids[name] = done(person.client.get("/api/v1/me"))["id"]
        done(anna.client.patch("/api/v1/me", json={"display_name": "Anna B."}))
        ids["download"] = anna.submit(f"{household.videos}/watch/night-train")
        wish = {"media_type": "movie", "tmdb_id": 11216, "on_behalf_of": ids["anna"]}
        ids["wish"] = done(carla.client.post("/api/v1/requests", json=wish))["id"]
        done(owner.client.post(f"/api/v1/requests/{ids['wish']}/approve"))
        done(ben.client.put(f"/api/v1/requests/{ids['wish']}/follow"))
        invite = done(owner.client.post("/api/v1/invites", json={"role": "member"}))
        ids["newcomer"] = a_newcomer(household.url, invite["code"])
        assert (await anna.ended(ids["download"]))["status"] == "completed"
        await eventually(lambda: anna.in_library(ids["download"]), timeout_s=LONG_S)
        await eventually(lambda: anna.told_of(ids["download"]), timeout_s=LONG_S)

        def has_come() -> bool:
            found = done(anna.client.get(f"/api/v1/requests/{ids['wish']}"))
            return bool(found["status"] == "available")

        await eventually(has_come, timeout_s=LONG_S, every_s=0.5)
    return Lived(household), ids


def a_newcomer(url: str, code: str) -> str:
    """Who forgot a password first, guessed at one, and comes by an invite then."""
    account = {"username": f"newcomer-{code[:6].lower()}", "password": "a long password"}
    ours = {"X-Requested-With": "medianest"}
    with httpx.Client(base_url=f"{url}/api/v1", headers=ours, timeout=20, verify=NOBODY) as browser:
        assert browser.post("/auth/local", json=account).status_code == 401
        done(browser.post("/invites/accept", json={"code": code, **account}))
        return str(done(browser.get("/me"))["id"])


def test_every_fact_says_who_did_it_from_where_and_what_led_to_it(
    lived: tuple[Lived, dict[str, str]],
) -> None:
    kept, _ = lived
    assert {one.service for one in kept.all()} == set(SERVICES)
    told_by_nobody = [one for one in kept.all() if not one.meta["actor"]]
    in_no_story = [one for one in kept.all() if not one.meta["correlation"]]
    assert (told_by_nobody, in_no_story) == ([], [])
    at_the_door = [one for one in kept.all() if one.is_by_somebody_at_the_door]
    assert len(at_the_door) > 10
    assert [one for one in at_the_door if not one.meta["address_hash"]] == []
    by_itself = [
        one
        for one in kept.all()
        if one.actor == THE_HOUSE
        and one.meta["causation"] is None
        and not {one.service, one.type} & BEGUN_BY_THE_HOUSE
    ]
    assert by_itself == []


def test_what_led_to_a_fact_is_a_fact_of_the_same_story(
    lived: tuple[Lived, dict[str, str]],
) -> None:
    kept, _ = lived
    led_to = [one for one in kept.all() if one.meta["causation"]]
    assert {one.service for one in led_to} >= {"requests", "downloads", "notify"}
    for one in led_to:
        cause = kept.facts[one.meta["causation"]]
        assert cause.meta["correlation"] == one.meta["correlation"], (cause, one)


def test_who_set_it_going_stands_beside_what_the_house_did_of_it(
    lived: tuple[Lived, dict[str, str]],
) -> None:
    kept, ids = lived
    completed = kept.of("downloads.completed", ids["download"])
    queued = kept.of("downloads.queued", ids["download"])
    assert str(completed.actor) == ids["anna"]
    assert completed.meta["correlation"] == queued.meta["correlation"]
    arrived = kept.of("requests.arrived", ids["wish"])
    agreed = kept.of("requests.approved", ids["wish"])
    assert arrived.actor == agreed.actor, "who agreed to it, and not who followed it since"
    assert str(arrived.actor) != ids["ben"]
    asked = kept.of("requests.asked", ids["wish"])
    assert (str(asked.actor), asked.meta["on_behalf_of"]) == (ids["carla"], ids["anna"])
    joined = kept.of("identity.member-joined", ids["newcomer"])
    assert (str(joined.actor), joined.meta["on_behalf_of"]) == (ids["newcomer"], ids["owner"])
    assert joined.actor not in NOBODIES
