"""API keys: random secrets that the service knows only by their hash.

``python -m service.keys NAME`` prints a new key and the line for ``SUMMARIZER_API_KEYS``.
A key is 256 random bits, so one round of SHA-256 is as good as a slow password hash.
"""

import hashlib
import hmac
import re
import secrets
import sys

from service.settings import ConfigurationError, Settings, is_public

_LINE = re.compile(r"([\w.-]{1,64}):([0-9a-fA-F]{64})")


class KeyRing:
    """The keys that open the API, by name.

    Raises:
        ConfigurationError: a line is not ``NAME:SHA256``, or two keys share a name.
    """

    def __init__(self, lines: tuple[str, ...]) -> None:
        self._hashes: dict[str, bytes] = {}
        for line in lines:
            match = _LINE.fullmatch(line)
            if not match:
                raise ConfigurationError(
                    "SUMMARIZER_API_KEYS: each key is NAME:SHA256 with 64 hexadecimal digits; "
                    "make one with `python -m service.keys NAME`."
                )
            name, digest = match.groups()
            if name in self._hashes:
                raise ConfigurationError(f"SUMMARIZER_API_KEYS: two keys are named {name!r}.")
            self._hashes[name] = bytes.fromhex(digest)

    def __bool__(self) -> bool:
        return bool(self._hashes)

    def owner(self, key: str) -> str | None:
        """The name of a key, or None. Every hash is compared, so that time tells nothing."""
        offered = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
        found = None
        for name, digest in self._hashes.items():
            if hmac.compare_digest(digest, offered):
                found = name
        return found


def load_keys(settings: Settings) -> KeyRing:
    """The keys of the settings.

    Raises:
        ConfigurationError: a key cannot be read, or the service would be open to others without one.
    """
    lines = list(settings.api_keys)
    if settings.api_keys_file:
        try:
            text = settings.api_keys_file.read_text("utf-8")
        except OSError as error:
            raise ConfigurationError(f"SUMMARIZER_API_KEYS_FILE: {error.strerror}.") from None
        lines += [line.split("#")[0].strip() for line in text.splitlines()]
    keys = KeyRing(tuple(line for line in lines if line))
    refuse_open(settings.host, keys)
    return keys


def refuse_open(host: str, keys: KeyRing) -> None:
    """Raises :class:`ConfigurationError` where anybody on the network could use the service."""
    if is_public(host) and not keys:
        raise ConfigurationError(
            f"The service will not listen on {host} without API keys: anybody could use it. "
            "Make a key with `python -m service.keys NAME` and set SUMMARIZER_API_KEYS, "
            "or listen on 127.0.0.1."
        )


def main() -> None:
    """Prints a new key and its line for the settings."""
    name = sys.argv[1] if len(sys.argv) == 2 else ""
    if not re.fullmatch(r"[\w.-]{1,64}", name):
        sys.exit("Usage: python -m service.keys NAME (letters, digits, '.', '_', '-')")
    key = secrets.token_urlsafe(32)
    sys.stdout.write(f"key:  {key}\nline: {name}:{hashlib.sha256(key.encode()).hexdigest()}\n")


if __name__ == "__main__":
    main()
