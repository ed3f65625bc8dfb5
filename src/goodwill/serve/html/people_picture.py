"""Who of ours talks to whom of theirs, in lanes by the part that they play; numbers in and out.

Ours stand left, theirs right, one lane for each part, an empty one too: it is what the picture is
for. Across, places are in parts of 100 of the width; down, in pixels, so that words stay their
size. A line is as wide as the messages of two people are many; colour and letter are the kind that
the two hold. Nobody is looked up anywhere: all of it stands in the statement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goodwill.facts.overview import Overview
from goodwill.facts.statement import CommitteePerson, DyadKind, Mailbox
from goodwill.serve.languages import mark, say
from goodwill.serve.people_words import names_of
from goodwill.serve.summary import person_words, shares
from goodwill.serve.titles import ROLES
from goodwill.serve.words import count, day, listed, lower_first

__all__ = [
    "LANES",
    "OURS_X",
    "THEIRS_X",
    "Lane",
    "Link",
    "Node",
    "PeoplePicture",
    "leading_kind",
    "people_picture",
]

LANES = (
    "economic_buyer",
    "procurement",
    "user_buyer",
    "technical_buyer",
    "coach",
    "influencer",
    "gatekeeper",
    "blocker",
    "",
    "shared",
)
"""From who decides to who has no known part; `shared` are mailboxes, which count as nobody."""

WANTED = ("economic_buyer", "user_buyer", "technical_buyer", "coach")
"""Lanes that are drawn empty, too."""

OURS_X, THEIRS_X = 15.0, 50.0
STEP, TOP = 64, 34
"""Pixels from person to person, and above the first."""

MOST = 16
"""People of each side that are drawn; a table has all."""

MOST_WIDTH, LEAST_WIDTH = 10.0, 1.5
CHIP_HEIGHT, CHIP_WIDTH = 20.0, 7.5
"""Room of the word on a line, in pixels and parts of 100."""

ALONG = (0.5, 0.36, 0.64, 0.26, 0.74)
"""Where on a line its word may stand, the best place first."""

OTHER = {
    "": (mark("Part not known"), ""),
    "shared": (mark("Shared mailbox"), mark("counts as nobody")),
}
UNMET = {
    "economic_buyer": (mark("Somebody we have not met"), mark("nobody is known who decides")),
    "user_buyer": (mark("Somebody we have not met"), mark("nobody is known who uses it")),
    "technical_buyer": (
        mark("Somebody we have not met"),
        mark("nobody is known who judges the work"),
    ),
    "coach": (mark("Nobody yet"), mark("no one inside has warned us")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Somebody in the picture; `look` is person, left, unmet, unmet decides, or shared."""

    name: str
    says: str
    letters: str
    y: float
    look: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One part that people play, from `top` to `foot`, with those who play it."""

    role: str
    title: str
    says: str
    top: float
    foot: float
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What two people hold: a curve from left to right, and its word somewhere on it."""

    kind: str
    messages: int
    from_y: float
    to_y: float
    width: float
    x: float
    y: float

    @property
    def path(self) -> str:
        """The curve in parts of 100 across and pixels down, as SVG writes it."""
        middle = (OURS_X + THEIRS_X) / 2
        return (
            f"M{OURS_X} {self.from_y:g}C{middle:g} {self.from_y:g} "
            f"{middle:g} {self.to_y:g} {THEIRS_X} {self.to_y:g}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePicture:
    """The whole picture; `left_out` people of theirs stand in the table only."""

    height: float
    ours: tuple[Node, ...]
    lanes: tuple[Lane, ...]
    links: tuple[Link, ...]
    left_out: int
    says: str


def leading_kind(dyad: DyadKind) -> str:
    """The kind with the largest share of what two people hold."""
    return max(shares(dyad["mixture"]), key=lambda pair: pair[1])[0]


def people_picture(overview: Overview) -> PeoplePicture | None:
    """The picture of one account, or None where nobody of theirs is known."""
    people, dyads = overview["committee"]["people"], overview["people"]
    if not people and not dyads:
        return None
    shown = _shown(people, dyads)
    lanes = _lanes(overview, shown)
    at = {
        address: node.y
        for lane, some in lanes
        for address, node in zip(some, lane.nodes, strict=False)
    }
    drawn = _of_the_loudest([dyad for dyad in dyads if dyad["theirs"] in at and dyad["messages"]])
    height = max(lanes[-1][0].foot, STEP * len({dyad["ours"] for dyad in drawn}))
    ours = _ours(drawn, at, height)
    return PeoplePicture(
        height=height,
        ours=tuple(ours.values()),
        lanes=tuple(lane for lane, _ in lanes),
        links=tuple(_links(drawn, {name: node.y for name, node in ours.items()}, at)),
        left_out=len({*_by_role(people, dyads)} - {*shown}),
        says=_says(overview),
    )


def _of_the_loudest(dyads: Sequence[DyadKind]) -> list[DyadKind]:
    """Those of the few of ours with most messages."""
    messages = Counter[str]()
    for dyad in dyads:
        messages[dyad["ours"]] += dyad["messages"]
    ranked = sorted(messages, key=lambda one: (-messages[one], one))
    return [dyad for dyad in dyads if dyad["ours"] in ranked[:MOST]]


def _by_role(people: Sequence[CommitteePerson], dyads: Iterable[DyadKind]) -> dict[str, str]:
    """The lane of everybody of theirs, by address; who is in no committee is a shared mailbox."""
    roles = {person["email"]: person["role"] or "" for person in people}
    return {**{dyad["theirs"]: "shared" for dyad in dyads}, **roles}


def _shown(people: Sequence[CommitteePerson], dyads: Iterable[DyadKind]) -> dict[str, str]:
    """Those who are drawn, those with a part and with most messages first."""
    roles, messages = _by_role(people, dyads), dict.fromkeys(_by_role(people, dyads), 0)
    for dyad in dyads:
        messages[dyad["theirs"]] += dyad["messages"]
    ranked = sorted(roles, key=lambda one: (roles[one] not in WANTED, -messages[one], one))
    return {address: roles[address] for address in ranked[:MOST]}


def _lanes(overview: Overview, shown: dict[str, str]) -> list[tuple[Lane, tuple[str, ...]]]:
    """Every lane that has somebody or should have, from the top; with the addresses in it."""
    lanes = list[tuple[Lane, tuple[str, ...]]]()
    top = 0.0
    for role in LANES:
        some = tuple(address for address, lane in shown.items() if lane == role)
        if some or role in WANTED:
            nodes = _nodes(overview, role, some, top)
            foot = top + STEP * len(nodes)
            title, says = OTHER.get(role) or (ROLES[role], role.replace("_", " "))
            lane = Lane(role=role, title=title, says=says, top=top, foot=foot, nodes=nodes)
            lanes.append((lane, some))
            top = foot
    return lanes


def _nodes(overview: Overview, role: str, some: Sequence[str], top: float) -> tuple[Node, ...]:
    people = overview["committee"]["people"]
    if not some:
        name, says = map(say, UNMET[role])
        look = "unmet decides" if role == WANTED[0] else "unmet"
        return (Node(name=name, says=says, letters="?", y=top + TOP, look=look),)
    known, named = {person["email"]: person for person in people}, names_of(overview["committee"])
    return tuple(
        _theirs(address, known.get(address), named, top + TOP + STEP * place)
        for place, address in enumerate(some)
    )


def _theirs(
    address: str,
    person: CommitteePerson | None,
    named: Sequence[CommitteePerson | Mailbox],
    y: float,
) -> Node:
    name = person_words(address, named)
    if person is None:
        return Node(name=name, says="", letters="@", y=y, look="shared")
    look = "left" if person["left"] else "person"
    return Node(name=name, says=_standing(person), letters=_letters(name), y=y, look=look)


def _standing(person: CommitteePerson) -> str:
    """What is known of somebody in few words: when last seen, where they stand, who says so."""
    seen = (
        say("last {day}", day=day(person["last_seen_on"]))
        if person["last_seen_on"]
        else say("never seen")
    )
    stand = {"for": say("for us"), "against": say("against us")}.get(person["stance"], "")
    guess = say("part inferred") if person["role"] and person["role_is"] == "inferred" else ""
    gone = say("has left") if person["left"] else ""
    return " · ".join(part for part in (gone, seen, stand, guess) if part)


def _letters(name: str) -> str:
    words = [word for word in name.split() if word[0].isalnum()]
    ends = words[:1] + words[1:][-1:]
    return "".join(word[0] for word in ends).upper()


def _ours(dyads: Sequence[DyadKind], at: dict[str, float], height: float) -> dict[str, Node]:
    """Ours by address, each near those they talk to, spread over the height."""
    heights = dict[str, list[float]]()
    for dyad in dyads:
        heights.setdefault(dyad["ours"], []).append(at[dyad["theirs"]])
    middles = {address: sum(found) / len(found) for address, found in heights.items()}
    ranked = sorted(middles, key=lambda address: (middles[address], address))
    places = _spread([middles[address] for address in ranked], height)
    nodes = dict[str, Node]()
    for address, y in zip(ranked, places, strict=True):
        name = person_words(address, [])
        nodes[address] = Node(name=name, says="", letters=_letters(name), y=y, look="ours")
    return nodes


def _spread(wanted: Sequence[float], height: float) -> list[float]:
    """Heights moved apart to a step at least and kept inside; there is room for all."""
    placed = list[float]()
    for y in wanted:
        placed.append(max(y, placed[-1] + STEP) if placed else max(y, TOP))
    lowest = height - (STEP - TOP)
    for place in range(len(placed) - 1, -1, -1):
        placed[place] = min(placed[place], lowest)
        lowest = placed[place] - STEP
    return [round(y, 1) for y in placed]


def _links(dyads: Sequence[DyadKind], ours: dict[str, float], at: dict[str, float]) -> list[Link]:
    most = max((dyad["messages"] for dyad in dyads), default=1)
    taken = list[tuple[float, float]]()
    links = list[Link]()
    for dyad in sorted(dyads, key=lambda one: (-one["messages"], one["ours"], one["theirs"])):
        from_y, to_y = ours[dyad["ours"]], at[dyad["theirs"]]
        spot = _free_spot(from_y, to_y, taken)
        taken.append(spot)
        links.append(
            Link(
                kind=leading_kind(dyad),
                messages=dyad["messages"],
                from_y=from_y,
                to_y=to_y,
                width=round(max(LEAST_WIDTH, MOST_WIDTH * dyad["messages"] / most), 1),
                x=spot[0],
                y=spot[1],
            )
        )
    return links


def _free_spot(
    from_y: float, to_y: float, taken: Sequence[tuple[float, float]]
) -> tuple[float, float]:
    """The first place along a curve where no other word stands; else the middle."""
    spots = [_on_curve(from_y, to_y, part) for part in ALONG]
    free = (spot for spot in spots if not any(_meet(spot, other) for other in taken))
    return next(free, spots[0])


def _on_curve(from_y: float, to_y: float, part: float) -> tuple[float, float]:
    """A point of the curve whose two handles stand in the middle."""
    rest, middle = 1 - part, (OURS_X + THEIRS_X) / 2
    x = rest**3 * OURS_X + 3 * rest * part * middle + part**3 * THEIRS_X
    y = (rest**3 + 3 * rest * rest * part) * from_y + (3 * rest * part * part + part**3) * to_y
    return (round(x, 2), round(y, 1))


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) < CHIP_WIDTH and abs(one[1] - other[1]) < CHIP_HEIGHT


def _says(overview: Overview) -> str:
    """What a reader would say of the picture."""
    committee = overview["committee"]
    missing = [ROLES[role] for role in LANES if role in committee["missing_roles"]]
    ours = len({dyad["ours"] for dyad in overview["people"]})
    said = say(
        "{count} of ours and {committee} of theirs",
        count=count(ours, "person", "people"),
        committee=len(committee["people"]),
    )
    return (
        say(
            "{said}; nobody in touch {listed}",
            said=said,
            listed=listed(list(map(lower_first, missing)), last="or"),
        )
        if missing
        else said
    )
