"""Reaching out: which addresses may be called, and the proxy by which children may call them."""

from medianest.chassis.egress.guard import AddressRefused, EgressGuard
from medianest.chassis.egress.proxy import EgressProxy
from medianest.chassis.egress.shaping import TokenBucket

__all__ = ["AddressRefused", "EgressGuard", "EgressProxy", "TokenBucket"]
