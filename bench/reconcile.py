"""How many accounts under two names are found: 5,000 firms, 1,000 of them in another list too.

The firms are made up, of coined words, family names, trades and places of six countries, so that
the truth is known; among the second list's 2,000 rows another 1,000 are firms of their own, 400 of
them made to be mistaken (a sister firm, another town, another trade).

    python bench/reconcile.py [SEED]

prints, of the 1,000 pairs, how many are joined and how many of the rest proposed; how many of those
joined and proposed are right; and the time that each step took.
"""

from __future__ import annotations

import random
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from goodwill.resolve.account_entry import AccountEntry, AccountRow, entry_of, merged
from goodwill.resolve.account_review import review_accounts
from goodwill.resolve.same_account import join_accounts

OFTEN = 0.5
"""In how many rows a domain is known."""

FIRMS, AGAIN, OTHERS, SISTERS = 5_000, 1_000, 600, 400

LANDS = {
    "DE": ("GmbH|GmbH & Co. KG|AG|KG|UG (haftungsbeschränkt)|e.K.", "de"),
    "GB": ("Ltd|Limited|PLC|LLP|", "co.uk"),
    "US": ("Inc.|LLC|Corp.|Incorporated|Corporation|Co.", "com"),
    "FR": ("SARL|S.A.|SAS|S.A.S.|", "fr"),
    "IT": ("S.r.l.|S.p.A.|s.n.c.|", "it"),
    "NL": ("B.V.|N.V.|VOF", "nl"),
}
TRADES = {
    "DE": "Maschinenbau Werkzeugbau Elektrotechnik Bäckerei Gartenbau Druckerei Spedition Optik",
    "GB": "Engineering Brewery Joinery Printworks Logistics Foods Interiors Packaging Roofing",
    "US": "Manufacturing Industries Foods Plumbing Trucking Software Bearings Dairy Hardware",
    "FR": "Menuiserie Transports Électricité Boulangerie Plomberie Emballages Imprimerie Vins",
    "IT": "Meccanica Ceramiche Tessuti Trasporti Arredamenti Alimentari Officine Stampi",
    "NL": "Bouw Techniek Transport Zuivel Verpakkingen Installatie Bloemen Scheepswerf",
}
FAMILIES = {
    "DE": "Müller Schäfer Köhler Böhm Krüger Weiß Jäger Brandt Vogel Hartmann Lindner Seidel",
    "GB": "Hartley Bramwell Thorpe Ackroyd Penrose Whitlock Marsden Fairclough Oakes Haddon",
    "US": "Jefferson Caldwell Prescott Hollister McAllister Brewster Danforth Ellsworth Tate",
    "FR": "Lefèvre Béranger Dupuis Fournier Gérard Chevalier Rousseau Marchand Lacroix Aubert",
    "IT": "Bianchi Ferrari Moretti Gallo Fontana Caruso Rinaldi Bellini Martinelli Conti",
    "NL": "Jansen Visser Bakker Mulder Dekker Brouwer Hendriks Kuipers Verhoeven Smits",
}
TOWNS = (
    "Nordstadt Westport Eastfield Highbridge Valmont Riverton Altenau Castelmare Oudekerk Lakeside"
)
SIDES = "North South East West Nord Süd II Bank Verlag"
STARTS = (
    "al be cor del en fa gra hel in jo kal lu mer no or pra qui ras sol ter ul ven wes xan yor zen"
)
ENDS = "dia fix gen lux max nia pro ra sys tec tis va vex xis zor matic line wave form pack"


@dataclass(frozen=True)
class Firm:
    """A firm as one list has it; `number` is the same for the same firm."""

    number: int
    name: str
    land: str
    domain: str = ""
    town: str = ""
    vat: str = ""


def coined(chance: random.Random) -> str:
    """A word that no language has."""
    parts = [chance.choice(STARTS.split()) for _ in range(chance.randint(1, 2))]
    return ("".join(parts) + chance.choice(ENDS.split())).capitalize()


