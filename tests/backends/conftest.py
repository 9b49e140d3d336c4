import shutil

import pytest
import tiny_models
from misbehaving_server import MisbehavingServer


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The folder of a family's tiny model, built once; not to be changed."""
    folders = {}

    def build(family):
        if family not in folders:
            folders[family] = tiny_models.build(family, tmp_path_factory.mktemp("models") / family)
        return folders[family]

    return build


@pytest.fixture
def copied(built, tmp_path):
    """A copy of a family's tiny model, for tests that break it."""

    def copy(family):
        return shutil.copytree(built(family), tmp_path / family)

    return copy


@pytest.fixture
def server():
    """An HTTP server that answers as a test tells it to."""
    with MisbehavingServer() as running:
        yield running
