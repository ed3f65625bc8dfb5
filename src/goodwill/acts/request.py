"""`request`: the writer asks the reader to do something.

Confused with: a question (asks for information: "when does it arrive?"; a polite "could you
tell me" is both), an offer ("if you need anything, call"), a report of a request to others
("they asked me to send it"), a formula ("please find attached", "feel free to").
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: requests by hint ("it is cold in here"), noun phrases without a verb ("two more
boxes, thanks"), verbs of trades we do not list at the head of a sentence without "please".
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="request",
    prior=-3.0,
    cues=(
        *every(("quoted speech", -1.5, "@quotes")),
        *en(
            ("please, and a deed", 2.0, r"<polite> (not )?(<deed>)"),
            ("please", 3.2, r"please|pls|plz|kindly"),
            (
                "asks whether you can",
                3.4,
                (
                    r"(can|could|would|will) <you> (not )?(please |pls |kindly |possibly "
                    r"|perhaps |maybe |both |also |just |at least |then |ever )*(<deed>)"
                ),
            ),
            ("asks whether you can, any verb", 1.6, r"(can|could|would|will|might) you"),
            (
                "asks whether you can, turned about",
                2.0,
                (r"(if|whether) you (can|could|would|might)"),
            ),
            ("do not", 3.3, r"^(please )?(don't|do not|never) [a-z]+"),
            (
                "no order: do not worry",
                -3.0,
                (
                    r"^(don't|do not|never) (worry|know|think|you|we|they|i|mind|remember"
                    r"|believe|want|have|see|get me wrong|a|the|in|be sorry|need)"
                ),
            ),
            (
                "would you mind",
                3.6,
                (
                    r"(would|do) you mind|would you be (so kind|willing|able|prepared|ok|okay)"
                    r"|are you able to|be so kind"
                ),
            ),
            (
                "an order at the head of the sentence",
                3.3,
                (r"^(<polite> )*(do not |don't |never )?(<deed>)"),
            ),
            (
                "an order after a comma",
                2.4,
                (
                    r"(, |; |- |: |\) )(so |then |and )*(please )?(send|call|let|make sure"
                    r"|forward|give|confirm|check|get|ask|tell|put|reply|contact|visit|click|use"
                    r"|keep)"
                ),
            ),
            (
                "let me know",
                3.4,
                (
                    r"let (me|us|him|her|them|[a-z]+) (know|have)|lmk|get back to (me|us)"
                    r"|drop (me|us) a (line|note|mail)"
                ),
            ),
            (
                "would be grateful",
                3.6,
                (
                    r"(i|we)('d| would| should) (really |very much |greatly |much "
                    r"|be )*(appreciate|grateful|glad|obliged|thankful) (if|it|your|a|any"
                    r"|to (have|receive|hear))|(grateful|appreciated|appreciate it|helpful|great"
                    r"|good|nice|useful) if (you|we|someone)"
                ),
            ),
            (
                "would like to have",
                3.2,
                (
                    r"(i|we)('d| would| should)? (like|love|prefer|want) (you|your|someone"
                    r"|to (have|see|know|get|receive|move|change|order|book|discuss|talk|speak"
                    r"|hear|schedule|set|ask|extend)|it|this|that|these|the|a|an|another|one|two"
                    r"|three)"
                ),
            ),
            (
                "needs it",
                2.8,
                (
                    r"(i|we|he|she|they)('ll| will| would| do| still| also| really| urgently"
                    r"| just)* (need|require|want) (you|your|someone|this|that|it|the|a|an|some"
                    r"|these|those|to (have|see|know|get|be|discuss|talk|speak)|two|three|four"
                    r"|another|more)"
                ),
            ),
            (
                "need, without a subject",
                2.2,
                (r"^(need|needs|needing|want|requesting|looking for|asking for)"),
            ),
            (
                "you need to",
                3.2,
                (
                    r"you('ll| will| would| may| might)? (need|have|want|should|must|had better"
                    r"|better)( to)? [a-z]+|you (should|must|ought to)|(better|best) (send|call"
                    r"|check|get|ask)"
                ),
            ),
            (
                "may we have",
                3.2,
                (
                    r"(can|could|may|might) (i|we) (please |also |just |kindly |at least "
                    r"|still )*(have|get|see|ask|request|borrow|trouble|take|move|change|order"
                    r"|book)"
                ),
            ),
            (
                "any chance",
                3.0,
                (
                    r"any chance|is (it|there) (possible|any way|a way|anyone|somebody|someone)"
                    r"|would it be possible|possible to|how about|what about|do you want to"
                    r"|shall we|let's|^lets (get|go|meet|talk|discuss|try|set|do|plan|shoot|make"
                    r"|have)"
                ),
            ),
            (
                "make sure",
                2.6,
                (
                    r"make sure|be sure to|don't forget|do not forget|remember to|see to it"
                    r"|see that"
                ),
            ),
            (
                "awaits an answer",
                2.0,
                (
                    r"(await|awaiting|waiting (for|on)|look(ing)? forward to) your (reply"
                    r"|response|answer|comments|approval|confirmation|decision|quote|quotation"
                    r"|signature|feedback|payment)"
                ),
            ),
            (
                "yours to do",
                2.2,
                (
                    r"for your (review|approval|signature|action|comment|comments|attention"
                    r"|input)|your (help|assistance|comments|approval|input|feedback|thoughts"
                    r"|prompt attention)"
                ),
            ),
            ("ends in please", 2.0, r"please[.!?]?$"),
            (
                "by a day",
                0.8,
                (
                    r"(by|before|no later than|until) (the )?(<day>)|asap|as soon as (possible"
                    r"|you can)|urgently|at your earliest"
                ),
            ),
            (
                "is still missing",
                1.6,
                (
                    r"(is|are|has|have|were|was) (still |not |never )+(been )?(missing"
                    r"|outstanding|arrived|received|signed|come|here)|still (waiting|missing"
                    r"|outstanding)"
                ),
            ),
            (
                "new ... please",
                1.5,
                (r"^(a|an|the|new|two|three|four|another|one|some|more)... please"),
            ),
            (
                "formula: find attached",
                -6.5,
                (
                    r"please (find|see) (attached|enclosed|below|the attached|herewith)"
                    r"|please be (advised|aware|informed|assured)|please (accept (my|our)|excuse"
                    r"|forgive|pardon)"
                ),
            ),
            ("formula: feel free", -3.6, r"feel free|(don't|do not|never) hesitate"),
            (
                "formula: if you have questions",
                -1.6,
                (
                    r"if you (have|should have|need|want|wish|would like|prefer|like)"
                    r"|should you (have|need|require|wish)|any (further )?(questions|queries)"
                ),
            ),
            (
                "formula: look forward",
                -1.5,
                (r"look(ing)? forward to (seeing|hearing|meeting|speaking)"),
            ),
            (
                "is not needed",
                -4.5,
                (
                    r"(no need|not necessary|no longer necessary|unnecessary) (for you )?to"
                    r"|(don't|do not|needn't|wouldn't|won't|not|no longer) (need|have|want"
                    r"|require|ask|asking|expect)( you)?( to)?|needn't|you need not"
                ),
            ),
            (
                "asked of or by others",
                -2.2,
                (
                    r"(asked|asks|told|tells|requested|wants|wanted|invited|reminded) (me|us|him"
                    r"|her|them|[a-z]+) (if|whether|to|for|not to)"
                ),
            ),
            (
                "already done",
                -3.0,
                (
                    r"(thanks|thank you)( very much| so much)? for (sending|letting|giving"
                    r"|calling|taking|making|getting|coming|checking|your)|as (you )?(asked"
                    r"|requested)|you (asked|wanted|requested)"
                ),
            ),
            (
                "offer",
                -2.6,
                (
                    r"(would|do|did) you (like|prefer|want) (me|us)|(happy|glad|pleased) to"
                    r"|let me|(can|could|may|shall|should) (i|we) (help|offer|assist|send you"
                    r"|give you|suggest)"
                ),
            ),
            (
                "let someone know myself",
                -2.6,
                (
                    r"(i|we)('ll| will| shall| can| could)? (let|make sure|ensure|check|send"
                    r"|call|get)|to let you know"
                ),
            ),
            (
                "not an order: of a noun",
                -2.4,
                (
                    r"^(please )?(call|check|order|price|quote|return|review|use|work|change"
                    r"|plan|look|test|show|credit|answer|help|visit|order|post|print|note|share"
                    r"|set|start|stop|update|copy|repair|drop|move|book) (is|was|were|are|has"
                    r"|had|will|from|attached|enclosed|received|of|and|on the|being|date|time"
                    r"|numbers?|\d)"
                ),
            ),
            ("a label, not an order", -3.0, r"^[a-z-]+( [a-z-]+)?: ?"),
            (
                "not an order: see you",
                -3.0,
                (
                    r"^(see you|talk to you|speak soon|talk soon|keep up the|take care"
                    r"|have a (good|great|nice|lovely)|get well|leave it with|consider it"
                    r"|note to)"
                ),
            ),
            (
                "telling how",
                -1.4,
                (
                    r"(so|when|whenever|how|where|which|that|once|after|because|until) you (can"
                    r"|could|would|will)"
                ),
            ),
        ),
        *de(
            ("bitte und Tun", 3.8, r"bitte|bitten (wir|sie|ich)|ich bitte|wir bitten"),
            (
                "könnten Sie",
                4.0,
                (
                    r"(koennen|koennten|wuerden|wollen|moegen) sie|(kannst|koenntest"
                    r"|wuerdest) du|(koennt|koenntet) ihr|waere es moeglich|ist es moeglich"
                    r"|waeren sie so"
                ),
            ),
            (
                "wir brauchen",
                3.4,
                (
                    r"(wir|ich) (brauchen|brauche|benoetigen|benoetige|bräuchten|braeuchte"
                    r"|haetten? gern|wuensche|erwarten ihre)|um (ihre )?(rueckmeldung|zusendung"
                    r"|angebot|bestaetigung|antwort|preise)"
                ),
            ),
            (
                "Auftrag am Anfang",
                3.6,
                (
                    r"^(schicken|senden|geben|rufen|pruefen|melden|bestaetigen|liefern|teilen"
                    r"|lassen|schauen|nehmen|stellen|bringen|aendern|erstellen|klaeren"
                    r"|korrigieren|passen|setzen) sie|^(schick|gib|ruf|meld|schau|sag|check|denk"
                    r"|pass)( |e )"
                ),
            ),
            (
                "dankbar",
                3.4,
                (
                    r"(waere|waeren) (ich|wir|ihnen)~ (dankbar|verbunden)|(waere|waeren) (nett"
                    r"|toll|schoen|super|gut), wenn|geben sie (mir|uns)|sagen sie (mir|uns)"
                ),
            ),
            (
                "Floskel",
                -4.5,
                (
                    r"bitte (sehr|schoen|entschuldigen|verzeihen)|anbei|zoegern sie nicht"
                    r"|bei (rueck)?fragen|nicht noetig|brauchen sie nicht|muessen sie nicht"
                    r"|nicht (mehr )?noetig|gebeten|bat (mich|uns)"
                ),
            ),
        ),
        *fr(
            (
                "pouvez-vous",
                4.0,
                (
                    r"(pouvez|pourriez|voulez|voudriez|auriez)[- ]vous|(peux|pourrais"
                    r"|veux)[- ]tu|est-il possible|serait-il possible|est-ce que vous (pouvez"
                    r"|pourriez)|est-ce que tu peux"
                ),
            ),
            (
                "merci de faire",
                4.2,
                (
                    r"merci (de|d') ?(bien vouloir |nous |me |vous |le |la |les )*[a-z]+(er|ir"
                    r"|re|oir)|(veuillez|priere de|je vous prie de|nous vous prions de"
                    r"|je vous demande)"
                ),
            ),
            ("s'il vous plaît", 3.8, r"s'il (vous|te) plait|svp|stp"),
            (
                "il me faut",
                3.4,
                (
                    r"il (me|nous) (faut|faudrait)|(j'ai|j'aurais|nous avons"
                    r"|nous aurions) besoin (de|d'|du|que)|(je|nous) (souhaite|souhaitons"
                    r"|souhaiterais|souhaiterions|aimerais|aimerions|voudrais|voudrions) (avoir"
                    r"|recevoir|que|obtenir|connaitre)"
                ),
            ),
            (
                "ordre",
                3.6,
                (
                    r"^(envoyez|donnez|appelez|dites|faites|confirmez|verifiez|tenez|regardez"
                    r"|prenez|mettez|rappelez|transmettez|laissez|envoie|appelle|dis|fais|donne"
                    r"|regarde)"
                ),
            ),
            (
                "formule",
                -4.6,
                (
                    r"veuillez (trouver|agreer|recevoir|croire)|n'hesitez pas|ci-joint|merci (de"
                    r"|pour) (votre|ton|tout)|pas besoin|inutile de|m'a demande|nous a demande"
                    r"|merci d'avoir"
                ),
            ),
        ),
        *es(
            (
                "puede",
                4.0,
                (
                    r"(me|nos|lo|la|le)? ?(puede|podria|puedes|podrias|pueden|podrian"
                    r"|podeis) [a-z]+(r|rme|rnos|rlo|rla)|seria posible|es posible que"
                    r"|tendria(s)? la amabilidad"
                ),
            ),
            (
                "por favor",
                3.8,
                (
                    r"por favor|porfa|les? ruego|le rogamos|se ruega|agradeceria|agradeceriamos"
                    r"|le agradezco que"
                ),
            ),
            (
                "necesito",
                3.4,
                (
                    r"(necesito|necesitamos|necesitaria|necesitariamos|quisiera|quisieramos"
                    r"|nos hace falta|me hace falta)"
                ),
            ),
            (
                "orden",
                3.6,
                (
                    r"^(envie|envieme|envienos|mande|mandeme|digame|diganos|confirme|confirmeme"
                    r"|revise|llame|llameme|avise|aviseme|manda|mandame|dime|avisame|envia"
                    r"|enviame|llamame|mira)"
                ),
            ),
            (
                "fórmula",
                -4.4,
                (
                    r"no dude(n|s)? en|adjunto (le |les |te )?(envio|remito)|no (hace falta"
                    r"|es necesario|necesita)|me (pidio|pidieron)|gracias por"
                ),
            ),
        ),
    ),
)
