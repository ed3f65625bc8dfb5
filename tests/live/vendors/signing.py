"""A vendor that is signed in to by consent: it gives tokens, and takes the newest one alone."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.live.fakes import Asked, Says

from goodwill.live.oauth.provider import Client
from goodwill.live.oauth.tokens import Tokens

__all__ = ["Signing", "person", "program"]

CLIENT = Client(id="our-client", secret="client-secret-8")  # noqa: S106  made up


def program(*scopes: str) -> str:
    """The secret of a program that signs in for itself."""
    return Tokens(client=CLIENT, access="", scopes=scopes, is_for_program=True).as_text()


def person() -> str:
    """The secret of a source that a person agreed to; its token has ended."""
    return Tokens(client=CLIENT, access="", refresh="refresh-0", until=0.0).as_text()


@dataclass
class Signing:
    """What a provider of consent answers: `tokens` were given so far.

    The refresh token before the last one is good, too, since an answer may be lost
    (https://developer.xero.com/documentation/guides/oauth2/auth-flow: for 30 minutes).
    """

    tokens: list[str] = field(default_factory=list)
    refresh: str = "refresh-0"
    before: str = ""
    wrong: list[str] = field(default_factory=list)

    def expire(self) -> None:
        """The token that is out there holds no more."""
        self.tokens.append("")

    def signed(self, asked: Asked) -> Says | None:
        """What is said to whoever asks for a token, or has none that holds."""
        if asked.method == "POST" and asked.path.endswith(("/token", "/tokens/bearer")):
            return self._token(asked)
        if not self.tokens or not asked.token or asked.token != self.tokens[-1]:
            return Says.json({"error": "invalid_token", "message": "token expired"}, 401)
        return None

    def _token(self, asked: Asked) -> Says:
        form = asked.form
        if form["grant_type"] == "refresh_token":
            if form["refresh_token"] not in {self.refresh, self.before}:
                self.wrong.append(form["refresh_token"])
                return Says.json({"error": "invalid_grant"}, 400)
            self.before, self.refresh = self.refresh, f"refresh-{len(self.tokens) + 1}"
        self.tokens.append(f"access-{len(self.tokens) + 1}")
        told: dict[str, object] = {"access_token": self.tokens[-1], "token_type": "Bearer"}
        told["expires_in"] = 3600
        if form["grant_type"] == "refresh_token":
            told["refresh_token"] = self.refresh
        return Says.json(told)
