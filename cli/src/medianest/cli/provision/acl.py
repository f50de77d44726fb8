"""The Valkey users: each service sees only keys of its own prefix, and no commands of operators."""

from collections.abc import Mapping

from medianest.contracts.topology import ServiceName


def key_prefix(service: ServiceName) -> str:
    """Return the prefix that all keys of this service carry."""
    return f"mn:{service}:"


def valkey_acl(passwords: Mapping[ServiceName, str], admin: tuple[str, str]) -> str:
    """Return the text of the ACL file."""
    user, password = admin
    lines = ["user default off", f"user {user} on >{password} ~* &* +@all"]
    lines += [
        f"user {service} on >{secret} ~{key_prefix(service)}* resetchannels"
        " +@all -@admin -@dangerous +info"
        for service, secret in passwords.items()
    ]
    return "\n".join([*lines, ""])
