"""Train the head that says which clauses can be printed alone, on the clause salience as it lies beside a model.

    python models/train_clause_standing.py models/zh-news-small-v3

Run it again after `models/train_clause_salience.py`, whose states it reads. It learns from the clauses that a reader
judged (`alone` in the marks, see `models/marks.py`). `--held-out 4` trains on three reports of four and prints how well
it does on the fourth instead of writing anything.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path

import torch
from torch import Tensor
from tqdm import tqdm

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from export import record_digest
from marks import hold_out, read_reports, training_options

from summarizer.modeling.clause_salience import SALIENCE_FILE, load_network, windows
from summarizer.modeling.clause_standing import STANDING_FILE, ClauseStanding, save_standing
from summarizer.modeling.weights import load_network as load_model

BATCH = 128
EPOCHS = 12
RATE = 1e-3
WEIGHT_DECAY = 0.05


@torch.inference_mode()
def read_examples(folder: Path, path: Path, corpora: Path) -> list[tuple[Tensor, Tensor]]:
    """Of each report with judged clauses what the head sees of them, and the judgements.

    *Shape:* (C, inputs) and (C), 1 for clauses that can be printed alone.

    Raises:
        SystemExit: there is no clause salience in the folder.
    """
    model, pieces = load_model(folder)
    loaded = load_network(folder, model.encoder.config)
    if loaded is None:
        raise SystemExit(f"{folder} has no {SALIENCE_FILE}: run models/train_clause_salience.py first.")
    network, _ = loaded
    found = []
    for one in tqdm(read_reports(path, corpora), desc=path.name):
        if not one.alone:
            continue
        table = one.table()
        cut = windows(table.texts, pieces)
        states, owners = network.states(model.encoder, cut)
        rows = torch.tensor(table.features)
        seen = network.seen(rows, states, owners)
        beside = torch.cat([rows, torch.tensor(table.ties)], dim=1)
        inputs = network.standing_inputs(beside, seen, states, owners)
        judged = torch.tensor(
            [float(one.alone.get((clause.start, clause.end), math.nan)) for clause in one.clauses]
        )
        known = ~judged.isnan()
        found.append((inputs[known], judged[known]))
    return found


def train(head: ClauseStanding, inputs: Tensor, judged: Tensor, epochs: int = EPOCHS) -> ClauseStanding:
    """Cross entropy in shuffled batches. *Shape:* inputs (C, inputs), judged (C)."""
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=WEIGHT_DECAY)
    head.train()
    for _ in range(epochs):
        for rows in torch.randperm(len(inputs)).split(BATCH):
            if len(rows) < 2:
                continue  # one row has no spread
            loss = torch.nn.functional.binary_cross_entropy_with_logits(head(inputs[rows]), judged[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return head.eval()


def told_apart(scores: Tensor, judged: Tensor) -> float:
    """How often a clause that can be printed alone scores above one that cannot (area under the ROC curve)."""
    good, bad = scores[judged == 1], scores[judged == 0]
    return round(float((good[:, None] > bad).float().mean()), 4)


def main() -> None:
    options = training_options(__doc__).parse_args()
    examples = read_examples(options.model, options.marks, options.corpora)
    torch.manual_seed(options.seed)
    kept, held = hold_out(examples, options.held_out)
    inputs, judged = (torch.cat([one[part] for one in kept]) for part in (0, 1))
    head = train(ClauseStanding(inputs.shape[1]), inputs, judged)
    if held:
        with torch.inference_mode():
            scores = torch.cat([head(inputs) for inputs, _ in held])
        judged = torch.cat([judgements for _, judgements in held])
        print(f"held out, area under the ROC curve: {told_apart(scores, judged)}")
        return
    save_standing(head, options.model)
    record_digest(options.model, STANDING_FILE)


if __name__ == "__main__":
    main()
