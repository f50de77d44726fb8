"""`python -m medianest.identity`: the service by itself."""

from medianest.chassis.service import main
from medianest.identity.app import build

if __name__ == "__main__":
    main(build)
