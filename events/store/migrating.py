"""Bringing a database to a version of the tables: by Alembic, with its configuration made here."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from events.store.database import Database

MIGRATION_LOCK = 7_341_004


def migrate(database: Database, folder: Path, revision: str = "head") -> None:
    """Run what is missing, in one transaction; of several processes that start together one does it."""
    with database.engine.connect() as connection:
        driver = connection.connection.driver_connection
        if driver is None:
            raise RuntimeError("no connection")
        if database.postgresql:
            connection.exec_driver_sql("BEGIN")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
        else:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            command.upgrade(configuration(folder, connection), revision)
            driver.commit()
        except BaseException:
            driver.rollback()
            raise


def configuration(folder: Path, connection: sa.Connection | None = None) -> Config:
    """Alembic's settings for the migrations in a folder, without a file."""
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.attributes["connection"] = connection
    return config
