"""`python -m medianest.status`: the service by itself."""

from medianest.chassis.service import main
from medianest.status.app import build

main(build)
