"""`make up`: everything on this machine, from servers to a printed sign-in, until Ctrl-C."""

import asyncio
import json
import os
import signal
from typing import Any

from medianest.cli.provision import watch_streams
from medianest.cli.provision.settings import admin_dsn
from medianest.contracts.topology import SERVICES
from medianest.local.children import Child, GaveUp
from medianest.local.crew import Crew, Mode
from medianest.local.foundation import Foundation
from medianest.local.people import Person, people_of
from medianest.local.places import Places
from medianest.local.ports import Ports
from medianest.local.simulators.films import FILMS
from medianest.local.telling import Telling
from medianest.local.web import build_web

_WATCH_STREAMS_S = 5.0


class House:
    """One running house in one run folder."""

    def __init__(
        self,
        places: Places,
        telling: Telling,
        *,
        mode: Mode,
        with_simulators: bool,
        is_furnished: bool,
        with_prometheus: bool,
    ) -> None:
        self._places = places
        self._telling = telling
        self._with_simulators = with_simulators
        self._is_furnished = with_simulators and is_furnished
        self._people: list[Person] = []
        self._children: dict[str, Child] = {}
        ports = Ports()
        self._ports = ports
        self._foundation = Foundation(places, ports)
        self._crew = Crew(
            places,
            ports,
            self._foundation.credentials,
            mode=mode,
            with_simulators=with_simulators,
            is_furnished=self._is_furnished,
            with_prometheus=with_prometheus,
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Start everything and keep it until `stop`. Raises GaveUp and what a start raises."""
        telling = self._telling
        try:
            starting = asyncio.create_task(self._start())
            stopping = asyncio.create_task(stop.wait())
            await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not starting.done():
                starting.cancel()
                await asyncio.wait({starting})
                return
            stopping.cancel()
            await starting
            await self._keep(stop)
        finally:
            telling.title("Stopping")
            await self._stop()

    async def _start(self) -> None:
        telling = self._telling
        telling.title("MediaNest")
        # The web app takes longest; nobody needs it before the gateway opens.
        building = asyncio.create_task(build_web(self._places.log("web")))
        try:
            with telling.step("Starting Postgres, NATS and Valkey", "Postgres, NATS, Valkey"):
                await self._foundation.start()
            self._children |= {child.name: child for child in self._foundation.children}
            with telling.step("Preparing databases", "Databases and streams"):
                await self._foundation.provision()
            with telling.step("Starting services", "Services"):
                await self._start_all(self._crew.behind(), when=building)
            if not building.done():
                with telling.step("Building the web app", "Web app"):
                    await building
            if await building:
                telling.done("The web app was built anew")
            if self._crew.door_name not in self._children:
                with telling.step("Opening the door", "Gateway"):
                    await self._start_all([])
        except BaseException:
            building.cancel()
            await asyncio.wait({building})
            raise
        await self._let_in()

    async def _start_all(
        self, children: list[Child], when: asyncio.Task[bool] | None = None
    ) -> None:
        """Start these, and the door as well unless the web app it serves is still `when`."""
        if when is None or when.done():
            children = [*children, self._crew.door()]
        self._children |= {child.name: child for child in children}
        async with asyncio.TaskGroup() as group:
            for child in children:
                group.create_task(child.start())

    async def _let_in(self) -> None:
        if self._is_furnished:
            self._people = people_of(self._places)
            if not self._people:
                # Imported here: a client library is only needed once.
                from medianest.local.seed import seed  # noqa: PLC0415  see above

                with self._telling.step("Letting people in", "An owner and three members"):
                    credentials = self._foundation.credentials
                    self._people = await seed(
                        self._crew.url,
                        credentials,
                        self._places,
                        uptime_kuma=self._crew.uptime_kuma_sign_in(),
                        seerr=self._crew.seerr_probe(),
                        plex=self._crew.plex_library(),
                    )
        self._write_up()
        self._telling.ready(
            self._crew.url, self._people, self._setup_token, beside=self._crew.observed_at
        )

    @property
    def _setup_token(self) -> str | None:
        """What opens the first run, where nobody was let in."""
        if self._is_furnished:
            return None
        return self._foundation.credentials.vault.read("identity/setup.token")

    async def _keep(self, stop: asyncio.Event) -> None:
        """Keep every child and the streams, until told to stop or a child is given up."""
        keeping = [
            asyncio.create_task(child.keep(self._telling, self._write_up))
            for child in self._children.values()
        ]
        at = self._foundation.addresses
        watching = watch_streams(self._foundation.credentials, at, _WATCH_STREAMS_S)
        tasks = [*keeping, asyncio.create_task(watching), asyncio.create_task(stop.wait())]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        except GaveUp as given_up:
            self._telling.failed(str(given_up))
            raise
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)

    async def _stop(self) -> None:
        """The door first, then what is behind it, then what everything stands on."""
        self._places.up.unlink(missing_ok=True)
        servers = {child.name for child in self._foundation.children}
        door = self._crew.door_name
        if door in self._children:
            await self._children[door].stop()
        others = [c for n, c in self._children.items() if n not in servers and n != door]
        await asyncio.gather(*(child.stop() for child in others))
        await self._foundation.stop()
        self._ports.close()
        self._telling.done("Everything has stopped")

    def _write_up(self) -> None:
        """Write `up.json`, anew whenever a process has another id."""
        fresh = self._places.up.with_suffix(".new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(self._as_json(), file, indent=2)
        fresh.replace(self._places.up)

    def _as_json(self) -> dict[str, Any]:
        credentials, at = self._foundation.credentials, self._foundation.addresses
        system, system_password = credentials.nats_system
        user, password = credentials.valkey_admin
        accounts = {}
        for service in SERVICES:
            name, secret = credentials.nats_operator(service)
            accounts[service] = {"user": name, "password": secret}
        known = [
            {key: person[key] for key in ("username", "password", "role")}
            for person in self._people
        ]
        return {
            "url": self._crew.url,
            "owner": known[0] if known else None,
            "members": known[1:],
            "setup_token": self._setup_token,
            "simulators": self._simulators(),
            "observe": self._crew.observed_at,
            "services": self._crew.services(self._children),
            "postgres": {"dsn": admin_dsn(credentials, at, at.database)},
            "nats": {
                "url": f"nats://{at.nats}",
                "user": system,
                "password": system_password,
                "accounts": accounts,
            },
            "redis": {"url": f"redis://{user}:{password}@{at.valkey}/0"},
            "servers": {
                child.name: {"pid": child.process.pid if child.process else None}
                for child in self._foundation.children
            },
        }

    def _pid(self, simulator: str) -> int | None:
        child = self._children.get(simulator)
        return child.process.pid if child and child.process else None

    def _simulators(self) -> dict[str, Any]:
        if not self._with_simulators:
            return {}
        url = f"http://127.0.0.1:{self._ports.of('videos')}"
        return {
            "videos": {
                "url": url,
                "samples": [f"{url}/watch/{film.slug}" for film in FILMS],
                "playlist": f"{url}/playlist.rss",
            },
            "smtp": {
                "url": f"http://127.0.0.1:{self._ports.of('smtp')}",
                "address": f"127.0.0.1:{self._ports.of('smtp-mail')}",
            },
            "push": {"url": f"http://127.0.0.1:{self._ports.of('push')}"},
            "uptime_kuma": self._crew.uptime_kuma_sign_in(),
            "plex": {
                "url": f"http://127.0.0.1:{self._ports.of('plex')}",
                "pid": self._pid("plex"),
                "plex_tv_url": f"http://127.0.0.1:{self._ports.of('plex-tv')}",
            },
            "openid": {"url": f"http://127.0.0.1:{self._ports.of('openid')}"},
            "overseerr": {
                "url": f"http://127.0.0.1:{self._ports.of('overseerr')}",
                "pid": self._pid("overseerr"),
            },
        }


async def up(
    places: Places,
    *,
    mode: Mode,
    with_simulators: bool,
    is_furnished: bool = True,
    with_prometheus: bool = False,
) -> int:
    """Run the house; return the exit code. Unless it `is_furnished`, nobody lives there yet."""
    telling = Telling()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for told in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(told, stop.set)
    try:
        house = House(
            places,
            telling,
            mode=mode,
            with_simulators=with_simulators,
            is_furnished=is_furnished,
            with_prometheus=with_prometheus,
        )
        await house.run(stop)
    except Exception as failure:  # noqa: BLE001  a person must read what happened, whatever it was
        for error in _each(failure):
            if not isinstance(error, GaveUp):
                telling.failed(str(error) or repr(error))
        return 1
    return 0


def _each(error: BaseException) -> list[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        return [found for inner in error.exceptions for found in _each(inner)]
    return [error]
