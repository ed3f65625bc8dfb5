"""`discount`: the vendor lowers, waives or gives away a price.

Offers or grants a reduction, free goods, a fee let off. Confused with: the client asking for
one (`price_pressure`), a discount that simply stands in the contract, advertising.
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: who is the vendor is not known here; gifts in kind without a price word.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="discount",
    prior=-4.4,
    cues=(
        *every(("a question", -1.8, "@asks")),
        *en(
            (
                "we give a discount",
                5.6,
                (
                    r"(i|we|i'm|we're|we'd|i'd|we've|i've|we'll|i'll|have|has|can|could|will"
                    r"|happy to|able to|glad to)( can| could| will| would| am| are| have| also"
                    r"| happily| gladly| just| already| agreed to| managed to)* (offer|offering"
                    r"|offered|give|giving|gave|given|include|included|apply|applied|grant"
                    r"|granted|extend|extended|knock|knocked|take|taken|took|deduct|deducted|do"
                    r"|got|get|squeeze|add|added|throw in|thrown in|put|show|knock|knocked)( you"
                    r"| your| them| her| him| the| this)*( a| an| another| the| your| our"
                    r"| some)*( (further|special|extra|additional|one-off|bigger|better|small"
                    r"|larger|loyalty|goodwill|new|usual|full|maximum|sharper|reduced|lower"
                    r"|friendly|\d+ ?(%|percent|per cent)|five percent|ten percent))* ?(discount"
                    r"|rebate|reduction|price cut|price break|price|rate|deal|\d+ ?(%|percent"
                    r"|per cent)( off| discount)?|(five|ten|fifteen|twenty|two|three|eight"
                    r"|twelve) ?(%|percent|per cent)( off| discount)?|off|credit)( of| on| off"
                    r"| for|\b)"
                ),
            ),
            (
                "waive",
                5.2,
                (
                    r"(knocked|knock|taken|took|shaved)~ off (the|your|for you|each)|(i|we|i'll"
                    r"|we'll|i've|we've|have|will|happy to|can|could|gladly)( will| have| can"
                    r"| also| just| happily| gladly| simply| then)* (waive|waived|waiving|drop"
                    r"|dropped|forget|forgo|absorb|absorbed|skip|skipped|write off|written off"
                    r"|wrote off|let you off|freeze|hold|held|keep) (the|this|that|your|our"
                    r"|last year's|any|all|it) ((price|annual|yearly|call-?out|delivery|set-?up"
                    r"|extra|whole|proposed|same|current|planned|cancellation|late) )*(fee|fees"
                    r"|charge|charges|increase|rise|uplift|indexation|index|invoice|surcharge"
                    r"|prices?|rates?|cost|costs|deposit|interest|difference|it)?|(taken|take"
                    r"|took|taking) (it|this|that|the \w+) off( the (bill|invoice))?( this once"
                    r"| for you| again)?|(free of charge|no charge|on the house"
                    r"|at no (extra )?(cost|charge)|without charge|complimentary|our treat"
                    r"|won't charge|will not charge|not going to charge|no need to pay"
                    r"|gratis)( this (once|time)| for you)?"
                ),
            ),
            (
                "we come down",
                5.0,
                (
                    r"(i|we)('ll| will| can| could|'ve| have|'d| would)( also| just| agreed to"
                    r"| managed to| go| to)* (reduce|reduced|lower|lowered|cut|match|matched"
                    r"|meet you|come down|bring|brought|improve|improved|sharpen|revise|revised"
                    r"|go (down|as low)|trim|trimmed|drop|dropped|adjust|adjusted|beat) ((the"
                    r"|our|your|their|that|this|it|prices?|rates?|fee|quote|offer|half ?way"
                    r"|half-way|down|to|on|by|a bit|figure|unit) )*((price|rate|fee|quote|offer"
                    r"|half ?way|cost|prices|rates|figure|\d)|down|to)|(special|new|reduced"
                    r"|revised|lower|improved|discounted|friends?) (price|offer|rate) (for you"
                    r"|of|is|just|attached|below|at)|(price|fee|rate|total|invoice) (is "
                    r"|has been |was |now |comes )*(reduced|discounted|lowered|cut)( to| by)?"
                    r"|just for you|(\d+|five|ten|fifteen|twenty) ?(%|percent|per cent) (off"
                    r"|discount) (for you|if you|on (your|the|this|all)|when you|until|applied"
                    r"|already|is yours|as)"
                ),
            ),
            (
                "advertising",
                -6.0,
                (
                    r"click here|order (now|within)|free (shipping|trial|download)|for free"
                    r"|limited time|no obligation|download|save (up to )?\$?\d"
                ),
            ),
            (
                "asked for",
                -5.0,
                (
                    r"(need|want|expect|ask|asking|asked|looking|hoping|request|require|demand"
                    r"|can you|could you|would you|will you|you need to|you (will )?have to"
                    r"|you must|please) (you )?(for |to )?(a |an |some |any |another |give "
                    r"|offer |match |waive |reduce |lower |cut |drop |further |better |us "
                    r"|do )*(discount|reduction|rebate|price|fee|increase|rate|it|offer|quote)?"
                    r"|(can't|cannot|won't|will not|no|not|never|unable to|couldn't"
                    r"|don't) (possible |possibly |go |give |offer |able to |any |a |further "
                    r"|more |be able to |reduce |match |waive |lower |do |extend "
                    r"|grant )*(discount|discounts|reduction|reduce|match|waive|lower|down|price"
                    r"|fee|increase|any)|(you|they|competitor|supplier) (gave|offered|give|offer"
                    r"|promised|agreed|will give) (us|me)|your (discount|rebate|offer|price)"
                    r"|full price|list price only|shop now|coupon|promo|today only|voucher"
                ),
            ),
        ),
        *de(
            (
                "gewähren Rabatt",
                5.4,
                (
                    r"(wir|ich) (gewaehren|gewaehre|geben|gebe|bieten|biete|raeumen|raeume"
                    r"|koennen|kann|haben|lassen|lasse|erlassen|erlasse|verzichten|verzichte"
                    r"|senken|senke|kommen|komme|ziehen|berechnen|berechne)... (rabatt|nachlass"
                    r"|preisnachlass|skonto|prozent|%|entgegen|kostenlos|kostenfrei|gratis"
                    r"|preiserhoehung|sonderpreis|nichts|nicht)|kostenlos fuer sie"
                    r"|ohne berechnung|geht aufs haus|sonderpreis fuer sie"
                ),
            ),
            (
                "verlangt, verneint",
                -5.0,
                (
                    r"(koennen sie|koennten sie|brauchen|erwarten|fordern|haetten gern"
                    r"|wuenschen)|(kein(en)?|nicht)... (rabatt|nachlass|entgegen|senken"
                    r"|gewaehren)"
                ),
            ),
        ),
        *fr(
            (
                "accordons une remise",
                5.4,
                (
                    r"(nous|je) (vous )?(accordons|accorde|offrons|offre|proposons|propose"
                    r"|consentons|faisons|fais|pouvons|peux|appliquons|applique|avons|renoncons"
                    r"|renonce|baissons|baisse)... (remise|rabais|reduction|ristourne|gratuit"
                    r"|gratuitement|offert|geste commercial|\d+ ?%|hausse|augmentation|prix)"
                    r"|(offert|gratuit|sans frais|a titre gracieux)( pour vous)?"
                    r"|geste commercial de notre part"
                ),
            ),
            (
                "demandée, niée",
                -5.0,
                (
                    r"(pouvez|pourriez|demandons|attendons|souhaitons|voulons|besoin)|(ne"
                    r"|n')... (pouvons|peux|accordons|avons) pas|aucune remise"
                ),
            ),
        ),
        *es(
            (
                "damos descuento",
                5.4,
                (
                    r"(le|les|te|os) (ofrecemos|ofrezco|hacemos|hago|damos|doy|aplicamos|aplico"
                    r"|podemos|puedo|concedemos|rebajamos|bajamos|regalamos"
                    r"|perdonamos)... (descuento|rebaja|bonificacion|gratis|\d+ ?%|precio"
                    r"|por ciento|subida|coste)|(gratis|sin coste|sin cargo)( para usted(es)?)?"
                    r"|precio especial para"
                ),
            ),
            (
                "pedido, negado",
                -5.0,
                (
                    r"(puede|podria|necesitamos|pedimos|queremos|esperamos|exigimos)|no (podemos"
                    r"|puedo|hacemos|damos|ofrecemos)"
                ),
            ),
        ),
    ),
)
