"""How any chat model, local or behind a server, is asked for candidates: few calls, one repair round."""

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, runtime_checkable

from summarizer.backends.base import Candidate, Request
from summarizer.backends.metering import Meter, TokenUsage
from summarizer.backends.parsing import parse
from summarizer.backends.prompting import Assignment, Message, assign, conversation
from summarizer.backends.surface import restore

#: Candidates of the first round, of the repair round, and those that exceed their budget.
FIRST, REPAIRED, TOO_LONG = 1.0, 0.5, 0.0


@dataclasses.dataclass(frozen=True, slots=True)
class Conversation:
    """Messages for a model, the most characters its answer needs, and who is charged for it."""

    messages: list[Message]
    answer_chars: int
    meter: Meter | None = None

    def charge(self, usage: TokenUsage) -> None:
        if self.meter:
            self.meter.add(usage)


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """What a model wrote; ``truncated`` when its length limit stopped it."""

    text: str
    truncated: bool = False


Ask = Callable[[Sequence[Conversation]], list[Answer]]


@runtime_checkable
class ChatBackend(Protocol):
    """A backend that can be asked anything.

    Attributes:
        name: of the model.
        max_chars: most characters of article in one conversation.
        specials: control tokens that must not reach it as such.
    """

    name: str
    max_chars: int
    specials: Sequence[str]

    def ask(self, conversations: Sequence[Conversation]) -> list[Answer]:
        """Answers in the order of ``conversations``."""
        ...


def propose(
    ask: Ask, requests: Sequence[Request], max_chars: int, specials: Iterable[str] = ()
) -> list[list[Candidate]]:
    """Candidates for each request, in request order.

    All requests about one text go into one conversation. What is missing or too long afterwards is
    asked for once more; a text that is too long even then is kept, as nothing shorter exists.

    Args:
        ask: sends conversations to the model and returns its answers in the same order.
        requests: what is wanted; texts that the model reads whole.
        max_chars: most characters of article in one conversation.
        specials: control tokens of the model's tokenizer.
    """
    found: dict[Request, list[Candidate]] = {request: [] for request in requests}
    assignments = assign(requests, max_chars)
    for again, score in ((False, FIRST), (True, REPAIRED)):
        assignments = [rest for one in assignments if (rest := _unanswered(one, found))]
        if not assignments:
            break
        talks = [
            Conversation(conversation(one, specials, again), _answer_chars(one), one.items[0].meter)
            for one in assignments
        ]
        for assignment, answer in zip(assignments, ask(talks), strict=True):
            for number, text in parse(answer.text, assignment.items, answer.truncated).items():
                request = assignment.items[number - 1]
                text = restore(text, assignment.text)
                short = len(text) <= request.max_chars
                found[request].append(Candidate(text, score if short else TOO_LONG, confident=short))
    return [_best(found[request]) for request in requests]


def _unanswered(assignment: Assignment, found: dict[Request, list[Candidate]]) -> Assignment | None:
    items = tuple(one for one in assignment.items if not any(each.confident for each in found[one]))
    return dataclasses.replace(assignment, items=items) if items else None


def _answer_chars(assignment: Assignment) -> int:
    """Twice the budgets, for models that cannot count, and the JSON around them."""
    return sum(2 * item.max_chars + 16 for item in assignment.items) + 32


def _best(candidates: list[Candidate]) -> list[Candidate]:
    fitting = [one for one in candidates if one.confident]
    return fitting or sorted(candidates, key=lambda one: len(one.text))[:1]
