"""What comes from elsewhere: each package by version and hash, and by no address."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text()
ENTRIES = re.split(r"\n(?=\S)", LOCK.strip())
# Where a package has two, each says for which machines it is.
LOCKED = [entry.split()[0].split("==") for entry in ENTRIES]
PROJECTS = sorted(
    path
    for pattern in ("pyproject.toml", "*/*/pyproject.toml", "cli/pyproject.toml")
    for path in ROOT.glob(pattern)
)


def asked_for(project: Path) -> list[Requirement]:
    told = tomllib.loads(project.read_text())
    lists = [
        told["project"]["dependencies"],
        *told["project"].get("optional-dependencies", {}).values(),
        *told.get("dependency-groups", {}).values(),
    ]
    return [Requirement(one) for wanted in lists for one in wanted]


def named(path: Path) -> str:
    return str(path.parent.relative_to(ROOT))


def test_every_package_has_its_version_and_its_hashes() -> None:
    entry = re.compile(
        r"[a-z0-9][a-z0-9._-]*==\S+( ; [^\\\n]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+"
    )
    assert [one for one in ENTRIES if not entry.fullmatch(one)] == []


@pytest.mark.parametrize("project", PROJECTS, ids=named)
def test_the_lock_holds_what_a_package_asks_for(project: Path) -> None:
    foreign = [one for one in asked_for(project) if not one.name.startswith("medianest-")]
    missing = [
        str(one)
        for one in foreign
        if not any(
            name == canonicalize_name(one.name) and one.specifier.contains(version)
            for name, version in LOCKED
        )
    ]
    assert missing == [], "run `make lock`"


def test_every_package_of_the_pages_has_its_hash() -> None:
    lock = json.loads((ROOT / "web/package-lock.json").read_text())
    bare = [
        name
        for name, one in lock["packages"].items()
        if name and not one.get("link") and not one.get("integrity", "").startswith("sha512-")
    ]
    assert bare == []


def test_no_lock_names_an_address() -> None:
    # npm writes beside each package where to give it money: take `funding` out after an update.
    of_npm = ("web/package-lock.json", "bench/peers/package-lock.json")
    locks = {"requirements.lock": LOCK, **{name: (ROOT / name).read_text() for name in of_npm}}
    assert {name: re.findall(r"\w+://\S+", text) for name, text in locks.items()} == {
        name: [] for name in locks
    }


def test_packages_of_the_pages_come_from_a_registry_alone() -> None:
    told = json.loads((ROOT / "web/package.json").read_text())
    wanted = {**told["dependencies"], **told["devDependencies"]}
    assert [name for name, version in wanted.items() if re.search(r"[:/]", version)] == []


def test_no_package_of_the_pages_runs_something_when_it_is_installed() -> None:
    assert "ignore-scripts=true" in (ROOT / "web/.npmrc").read_text().splitlines()
