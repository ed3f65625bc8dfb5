"""`price_pressure`: the client presses on the price.

Asks for a discount or a cut, names a cheaper offer, a benchmark or a saving to be met, refuses
a rise. Confused with: the vendor offering a discount (`discount`), talk about money without
pressure (`money_talk`), a tender's ordinary request for prices (`tender`), praise for a fair
price, "I won't ask for a discount".
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: who is the client is not known here; pressure by silence or hints.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="price_pressure",
    prior=-4.6,
    cues=(
        *every(("quoted speech", -1.0, "@quotes")),
        *en(
            (
                "asks for a discount",
                5.4,
                (
                    r"(need|needs|want|wants|expect|expects|expecting|require|requires|seek"
                    r"|seeking|looking for|look for|hoping for|hope for|ask for|asks for"
                    r"|asking for|asking you for|after|demand|demands|insist on|get|have|see"
                    r"|give us|give me|offer us|offer me|do us|do me|without|grant us|talk about"
                    r"|discuss|about|consider|extend us)( you for| to see| to ask for| to have"
                    r"| some kind of| a bit of)? (a|an|some|any|another|further|more|your|much"
                    r"|at least|the same|our usual|additional|bigger|better)? ?((further|bigger"
                    r"|extra|additional|better|larger|significant|substantial|meaningful|small"
                    r"|serious|volume|loyalty|little|deeper|decent|proper|\d+ ?(%|percent"
                    r"|per cent)) )*(discounts?|price (cut|reduction|decrease|break|concession)"
                    r"|reductions?( in (price|the price|your|cost))?|rebates?"
                    r"|concessions?( on price)?)"
                ),
            ),
            (
                "discount",
                1.6,
                (
                    r"discounts?|rebates?|price (cut|reduction|decrease|break|concession"
                    r"|freeze)s?"
                ),
            ),
            (
                "better price",
                5.2,
                (
                    r"(better|lower|sharper|keener|cheaper|more competitive|more attractive"
                    r"|improved|special|reduced|friendlier|more reasonable"
                    r"|rock[- ]bottom) (<money>|deal|offer)|your (very |absolute )?best (<money>"
                    r"|deal|offer)|(<money>|deal|offer) (better|lower|cheaper|sharper|down)"
                    r"|more (aggressive|competitive|attractive|realistic) (on|with|in) (your "
                    r"|the )?(<money>|commercials?|numbers)"
                ),
            ),
            (
                "can you do better",
                5.0,
                (
                    r"(can|could|will|would) you (possibly |please )?(do|go|come|get|move|drop"
                    r"|shave|budge)( it| the price| that| this| us| me)?( a bit| a little| any"
                    r"| something| some| much)? (better|lower|cheaper|down( on| to| from| by| a)"
                    r"|less than|on (the |your )?(<money>))|come down( to| on| by| from)?"
                    r"|is (that|this) (really )?(your|the) (best|final|lowest)|best you can do"
                    r"|(best|final|lowest) (and final )?(price|offer|number)|room (for"
                    r"|to) (manoeuvre|maneuver|movement|move|negotiate)|(wriggle|wiggle"
                    r"|some) room|any (movement|flexibility|give|leeway|slack) (on|in)"
                    r"|sharpen (your|the) pencils?|meet (us|me) (half ?way|in the middle)"
                    r"|split the difference|throw in"
                ),
            ),
            (
                "match it",
                5.0,
                (
                    r"(can|could|will|would|you|to|please|must|should) match (it|that|this|them"
                    r"|the|their|his|her|those|what|our (budget|target))( (price|quote|offer"
                    r"|rate|number|figure|bid|budget))?|match~ (price|quote|offer|rate|bid)"
                    r"|(beat|undercut) (it|that|their|the|this) ?(price|quote|offer|rate|number"
                    r"|bid)?|price[- ]match"
                ),
            ),
            (
                "cheaper elsewhere",
                5.2,
                (
                    r"(found|have|had|got|get|seen|see|buy|bought|source|offered|available"
                    r"|quoted|there are|there is|others?|elsewhere|someone|supplier|competitor"
                    r"|firm|online)... (cheaper|for less|lower price|lower quote|half the (price"
                    r"|money)|less money|(\d+|ten|twenty|thirty|fifteen) ?(%|percent"
                    r"|per cent) (less|lower|cheaper|below|under))|(cheaper"
                    r"|for less)... (elsewhere|online|down the road|locally|abroad|supplier"
                    r"|competitor|quote)|(undercut|undercuts|undercutting) you|cheaper (quote"
                    r"|offer|bid|supplier|provider|option|alternative)s?"
                ),
            ),
            (
                "per cent off",
                5.0,
                (
                    r"(\d+|five|ten|fifteen|twenty|thirty)([.,]\d+)? ?(%|percent|per cent"
                    r"|pc) (off|less|lower|cheaper|reduction|discount|saving|savings|below|down"
                    r"|cut)|(knock|shave|trim|chop|lop)... off|take \d+ ?(%"
                    r"|percent)? ?off (the (price|total|bill|quote|invoice|fee)|your)"
                    r"|take (something|a bit|a little|ten|five|another|some)~ off|(reduce"
                    r"|reduction|cut|lower|decrease|bring down|drop|drop by|trim|slash"
                    r"|shave)( it| them)? (by |of )?(at least |about |around |another "
                    r"|a further )?(\d+|five|ten|fifteen|twenty)([.,]\d+)? ?(%|percent|per cent)"
                ),
            ),
            (
                "lower your prices",
                4.8,
                (
                    r"(reduce|lower|drop|cut|trim|slash|revise|review|reconsider|rethink|revisit"
                    r"|bring down|improve|adjust|hold|freeze|sharpen|bring)~ (your|the|these"
                    r"|this|those|that|our) ((unit|day|hourly|daily|current|annual|monthly"
                    r"|quoted|overall|contract) )*(<money>)( down)?"
                ),
            ),
            (
                "too dear",
                5.2,
                (
                    r"(too|bit|little|way too|far too|much too) (expensive|pricey|dear|steep"
                    r"|costly|rich for)|(<money>|quote|that|it|this|you|number|total|they) (is"
                    r"|are|was|were|seems|seem|looks|look|came in|comes in|feels|sounds)('s"
                    r"|'re)? (still |also |just |simply )*(too|way|rather|a bit|quite|well|far"
                    r"|very|significantly|considerably|much|\d+ ?%) (too )?(high|over|above|more"
                    r"|higher|steep|expensive)|(above|over|beyond|outside|exceeds?"
                    r"|higher than) (the |our |my |what |current )*(budget|market|market rate"
                    r"|benchmark|target|what we (pay|paid|budgeted|expected))"
                    r"|more expensive than (the|your|our|any|other|others|last|anyone|everyone)"
                    r"|out of line with|pricing (yourself|yourselves|us) out|daylight robbery"
                    r"|rip-?off|eye-?watering|overpriced|overcharg(e|ed|ing)"
                ),
            ),
            (
                "benchmark, savings target",
                4.8,
                (
                    r"benchmark(s|ed|ing)?|(cost|savings?|price|reduction|cost[- ]down"
                    r"|cost[- ]saving) (savings? )?(targets?|programme|program|initiative|drive"
                    r"|exercise)|target (price|rate|cost)|savings? (of|from (all|our|every"
                    r"|each))|(all|every|each|our) (suppliers?|vendors?|contractors?) (to"
                    r"|have been|were|must|have to|are|is) (asked |expected |required "
                    r"|contribute|reduce|cut|deliver|find|give|take)|cost[- ]down|do more (for"
                    r"|with) less|value for money review|should[- ]cost|open[- ]book"
                ),
            ),
            (
                "won't pay it",
                5.2,
                (
                    r"(can't|cannot|won't|will not|couldn't|not going to|not able to|unable to"
                    r"|not prepared to|never|refuse to|not willing to|don't want to|hard to"
                    r"|difficult to|unwilling to|struggle to) (possibly )?(justify|accept"
                    r"|agree to|pay|swallow|absorb|afford|stomach|sell|sign off|support"
                    r"|get~ past|entertain)~ ((that|this|the|these|those|any|such|your|another|a"
                    r"|an|so) )*(proposed |new |further |price |annual |full |kind of "
                    r"|level of )*(<money>|increase|rise|uplift|hike|much|more|numbers?|amount"
                    r"|surcharge|premium|money)|(no|any|your|the|this|proposed|price"
                    r"|annual) (further |price |rate |annual )*(increase|rise|uplift|hike"
                    r"|indexation)s? (is|are|this year|at all|would be|will be|can be|cannot"
                    r"|can't|has to|must|needs to be)( not)?( simply)? (unacceptable|accepted"
                    r"|acceptable|rejected|be waived|be accepted|waived|out of the question)"
                    r"|(waive|scrap|forget|drop|skip) (the|this|your|any) (price |annual "
                    r"|yearly |proposed )*(increase|rise|uplift|indexation|index|surcharge"
                    r"|call-?out fee|delivery charge)|(only|max|maximum|no more than"
                    r"|not a (penny|cent) more than)... (to spend|budget)|(budget|money) (is|was"
                    r"|only|won't|doesn't)~ (cover|stretch|tight|limited|allow)"
                ),
            ),
            (
                "offered, not asked",
                -4.6,
                (
                    r"(i|we)('m|'re|'d|'ve|'ll)? (can|could|will|would|am|are|have|happily"
                    r"|happy to|glad to|able to|also|already|be|was|were)* ?(offer|offering"
                    r"|offered|give|giving|gave|given|include|included|apply|applied|grant"
                    r"|granted|extend|extended|taken|take|knocked|knock|deducted|do|reduce"
                    r"|reduced|match|matched|lower|lowered|shown?|agreed)( you| your| the| this"
                    r"| that| him| her| them)?( a| an| the| your| our| another| same| further"
                    r"| special| price)*( \d+ ?(%|percent))?"
                ),
            ),
            (
                "no wish for one",
                -6.0,
                (
                    r"(not|won't|never|don't|no need to|wouldn't|without|isn't|aren't"
                    r"|didn't) (here to |going to |be |to |even |want to |wish to |need to "
                    r"|intend to )*(ask|asking|press|pressing|push|pushing|haggle|haggling"
                    r"|negotiate|looking|want|need|about|argue|quibble|after)( you)?( for| on"
                    r"| about| over)? (a |an |the |any |your |you )?(discounts?|price|prices"
                    r"|reduction|cheapest|money|cheaper|lower|better price|rate|rates)"
                ),
            ),
            (
                "content with it",
                -5.6,
                (
                    r"(<money>|quote|that|it|which|they) (is|are|was|were|seems|seem|looks"
                    r"|look) (very |perfectly |quite |entirely |absolutely |more than "
                    r"|all )*(fair|fine|ok|okay|reasonable|right|good|competitive|acceptable"
                    r"|agreed|as agreed|good value|worth)|happy with (the|your) (<money>|quote)"
                    r"|fair (price|rate|deal)|worth (every|the) (penny|cent|money|extra|price)"
                    r"|good value|full (list )?price|without (quibble|haggling)"
                    r"|not (the )?(cheapest|too (expensive|high|dear))|money well spent"
                ),
            ),
            (
                "a discount that exists",
                -2.6,
                (
                    r"(trade|usual|agreed|contractual|early[- ]payment|prompt[- ]payment"
                    r"|settlement|staff|employee|volume|scale|quantity|framework|loyalty"
                    r"|multi-?buy|educational|student|introductory|standard|contract) discounts?"
                    r"|discounts? (agreed|applies|apply|applied|shown|as agreed|in the (contract"
                    r"|agreement)|scale|table|code|voucher|of our agreement|has been|have been"
                    r"|was|were|is (included|shown|applied|already))|less (the )?(usual|agreed"
                    r"|trade)"
                ),
            ),
            (
                "advertising",
                -8.0,
                (
                    r"(save|save up to|up to|extra|get|enjoy|today only|sale|off your|off all"
                    r"|members?) (up to )?\$?£?€?\d+ ?%|free shipping|exclusive|click here"
                    r"|at no extra cost|coupon|promo(tion)?|voucher|% off (everything|selected"
                    r"|your next|all|sale)|shop now|limited time"
                ),
            ),
            (
                "prices of other things",
                -2.0,
                (
                    r"(gas|oil|energy|steel|paper|fuel|raw material|house|share|stock|commodity"
                    r"|electricity|pulp|copper) (market |spot )?prices?|forecast"
                ),
            ),
        ),
        *de(
            (
                "Rabatt verlangt",
                5.2,
                (
                    r"(brauchen|erwarten|fordern|wuenschen|haetten gern(e)?|moechten|erwarte"
                    r"|brauche|benoetigen|verlangen|geben sie uns|bitten um|gewaehren|einraeumen"
                    r"|noch|wo bleibt|entgegenkommen|koennen wir|was ist mit)... (rabatt"
                    r"|nachlass|preisnachlass|preissenkung|skonto|preisreduktion|rabatts)"
                    r"|(rabatt|nachlass|preisnachlass)... (moeglich|erwarten|drin|brauchen|noch"
                    r"|\?)|preissenkung(en)?|preisnachlass"
                ),
            ),
            (
                "am Preis",
                5.0,
                (
                    r"am preis (noch )?(etwas |was )?(machen|tun|aendern|drehen|arbeiten)"
                    r"|(besseren|guenstigeren|niedrigeren|letzten|besten|attraktiveren) preis"
                    r"|(preis|preise|kosten|konditionen|stundensatz|satz) (zu |deutlich |noch "
                    r"|um )*(senken|reduzieren|druecken|runter|nachbessern|verbessern"
                    r"|ueberdenken|nachverhandeln)|entgegenkommen|preislich|runtergehen"
                    r"|spitzen sie|spielraum"
                ),
            ),
            (
                "zu teuer",
                5.0,
                (
                    r"(zu|viel zu|deutlich|erheblich|etwas) (teuer|hoch|teurer)|(ueber|oberhalb"
                    r"|sprengt)~ (budget|marktpreis|marktniveau|zielpreis|limit)|(guenstiger"
                    r"|billiger|guenstigeres|billigeres|guenstigere)( angebot)?|zielpreis"
                    r"|einsparziel|einsparung(en)?|sparvorgabe|kostensenkung|benchmark|mitgehen"
                    r"|mithalten|unterbietet|unterboten|\d+ ?(%|prozent) (weniger|guenstiger"
                    r"|billiger|runter|nachlass|rabatt)"
                ),
            ),
            (
                "nicht akzeptieren",
                5.0,
                (
                    r"(preiserhoehung|erhoehung|preisanpassung|aufschlag)... (nicht|kein"
                    r"|ablehnen|lehnen|inakzeptabel|unakzeptabel|zuruecknehmen)|(nicht|keine"
                    r"|kein)... (preiserhoehung|preisanpassung)"
                ),
            ),
            (
                "angeboten, zufrieden",
                -5.2,
                (
                    r"(wir|ich) (koennen|kann|gewaehren|gewaehre|bieten|biete|geben|gebe|raeumen"
                    r"|haben|habe) (ihnen|dir|euch|wie|den|einen)|(preis|preise|konditionen"
                    r"|angebot) (ist|sind|war|passt|passen) (fair|in ordnung|gut|okay|ok"
                    r"|angemessen)|nicht um (einen )?(rabatt|den preis)|kein(en)? rabatt"
                    r"|vereinbarte[rn]? (rabatt|nachlass|skonto)|abzueglich|preis passt"
                ),
            ),
        ),
        *fr(
            (
                "remise demandée",
                5.2,
                (
                    r"(besoin|demandons|demande|attendons|attends|souhaitons|souhaite|voulons"
                    r"|veux|voudrions|aimerions|esperons|obtenir|accorder|faire|consentir"
                    r"|prevoir|avoir|il nous faut|exigeons)... (remise|rabais|ristourne"
                    r"|reduction|geste commercial|baisse)|(geste commercial|baisse de prix"
                    r"|un effort sur (le|les|vos) (prix|tarifs?))"
                ),
            ),
            (
                "meilleur prix",
                5.0,
                (
                    r"(meilleur|dernier) prix|(meilleures?|meilleurs) (conditions|tarifs?|offre)"
                    r"|(baisser|reduire|revoir|diminuer|ajuster|aligner|reconsiderer|revoyez"
                    r"|baissez|alignez)~ (le|les|vos|votre|ce|ces|sur)~ ?(prix|tarifs?|devis"
                    r"|offre|couts)?|revoir~ a la baisse|vous aligner|alignez-vous|aligner sur"
                    r"|marge de (manoeuvre|negociation)"
                ),
            ),
            (
                "trop cher",
                5.0,
                (
                    r"trop (cher|chere|chers|eleve|elevee|eleves)|(moins cher|moins chere"
                    r"|moins chers)|(au-dessus|au dessus|superieurs?|hors) (de |du |au "
                    r"|a )*(notre |nos |la )?(budget|marche|concurrence|prix)"
                    r"|objectif d'economies?|plan d'economies?|\d+ ?% (de moins|moins cher"
                    r"|de remise|de reduction|d'economie)|prix cible"
                ),
            ),
            (
                "refus de hausse",
                5.0,
                (
                    r"(refus|refusons|n'accept|inacceptable|pas accepter|ne pouvons)... (hausse"
                    r"|augmentation|majoration)|(hausse|augmentation"
                    r"|majoration)... (inacceptable|refusee|pas acceptable|pas possible|annuler"
                    r"|annulez)"
                ),
            ),
            (
                "offert, satisfait",
                -5.2,
                (
                    r"(nous|je) (vous )?(pouvons|peux|proposons|propose|accordons|accorde"
                    r"|offrons|offre|avons accorde|consentons|appliquons)~ (une|un|vous|de)"
                    r"|(prix|tarifs?|devis|offre) (est|sont|me|nous)~ (correcte?s?|juste|justes"
                    r"|convient|conviennent|bon|bons|raisonnables?)|remise (convenue|habituelle"
                    r"|prevue|contractuelle)|pas (de )?(remise|rabais|question de prix)"
                    r"|sans (demander|discuter)"
                ),
            ),
        ),
        *es(
            (
                "pide descuento",
                5.2,
                (
                    r"(necesit|quer|quisier|esper|ped|solicit|exig|busca|haga|hagan|hacer"
                    r"|hacernos|hacerme|ofrecer|dar|aplicar|tener|algun|alguna"
                    r"|mejorar)[a-z]*... (descuento|rebaja|reduccion|bonificacion)|(descuento"
                    r"|rebaja)... (posible|seria|podria|necesitamos)"
                ),
            ),
            (
                "mejor precio",
                5.0,
                (
                    r"(mejor|ultimo|mejores) precios?|(bajar|reducir|rebajar|ajustar|mejorar"
                    r"|revisar|igualar|bajen|baje|ajuste|ajusten|iguale|igualen|mejore"
                    r"|mejoren)~ (el|los|su|sus|este|esta|la|las|esa|ese|un)? ?(precios?"
                    r"|tarifas?|oferta|presupuesto|costes)|afinar (el|los|mas)|apretar (el"
                    r"|los) precios?|margen de (maniobra|negociacion)"
                ),
            ),
            (
                "demasiado caro",
                5.0,
                (
                    r"(demasiado|muy|mas|bastante|un poco) (caro|caros|cara|caras|alto|alta"
                    r"|elevado|elevada)|mas barat[oa]s?|(por encima|fuera) (de |del )(nuestro "
                    r"|mercado|presupuesto)|objetivo de ahorro|plan de ahorro|\d+ ?% (menos"
                    r"|mas barato|de descuento|de rebaja|de ahorro)|precio objetivo"
                ),
            ),
            (
                "no acepta",
                5.0,
                (
                    r"(no|inaceptable|rechaz)... (subida|aumento|incremento)( de precios?)?"
                    r"|(subida|aumento|incremento)... (inaceptable|no (podemos|aceptamos))"
                ),
            ),
            (
                "ofrecido, contento",
                -5.2,
                (
                    r"(le|les|te) (podemos|puedo|ofrecemos|ofrezco|hacemos|hago|aplicamos)~ (un"
                    r"|una|hacer|ofrecer|aplicar)|(precio|precios|oferta|presupuesto) (es|son"
                    r"|esta|nos|me)~ (justo|justos|bien|parece bien|razonables?|correcto)"
                    r"|descuento (acordado|pactado|habitual)|sin (pedir|regatear)|no (se trata"
                    r"|es cuestion) de(l)? precio"
                ),
            ),
        ),
    ),
)
