"""Every error a user can meet, one tree, each with a stable code.

    SummarizerError                     base; ``code`` never changes once released
    ├── UsageError                      the call is wrong                       exit 2
    │   ├── InvalidOptionError          invalid_option
    │   └── UnknownPresetError          unknown_preset
    ├── InputError                      the document cannot be used             exit 3
    │   ├── EmptyInputError             empty_input
    │   ├── NoArticleError              no_article        only page chrome, no text
    │   ├── BinaryInputError            binary_input      image, archive, NUL bytes
    │   ├── EncodingError               undecodable_input
    │   ├── InvalidTextError            invalid_text      lone surrogates and the like
    │   ├── InvalidRecordError          invalid_record    a batch record without usable text
    │   ├── NotChineseError             not_chinese
    │   ├── TooShortError               too_short
    │   ├── TooLongError                too_long
    │   └── UnreadableFileError         unreadable_file   missing, no permission
    ├── ModelError                      the model cannot be used                exit 4
    │   ├── ModelNotFoundError          model_not_found
    │   ├── ModelLoadError              model_load_failed
    │   ├── MissingDependencyError      missing_dependency
    │   ├── BackendError                backend_failed
    │   ├── BackendUnavailableError     backend_unavailable
    │   └── DeadlineError               deadline_exceeded
    └── BatchError                      the batch as a whole cannot run         exit 2
        └── LedgerError                 ledger_conflict

This module imports nothing, so that every other one may import it.
"""


class SummarizerError(Exception):
    """Base of all errors meant for users.

    Attributes:
        code: stable identifier, safe to match on in programs.
        exit_code: what the command line exits with.
        message: one sentence saying what is wrong and what to do.
    """

    code = "error"
    exit_code = 1

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def to_dict(self) -> dict[str, str]:
        """The ``{"code", "message"}`` object that batch output and HTTP carry."""
        return {"code": self.code, "message": self.message}


class UsageError(SummarizerError):
    code = "usage"
    exit_code = 2


class InvalidOptionError(UsageError):
    code = "invalid_option"


class UnknownPresetError(UsageError):
    code = "unknown_preset"


class InputError(SummarizerError):
    code = "input"
    exit_code = 3


class EmptyInputError(InputError):
    code = "empty_input"


class NoArticleError(InputError):
    code = "no_article"


class BinaryInputError(InputError):
    code = "binary_input"


class EncodingError(InputError):
    code = "undecodable_input"


class InvalidTextError(InputError):
    code = "invalid_text"


class InvalidRecordError(InputError):
    code = "invalid_record"


class NotChineseError(InputError):
    code = "not_chinese"


class TooShortError(InputError):
    code = "too_short"


class TooLongError(InputError):
    code = "too_long"


class UnreadableFileError(InputError):
    code = "unreadable_file"


class ModelError(SummarizerError):
    code = "model"
    exit_code = 4


class ModelNotFoundError(ModelError):
    code = "model_not_found"


class ModelLoadError(ModelError):
    code = "model_load_failed"


class MissingDependencyError(ModelError):
    code = "missing_dependency"


class BackendError(ModelError):
    code = "backend_failed"


class BackendUnavailableError(ModelError):
    code = "backend_unavailable"


class DeadlineError(ModelError):
    code = "deadline_exceeded"


class BatchError(SummarizerError):
    code = "batch"
    exit_code = 2


class LedgerError(BatchError):
    code = "ledger_conflict"
