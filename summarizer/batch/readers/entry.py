"""Where in the input a reader is."""

import dataclasses
import os


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """A file or an archive member about to be read.

    Attributes:
        name: path relative to the input, members appended with ``!``; what default ids are made of.
        where: the place a person opens to look at it.
        folder: folder within the input.
        named: the user named this very file.
        depth: how many archives or compressions it lies in.
        kind_name: name that decides the format when it differs (``a.jsonl`` of ``a.jsonl.gz``).
    """

    name: str
    where: str
    folder: str
    named: bool = False
    depth: int = 0
    kind_name: str = ""

    @property
    def ending(self) -> str:
        return os.path.splitext(self.kind_name or self.name)[1].lower()

    def member(self, name: str, copy: int = 1) -> "Entry":
        """A member of this archive; ``copy`` tells apart those of the same name."""
        folder = os.path.normpath(f"{self.name}/{os.path.dirname(name)}")
        unique = name if copy == 1 else f"{name}#{copy}"
        return Entry(f"{self.name}!{unique}", f"{self.where}!{unique}", folder, False, self.depth + 1, name)
