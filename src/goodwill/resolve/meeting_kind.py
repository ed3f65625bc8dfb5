"""Whether a meeting is social by its words and its hour, and whether it had an agenda.

The invitation only: whether the meeting did any work shows in what followed it, and that is for the
signals to say.
"""

from __future__ import annotations

import re

__all__ = ["classify_meeting"]

_SOCIAL = re.compile(
    r"\b(coffee|lunch|dinner|drinks?|beers?|pint|bbq|barbecue|golf|sail(ing)?|match|game|football|"
    r"rugby|cricket|hurling|tennis|races?|stadium|regatta|festival|wine|pub|holiday|weekend|"
    r"staying over|opera|theatre|concert|party|christmas|curry|breakfast|supper|"
    r"barbeque|hospitality|walk|hike|ski(ing)?|fishing|box at|catch[- ]?up over|birthday|wedding|"
    r"kaffee|mittagessen|abendessen|essen mit|feier|grillen|stammtisch|weihnachtsfeier|"
    r"déjeuner|diner|dîner|apéro|apéritif|verre|café|almuerzo|cena|comida|copas|fiesta|"
    r"borrel|etentje|uitje|pranzo|aperitivo|festa)\b",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(review|agenda|plan(ning)?|budget|roadmap|workshop|strategy|kick[- ]?off|demo|training|"
    r"site|survey|audit|inspection|quote|proposal|contract|renewal|invoices?|project|steering|"
    r"lessons|learned|test|trial|sample|proof|spec(ification)?|design|brief|figures|forecast|"
    r"besprechung|termin zur|abnahme|versuch|planung|budget|angebot|vertrag|jour fixe|"
    r"réunion|revue|projet|devis|contrat|reunión|revisión|proyecto|presupuesto|overleg|offerte)\b",
    re.IGNORECASE,
)
_AGENDA = re.compile(
    r"\b(agenda|tagesordnung|ordre du jour|orden del día|topics|themen|objectives?|minutes)\b|"
    r"(^|\n)\s*(\d+[.)]|[-*•])\s+\S",
    re.IGNORECASE,
)


def classify_meeting(
    title: str, place: str, description: str, *, is_after_hours: bool = False
) -> tuple[bool, bool]:
    """Answer (is_social, has_agenda) from an invitation's words and hour.

    A title that names work is work, even over lunch; a description of three lines or with points is
    an agenda, whatever the title. An evening or a weekend together that names no work is social.
    """
    has_agenda = bool(_AGENDA.search(description[:4000])) or description.strip().count("\n") > 1
    if has_agenda or _WORK.search(title[:300]):
        return False, has_agenda
    return is_after_hours or bool(_SOCIAL.search(f"{title[:300]} {place[:300]}")), has_agenda
