"""Corpora → encoded training pairs: filter, drop what overlaps the dev files, tokenize, save.

    python models/prepare_data.py --corpora ../shared/corpora --out models/prepared

Writes `spiece.model` (unless one is given), one `<stage>.npz` per training stage with sources of its own,
`dev.npz` and `dev.json` (what the log follows) and `data_card.json` with the counts per origin and a
digest of everything read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece as spm
from tqdm import tqdm

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sources import READERS, SENTENCE, Pair, bulletin_items, clean_title, is_bulletin, read_records

from summarizer.modeling.control import CONTROL_IDS, CONTROL_TOKENS, EOS_ID, TASKS, length_token
from summarizer.modeling.normalize import normalize_text

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib  # type: ignore[no-redef, import-not-found]

_CONTENT = re.compile(r"[^\u3400-\u9fff0-9A-Za-z]")
WINDOW = 16  # characters of an overlap window
LEAD = 240  # characters of a body in which overlap is looked for


def content(text: str) -> str:
    """`text` without spaces and punctuation."""
    return _CONTENT.sub("", text)


class DevOverlap:
    """Says whether a training pair is a near-duplicate of a record of the dev files.

    A pair is one when its target is a dev title of eight characters or more, or when its source
    shares `hits` windows of 16 content characters with the beginning of one dev text.
    """

    def __init__(self, paths: Iterable[Path], hits: int = 4) -> None:
        self.hits = hits
        self.titles: set[str] = set()
        self.windows: dict[str, int] = {}
        texts = 0
        for path in paths:
            for record in read_records(path):
                title = record.get("title") or record.get("headline") or ""
                self.titles.add(content(clean_title(title)))
                body = record.get("body") or record.get("text") or ""
                pieces = [body]
                if record.get("title") and is_bulletin(record):
                    items = list(bulletin_items(body))
                    pieces = [paragraph for _, paragraph in items]
                    self.titles.update(content(heading) for heading, _ in items)
                for piece in pieces:
                    lead = content(normalize_text(piece[: LEAD * 2]))[:LEAD]
                    for start in range(0, max(1, len(lead) - WINDOW + 1), WINDOW):
                        self.windows[lead[start : start + WINDOW]] = texts
                    texts += 1
        self.titles = {title for title in self.titles if len(title) >= 8}

    def __call__(self, pair: Pair) -> bool:
        if content(pair.target) in self.titles:
            return True
        lead = content(pair.source[: LEAD * 2])[:LEAD]
        found = Counter(
            self.windows[window]
            for start in range(len(lead) - WINDOW + 1)
            if (window := lead[start : start + WINDOW]) in self.windows
        )
        return bool(found) and max(found.values()) >= min(self.hits, max(1, len(lead) // WINDOW - 1))


def bigram_support(target: str, source: str) -> float:
    """Share of the character bigrams of `target`, each as often as it occurs, that `source` has."""
    count = len(target) - 1
    return sum(target[i : i + 2] in source for i in range(count)) / max(1, count)


def supported(pair: Pair, rules: dict[str, Any]) -> bool:
    """Whether the target's length, characters and bigrams make it worth learning from."""
    low, high = rules["target_chars"][pair.task]
    if not low <= len(pair.target) <= high or len(pair.source) < 1.2 * len(pair.target):
        return False
    read = pair.source[: rules["support_window"]]
    target = content(pair.target)
    if not target:
        return False
    characters = sum(character in read for character in target) / len(target)
    return (
        characters >= rules["min_char_support"]
        and bigram_support(target, read) >= rules["min_bigram_support"]
    )


def collect(stage: dict[str, Any], corpora: Path, rules: dict[str, Any], seed: int) -> Iterator[Pair]:
    """The pairs of one stage of the recipe, filtered and without duplicates of the dev files."""
    overlap = DevOverlap(sorted(corpora.glob(rules["dev_files"]))) if rules.get("dev_files") else None
    counts: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    for index, source in enumerate(stage["sources"]):
        path = Path(source["file"])
        path = path if path.is_absolute() or path.exists() else corpora / path
        kept: list[Pair] = []
        reader = READERS[source["kind"]]
        for record in tqdm(read_records(path), desc=f"{path.name} ({source['kind']})", unit=" records"):
            if record.get("date") and int(str(record["date"])[:4]) < source.get("from_year", 0):
                continue
            for pair in reader(record, path.name.split(".")[0]):
                if pair.task not in source.get("tasks", TASKS):
                    continue
                key = (pair.task, content(pair.target)[:60] + content(pair.source)[:30])
                if key in seen:
                    counts["duplicate"] += 1
                elif source.get("filter", True) and not supported(pair, rules | source):
                    counts["unsupported"] += 1
                elif overlap and overlap(pair):
                    counts["dev overlap"] += 1
                else:
                    seen.add(key)
                    kept.append(pair)
        random.Random(seed + index).shuffle(kept)
        kept = kept[: source.get("limit", len(kept))]
        yield from kept * source.get("repeat", 1)
    print({"left out": dict(counts)}, file=sys.stderr)


