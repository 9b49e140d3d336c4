"""What answering costs: calls, tokens and money, counted where the model is called."""

import dataclasses
import threading


@dataclasses.dataclass(frozen=True, slots=True)
class TokenUsage:
    """What a model was asked and charged for.

    Attributes:
        calls: answers of the model, retries that gave none not included.
        input_tokens, output_tokens: as a server counts them (0 where it does not), or the model's own tokenizer.
        cost: in the currency of the prices in the settings.
    """

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float = 0.0

    def __add__(self, other: "TokenUsage") -> "TokenUsage":
        return TokenUsage(
            self.calls + other.calls,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            self.cost + other.cost,
        )


class Meter:
    """Adds up the usage of one article, or of many; safe to share between threads."""

    def __init__(self) -> None:
        self._total = TokenUsage()
        self._lock = threading.Lock()

    @property
    def total(self) -> TokenUsage:
        """Everything so far."""
        with self._lock:
            return self._total

    def add(self, usage: TokenUsage) -> None:
        with self._lock:
            self._total += usage
