"""Takes the first candidate that the source supports; what has to go out unsupported is never silent."""

from collections.abc import Iterable

from summarizer.check import FactChecker
from summarizer.datamodels import Finding
from summarizer.text.spans import is_balanced


class Chooser:
    """Takes the first candidate that fits and is supported; remembers what had to be passed over."""

    def __init__(self, checker: FactChecker) -> None:
        self._checker = checker
        self.repaired = False
        self.remaining: list[Finding] = []

    def choose(
        self,
        field: str,
        candidates: Iterable[str],
        budget: int,
        speaker: str | None = None,
        needed: bool = True,
    ) -> str:
        """The text for a field; "" where nothing fits, or where nothing is supported and it is not ``needed``."""
        fallback: tuple[str, tuple[Finding, ...]] | None = None
        for candidate in candidates:
            if not candidate or len(candidate) > budget or not is_balanced(candidate):
                continue
            findings = self._checker.check(candidate, field=field, speaker=speaker)
            if not findings:
                self.repaired = self.repaired or fallback is not None
                return candidate
            if fallback is None or len(findings) < len(fallback[1]):
                fallback = (candidate, findings)
        if fallback is None:
            return ""
        if not needed:
            # One key point fewer is better than one that may be wrong.
            self.repaired = True
            return ""
        # Nothing without a finding is left: the best one goes out marked, never silently.
        self.remaining += fallback[1]
        return fallback[0]
