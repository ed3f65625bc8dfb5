"""`delivery`: something promised or ordered is handed over, done or ready.

Told by who did it or who received it. Confused with: a delivery to come (`logistics`,
`commitment`), one that failed (`problem`), a document attached to be looked at.
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: work told as done in the words of its trade ("swapped the bearing").
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="delivery",
    prior=-3.8,
    cues=(
        *every(
            ("a question", -2.8, r"@asks"),
        ),
        *en(
            (
                "is done",
                4.6,
                (
                    r"(is|are|was|were|has been|have been|been|now|all|it's|they're|has|have"
                    r"|got)( now| all| both| just| already| been| fully| finally| safely| also"
                    r"| duly| again| successfully| back)* (delivered|installed|fitted|completed"
                    r"|finished|shipped|dispatched|despatched|repaired|mended|fixed|replaced"
                    r"|commissioned|handed over|signed for|in place|up and running"
                    r"|up and working|back (in service|up|on line|online|in use|running)|live"
                    r"|ready for (collection|you|use|pick-?up)|done|sent( out| off| to you"
                    r"| across| over)?|cleaned|painted|printed|tested|serviced|uploaded|posted"
                    r"|resolved|corrected|set up|switched over|moved in|unloaded"
                    r"|received with thanks|arrived( (safely|in (good|perfect|one)|on time|this"
                    r"|today|yesterday|complete|intact))?)"
                ),
            ),
            (
                "we did it",
                4.4,
                (
                    r"(i|we|engineer|team|crew|fitters?|driver|technician|they|courier|he|she"
                    r"|our (engineer|team|crew|driver|technician|fitters?))('ve| have"
                    r"| has)?( just| now| also| already| all| today| then| both)* (delivered"
                    r"|installed|fitted|completed|finished|shipped|dispatched|repaired|fixed"
                    r"|replaced|swapped|commissioned|handed over|changed (the|all|both)"
                    r"|sent (you |it |them |off |out )?(the|your|yesterday|today|this|all|both"
                    r"|by)|put in|cleaned|painted|printed|tested|serviced|uploaded|dropped off"
                    r"|set up|rebuilt|mended|received (the|your|all|both|everything|it|them))"
                    r"|as (promised|agreed)[,:]? (here|attached|the|please|you|find|we have"
                    r"|i have|your)|here (is|are) (the|your) ([a-z]+ )*(i|we|you) (promised"
                    r"|asked for|ordered|wanted)|(everything|all [a-z]+|the (parts?|goods|boxes"
                    r"|pallets?|order|shipment|machine|parcel|samples?|delivery|copies"
                    r"|brochures))~ (arrived|came|landed|is here|are here|has come|received)"
                    r"|(on time|a day early|ahead of schedule|in full|as agreed"
                    r"|as promised)[.!]?$|(came|arrived|delivered|finished|landed)~ (early"
                    r"|on time|as promised|in good order|intact)"
                ),
            ),
            (
                "not yet, to come, failed",
                -4.6,
                (
                    r"(not|never|n't|nothing|no|yet to|still|fail(ed)?|failing|until|when|once"
                    r"|if|will|shall|'ll|would|should|could|can|must|to|waiting for|expect(ed)?"
                    r"|due|before|after|as soon as|needs?|how|unless|going to|late|too late"
                    r"|wrong|damaged|without)( be| been| have| has| get| it| they| the [a-z]+"
                    r"| is| are| was| were| also| all| to| we| you)* (delivered|installed|fitted"
                    r"|completed|finished|shipped|dispatched|repaired|fixed|replaced|done|sent"
                    r"|ready|arrived|received|commissioned|resolved|corrected|tested|cleaned)"
                    r"|(arrived|delivered|came) (damaged|broken|late|short|wrong|incomplete"
                    r"|cracked|without|too late|two|three|a (week|day|month) late)|(invoice"
                    r"|message|email|letter|mail|news|minutes|survey|report card|newsletter) (is"
                    r"|are|was|were|has been|have been)( now| just)? (sent|received|arrived"
                    r"|delivered)|received (your|the) (message|email|mail|letter|invoice|quote"
                    r"|note|question|enquiry|complaint|offer)|(delivered|done|made|finished"
                    r"|completed) (a speech|by (hand|whom))|well done"
                ),
            ),
        ),
        *de(
            (
                "geliefert",
                4.6,
                (
                    r"(ist|sind|wurde|wurden|haben|hat|habe)... (geliefert|angekommen"
                    r"|eingetroffen|eingebaut|montiert|installiert|repariert|ausgetauscht"
                    r"|erledigt|fertiggestellt|fertig|abgeschlossen|verschickt|versandt"
                    r"|uebergeben|in betrieb|gesendet|behoben|zugestellt|erhalten|abgeholt"
                    r"|bereit)|wie (versprochen|vereinbart|besprochen|zugesagt)"
                ),
            ),
            (
                "nicht, noch",
                -4.8,
                (
                    r"(nicht|noch kein|kein|keine|nie|erst wenn|sobald|wann|falls|zu spaet"
                    r"|beschaedigt|falsch|wird|werden|soll|muss)... (geliefert|angekommen"
                    r"|eingetroffen|eingebaut|repariert|fertig|erledigt|verschickt|installiert"
                    r"|montiert)|ihre (nachricht|mail|rechnung|anfrage) erhalten"
                ),
            ),
        ),
        *fr(
            (
                "livré",
                4.6,
                (
                    r"(est|sont|a|ont|avons|ai|ete)... (livree?s?|installee?s?|termine(e|s|es)?"
                    r"|repare(e|s|es)?|remplace(e|s|es)?|expediee?s?|envoyee?s?|recue?s?"
                    r"|arrivee?s?|posee?s?|pret(e|s|es)?|mise? en service|remise?s?|acheve(e|s"
                    r"|es)?)|comme (promis|convenu)"
                ),
            ),
            (
                "pas encore",
                -4.8,
                (
                    r"(ne|n'|pas|jamais|toujours|avant|des que|quand|si|sera|seront|doit"
                    r"|trop tard|endommage|en retard|abime)... (livr|install|termin|repar"
                    r"|remplac|exped|envoy|recu|arriv|pret)[a-z]*|recu votre (message|mail"
                    r"|courrier|facture|demande)"
                ),
            ),
        ),
        *es(
            (
                "entregado",
                4.6,
                (
                    r"(ha|han|hemos|he|esta|estan|fue|fueron|sido|quedo"
                    r"|queda)... (entregad[oa]s?|instalad[oa]s?|terminad[oa]s?|reparad[oa]s?"
                    r"|sustituid[oa]s?|cambiad[oa]s?|enviad[oa]s?|recibid[oa]s?|llegad[oa]s?"
                    r"|list[oa]s?|llegado|acabad[oa]s?|puesto en marcha)|llego (bien|todo"
                    r"|a tiempo|completo|el pedido|esta manana)|(tal )?como (prometimos"
                    r"|acordamos|prometi|le prometi)"
                ),
            ),
            (
                "aún no",
                -4.8,
                (
                    r"(no|nunca|todavia|aun|antes|cuando|si|sera|seran|debe|tarde|danad"
                    r"|roto)... (entreg|instal|termin|repar|envi|recib|lleg|list)[a-z]*"
                    r"|recibido su (mensaje|correo|factura|consulta)"
                ),
            ),
        ),
    ),
)
