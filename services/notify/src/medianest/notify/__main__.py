"""`python -m medianest.notify`: the service by itself."""

from medianest.chassis.service import main
from medianest.notify.app import build

main(build)
