"""`question`: the writer wants to know something.

Confused with: a request in a question's form ("could you send it?": mostly `request`), a
rhetorical question, a greeting ("how are you?"), a question that is told, not asked ("I asked
when it would come"), a tag ("nice, isn't it?").
Languages: English well; German, French and Spanish by question words and inversion.
Known gaps: questions without a mark and without a question word in front.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="question",
    prior=-3.2,
    cues=(
        *every(
            ("ends with a question mark", 4.4, "@asks"),
            ("one word", -2.2, "@short @asks ^[^ ]+$"),
            ("quoted speech", -1.2, "@quotes"),
            ("an address of the web", -3.0, r"https?://"),
        ),
        *en(
            (
                "question word in front, no mark needed",
                3.5,
                (
                    r"^(what|which|who|whose|where|when|why|how) (is|are|was|were|do|does|did"
                    r"|has|have|can|could|would|will|should|shall|much|many|long|often|soon|far"
                    r"|about|come)"
                ),
            ),
            (
                "verb in front",
                2.0,
                (
                    r"^(do|does|did|is|are|was|were|has|have|can|could|would|will|should) (you"
                    r"|we|i|they|he|she|it|there|this|that|these|those|the|your|our|my|any"
                    r"|anyone|anybody)"
                ),
            ),
            (
                "wants to know",
                3.8,
                (
                    r"(i|we)('d| would| was| were|'m| am| are)? (just |also |still "
                    r"|only )*(wonder|wondering|curious|like to know|need to know|want to know"
                    r"|love to know|interested to know)|wondering (if|whether|when|what|how|why)"
                    r"|question (is|for you|about|regarding|on)|(quick|one|another|a"
                    r"|my) question"
                ),
            ),
            (
                "tell me which",
                3.4,
                (
                    r"(let (me|us) know|tell (me|us)|advise|please confirm|^confirm|clarify"
                    r"|please say|please explain) (please )?(if|whether|when|what|which|who"
                    r"|where|how|why)|do you (know|happen to know|have (any|an) (idea|thoughts"
                    r"|view))|any (idea|news|update|thoughts|word)"
                ),
            ),
            (
                "not sure whether",
                1.6,
                (
                    r"(i|we)('m| am| are|'re) (not sure|unsure|unclear|confused) (if|whether"
                    r"|what|which|how|why|when|about)"
                ),
            ),
            (
                "a greeting, not a question",
                -6.0,
                (
                    r"how are (you|things)|how('s| is) (it going|everything|life)|how do you do"
                    r"|how have you been|what's up"
                ),
            ),
            (
                "asks for a deed",
                -1.6,
                (
                    r"(can|could|would|will) you (please |kindly |pls |possibly |just )*(send"
                    r"|forward|call|give|put|make|arrange|book|email|mail|take|bring|get|print"
                    r"|sign|add|remove|change|copy|resend|fix|look into|ring)"
                ),
            ),
            (
                "asked before or by others",
                -3.2,
                (
                    r"(asked|asks|asking) (me|us|him|her|them)? ?(if|whether|when|what|which|who"
                    r"|where|how|why)|(he|she|they|client|customer) (wonders?|wondered"
                    r"|wants? to know|wanted to know)"
                ),
            ),
            (
                "sales talk",
                -1.6,
                (
                    r"^(want|ready|looking|tired|interested|need|did you know|why not|why wait"
                    r"|who doesn't)"
                ),
            ),
            (
                "rhetorical",
                -1.6,
                (
                    r"who knows|why bother|what do i know|isn't it|aren't they|right\?$|(is"
                    r"|are) you (kidding|joking|serious)|guess what|what more"
                ),
            ),
        ),
        *de(
            (
                "Fragewort vorn",
                2.2,
                (
                    r"^(was|welche[rsn]?|wer|wo|wann|warum|weshalb|wie|wieviel|wieso|ab wann"
                    r"|bis wann) [a-z]+"
                ),
            ),
            (
                "möchte wissen",
                3.8,
                (
                    r"(ich|wir) (wuesste|wuessten|frage mich|fragen uns|moechte wissen"
                    r"|moechten wissen)|(sagen|teilen) sie (mir|uns)( bitte)?( mit)?, (ob|wann"
                    r"|was|wie|welche)|wissen sie, (ob|wann|was|wie)|(haette|habe|haetten"
                    r"|haben) (ich|wir)? ?(noch )?(eine|zwei|ein paar) fragen?|eine frage"
                ),
            ),
            ("Begrüßung", -6.0, r"wie geht('s| es)"),
            ("erzählt", -3.0, r"(gefragt|fragte|wollte wissen), (ob|wann|was|wie)"),
        ),
        *fr(
            (
                "mot interrogatif",
                2.2,
                (
                    r"^(quel|quelle|quels|quelles|qui|ou|quand|pourquoi|comment|combien"
                    r"|qu'est-ce|est-ce que|que) "
                ),
            ),
            (
                "veut savoir",
                3.8,
                (
                    r"(je|nous) (me demande|nous demandons|voudrais savoir|voudrions savoir"
                    r"|souhaite savoir|aimerais savoir|souhaiterions savoir)|(dites|precisez"
                    r"|indiquez)[- ](moi|nous) (si|quand|quel|quelle|comment|combien)"
                    r"|une question|savez-vous"
                ),
            ),
            ("salut", -6.0, r"comment (allez[- ]vous|vas[- ]tu|ca va)|ca va \?"),
        ),
        *es(
            (
                "palabra interrogativa",
                2.2,
                (
                    r"^(que|cual|cuales|quien|donde|cuando|por que|como|cuanto|cuantos|cuanta"
                    r"|cuantas) "
                ),
            ),
            (
                "quiere saber",
                3.8,
                (
                    r"(queria|quisiera|querriamos|me gustaria|nos gustaria) saber|(digame"
                    r"|diganos|dime|indiqueme|avisame) (si|cuando|que|cual|como|cuanto)"
                    r"|una (pregunta|duda|consulta)|sabe(s)? (si|cuando|cual)"
                ),
            ),
            ("saludo", -6.0, r"(como|que) (esta|estas|tal|va todo)"),
        ),
    ),
)
