"""`medianest keys rotate-kek`: another key over all keys of a service, while it runs.

Three steps, with a restart of the service's processes between them, one after the other: the next
key is known to all; it wraps what is new; all is wrapped by it and the old one goes. At no time is
there a process that can't open what another has wrapped, so none is taken while one is connected
that was there before the last step.
"""

import base64
import secrets
from collections.abc import Sequence
from typing import Final, Literal

from medianest.cli.errand import IN_RUN_FOLDER, AsJson, Errand, ForService, Secrets
from medianest.cli.telling import fail
from medianest.contracts.topology import ServiceName
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.eventlog.secrecy.secrets import Secrets as KeptSecrets

_KEY_BYTES: Final = 32
_FROM_BEFORE: Final = """
select exists (select from pg_stat_activity
  where datname = current_database() and usename = current_user
    and backend_start < to_timestamp($1))
"""
_RESTART: Final = "restart every process of {service}, then run this again"
_WORDS: Final = {
    "known": f"The next key lies beside the old one; {_RESTART}",
    "first": f"The next key comes first from now on; {_RESTART}",
    "alone": "Everything of {service} is wrapped by the new key ({wrapped} keys this time); restart"
    " its processes once more. The old key lies in {kept}: delete it when all is well",
}

Stage = Literal["known", "first", "alone"]


def rotate_kek(
    service: ForService, *, folder: Secrets = IN_RUN_FOLDER, as_json: AsJson = False
) -> None:
    """Take the next step towards another key-encryption key; it says what comes after it."""
    errand = Errand(folder, as_json=as_json)
    with errand.plainly():
        keys = errand.credentials.vault.read(f"{service}/keks").split(",")
        stage = _stage(errand, service, keys)
    if stage != "known" and errand.run(_run_from_before(errand, service)):
        fail(f"Processes of {service} run that began before the last step; restart them first.")
    wrapped = 0
    match stage:
        case "known":
            new = base64.b64encode(secrets.token_bytes(_KEY_BYTES)).decode()
            errand.credentials.vault.write(_mark(service), new)
            _write(errand, service, [*keys, new])
        case "first":
            _write(errand, service, [keys[-1], *keys[:-1]])
        case "alone":
            wrapped = errand.run(_wrap_all(errand, service, keys))
            errand.credentials.vault.write(_kept(service), ",".join(keys[1:]))
            _write(errand, service, keys[:1])
            errand.credentials.vault.path(_mark(service)).unlink()
    kept = errand.credentials.vault.path(_kept(service))
    said = _WORDS[stage].format(service=service, wrapped=wrapped, kept=kept)
    errand.tell.done(said, stage=stage, wrapped=wrapped)


def _stage(errand: Errand, service: ServiceName, keys: Sequence[str]) -> Stage:
    """Which step is next: a mark names the new key until it is alone."""
    vault = errand.credentials.vault
    new = vault.read(_mark(service)) if vault.has(_mark(service)) else None
    if new is None or new not in keys:
        return "known"
    return "alone" if keys[0] == new else "first"


async def _run_from_before(errand: Errand, service: ServiceName) -> bool:
    """Whether a process is connected that can't have read what the last step wrote."""
    written_at = errand.credentials.vault.path(f"{service}/keks").stat().st_mtime
    async with errand.pool(service) as pool:
        return bool(await pool.fetchval(_FROM_BEFORE, written_at))


async def _wrap_all(errand: Errand, service: ServiceName, keys: Sequence[str]) -> int:
    """Wrap until nothing is left that the first key does not open; others may write meanwhile."""
    keks = [base64.b64decode(key) for key in keys]
    wrapped = 0
    async with errand.pool(service) as pool:
        subjects, kept = SubjectKeys(service, pool, keks), KeptSecrets(service, pool, keks)
        while anew := await subjects.rewrap() + await kept.rewrap():
            wrapped += anew
    return wrapped


def _write(errand: Errand, service: ServiceName, keys: Sequence[str]) -> None:
    errand.credentials.vault.write(f"{service}/keks", ",".join(keys))


def _mark(service: ServiceName) -> str:
    return f"provision/next-kek-{service}"


def _kept(service: ServiceName) -> str:
    return f"provision/old-keks-{service}"
