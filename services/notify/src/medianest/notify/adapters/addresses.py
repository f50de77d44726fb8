"""Says early whether an address could ever be called; the proxy says it again when it is."""

from medianest.chassis.egress import AddressRefused, EgressGuard
from medianest.contracts.refusals import FieldError
from medianest.notify.adapters.push import PushServices
from medianest.notify.domain.address import (
    Address,
    AddressNotAllowed,
    AppriseAddress,
    EmailAddress,
    PushAddress,
    WebhookAddress,
    server_of,
)


class GuardedAddresses:
    """The port `AddressCheck`."""

    def __init__(self, guard: EgressGuard, services: PushServices) -> None:
        """`guard` is the one of the proxy."""
        self._guard = guard
        self._services = services

    async def vet(self, address: Address) -> None:
        """Raises `AddressNotAllowed`, which tells nothing of what is there."""
        match address:
            case EmailAddress():
                return
            case PushAddress():
                if not self._services.knows(address.endpoint):
                    raise _no("/endpoint")
            case WebhookAddress():
                await self._vet(address.url, "/url")
            case AppriseAddress(form=form):
                server = server_of(form)
                if server is not None:
                    await self._vet(server, "/form/server")

    async def _vet(self, url: str, pointer: str) -> None:
        try:
            await self._guard.vet(url)
        except AddressRefused:
            raise _no(pointer) from None


def _no(pointer: str) -> AddressNotAllowed:
    return AddressNotAllowed(errors=(FieldError(pointer=pointer, detail="can't be used"),))
