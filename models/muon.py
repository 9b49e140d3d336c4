"""Muon (Jordan et al. 2024) in the precision the machine is fast in, with equal blocks batched.

torch.optim.Muon orthogonalizes in bfloat16, which processors without bfloat16 units emulate at a
tenth of the speed; and it takes one matrix at a time.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

import torch
import torch.distributed as dist
from torch import Tensor

# Polar Express (Amsel et al. 2025): the best quintic for each successive iteration.
POLAR_EXPRESS = (
    (8.28721201814563, -23.595886519098837, 17.300387312530933),
    (4.107059111542203, -2.9478499167379106, 0.5448431082926601),
    (3.9486908534822946, -2.908902115962949, 0.5518191394370137),
    (3.3184196573706015, -2.488488024314874, 0.51004894012372),
    (2.300652019954817, -1.6689039845747493, 0.4188073119525673),
)


def orthogonalize(blocks: Tensor) -> Tensor:
    """The nearest semi-orthogonal matrix to each block, approximately. *Shape:* (N, rows, columns)."""
    x = blocks.transpose(1, 2) if blocks.shape[1] > blocks.shape[2] else blocks
    x = x / (x.flatten(1).norm(dim=1)[:, None, None] * 1.01 + 1e-7)
    for a, b, c in POLAR_EXPRESS:
        gram = x @ x.transpose(1, 2)
        x = torch.baddbmm(x, torch.baddbmm(gram, gram, gram, beta=b, alpha=c), x, beta=a)
    return x.transpose(1, 2) if blocks.shape[1] > blocks.shape[2] else x


class Muon(torch.optim.Optimizer):
    """Momentum whose update is orthogonalized, for matrices.

    A parameter group's `split` says how many matrices are stacked in its rows (query, key and value in
    one projection): each is orthogonalized by itself. The update has the root mean square size of an
    AdamW update, so that both share a learning rate. Several workers share the work of it.
    """

    def __init__(
        self,
        params: Iterable[dict[str, object]],
        lr: float,
        momentum: float = 0.95,
        weight_decay: float = 0.01,
        rank: int = 0,
        workers: int = 1,
    ) -> None:
        self.rank, self.workers = rank, workers
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay, "split": 1})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:
        """Update every parameter that has a gradient."""
        waiting: dict[tuple[int, int], list[tuple[Tensor, Tensor, dict[str, float]]]] = defaultdict(list)
        for group in self.param_groups:
            for parameter in group["params"]:
                if parameter.grad is None:
                    continue
                state = self.state[parameter]
                if not state:
                    state["momentum"] = torch.zeros_like(parameter)
                state["momentum"].lerp_(parameter.grad, 1 - group["momentum"])
                update = parameter.grad.lerp(state["momentum"], group["momentum"])
                for target, block in zip(
                    parameter.chunk(group["split"]), update.chunk(group["split"]), strict=True
                ):
                    waiting[tuple(block.shape)].append((target, block, group))
        for (rows, columns), items in waiting.items():
            blocks = torch.stack([block for _, block, _ in items]).float()
            if self.workers == 1:
                directions = orthogonalize(blocks)
            else:
                directions = torch.zeros_like(blocks)
                directions[self.rank :: self.workers] = orthogonalize(blocks[self.rank :: self.workers])
                dist.all_reduce(directions)
            scale = 0.2 * math.sqrt(max(rows, columns))
            for (target, _, group), direction in zip(items, directions, strict=True):
                target.mul_(1 - group["lr"] * group["weight_decay"])
                target.add_(direction.to(target.dtype), alpha=-group["lr"] * scale)
