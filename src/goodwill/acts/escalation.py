"""`escalation`: a matter is taken, or is to be taken, to somebody higher.

Confused with: a lift's or a price's escalation, a promise to ask one's own boss for help (low),
reporting as routine.
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: a boss put in copy without a word.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="escalation",
    prior=-4.6,
    cues=(
        *every(),
        *en(
            (
                "escalate",
                5.2,
                (
                    r"escalat(e|es|ed|ing|ion|ions)( (this|it|the|to|within|further|internally"
                    r"|matter|issue|path|point|ticket|case|level))?"
                ),
            ),
            (
                "to those above",
                5.2,
                (
                    r"(take|taking|took|taken|raise|raising|raised|bring|bringing|brought|pass"
                    r"|passing|passed|refer|referring|referred|report|reporting|reported|go"
                    r"|going|gone|went|write|writing|wrote|complain|complaining|complained|speak"
                    r"|speaking|spoke|talk|talking|put|putting|copy|copying|copied|copied in"
                    r"|involve|involving|involved|ring|call|calling)( in)?~ (this higher"
                    r"|it higher|higher up|further up|upstairs to (the|your|my)~ ?(boss|director"
                    r"|board|management)|over your head|above you|above your head|to the top"
                    r"|up the (line|chain|ladder)|(to |with |up to |in |at "
                    r"|the attention of )*(your|the|my|our|his|her|their) ((line|managing"
                    r"|regional|sales|area|senior|general|commercial|executive|own"
                    r"|group) )*(boss|bosses|manager|director|superior|superiors|ceo|md|cfo|coo"
                    r"|chief executive|head office|board|management|supervisor|managing director"
                    r"|chairman|president|vice president|regulator|ombudsman|owner|leadership))"
                ),
            ),
            (
                "who is your boss",
                5.2,
                (
                    r"who (is|'s) (your|the) (boss|manager|supervisor|director|superior"
                    r"|line manager)|(speak|talk|put me through|connect me|name|number"
                    r"|contact) (to|with|of|for)? ?(your|the|a|someone|somebody) (boss|manager"
                    r"|supervisor|director|superior|more senior|higher|in charge|with authority)"
                    r"|(someone|somebody|anyone) (more senior|higher up|in charge|with authority"
                    r"|above you)|at (a )?(higher|senior|executive|board|director) level|(your"
                    r"|my|our) (boss|director|ceo|md) (is|in|on|now|has been) (copied|in copy|cc"
                    r"|on copy|aware|informed|involved)"
                ),
            ),
            (
                "routine",
                -5.0,
                (
                    r"(no|not|never|without|don't|doesn't|need(n't)?|avoid|de-?)( need| want| be"
                    r"| been| have| to| any| further| it| this| yet)* ?escalat(e|ed|ion|ing)"
                    r"|escalator|price escalat(or|ion)|escalation (clause|factor|rate|of (costs"
                    r"|prices))|reports? to (the|my|our|his|her) (boss|director|manager"
                    r"|board) (every|each|monthly|quarterly|weekly|on)|(told|recommended|praised"
                    r"|presented|introduce|introduced|explained|thanks|thank you|kind|nice|good"
                    r"|great|delighted|happy|pleased|impressed)"
                ),
            ),
        ),
        *de(
            (
                "eskalieren",
                5.2,
                (
                    r"eskali(eren|ere|ert|eren wir|eration|erung)|(ihr|ihre|ihren|ihrem|meinen"
                    r"|unseren|unsere|die|den|der)[a-z]* (vorgesetzten?|chef|chefin"
                    r"|geschaeftsfuehrer|geschaeftsfuehrung|vorstand|geschaeftsleitung"
                    r"|bereichsleiter)... (wenden|einschalten|informieren|beschweren|weitergeben"
                    r"|weiterleiten|herantragen|sprechen|melden|ansprechen|vorlegen|in kopie)"
                    r"|wer ist ihr vorgesetzter|(hoehere|oberster|hoechster) (stelle|ebene)"
                    r"|mit ihrem (chef|vorgesetzten) sprechen"
                ),
            ),
            ("keine", -5.0, r"(keine|nicht|ohne) (eskalation|eskalieren)|rolltreppe"),
        ),
        *fr(
            (
                "remonter",
                5.2,
                (
                    r"(remonter|remonte|remontons|remontee|escalader|escalade|faire remonter"
                    r"|porter|saisir|saisirai|m'adresser|nous adresser|en referer|en refererai"
                    r"|signaler|alerter)... (direction|directeur|directrice|superieur|superieurs"
                    r"|hierarchie|responsable|siege|pdg|dg|patron)|(votre|ton) (superieur"
                    r"|responsable|directeur|patron|hierarchie) (est en copie|hierarchique"
                    r"|direct)|parler a (votre|un) (superieur|responsable|directeur)"
                    r"|qui est votre (superieur|responsable)|(plus haut|au plus haut niveau"
                    r"|en haut lieu)"
                ),
            ),
            ("sans", -5.0, r"(sans|pas|inutile)... (escalade|remonter)"),
        ),
        *es(
            (
                "elevar",
                5.2,
                (
                    r"(elevar|elevare|elevaremos|elevado|escalar|escalare|escalaremos|escalado"
                    r"|trasladar|trasladare|llevar|llevare|quejarme|quejarnos|dirigirme|hablar"
                    r"|hablare|informar|informare|acudir|acudire)... (direccion|director"
                    r"|directora|jefe|jefa|superior|superiores|gerente|gerencia|consejo|central"
                    r"|instancias)|quien es su (jefe|superior|responsable)|(su|tu) (jefe"
                    r"|superior|director) (esta|va) en copia|mas arriba|instancias superiores"
                ),
            ),
            ("sin", -5.0, r"(sin|no)... (escalar|escalada|elevarlo)|escalera"),
        ),
    ),
)
