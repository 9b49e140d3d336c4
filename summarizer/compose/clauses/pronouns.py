"""Whom a clause means by 他 (他希望当地加强统筹), where the clauses before it leave no doubt."""

from collections.abc import Sequence

from summarizer.compose.clauses import demands
from summarizer.datamodels import Report, Sentence
from summarizer.report.people import find_people
from summarizer.report.posts import post_before, post_pattern

#: Clauses before it in which a sentence may have named whom it means, and in which another who is named may be meant.
NAMED_WITHIN, OTHERS_WITHIN = 4, 12
_HE = ("他", "她")


class Pronouns:
    """The people of a report, for its clauses that open with 他 or 她."""

    def __init__(self, body: str, report: Report) -> None:
        self._speakers = [speaker.name for speaker in report.speakers]
        told = any(one in body for one in _HE)
        self._people: dict[str, set[str]] = {}  # by their first characters
        for one in find_people(body) if told else ():
            self._people.setdefault(one.name[:2], set()).add(one.name)

    def named(self, text: str, sentence: Sentence, spoken: bool, before: Sequence[str]) -> str:
        """The clause with the name of whom it means; as it is where that could be another.

        Args:
            before: the last ``OTHERS_WITHIN`` clauses of its sentence before it.
        """
        if not text.startswith(_HE) or text[1:2] == "们":
            return text
        if spoken:
            # 王某这样说道，他建议管理部门加强指导: whoever is named before it suggests that. 林某强调，张某老师献身教育，
            # 她希望孩子们走出大山: that is not what 林某 wishes.
            others = self._tells_of_another(before, sentence.speaker or "")
            return text[1:] if demands.WISHES.match(text, 1) and not others else text
        # 在临江县，毛某了解产业发展情况，他希望当地加强统筹: the only one whom the sentence has named
        near = before[-NAMED_WITHIN:]
        names = [name for name in self._speakers if any(name in one for one in near)]
        name = sentence.speaker or (names[0] if len(names) == 1 and demands.WISHES.match(text, 1) else None)
        return name + text[1:] if name and not self._may_be_another(name, near) else text

    def _may_be_another(self, name: str, before: Sequence[str]) -> bool:
        """公司负责人告诉林某订单不足，他建议政府扶持: who was told so is not who suggests that."""
        named = [place for place, one in enumerate(before) if name in one]
        if not named:
            return self._tells_of_another(before, name)
        rest = self._after_subject(before[named[-1]], name)
        return rest is None or self._tells_of_another([rest, *before[named[-1] + 1 :]], name)

    @staticmethod
    def _after_subject(text: str, name: str) -> str | None:
        """What a clause tells of somebody: 了解情况 of 在临江县，县长毛某了解情况; None where he is not who acts."""
        start = text.find(name)
        end = start + len(name)
        opening = text[:start].rpartition("，")[2]
        titled = any(one.end() == len(opening) for one in post_pattern().finditer(opening))
        titled = titled and post_before(opening, 0, len(opening)) == 0
        acts = (titled or not opening) and text[end : end + 1] not in ("、", "和", "与")
        return text[end:] if acts else None

    def _tells_of_another(self, texts: Sequence[str], name: str) -> bool:
        """Whether anybody but the one of that name stands in the texts, by his own name or as 村民, 负责人, 老师."""
        return any(post_pattern().search(text) or self._names_another(text, name) for text in texts)

    def _names_another(self, text: str, name: str) -> bool:
        return any(
            one not in name and text.startswith(one, at)
            for at in range(len(text) - 1)
            for one in self._people.get(text[at : at + 2], ())
        )
