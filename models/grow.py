"""A deeper encoder that begins by doing what the shallower one did (Wu et al. 2024, block expansion)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from torch import Tensor

_LAYER = re.compile(r"^encoder\.layers\.(\d+)\.(.+)$")
#: Matrices that bring a layer's results back to the stream: zero, they leave it as it was.
_RETURNS = ("attention.out.weight", "feed_forward.w_out.weight")


def deepened(weights: Mapping[str, Tensor], layers: int) -> dict[str, Tensor]:
    """The weights with `layers` encoder layers: some layers are followed by a copy that adds nothing yet.

    The copies stand as evenly as can be, the last one on top. Unchanged where there are enough layers already.

    Raises:
        ValueError: the model has more layers than are wanted.
    """
    present = 1 + max(int(match.group(1)) for name in weights if (match := _LAYER.match(name)))
    if present > layers:
        raise ValueError(f"The model to start from has {present} encoder layers, the recipe only {layers}.")
    more = layers - present
    places = [max(0, (copy + 1) * present // more - 1) for copy in range(more)]
    deeper: dict[str, Tensor] = {}
    for name, tensor in weights.items():
        match = _LAYER.match(name)
        if match is None:
            deeper[name] = tensor
            continue
        old, rest = int(match.group(1)), match.group(2)
        new = old + sum(place < old for place in places)
        deeper[f"encoder.layers.{new}.{rest}"] = tensor
        for offset in range(1, 1 + places.count(old)):
            copy = tensor.clone()
            deeper[f"encoder.layers.{new + offset}.{rest}"] = (
                copy.zero_() if rest.endswith(_RETURNS) else copy
            )
    return deeper
