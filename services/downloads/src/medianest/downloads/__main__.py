"""`python -m medianest.downloads`: the service; with the word `worker`: one more worker for it."""

import sys
from functools import partial

from medianest.chassis.service import main
from medianest.downloads.app import build

main(partial(build, role="worker") if sys.argv[1:] == ["worker"] else build)
