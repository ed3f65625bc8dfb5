"""`command`: an order given as of right, without please or reason.

"I want it on my desk by eight." Confused with: a request in few words ("Send me the list,
thanks"), instructions in a manual or by safety rules, polite imperatives.
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: rank decides what is an order; a text alone shows only the tone.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="command",
    prior=-4.2,
    cues=(
        *every(
            ("a question", -1.6, r"@asks"),
            ("capitals", 1.4, r"@shouts"),
            ("quoted speech", -1.0, r"@quotes"),
            ("an exclamation", 0.5, r"@exclaims"),
        ),
        *en(
            (
                "I want it by then",
                5.0,
                (
                    r"(i|we) (want|expect|demand|insist on|require)~ (it|this|that|them|him|her"
                    r"|you|somebody|someone|a name|an answer|a report|the [a-z]+|your [a-z]+"
                    r"|a [a-z]+)~ ?(here|done|on my desk|by|before|in my|tonight|today|tomorrow"
                    r"|now|first thing|at (once|seven|eight|nine|\d)|immediately|fixed|sorted"
                    r"|gone|finished|ready|removed|changed|on site|out of|off)"
                ),
            ),
            (
                "you will",
                4.8,
                (
                    r"you('ll| will| are to| shall)( now| simply| personally| just)* (do (as|it"
                    r"|what|exactly)|be here|be there|report|come|bring|send|deliver"
                    r"|drop everything|answer|pick up|fix|pay|sign|remove|redo|stay|attend|stop"
                    r"|wait|listen)~ ?(i (say|tell|want)|told|tonight|tomorrow|now|immediately"
                    r"|at once|here|at (six|seven|eight|nine|\d)|and no|without (discussion"
                    r"|delay|fail|further)|whether)|do (as|what|exactly what"
                    r"|exactly as) (you('re| are) told|i (say|tell you|said|told you))"
                    r"|just do (it|as|what)|do it[.!]?( now| again| today)[.!]?$|^do it[.!]"
                    r"|because i (say|said) so|that('s| is) an order|no (arguments?|discussion"
                    r"|excuses|buts|ifs)|not (asking|a request|up for discussion|open to debate"
                    r"|negotiable)|end of (story|discussion)|full stop\.$|without (fail|delay"
                    r"|discussion|exception)"
                ),
            ),
            (
                "drop everything",
                4.8,
                (
                    r"drop (everything|whatever)|get (yourself|somebody|someone"
                    r"|your(self)? (people|engineer|man|team)|over here|down here|on (to"
                    r"|with) it)~ ?(over here|here|now|tonight|today|at once|immediately|down)?"
                    r"|when i (call|ring|ask),? (you|i expect)|i expect (you|your|somebody"
                    r"|someone|him|her) to (answer|pick up|be|come|jump|have|do|call)|(you"
                    r"|your (man|team|people)) (will|must|are to) be (here|there|available"
                    r"|reachable|on call)"
                ),
            ),
            (
                "at once",
                1.8,
                (
                    r"(at once|immediately|right now|this instant|this minute|now|straight away"
                    r"|tonight)[.!]$"
                ),
            ),
            (
                "polite",
                -3.6,
                (
                    r"please|pls|kindly|thanks|thank you|could you|would you|can you|if (you can"
                    r"|possible|you like|you have time)|when you (can|have|get)|sorry|appreciate"
                    r"|grateful|would be (great|nice|good|lovely)"
                ),
            ),
            (
                "not an order",
                -2.6,
                (
                    r"you will (find|receive|be (able|happy|glad|pleased|surprised)|love|like"
                    r"|see|need|notice)|(in case of|safety|emergency|fire|regulations"
                    r"|instructions|manual|step \d)|see you|(i|we) (want|expect) (to|a (quiet"
                    r"|good|long|large|small)|no)|expect(ed)? (it|them|him|her"
                    r"|the [a-z]+) (to (be|arrive|come)|by|on)"
                ),
            ),
        ),
        *de(
            (
                "Befehl",
                5.0,
                (
                    r"(ich|wir) (erwarte|erwarten|verlange|verlangen|will|wollen)... (sofort"
                    r"|umgehend|bis (morgen|heute|montag|freitag|mittag)|auf meinem (tisch"
                    r"|schreibtisch)|unverzueglich|heute noch)|(sie|du) (haben|werden|hast"
                    r"|wirst)... (zu (erscheinen|liefern|kommen|tun|machen)|gefaelligst|zu sein)"
                    r"|gefaelligst|tun sie,? was|keine (diskussion|widerrede|ausreden)|(sofort"
                    r"|auf der stelle|unverzueglich|aber ein bisschen ploetzlich)[.!]$"
                    r"|das ist eine anweisung"
                ),
            ),
            ("höflich", -3.6, r"bitte|danke|koennten|wuerden sie|waere"),
        ),
        *fr(
            (
                "ordre",
                5.0,
                (
                    r"(j'exige|nous exigeons|je veux|j'entends)... (immediatement|tout de suite"
                    r"|avant|demain|aujourd'hui|sur mon bureau|ce soir|sur-le-champ|maintenant)"
                    r"|(faites|fais) ce (que|qu'on)~ (dis|demande|dit)|c'est un ordre|(sans"
                    r"|pas de) discussion|(immediatement|tout de suite|sur-le-champ)[.!]$"
                    r"|obeissez|vous (devez|viendrez|ferez)... (immediatement|tout de suite"
                    r"|demain|sans discuter)"
                ),
            ),
            ("poli", -3.6, r"s'il (vous|te) plait|svp|merci|pourriez|pouvez-vous|veuillez"),
        ),
        *es(
            (
                "orden",
                5.0,
                (
                    r"(exijo|exigimos|quiero|queremos)... (inmediatamente|ahora mismo|ya|manana"
                    r"|hoy|en mi mesa|antes de|de inmediato)|(haga|hagan|haz) lo que (le|les"
                    r"|te) (digo|mando|decimos)|es una orden|sin (discusion|excusas|rechistar)"
                    r"|(inmediatamente|ahora mismo|ya mismo)[.!]$|obedezca"
                ),
            ),
            ("cortés", -3.6, r"por favor|gracias|podria|puede usted|agradeceria"),
        ),
    ),
)
