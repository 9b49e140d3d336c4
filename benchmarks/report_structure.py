"""How well reports are read, on annotated meeting reports.

    python benchmarks/report_structure.py [--errors] [gold_meetings_dev.jsonl]

Figures, over the records of the file:

* event_strict: equal after removing white space, quotation marks and full-/half-width differences;
* event_lenient: strict, or equal after removing a leading place or year, or one contains the other and the
  shorter has at least 0.6 of the longer's characters;
* date: equal text, the same day (and month, where both give one), or both absent;
* place: equal, or one contains the other, or both absent;
* speakers: micro precision, recall and F1 over names. ``strict`` counts every extra name as wrong;
  ``convention`` follows the corpus's rule that naming people who only preside, read out, congratulate, attend
  or speak without reported content is not penalised: an extra name is wrong unless the text says such an act
  of it;
* post: equal among the speakers found; lenient: one contains the other;
* said: of the key points that the annotation gives to a person, how many have their evidence in a sentence
  attributed to that person (right), to nobody (open) or to somebody else (wrong).

In a file without ``speakers`` only the last figure and the recall of the key points' speakers are printed.
"""

import argparse
import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from summarizer.article import read_article
from summarizer.datamodels import Report
from summarizer.report import read_report

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "gold_meetings_dev.jsonl"
ACTS = r"主持|宣读|致贺?[词辞]|致欢迎[词辞]|发言|讲话|出席|参加|陪同|推介"
PLACE = re.compile(r"^(?:\d{4}年?)?(?:[\u4e00-\u9fff]{2,8}?[省市县区州盟]|全[省市县区国])?(?=.{4})")


def normal(text: str | None) -> str:
    return re.sub(r"[\s“”\"'‘’《》]", "", unicodedata.normalize("NFKC", text or ""))


def contains(left: str, right: str, ratio: float) -> bool:
    short, long = sorted((left, right), key=len)
    return bool(short) and short in long and len(short) >= ratio * len(long)


def same_event(found: str | None, gold: str | None) -> bool:
    left, right = normal(found), normal(gold)
    return left == right or PLACE.sub("", left) == PLACE.sub("", right) or contains(left, right, 0.6)


def same_date(found: str | None, gold: str | None) -> bool:
    if not found or not gold:
        return not found and not gold
    days = [re.findall(r"(?:(\d{1,2})月)?(\d{1,2})[日、]", text) for text in (found, gold)]
    if all(days):
        (month, day), (gold_month, gold_day) = days[0][0], days[1][0]
        return day == gold_day and (not month or not gold_month or month == gold_month)
    return found == gold or found[:2] == gold[:2]


def same_place(found: str | None, gold: str | None) -> bool:
    left, right = normal(found), normal(gold)
    return left == right or (bool(left and right) and (left in right or right in left))


def penalised(name: str, body: str) -> bool:
    """Whether an extra name is wrong under the corpus's convention."""
    return not any(
        re.search(ACTS, body[m.start() : m.end() + 60].split("。")[0]) for m in re.finditer(name, body)
    )


def measure(path: Path, show: bool = False) -> dict[str, float]:
    """All figures of one file, each between 0 and 1."""
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    counts: Counter[str] = Counter()
    for record in records:
        article = read_article(record["body"])
        report = read_report(article)
        score_statements(record, article.body, report, counts)
        if "speakers" in record:
            score(record, report, counts, show)
    figures: dict[str, float] = {"records": len(records)}
    if counts["annotated"]:
        for key in ("event_strict", "event_lenient", "date", "place"):
            figures[key] = counts[key] / counts["annotated"]
        recall = counts["right"] / max(1, counts["gold"])
        for key in ("strict", "convention"):
            precision = counts["right"] / max(1, counts["right"] + counts[f"extra_{key}"])
            figures[f"speakers_{key}_precision"] = precision
            figures[f"speakers_{key}_recall"] = recall
            figures[f"speakers_{key}_f1"] = 2 * precision * recall / max(1e-9, precision + recall)
        for key in ("post_equal", "post_lenient"):
            figures[key] = counts[key] / max(1, counts["right"])
    figures["keypoint_speakers_recall"] = counts["named"] / max(1, counts["to_name"])
    for key in ("said_right", "said_open", "said_wrong"):
        figures[key] = counts[key] / max(1, counts["said"])
    return figures


def score_statements(record: dict[str, Any], body: str, report: Report, counts: Counter[str]) -> None:
    names = {speaker.name for speaker in report.speakers}
    wanted = {point["speaker"] for point in record["keypoints"] if point["speaker"]}
    counts["to_name"] += len(wanted)
    counts["named"] += len(wanted & names)
    for point in record["keypoints"]:
        evidence = point["evidence"] if isinstance(point["evidence"], str) else (point["evidence"] or [""])[0]
        at = body.find(evidence)
        if not point["speaker"] or not evidence or at < 0:
            continue
        middle = at + len(evidence) // 2
        sentence = next((s for s in report.sentences if s.start <= middle < s.end), None)
        if sentence:
            outcome = {point["speaker"]: "right", None: "open"}.get(sentence.speaker, "wrong")
            counts["said"] += 1
            counts[f"said_{outcome}"] += 1


def score(record: dict[str, Any], report: Report, counts: Counter[str], show: bool) -> None:
    gold = record["event"] or {}
    checks = {
        "event_strict": normal(report.event) == normal(gold.get("name")),
        "event_lenient": same_event(report.event, gold.get("name")),
        "date": same_date(report.date_text, gold.get("date")),
        "place": same_place(report.place, gold.get("place")),
    }
    counts["annotated"] += 1
    for key, right in checks.items():
        counts[key] += right
    posts = {speaker["name"]: speaker["post"] for speaker in record["speakers"]}
    found = {speaker.name: speaker.post for speaker in report.speakers}
    extra = [name for name in found if name not in posts]
    wrong = [name for name in extra if penalised(name, record["body"])]
    counts["gold"] += len(posts)
    counts["right"] += len(found.keys() & posts.keys())
    counts["extra_strict"] += len(extra)
    counts["extra_convention"] += len(wrong)
    for name in found.keys() & posts.keys():
        left, right = normal(found[name]), normal(posts[name])
        counts["post_equal"] += left == right
        counts["post_lenient"] += left == right or contains(left, right, 0.3)
        if show and left != right:
            print(f"{record['id'][-14:]} post {name}: {found[name]} ≠ {posts[name]}")
    if show:
        values = {"event_lenient": report.event, "date": report.date_text, "place": report.place}
        names = {"event_lenient": "name", "date": "date", "place": "place"}
        for key, value in values.items():
            if not checks[key]:
                print(f"{record['id'][-14:]} {key}: {value} ≠ {gold.get(names[key])}")
        missing = [name for name in posts if name not in found]
        if missing or extra:
            print(f"{record['id'][-14:]} speakers: missing {missing}, extra {extra}, of which wrong {wrong}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--errors", action="store_true", help="print every disagreement")
    arguments = parser.parse_args()
    for name, figure in measure(arguments.file, arguments.errors).items():
        print(f"{name:32}{int(figure) if name == 'records' else format(figure, '.3f')}")


if __name__ == "__main__":
    main()
