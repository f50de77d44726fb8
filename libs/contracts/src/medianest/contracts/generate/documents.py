"""The generated documents as data: schemas, one AsyncAPI document, one page to read."""

from typing import Any

import msgspec

from medianest.contracts.events import ALL, Event
from medianest.contracts.live import LIVE_VALUES, LiveValue
from medianest.contracts.permissions import BY_ROLE, PERMISSIONS, ROLES
from medianest.contracts.state import STATE_VALUES, StateValue
from medianest.contracts.topology import TOPOLOGY, Service

Message = type[Event] | type[LiveValue] | type[StateValue]


def tag_of(message: Message) -> str:
    """The stable name on the wire, e.g. `medianest.downloads.download-completed`."""
    return str(message.__struct_config__.tag)


def version_of(message: Message) -> int:
    """The version of its schema; live values have but one."""
    if issubclass(message, Event):
        return message.version
    return message.schema_v if issubclass(message, StateValue) else 1


def file_name(message: Message) -> str:
    """Where its schema and its golden message lie, e.g. `….download-completed.v1.json`."""
    return f"{tag_of(message)}.v{version_of(message)}.json"


def schema(message: Message) -> dict[str, Any]:
    """JSON Schema 2020-12, as msgspec tells it, in the words of JSON alone."""
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(message)))
    return found


def address(message: Message) -> str:
    """The NATS subject with `{id}` for the thing it is about."""
    if issubclass(message, Event):
        return f"mn.evt.{message.service}.{message.aggregate}.{message.name}.{{id}}"
    if issubclass(message, LiveValue):
        return f"mn.live.{message.service}.{message.aggregate}.{{id}}"
    return f"mn.state.{message.service}.{message.kind}.{{id}}"


def readers(message: Message) -> list[str]:
    """The services that may read it."""

    def reads(service: Service) -> tuple[str, ...]:
        if issubclass(message, Event):
            return service.reads
        return service.reads_live if issubclass(message, LiveValue) else service.reads_state

    return [s.name for s in TOPOLOGY.values() if message.service in reads(s)]


def first_line(message: Message) -> str:
    """What it says, in one sentence."""
    return (message.__doc__ or "").strip().splitlines()[0]


MESSAGES: tuple[Message, ...] = (*ALL, *LIVE_VALUES, *STATE_VALUES)


def asyncapi() -> dict[str, Any]:
    """AsyncAPI 3: a channel per message, who sends, who receives."""
    channels, operations, messages = {}, {}, {}
    for message in MESSAGES:
        tag = tag_of(message)
        messages[tag] = {
            "name": tag,
            "summary": first_line(message),
            "contentType": "application/json",
            "payload": {"$ref": f"./schemas/{file_name(message)}"},
        }
        channels[tag] = {
            "address": address(message),
            "parameters": {"id": {"description": "What it is about."}},
            "messages": {"message": {"$ref": f"#/components/messages/{tag}"}},
        }
        channel = {"$ref": f"#/channels/{tag}"}
        operations[f"{message.service}.send.{tag}"] = {"action": "send", "channel": channel}
        for reader in readers(message):
            operations[f"{reader}.receive.{tag}"] = {"action": "receive", "channel": channel}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "MediaNest events",
            "version": "1",
            "description": "CloudEvents 1.0, binary mode, over NATS JetStream.",
        },
        "channels": channels,
        "operations": operations,
        "components": {"messages": messages},
    }


def page() -> str:
    """`docs/events.md`: every message by service, then who may do what."""
    lines = [
        "# What the services say to each other",
        "",
        "Written by `make contracts` from `libs/contracts`; change it there.",
        "A message only ever grows; its name and the meaning of its fields stand for ever.",
    ]
    for service in TOPOLOGY.values():
        lines += ["", f"## {service.name}", "", f"Reads: {', '.join(service.reads) or 'nobody'}."]
        own = [m for m in MESSAGES if m.service == service.name]
        if own:
            lines += ["", "| Message | Says | Subject | Read by |", "|---|---|---|---|"]
        for message in own:
            lines.append(
                f"| `{tag_of(message)}` v{version_of(message)} | {first_line(message)} "
                f"| `{address(message)}` | {', '.join(readers(message)) or '—'} |"
            )
    lines += ["", "## Permissions", "", "| Permission | " + " | ".join(ROLES) + " |"]
    lines += ["|---" * (len(ROLES) + 1) + "|"]
    lines += [
        f"| `{p}` | " + " | ".join("yes" if p in BY_ROLE[role] else "" for role in ROLES) + " |"
        for p in PERMISSIONS
    ]
    return "\n".join(lines) + "\n"
