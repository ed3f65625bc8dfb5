"""`social_invitation`: somebody is asked to meet for pleasure.

A dinner, a round of golf, a match, a drink. Confused with: a working lunch with an agenda
(named, it still counts), thanks for an evening that was (`personal`), an invitation to a
meeting, a webinar or a tender.
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: invitations that only friends understand ("same place as last time?").
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="social_invitation",
    prior=-4.4,
    cues=(
        *every(("asks", 0.6, "@asks")),
        *en(
            (
                "treat, with an invitation",
                5.2,
                (
                    r"(fancy|up for|care for|game for|join (us|me|me and|us at)|come (along|over"
                    r"|round|out|and|to (the|our|my))|be my guest|our guests?|invite you|invited"
                    r"|invitation|(let's|shall we|we should|we must|can we|could we|why don't we"
                    r"|would you like|do you want|are you free|you free|free|time|how about"
                    r"|what about|love to|like to)( to)?( go| have| get| do| meet| grab"
                    r"| catch up| take you| see you| join us| come)?( out)?( for| to| over"
                    r"| at)?)~ ((a|an|some|the|our|your|my|another|quick|nice|bite of|round of"
                    r"|game of|box at|few|couple of|long|bit of|spot of|proper|us for|with us to"
                    r"|table at) )*(dinner|lunch|breakfast|drinks?|pints?|beers?|coffee|supper"
                    r"|barbecue|bbq|golf|game|match|tennis|sailing|boat|regatta|concert|theatre"
                    r"|opera|races|races|party|summer party|christmas party|wine|curry|bite|box"
                    r"|skiing|fishing|festival|gala|cricket|rugby|hockey|final|dinner with)"
                ),
            ),
            (
                "on us",
                4.4,
                (
                    r"(dinner|lunch|drinks|it|the first round|this one|supper|the bill) (is|are"
                    r"|'s|will be)? ?on (me|us)|my (treat|shout|round)|our treat|i'm buying"
                    r"|i'll buy (you )?(lunch|dinner|a (beer|drink|pint|coffee))|(have|got"
                    r"|holding|spare|two|four|couple of|some|extra)~ (tickets|seats|places"
                    r"|passes) (for|to|at|in)|hospitality (box|suite|tent|day)|(golf|race"
                    r"|sailing|ski|client|hospitality) (day|weekend|trip) (on|in|with|at|this)"
                ),
            ),
            (
                "a meal, and with you",
                2.6,
                (
                    r"(dinner|lunch|drinks|a beer|a pint|coffee|barbecue|golf|a round)~ (next"
                    r"|this|on|tomorrow|tonight|sometime|soon|when|with (you|us|me)|together"
                    r"|at (our|my|the))"
                ),
            ),
            (
                "past, or at work",
                -4.4,
                (
                    r"(thanks|thank you)( so much| very much| again)? for|(was|were|had"
                    r"|enjoyed) (a |the )?(great|lovely|good|nice|fun|delicious)?|lunch ?(break"
                    r"|time|hour|and learn|served|provided|will be (served|provided))|(match"
                    r"|game|party) (the|their|your|it|that|report|wall)|invit(e|ed"
                    r"|ation) to (tender|bid|quote|the (meeting|call|webinar))|webinar"
                    r"|third[- ]party|coffee (machine|beans|cups|maker)|wine (list|labels?"
                    r"|bottles)|(during|before|after|over|at|until|by) (lunch|dinner|breakfast"
                    r"|coffee)|(can't|cannot|won't|unable)~ (make|come|join|attend)"
                ),
            ),
        ),
        *de(
            (
                "Einladung",
                5.0,
                (
                    r"(lust auf|einladen|eingeladen|einladung (zum|zur)|lade(n)? (sie|dich|euch)"
                    r"|gehen wir|wollen wir|wie waere es mit|treffen wir uns|haetten sie (lust"
                    r"|zeit)|hast du (lust|zeit)|komm(en sie|t)?)... (essen|abendessen"
                    r"|mittagessen|bier|bierchen|kaffee|wein|grillen|golf|spiel|fest|sommerfest"
                    r"|oktoberfest|konzert|segeln|skifahren|feier)"
                ),
            ),
            (
                "Arbeit",
                -4.0,
                (r"danke|besprechung|webinar|kaffeemaschine|war (ein )?(schoen|toll)[a-z]*"),
            ),
        ),
        *fr(
            (
                "invitation",
                5.0,
                (
                    r"(envie d|ca vous dit|ca te dit|je vous invite|nous vous invitons"
                    r"|je t'invite|invitee?s? a|on (va|se fait|dine|dejeune|prend)|si on (allait"
                    r"|dinait|dejeunait|prenait)|venez|voulez-vous|vous joindre"
                    r"|partant pour)... (diner|dejeuner|verre|apero|aperitif|match|golf|concert"
                    r"|soiree|barbecue|fete|restaurant|theatre|cafe)|si on (dinait|dejeunait)"
                    r"|on dejeune ensemble"
                ),
            ),
            ("travail", -4.0, r"merci pour|reunion|webinaire|machine a cafe|etait"),
        ),
        *es(
            (
                "invitación",
                5.0,
                (
                    r"(te apetece|le apetece|os apetece|(le|te|les|os) invito|(le|les"
                    r"|te) invitamos|invitad[oa]s? a|vamos a|quedamos para|que tal si|y ^?si"
                    r"|venga(n)? a|vente a|nos tomamos|tomamos)... (cenar|cena|comer|comida"
                    r"|cerveza|copa|cafe|partido|golf|concierto|fiesta|barbacoa|paella|vino"
                    r"|canas)"
                ),
            ),
            ("trabajo", -4.0, r"gracias por|reunion|seminario|maquina de cafe|fue"),
        ),
    ),
)
