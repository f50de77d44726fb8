"""`python -m medianest.chassis.probe [/readyz]`: whether the service of this container answers.

For engines that look at health by a command. It asks where the service listens by its own settings.
"""

import sys
from collections.abc import Mapping, Sequence
from http.client import HTTPConnection, HTTPException
from typing import Final

from medianest.chassis.settings import environment

_WITHIN_S: Final = 3.0
_OK: Final = 200
_ANYWHERE: Final = {"0.0.0.0": "127.0.0.1", "[::]": "::1", "": "127.0.0.1"}  # noqa: S104 - nothing is bound here


def main(words: Sequence[str], environ: Mapping[str, str]) -> int:
    """Exit status 0 if it answers 200."""
    path = words[0] if words else "/readyz"
    address = environ.get("MEDIANEST_GATEWAY_LISTEN") or environ.get("MEDIANEST_LISTEN", "")
    host, _, port = address.rpartition(":")
    if not port.isdigit():
        print(f"MEDIANEST_LISTEN is not host:port, but {address!r}", file=sys.stderr)  # noqa: T201 - read by who asks the engine why
        return 1
    connection = HTTPConnection(_ANYWHERE.get(host, host), int(port), timeout=_WITHIN_S)
    try:
        connection.request("GET", path)
        status = connection.getresponse().status
    except (OSError, HTTPException) as error:
        print(f"{path}: {type(error).__name__}", file=sys.stderr)  # noqa: T201 - as above
        return 1
    finally:
        connection.close()
    return 0 if status == _OK else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], environment()))