def bare_name(chance: random.Random, land: str) -> str:
    """A firm's name without its legal form."""
    family, trade = chance.choice(FAMILIES[land].split()), chance.choice(TRADES[land].split())
    other, town = chance.choice(FAMILIES[land].split()), chance.choice(TOWNS.split())
    return chance.choice(
        [
            f"{coined(chance)}",
            f"{coined(chance)} {trade}",
            f"{coined(chance)} {trade}",
            f"{coined(chance)} {coined(chance)}",
            f"{family} {trade} {town}",
            f"{family} & {other} {trade}",
            f"{trade} {coined(chance)}",
            f"{coined(chance)} {town}",
        ]
    )


def make_firms(chance: random.Random, count: int, start: int = 0) -> list[Firm]:
    """Firms of different names."""
    found: dict[str, Firm] = {}
    while len(found) < count:
        land = chance.choice(list(LANDS))
        bare = bare_name(chance, land)
        forms, ending = LANDS[land]
        name = f"{bare} {chance.choice(forms.split('|'))}".strip()
        slug = plain(bare).lower().replace(" & ", "-").replace(" ", "-")
        found.setdefault(
            " ".join(sorted(bare.casefold().split())),  # whoever has the words has the name
            Firm(
                number=start + len(found),
                name=name,
                land=land,
                domain=f"{slug}.{chance.choice([ending, 'com'])}",
                town=chance.choice(TOWNS.split()),
                vat=f"{land}{chance.randrange(10**8, 10**9)}",
            ),
        )
    return list(found.values())


