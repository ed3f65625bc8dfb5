"""`commitment`: the writer promises a deed of their own to come.

"I'll send it by Friday", "you will have it on Monday", "leave it with me". Confused with:
plans that promise the reader nothing ("I will be out of the office"), a wish ("we would be
happy to"), a refusal ("we won't"), a forecast ("it will rain", "they will call you"), a thing
already done, and a promise that hangs on a condition (`contingent_promise`).
Languages: English well; German, French and Spanish by their usual forms, the German present
tense ("ich schicke Ihnen") among them.
Known gaps: a bare "ok" or "yes" that accepts a request of an earlier mail; the day is in the
quote but is not worked out here, since a text does not know when it was sent.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="commitment",
    prior=-3.4,
    cues=(
        *every(("a question", -2.4, "@asks"), ("quoted speech", -1.5, "@quotes")),
        *en(
            (
                "I will, and a deed",
                4.4,
                (
                    r"(i|we|i myself|my team|our team|our engineers?|one of us)('ll| will| shall"
                    r"|'m going to| am going to| are going to|'re going to) (also |then "
                    r"|certainly |definitely |gladly |happily |personally |of course |just "
                    r"|still |try and |both |all |now |at once |immediately |do my best to "
                    r"|do our best to |make sure (that )?)*(<future_deed>)"
                ),
            ),
            (
                "I will, any verb",
                1.6,
                (
                    r"(i|we)('ll| will| shall|'m going to| am going to| are going to"
                    r"|'re going to)"
                ),
            ),
            (
                "will do",
                4.6,
                (
                    r"^(will do|shall do|on it|i'm on it|i am on it|consider it done|leave (it"
                    r"|that|this) (with|to) (me|us)|happy to do (it|that)|no problem, (i|we)('ll"
                    r"| will))"
                ),
            ),
            (
                "leave it with me",
                5.2,
                (
                    r"leave (it|that|this|them) (with|to) (me|us)|consider it done|(you have"
                    r"|you've got) (my|our) word|(i|we) (promise|guarantee|commit|pledge"
                    r"|undertake|vow)|count on (me|us)|rest assured|you can rely on (me|us)"
                ),
            ),
            (
                "you will have it",
                4.0,
                (
                    r"(you('ll| will| shall)|it('ll| will)|they('ll| will)) (then |also "
                    r"|certainly |definitely )*(have|receive|get|be (with|on its way to)) (it"
                    r"|the|your|our|my|a|an|them|this|that|you)"
                ),
            ),
            (
                "will have it done",
                3.8,
                (
                    r"(will|shall|'ll) (have|get) (it|this|that|the|them|your|these|a"
                    r"|an)~ (ready|done|sorted|fixed|finished|sent|with you|over to you|to you"
                    r"|back to you|out|shipped|signed|installed|delivered|in place|repaired"
                    r"|corrected)"
                ),
            ),
            (
                "a thing will be done",
                3.6,
                (
                    r"(will|shall|'ll) be (sent|delivered|shipped|fixed|sorted|ready|done"
                    r"|with you|on site|issued|credited|paid|corrected|repaired|replaced"
                    r"|installed|dispatched|completed|finished|back to you|in touch)"
                ),
            ),
            (
                "I can have it by",
                3.2,
                (
                    r"(i|we) can (have|get|do|deliver|send|ship|be|fix|start|finish|hold)... (by"
                    r"|before|on|within|this|next|tomorrow|today|in (one|two|three|four|five"
                    r"|\d+))"
                ),
            ),
            (
                "am doing it",
                2.2,
                (
                    r"(i|we)('m| am|'re| are) (sending|putting|arranging|getting|preparing"
                    r"|working|looking|chasing|booking|shipping|dispatching|drafting)... (now"
                    r"|today|tomorrow|tonight|by|this|for you|to you|into (it|this)|on (it"
                    r"|this))"
                ),
            ),
            (
                "let me find out",
                2.8,
                (
                    r"let me (check|look|find out|come back|get back|see what|see if|ask|dig"
                    r"|confirm|know what)"
                ),
            ),
            (
                "by a day",
                1.0,
                (
                    r"(by|before|no later than|on|within|first thing) (the )?(<day>)|within (\d+"
                    r"|two|three|a|an|one|the|five) (hours?|days?|weeks?|working days)|asap"
                    r"|straight away|right away|shortly"
                ),
            ),
            ("to you", 0.6, r"(to|for|with|let|call|ring|send|give|tell|show|back to) you|your"),
            (
                "talk to you then",
                1.8,
                (
                    r"^(talk|speak|call|see) (to |with )?you (then|on|tomorrow|next|at|later"
                    r"|this)|will (call|ring|email|revert|follow up|advise|send|discuss"
                    r"|let you know|be in touch|get back|keep you)"
                ),
            ),
            (
                "absence",
                -6.0,
                (
                    r"(i|we)('ll| will| shall|'m going to) be (out|away|on (leave|holiday"
                    r"|vacation|annual|parental|a (course|plane|train))|off|travell?ing"
                    r"|unavailable|back (on|in)|in (a )?meetings?|late|late|offline|abroad"
                    r"|closed|in the office)"
                ),
            ),
            (
                "a wish",
                -2.6,
                (
                    r"(will|would|'d|shall|'ll) be (happy|glad|pleased|delighted|able|willing"
                    r"|interested|great|good|nice|fine)|look forward"
                ),
            ),
            (
                "has to",
                -2.0,
                (
                    r"(i|we)('ll| will| shall) (need|have to|want|require|see|never|not|miss"
                    r"|be (charging|asking|forced|looking at)|admit|assume|bet|say|probably"
                    r"|most likely|likely|understand|know|be (honest|frank|fine|ok)|take legal"
                    r"|sue)"
                ),
            ),
            ("refusal", -3.4, r"(i|we|it) (won't|will not|will never|shall not|can't|cannot)"),
            (
                "if, maybe",
                -2.2,
                (
                    r"(if|unless|once|as soon as|provided|assuming|in case) (you|we|i|they|he"
                    r"|she|it|the|your|that)|maybe|perhaps|might|hopefully|hope(s|d)? to"
                    r"|would have|depending on"
                ),
            ),
            (
                "asked of others",
                -1.8,
                (
                    r"(they|he|she|the [a-z]+|customers?|everyone)('ll| will| shall| said| says"
                    r"| promised| promise)"
                ),
            ),
            (
                "said before",
                -2.2,
                (
                    r"(i|we|you|he|she|they) (said|told|thought|hoped|promised|asked|knew|wrote"
                    r"|agreed)|as (i|we) (said|promised|mentioned)"
                ),
            ),
            ("joint", -0.8, r"(we|we'll|we will) (all |both )?(discuss|talk|meet|see|go|catch up)"),
        ),
        *de(
            (
                "ich werde",
                4.2,
                (
                    r"(ich|wir) (werde|werden)~ [a-z ]{0,40}(schicken|senden|liefern|pruefen"
                    r"|melden|klaeren|erledigen|anrufen|kuemmern|bestellen|vorbeikommen|zusenden"
                    r"|zukommen lassen|weiterleiten|einplanen|nachreichen|informieren"
                    r"|korrigieren|ersetzen|gutschreiben|bezahlen|ueberweisen|vorbereiten"
                    r"|erstellen|abholen|bringen)"
                ),
            ),
            (
                "ich schicke Ihnen",
                4.2,
                (
                    r"(ich|wir) (schicke|schicken|sende|senden|melde|melden|liefere|liefern"
                    r"|kuemmere|kuemmern|rufe|rufen|pruefe|pruefen|reiche|reichen|komme|kommen"
                    r"|klaere|klaeren|bringe|bringen|erledige|erledigen|gebe|geben|lasse|lassen"
                    r"|erstelle|erstellen|bereite|veranlasse|veranlassen|uebernehme|uebernehmen"
                    r"|tausche|tauschen|korrigiere|korrigieren)~ (ihnen|dir|euch|mich|uns|sie|es"
                    r"|das|die|den|am|bis|morgen|heute|sofort|umgehend|gleich|noch|nach|darum)"
                ),
            ),
            (
                "schicke ich Ihnen",
                4.2,
                (
                    r"(schicke|sende|melde|liefere|kuemmere|rufe|pruefe|reiche|klaere|bringe"
                    r"|erledige|gebe|mache|veranlasse|schicken|senden|melden|liefern|kuemmern"
                    r"|pruefen|klaeren|machen) (ich|wir) (ihnen|dir|euch|mich|uns|es|das|die|den"
                    r"|morgen|heute|gleich|noch|bis|am|sofort|umgehend)"
                ),
            ),
            (
                "Sie bekommen",
                4.2,
                (
                    r"(sie|ihr|du) (bekommen|erhalten|kriegen|bekommst|kriegst|bekommt|haben"
                    r"|hast)... (bis|am|morgen|heute|naechste|spaetestens|diese woche|umgehend)"
                ),
            ),
            (
                "wird erledigt",
                4.2,
                (
                    r"(wird|ist) (gemacht|erledigt|veranlasst)|versprochen|(ich|wir) (verspreche"
                    r"|versprechen|garantiere|garantieren|sage|sagen)~ (zu|ihnen)|(zugesagt"
                    r"|zusage)|mein wort"
                ),
            ),
            (
                "Abwesenheit",
                -6.0,
                (r"(nicht im (buero|haus)|abwesend|im urlaub|nicht erreichbar|ausser haus)"),
            ),
            (
                "Bedingung",
                -2.0,
                (r"(falls|sofern|wenn sie|vielleicht|eventuell|koennten wir|wuerden wir)"),
            ),
        ),
        *fr(
            (
                "je vous enverrai",
                4.3,
                (
                    r"(je|nous|on) (vous |te |le |la |les |lui |leur |m'en |nous "
                    r"|y )*[a-z]+(erai|irai|drai|rrai|erons|irons|drons|rrons|ferai|ferons)"
                ),
            ),
            (
                "je vous envoie",
                3.8,
                (
                    r"(je|on|nous) (vous |te |le |la |les |m'en |m')*(envoie|envoyons|rappelle"
                    r"|tiens|tenons|transmets|fais|faisons|occupe|occupons|livre|livrons|prepare"
                    r"|preparons|reviens|revenons|vais|allons|va)... (demain|aujourd'hui|lundi"
                    r"|mardi|mercredi|jeudi|vendredi|avant|d'ici|au courant|ce soir"
                    r"|cette semaine|vers vous|tout de suite|immediatement|envoyer|faire"
                    r"|verifier|appeler|livrer|regler|preparer)"
                ),
            ),
            (
                "vous aurez",
                4.2,
                (
                    r"vous (aurez|recevrez|l'aurez|les aurez)|c'est (promis"
                    r"|comme si c'etait fait)|je (m'en occupe|m'y engage|m'engage)"
                    r"|nous nous (en occupons|engageons)|ce sera fait|comptez sur (moi|nous)"
                    r"|sera (livre|envoye|pret|prete|expedie|fait|regle)"
                ),
            ),
            (
                "absence",
                -6.0,
                (
                    r"(je serai|nous serons) (absent|absente|absents|en conge|en vacances"
                    r"|en deplacement|ferme|fermes)"
                ),
            ),
            ("condition", -2.0, r"(si vous|au cas ou|peut-etre|a condition|ne [a-z ]{1,20}pas)"),
        ),
        *es(
            (
                "le enviaré",
                4.3,
                (
                    r"(le |les |te |os |lo |la |se |me |yo |nosotros )+(lo |la |los "
                    r"|las )?(enviare|enviaremos|mandare|mandaremos|llamare|llamaremos|avisare"
                    r"|avisaremos|entregare|entregaremos|confirmare|confirmaremos|hare|haremos"
                    r"|dare|daremos|pasare|pasaremos|respondere|responderemos|preparare"
                    r"|prepararemos|pagare|pagaremos|arreglare|arreglaremos|ocupare|ocuparemos"
                    r"|mando|envio|mandamos|enviamos|paso|confirmo|llamo|aviso)"
                ),
            ),
            (
                "enviaremos",
                3.8,
                (
                    r"(enviaremos|entregaremos|llamaremos|arreglaremos|cambiaremos|revisaremos"
                    r"|prepararemos|pagaremos|corregiremos|repondremos|instalaremos|enviare"
                    r"|entregare|revisare|preparare)|(voy|vamos) a (enviar|mandar|llamar|revisar"
                    r"|preparar|hablar|arreglar|pagar|entregar|comprobar|corregir|reponer"
                    r"|confirmar)"
                ),
            ),
            (
                "lo tendrá",
                4.2,
                (
                    r"(lo|la|los|las) (tendra|tendras|tendran|recibira|recibiran|recibiras)"
                    r"|(tendra|recibira|tendran|recibiran) (el|la|los|las|su)|me (encargo|ocupo"
                    r"|comprometo)|nos (encargamos|ocupamos|comprometemos)|cuente(n)? con (ello"
                    r"|nosotros)|prometido|queda (hecho|confirmado)|estara (listo|lista"
                    r"|entregado|arreglado)"
                ),
            ),
            (
                "ausencia",
                -6.0,
                (r"(estare|estaremos) (fuera|de vacaciones|ausente|de viaje|cerrados)"),
            ),
            (
                "condición",
                -2.0,
                (r"(si usted|si nos|quizas|tal vez|a lo mejor|siempre que|en caso de)"),
            ),
        ),
    ),
)
