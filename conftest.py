"""Every test may ask for throw-away servers and houses; see `libs/testkit`."""

import pytest

pytest_plugins = ["medianest.testkit.fixtures"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run each file's tests in one process, and all that need a household in the same one.

    Files share what was started for them; two households at once would ask for the same ports.
    """
    for item in items:
        names = getattr(item, "fixturenames", ())
        at_home = any(name.endswith("household") for name in names)
        group = "household" if at_home else str(item.path)
        item.add_marker(pytest.mark.xdist_group(group))
