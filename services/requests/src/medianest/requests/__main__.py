"""`python -m medianest.requests`: the service by itself."""

from medianest.chassis.service import main
from medianest.requests.app import build

if __name__ == "__main__":
    main(build)
