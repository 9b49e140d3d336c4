"""What a user may ask for: one frozen dataclass, its defaults and the named presets.

Every length is in characters (Unicode code points) of the text a reader sees.
"""

import dataclasses
from collections.abc import Mapping
from typing import Any

from summarizer.errors import InvalidOptionError, UnknownPresetError


@dataclasses.dataclass(frozen=True, slots=True)
class SummaryOptions:
    """Budgets and switches for one summary. No output is ever longer than its budget.

    Attributes:
        headline_chars: longest headline, in characters.
        summary_chars: longest summary, in characters.
        keypoints: most key points; fewer come out when the article holds fewer themes. 0 for none.
        keypoint_chars: longest key point, in characters.
        total_chars: longest headline + summary + signature together, in characters; None for no limit.
        signature: text the channel adds itself (an SMS sender, say); only its length is used.
        lexicon: path of a house lexicon (TOML or CSV) for the fact check; None for the shipped one.
    """

    headline_chars: int = 30
    summary_chars: int = 120
    keypoints: int = 6
    keypoint_chars: int = 40
    total_chars: int | None = None
    signature: str = ""
    lexicon: str | None = None

    def __post_init__(self) -> None:
        for name, (low, high) in LIMITS.items():
            value = getattr(self, name)
            if value is None and name == "total_chars":
                continue
            if isinstance(value, bool) or not isinstance(value, int):
                raise InvalidOptionError(f"{name} must be a whole number of characters, not {value!r}.")
            if not low <= value <= high:
                raise InvalidOptionError(f"{name} must be between {low} and {high}, not {value}.")
        if not isinstance(self.signature, str):
            raise InvalidOptionError(f"signature must be text, not {self.signature!r}.")
        if self.total_chars is not None and len(self.signature) + 30 > self.total_chars:
            raise InvalidOptionError(
                f"The signature takes {len(self.signature)} of {self.total_chars} characters; at least 30 must be left."
            )

    @classmethod
    def from_dict(cls, values: Mapping[str, Any], preset: str | None = None) -> "SummaryOptions":
        """Options from plain data, on top of a preset.

        Raises:
            UnknownPresetError: the preset's name is not one of :data:`PRESETS`.
            InvalidOptionError: an unknown name or a value out of range.
        """
        known = {field.name for field in dataclasses.fields(cls)}
        unknown = sorted(set(values) - known)
        if unknown:
            raise InvalidOptionError(
                f"Unknown option {unknown[0]!r}; the options are {', '.join(sorted(known))}."
            )
        return dataclasses.replace(cls.preset(preset) if preset else cls(), **values)

    @classmethod
    def preset(cls, name: str) -> "SummaryOptions":
        """The options of a publishing channel, by name.

        Raises:
            UnknownPresetError: the name is not one of :data:`PRESETS`.
        """
        if name not in PRESETS:
            raise UnknownPresetError(f"Unknown preset {name!r}; the presets are {', '.join(PRESETS)}.")
        return PRESETS[name]


#: Lowest and highest accepted value of each numeric option.
LIMITS: dict[str, tuple[int, int]] = {
    "headline_chars": (8, 100),
    "summary_chars": (20, 2000),
    "keypoints": (0, 30),
    "keypoint_chars": (10, 200),
    "total_chars": (40, 3000),
}

#: Character budgets of the channels newsrooms publish to.
PRESETS: dict[str, SummaryOptions] = {
    "wechat": SummaryOptions(headline_chars=32, summary_chars=120),
    "push": SummaryOptions(headline_chars=20, summary_chars=50, keypoints=0),
    "sms": SummaryOptions(headline_chars=20, summary_chars=60, keypoints=0, total_chars=70),
    "weibo": SummaryOptions(headline_chars=30, summary_chars=120, keypoints=0, total_chars=140),
    "brief": SummaryOptions(headline_chars=30, summary_chars=200),
}