def train_tokenizer(texts: Iterable[str], out: Path, options: dict[str, Any]) -> None:
    """Train the SentencePiece unigram model; control tokens cannot occur in encoded text."""
    spm.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_prefix=str(out.with_suffix("")),
        model_type="unigram",
        vocab_size=options["vocab_size"],
        character_coverage=options["character_coverage"],
        max_sentencepiece_length=options["max_piece_chars"],
        byte_fallback=True,
        split_digits=True,
        add_dummy_prefix=False,
        normalization_rule_name="identity",  # normalize_text does it, with an eye on context
        control_symbols=list(CONTROL_TOKENS),
        pad_id=0,
        eos_id=EOS_ID,
        unk_id=2,
        bos_id=-1,
        num_threads=2,
        minloglevel=2,
    )


def copied_positions(source: list[int], target: list[int]) -> np.ndarray:
    """Mark the source pieces that the target is made of: greedy longest matches, first occurrence.

    Returns:
        uint8 array of len(source). The labels of the salience head (Gehrmann et al. 2018).
    """
    marks = np.zeros(len(source), dtype=np.uint8)
    where: dict[int, list[int]] = {}
    for position, piece in enumerate(source):
        where.setdefault(piece, []).append(position)
    index = 0
    while index < len(target):
        best, start = 0, -1
        for position in where.get(target[index], ()):
            length = 1
            while (
                index + length < len(target)
                and position + length < len(source)
                and target[index + length] == source[position + length]
            ):
                length += 1
            if length > best:
                best, start = length, position
        if best:
            marks[start : start + best] = 1
        index += max(1, best)
    return marks


def encode(
    pairs: list[Pair], tokenizer: spm.SentencePieceProcessor, max_source: int
) -> dict[str, np.ndarray]:
    """Flat arrays of pieces with offsets; `source` ends in no end mark, batches add it."""
    sources, targets, marks = [], [], []
    prefixes = np.zeros((len(pairs), 2), dtype=np.int16)
    for index, pair in enumerate(tqdm(pairs, desc="encode", unit=" pairs")):
        # Five characters a piece are never reached: cutting first only saves time.
        source = tokenizer.encode(pair.source[: max_source * 5])[: max_source - 1]
        target = tokenizer.encode(pair.target)
        sources.append(np.array(source, dtype=np.int16))
        targets.append(np.array(target, dtype=np.int16))
        marks.append(copied_positions(source, target))
        prefixes[index] = CONTROL_IDS[f"<{pair.task}>"], CONTROL_IDS[length_token(len(pair.target))]
    offsets = {
        name: np.cumsum([0] + [len(item) for item in items]).astype(np.int64)
        for name, items in (("source_offsets", sources), ("target_offsets", targets))
    }
    return {
        "source": np.concatenate(sources),
        "target": np.concatenate(targets),
        "marks": np.concatenate(marks),
        "prefix": prefixes,
        **offsets,
    }


def write_dev(
    dev: dict[str, Any],
    corpora: Path,
    rules: dict[str, Any],
    seed: int,
    tokenizer: spm.SentencePieceProcessor,
    out: Path,
) -> None:
    """A small sample of the development files, whose loss and ROUGE the training log follows."""
    pairs = list(collect(dev, corpora, rules | {"dev_files": ""}, seed))
    np.savez(out / "dev.npz", **encode(pairs, tokenizer, rules["max_source_pieces"]))
    texts = [(pair.task, pair.source, pair.target) for pair in pairs]
    (out / "dev.json").write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")


def prepare(recipe: dict[str, Any], corpora: Path, out: Path) -> None:
    """Run every stage of `recipe`; see the module's docstring for what is written."""
    out.mkdir(parents=True, exist_ok=True)
    data, seed = recipe["data"], recipe["seed"]
    stages = {
        name: list(collect(stage, corpora, data, seed))
        for name, stage in recipe["stage"].items()
        if "sources" in stage
    }
    model_file = out / "spiece.model"
    if not model_file.exists():
        lines = [
            s
            for pairs in stages.values()
            for pair in pairs
            for s in (pair.target, *SENTENCE.findall(pair.source[:700]))
        ]
        random.Random(seed).shuffle(lines)
        train_tokenizer(lines[: recipe["tokenizer"]["max_lines"]], model_file, recipe["tokenizer"])
    tokenizer = spm.SentencePieceProcessor(model_file=str(model_file))
    card: dict[str, Any] = {"stages": {}}
    digest = hashlib.sha256(model_file.read_bytes())
    for name, pairs in stages.items():
        arrays = encode(pairs, tokenizer, data["max_source_pieces"])
        for key in sorted(arrays):
            digest.update(arrays[key].tobytes())
        np.savez(out / f"{name}.npz", **arrays)
        card["stages"][name] = dict(Counter(f"{pair.origin}:{pair.task}" for pair in pairs))
    card["sha256"] = digest.hexdigest()
    if "dev" in recipe:
        write_dev(recipe["dev"], corpora, data, seed, tokenizer, out)
    (out / "data_card.json").write_text(
        json.dumps(card, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    print(json.dumps(card, ensure_ascii=False, indent=2))


def main() -> None:
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--recipe", type=Path, default=here / "recipe.toml")
    parser.add_argument("--corpora", type=Path, default=here.parent.parent / "shared" / "corpora")
    parser.add_argument("--out", type=Path, default=here / "prepared")
    options = parser.parse_args()
    prepare(tomllib.loads(options.recipe.read_text(encoding="utf-8")), options.corpora, options.out)


if __name__ == "__main__":
    main()
