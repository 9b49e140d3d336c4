"""How each clause hangs in its sentence and in its speech, as numbers.

What a network that judges whether a clause can be printed alone sees beside its words: the words of 瞄准产业布局 are
those of a demand, and whether they are one depends on what governs them.
"""

from collections.abc import Sequence

from summarizer.compose.clauses import standing
from summarizer.compose.clauses.reading import Clause
from summarizer.report.people import find_people
from summarizer.text.sentences import SEMICOLONS

#: Sentences after which it no longer matters when a speaker was last named; characters beyond which how many.
FAR = 6
LONG = 40


def ties(clauses: Sequence[Clause], body: str) -> list[dict[str, float]]:
    """Named numbers of every clause, all in 0 to 1. Linear in the body's length."""
    last = {clause.sentence: index for index, clause in enumerate(clauses)}
    needed = {need for clause in clauses for need in clause.needs}
    said: dict[str | None, Clause] = {}
    rows: list[dict[str, float]] = []
    before: Clause | None = None
    for index, clause in enumerate(clauses):
        if clause.spoken and clause.verb:
            said[clause.speaker] = clause
        opening = said.get(clause.speaker) if clause.spoken else None
        beside = before is not None and before.sentence == clause.sentence
        rows.append(
            {
                "spoken": float(clause.spoken),
                "named": float(clause.voice is not None),
                "demand": float(clause.demand),
                "governed": float(bool(clause.mood)),
                "wished": float(bool(clause.wish)),
                # How long ago, and whether in another paragraph, the report said whose words these are.
                "since_said": _since(clause, opening),
                "paragraph_since": float(
                    opening is not None and body.find("\n", opening.start, clause.start) >= 0
                ),
                "opens": float(clause.position == 0),
                "closes": float(last[clause.sentence] == index),
                "after_demand": float(beside and before is not None and before.demand),
                "after_semicolon": float(body[clause.start - 1 : clause.start] in tuple(SEMICOLONS)),
                "before_comma": float(body[clause.end - 1 : clause.end] in ("，", ",")),
                "needs": float(bool(clause.needs)),
                "needs_later": float(any(need > index for need in clause.needs)),
                "needed": float(index in needed),
                "length": min(len(clause.text), LONG) / LONG,
                "enumerates": float("、" in clause.text),
                "introduces": float(standing.introduces(clause.text, clause.spoken)),
                "subjectless": float(standing.is_subjectless(clause.text)),
                "own_subject": float(bool(standing.OWN_SUBJECT.match(clause.text))),
                "has_person": float(bool(find_people(clause.text))),
                "copula": float(bool(standing.COPULA.search(clause.text))),
                "fact": float(bool(standing.FACT.search(clause.text))),
                "past": float(bool(standing.PAST.match(clause.text))),
            }
        )
        before = clause
    return rows


def _since(clause: Clause, opening: Clause | None) -> float:
    """0 where the sentence itself names its speaker, 1 where that is far away or was never said."""
    if not clause.spoken:
        return 0.0
    return 1.0 if opening is None else min(clause.sentence - opening.sentence, FAR) / FAR
