"""Every test may ask for throw-away servers and houses; see `libs/testkit`."""

import gc
import os
from collections.abc import Sequence
from typing import Any, Final

import pytest

LONGEST_NAME: Final = 60
HOUSEHOLD: Final = "household"
LONG_WITHIN_S: Final = 3600

pytest_plugins = ["medianest.testkit.fixtures"]


@pytest.hookimpl(tryfirst=True)  # pytest-xdist reads the groups in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run each file's tests in one process, and all that need a household in the same one.

    Files share what was started for them, and a household is some twenty processes. The longest
    line is that of the household, so it begins first; those who share one go before those who have
    one of their own, so that it can end early.
    """
    for item in items:
        group = HOUSEHOLD if _at_home(item) else str(item.path.relative_to(item.config.rootpath))
        item.add_marker(pytest.mark.xdist_group(group))
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.timeout(LONG_WITHIN_S))
    items.sort(key=lambda item: (not _at_home(item), HOUSEHOLD not in _needs(item)))


def pytest_collection_finish() -> None:
    """The tests stay until the end: the garbage collector need not look at all of them again."""
    gc.collect()
    gc.freeze()


def pytest_make_parametrize_id(val: object) -> str | None:
    """A long text by its beginning: a test's name is in the environment of all that it starts."""
    if isinstance(val, str | bytes) and len(val) > LONGEST_NAME:
        return f"{val[:LONGEST_NAME]!a} and so on, {len(val)}"
    return None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One process more than processors: a quarter of the time each waits for another program."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_node_collection_finished(node: Any, ids: list[str]) -> None:
    """Groups that pytest-xdist does not see would only make everything slower, and say nothing."""
    if node.config.getoption("dist") == "loadgroup" and not all("@" in id_ for id_ in ids):
        raise pytest.UsageError("pytest-xdist sees no groups of tests")


def _at_home(item: pytest.Item) -> bool:
    return any(name.endswith(HOUSEHOLD) for name in _needs(item))


def _needs(item: pytest.Item) -> Sequence[str]:
    return getattr(item, "fixturenames", ())
