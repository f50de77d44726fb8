"""The NATS accounts as configuration, made from the topology: who may say and hear what.

One account per service holds its streams and its user. Others reach them only through exports, so a
reader's reply subject is rewritten at the border and can't name a subject of the other account.
A service may neither make nor remove a stream or a consumer; its account's administrator may.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from medianest.contracts.record import Record
from medianest.contracts.topology import SERVICES, TOPOLOGY, Service, ServiceName

_INFO: Final = "$JS.API.STREAM.INFO."
_READ: Final = "$JS.API.DIRECT.GET."
_TAIL: Final = "$JS.API.STREAM.MSG.GET."


def inbox_prefix(service: ServiceName) -> str:
    """Return the only inbox that this service may listen on."""
    return f"_INBOX_{service}"


class AccountUsers(Record):
    """Who may enter a service's account: itself, its provisioner, and an operator by password."""

    service_key: str
    provision_key: str
    operator: tuple[str, str]


def nats_accounts(users: Mapping[ServiceName, AccountUsers], system: tuple[str, str]) -> str:
    """Return the text that a NATS server's configuration includes."""
    user, password = system
    lines = [
        "system_account: SYS",
        "accounts {",
        f"  SYS {{ users: [{{ user: {_q(user)}, password: {_q(password)} }}] }}",
    ]
    for service in TOPOLOGY.values():
        lines += _account(service, users[service.name])
    return "\n".join([*lines, "}", ""])


def may_publish(service: Service) -> tuple[str, ...]:
    """Every subject that this service may speak on."""
    name = service.name
    own = [service.stream]
    said = [f"mn.evt.{name}.>"]
    if service.state_values:
        said.append(f"mn.state.{name}.>")
        own.append(service.state_stream)
    if service.live_values:
        said.append(f"mn.live.{name}.>")
    return (
        *said,
        *(f"{verb}{stream}" for stream in own for verb in (_INFO, _TAIL)),
        *(f"{_READ}{one.stream}" for one in _heard(service) if one.stream is not None),
    )


def may_subscribe(service: Service) -> tuple[str, ...]:
    """Every subject that this service may listen on."""
    return (f"{inbox_prefix(service.name)}.>", *(one.subject for one in _heard(service)))


def account(service: ServiceName) -> str:
    """Return the name of a service's account; its stream is called the same."""
    return TOPOLOGY[service].stream


def _account(service: Service, users: AccountUsers) -> Iterator[str]:
    user, password = users.operator
    yield f"  {account(service.name)} {{"
    yield "    jetstream: enabled"
    yield "    users: ["
    yield f"      {{ nkey: {users.service_key}, permissions: {{"
    yield f"        publish: {{ allow: {_list(may_publish(service))} }}"
    yield f"        subscribe: {{ allow: {_list(may_subscribe(service))} }} }} }}"
    yield f"      {{ nkey: {users.provision_key} }}"
    yield f"      {{ user: {_q(user)}, password: {_q(password)} }}"
    yield "    ]"
    yield "    exports: ["
    yield from _exports(service)
    yield "    ]"
    yield "    imports: ["
    yield from _imports(service)
    yield "    ]"
    yield "  }"


def _exports(service: Service) -> Iterator[str]:
    readers: dict[_Heard, list[str]] = {}
    for reader in TOPOLOGY.values():
        for one in _heard(reader):
            if one.source == service.name:
                readers.setdefault(one, []).append(account(reader.name))
    for one, theirs in readers.items():
        to = f"accounts: {_list(theirs)}"
        yield f"      {{ stream: {_q(one.subject)}, {to} }}"
        if one.stream is not None:
            yield f"      {{ service: {_q(_READ + one.stream)}, response_type: Stream, {to} }}"


def _imports(service: Service) -> Iterator[str]:
    # STREAM.INFO is not among them: an imported one asks the reader's own JetStream.
    for one in _heard(service):
        of = f"account: {account(one.source)}"
        yield f"      {{ stream: {{ {of}, subject: {_q(one.subject)} }} }}"
        if one.stream is not None:
            yield f"      {{ service: {{ {of}, subject: {_q(_READ + one.stream)} }} }}"


class _Heard(Record):
    """What a service hears of another; `stream`: where that is kept, if it is."""

    source: ServiceName
    subject: str
    stream: str | None = None


def _heard(service: Service) -> Iterator[_Heard]:
    """Everything that this service reads, and hears."""
    for name in SERVICES:
        source = TOPOLOGY[name]
        if name in service.reads:
            yield _Heard(source=name, subject=f"mn.evt.{name}.>", stream=source.stream)
        if name in service.reads_state:
            yield _Heard(source=name, subject=f"mn.state.{name}.>", stream=source.state_stream)
        if name in service.reads_live:
            yield _Heard(source=name, subject=f"mn.live.{name}.>")


def _list(items: Iterable[str]) -> str:
    return "[" + ", ".join(_q(item) for item in items) + "]"


def _q(text: str) -> str:
    return f'"{text}"'
