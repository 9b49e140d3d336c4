"""What the library itself contributes to a result: a digest of the code and word lists that shape one.

A version number does not say whether outputs changed: a checkout changes without one, and a release may change nothing
but the service. So the files themselves are hashed, once per process, in some ten milliseconds.
"""

import functools
import hashlib
from collections.abc import Iterator
from pathlib import Path

#: Faces and weights: what they do never shows in a record (weights are part of the model's own version).
_ASIDE = frozenset(
    {"_models", "batch", "client", "evaluation", "cli.py", "terminal.py", "__init__.py", "__main__.py"}
)

#: The modules of the batch runner that decide what a document says.
_CLEANING = ("batch/cleaning.py", "batch/columns.py")


@functools.cache
def library_digest() -> str:
    """The digest of the installed library, in hexadecimal."""
    return digest_of(Path(__file__).parents[1])


def digest_of(package: Path) -> str:
    """The digest of a package folder: names and contents of everything that shapes results."""
    digest = hashlib.blake2b(digest_size=16)
    for name in sorted(_shaping(package)):
        content = (package / name).read_bytes()
        digest.update(f"{name}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _shaping(package: Path) -> Iterator[str]:
    yield from _CLEANING
    for room in package.iterdir():
        if room.name in _ASIDE:
            continue
        for path in [room, *room.rglob("*")]:
            # Compiled files and an editor's own come and go without a change of the rules.
            if path.is_file() and path.suffix != ".pyc" and not path.name.startswith("."):
                yield path.relative_to(package).as_posix()
