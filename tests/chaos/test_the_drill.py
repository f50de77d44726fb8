"""The drill: a house that lived is backed up, lost, and put back in an empty folder.

It prints what it cost: RPO, how much time was lost; RTO, how long until members were served again.
"""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from medianest.contracts.topology import SERVICES, TOPOLOGY
from medianest.local.foundation import Foundation
from medianest.local.places import Places
from medianest.local.ports import Ports
from medianest.testkit.eventually import eventually

pytestmark = pytest.mark.long
COMMAND = (sys.executable, "-m", "medianest.cli.main")
Up = Callable[..., Iterator[Any]]
FILMS = ("letters-from-the-attic", "night-train", "harbour-at-dawn")
FACTS = """
select md5(string_agg(concat_ws('|', position, stream_id, version, fact_id, type, data, said), ' '
  order by position)) from {}.facts where position <= %s
"""
SAID = """
select count(*) from {}.facts where said is not null
"""


@contextmanager
def at_home(up: Up, folder: Path) -> Iterator[Any]:
    folder.mkdir(exist_ok=True)
    yield from up(folder, MEDIANEST_WEB="keep")


def medianest(folder: Path, *words: str | Path) -> Any:
    """The operator's command on this house."""
    told = subprocess.run(
        [*COMMAND, *words, "--json", "--secrets", folder / "secrets"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return json.loads(told.stdout)


def of_each(house: Any, query: str, *more: Any) -> dict[str, Any]:
    """One answer of each service's schema, as the administrator sees it."""
    found = {}
    with psycopg.connect(house.told["postgres"]["dsn"]) as connection:
        for service in SERVICES:
            words = [values[service] for values in more]
            row = connection.execute(query.format(service), words).fetchone()
            found[service] = row[0] if row else None
    return found


async def lived_in(house: Any) -> dict[str, Any]:
    """Anna fetches films. Returns what she sees then."""
    with house.signed_in(house.told["members"][0]) as anna:
        downloads = [anna.submit(f"{house.videos}/watch/{film}") for film in FILMS]
        for download in downloads:
            assert (await anna.ended(download))["status"] == "completed"
            await eventually(lambda of=download: anna.told_of(of), timeout_s=30)
            await eventually(lambda of=download: anna.in_library(of), timeout_s=30)
        return seen_by(anna)


def seen_by(anna: Any) -> dict[str, Any]:
    """What MediaNest holds itself; Plex keeps its own library."""
    ours = "/api/v1/library/recent?origin=downloads"
    pages = (ours, "/api/v1/notifications", "/api/v1/downloads")
    return {page: sorted(item["id"] for item in shown(anna, page)) for page in pages}


def shown(anna: Any, page: str) -> Any:
    answer = anna.client.get(page)
    assert answer.is_success, answer.text
    return answer.json()["items"]


def as_before(anna: Any, seen: dict[str, Any]) -> bool:
    assert seen_by(anna) == seen
    return True


def erase(house: Any, person: dict[str, str]) -> None:
    with house.signed_in(house.told["owner"]) as owner:
        found = owner.client.get("/api/v1/members").json()["items"]
        (member_id,) = [one["id"] for one in found if one["username"] == person["username"]]
        owner.client.post(f"/api/v1/members/{member_id}/erase").raise_for_status()


def burn_down(lost: Path, fresh: Path) -> None:
    """What a household has left besides its backup: the ledger and its films."""
    fresh.mkdir()
    for kept in ("erased", "media", "people.json"):
        target = fresh / kept
        (shutil.copytree if (lost / kept).is_dir() else shutil.copy2)(lost / kept, target)
    shutil.rmtree(lost)


async def put_back(backup: Path, passphrase: Path, fresh: Path) -> Any:
    medianest(fresh, "restore", backup, "--keys", "--passphrase-file", passphrase)
    ports = Ports()
    ports.keep("gateway", ports.usual("gateway"))  # it opens later; links may name it before
    foundation = Foundation(Places(fresh), ports)
    await foundation.start()
    try:
        return medianest(fresh, "restore", backup, "--yes", "--ledger", fresh / "erased")
    finally:
        await foundation.stop()


async def test_a_house_that_burnt_down_stands_again(tmp_path: Path, up: Up) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    passphrase = tmp_path / "passphrase"
    passphrase.write_text("nine words that nobody would ever put in a row")
    with at_home(up, first) as house:
        seen = await lived_in(house)
        words = ("--backups", tmp_path / "backups", "--passphrase-file", passphrase)
        backup = Path(medianest(first, "backup", *words)["backup"])
        heads = json.loads((backup / "manifest.json").read_text())["heads"]
        facts = of_each(house, FACTS, heads)
        carla = house.told["members"][2]
        erase(house, carla)
        ledgers = [first / "erased" / f"{service}.erased" for service in SERVICES]
        await eventually(lambda: any(one.exists() for one in ledgers), timeout_s=20)
    began = time.monotonic()
    burn_down(first, second)
    told = await put_back(backup, passphrase, second)
    with at_home(up, second) as house:
        await eventually(lambda: said_again(house, second), timeout_s=60)
        assert of_each(house, FACTS, heads) == facts
        with house.signed_in(house.told["members"][0]) as anna:
            await eventually(lambda: as_before(anna, seen), timeout_s=60)
        rto_s = time.monotonic() - began
        stays_erased(house, carla)
    sys.stdout.write(
        f"\nRPO {told['rpo_s']:.0f} s, RTO {rto_s:.0f} s (the database alone {told['rto_s']} s)\n"
    )


def said_again(house: Any, folder: Path) -> bool:
    """Whether NATS, which began empty, holds all that was ever announced, and nothing is amiss."""
    looked = {one["what"]: one for one in medianest(folder, "doctor")}
    said = of_each(house, SAID)
    return all(
        f"{TOPOLOGY[service].stream} {said[service]}" in looked[f"{service}: streams"]["detail"]
        for service in SERVICES
    )


def stays_erased(house: Any, person: dict[str, str]) -> None:
    body = {"username": person["username"], "password": person["password"]}
    with house.signed_in(house.told["owner"]) as owner:
        refused = owner.client.post("/api/v1/auth/local", json=body)
        assert refused.status_code == 401
    with house.signed_in(house.told["owner"]) as owner:
        known = [one["username"] for one in owner.client.get("/api/v1/members").json()["items"]]
    assert person["username"] not in known
