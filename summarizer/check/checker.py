"""The fact check: reads as its list of checks."""

from summarizer.check.attribution import check_attribution
from summarizer.check.dates import check_dates
from summarizer.check.issues import Issue
from summarizer.check.lexicon import Lexicon, check_lexicon, load_lexicon
from summarizer.check.names import check_names
from summarizer.check.order import check_order
from summarizer.check.organs import check_organs
from summarizer.check.places import check_places
from summarizer.check.polarity import check_direction, check_negation
from summarizer.check.posts import check_posts
from summarizer.check.quantities import check_numbers
from summarizer.check.quotations import check_quotations
from summarizer.check.source import Source
from summarizer.check.statement import Statement
from summarizer.check.wording import check_wording
from summarizer.datamodels import Evidence, Finding, Report


class FactChecker:
    """Checks any number of outputs against one body, which it reads once.

    Args:
        body: the article's body; evidence points into it.
        report: what the report reader made of the body. Without it nobody is checked to have said anything.
        lexicon: house rules; None for the shipped ones.
    """

    def __init__(self, body: str, report: Report | None = None, lexicon: Lexicon | None = None) -> None:
        self.source = Source(body, report)
        self.lexicon = lexicon if lexicon is not None else load_lexicon()

    def check(self, text: str, field: str = "text", speaker: str | None = None) -> tuple[Finding, ...]:
        """What the body does not support in ``text``, in order of position.

        Args:
            field: what the findings say they are about (``headline``, ``keypoints[2]`` …).
            speaker: who is said to have said it, for a key point that names its speaker apart.
        """
        statement = Statement(text, self.source, speaker)
        findings = []
        for issue in self._issues(statement):
            start, end = statement.folded.span(issue.start, issue.end)
            findings.append(
                Finding(field, issue.kind, start, end, text[start:end], issue.message, issue.suggestion)
            )
        return tuple(findings)

    def align(self, text: str) -> tuple[tuple[Evidence, ...], ...]:
        """For each sentence of ``text``, the spans of the body that support it, in body order."""
        return Statement(text, self.source).evidence()

    def _issues(self, statement: Statement) -> list[Issue]:
        source = self.source
        issues = [
            *check_names(statement, source),
            *check_posts(statement, source),
            *check_places(statement, source),
            *check_organs(statement, source),
            *check_numbers(statement, source),
            *check_dates(statement, source),
            *check_quotations(statement, source),
            *check_negation(statement, source),
            *check_direction(statement, source),
            *check_order(statement, source),
            *check_attribution(statement, source),
        ]
        # What only names unsupported wording yields to a check that knows what is wrong with it.
        for issue in check_wording(statement, source, statement.figures):
            if not any(other.start < issue.end and issue.start < other.end for other in issues):
                issues.append(issue)
        issues += check_lexicon(statement, source, self.lexicon)
        return sorted(set(issues), key=lambda issue: (issue.start, issue.end, issue.kind))
