"""Which of our languages a text may hold, by its commonest words.

Not a language detector: it only spares the cues of languages of which hardly a word is there,
and in doubt it spares none. A mail in two languages is read in both.
"""

from __future__ import annotations

from goodwill.acts.words import listed

__all__ = ["COMMON", "LANGUAGES", "languages_in", "tongues_of"]

COMMON: dict[str, frozenset[str]] = {
    "en": listed(
        """
        the to and of is for you we it that this with be on have are will your our can
        at from not but if please thanks thank i my me was has would could do what
        when how all any so by sorry hi hello dear yes no there they
        """
    ),
    "de": listed(
        """
        und ist nicht wir sie ich für mit das der den dem ein eine einen zu auf von
        bitte danke dank haben ihr ihre ihnen uns auch noch wie wird oder aber bei
        nach hallo liebe lieber vielen im es zum zur du ihren können könnten guten
        """
    ),
    "fr": listed(
        """
        le la les et nous vous est pour des une dans pas je merci avec sur que qui
        votre vos notre bonjour ce cette du au il de en mais si son être avez sommes
        suis cordialement ne
        """
    ),
    "es": listed(
        """
        el los las que y en por para con una gracias su sus del al es se lo nos le
        hola buenos buenas muy pero como más la de usted ustedes está este esta
        saludos si mi
        """
    ),
    "nl": listed(
        """
        het een van ik je niet zijn voor dat te op aan wij jullie ons onze bij maar naar ook
        uw zou kunnen hebben heeft hebt wordt worden deze nog graag alvast hartelijk bedankt
        dank groet groeten vriendelijke beste er om als wat kunt hij zij
        """
    ),
}
LANGUAGES = tuple(COMMON)

_TELLING = 2
"""Common words that a text must hold before it tells anything."""

_SHARE = 3
"""A language is tried if it has at least a third of the common words that the first one has."""


def languages_in(text: str) -> tuple[str, ...]:
    """The languages whose cues are worth trying; all of them where nothing tells."""
    words = set(text.lower().split())
    counts = {language: len(words & common) for language, common in COMMON.items()}
    most = max(counts.values())
    if most < _TELLING:
        return LANGUAGES
    return tuple(language for language in LANGUAGES if counts[language] * _SHARE >= most)


def tongues_of(text: str, language: str | None) -> tuple[str, ...]:
    """The languages whose cues are tried: the one named and English, else those the text shows."""
    if language in LANGUAGES:
        return ("en",) if language == "en" else ("en", language)
    return languages_in(text)
