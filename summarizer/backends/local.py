"""What every transformers model on this machine has in common, whatever its architecture."""

import dataclasses
from typing import TYPE_CHECKING, Any

from summarizer.backends.mapmerge import ANY_LENGTH
from summarizer.backends.pairing import tokens_per_char
from summarizer.backends.profiles import Profile
from summarizer.backends.settings import BackendSettings
from summarizer.errors import BackendError

if TYPE_CHECKING:
    import torch
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

    from summarizer.backends.ctranslate2_model import CTranslate2Model


@dataclasses.dataclass(frozen=True, slots=True)
class LoadedModel:
    """A model ready to run, and what is known about it.

    Attributes:
        model: on its device, quantised, compiled or converted as the settings ask.
        tokenizer: verified to be the model's own.
        profile: how the model wants to be used.
        settings: how the user wants it to be used.
        name, version: what results carry as their model.
    """

    model: "PreTrainedModel | CTranslate2Model"
    tokenizer: "PreTrainedTokenizerBase"
    profile: Profile
    settings: BackendSettings
    name: str
    version: str


class LocalBackend:
    """The part of a backend that does not depend on the kind of model.

    Attributes:
        name, version, max_source_chars: see :class:`summarizer.backends.base.Backend`.
        licence: of the weights, or None where the model does not say.
    """

    leads = True
    max_source_chars = ANY_LENGTH

    def __init__(self, loaded: LoadedModel) -> None:
        self.name, self.version, self.licence = loaded.name, loaded.version, loaded.profile.licence
        # Their classes are made at run time; mypy knows too little of them.
        self._model: Any = loaded.model
        self._tokenizer: Any = loaded.tokenizer
        self._profile, self._settings = loaded.profile, loaded.settings
        self._tokens_per_char = tokens_per_char(loaded.tokenizer)

    def _generate_ids(self, ids: "torch.Tensor", mask: "torch.Tensor", **arguments: Any) -> "torch.Tensor":
        """What the model writes. Shapes: ``(batch, length)`` in, ``(batch × sequences, length)`` out.

        Raises:
            BackendError: the model cannot compute it, for want of memory for instance.
        """
        import torch

        device = self._model.device
        try:
            with torch.inference_mode():
                output: torch.Tensor = self._model.generate(
                    input_ids=ids.to(device), attention_mask=mask.to(device), **arguments
                )
        except (RuntimeError, ValueError, IndexError) as error:
            raise BackendError(f"{self.name} failed while generating: {error}") from error
        return output
