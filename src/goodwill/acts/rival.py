"""`rival`: another firm, or another offer, is in play for the work.

Confused with: the client's own competitors, denials ("we are talking to nobody else"), someone
else who is a colleague ("someone else will let you in"), praise for a rival of old that is
gone, and press on the price without another firm (`price_pressure`).
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: rivals named only by their name, which a text alone cannot know for one.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="rival",
    prior=-4.2,
    cues=(
        *every(("quoted speech", -0.8, "@quotes")),
        *en(
            (
                "competitors of yours",
                5.4,
                (
                    r"(your|you and your|one of your|two of your|several of your|some of your"
                    r"|a) (main |biggest |nearest |closest |largest |direct |local |german "
                    r"|cheaper |big )*(competitors?|competition|rivals?)"
                ),
            ),
            ("competition", 1.8, r"(competitors?|competition|rivals?|rival)"),
            (
                "another supplier",
                3.4,
                (
                    r"(another|other|alternative|different|new|second|third|rival|competing"
                    r"|cheaper|local|larger|bigger|two other|three other|several other"
                    r"|some other|few other|second|backup|additional|the other|incumbent"
                    r"|overseas|chinese|german|polish|turkish|portuguese|italian) ((local"
                    r"|potential|smaller|bigger|larger|possible|competing|cheaper|outside"
                    r"|prospective) )*(suppliers?|vendors?|providers?|contractors?|agency"
                    r"|agencies|printers?|bidders?|carriers?|outfits?|consultan(t|ts|cy)"
                    r"|law firms?|accountants?|manufacturers?|distributors?|firms?|installers?"
                    r"|maintainers?|service partners?|partner|tenderers?|crowd|mob|broker"
                    r"|brokers|quotes?|quotations?|bids?|offers?|proposals?)"
                ),
            ),
            (
                "someone else, somewhere else",
                2.6,
                (
                    r"(someone|somebody|anyone|anybody) else|elsewhere|other (people|parties"
                    r"|options|lot|mob|guys|companies|firms|sources)|another (company|firm|party"
                    r"|outfit|crowd|lot|option|source|team|team of)|the other (lot|side|mob|guys"
                    r"|two|firm|company|people)|alternatives?"
                ),
            ),
            (
                "is dealing with",
                2.6,
                (
                    r"(talk|talks|talking|talked|speak|speaking|spoke|spoken|meet|meeting|met"
                    r"|look|looking|looked|try|tries|tried|trying|trial|trialling|trialing"
                    r"|testing|approach|approached|approaching|contact|contacted|contacting"
                    r"|switch|switching|switched|move|moving|moved|go|going|gone|went|give"
                    r"|giving|gave|given|ask|asking|asked|invite|invited|inviting|visit|visited"
                    r"|visiting|come|came|pitched|pitching|pitch|offer|offers|offered|offering"
                    r"|quote|quoted|quoting|price|priced|choose|chose|chosen|use|using|used|get"
                    r"|getting|got|have|had|sounding|compare|comparing|compared|source|sourcing"
                    r"|evaluat(e|ing|ed)|consider|considering|considered|shortlist|interview"
                    r"|interviewing|buy|buying|bought|order|ordered|place|placing|placed|award"
                    r"|awarded|prefer|preferred|chosen|decided|courting|wooing|sniffing"
                    r"|presented|presenting|demo|demonstrated|samples?|proposal|quote|quotation"
                    r"|bid|lower|cheaper|better|faster) (to |with |at |for |by |from |of |up "
                    r"|in |out |on |a |an |the |this |that |it |them |us |some |two |three |one "
                    r"|work |business |orders? |quotes? |prices? |to see |into |around "
                    r"|over )*(<rivals>|others|another (company|firm|team|crowd|lot|option)"
                    r"|alternatives|other (companies|firms|people|options|suppliers|vendors"
                    r"|parties))"
                ),
            ),
            (
                "they act",
                3.2,
                (
                    r"(<rivals>|another (company|firm|team|crowd)|others|other (firms|companies"
                    r"|people))( have| has| had| are| is| was| were| would| will| can| could"
                    r"| also| already| just| recently)* (quot(e|es|ed|ing)|offer(s|ed|ing)?"
                    r"|pric(e|ed|es)|came|come|coming|approach(ed|ing)?|propos(ed|es|ing)"
                    r"|promis(ed|es|ing)|deliver(s|ed)?|do it|do this|match(ed|es)?|beat"
                    r"|undercut|pitch(ed|ing)?|present(ed|ing)?|show(ed|n|ing)?|visit(ed|ing)?"
                    r"|call(ed|ing)?|can|could|is|are|has|have|been|wants?|knocking|circling"
                    r"|sniffing|hungry|cheaper|ahead|faster|in the (frame|running|picture))"
                ),
            ),
            (
                "knocking at the door",
                5.2,
                (
                    r"(beating|knocking|hammering|banging|breaking|pounding)~ (on|at"
                    r"|down)~ (door|doors)|(in|at) (the|his|her|my|our) (office|door"
                    r"|boardroom) (last|this|on|again|every)~ (week|month|monday|tuesday"
                    r"|wednesday|thursday|friday)|shop(ping|ped)? around|look(ing|ed)? around"
                    r"|test(ing)? the market|go(ing)? to (the )?market|market[- ]test(ing)?"
                    r"|play(ing)? the field|(wants?|get|getting|gets|asked for|ask for|collect"
                    r"|collecting|compare|comparing|two|three|several|some|more) (other"
                    r"|competing|more|rival|further) (quotes|offers|bids|prices|quotations"
                    r"|proposals)|approached (us|me) (with|about|directly|last|this|offering)"
                    r"|(been|were|was|being) approached( by)?|hold (off|back) (your"
                    r"|the) (competition|competitors|others|rivals)|(give|gave|giving|given"
                    r"|giving) (them|another|someone|somebody|others|this other|these|the other"
                    r"|a new)~ (a )?(crack|go|try|trial|chance|shot|test|look-in|turn|run|order"
                    r"|trial order)|second (source|supplier|opinion on (the )?price|quote)"
                    r"|dual[- ]sourc(e|ing)|(we|i)('ve| have| had| also| already|'re"
                    r"| are)* (switch(ed|ing)?|chang(ed|ing)|mov(ed|ing)) (to (a|another|a new)"
                    r"|supplier|provider|vendor|away)|not (the )?only (one|ones|firm|supplier"
                    r"|people|game|option)|(more than one|two|three|both|several|four"
                    r"|five) (suppliers|firms|companies|vendors|quotes|offers|proposals|bidders"
                    r"|contractors|agencies) (in|are|on|to|have|compet|for|we|bid)|(went|going"
                    r"|gone|go|decided to go|chose to go|opted to go) (with|for|to) (a |an |the "
                    r"|someone|another|somebody)( local| cheaper| bigger| different| other"
                    r"| new)*( else| firm| company| supplier| agency| provider| vendor| offer"
                    r"| quote| outfit| competitor| competition| lower)|lost (it|this|out"
                    r"|the (job|order|bid|contract|work|deal)) to|up against|in the (running"
                    r"|frame) (for (this|the (job|work|contract|order))|with)|(other|two|three"
                    r"|another|second) (offer|offers|quote|quotes|quotation|quotations|bid|bids"
                    r"|proposals?) (on|in|is|are|we|that|came|from|to|which|has|have|at|for)"
                ),
            ),
            (
                "their own rivals",
                -4.2,
                (
                    r"(our|our own|their|their own|his|her|my|its) (main |biggest |nearest |own "
                    r"|closest |largest |direct |local |german |foreign )*(competitors?"
                    r"|competition|rivals?)|(sports?|swimming|photo|design|bake|fishing|essay"
                    r"|cooking|art|dance|golf|tennis) competition|competition (law|authority|act"
                    r"|commission|winner|entry|prize|rules|winners|clause|committee)"
                    r"|non-?compet(e|ition)|unfair competition|healthy competition"
                ),
            ),
            (
                "nobody else",
                -6.0,
                (
                    r"(no|not|never|nor|without|nobody|no one|none|don't|didn't|won't|wouldn't"
                    r"|haven't|isn't|aren't|stopped|no longer|no need to|rather than|instead of"
                    r"|not going to|no intention of|no interest in|not asked|not asking"
                    r"|not speaking|not talking|not looking)( to| have| going| been| be| asking"
                    r"| asked| ask| talking| talk| speaking| looking| look| look at| see| want"
                    r"| use| using| trust| plan| any| an| a| need| for| at| with| consider"
                    r"| considering| invited| invite| interested| in| going to| of| even"
                    r"| think)* (other (suppliers?|vendors?|firms?|company|companies|providers?"
                    r"|quotes?|offers?|bidders?|bids?|contractors?|partner)|another (supplier"
                    r"|vendor|firm|company|quote|provider|contractor|partner)|else|elsewhere"
                    r"|anyone else|anybody else|someone else|somebody else|around|competitors?"
                    r"|competition|alternatives?|others|one else|shop around)|(no one|nobody"
                    r"|none) else|(only|first|just) (you|called you|asked you|came to you"
                    r"|asking you)|you('re| are) the only"
                ),
            ),
            (
                "a colleague or any person",
                -4.2,
                (
                    r"(someone|somebody|anyone|anybody) else (in|on|from|at|within) (my|our|your"
                    r"|the|this) (team|office|department|company|side|site|building|family|group"
                    r"|house)|(contact|ask|find|tell|need|got|has) (someone|somebody|anyone"
                    r"|anybody) else|(someone|somebody|anyone|anybody) else (will|can|could"
                    r"|should|to|who|that|on site|here|there|is|was|has|needs?|wants?|joining"
                    r"|attending|coming)~ (let|open|meet|show|take|sign|cover|need|know|want"
                    r"|join|attend|come|copied|cc|include|speak|there|available|knows?|collect"
                    r"|help|in the office)|(copy|cc|include|involve|invite|forward|tell|ask"
                    r"|hear from|anyone|know) ~?(someone|somebody|anyone|anybody) else|(in|at"
                    r"|from|the) other (rooms?|floors?|buildings?|sites?|departments?|offices?"
                    r"|plants?|halls?|branch(es)?|lines?)|between (the )?others|among others"
                    r"|others (in|on|at|from) (the|my|our|your) (team|office|department|group"
                    r"|company)|elsewhere (in|on|at) (the|this|my|our|your) (building|house|site"
                    r"|office|room|file|document|report|mail|yard|plant)|(each|one another"
                    r"|each other)|(company|firm) (car|policy|pension|name|card|day|party"
                    r"|christmas|credit)|another (company|firm) (in|within|of) (the|our) group"
                    r"|alternative (date|dates|time|times|route|address|entrance|day|fee|energy"
                    r"|solution|part|method|number|arrangement|contact)|other (options?|people"
                    r"|parties) (for|in) (the )?(date|time|venue|room|meeting|team|office)"
                ),
            ),
            (
                "recommendation outside our trade",
                -2.2,
                (
                    r"(refer|recommend|suggest|introduce|point)( you| them| him| her)? (to"
                    r"|someone|somebody|another|a)|for (that|this) you (need|want"
                    r"|would be better)|not (our|my|your) (trade|field|area|business|line)"
                ),
            ),
        ),
        *de(
            (
                "Wettbewerb",
                4.8,
                (
                    r"(ihr|ihre|ihrer|ihren|ihrem|der|die|vom|beim|den|eine?[mnrs]?|zwei"
                    r"|andere[nr]?) (groesste[nr]? |direkte[nr]? )*(wettbewerber|wettbewerbern"
                    r"|mitbewerber|mitbewerbern|mitbewerb|konkurrenz|konkurrent|konkurrenten"
                    r"|wettbewerb)|(konkurrenz|vergleichs|wettbewerbs|gegen)angebot(e|en)?"
                ),
            ),
            (
                "anderer Anbieter",
                4.6,
                (
                    r"(anderen|anderer|andere|anderes|weiteren|weitere|weiterer|neuen|neuer"
                    r"|zweiten|zweiter|alternative|alternativen|guenstigeren|zusaetzlichen"
                    r"|mehrere|mehreren|zwei|drei) (anbieter|anbietern|lieferanten?"
                    r"|dienstleistern?|firma|firmen|unternehmen|druckerei|agentur|angebot"
                    r"|angebote|hersteller|partner|quelle|bieter)|jemand(en|em)? ander(en|em|s)"
                    r"|woanders|anderweitig|anbieterwechsel|lieferantenwechsel|(wechseln"
                    r"|gewechselt|abwandern) (zu|den|wir)|zweitlieferant(en)?|umsehen|umschauen"
                    r"|am markt (um|an)"
                ),
            ),
            (
                "niemand sonst, eigene",
                -5.8,
                (
                    r"(kein(e|en|em)?|niemand(en|em)?|nicht|ohne|nur) (mehr |mit |bei |an "
                    r"|noch )*(anderen?|anderer|anderem|andere|weiteren|sonst|woanders"
                    r"|konkurrenz|wettbewerber|umsehen|konkurrenzangebot)|(unsere|unserer"
                    r"|unseren|unserem|unser) (groesste[nr]? |direkte[nr]? )*(wettbewerber"
                    r"|wettbewerbern|konkurrenz|konkurrenten|wettbewerb|mitbewerber)"
                ),
            ),
        ),
        *fr(
            (
                "concurrence",
                4.8,
                (
                    r"(vos|votre|un|des|la|le|d'un|de vos|l'un de vos|certains|deux|plusieurs"
                    r"|les) (principaux |principal |gros )*(concurrents?|concurrence)"
                    r"|offres? concurrentes?"
                ),
            ),
            (
                "autre fournisseur",
                4.6,
                (
                    r"(autres?|nouveaux?|nouveau|second|deuxieme|deux|plusieurs"
                    r"|autre) (fournisseurs?|prestataires?|societes?|entreprises?|imprimeurs?"
                    r"|agences?|devis|offres?|candidats?|cabinets?|partenaires?)"
                    r"|(quelqu'un d'autre|ailleurs|d'autres (devis|offres|fournisseurs"
                    r"|prestataires|societes|entreprises|propositions))|(changer|changeons"
                    r"|change) de (fournisseur|prestataire|partenaire)"
                    r"|faire jouer la concurrence"
                ),
            ),
            (
                "personne d'autre, les nôtres",
                -5.8,
                (
                    r"(pas|aucun|personne|jamais|sans|ne [a-z]{1,15} (pas|aucun)) (un |consulte "
                    r"|demande |voir |a |d'|de |mis )*(autres?|ailleurs|concurrents?|concurrence"
                    r"|quelqu'un d'autre)|(nos|notre) (principaux |principal )*(concurrents?"
                    r"|concurrence)|personne d'autre|d'ailleurs|par ailleurs|aucun autre"
                ),
            ),
        ),
        *es(
            (
                "competencia",
                4.8,
                (
                    r"(su|sus|tu|tus|vuestra|la|un|de la|varios|algun|otro|otros"
                    r"|dos) (principal |principales |mayor )*(competencia|competidor"
                    r"|competidores)"
                ),
            ),
            (
                "otro proveedor",
                4.6,
                (
                    r"(otro|otros|otra|otras|nuevo|nuevos|nueva|segundo|varios|varias|dos"
                    r"|tres) (proveedor|proveedores|empresas?|ofertas?|presupuestos?|imprentas?"
                    r"|agencias?|companias?|fabricantes?|contratistas?|socios?)|(alguien mas"
                    r"|otra parte|otro sitio|otro lado)|(cambiar|cambiamos|cambio) (a otro"
                    r"|de proveedor)|comparar (ofertas|precios)"
                ),
            ),
            (
                "nadie más, los nuestros",
                -5.8,
                (
                    r"(no|ningun|ninguna|nadie|sin|nunca|jamas) (hemos |hay |he |vamos a "
                    r"|queremos |pedido |hablado |estamos |con |a |hablando |pedir )*(otro|otros"
                    r"|otra|otras|ningun|mas|nadie|competencia|competidores)|(nuestra|nuestros"
                    r"|nuestro) (principal |principales )*(competencia|competidores|competidor)"
                    r"|nadie mas|ningun otro"
                ),
            ),
        ),
    ),
)