def plain(text: str) -> str:
    """Without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def bare_of(firm: Firm) -> str:
    """The name without the legal forms that it was made with."""
    forms = sorted(filter(None, LANDS[firm.land][0].split("|")), key=len, reverse=True)
    return next(
        (firm.name.removesuffix(f" {f}") for f in forms if firm.name.endswith(f" {f}")), firm.name
    )


def typo(chance: random.Random, word: str) -> str:
    """A word with one slip of the pen."""
    at = chance.randrange(1, len(word) - 1)
    return chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + chance.choice("aeioutrns") + word[at + 1 :],
        ]
    )


def written_otherwise(chance: random.Random, firm: Firm) -> tuple[str, str]:
    """How another system may write the name, and what was done to it."""
    bare = bare_of(firm)
    words = bare.split()
    umlauts = str.maketrans(
        {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
    )
    ways = {
        "no legal form": (24, bare),
        "capitals": (10, firm.name.upper()),
        "accents": (8, plain(firm.name.translate(chance.choice([umlauts, {}])))),
        "punctuation": (8, firm.name.replace(".", "").replace("&", "and").replace(" ", ", ", 1)),
        "spacing": (8, "".join(words[:2]) + "-".join(["", *words[2:]])),
        "typo": (18, " ".join([typo(chance, words[0]), *words[1:]])),
        "order": (4, " ".join([*words[1:], words[0]])),
        "shortened": (6, " ".join([*words[:-1], words[-1][: max(4, len(words[-1]) // 2)] + "."])),
        "first letters": (3, "".join(word[0] for word in words if word.isalpha()).upper()),
        "group": (5, f"{bare} {chance.choice(['Group', 'International', 'Holding'])}"),
        "other legal form": (3, f"{bare} {chance.choice(['AG', 'Ltd', 'SAS', 'Inc.'])}"),
        "the same": (3, firm.name),
    }
    way = chance.choices(list(ways), [weight for weight, _ in ways.values()])[0]
    return ways[way][1], way


def sister(chance: random.Random, firm: Firm, number: int) -> Firm:
    """Another firm that looks like this one."""
    bare = bare_of(firm)
    words = bare.split()
    trade = chance.choice(TRADES[firm.land].split())
    side = chance.choice(SIDES.split())
    name, domain = chance.choice(
        [
            (f"{words[0]} {trade}" if trade not in words else f"{words[0]} Verlag", ""),
            (f"{bare} {side}", firm.domain),
            (f"{bare} {side}", ""),
            (f"{words[0]} {chance.choice(TOWNS.split())} {trade}", ""),
        ]
    )
    return Firm(
        number=number,
        name=name,
        land=firm.land,
        domain=domain,
        town=chance.choice(TOWNS.split()),
        vat=f"{firm.land}{chance.randrange(10**8, 10**9)}",
    )


def entry(chance: random.Random, firm: Firm, list_id: int) -> AccountEntry:
    """A firm as a list shows it: much of what is known of it is often left out."""
    said = [
        ("Country", firm.land, 0.6),
        ("City", firm.town, 0.5),
        ("VAT ID", firm.vat, 0.2),
    ]
    row = AccountRow(
        account_id=f"{list_id}-{firm.number}-{chance.randrange(10**6)}",
        name=firm.name,
        domains=(firm.domain,) if firm.domain and chance.random() < OFTEN else (),
        attributes=tuple((header, text) for header, text, often in said if chance.random() < often),
        list_name=f"list {list_id}",
        is_listed=list_id == 0,
    )
    return entry_of(row.account_id, row)


def number_of(account_id: str) -> str:
    """Which firm an id of this bench is."""
    return account_id.split("-")[1]


def report(name: str, pairs: Sequence[tuple[str, str]], out_of: int) -> None:
    """Print how many of these pairs are right, and how many of all that they are."""
    right = sum(number_of(a) == number_of(b) for a, b in pairs)
    precision = right / len(pairs) if pairs else 1.0
    print(f"{name}: {len(pairs)} pairs, {precision:.1%} right; {right / out_of:.1%} of {out_of}")


def make_entries(chance: random.Random) -> tuple[list[AccountEntry], dict[str, str]]:
    """The two lists, and what was done to the name of each firm that is in both."""
    firms = make_firms(chance, FIRMS + OTHERS)
    first, second = firms[:FIRMS], firms[FIRMS:]
    ways: dict[str, str] = {}
    for firm in chance.sample(first, AGAIN):
        name, ways[str(firm.number)] = written_otherwise(chance, firm)
        domain = chance.choice([firm.domain, firm.domain, firm.domain.partition(".")[0] + ".com"])
        second.append(replace(firm, name=name, domain=domain))
    for at, firm in enumerate(chance.sample(first, SISTERS)):
        second.append(sister(chance, firm, FIRMS + OTHERS + at))
    entries = [entry(chance, one, 0) for one in first] + [entry(chance, one, 1) for one in second]
    return entries, ways


def main() -> None:
    """Make the lists, reconcile them, compare with the truth."""
    started = time.process_time()
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    entries, ways = make_entries(random.Random(seed))  # noqa: S311 - the same lists each time
    read = time.process_time()
    links = join_accounts(entries)
    joined = time.process_time()
    by_id = {one.account_id: one for one in entries}
    members: defaultdict[str, list[AccountEntry]] = defaultdict(list)
    for link in sorted(links, key=lambda one: one.is_guess):
        members[link.canonical_id].append(by_id[link.account_id])
    pairs = review_accounts([merged(some) for some in members.values()])
    reviewed = time.process_time()
    certain = [(one.account_id, one.canonical_id) for one in links if one.is_guess]
    proposed = [(one.first, one.second) for one in pairs]
    report("joined", certain, AGAIN)
    report("proposed", proposed, AGAIN)
    report("joined or proposed", [*certain, *proposed], AGAIN)
    found = {number_of(a) for a, b in [*certain, *proposed] if number_of(a) == number_of(b)}
    for way, count in sorted(Counter(ways.values()).items()):
        seen = sum(number in found for number, made in ways.items() if made == way)
        print(f"  {way}: {seen} of {count} found")
    print(
        f"seconds of processor: make {read - started:.1f}, join {joined - read:.1f}, "
        f"review {reviewed - joined:.1f}"
    )
    for a, b in [*certain, *proposed] if "-v" in sys.argv else []:
        if number_of(a) != number_of(b):
            print("wrong:", by_id[a].name, "|", by_id[b].name)


if __name__ == "__main__":
    main()
