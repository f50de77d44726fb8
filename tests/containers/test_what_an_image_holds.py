"""Our images, opened: nobody is root, no layer keeps a secret, their lists leave nothing out."""

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest
from containers_engine import Engine
from containers_images import Images

pytestmark = [pytest.mark.containers, pytest.mark.timeout(1800)]
ROOT = Path(__file__).parents[2]
LOCKED = set(re.findall(r"^(\S+)==(\S+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
IMAGES: Final = ("gateway", "identity", "requests", "downloads", "status", "notify", "suite")
# What we lay on the base, all told. Downloads holds ffmpeg and a JavaScript runtime (265 MB).
MEGABYTES: Final = {"downloads": 620, "suite": 760}
MEGABYTES_OF_THE_OTHERS: Final = 190
INSTALLED: Final = """
import importlib.metadata, json
print(json.dumps([(d.name, d.version) for d in importlib.metadata.distributions()]))
"""
# What tools know a registry or a door by.
KEPT_BY_TOOLS: Final = ("pip.conf", "uv.toml", ".npmrc", ".netrc", ".git", "*.key", ".env")


class Image:
    """One of ours."""

    def __init__(self, engine: Engine, service: str) -> None:
        self.service = service
        self._engine = engine
        self._name = f"medianest/{service}:0.1.0"

    def look(self, line: str, by: str = "sh") -> str:
        """What a line of shell, or a program in Python, prints in it: as who it is made for."""
        tame = ["--rm", "--network", "none", "--read-only", "--cap-drop", "ALL"]
        return self._engine.run("run", *tame, "--entrypoint", by, self._name, "-c", line).strip()

    def told(self, what: str) -> Any:
        """One thing that the engine knows of it."""
        return json.loads(self._engine.run("inspect", "-f", f"{{{{json {what}}}}}", self._name))

    @property
    def layers(self) -> list[tuple[int, str]]:
        """Of each: its bytes, and how it was made. The newest first."""
        words = ["history", "--no-trunc", "--human=false", "--format", "{{.Size}} {{.CreatedBy}}"]
        lines = self._engine.run(*words, self._name).splitlines()
        return [(int(size), made) for size, made in (line.split(" ", 1) for line in lines)]


@pytest.fixture(scope="module", params=IMAGES)
def image(
    request: pytest.FixtureRequest, engine: Engine, images: Images, every_image: Images
) -> Image:
    return Image(engine, request.param)


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def listed(bill: str) -> set[tuple[str, str]]:
    """Each package of a CycloneDX list, with its version."""
    return {(one["name"], one["version"]) for one in json.loads(bill)["components"]}


def test_s57_it_runs_as_nobody_in_particular(image: Image) -> None:
    assert image.told(".Config.User") == "10001:10001"
    assert image.look("id -u; id -g; id -G").split() == ["10001"] * 3


def test_s57_it_holds_nothing_to_become_somebody_else_with(image: Image) -> None:
    assert image.look("find / -xdev -perm /6000 -type f 2>&-; true") == ""
    tools = "gcc cc make git curl npm node uv pip pip3"
    assert image.look(f"for one in {tools}; do command -v $one; done; true") == ""


def test_s57_nothing_in_it_is_its_users_to_change(image: Image) -> None:
    assert image.look("find /app /usr /etc /lib -xdev ! -type l -perm /022 2>&-; true") == ""
    assert image.look("find / -xdev -user 10001 2>&-; true") == ""


def test_s57_no_secret_of_the_build_is_left_in_a_layer(image: Image) -> None:
    made = " ".join(how for _, how in image.layers)
    assert not re.search(r"(?i)(password|token|api_?key|secret[a-z_]*)=[^,\s]", made)
    told = [line.partition("=")[0] for line in image.told(".Config.Env")]
    assert [name for name in told if re.search(r"PASS|SECRET|TOKEN|KEY|CERT|INDEX", name)] == []
    kept = " -o ".join(f"-name '{name}'" for name in KEPT_BY_TOOLS)
    assert image.look(f"find / -xdev \\( {kept} \\) 2>&-; ls -A /run/secrets 2>&-; true") == ""


def test_its_list_names_all_that_is_installed_and_the_lock_all_of_that(image: Image) -> None:
    told = {
        (plain(name), version) for name, version in listed(image.look("cat /app/sbom.cdx.json"))
    }
    installed = json.loads(image.look(INSTALLED, by="python"))
    assert {(plain(name), version) for name, version in installed} <= told
    ours = {(name, version) for name, version in told if name.startswith("medianest-")}
    assert (f"medianest-{image.service}", "0.1.0") in ours
    assert told - ours <= LOCKED
    assert {name for name, _ in told} & {"pytest", "medianest-testkit", "medianest-local"} == set()


def test_who_serves_pages_lists_what_they_are_made_of(image: Image) -> None:
    told = image.look("cat /app/pages.cdx.json 2>&-; true")
    assert bool(told) == (image.service in {"gateway", "suite"})
    if told:
        wanted = json.loads((ROOT / "web/package.json").read_text())["dependencies"]
        assert set(wanted) <= {name for name, _ in listed(told)}


def test_it_is_no_bigger_than_it_must_be(image: Image) -> None:
    ours = sum(size for size, made in image.layers if "/app" in made)
    at_most = MEGABYTES.get(image.service, MEGABYTES_OF_THE_OTHERS)
    assert ours / 1_000_000 <= at_most, f"{image.service}: {ours / 1_000_000:.0f} MB"
