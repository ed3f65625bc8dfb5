"""The second reader's opinion of one mail, beside the first reader's.

Mail that the book's settings keep out of it is not sent either: excluded addresses, and mail among
ourselves where that is ignored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from goodwill.acts import Reading
from goodwill.config import Settings, rule_against
from goodwill.facts.acts import Act
from goodwill.facts.interactions import Message, Participant
from goodwill.reading import SeenAct, SeenSecond, seen_act
from goodwill.second_reader.combine import agree, compare
from goodwill.second_reader.labeller import Labeller, ToLabel
from goodwill.second_reader.passages import Passage

__all__ = ["NoOpinion", "SecondOpinion", "is_kept_here"]


class SecondOpinion:
    """Asks about one mail after the other; a `goodwill.reading.Opinion`."""

    def __init__(self, labeller: Labeller, settings: Settings) -> None:
        self._labeller = labeller
        self._settings = settings
        self.left_out = 0
        """Texts that were not asked about: the settings keep them here, or the budget ended."""

    def __call__(self, message: Message, first: Reading) -> tuple[Reading, SeenSecond]:
        """The reading of both readers, and what each of them saw."""
        if is_kept_here(message.participants, self._settings):
            self.left_out += 1
            return first, _seen_second("stays here")
        given = to_label(message)
        told = self._labeller.label(given)
        self.left_out += told.came == "beyond budget"
        sides = compare(first, told.passages, acts=self._labeller.acts, reach=told.reach)
        seen = _seen_second(
            told.came,
            agreed=[seen_act(act) for act in sides.agreed],
            only_rules=[seen_act(act) for act in sides.only_rules],
            only_second=_seen_passages(sides.only_second),
            dropped=told.dropped,
        )
        return agree(first, told.passages), seen


class NoOpinion:
    """Asks nobody, and hands on the texts that would be asked about."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._waiting: list[ToLabel] = []

    def __call__(self, message: Message, first: Reading) -> tuple[Reading, SeenSecond]:
        """The first reader's reading as it is."""
        if not is_kept_here(message.participants, self._settings):
            self._waiting.append(to_label(message))
        return first, _seen_second("not asked")

    def texts_in(self, items: Iterable[object]) -> Iterator[ToLabel]:
        """The texts that come up while a stream, which was given this opinion, is read."""
        for _ in items:
            yield from self._waiting
            self._waiting.clear()


def is_kept_here(people: Iterable[Participant], settings: Settings) -> bool:
    """Whether the settings keep mail of these people from being read, and so from being sent."""
    addresses = [person.address for person in people if person.address]
    if rule_against(addresses, settings.privacy.excluded):
        return True
    if settings.privacy.internal_mail == "read":
        return False
    return len(addresses) > 1 and all(
        _is_ours(address, settings.company.domains) for address in addresses
    )


def to_label(message: Message) -> ToLabel:
    """What is said in a mail, and whose names have to stay here."""
    return ToLabel(message.text, message.participants, message.language)


def _is_ours(address: str, domains: Sequence[str]) -> bool:
    domain = address.rpartition("@")[2]
    return any(domain == ours or domain.endswith(f".{ours}") for ours in domains)


def _seen_second(
    came: str,
    *,
    agreed: list[SeenAct] | None = None,
    only_rules: list[SeenAct] | None = None,
    only_second: list[SeenAct] | None = None,
    dropped: Mapping[str, int] | None = None,
) -> SeenSecond:
    return {
        "came": came,
        "agreed": agreed or [],
        "only_rules": only_rules or [],
        "only_second": only_second or [],
        "dropped": dict(dropped or {}),
    }


def _seen_passages(passages: Sequence[Passage]) -> list[SeenAct]:
    return [
        seen_act(
            Act(
                act=one.act,
                start=one.start,
                end=one.end,
                quote=one.quote,
                probability=one.probability,
            )
        )
        for one in passages
    ]
