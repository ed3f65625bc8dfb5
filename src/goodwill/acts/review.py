"""`review`: both sides look at how the work or the relation goes, and learn.

A quarterly review, lessons learnt, how are we doing. Confused with: reviewing a document, a
review on a web shop, a price review.
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: a look back without its words.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="review",
    prior=-4.4,
    cues=(
        *every(),
        *en(
            (
                "a review meeting",
                5.2,
                (
                    r"(quarterly|annual|yearly|half-?yearly|six-?month(ly)?|mid-?year|year-?end"
                    r"|monthly|account|service|performance|relationship|business|project"
                    r"|contract|supplier|partnership|joint|management|our|post-?project"
                    r"|post-?implementation|after[- ]action|lessons[- ]learn(ed|t)|regular"
                    r"|twice-yearly|next|first|last) (business |account |service |performance "
                    r"|supplier |contract |review |progress )*(reviews?|retrospectives?"
                    r"|look[- ]back|health check|stock-?take|catch-?up on how|debrief"
                    r"|post-?mortem)( (meeting|call|session|with|of the|on|in|is|was|for|last"
                    r"|next|this|together|at|showed))?|(qbr|retro)s?|retrospective|post-?mortem"
                    r"|debrief(ing)?|lessons (learn(ed|t)|from)|wash-?up"
                ),
            ),
            (
                "how do we do",
                5.2,
                (
                    r"how (are|were|did|do|have|well) (we|things|you feel"
                    r"|you think)~ ?(we )?(doing|done|do|performing|performed|working together"
                    r"|been doing|work together|perform|going on your side|going from your|rate"
                    r"|score|judge)|where (can|could|should) (we|i|you) (improve|do better)"
                    r"|(what|where) (can|could|should|did|do) (we|i|you)~ ?(do|have done|get"
                    r"|improve|learn|better|go wrong|went wrong|differently|change)( better"
                    r"| differently| wrong| right| from)+|what (went|goes|has gone|works|worked"
                    r"|is working|isn't working|didn't work|did not work) (well|wrong|badly"
                    r"|right|better|and what)?|(look|looking|looked) back (at|on|over|together)"
                    r"|take stock|(room|scope) for improvement|(areas|points) (for|of"
                    r"|to) improve(ment)?|(your|honest|frank|candid|open|any|some|give us"
                    r"|for your) (honest |frank |candid |open )*feedback( on| about| for| how"
                    r"|$)?|(we|have) learn(ed|t) (from|that|a lot|our|the lesson)|(expectations"
                    r"|service levels?|agreement|scope|targets|kpis?|figures|numbers|year"
                    r"|quarter|first six months|past year|last year)( again| together| is| are"
                    r"| with you| once a year| every year)* (reviewed|still (right|fit|what)"
                    r"|to be reviewed|under review)|(review|go through|go over|revisit"
                    r"|check)( together| with you| both)* (our|the|your|what we) ((working|whole"
                    r"|last|past|joint|own|mutual|current|service) )*(expectations?|relationship"
                    r"|collaboration|cooperation|partnership|performance|service levels?"
                    r"|progress|year|quarter|agreement|results|kpis?|expect of|scorecard|agreed)"
                    r"|(satisfaction|feedback) (survey|round|talk|session|interview)|scorecard"
                    r"|kpi"
                ),
            ),
            (
                "a paper, a shop",
                -5.0,
                (
                    r"(please )?(review|reviewing|reviewed) (the|this|attached|and|my|it|your"
                    r"|these|our|all|both) (attached|document|draft|contract|proof|drawings?"
                    r"|text|agreement|invoice|minutes|offer|file|report|changes|comments|slides"
                    r"|plan|sign|let|sheet|copy|pdf|list|proposal|paper|layout|letter|policy"
                    r"|artwork|terms)|for (your )?review|(google|trustpilot|amazon|app store"
                    r"|online|customer|five-?star|peer|literature|book|film|restaurant|write a"
                    r"|leave a|code|price|rate|legal|medical|judicial|salary|tax) reviews?"
                    r"|under review by (legal|the lawyers|finance)|privacy|unsubscribe"
                    r"|what can (we|i) do (for|to help)|how (are|is) (you|your|things)( doing"
                    r"| today)?\?$"
                ),
            ),
        ),
        *de(
            (
                "Rückblick",
                5.0,
                (
                    r"(quartals|jahres|halbjahres|monats|lieferanten|service|projekt|bilanz"
                    r"|review|feedback|rueckblick|abschluss)(gespraech|besprechung|review"
                    r"|treffen|bewertung|rueckblick|termin)(e|s|en)?|rueckblick|rueckschau|(was"
                    r"|wo|wie) (lief|laeuft|koennen wir|haben wir|ist|sind wir)... (gut|schlecht"
                    r"|besser|gelaufen|gelernt|verbessern|zufrieden)|(zusammenarbeit|leistung"
                    r"|erwartungen)... (bewerten|ueberpruefen|besprechen|durchgehen|auswerten"
                    r"|reflektieren)|verbesserungspotenzial|ehrliches feedback|lehren (aus"
                    r"|gezogen)|bilanz ziehen|manoeverkritik"
                ),
            ),
            (
                "Papier",
                -5.0,
                (
                    r"(dokument|vertrag|entwurf|rechnung|zeichnung)[a-z]*... (pruefen"
                    r"|durchsehen)"
                ),
            ),
        ),
        *fr(
            (
                "bilan",
                5.0,
                (
                    r"(bilan|revue|point) (annuel(le)?|trimestriel(le)?|semestriel(le)?"
                    r"|mensuel(le)?|de (notre|la) (collaboration|prestation|performance|relation"
                    r"|contrat|l'annee)|de compte|d'etape|du partenariat)|(faire|faisons"
                    r"|fait) le (bilan|point) (sur|de|ensemble)|retour d'experience|(ce qui"
                    r"|qu'est-ce qui) (a|va|n'a|ne va)... (marche|bien|mal|fonctionne|pas)"
                    r"|axes? d'amelioration|(tirer|tirons|tire) les (lecons|enseignements)"
                    r"|enquete de satisfaction|(que|comment) (pouvons-nous|peut-on"
                    r"|pourrions-nous)... (ameliorer|mieux)|revue de contrat"
                ),
            ),
            (
                "papier",
                -5.0,
                (
                    r"(relire|revoir|verifier) (le|la|les|votre|ce) (document|contrat|projet"
                    r"|facture|devis|texte)"
                ),
            ),
        ),
        *es(
            (
                "balance",
                5.0,
                (
                    r"(revision|balance|reunion de seguimiento|repaso|evaluacion) (anual"
                    r"|trimestral|semestral|mensual|de(l)? (servicio|la colaboracion|ano"
                    r"|la relacion|nuestra colaboracion|proveedor|rendimiento|trimestre))|(hacer"
                    r"|hagamos|hacemos|hicimos) (un )?(balance|repaso)|lecciones aprendidas"
                    r"|que (salio|fue|ha ido|funciono|funciona|va)... (bien|mal|mejor)|(en que"
                    r"|como|que) (podemos|podriamos) (mejorar|hacer mejor)|areas de mejora"
                    r"|encuesta de satisfaccion|puntos de mejora"
                ),
            ),
            (
                "papel",
                -5.0,
                (
                    r"(revisar|revise|revisen) (el|la|los|su|este|adjunto) (documento|contrato"
                    r"|borrador|factura|texto|adjunto|plano)"
                ),
            ),
        ),
    ),
)
