"""Secrets are made once, for the eyes of their owner only."""

import stat
from pathlib import Path

from medianest.cli.provision import Addresses, provision_secrets, write_settings
from medianest.cli.provision.settings import read_settings
from medianest.contracts.topology import SERVICES

AT = Addresses(postgres="127.0.0.1:5432", nats="127.0.0.1:4222", valkey="127.0.0.1:6379")


def _all(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): p.read_text() for p in folder.rglob("*") if p.is_file()}


def test_every_secret_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    write_settings(provision_secrets(tmp_path / "secrets"), AT)
    files = [path for path in (tmp_path / "secrets").rglob("*") if path.is_file()]
    assert len(files) > 50
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    folders = [path for path in (tmp_path / "secrets").rglob("*") if path.is_dir()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    write_settings(provision_secrets(tmp_path), AT)
    before = _all(tmp_path)
    write_settings(provision_secrets(tmp_path), AT)
    assert _all(tmp_path) == before


def test_what_was_lost_is_made_anew_and_the_rest_stays(tmp_path: Path) -> None:
    provision_secrets(tmp_path)
    before = _all(tmp_path)
    (tmp_path / "notify/pepper").unlink()
    provision_secrets(tmp_path)
    after = _all(tmp_path)
    assert {name for name in before if before[name] != after[name]} == {"notify/pepper"}


def test_a_secret_that_became_readable_is_closed_again(tmp_path: Path) -> None:
    provision_secrets(tmp_path)
    (tmp_path / "servers/valkey.acl").chmod(0o644)
    provision_secrets(tmp_path)
    assert stat.S_IMODE((tmp_path / "servers/valkey.acl").stat().st_mode) == 0o600


def test_no_service_holds_another_ones_secret_nor_an_administrators(tmp_path: Path) -> None:
    credentials = provision_secrets(tmp_path)
    write_settings(credentials, AT)
    for service in SERVICES:
        texts = "".join((path).read_text() for path in (tmp_path / service).iterdir())
        for other in SERVICES:
            assert credentials.postgres_owner(other) not in texts
            assert credentials.nats_provision(other) not in texts
            if other != service:
                assert credentials.postgres_runtime(other) not in texts


def test_secrets_never_stand_in_a_services_environment(tmp_path: Path) -> None:
    credentials = provision_secrets(tmp_path)
    write_settings(credentials, AT)
    for service in SERVICES:
        settings = " ".join(read_settings(credentials, service).values())
        for path in (tmp_path / service).iterdir():
            if path.name != "service.env":
                assert path.read_text().strip() not in settings


def test_who_writes_links_is_told_what_people_type(tmp_path: Path) -> None:
    credentials = provision_secrets(tmp_path)
    write_settings(credentials, AT, public_url="http://127.0.0.1:8485")
    told = {
        service
        for service in SERVICES
        if read_settings(credentials, service).get(f"MEDIANEST_{service.upper()}_PUBLIC_URL")
    }
    assert told == {"gateway", "identity", "notify"}


def test_every_service_is_given_the_gateways_public_key(tmp_path: Path) -> None:
    credentials = provision_secrets(tmp_path)
    write_settings(credentials, AT)
    kid, seed = credentials.vault.read("gateway/signing.key").split(":")
    for service in SERVICES:
        path = read_settings(credentials, service)[
            f"MEDIANEST_{service.upper()}_SIGNING_PUBLIC_KEYS_FILE"
        ]
        key = Path(path).read_text()
        assert key.startswith(f"{kid}:")
        assert seed not in key
