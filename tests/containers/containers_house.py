"""A house in containers: `infra/compose` as it stands, in a folder of its own."""

import os
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

import httpx
from containers_engine import Engine, ran
from containers_images import ROOT, Images

from medianest.local.servers.ports import next_free
from medianest.testkit.eventually import eventually

OUTSIDE: Final = "172.30.85"
FOLDERS: Final = ("secrets", "data/postgres", "data/nats", "data/proxy", "erased", "media")
MORE_FOLDERS: Final = ("downloads", "backups")
NOBODY: Final = 10001
UP_WITHIN_S: Final = 600
SETTLED_WITHIN_S: Final = 180
ORIGIN_FROM: Final = 8890
OWNER: Final = {"username": "olga", "password": "a long way to the lighthouse"}
# Our own origin of videos runs on this machine, which containers see at the end of their network.
OF_A_SERVICE: Final = """
  {who}:
    environment:
      MEDIANEST_DOWNLOADS_EXTRACTORS: generic
      MEDIANEST_DOWNLOADS_EGRESS_ALLOWED: {origin}
      MEDIANEST_DOWNLOADS_MIN_FREE_BYTES: "1"
"""
OF_THE_NETWORK: Final = f"""
networks:
  outside:
    ipam: {{config: [{{subnet: {OUTSIDE}.0/24, gateway: {OUTSIDE}.1}}]}}
"""
WHO_LOOKS_AT_LINKS: Final = {"small": ("suite",), "full": ("downloads", "downloads-worker")}


class Composed:
    """It is up; people come by `https://localhost`."""

    url: Final = "https://localhost"

    def __init__(self, engine: Engine, folder: Path, videos: str) -> None:
        self._engine = engine
        self.folder = folder
        self.videos = videos
        self.cookies = httpx.Cookies()

    @property
    def trust(self) -> ssl.SSLContext:
        """Whoever trusts the proxy's own authority, and nobody else."""
        authority = "data/proxy/caddy/pki/authorities/local/root.crt"
        return ssl.create_default_context(cafile=self.folder / authority)

    def client(self) -> httpx.Client:
        """A browser's way in, as its owner: TLS, and the header that the pages send."""
        headers = {"X-Requested-With": "medianest", "Origin": self.url}
        return httpx.Client(
            base_url=self.url, verify=self.trust, headers=headers, cookies=self.cookies, timeout=20
        )

    def compose(self, *words: str) -> str:
        """What Compose printed."""
        return ran([*self._engine.compose, *words], folder=self.folder, within_s=UP_WITHIN_S)

    def container(self, name: str) -> str:
        """Its id."""
        return self.compose("ps", "-q", name).strip()

    def inspect(self, name: str, what: str) -> str:
        """One thing that the engine knows of it, as JSON."""
        return self._engine.run(
            "inspect", "-f", f"{{{{json {what}}}}}", self.container(name)
        ).strip()


@contextmanager
def composed(
    engine: Engine, images: Images, folder: Path, profile: str = "small"
) -> Iterator[Composed]:
    """Bring it up as its README says; take it down with all it kept."""
    port = next_free(ORIGIN_FROM)
    origin = f"{OUTSIDE}.1:{port}"
    _prepare(folder, images, profile, origin)
    house = Composed(engine, folder, f"http://{origin}")
    with ExitStack() as ending:
        ending.callback(_down, house)
        house.compose("run", "--rm", "secrets")
        house.compose("up", "-d")
        ending.enter_context(_videos(folder / "films", port))
        yield house


async def moved_in(house: Composed) -> None:
    """Wait until it answers; make the first run by the token that `secrets` wrote, and stay."""

    def answers() -> bool:
        try:
            with house.client() as client:
                return bool(client.get("/healthz").json()["status"] == "up")
        except (httpx.HTTPError, FileNotFoundError, ssl.SSLError, ValueError):
            return False

    await eventually(answers, timeout_s=SETTLED_WITHIN_S, every_s=1)
    token = (house.folder / "secrets/identity/setup.token").read_text().strip()
    with house.client() as client:
        client.post("/api/v1/setup", json={"setup_token": token, **OWNER}).raise_for_status()
        house.cookies = client.cookies


def _prepare(folder: Path, images: Images, profile: str, origin: str) -> None:
    shutil.copytree(ROOT / "infra/compose", folder, dirs_exist_ok=True)
    person = NOBODY if os.geteuid() == 0 else os.geteuid()
    for name in (*FOLDERS, *MORE_FOLDERS):
        (folder / name).mkdir(parents=True)
    if os.geteuid() == 0:
        ran(
            ["chown", "-R", f"{person}:{person}", *(str(folder / n.split("/")[0]) for n in FOLDERS)]
        )
        ran(["chown", f"{person}:{person}", *(str(folder / name) for name in MORE_FOLDERS)])
    settings = {
        "MEDIANEST_HOST": "localhost",
        "COMPOSE_PROFILES": profile,
        "COMPOSE_FILE": "compose.yaml:compose.override.yaml",
        "COMPOSE_PROJECT_NAME": f"medianest-test-{profile}",
        "PUID": str(person),
        "PGID": str(person),
        **images.settings,
    }
    (folder / ".env").write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
    services = [OF_A_SERVICE.format(who=who, origin=origin) for who in WHO_LOOKS_AT_LINKS[profile]]
    override = f"services:{''.join(services)}{OF_THE_NETWORK}"
    (folder / "compose.override.yaml").write_text(override)


def _down(house: Composed) -> None:
    (house.folder / "containers.log").write_text(house.compose("logs", "--no-color"))
    house.compose("down", "--volumes", "--timeout", "10")


@contextmanager
def _videos(films: Path, port: int) -> Iterator[None]:
    module = "medianest.local.simulators.videos"
    where = ["--host", f"{OUTSIDE}.1", "--port", str(port), "--folder", str(films)]
    origin = subprocess.Popen([ROOT / ".venv/bin/python", "-m", module, *where])
    try:
        yield
    finally:
        origin.terminate()
        origin.wait(20)
