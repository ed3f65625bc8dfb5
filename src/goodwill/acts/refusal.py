"""`refusal`: the writer says no to something asked.

Confused with: a fault ("the door won't open"), lack of knowledge ("I can't say"), a polite
excuse for not coming (counts), refusing a price rise (also `price_pressure`).
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: a "no" by changing the subject.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="refusal",
    prior=-4.0,
    cues=(
        *every(("a question", -2.4, "@asks")),
        *en(
            (
                "we cannot do it",
                4.6,
                (
                    r"(i|we|i'm afraid (i|we)|unfortunately (i|we)|sorry,? but (i|we)|sadly (i"
                    r"|we))( am| are|'m|'re)?( really| simply| just| also| therefore| still"
                    r"| certainly)* (can't|cannot|can not|won't|will not|won't be able to"
                    r"|will not be able to|couldn't|could not|wouldn't|would not|not able to"
                    r"|unable to|not in a position to|not prepared to|not willing to"
                    r"|not going to|refuse to|shall not|must decline|have to decline|decline"
                    r"|would rather not|'d rather not|don't|do not|no longer)( possibly| just"
                    r"| simply| be| also| then| even| easily)* (do|offer|accept|agree|take|give"
                    r"|send|make|help|provide|commit|approve|sign|pay|meet|deliver|extend|change"
                    r"|reduce|lower|match|support|quote|bid|tender|join|attend|come|allow"
                    r"|release|share|go (any )?(lower|further|below|ahead)|work (for|on|with)"
                    r"|print|sell|supply|honou?r|offer|undertake|promise|grant|cover|add|include"
                    r"|waive|spare|consider|recommend it|to )"
                ),
            ),
            (
                "no, plainly",
                4.8,
                (
                    r"^no(pe)?[,.!]( |$)|^no$|the answer is (still )?no|(that|this|it)('s"
                    r"| is) a no( from| for)?|have to (say no|decline|refuse|pass|turn (it|this"
                    r"|you|that) down)|must (say no|decline|refuse)|(i|we)('ll| will"
                    r"|'d)? (have to )?(pass|decline|turn (it|this|that|you) down|say no)( on"
                    r"| to|$)|no can do|not (possible|an option|negotiable|for us|our (trade"
                    r"|field|line|business|area|job)|something we (do|offer|can))"
                    r"|out of the question|off the table|(that|this|it)( is|'s) (not|outside"
                    r"|beyond) (possible|included|covered|our|part of|in|within|what|something)"
                    r"|against (our|company|the) (policy|rules)|we don't (do|offer|provide"
                    r"|take on|make|handle)|over my dead body|nothing (we|i) can do"
                    r"|thanks,? but no|no,? (thanks|thank you)"
                ),
            ),
            (
                "fault or ignorance",
                -4.4,
                (
                    r"(can't|cannot|couldn't|could not|don't|do not|won't) (open|find|see|hear"
                    r"|read|log|access|reach|remember|recall|say|tell|imagine|believe|wait|think"
                    r"|know|understand|stress|thank|help (but|thinking)|complain|be happier"
                    r"|work out|recognise|explain|praise|recommend (you|it|them) (enough|highly)"
                    r"|do without|take (it|this) any|come (fast|soon))|(can't|cannot) (be sure"
                    r"|get (through|in|into|the|it))|(door|machine|it|printer|lift|system|key"
                    r"|they|he|she|file|screen) (won't|will not|can't|cannot)|(won't"
                    r"|will not) (be (late|long|in|there until|back)|forget|let you down"
                    r"|hesitate|take long|keep you)|no(,)? (problem|worries|doubt|rush|need|idea"
                    r"|news|later|matter|longer need)|^no\.? ?\d|don't hesitate|do not (include"
                    r"|reply|respond|forward)"
                ),
            ),
        ),
        *de(
            (
                "können nicht",
                4.8,
                (
                    r"(wir|ich) (koennen|kann|werden|werde|moechten|moechte|duerfen"
                    r"|darf)... (nicht|kein|keine|keinen)... (anbieten|annehmen|akzeptieren"
                    r"|zusagen|liefern|zustimmen|gewaehren|leisten|uebernehmen|machen|nachlassen"
                    r"|freigeben|teilnehmen|entsprechen|helfen|geben)|(muss"
                    r"|muessen)... (ablehnen|absagen|nein sagen)|^(nein)[,.!]|lehnen wir ab"
                    r"|lehne ich ab|(das )?(geht|ist) (leider )?(nicht|nicht moeglich"
                    r"|ausgeschlossen)|kommt nicht (in frage|infrage)|leider nicht (moeglich"
                    r"|machbar|drin)|absage"
                ),
            ),
            (
                "Störung",
                -4.2,
                (
                    r"(kann|koennen)... nicht (finden|oeffnen|sehen|sagen|erreichen|lesen)"
                    r"|funktioniert nicht|kein problem"
                ),
            ),
        ),
        *fr(
            (
                "ne pouvons",
                4.8,
                (
                    r"(ne|n')... (pouvons|pourrons|peux|pourrai|pouvions|sommes pas en mesure"
                    r"|souhaitons|accepterons|acceptons|veux|voulons) (malheureusement |donc "
                    r"|pas |plus )*(pas |plus )?(accepter|faire|proposer|accorder|livrer|donner"
                    r"|prendre|vous|accepter|aller|participer|baisser|nous engager|honorer"
                    r"|repondre favorablement|donner suite)?|(je dois|nous devons|suis oblige de"
                    r"|sommes contraints de) (refuser|decliner)|^non[,.!]|(refusons|refuse"
                    r"|declinons) (de|cette|votre|la|le)?|hors de question"
                    r"|(ce )?n'est pas (possible|envisageable|prevu|negociable)|impossible (de"
                    r"|pour nous)"
                ),
            ),
            (
                "panne",
                -4.4,
                (
                    r"ne (peux|peut|pouvons) pas (ouvrir|trouver|acceder|voir|lire|joindre)"
                    r"|pas de probleme|n'hesitez"
                ),
            ),
        ),
        *es(
            (
                "no podemos",
                4.8,
                (
                    r"no (podemos|puedo|podremos|podre|vamos a|voy a|queremos|aceptamos|acepto"
                    r"|estamos en condiciones|nos es posible|es posible|sera posible)( aceptar"
                    r"| hacer| ofrecer| dar| entregar| bajar| asumir| participar"
                    r"| comprometer[a-z]*| ayudar[a-z]*)?|(tenemos|tengo|debo"
                    r"|debemos) que (rechazar|declinar|decir que no)|^no[,.!]|(rechazamos"
                    r"|rechazo|declinamos)|imposible|ni hablar|fuera de (discusion|cuestion)"
                    r"|(eso )?no (entra|esta incluido)"
                ),
            ),
            (
                "avería",
                -4.4,
                (
                    r"no (puedo|podemos) (abrir|encontrar|entrar|ver|leer|localizar)"
                    r"|no hay problema|no dude"
                ),
            ),
        ),
    ),
)
