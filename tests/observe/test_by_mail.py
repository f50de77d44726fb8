"""An alert on its way, by what ships: Prometheus, Alertmanager, and a post office over TLS."""

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from medianest.local.servers import binaries
from medianest.local.servers.ports import next_free
from medianest.local.servers.process import Process
from medianest.local.simulators.smtp import PASSWORD, USER, PostOffice
from medianest.testkit.authority import certificate, server
from medianest.testkit.eventually import eventually

pytestmark = pytest.mark.observe
OBSERVE = Path(__file__).parents[2] / "infra/observe"
RULES = OBSERVE / "rules/medianest.yaml"
TOLD_WITHIN_S = 60
MEASURES = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n"


def shipped(name: str) -> Any:
    return yaml.safe_load((OBSERVE / name).read_text())


def written(path: Path, document: Any) -> Path:
    path.write_text(yaml.safe_dump(document, allow_unicode=True))
    return path


def the_rules_at_once(folder: Path) -> Path:
    rules = yaml.safe_load(RULES.read_text())
    for group in rules["groups"]:
        for rule in group["rules"]:
            rule["for"] = "0s"
    return written(folder / "rules.yaml", rules)


def asked_by_prometheus(folder: Path, gateway: int, alertmanager: int) -> Path:
    """As it ships, with addresses of this machine; it asks for the gateway alone."""
    told = shipped("prometheus.yaml")
    told["global"] = {"scrape_interval": "1s", "evaluation_interval": "1s"}
    told["rule_files"] = [str(the_rules_at_once(folder))]
    told["scrape_configs"] = [one for one in told["scrape_configs"] if one["job_name"] == "gateway"]
    told["scrape_configs"][0]["static_configs"] = [{"targets": [f"127.0.0.1:{gateway}"]}]
    told["alerting"]["alertmanagers"] = [
        {"static_configs": [{"targets": [f"127.0.0.1:{alertmanager}"]}]}
    ]
    return written(folder / "prometheus.yaml", told)


def told_to_alertmanager(folder: Path, post_office: int) -> Path:
    """As it ships, with this house's post office; it waits less before it writes."""
    told = shipped("alertmanager.yaml")
    password = folder / "mail-password"
    password.write_text(PASSWORD)
    told["global"] |= {
        "smtp_smarthost": f"localhost:{post_office}",
        "smtp_auth_username": USER,
        "smtp_auth_password_file": str(password),
    }
    told["route"] |= {"group_wait": "1s", "group_interval": "1s"}
    return written(folder / "alertmanager.yaml", told)


@pytest.fixture
async def post_office(tmp_path: Path) -> AsyncIterator[PostOffice]:
    shown = certificate(tmp_path, datetime.now(UTC) + timedelta(days=1))
    async with PostOffice(server(shown)).open() as office:
        yield office


@pytest.fixture
async def gateway_port(tmp_path: Path, post_office: PostOffice) -> AsyncIterator[int]:
    """Where a gateway is looked for. Nothing listens there yet."""
    alertmanager_port = next_free(19_093)
    gateway = next_free(19_190)
    watching = [
        Process(
            "Alertmanager",
            [
                "prometheus-alertmanager",
                f"--config.file={told_to_alertmanager(tmp_path, post_office.smtp_port)}",
                f"--storage.path={tmp_path / 'alertmanager'}",
                f"--web.listen-address=127.0.0.1:{alertmanager_port}",
                "--cluster.listen-address=",
            ],
            log=tmp_path / "alertmanager.log",
            environ={**os.environ, "SSL_CERT_FILE": str(tmp_path / "certificate.pem")},
        ),
        Process(
            "Prometheus",
            [
                binaries.prometheus(),
                f"--config.file={asked_by_prometheus(tmp_path, gateway, alertmanager_port)}",
                f"--storage.tsdb.path={tmp_path / 'prometheus'}",
                f"--web.listen-address=127.0.0.1:{next_free(19_390)}",
            ],
            log=tmp_path / "prometheus.log",
        ),
    ]
    yield gateway
    for process in watching:
        await process.stop()


def test_amtool_agrees_with_what_ships() -> None:
    said = subprocess.run(
        ["amtool", "check-config", OBSERVE / "alertmanager.yaml"],  # noqa: S607  it is on PATH in this lane
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stdout + said.stderr


async def test_one_alert_is_one_letter_and_its_end_another(
    post_office: PostOffice, gateway_port: int
) -> None:
    await eventually(lambda: post_office.mails, timeout_s=TOLD_WITHIN_S)
    (letter,) = post_office.mails
    assert (letter.encrypted, letter.signed_in) == (True, True)
    assert (letter.mail_from, letter.recipients) == ("medianest@example.org", ("you@example.org",))
    assert letter.subject == "✗ gateway can't be reached"
    assert "docs/runbooks/service-away.md" in letter.text

    async def measure(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(MEASURES)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(measure, "127.0.0.1", gateway_port):
        await eventually(lambda: len(post_office.mails) > 1, timeout_s=TOLD_WITHIN_S)
    assert post_office.mails[1].subject == "✓ gateway can't be reached"
    assert len(post_office.mails) == 2
