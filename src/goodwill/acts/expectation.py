"""`expectation`: the writer says what they count on from the vendor in general.

"What matters to us is", "we rely on you to". Confused with: one request, a forecast ("we expect
rain"), an expected date, a baby.
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: expectations told as stories of what went well.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="expectation",
    prior=-4.4,
    cues=(
        *every(
            ("a question", -1.2, r"@asks"),
        ),
        *en(
            (
                "what matters",
                5.2,
                (
                    r"the (most|really|single most) (important|essential|vital|crucial) (thing"
                    r"|point)|(it is|it's) (most |very |so |really )*(important|vital|essential"
                    r"|crucial|critical) (to|for|that)|what (matters|counts|is important"
                    r"|we (need|want|look for|value|expect|care about|are after|really need"
                    r"|really want)|i (need|want|look for|value|expect|care about|really need)"
                    r"|makes the difference|they (need|want|expect))( most| more| above all"
                    r"| first)?( to (us|me|our)| is| from| here| in)|(most|more|really|very|so"
                    r"|particularly|especially|vitally|crucially|all) (important|matters?|vital"
                    r"|essential|crucial|key|critical) (to|for) (us|me|our (guests|customers"
                    r"|patients|board|people|production|brand))|(matters|matter) (most |more "
                    r"|a lot |a great deal |above all )*(to|for) (us|me|our|them)|(our|my"
                    r"|their) (main |first |biggest |only |top |real |number one |highest "
                    r"|basic |minimum )*(priority|priorities|concern|expectations?|requirement"
                    r"|wish|need|criterion|hope) (is|are|was|of you|from you|here|that)"
                    r"|above all( else)?,? (we|i|it|they|you|our)|first and foremost"
                ),
            ),
            (
                "we rely on you",
                5.0,
                (
                    r"(we|i|they|our (guests|customers|patients|people|production))( all| do"
                    r"| have to| must| need to| really| just| have come to| also| always"
                    r"| simply)* (rely|depend|count|bank|relying|depending|counting) on (you"
                    r"|your|it (being|that)|this (being|working)|a (supplier|partner)|every)|(we"
                    r"|i)( do| would| have always| always| also| simply| clearly| naturally"
                    r"| of course)* (expect|expects|expected) (you|your (people|team|company"
                    r"|engineers?|firm)|our (suppliers?|partners?|vendors?)|a (supplier|partner"
                    r"|vendor)|from (you|a|our)|any (supplier|partner)|the same|nothing (less"
                    r"|more)|suppliers|partners|no (surprises|more|less)|honest|straight|proper"
                    r"|good|consistent|reliable|proactive)( to)?|(we|i) (need|want|look for"
                    r"|value|prize|appreciate|prefer|like)( in)? (a |our |)(supplier|suppliers"
                    r"|partner|partners|vendor|someone|somebody|people|firm|no surprises"
                    r"|reliability|predictability|consistency|punctuality|transparency|certainty"
                    r"|peace of mind|early warning|honesty|continuity|plain)( (who|that|which"
                    r"|we can|to|rather|above|with))?|(no|without|hate|dislike|don't (like|want)"
                    r"|avoid|cannot (have|afford)) (any )?(surprises|downtime|drama|risk|risks"
                    r"|headlines|fuss|noise)|(makes?|making|make) (my|our) (life|job|work"
                    r"|lives) (easier|simpler)|(keep|stay|prefer to (stay|keep)|want to stay"
                    r"|remain) (out of (the )?(sight|limelight|papers|spotlight|picture)"
                    r"|a low profile|quietly|under the radar|in the background)|expectations (of"
                    r"|for|from|we|you|are|were|should|review|this year|for)|(should"
                    r"|must) (always |never |simply |just )*(work|be (on time|there|ready"
                    r"|reliable|right|punctual)|run) (every|without|each|at all|first)"
                ),
            ),
            (
                "forecast, one thing",
                -4.6,
                (
                    r"expect (you|they|he|she|it) (are|is|will|were|was|have|know)|expect(s|ed"
                    r"|ing)? (rain|snow|delays?|it (to (be|arrive|come|take)|by|on|in|today"
                    r"|tomorrow)|them (to (be|arrive|come)|by|on)|a (reply|delivery|call|baby"
                    r"|price|discount|parcel|quote)|your (reply|call|answer|payment|invoice)"
                    r"|to (be|arrive|hear|finish|see|receive|have|start)|that it|guests|visitors"
                    r"|about|around|the (goods|parcel|lorry|delivery|price|result))|(is|are|was"
                    r"|were|as) expect(ed|ing)|expected (date|delivery|arrival|time|on|at|in|to)"
                    r"|life expectancy|(above|exceeded?|beat|beyond|below) (all |our |my "
                    r"|the )*expectations|no matter|what is the matter|by (monday|tuesday"
                    r"|wednesday|thursday|friday|noon|tomorrow|tonight)"
                ),
            ),
        ),
        *de(
            (
                "wichtig ist uns",
                5.0,
                (
                    r"(wichtig|entscheidend|wesentlich|vorrangig|zaehlt"
                    r"|das wichtigste)... (fuer uns|fuer mich|ist uns|ist mir|uns (vor allem|ist"
                    r"|dass)|mir|dass)|(uns|mir) (ist|kommt es|geht es)... (wichtig|darauf an"
                    r"|vor allem|um)|(wir|ich) (verlassen|verlasse) (uns|mich)... (auf sie"
                    r"|darauf)|(wir|ich) (erwarten|erwarte)... (von (ihnen|unseren|einem|ihrer)"
                    r"|dass sie|verlaesslich|puenktlich|zuverlaessig)[a-z]*"
                    r"|keine ueberraschungen|unsere (erwartung|erwartungen|prioritaet|anspruch"
                    r"|ansprueche)"
                ),
            ),
            (
                "Termin",
                -4.6,
                (
                    r"(erwarten|erwarte) (regen|schnee|ihre (antwort|lieferung|rechnung)"
                    r"|die lieferung|besuch|gaeste|ein paket)|erwartungsgemaess|wie erwartet"
                ),
            ),
        ),
        *fr(
            (
                "ce qui compte",
                5.0,
                (
                    r"ce qui (compte|importe|est important|nous importe|m'importe)|(le plus|tres"
                    r"|primordial|essentiel|capital)... (important|importe|pour nous|pour moi)"
                    r"|(nous|je)... (comptons sur vous|compte sur vous|attendons (de vous|d'un"
                    r"|de nos)|attends de vous|avons besoin d'un (fournisseur|partenaire))"
                    r"|(notre|nos|ma) (priorite|priorites|attente|attentes|exigence|exigences)"
                    r"|pas de (mauvaise )?surprise(s)?|avant tout,? (nous|il)"
                ),
            ),
            (
                "prévision",
                -4.6,
                (
                    r"(attendons|attends) (votre (reponse|devis|appel)|la livraison|de la pluie"
                    r"|des visiteurs|le colis)|comme prevu|peu importe"
                ),
            ),
        ),
        *es(
            (
                "lo importante",
                5.0,
                (
                    r"lo (que )?(mas )?(importa|importante|cuenta|que (buscamos|esperamos"
                    r"|necesitamos|valoramos|nos importa))|(muy|fundamental|esencial|primordial"
                    r"|clave|prioritario)... (para nosotros|para mi)|(contamos|confiamos"
                    r"|dependemos|cuento) (con|en|de) (ustedes|usted|que ustedes|su equipo)"
                    r"|(esperamos|espero) (de ustedes|de usted|de un proveedor|de nuestros"
                    r"|que ustedes)|(nuestra|nuestras) (prioridad|prioridades|expectativa"
                    r"|expectativas|exigencia)|sin sorpresas|ante todo,?"
                ),
            ),
            (
                "previsión",
                -4.6,
                (
                    r"(esperamos|espero) (su (respuesta|llamada)|la entrega|lluvia|visitas"
                    r"|el paquete)|como estaba previsto|no importa"
                ),
            ),
        ),
    ),
)
