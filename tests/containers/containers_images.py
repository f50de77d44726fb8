"""The images of a house: ours built from this checkout, others pulled, or stood in for.

Where no image registry is reached, bare Debian comes from `debootstrap`, and what others publish is
made of packages (`standins/Dockerfile`): the same programs in other wrapping.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from containers_engine import BUILT_WITHIN_S, Engine, ran

ROOT: Final = Path(__file__).parents[2]
STANDINS: Final = Path(__file__).parent / "standins"
PUBLISHED: Final = {"python": "python:3.12-slim", "node": "node:22-slim"}
SERVERS: Final = {
    "POSTGRES_IMAGE": "postgres",
    "NATS_IMAGE": "nats",
    "VALKEY_IMAGE": "valkey",
    "PROXY_IMAGE": "proxy",
}
DEBIAN: Final = "medianest-test/debian"
AUTHORITIES: Final = Path("/etc/ssl/certs/ca-certificates.crt")


@dataclass(frozen=True)
class Images:
    """`settings` say to Compose which to take."""

    settings: Mapping[str, str]


def built(engine: Engine, *services: str) -> Images:
    """Build ours on whatever base can be had."""
    published = all(engine.has("pull", "-q", name) for name in PUBLISHED.values())
    bases = PUBLISHED if published else _stand_ins(engine, *PUBLISHED)
    words = [f"IMAGES={' '.join(services)}", f"ENGINE={engine.client}"]
    words += [f"BASE={bases['python']}", f"NODE={bases['node']}"]
    if not published and AUTHORITIES.exists():
        words.append(f"CA={AUTHORITIES}")
    ran(["make", "-s", "images", *words], folder=ROOT, within_s=BUILT_WITHIN_S)
    if published:
        return Images({})
    made = _stand_ins(engine, *SERVERS.values())
    return Images({variable: made[name] for variable, name in SERVERS.items()})


def _stand_ins(engine: Engine, *names: str) -> dict[str, str]:
    if not engine.has("image", "inspect", DEBIAN):
        _bootstrap(engine)
    return {name: _stand_in(engine, name) for name in names}


def _stand_in(engine: Engine, name: str) -> str:
    image = f"medianest-test/{name}"
    words = ["build", "-q", "--target", name, "--build-arg", f"BASE={DEBIAN}", "-t", image]
    if AUTHORITIES.exists():
        words += ["--secret", f"id=ca,src={AUTHORITIES}"]
    engine.run(*words, str(STANDINS), within_s=BUILT_WITHIN_S)
    return image


def _bootstrap(engine: Engine) -> None:
    assert shutil.which("debootstrap"), (
        "no image registry is reached, and debootstrap, which could stand in, is not installed"
    )
    with TemporaryDirectory() as folder:
        tree, archive = Path(folder) / "debian", Path(folder) / "debian.tar"
        variant = ["--variant=minbase", "--include=ca-certificates", "bookworm"]
        ran(["debootstrap", *variant, str(tree)], within_s=BUILT_WITHIN_S)
        ran(["tar", "-C", str(tree), "-cf", str(archive), "."])
        engine.run("import", str(archive), DEBIAN)
