"""Passwords and tokens, sealed: a book, a backup of it or a thief of either holds none in clear.

What is sealed stands in the book; the key does not. It is in the system's keyring where there is
one that can be used, else in a file of this user that nobody else may read. A book that is carried
to another machine asks to sign in again there.

There may be several keys, the newest first: it seals, and all of them open
(`goodwill.upkeep.rekeying`).
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from goodwill.errors import ConfigError
from goodwill.live.faults import SignInError

__all__ = ["Seal", "beside_key", "forget_old_keys", "key_file", "renew_key", "seal_of_user"]

KEY_FILE = "GOODWILL_KEY_FILE"
_SERVICE, _NAME = "goodwill", "key of sealed secrets"


class Seal:
    """Closes secrets with the first of some keys, and opens them with any of them.

    Fernet (AES-128 and HMAC-SHA-256); `keys` stand behind each other, with blanks between.
    """

    def __init__(self, keys: bytes) -> None:
        from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415  0.1 s, seldom needed

        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys.split()])
        except ValueError:
            raise ConfigError(
                "The key that seals passwords and tokens is damaged.",
                hint="Put it back from a backup, or take it away and sign in anew to each source:"
                f" it is in the system's keyring, or in {_file()}.",
            ) from None

    def close(self, secret: str) -> bytes:
        """A secret that can be stored."""
        return self._fernet.encrypt(secret.encode())

    def open(self, sealed: bytes | None) -> str:
        """The secret again; `SignInError` where it was sealed with another key."""
        from cryptography.fernet import InvalidToken  # noqa: PLC0415

        if sealed is None:
            return ""
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken:
            raise SignInError(
                "The password was sealed with a key that is not on this machine.",
                hint="Sign in again here.",
            ) from None

    def renewed(self, sealed: bytes) -> bytes | None:
        """A secret sealed anew with the first key; None where no key opens it."""
        from cryptography.fernet import InvalidToken  # noqa: PLC0415

        try:
            return self._fernet.rotate(sealed)
        except InvalidToken:
            return None


def seal_of_user() -> Seal:
    """The seal of whoever runs this; a key is made when there is none."""
    return Seal(_keys())


def renew_key() -> None:
    """Another key seals from now on; those before it still open."""
    _change(lambda keys: _new_key() + b" " + keys)


def forget_old_keys() -> None:
    """Let go of every key but the newest."""
    _change(lambda keys: keys.split()[0])


def _keys() -> bytes:
    named = os.environ.get(KEY_FILE)
    if named is None and (keys := _from_keyring()) is not None:
        return keys
    return _from_file(_file())


def _change(to: Callable[[bytes], bytes]) -> None:
    """Write the keys as they are to be where they were read from; damaged ones are not touched."""
    Seal(_keys())
    if os.environ.get(KEY_FILE) is None and (kept := _from_keyring()) is not None:
        import keyring  # noqa: PLC0415

        keyring.set_password(_SERVICE, _NAME, to(kept).decode())
        return
    path = _file()
    partial = path.with_name(f"{path.name}.partial")
    try:
        with _nobody_else_in(path.parent) as folder:
            partial.unlink(missing_ok=True)  # of somebody whom the power left
            _write_alone(partial, to(_from_file(path)))
            partial.replace(path)
            os.fsync(folder)  # before anything is sealed with it
    except OSError as error:
        raise _unusable(path, error) from error


@contextmanager
def _nobody_else_in(folder: Path) -> Iterator[int]:
    """Keys of a folder are changed by one at a time: each begins with what the other left."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


def _file() -> Path:
    """The file that somebody named, or the usual one."""
    return Path(os.environ.get(KEY_FILE) or key_file())


def beside_key(name: str) -> Path:
    """What stands beside the key, for whoever can use it."""
    return _file().with_name(name)


def key_file() -> Path:
    """Where the key is where there is no keyring."""
    home = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(home).expanduser() / "goodwill" / "key"


def _from_keyring() -> bytes | None:
    """The key in the system's keyring; None where there is none that can be used."""
    try:
        import keyring  # noqa: PLC0415
        from keyring.errors import KeyringError  # noqa: PLC0415
    except ImportError:
        return None
    try:
        if keyring.get_keyring().priority < 1:  # no desktop, so nothing that is safe
            return None
        found = keyring.get_password(_SERVICE, _NAME)
        if found is None:
            found = _new_key().decode()
            keyring.set_password(_SERVICE, _NAME, found)
    except (KeyringError, RuntimeError, OSError):
        return None
    return found.encode()


def _from_file(path: Path) -> bytes:
    try:
        return path.read_bytes().strip()
    except FileNotFoundError:
        return _written(path)
    except OSError as error:
        raise _unusable(path, error) from error


def _written(path: Path) -> bytes:
    """A new key in a file that only its user may read; of two at once, the first one's holds."""
    key = _new_key()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_alone(path, key)
        with _nobody_else_in(path.parent) as folder:
            os.fsync(folder)
    except FileExistsError:
        return path.read_bytes().strip()
    except OSError as error:
        raise _unusable(path, error) from error
    return key


def _write_alone(path: Path, content: bytes) -> None:
    """Write a file that was not there, for its user alone."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _new_key() -> bytes:
    from cryptography.fernet import Fernet  # noqa: PLC0415

    return Fernet.generate_key()


def _unusable(path: Path, error: OSError) -> ConfigError:
    return ConfigError(
        f"The key file {path} cannot be used: {error.strerror}.",
        hint=f"Make it readable and writable for you, or name another in {KEY_FILE}.",
    )
