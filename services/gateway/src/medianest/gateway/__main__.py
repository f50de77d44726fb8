"""`python -m medianest.gateway`: the service by itself."""

from medianest.chassis.service import main
from medianest.gateway.app import build

if __name__ == "__main__":
    main(build)
