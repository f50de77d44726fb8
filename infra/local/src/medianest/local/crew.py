"""The processes on top of the servers: six services, the downloads worker, the simulators."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, Literal

from medianest.chassis.settings import environment
from medianest.cli.provision import Credentials
from medianest.cli.provision.settings import read_settings
from medianest.contracts.topology import SERVICES, ServiceName
from medianest.local.children import Child
from medianest.local.observing import prometheus_command
from medianest.local.places import WEB, Places
from medianest.local.ports import Ports
from medianest.local.probe import status_of
from medianest.local.servers.process import Process
from medianest.local.simulators.plex_tv_accounts import BY_ID, THE_OWNERS_ID

Mode = Literal["services", "all-in-one"]
WORKER: Final = "downloads-worker"
SUITE: Final = "suite"
PROMETHEUS: Final = "prometheus"
KUMA_PASSWORD: Final = "kuma-on-this-machine"  # noqa: S105  of a simulator on loopback
VIDEOS_AT: Final = "/data/videos"
"""Where the media server sees our shelf."""
OVERSEERR_KEY: Final = "seerr-on-this-machine"
OPENID_SECRET: Final = "openid-on-this-machine"  # noqa: S105  of a simulator on loopback
SIMULATORS: Final = (
    *("videos", "smtp", "smtp-mail", "push"),
    *("uptime-kuma", "plex-tv", "overseerr", "plex", "openid"),
)
_OK: Final = 200
_READY_WITHIN_S: Final = 60.0
_LOOK_EVERY_S: Final = 0.05


class Crew:
    """Who runs in this house, and with which settings."""

    def __init__(
        self,
        places: Places,
        ports: Ports,
        credentials: Credentials,
        *,
        mode: Mode,
        with_simulators: bool,
        is_furnished: bool,
        with_prometheus: bool = False,
    ) -> None:
        """A house that is not furnished was told of none of what runs beside it."""
        self._places = places
        self._ports = ports
        self._credentials = credentials
        self._with_simulators = with_simulators
        self._is_furnished = is_furnished
        self._with_prometheus = with_prometheus
        self.mode = mode
        for service in SERVICES:
            ports.choose(service)
            ports.choose(f"{service}-metrics")
        if mode == "services":
            ports.choose(WORKER)
            ports.choose(f"{WORKER}-metrics")
        if with_prometheus:
            ports.choose(PROMETHEUS)
        if with_simulators:
            for simulator in SIMULATORS:
                ports.choose(simulator)

    @property
    def url(self) -> str:
        return self._ports.door

    def videos(self) -> Child:
        """The origin of real videos."""
        return self._simulator("videos", "--folder", str(self._places.videos))

    def post_office(self) -> Child:
        """The mail server, whose mails can be read on a page."""
        return self._simulator("smtp", "--smtp-port", str(self._ports.of("smtp-mail")))

    def push_service(self) -> Child:
        """The push service, with browsers that decrypt."""
        return self._simulator("push")

    def plex_tv(self) -> Child:
        """plex.tv, with a page on which a browser chooses an account."""
        return self._simulator("plex-tv")

    def openid(self) -> Child:
        """A provider of the household's own, with a page on which a browser chooses an account."""
        return self._simulator("openid", "--secret", OPENID_SECRET, "--back", self.url)

    def overseerr(self) -> Child:
        """A Seerr that knows some films and series; what is approved is here after a moment."""
        plex = f"http://127.0.0.1:{self._ports.of('plex')}"
        words = ("--key", OVERSEERR_KEY, "--ready-after-s", "5", "--plex", plex)
        return self._simulator("overseerr", *words)

    def plex(self) -> Child:
        """A Plex Media Server with some films and series; its own videos lie on our shelf."""
        words = ("--folder", str(self._places.media / "downloads"), "--videos-at", VIDEOS_AT)
        return self._simulator("plex", *words, at="/identity")

    def plex_library(self) -> dict[str, object]:
        """With what the house is connected to it; it lives on this machine."""
        return {
            "url": f"http://127.0.0.1:{self._ports.of('plex')}",
            "key": BY_ID[THE_OWNERS_ID].token,
            "internal": True,
            "folder": VIDEOS_AT,
            "unlinked_see": "everything",
        }

    def _simulator(self, name: str, *words: str, at: str = "/") -> Child:
        module = f"medianest.local.simulators.{name.replace('-', '_')}"
        port = str(self._ports.of(name))
        return self._answering(name, [sys.executable, "-m", module, "--port", port, *words], at)

    def _answering(self, name: str, command: Sequence[str | Path], path: str) -> Child:
        """A child that is there once it answers at `path`."""

        async def start() -> Process:
            process = Process(name, command, log=self._places.log(name))
            await process.ready(lambda: self._answers(name, path), within_s=_READY_WITHIN_S)
            return process

        return Child(name, start)

    def uptime_kuma(self) -> Child:
        """An Uptime Kuma with a handful of monitors."""
        return self._simulator("uptime-kuma", "--password", KUMA_PASSWORD)

    def uptime_kuma_sign_in(self) -> dict[str, object]:
        """With what the house is connected to it; it lives on this machine."""
        url = f"http://127.0.0.1:{self._ports.of('uptime-kuma')}"
        return {"url": url, "username": "kuma", "password": KUMA_PASSWORD, "internal": True}

    def seerr_probe(self) -> dict[str, object]:
        """How the house looks at the simulated Seerr; it lives on this machine."""
        at = f"http://127.0.0.1:{self._ports.of('overseerr')}"
        return {"type": "overseerr", "url": at, "internal": True}

    def prometheus(self) -> Child:
        """Looks at everybody's measurements."""
        workers = (WORKER,) if self.mode == "services" else ()
        jobs = {name: self._ports.of(f"{name}-metrics") for name in (*SERVICES, *workers)}
        command = prometheus_command(self._places, self._ports.of(PROMETHEUS), jobs)
        return self._answering(PROMETHEUS, command, "/-/ready")

    @property
    def observed_at(self) -> dict[str, str]:
        """Where to look at it, by what looks."""
        if not self._with_prometheus:
            return {}
        return {PROMETHEUS: f"http://127.0.0.1:{self._ports.of(PROMETHEUS)}"}

    @property
    def door_name(self) -> str:
        return "gateway" if self.mode == "services" else SUITE

    def behind(self) -> list[Child]:
        """Everything but the gateway."""
        beside = [self.prometheus()] if self._with_prometheus else []
        if self._with_simulators:
            beside += [self.videos(), self.post_office(), self.push_service()]
            beside += [self.uptime_kuma(), self.plex_tv(), self.plex(), self.overseerr()]
            beside += [self.openid()]
        if self.mode == "all-in-one":
            return beside
        children = [self._service(name) for name in SERVICES if name != "gateway"]
        worker = ("-m", "medianest.downloads", "worker")
        metrics_port = self._ports.of(f"{WORKER}-metrics")
        listening = {
            "MEDIANEST_DOWNLOADS_LISTEN": f"127.0.0.1:{self._ports.of(WORKER)}",
            "MEDIANEST_DOWNLOADS_METRICS_LISTEN": f"127.0.0.1:{metrics_port}",
        }
        environ = {**self._environ("downloads"), **listening}
        return [*beside, *children, self._child(WORKER, worker, environ, (WORKER,))]

    def door(self) -> Child:
        """The gateway; in `all-in-one`, the one process that is everything."""
        if self.mode == "services":
            return self._service("gateway")
        environ: dict[str, str] = {}
        for service in SERVICES:
            environ |= self._environ(service)
        return self._child(SUITE, ("-m", "medianest.suite"), environ, SERVICES)

    def services(self, children: Mapping[str, Child]) -> dict[str, dict[str, object]]:
        """Where each service is, as `up.json` says it."""
        found: dict[str, dict[str, object]] = {}
        names = (*SERVICES, WORKER) if self.mode == "services" else SERVICES
        for name in names:
            child = children.get(name) or children.get(SUITE)
            process = child.process if child else None
            found[name] = {
                "url": f"http://127.0.0.1:{self._ports.of(name)}",
                "metrics_url": f"http://127.0.0.1:{self._ports.of(f'{name}-metrics')}/metrics",
                "pid": process.pid if process else None,
            }
        return found

    def _service(self, name: ServiceName) -> Child:
        return self._child(name, ("-m", f"medianest.{name}"), self._environ(name), (name,))

    def _child(
        self,
        name: str,
        words: tuple[str, ...],
        environ: Mapping[str, str],
        listening: tuple[str, ...],
    ) -> Child:
        async def all_ready() -> bool:
            for each in listening:
                if not await self._answers(each, "/readyz"):
                    return False
            return True

        async def start() -> Process:
            process = Process(
                name, [sys.executable, *words], log=self._places.log(name), environ=environ
            )
            await process.ready(all_ready, within_s=_READY_WITHIN_S, every_s=_LOOK_EVERY_S)
            return process

        return Child(name, start)

    async def _answers(self, name: str, path: str) -> bool:
        return await status_of(self._ports.of(name), path) == _OK

    def _environ(self, service: ServiceName) -> dict[str, str]:
        prefix = f"MEDIANEST_{service.upper()}_"
        ours = {
            **read_settings(self._credentials, service),
            f"{prefix}LISTEN": f"127.0.0.1:{self._ports.of(service)}",
            f"{prefix}METRICS_LISTEN": f"127.0.0.1:{self._ports.of(f'{service}-metrics')}",
            f"{prefix}ERASURE_LEDGER": str(self._places.erased),
            **{f"{prefix}{name}": value for name, value in self._special(service).items()},
        }
        # What the person who starts this has set wins over what we would set.
        return {**ours, **environment()}

    def _special(self, service: ServiceName) -> dict[str, str]:
        special: dict[ServiceName, Callable[[], dict[str, str]]] = {
            "gateway": self._door,
            "identity": self._elsewhere,
            "requests": self._fetching_server,
            "downloads": self._shelf,
            "notify": self._reach,
            "status": self._watch,
        }
        return special[service]()

    def _door(self) -> dict[str, str]:
        urls = {
            f"{name.upper()}_URL": f"http://127.0.0.1:{self._ports.of(name)}"
            for name in SERVICES
            if name != "gateway"
        }
        return {**urls, "WEB_FOLDER": str(WEB / "out")}

    def _shelf(self) -> dict[str, str]:
        library = self._places.media / "downloads"
        library.mkdir(parents=True, exist_ok=True)
        settings = {
            "LIBRARY_DIR": str(library),
            "WORK_DIR": str(self._places.media / "work"),
            "WORKER": "apart" if self.mode == "services" else "embedded",
        }
        if self._with_simulators:
            # The one private address that may be fetched from: our own origin of videos.
            origin = f"127.0.0.1:{self._ports.of('videos')}"
            settings |= {"EGRESS_ALLOWED": origin, "EXTRACTORS": "generic,youtube.*"}
        return settings

    def _watch(self) -> dict[str, str]:
        return {
            "TARGETS": ",".join(self._watched()),
            "EVERY_S": "2",
            "HOLD_S": "4",
            "DISKS": f"media={self._places.media}",
        }

    def _fetching_server(self) -> dict[str, str]:
        """The simulated Seerr, which stands in for TMDB as well, and the simulated plex.tv."""
        if not self._with_simulators:
            return {}
        at = f"127.0.0.1:{self._ports.of('overseerr')}"
        cloud = f"127.0.0.1:{self._ports.of('plex-tv')}"
        world = {
            "PICTURES_URL": f"http://{at}",
            "PLEX_SERVICE_URL": f"http://{cloud}",
            "EGRESS_ALLOWED": f"{at},{cloud}",
            "LOOK_EVERY_S": "2",
        }
        return {**world, **(self._overseerr_given(at) if self._is_furnished else {})}

    @staticmethod
    def _overseerr_given(at: str) -> dict[str, str]:
        return {"OVERSEERR_URL": f"http://{at}", "OVERSEERR_API_KEY": OVERSEERR_KEY}

    def _reach(self) -> dict[str, str]:
        """How notify reaches people here: by the simulators, if they run."""
        if not self._is_furnished:
            return {}
        post = f"127.0.0.1:{self._ports.of('smtp-mail')}"
        return {
            "SMTP_URL": f"smtp://{post}/?from=medianest@example.org",
            "PUSH_SERVICES": f"127.0.0.1:{self._ports.of('push')}",
        }

    def _elsewhere(self) -> dict[str, str]:
        """Who vouches for people, where they come from and what carries mail: simulators."""
        if not self._with_simulators:
            return {}
        names = ("plex-tv", "openid", "overseerr")
        at, openid, overseerr = (f"127.0.0.1:{self._ports.of(name)}" for name in names)
        world = {
            "PLEX_SERVICE_URL": f"http://{at}",
            "PLEX_CLIENTS_URL": f"http://{at}",
            "PLEX_PAGE_URL": f"http://{at}/auth",
            "EGRESS_ALLOWED": f"{at},{openid},{overseerr}",
        }
        if not self._is_furnished:
            return world
        return {
            **world,
            **self._overseerr_given(overseerr),
            "OIDC_PROVIDERS": "household",
            "OIDC_HOUSEHOLD_NAME": "Household login",
            "OIDC_HOUSEHOLD_ISSUER": f"http://{openid}",
            "OIDC_HOUSEHOLD_CLIENT_ID": "medianest",
            "OIDC_HOUSEHOLD_CLIENT_SECRET": OPENID_SECRET,
            "OIDC_HOUSEHOLD_JOIN_AS": "member",
            "PLEX_OWNER_TOKEN": BY_ID[THE_OWNERS_ID].token,
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(self._ports.of("smtp-mail")),
            "SMTP_SECURITY": "none",
            "SMTP_FROM": "medianest@example.org",
        }

    def _watched(self) -> list[str]:
        """Our own services by their health page, the servers by whether they take a connection."""
        pages = [f"{name}=http://127.0.0.1:{self._ports.of(name)}/readyz" for name in SERVICES]
        worker = f"yt-dlp=yt-dlp+http://127.0.0.1:{self._ports.of(self._fetching)}/readyz"
        servers = ["postgres", "nats", "valkey"]
        if self._with_simulators:
            servers += ["videos"]
        doors = [f"{name}=tcp://127.0.0.1:{self._ports.of(name)}" for name in servers]
        return [*pages, worker, *doors]

    @property
    def _fetching(self) -> str:
        """Who has yt-dlp."""
        return WORKER if self.mode == "services" else "downloads"
