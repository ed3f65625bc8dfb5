"""`strategy`: the writer's own plans, shared before there is a request.

Budgets, road maps, next years, sites to open or close, joint planning. Confused with: plans of
another sort (a floor plan, holiday plans, a payment plan), the calendar of a running job
("planned maintenance next week"), an idea for one thing (`idea`), news of the market.
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: plans told without a plan's words ("there will be forty of us by then").
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="strategy",
    prior=-4.2,
    cues=(
        *every(
            (
                "a coming year",
                1.4,
                r"@digits (20(2[5-9]|3\d|40)|fy ?\d\d(\d\d)?|(q[1-4]|h[12]) (20)?\d\d)",
            )
        ),
        *en(
            ("strategy, the word", 2.8, r"strateg(y|ies|ic|ically)|road-?map"),
            (
                "our strategy",
                4.8,
                (
                    r"(our|the (group|company|board|bank|school|council|owner|ministry)'s|joint"
                    r"|long[- ]term|three-year|five-year|ten-year|growth|corporate|digital|site"
                    r"|new|group|company|together on (a|the)|the) (own |new |long-?term |whole "
                    r"|overall |growth |next |current )*(strategy|strategic (plan|plans|goals?"
                    r"|priorities|direction|review)|road-?map)( (is|for|to|will|with|until|goes"
                    r"|together|says|has|session|day)|[.,!]|$)|master ?plan|business plan"
                    r"|five-?year|three-?year|ten-?year|multi-?year|long[- ]term (the|we|our"
                    r"|they|plan|plans|view|strategy|direction|goal|investment)|medium[- ]term"
                    r"|capital (plan|programme|expenditure|budget)|capex|investment (plan"
                    r"|programme|case|round|budget|cycle)|(growth|expansion|transformation"
                    r"|modernisation|sustainability|decarbonisation|succession|digitali[sz]ation"
                    r"|exit) (plan|plans|programme|strategy|agenda)|joint (plan|planning|roadmap"
                    r"|business plan|account plan)|planning (session|workshop|day|round|cycle"
                    r"|horizon)|(plan|planning|think|thinking) (ahead|together|jointly)"
                    r"|where (do |does )?(we|the (company|group|business|firm)) (want|need"
                    r"|intend|hope|aim|expect|see ourselves)( to be| to go| to stand)?( in|$)?"
                    r"|the (bigger|wider) picture|our (priorities|direction|vision|ambitions?"
                    r"|goals|objectives)"
                ),
            ),
            (
                "our plans",
                4.0,
                (
                    r"(our|their|the board's|the group's|the company's|my|group) (own "
                    r"|long-?term |draft |current |outline |internal |overall |growth "
                    r"|new )*(plans?|planning|thinking|intention|intentions|pipeline"
                    r"|outlook)~ ?(for|is|are|to|next|over|beyond|with|until|through)"
                ),
            ),
            (
                "we plan to",
                4.8,
                (
                    r"(we|we're|we are|the board|the group|management|the owners?|owners"
                    r"|head office|company|our (board|directors|group|owners|parent|ceo|director"
                    r"|management)|they|they're)( are|'re| is| also| all| currently| now"
                    r"| actively| seriously| already| quietly)* (plan|plans|planning|intend"
                    r"|intends|intending|aim|aiming|aims|expect|expecting|hope|hoping|looking"
                    r"|thinking|considering|consider|weighing|debating|exploring|want|wants|mean"
                    r"|going)( to| of| about| at| whether to| whether)* ((be |possibly |perhaps "
                    r"|slowly |gradually )*(expand|expanding|grow|growing|open|opening|build"
                    r"|building|(move|moving) (the|our|all|production|to (a|new)|into)|relocate"
                    r"|relocating|(close|closing) (down|the|one|two|some)|merge|merging|acquire"
                    r"|acquiring|acquisition|buy(ing)? (a|another|the)|invest|investing|launch"
                    r"|launching|enter|entering|double|doubling|triple|consolidat(e|ing)"
                    r"|centrali[sz](e|ing)|outsourc(e|ing)|insourc(e|ing)|bring(ing)?~ in-?house"
                    r"|replac(e|ing) (the|all|our)|roll(ing)? out|restructur(e|ing)"
                    r"|reorgani[sz](e|ing)|moderni[sz](e|ing)|refurbish(ing)?|phas(e|ing) out"
                    r"|divest|sell(ing)? (the|off|our)|hir(e|ing)|recruit(ing)?|automat(e|ing)"
                    r"|digiti[sz](e|ing)|switch(ing)? (to|all|over)|standardi[sz](e|ing)"
                    r"|diversif(y|ying)|go(ing)? (public|international|paperless|carbon"
                    r"|digital)))"
                ),
            ),
            (
                "budget",
                3.2,
                (
                    r"(budget|budgets|budgeting) (for|round|planning|year|process|cycle|season"
                    r"|next|proposal|in|2|submission|bid|discussion|paper|meeting|envelope|line"
                    r"|has been|is being|gets|will be|talks)|(next|coming|new|following) (year's"
                    r"|years'|financial year's) (budget|spend|investment|programme|plan)|(the"
                    r"|our|my|draft|annual|group) budget|set aside|earmark(ed)?|put (it|this"
                    r"|something|money|a line)~ (in|into)~ (the )?budget|financial year"
                    r"|fiscal year"
                ),
            ),
            (
                "in the coming years",
                2.6,
                (
                    r"(next|coming|following|the next|over the next|in the next|in) (year"
                    r"|two years|three years|four years|five years|few years|couple of years"
                    r"|ten years|decade|two to three years|18 months|eighteen months"
                    r"|twelve months|24 months|years|financial year|fiscal year|half-?year)|(by"
                    r"|from|until|after|before|during|in|for|beyond) (20(2[6-9]|3\d|40))"
                    r"|years to come|the years ahead|long run|longer term|year after next"
                ),
            ),
            ("we, in plans", 1.0, r"(we|our|board|group) "),
            (
                "before anybody",
                3.6,
                (
                    r"(before|ahead of) (any|we|it|there is|there's|the|anything|i) ((is|write"
                    r"|have|go|goes|put|issue|publish|send|announce|a|any|formal|out|to|brief"
                    r"|brief is|the|decide|commit) )*(brief|spec|specification|tender|rfp|market"
                    r"|public|anyone|announced|announcement|decided|decision|written|project)"
                    r"|early (stage|stages|days|thinking|doors|view|conversation|sight)"
                    r"|(in confidence|confidentially|between (us|ourselves|you and me)"
                    r"|not (yet )?(public|announced|official)|keep (this|it) (to yourself|quiet"
                    r"|confidential)|under wraps|for your (ears|eyes) only|heads-?up)"
                    r"|sound(ing)? (you|board)|(value|like|want|love|need|welcome|appreciate"
                    r"|have)~ (your|you|your team's) (view|views|thoughts|input|thinking|opinion"
                    r"|advice|take)~ (on|about|before|early|while)~ ?(where|how we|the future"
                    r"|our|next year|direction|this before|it before)|involve you (early|from"
                    r"|before|at)|help us (plan|think|shape|decide|work out)|plan (this|it"
                    r"|next year|the year|together)( with you)?"
                ),
            ),
            (
                "new sites and lines",
                2.6,
                (
                    r"(new|second|third|fourth|another|additional|larger|bigger) (site|plant"
                    r"|factory|warehouse|branch|building|headquarters|hq|office in|store|stores"
                    r"|shops?|depot|hospital|campus|market|markets|product line|range|division"
                    r"|production line|facility|data cent(re|er)|hub|hall|wing|region|country"
                    r"|business unit|brand)|(acquisition|merger|takeover|reorgani[sz]ation"
                    r"|restructuring|reorg|integration of|spin-?off|joint venture|headcount"
                    r"|market share|refurbishment programme)"
                ),
            ),
            (
                "plans of another sort",
                -4.6,
                (
                    r"(floor|seating|payment|dental|health|medical|pension|holiday|weekend"
                    r"|evening|dinner|travel|data|phone|mobile|instal?ment|site|test|lesson|401k"
                    r"|savings|flight|stock option|benefit|insurance|retirement|meal|tariff"
                    r"|contingency|evacuation|fire|lift|wall|ground|drawing|first floor"
                    r"|repayment|rate|rating) plans?|plans? (for|this|over) (the )?(weekend"
                    r"|tonight|evening|dinner|lunch|christmas|holidays?|easter|summer holiday"
                    r"|friday)|(any|no|change of) plans|plan [ab]|all going to plan"
                    r"|according to plan|planned (maintenance|shutdown|outage|works?|visit"
                    r"|delivery|stop|downtime)|plan(ning)? (permission|application|consent"
                    r"|officer)|(plan|planning|plans|planned|expect|hope) (to|on) (be|arrive"
                    r"|come|visit|attend|call|see|drive|fly|leave|send|deliver|ship|meet|finish"
                    r"|start (the|at|on)|do|have lunch)"
                ),
            ),
            (
                "dates of a running thing",
                -2.2,
                (
                    r"next year's? (calendar|diary|dates|holidays|wall|training|course"
                    r"|conference|service visit|inspection|subscription|membership|planner)"
                    r"|(contract|warranty|certificate|licence|license|subscription|policy"
                    r"|agreement|lease|membership|guarantee|visa|passport) (runs|ends|expires|is"
                    r"|until|renews|lapses|valid)|invoices?|statement|report|minutes"
                    r"|fiscal year end close"
                ),
            ),
        ),
        *de(
            (
                "Strategie",
                4.6,
                (
                    r"strategi(e|en|sch|sche|schen|scher)|strategie[a-z]+|roadmap|fahrplan"
                    r"|mehrjahres(plan|planung)|(fuenf|drei|zehn)-?jahres-?plan(ung)?"
                    r"|investitions(plan|planung|budget|programm|vorhaben)|jahresplanung"
                    r"|mittelfristplanung|budget(planung|runde|jahr|ierung|iert|iere|ieren)?"
                    r"|unsere (plaene|planung|ziele|ueberlegungen|ausrichtung)|geschaeftsplan"
                    r"|expansion|standort(planung|frage|konzept|erweiterung)|gemeinsam(e"
                    r"|en)? (planen|planung|nachdenken)"
                ),
            ),
            (
                "planen wir",
                4.6,
                (
                    r"(wir|vorstand|geschaeftsfuehrung|konzern|gruppe)... (planen|plant"
                    r"|ueberlegen|ueberlegt|beabsichtigen|denken (darueber )?nach|erwaegen"
                    r"|erwaegt|wollen|moechten)... (naechste[ns]? jahr|neue[nrs]? (werk|standort"
                    r"|halle|lager|linie|filiale|markt|gebaeude|niederlassung)|ausbauen"
                    r"|erweitern|expandieren|eroeffnen|schliessen|investieren|umziehen"
                    r"|uebernehmen|umstellen|20\d\d|kommenden jahr|bauen)|planen wir"
                    r"|(naechste[sn]?|kommende[sn]?) (geschaefts)?jahr(en|es)?|in den (naechsten"
                    r"|kommenden) (zwei|drei|fuenf|[a-z]+)? ?jahren|vertraulich|unter uns"
                    r"|bevor (wir|es)~ (ausschreib|oeffentlich|offiziell)[a-z]*"
                ),
            ),
            (
                "anderer Plan",
                -4.6,
                (
                    r"(sitz|grund|lage|zahlungs|urlaubs|dienst|tilgungs|bau|termin|stunden"
                    r"|schicht|fahr|ablauf)plan(s|e|ung)?|geplante[rn]? (wartung|lieferung"
                    r"|besuch|termin)|wochenende"
                ),
            ),
        ),
        *fr(
            (
                "stratégie",
                4.6,
                (
                    r"strategi(e|es|que|ques)|feuille de route|plan (strategique|pluriannuel"
                    r"|d'investissement|de developpement|a (trois|cinq|3|5) ans|directeur"
                    r"|d'entreprise|de transformation)|budget(s|aire|aires|iser)?|nos (projets"
                    r"|plans|priorites|orientations|ambitions|objectifs)|investissements?"
                    r"|schema directeur|planifier ensemble|notre (vision|orientation"
                    r"|planification|developpement)"
                ),
            ),
            (
                "nous prévoyons",
                4.8,
                (
                    r"(nous|direction|groupe|on|conseil)... (prevoyons|prevoit|envisageons"
                    r"|envisage|reflechissons|comptons|pensons|voulons|souhaitons|projetons"
                    r"|etudions|avons l'intention)... (ouvrir|ouverture|agrandir|construire"
                    r"|demenager|regrouper|fermer|lancer|investir|developper|acquerir|nouveau"
                    r"|nouvelle|extension|l'an(nee)? prochain|fusion|recruter|moderniser)"
                    r"|(l'annee|l'an|l'exercice) (prochaine?|suivante?)|(dans les|d'ici) (deux"
                    r"|trois|cinq|\d) ans|annees a venir|(en confiance|confidentiel|entre nous"
                    r"|en avant-premiere)|avant (tout|le|l'|de lancer) (cahier|appel|lancement)"
                ),
            ),
            (
                "autre plan",
                -4.6,
                (
                    r"plan (de table|d'acces|du site|de l'etage|de vol|de paiement|d'evacuation"
                    r"|joint|b)|maintenance (prevue|planifiee)|projets? (pour le week-end"
                    r"|de vacances)"
                ),
            ),
        ),
        *es(
            (
                "estrategia",
                4.6,
                (
                    r"estrateg(ia|ias|ico|ica|icos|icas)|hoja de ruta|plan (estrategico"
                    r"|plurianual|de (inversion|inversiones|negocio|crecimiento|expansion)"
                    r"|a (tres|cinco|3|5) anos|director)|presupuest(o|os|ar|aria) (del|para|de"
                    r"|anual)( el)? ?(ano|proximo|ejercicio|20\d\d|que viene|inversion)?"
                    r"|nuestros (planes|objetivos|proyectos)|nuestras prioridades|inversiones"
                    r"|planificar juntos|nuestra (vision|planificacion|expansion)"
                ),
            ),
            (
                "planeamos",
                4.8,
                (
                    r"(estamos|tenemos|queremos|pensamos|planeamos|prevemos|la direccion"
                    r"|el grupo|el consejo|vamos)... (abrir|ampliar|construir|trasladar|cerrar"
                    r"|lanzar|invertir|expandir|crecer|adquirir|nueva (planta|fabrica|sede"
                    r"|tienda|linea|nave)|nuevo (almacen|centro|mercado|edificio)|fusion"
                    r"|contratar|modernizar)|(el )?(ano|ejercicio) (que viene|proximo)"
                    r"|(el )?proximo (ano|ejercicio)|(en los )?proximos (dos|tres|cinco"
                    r"|[a-z]+)? ?anos|(en confianza|confidencial|entre nosotros)|antes de (sacar"
                    r"|publicar|escribir|licitar)"
                ),
            ),
            (
                "otro plan",
                -4.6,
                (
                    r"plan (de pagos|de vuelo|de evacuacion|b|adjunto)|planes (para el"
                    r"|de) (fin de semana|vacaciones|finde)|mantenimiento (previsto|planificado)"
                    r"|plano(s)?"
                ),
            ),
        ),
    ),
)
