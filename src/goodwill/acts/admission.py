"""`admission`: the writer owns up to a fault of their own side, or to not knowing.

"That was our mistake." Often with an apology, yet another thing. Confused with: blaming
others, a denial, admitting as in letting in, self-mockery among friends.
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: faults told in the passive ("the wrong box was sent").
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="admission",
    prior=-4.4,
    cues=(
        *every(
            ("a question", -1.6, r"@asks"),
            ("quoted speech", -1.0, r"@quotes"),
        ),
        *en(
            (
                "our mistake",
                5.2,
                (
                    r"(my|our) (own )?(mistake|fault|error|oversight|bad|doing|omission|blunder"
                    r"|slip|misunderstanding|failure|negligence|typo)|(mistake|fault|error"
                    r"|oversight|blame|slip|failure|responsibility) (is|was|lies|lay"
                    r"|rests?)( entirely| all| clearly| fully| solely| squarely)* (ours|mine"
                    r"|on (our|my) side|at (our|my) end|on us|with (us|me))|(on|at) (our"
                    r"|my) (end|side|part)|(that|this|it)('s| is| was| one is"
                    r"| one was)( entirely| all| squarely| clearly)* (on us|on me|down to (us"
                    r"|me))|(we|i) (are|am|'re|'m|were|was) (entirely |fully |wholly |partly "
                    r"|clearly )*(to blame|at fault|in the wrong|responsible for (this|the (mix"
                    r"|error|mistake|delay|damage|fault))|wrong( about| to| on| and|[.,!]|$)"
                    r"|mistaken)|take (full |the |all )*(responsibility|blame) (for|on)"
                ),
            ),
            (
                "we got it wrong",
                5.0,
                (
                    r"(i|we|i've|we've|our (driver|team|people|system|engineer|office|accounts"
                    r"|printer|warehouse|planner|designer|colleague|fitter|crew)|one of (ours|us"
                    r"|our [a-z]+))( have| has| had| simply| just| clearly| also| completely"
                    r"| must have)* (got (it|this|that|the [a-z]+|your [a-z]+) wrong|messed (it "
                    r"|this |that )?up|made (a|an|the|some|our|two|one) ((bad|big|silly|stupid"
                    r"|serious|small|clerical|real|genuine) )*(mistake|error|mess|blunder"
                    r"|mistakes|errors|hash)|screwed (it |this )?up|mixed (it |them |up|the|two)"
                    r"|forgot (your|the|it|about|that)|forgotten|overlooked|misread"
                    r"|misunderstood|miscalculated|mislaid|missed (it|this|that|the|your)"
                    r"|dropped the ball|slipped up|let (you|it) (down|slip)|failed (to|you)"
                    r"|overcharged|double[- ]billed|billed (you )?(twice|wrongly)"
                    r"|charged (you )?(twice|wrongly|too much)|sent (you )?the wrong"
                    r"|underestimated|botched|lost (your|the|track)|should have (told|checked"
                    r"|called|warned|seen|noticed|asked|caught|known|said|done|spotted)"
                    r"|ought to have|didn't (check|tell|notice|read|think|see|test|call|warn)"
                    r"|did not (check|tell|notice|read|think|see|test|call|warn)|neglected)"
                ),
            ),
            (
                "admits",
                5.0,
                (
                    r"(i|we)( must| have to| will| can only| freely| do|'ll| need to"
                    r"| want to)* (admit( that| it| to| i| we|,|:| my| our)|confess|own up"
                    r"|concede|come clean|hold (my|our) hands? up|put (my|our) hands? up)"
                    r"|to be (honest|frank),? (i|we) (don't|do not|didn't|should|forgot|made"
                    r"|cannot|can't|have no|got)|(you|he|she|they)('re| are| were| is"
                    r"| was) (quite |absolutely |completely |perfectly |of course )*right(,"
                    r"| to (complain|be|ask|point|say)| about|[.!]|$)|(i|we) (don't"
                    r"|do not) (actually )?(know|have (an|the) answer|understand it)( enough"
                    r"| yet| the answer| why)|there (is|was) no excuse|guilty as charged"
                    r"|mea culpa"
                ),
            ),
            (
                "denied, others",
                -5.4,
                (
                    r"(not|never|isn't|wasn't|aren't|nothing to do with|hardly|no|without|deny"
                    r"|denies|neither)( entirely| really| all| exactly| of| at| on| the| our| my"
                    r"| due to)* (my|our|us|mine|ours|to blame|at fault|responsible|wrong"
                    r"|mistaken|fault|mistake|error)|(if|should|unless|whether|in case) (it|this"
                    r"|that|there|we|i|the)( is| was| are| were| have| has| made| had)* (our|my"
                    r"|a|an|made|wrong|mistaken|at fault)|(no|nothing|not) (errors?|issues?"
                    r"|problems?|delays?) (on|at) (our|my)|(on|at) (our|my) (end"
                    r"|side)( everything| all|,? (we|it|all|everything|nothing))|is (all )?(fine"
                    r"|good|ready|well|working|ok|done) (on|at) (our|my)|(you|they|he|she|client"
                    r"|supplier|courier|customer)( have| has|'ve| must have| should"
                    r"| will)* (got it wrong|made (a|an|the) (mistake|error)|forgot|forgotten"
                    r"|overlooked|admit|admitted|confess)|(i|we) (hope|think|believe|know"
                    r"|trust) (we|i) (haven't|have not|didn't|did not)|never forgot(ten)?"
                    r"|(didn't|did not|haven't|don't) forget|(is|was|it's)( now| my"
                    r"| our)* (understanding|pleasure|responsibility to|job)|admission (is|fee"
                    r"|price|free)|admitted to|wrong (address|number|person|date)|(so"
                    r"|or) i (don't|do not) forget"
                ),
            ),
        ),
        *de(
            (
                "unser Fehler",
                5.0,
                (
                    r"(unser|mein|unsere|meine|unserem|auf unserer)[a-z]* (eigener "
                    r"|klarer )?(fehler|versehen|schuld|versaeumnis|missverstaendnis"
                    r"|nachlaessigkeit|seite lag)|(liegt|lag|geht|ist|nehmen) (der fehler |das "
                    r"|die schuld |es )*(bei uns|an uns|auf unsere kappe|auf meine kappe"
                    r"|unsere schuld|auf uns)|(wir|ich) (haben|habe|hatten)... (vergessen"
                    r"|uebersehen|falsch (geliefert|berechnet|verstanden|gemacht)|verwechselt"
                    r"|versaeumt|verschlafen|verbockt|doppelt berechnet|einen fehler gemacht"
                    r"|nicht aufgepasst)|(muss|muessen|gebe|geben)... (zugeben|zu, dass"
                    r"|eingestehen|gestehen)|da haben sie recht|sie haben (voellig |ganz )?recht"
                ),
            ),
            (
                "verneint",
                -5.4,
                (
                    r"(nicht|kein|keine|keinesfalls) (unser|mein|unsere|meine|an uns|bei uns"
                    r"|fehler|schuld)|(sie|er) (haben|hat) (vergessen|uebersehen)"
                ),
            ),
        ),
        *fr(
            (
                "notre faute",
                5.0,
                (
                    r"(notre|ma|mon|nos) (propre )?(faute|erreur|oubli|negligence|responsabilite"
                    r"|meprise|tort)|(c'est|erreur|faute|responsabilite)... (de notre (part|cote"
                    r"|fait)|la notre|la mienne|de ma part)|(nous|j'|je|on)... (avons|ai"
                    r"|suis) (oublie|commis|fait une erreur|mal (compris|calcule|lu)|trompe"
                    r"|trompes|omis|confondu|facture deux fois|du vous (prevenir|dire))"
                    r"|nous (nous sommes|sommes) trompes|(dois|devons|reconnais|reconnaissons"
                    r"|admets|admettons|avoue|avouons)~ (avouer|reconnaitre|admettre|que|notre"
                    r"|mon)|vous avez (tout a fait |parfaitement )?raison"
                ),
            ),
            (
                "nié",
                -5.4,
                (
                    r"(pas|aucune|nullement|ni) (de )?(notre|ma|mon|une erreur de notre"
                    r"|la notre) (faute|erreur|responsabilite)?|n'est pas (notre|ma|de notre)"
                    r"|vous avez oublie"
                ),
            ),
        ),
        *es(
            (
                "culpa nuestra",
                5.0,
                (
                    r"(culpa|error|fallo|descuido|responsabilidad) (es |ha sido |fue "
                    r"|totalmente |todo )*(nuestr[oa]|mi[oa]|por nuestra parte|de nuestra parte)"
                    r"|(nuestro|mi|nuestra) (propio )?(error|fallo|culpa|descuido"
                    r"|responsabilidad)|(hemos|he|nos hemos|me he|nos|me) (cometido|equivocado"
                    r"|equivocamos|equivoque|olvidado|olvide|olvidamos|confundido"
                    r"|cobrado dos veces|facturado dos veces|pasado por alto|metido la pata)"
                    r"|(debo|tengo que|hay que|debemos|reconozco|reconocemos|admito"
                    r"|admitimos) (reconocer|admitir|confesar|que|nuestro|mi)|(tiene|tienes"
                    r"|tienen) (toda la )?razon"
                ),
            ),
            (
                "negado",
                -5.4,
                (
                    r"no (es|fue|ha sido|era) (culpa |error |nuestr|mi|por nuestra)[a-z]*"
                    r"|(ustedes|usted|ellos) (se )?(han|ha) (olvidado|equivocado)"
                ),
            ),
        ),
    ),
)
