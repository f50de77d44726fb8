"""Postgres: one database, and per service a schema with an owner (migrations) and a runtime role.

A runtime role connects, and uses its own schema as the migrations grant it; it sees no other.
"""

from typing import LiteralString

import psycopg
from psycopg import sql

from medianest.cli.provision.credentials import Credentials
from medianest.cli.provision.settings import Addresses, admin_dsn
from medianest.contracts.topology import SERVICES, ServiceName

_FIND_ROLE = "select 1 from pg_roles where rolname = %s"
_FIND_DATABASE = "select 1 from pg_database where datname = %s"
_ROLE: LiteralString = (
    "alter role {role} with login password {password} nosuperuser nocreatedb nocreaterole"
    " noreplication nobypassrls"
)
_PRIVATE_DATABASE: tuple[LiteralString, ...] = (
    "revoke all on database {database} from public",
    "revoke all on schema public from public",
)
# The owner makes schemas for read models in the runtime role's name, hence `create` and membership.
_SCHEMA: tuple[LiteralString, ...] = (
    "grant {runtime} to {owner}",
    "grant connect, create on database {database} to {owner}",
    "grant connect on database {database} to {runtime}",
    "create schema if not exists {schema} authorization {owner}",
    "grant usage on schema {schema} to {runtime}",
    "alter role {owner} in database {database} set search_path = {schema}, pg_temp",
    "alter role {runtime} in database {database} set search_path = {schema}, pg_temp",
)


def provision_database(credentials: Credentials, at: Addresses) -> None:
    """Make roles, database and schemas, or bring them back to what they should be."""
    with psycopg.connect(admin_dsn(credentials, at), autocommit=True, connect_timeout=10) as admin:
        for service in SERVICES:
            _role(admin, f"{service}_owner", credentials.postgres_owner(service))
            _role(admin, f"{service}_runtime", credentials.postgres_runtime(service))
        if admin.execute(_FIND_DATABASE, [at.database]).fetchone() is None:
            statement = sql.SQL("create database {} encoding 'UTF8' template template0")
            admin.execute(statement.format(sql.Identifier(at.database)))
    prepare_database(admin_dsn(credentials, at, at.database), at.database)


def prepare_database(dsn: str, database: str) -> None:
    """Give the roles their rights in this database; a copy of a database has lost some of them."""
    with psycopg.connect(dsn, connect_timeout=10) as admin:
        for statement in _PRIVATE_DATABASE:
            admin.execute(sql.SQL(statement).format(database=sql.Identifier(database)))
        for service in SERVICES:
            _schema(admin, service, database)


def _schema(admin: psycopg.Connection, service: ServiceName, database: str) -> None:
    names = {
        "schema": sql.Identifier(service),
        "owner": sql.Identifier(f"{service}_owner"),
        "runtime": sql.Identifier(f"{service}_runtime"),
        "database": sql.Identifier(database),
    }
    for statement in _SCHEMA:
        admin.execute(sql.SQL(statement).format(**names))


def _role(admin: psycopg.Connection, role: str, password: str) -> None:
    if admin.execute(_FIND_ROLE, [role]).fetchone() is None:
        admin.execute(sql.SQL("create role {}").format(sql.Identifier(role)))
    statement = sql.SQL(_ROLE)
    admin.execute(statement.format(role=sql.Identifier(role), password=sql.Literal(password)))
