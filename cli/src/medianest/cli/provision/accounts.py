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
        own.append(service.live_stream)
    return (
        *said,
        *(f"{verb}{stream}" for stream in own for verb in (_INFO, _TAIL)),
        *(f"{_READ}{stream}" for _, stream, _ in _heard(service)),
    )


def may_subscribe(service: Service) -> tuple[str, ...]:
    """Every subject that this service may listen on."""
    heard = (subject for _, _, subject in _heard(service))
    return (f"{inbox_prefix(service.name)}.>", *heard)


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
    heard = [(reader.name, *each) for reader in TOPOLOGY.values() for each in _heard(reader)]
    offered = {(stream, subject) for _, source, stream, subject in heard if source == service.name}
    for stream, subject in sorted(offered):
        readers = [account(reader) for reader, _, theirs, _ in heard if theirs == stream]
        to = f"accounts: {_list(readers)}"
        yield f"      {{ stream: {_q(subject)}, {to} }}"
        yield f"      {{ service: {_q(_READ + stream)}, response_type: Stream, {to} }}"


def _imports(service: Service) -> Iterator[str]:
    # STREAM.INFO is not among them: an imported one asks the reader's own JetStream.
    for source, stream, subject in _heard(service):
        of = f"account: {account(source)}"
        yield f"      {{ stream: {{ {of}, subject: {_q(subject)} }} }}"
        yield f"      {{ service: {{ {of}, subject: {_q(_READ + stream)} }} }}"


def _heard(service: Service) -> Iterator[tuple[ServiceName, str, str]]:
    """Every (source, stream, subject) that this service reads."""
    for name in SERVICES:
        source = TOPOLOGY[name]
        if name in service.reads:
            yield name, source.stream, f"mn.evt.{name}.>"
        if name in service.reads_state:
            yield name, source.state_stream, f"mn.state.{name}.>"
        if name in service.reads_live:
            yield name, source.live_stream, f"mn.live.{name}.>"


def _list(items: Iterable[str]) -> str:
    return "[" + ", ".join(_q(item) for item in items) + "]"


def _q(text: str) -> str:
    return f'"{text}"'
