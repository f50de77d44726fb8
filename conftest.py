"""Every test may ask for throw-away servers and houses; see `libs/testkit`."""

pytest_plugins = ["medianest.testkit.fixtures"]
