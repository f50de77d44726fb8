"""Serves one: `python -m medianest.local.simulators.overseerr --port 18094 --key secret`."""

import argparse
from functools import partial

import uvicorn

from medianest.local.simulators.overseerr.house import House
from medianest.local.simulators.overseerr.pages import app_of
from medianest.local.simulators.overseerr.telling import tell_plex


def main() -> None:
    """Read the command line and serve; what is approved is here after `--ready-after-s`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--key", required=True)
    parser.add_argument("--product", choices=("overseerr", "seerr"), default="seerr")
    parser.add_argument("--ready-after-s", type=float, default=15.0)
    parser.add_argument("--plex", default=None, help="the media server that holds what is here")
    chosen = parser.parse_args()
    house = House(chosen.product, ready_after_s=chosen.ready_after_s)
    telling = None
    if chosen.plex:
        house.furnish()
        telling = partial(tell_plex, house, chosen.plex)
    uvicorn.run(
        app_of(house, chosen.key, telling),
        host="127.0.0.1",
        port=chosen.port,
        log_level="warning",
        timeout_graceful_shutdown=1,
    )


if __name__ == "__main__":
    main()
