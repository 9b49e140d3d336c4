"""The migrations make exactly the schema that the code works with, on every supported database."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from service.jobs.database import migrate, migration_config, open_database
from service.jobs.tables import Base


def test_migrations_make_the_schema_of_the_code(database_url: str) -> None:
    engine = open_database(database_url)
    migrate(engine)
    migrate(engine)
    with engine.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()


def test_migrations_can_be_taken_back(database_url: str) -> None:
    engine = open_database(database_url)
    migrate(engine)
    with engine.begin() as connection:
        command.downgrade(migration_config(connection), "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()
