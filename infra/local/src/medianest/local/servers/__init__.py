"""Postgres, NATS and Valkey as child processes, each proven to be ours before it is used."""

from medianest.local.servers.nats import NatsServer
from medianest.local.servers.postgres import PostgresServer
from medianest.local.servers.process import DidNotStart
from medianest.local.servers.valkey import ValkeyServer

__all__ = ["DidNotStart", "NatsServer", "PostgresServer", "ValkeyServer"]
