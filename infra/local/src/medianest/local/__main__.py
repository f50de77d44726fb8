"""`python -m medianest.local up|down|clean|web`."""

import argparse
import asyncio
import logging
import sys

import structlog

from medianest.chassis.settings import environment
from medianest.local.places import places
from medianest.local.running import AlreadyUp, alone, clean, down
from medianest.local.web import build_web


def main() -> int:
    """Do what was asked; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m medianest.local", description=__doc__)
    parser.add_argument("what", choices=("up", "down", "clean", "web"))
    what = parser.parse_args().what
    here = places()
    # What our libraries log (each look at the streams) is not what a person wants to see here.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    if what == "up":
        return _up()
    if what == "down":
        print("MediaNest has stopped." if down(here) else "MediaNest was not running.")  # noqa: T201  a command line's answer
    elif what == "clean":
        clean(here)
        print("All local state is forgotten.")  # noqa: T201  a command line's answer
    else:
        built = asyncio.run(build_web(here.log("web")))
        print("The web app was built." if built else "The web app is up to date.")  # noqa: T201  a command line's answer
    return 0


def _up() -> int:
    # Not needed by `down` and `clean`, which should not wait for it.
    from medianest.local.up import up  # noqa: PLC0415  see above

    here = places()
    chosen = environment()
    try:
        with alone(here):
            return asyncio.run(
                up(
                    here,
                    mode="all-in-one"
                    if chosen.get("MEDIANEST_MODE") == "all-in-one"
                    else "services",
                    with_simulators=chosen.get("SIMULATORS", "1") != "0",
                    is_furnished=chosen.get("SEED", "1") != "0",
                    with_prometheus=chosen.get("OBSERVE", "0") == "1",
                )
            )
    except AlreadyUp:
        print("MediaNest already runs here; `make down` stops it.", file=sys.stderr)  # noqa: T201  a command line's answer
        return 1


if __name__ == "__main__":
    sys.exit(main())
