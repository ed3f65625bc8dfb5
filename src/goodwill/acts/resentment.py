"""`resentment`: bitterness about the tie itself.

Being stuck with the vendor, paying for nothing, being treated as less. Confused with: a
complaint about one thing, anger at one's own firm, hostility to persons.
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: bitterness in irony; English carries most cues.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="resentment",
    prior=-4.8,
    cues=(
        *every(
            ("a question", -0.6, r"@asks"),
            ("quoted speech", -1.0, r"@quotes"),
        ),
        *en(
            (
                "stuck with you",
                5.4,
                (
                    r"(stuck|lumbered|saddled|landed|burdened|locked in(to)?|tied|chained"
                    r"|trapped|married|handcuffed|shackled|left) (with|to|by|in) (you"
                    r"|your (company|contract|firm|lot|system|people|service)|this (contract"
                    r"|supplier|deal|arrangement|thing)|them)|(can't|cannot) (get rid of"
                    r"|get away from|wait to (be rid|get rid|leave|see the back)|leave you)"
                    r"|(wait|waiting|counting the (days|months)|look forward|can't wait"
                    r"|roll on)~ (until|till|to|for) (the contract|this contract|we can leave"
                    r"|it (ends|runs out|expires)|january|the end of (the|this) (contract"
                    r"|agreement|term))|see the back of (you|your)|good riddance|the day (this"
                    r"|the|your) contract (ends|runs out|expires)|(day|moment) we can (leave"
                    r"|change|choose)"
                ),
            ),
            (
                "paying for nothing",
                5.6,
                (
                    r"(don't|do not|can't|cannot|fail to|never|struggle to|hard to) (know what"
                    r"|see what|know why|see why|understand (what|why)|see the (point|value|use)"
                    r"|tell what)~ ?(you|we|i|this|it|your)? ?(are|is|do|does|pay|paying|get"
                    r"|getting|have|add|bring|for|of|keep)~ ?(you|for|here|to us)?|(pay(ing)?"
                    r"|charged?|cost(s|ing)?)~ ?(you)? (for nothing|good money for"
                    r"|through the nose|a fortune for|twice (as much|what))|(same as|no (better"
                    r"|different|worse)) (they did |it was |than )?before( at half| for half"
                    r"| for less)?|at half the (money|price|cost)|what (do|does|did|have"
                    r"|are) (you|your (people|reports?|firm)) (actually |ever |really )?(do|done"
                    r"|bring|good) (for|to) (us|me)|what (do|did|are) we (actually |ever "
                    r"|really )?(get|getting|paying)~ (for (it|that|our money|this|all)|you for)"
                    r"|(your|the) (reports?|visits?|service|contract|meetings?) (is|are) (no"
                    r"|of no|not much|little) (use|value|help|good) to (us|me)|waste of (our "
                    r"|my |good )?(time|money|paper)|adds? (no|nothing|little)( value)?"
                    r"|we (managed|did|were) (perfectly |just |very |quite )*(well|fine|better"
                    r"|happy|happier) (without|before) you|never (asked|wanted|chose"
                    r"|needed) (for )?(you|this|it|any of)|better off without"
                ),
            ),
            (
                "treated as less",
                5.4,
                (
                    r"(treat|treated|treating|treats) (us|me) (like|as) (a |an |some "
                    r"|the )?(servants?|second|nobody|dirt|small|children|a number|beggars?"
                    r"|slaves?|doormat|fools?|idiots?|nuisance|afterthought|cash cow|cow|poor)"
                    r"|(take|taken|taking|takes) (us|me) for (granted|fools?|a ride|mugs?)"
                    r"|only (call|ring|come|appear|turn up|interested|hear from you) when (you"
                    r"|there's|there is|we)~ ?(want|need|money|something|owe|pay|order|to sell)"
                    r"|at your (mercy|beck)|after (all|everything) (we|i)('ve| have) done"
                    r"|resent(s|ed|ful|ment|ing)?|begrudge|bitter|grudg(e|ing|ingly)"
                    r"|held (to ransom|hostage)|over a barrel|like it or not|whether we like it"
                    r"|fed up with (being|the way|this (whole|arrangement|relationship))"
                    r"|forced (down|upon|on) (our|us|me)"
                ),
            ),
            (
                "not so",
                -5.0,
                (
                    r"(not|never|no|without|don't|isn't|aren't|wouldn't|hardly) (stuck|bitter"
                    r"|resent|resentful|a waste|resentment|begrudge|treated|grudge|hard feelings"
                    r"|feel)|stuck (in (traffic|a meeting|customs|the lift|the mud|an elevator)"
                    r"|at (the|home))|(bitter|dark) (chocolate|lemon|beer|cold|taste)|left (with"
                    r"|in) (the|two|three|a) (receptionist|porter|key|box|desk|neighbour)"
                    r"|waste (paper|management|collection|water|bin|disposal|removal|oil)"
                ),
            ),
        ),
        *de(
            (
                "gebunden",
                5.0,
                (
                    r"(am hals|aufgezwungen|aufgedrueckt|ausgeliefert|gebunden an sie|nicht los"
                    r"|losgeworden|loswerden)|(wofuer|weiss nicht,? wofuer|warum)... (bezahlen"
                    r"|zahlen|brauchen) wir|(fuer|zum) (die halbe|halben) (preis|geld)"
                    r"|bringt uns (nichts|gar nichts)|ohne sie (ging|lief|waren)... (besser|gut)"
                    r"|(behandelt|behandeln) (uns|mich)... (wie|bittsteller|dumm|kinder|letzte)"
                    r"|zeitverschwendung|rausgeworfenes geld|froh,? wenn (der|das"
                    r"|ihr)... (vertrag|vorbei|auslaeuft)|ob wir wollen oder nicht"
                ),
            ),
            ("nicht", -5.0, r"(nicht|keine|kein) (groll|zeitverschwendung|verschwendung)|im stau"),
        ),
        *fr(
            (
                "coincés",
                5.0,
                (
                    r"(coinces?|pieges?|prisonniers?|subir|subissons|supporter) (avec|par|de"
                    r"|votre|vos|ce contrat|vous)|(paye|paie|payons|payer)... (pour rien"
                    r"|dans le vide|trop pour)|(ne|n')... (sais|savons|vois|voyons) pas (a quoi"
                    r"|ce que|pourquoi)... (vous|sert|servez|payons|contrat)|(traite|traitez"
                    r"|traites|prenez)... (comme|moins que rien|pour des|de haut|vaches a lait)"
                    r"|perte de temps|(vivement|hate que)... (fin|contrat|partir|changer)"
                    r"|bon debarras|pris en otages?|qu'on le veuille ou non|rancoeur|amer(s|e"
                    r"|es)?"
                ),
            ),
            (
                "non",
                -5.0,
                (r"(pas|aucune|sans) (de )?(rancoeur|rancune|perte de temps)|embouteillage"),
            ),
        ),
        *es(
            (
                "atrapados",
                5.0,
                (
                    r"(atrapad[oa]s|atad[oa]s|condenad[oa]s|prisioner[oa]s|rehenes) (con|a|por"
                    r"|de|en) (ustedes|este contrato|su|un contrato|el contrato)|(pagamos"
                    r"|pagando|pagar)... (por nada|para nada|de mas|una fortuna)|no (se|sabemos"
                    r"|veo|vemos|entiendo) (para que|que hacen|por que|de que)... (pagamos"
                    r"|ustedes|sirve|sirven|contrato|visitas)|(nos|me) (tratan|trata|toman"
                    r"|han tratado)... (como|por tontos|de menos|por idiotas)|perdida de tiempo"
                    r"|(deseando|ganas de|ojala)... (termine|acabe|contrato|cambiar)"
                    r"|nos guste o no|rencor|resentimiento"
                ),
            ),
            ("no", -5.0, r"(sin|no hay|ningun) (rencor|resentimiento)|en el atasco"),
        ),
    ),
)
