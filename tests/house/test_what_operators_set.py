"""What identity needs to send mails can be set where MediaNest is installed, and is told there."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from medianest.identity.settings import Settings

INFRA: Final = Path(__file__).parents[2] / "infra"
MAIL: Final = sorted(name for name in Settings.__struct_fields__ if name.startswith("smtp_"))
SECRET: Final = "smtp_password"


def in_the_environment(name: str) -> str:
    """A secret is named by the file that holds it."""
    return f"MEDIANEST_IDENTITY_{name.upper()}{'_FILE' if name == SECRET else ''}"


@pytest.mark.parametrize("container", ["suite", "identity"])
def test_compose_passes_every_mail_setting_on_from_the_env_file(container: str) -> None:
    compose = yaml.safe_load((INFRA / "compose/compose.yaml").read_text())
    environment: Mapping[str, str] = compose["services"][container]["environment"]
    passed = {name: environment.get(name) for name in map(in_the_environment, MAIL)}
    assert passed == {name: f"${{{name}:-}}" for name in passed}


def test_the_env_file_shows_every_mail_setting_as_it_is_without() -> None:
    shown = dict(
        re.findall(
            r"^(MEDIANEST_IDENTITY_SMTP_\w+)=(.*)$",
            (INFRA / "compose/.env.example").read_text(),
            flags=re.MULTILINE,
        )
    )
    assert shown == {in_the_environment(name): as_text(name) for name in MAIL}


def test_the_chart_shows_every_mail_setting_but_the_secret_one() -> None:
    values: Any = yaml.safe_load((INFRA / "k8s/medianest/values.yaml").read_text())
    shown = values["services"]["identity"]["settings"]
    assert shown == {name: as_text(name) for name in MAIL if name != SECRET}
    assert f"{SECRET}: smtp.password" in (INFRA / "k8s/README.md").read_text()


def as_text(name: str) -> str:
    """What the service takes by itself, as an operator would write it."""
    fields, values = Settings.__struct_fields__, Settings.__struct_defaults__
    default = dict(zip(fields[-len(values) :], values, strict=True))[name]
    return "" if default is None else str(default)
