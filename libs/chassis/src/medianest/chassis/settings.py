"""Settings: what an operator may set, read once from the environment.

- A field `nats_url` of the service `downloads` comes from the first of these that is set and not
  empty: `MEDIANEST_DOWNLOADS_NATS_URL`, the same with `_FILE` (the path of a file that holds it),
  `MEDIANEST_NATS_URL`, the same with `_FILE`.
- Every missing or senseless setting is named in one error, and no value is repeated in it.
- A `Secret` shows itself only to `reveal()`.
"""

import hmac
import os
import types
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec

from medianest.contracts.record import Record


class Secret:
    """A text that must not be shown: `repr`, `str` and `format` hide it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself, for the one caller that needs it."""
        return self._text

    def __repr__(self) -> str:
        return "Secret(hidden)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(
            self._text.encode(), other._text.encode()
        )

    def __hash__(self) -> int:
        return hash(self._text)


class ServiceSettings(Record):
    """What every service can be told. Addresses are `host:port` or the path of a unix socket."""

    listen: str = "127.0.0.1:0"
    metrics_listen: str = "127.0.0.1:0"
    postgres_dsn: Secret
    nats_url: str = "nats://127.0.0.1:4222"
    nats_seed: Secret | None = None
    keks: Secret
    """Key-encryption keys, base64 and parted by commas: the first wraps, all unwrap."""
    signing_public_keys: tuple[str, ...] = ()
    """The gateway's public keys at first start, each `kid:hex`."""
    erasure_ledger: Path | None = None
    """The folder of the ledgers of the erased: not in the database, and not in its backups."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    otlp_endpoint: str | None = None
    drain_delay_s: float = 0.0
    """How long to go on serving after saying "not ready": 5 behind a load balancer."""
    drain_grace_s: int = 20
    """How long requests in flight may take to finish once the door is shut."""
    concurrency_max: int = 256
    """Requests at a time; the next one is told to come back."""


class SettingsFaulty(Exception):
    """Some settings are missing or make no sense."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("Some settings are missing or make no sense:\n" + "\n".join(faults))
        self.faults = faults


class _Fault(Exception):
    """Why one setting can't be used."""


S = TypeVar("S", bound=Record)


def load(kind: type[S], service: str, environ: Mapping[str, str] | None = None) -> S:
    """Read a settings record for `service`; all faults are told at once."""
    environ = environment() if environ is None else environ
    found: dict[str, Any] = {}
    faults: list[str] = []
    for field in msgspec.structs.fields(kind):  # type: ignore[arg-type]  # a Record is a Struct
        own = f"MEDIANEST_{service}_{field.name}".upper()
        try:
            text = _look_up(field.name, service, environ)
            if text is not None:
                found[field.name] = _understand(text, field.type)
            elif field.required:
                faults.append(f"  {own} is not set (nor {own}_FILE)")
        except _Fault as fault:
            faults.append(f"  {own} {fault}")
    if faults:
        raise SettingsFaulty(tuple(faults))
    return kind(**found)


def environment() -> Mapping[str, str]:
    """The process's environment: read here and nowhere else."""
    return os.environ  # noqa: TID251 - this module is the ban's one exception


def _names(field: str, service: str) -> Iterator[str]:
    yield f"MEDIANEST_{service}_{field}".upper()
    yield f"MEDIANEST_{field}".upper()


def _look_up(field: str, service: str, environ: Mapping[str, str]) -> str | None:
    for name in _names(field, service):
        if environ.get(name):
            return environ[name]
        if path := environ.get(f"{name}_FILE"):
            try:
                return Path(path).read_text(encoding="utf-8").rstrip("\r\n")
            except (OSError, UnicodeDecodeError) as error:
                raise _Fault(f"can't be read from {path}: {type(error).__name__}") from None
    return None


def _understand(text: str, kind: Any) -> Any:
    value: Any = text
    if _is_many(kind):
        value = [part.strip() for part in text.split(",") if part.strip()]
    try:
        return msgspec.convert(value, kind, strict=False, dec_hook=_decode)
    except msgspec.ValidationError:
        # The message of msgspec may hold the value, and the value may be a secret.
        raise _Fault(f"makes no sense: {_in_words(kind)} is wanted") from None


def _is_many(kind: Any) -> bool:
    origin = get_origin(kind)
    if origin in (types.UnionType, Union):
        return any(_is_many(part) for part in get_args(kind))
    return origin in (tuple, list, frozenset, set)


def _in_words(kind: Any) -> str:
    if get_origin(kind) is Literal:
        return "one of " + ", ".join(map(str, get_args(kind)))
    return str(kind.__name__) if isinstance(kind, type) else str(kind)


def _decode(kind: type, value: Any) -> Any:
    if kind in (Secret, Path):
        return kind(value)
    raise NotImplementedError(f"a setting of the type {kind} can't be read")
