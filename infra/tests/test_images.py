"""The one Dockerfile: what it builds for whom, and what an image may not be."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import list_pages
import pytest

from medianest.contracts.topology import SERVICES

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "infra/images"
DOCKERFILE = (IMAGES / "Dockerfile").read_text()
STAGES = dict(
    zip(
        re.findall(r"^FROM .* AS (\S+)$", DOCKERFILE, re.MULTILINE),
        re.split(r"^FROM .*$", DOCKERFILE, flags=re.MULTILINE)[1:],
        strict=True,
    )
)
BUILT_FOR = (*SERVICES, "suite")


def test_hadolint_has_nothing_to_say() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    said = subprocess.run(  # noqa: S603  our own command line
        [hadolint, IMAGES / "Dockerfile"], capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stdout


def test_s57_the_image_runs_as_nobody_in_particular() -> None:
    assert re.search(r"^USER 10001:10001$", STAGES["image"], re.MULTILINE)
    assert "chmod a-s" in STAGES["image"]


def test_s57_the_image_can_install_nothing() -> None:
    assert "pip uninstall" in STAGES["image"]
    assert not re.search(r"\b(apt-get|pip install|curl|wget)\b", STAGES["image"])


def test_pages_are_built_from_their_lock() -> None:
    assert re.findall(r"npm (ci|install)\b", DOCKERFILE) == ["ci"]


@pytest.mark.parametrize("service", BUILT_FOR)
def test_only_who_serves_pages_carries_them(service: str) -> None:
    serves = service in {"gateway", "suite"}
    source = "pages" if serves else "no-pages"
    assert f"FROM {source} AS pages-of-{service}\n" in DOCKERFILE


def test_bases_may_be_named_by_digest() -> None:
    froms = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    names = set(STAGES) | {"scratch", "${BASE}", "${NODE}", "pages-of-${SERVICE}"}
    assert set(froms) <= names


def test_nothing_of_tests_or_simulators_is_in_an_image() -> None:
    seen: set[str] = set()
    wanted = {f"services/{name}" for name in BUILT_FOR} | {"cli"}
    while wanted:
        package = wanted.pop()
        seen.add(package)
        project = tomllib.loads((ROOT / package / "pyproject.toml").read_text())["project"]
        names = re.findall(r"medianest-([a-z]+)", " ".join(project["dependencies"]))
        for name in names:
            folder = next(f for f in ("libs", "services", ".") if (ROOT / f / name).is_dir())
            wanted |= {str(Path(folder) / name)} - seen
    assert seen & {"libs/testkit", "infra/local", "local"} == set()


def test_what_is_not_needed_does_not_reach_the_build() -> None:
    ignored = (IMAGES / "Dockerfile.dockerignore").read_text().splitlines()
    assert "*" in ignored
    admitted = {line[1:] for line in ignored if line.startswith("!")}
    copied = re.findall(r"^COPY (?!--)(.*) \S+$", DOCKERFILE, re.MULTILINE)
    sources = {word.split("/")[0] for line in copied for word in line.split()}
    assert sources <= {name.split("/")[0] for name in admitted}


def test_what_the_pages_are_made_of_is_listed() -> None:
    lock = json.loads((ROOT / "web/package-lock.json").read_text())
    listed = {one["name"]: one for one in list_pages.listed(lock)["components"]}
    wanted = json.loads((ROOT / "web/package.json").read_text())
    assert set(wanted["dependencies"]) <= set(listed)
    assert not {"typescript", "vitest", "@biomejs/biome"} & set(listed)
    react = listed["react"]
    assert (react["purl"], react["hashes"][0]["alg"]) == (
        f"pkg:npm/react@{react['version']}",
        "SHA-512",
    )
