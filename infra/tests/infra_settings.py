"""What each service may be told, as its own `settings.py` says; shared by the tests beside it."""

import importlib
from typing import Any

import msgspec

from medianest.contracts.topology import SERVICES, ServiceName


def fields(service: ServiceName) -> dict[str, Any]:
    """Its settings by name."""
    settings = importlib.import_module(f"medianest.{service}.settings").Settings
    return {field.name: field for field in msgspec.structs.fields(settings)}


def meant_by(variable: str, service: ServiceName) -> str | None:
    """The setting that a variable sets for this service; None if it is not for this one.

    One with a service's name in front must be known to it; one for all, to somebody.
    """
    name = variable.removeprefix("MEDIANEST_").removesuffix("_FILE").lower()
    for other in SERVICES:
        if name.startswith(f"{other}_") and name not in fields(service):
            own = name.removeprefix(f"{other}_")
            assert own in fields(other), f"{other} knows no setting {variable}"
            return own if other == service else None
    assert any(name in fields(other) for other in SERVICES), f"nobody knows {variable}"
    return name if name in fields(service) else None


def told(environment: dict[str, Any], service: ServiceName) -> set[str]:
    """Which of the service's settings are set. A variable that nobody reads is a mistake."""
    ours = (name for name in environment if name.startswith("MEDIANEST_"))
    return {meant for name in ours if (meant := meant_by(name, service)) is not None}


def required(service: ServiceName) -> set[str]:
    """What it can't start without."""
    return {name for name, field in fields(service).items() if field.required}
