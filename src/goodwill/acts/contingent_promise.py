"""`contingent_promise`: something is promised in return for something, or if something comes.

"Give us this price and the next three sites are yours." Confused with: a plain promise
(`commitment`), a polite offer of help ("if you need anything I will help"), a threat, a term of
contract.
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: bargains spread over two sentences.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="contingent_promise",
    prior=-4.6,
    cues=(
        *every(
            ("a question", -1.4, r"@asks"),
            ("quoted speech", -1.0, r"@quotes"),
        ),
        *en(
            (
                "if you, then business",
                5.4,
                (
                    r"(if|once|provided|as long as|assuming|in case|when|should)( that)? (you"
                    r"|your (price|people|company|quote|team))( can| could| will| would| do"
                    r"| just| only| also| really| manage to| are able to| come| give| help"
                    r"| match| do this| agree| are| get| keep| meet| throw| hold| take| show"
                    r"| waive| drop| lower| accept| make)+ .{0,90}(next (order|job|project|site"
                    r"|year|contract|phase|one|time|tender|machine|building|round)|(more|further"
                    r"|bigger|larger|other|all (the|our)|rest of the|follow-?up|future"
                    r"|additional|repeat|new|both|second|three|four|five|two|several) ((of the"
                    r"|our|other|the) )*(work|business|orders?|sites?|jobs?|volumes?|projects?"
                    r"|contracts?|plants?|stores|shops|buildings|hotels|schools|machines"
                    r"|branches)|volume|framework|exclusiv(e|ity)|long[- ]term|is yours"
                    r"|are yours|have the (job|order|contract|work)|get (the|all|our) (order"
                    r"|orders|contract|job|rest|work|business)|yours|remember (it|you|that)"
                    r"|make it up to you|see to it|(i|we)('ll| will) (sign|order|place|put"
                    r"|give you|make sure|get you|see that|introduce|recommend|bring))"
                ),
            ),
            (
                "give now, get later",
                5.2,
                (
                    r"(give|help|meet|match|hold|waive|throw|knock|bear with|look after|support"
                    r"|accept|swallow)~ (us|me|it|this|that|one|price|on this"
                    r"|with this)[a-z ,]{0,50} and (i|we|you|there|the (next|rest|other"
                    r"|whole))('ll| will|'re| are|'d| would| can| is| shall)?( then| surely"
                    r"| certainly| also| all| make| get| have| see)* (sure|make|get|give|see"
                    r"|have|look|remember|bring|more|yours|be|place|put|sign|order|return"
                    r"|be yours|come|double|talk|send|introduce|the)|next time (round )?(you('ll"
                    r"| will|'re)? (get|have|first)|(we|i)('ll| will) (see you right|pay"
                    r"|give you|order|come to you|make it up))|next time you'll|(there('s| is"
                    r"| will be|'ll be)|plenty|lots|a lot|much) (plenty |lots |a lot "
                    r"|much )*(more|bigger|further) (where|to come|work|business|to follow|in it"
                    r"|orders|in the pipeline) ?(that|this|from|came|for you|if|once|in|later)?"
                    r"|(the )?volumes? (will|would|is going to|are going to|'ll) (come|follow"
                    r"|grow|double|triple|be there)|(in return (you|we|i)|in exchange (you|we|i)"
                    r"|quid pro quo|on condition that|on the condition|subject to (you|your|us"
                    r"|getting)|scratch (my|our|your) back|you scratch|favour for a favour"
                    r"|one good turn)|(once|when|as soon as) (this|the first|the pilot|we|it"
                    r"|phase one|that|the trial|budget)( one| is| are| has| have| goes| works"
                    r"| lands| comes| through| gets| been| done| over| well| live| 's"
                    r"| settled)*,? .{0,30}(you('ll| will| would)? (get|have|be)|is yours"
                    r"|the (rest|others|next|big one|remaining)|more (work|orders|business)"
                    r"|roll (it|this) out|we('ll| will) (place|order|sign|extend|give you"
                    r"|talk about|move|double))|(do|done|did) (us|me|you) (a|this|that"
                    r"|one) (favour|favor)[a-z ,]{0,40}(return|remember|forget|owe|back|next)"
                ),
            ),
            (
                "a favour, and then",
                5.2,
                (
                    r"(do|done) (us|me) (a|this|that|one) (favour|favor)[a-z ,]{0,30} and (i"
                    r"|we)('ll| will)|(give|do|help)~ (favour|favor"
                    r"|this one)[a-z ,]{0,30} and (i|we)('ll| will) (make sure|see to it|get you"
                    r"|remember)"
                ),
            ),
            (
                "offer, condition of nature",
                -5.0,
                (
                    r"if (you|there is anything you|you ever) (have any|have|need|want"
                    r"|would like|require|like|wish|get stuck|run into|see|find|are ever"
                    r"|see any) ?(any|anything|help|questions|more|further|me|us|a)?|(let (me"
                    r"|us) know|call (me|us)|get in touch|feel free|please (call|contact|write"
                    r"|ring|tell))|if (it|the weather|there is) (rains|snows|is dry)|if (you|we"
                    r"|i) (don't|do not|fail|cannot|can't|won't)|no strings"
                    r"|without (any )?(conditions|strings)|nothing in return|next time (you're"
                    r"|you are|we're|we are|we meet|i'm|i see)|see you next time"
                ),
            ),
        ),
        *de(
            (
                "wenn Sie, dann",
                5.2,
                (
                    r"(wenn|sofern|falls|vorausgesetzt|sobald|kommen) (sie|ihr|wir|das"
                    r"|der erste)... (dann|bekommen sie|erhalten sie|gehoert ihnen|folge"
                    r"|naechste[nrs]? (auftrag|jahr|projekt|standort)|weitere auftraege"
                    r"|mehr (volumen|auftraege)|rest|ist ihnen sicher|revanchier|rahmenvertrag"
                    r"|vergeben wir)[a-z]*|(im gegenzug|als gegenleistung"
                    r"|beim naechsten mal (bekommen|sind|machen|zahlen))|das volumen (kommt"
                    r"|wird)|dafuer (bekommen|erhalten) sie"
                ),
            ),
            (
                "Angebot zu helfen",
                -5.0,
                (
                    r"falls sie (fragen|hilfe|noch|etwas)|wenn sie (fragen|hilfe|noch (etwas"
                    r"|fragen)|mich brauchen)|wenn es (regnet|schneit)|melden sie sich"
                ),
            ),
        ),
        *fr(
            (
                "si vous, alors",
                5.2,
                (
                    r"(si|des que|a condition que|pourvu que) (vous|nous|ce|le premier"
                    r"|votre)... (prochain|prochaine|suite|autres (sites|commandes|projets)"
                    r"|plus de (volume|commandes|travail)|volumes?|vous (aurez|obtiendrez"
                    r"|gagnerez)|est a vous|sera a vous|contrat[- ]cadre|je vous revaudrai"
                    r"|nous (signons|signerons|commanderons))|(en (echange|contrepartie|retour))"
                    r"|la prochaine fois,? (vous|on|ce sera|nous)|les volumes (suivront"
                    r"|viendront|vont)"
                ),
            ),
            (
                "aide",
                -5.0,
                (
                    r"si vous avez (besoin|des questions)|si vous (souhaitez|voulez)|n'hesitez"
                    r"|s'il (pleut|neige)"
                ),
            ),
        ),
        *es(
            (
                "si ustedes, entonces",
                5.2,
                (
                    r"(si|siempre que|en cuanto|cuando|a condicion de que) (nos|me|ustedes|usted"
                    r"|esto|el primer|bajan|hacen)... (proxim[oa]s?|mas (pedidos|trabajo"
                    r"|volumen)|otr[oa]s (plantas|obras|pedidos|tiendas)|volumen|sera suyo"
                    r"|seran suyos|es suyo|resto|contrato marco|firmamos|firmaremos|tendran"
                    r"|tendra)|a cambio|en contrapartida|la proxima (vez )?(les|le|sera|tendran"
                    r"|ganaran)|el volumen (llegara|vendra)"
                ),
            ),
            (
                "ayuda",
                -5.0,
                (
                    r"si (necesita|necesitan|tiene|tienen|quiere) (algo|alguna|ayuda|cualquier"
                    r"|mas)|no dude|si llueve"
                ),
            ),
        ),
    ),
)
