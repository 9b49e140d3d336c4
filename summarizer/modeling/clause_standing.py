"""Whether a clause can be printed by itself behind its speaker's name: whole, clear, and that speaker's words.

A small head on what the clause salience has read. How a clause begins and ends says most of it (既…, 从…入手,
…的过程中); what stands around it is in the states already. Trained on clauses that a reader judged, with the salience
as it is, by `models/train_clause_standing.py`; lies beside it as `standing.safetensors`.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch import Tensor, nn

from summarizer.errors import ModelLoadError
from summarizer.modeling.weights import digest

SALIENCE_FILE = "salience.safetensors"
STANDING_FILE = "standing.safetensors"


class ClauseStanding(nn.Module):
    """Log-odds that clauses can be printed alone.

    Args:
        inputs: width of what :func:`standing_inputs` gives.
        hidden: units.
        dropout: while training.
    """

    def __init__(self, inputs: int, hidden: int = 96, dropout: float = 0.4) -> None:
        super().__init__()
        self.shape = {"inputs": inputs, "hidden": hidden}
        self.scale = nn.BatchNorm1d(inputs, affine=False)
        self.layers = nn.Sequential(
            nn.Dropout(dropout),
            nn.Linear(inputs, hidden),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(hidden, 1),
        )

    def forward(self, inputs: Tensor) -> Tensor:
        """*Shape:* (C, inputs) from :func:`standing_inputs` → (C).

        Raises:
            ModelLoadError: it was trained on other inputs.
        """
        if inputs.shape[-1] != self.shape["inputs"]:
            raise ModelLoadError(
                f"{STANDING_FILE} judges a clause by {self.shape['inputs']} numbers and is given {inputs.shape[-1]}: it "
                "was trained with another version of the library. Run models/train_clause_standing.py again, or delete "
                "it to do without."
            )
        found: Tensor = self.layers(self.scale(inputs))
        return found.squeeze(-1)


def standing_inputs(features: Tensor, seen: Tensor, states: Tensor, owners: Tensor) -> Tensor:
    """What the head looks at: features and ties, the clause in view of the report, its pieces' mean, its first and its last.

    Shape:
        features (C, F) with its ties, seen (C, W), states (T, D), owners (T) clauses, growing; returns (C, F + W + 3 D).
    """
    count, total = len(features), len(states)
    clauses = torch.arange(count)
    first = torch.searchsorted(owners, clauses)
    end = torch.searchsorted(owners, clauses, right=True)
    size = (end - first)[:, None]
    mean = torch.zeros(count, states.shape[-1]).index_add(0, owners, states) / size.clamp_min(1)
    if not total:
        return torch.cat([features, seen, mean, mean, mean], dim=1)
    # A clause of no pieces has neither a first nor a last.
    present = size > 0
    begins, ends = states[first.clamp_max(total - 1)] * present, states[(end - 1).clamp_min(0)] * present
    return torch.cat([features, seen, mean, begins, ends], dim=1)


def save_standing(head: ClauseStanding, folder: Path) -> None:
    """Write the head in half precision; its shape and the digest of the salience that it reads stand beside it."""
    from safetensors.torch import save_file

    tensors = {name: tensor.half().contiguous() for name, tensor in head.state_dict().items()}
    metadata = {"shape": json.dumps(head.shape), "reads": digest(folder / SALIENCE_FILE)}
    save_file(tensors, str(folder / STANDING_FILE), metadata=metadata)


def load_standing(folder: Path) -> ClauseStanding | None:
    """The head beside a model's weights; None without one.

    Raises:
        ModelLoadError: it was trained on another clause salience.
    """
    from safetensors import safe_open

    path = folder / STANDING_FILE
    if not path.is_file():
        return None
    with safe_open(str(path), framework="pt") as file:
        metadata = file.metadata()
        if metadata["reads"] != digest(folder / SALIENCE_FILE):
            raise ModelLoadError(
                f"{path} was trained on another {SALIENCE_FILE} than the one beside it: run "
                "models/train_clause_standing.py again, or delete it to do without."
            )
        head = ClauseStanding(**json.loads(metadata["shape"]))
        known = head.state_dict()
        head.load_state_dict({name: file.get_tensor(name).to(old.dtype) for name, old in known.items()})
    return head.eval()
