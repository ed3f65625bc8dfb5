"""`tender`: a formal round in which several bid for the work.

Requests for proposals and quotations, invitations to tender, portals, sealed bids, closing
dates, scores, ranks and awards. Confused with: one asking one for a price (`request`), the
words in other senses ("a tender moment", "legal tender", "bid farewell"), and its denial ("we
are not going out to tender").
Languages: English, German, French and Spanish by the terms of procurement.
Known gaps: rounds that nobody names ("we are asking three people"): that is `rival`.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="tender",
    prior=-4.2,
    cues=(
        *every(
            (
                "initials of procurement",
                5.2,
                (r"(rfp|rfq|rfi|itt|itq|pqq|rft)s?( ?(no\.?|#|-|/)? ?\d*)?|e-?rfx|rfx"),
            ),
        ),
        *en(
            (
                "request for proposals",
                5.6,
                (
                    r"requests? for (a |formal |written |new )*(proposals?|quotations?|quotes?"
                    r"|tenders?|bids?|expressions? of interest)|invit(ation|ations|e|ed|es"
                    r"|ing)( you| your (firm|company))? to (tender|bid|quote|submit (a|an"
                    r"|your) (bid|tender|quotation|proposal|offer))|(call|calls) for (tenders?"
                    r"|bids?|proposals)|expressions? of interest|invited to (tender|bid|quote)"
                ),
            ),
            (
                "tender",
                4.6,
                (
                    r"(the|this|a|our|your|public|open|formal|new|competitive|annual|framework"
                    r"|for|to|re-?|out to|each|their|next|any|restricted|council|any) tenders?"
                    r"|tenders (received|close|are|must|will|submitted|for|were)|tender(ing"
                    r"|ed)? (for|documents?|process|exercise|round|portal|submission|return"
                    r"|deadline|box|pack|response|price|team|team's|reference|ref|no|number"
                    r"|period|closes|returns?|list|event|stage)|(re-?)tendering|tenderers?|go(es"
                    r"|ing)? (out )?to tender|out to tender|tendered"
                ),
            ),
            (
                "bids",
                3.9,
                (
                    r"(sealed|competitive|final|compliant|non-compliant|late|losing|winning"
                    r"|lowest|rival|competing|all|your|our|closing) bids?|bids? (closing|close"
                    r"|closes|deadline|documents?|bond|submission|submissions|pack|package"
                    r"|opening|evaluation|process|must|are due|due|received|team|manager|list"
                    r"|conference|number|date|validity|price|form|schedule|before|by|invitation)"
                    r"|bidders?|bidding (process|round|documents|for|against|closes|portal|war)"
                    r"|(submit|submitting|submitted|submission of|return|upload|enter|place"
                    r"|lodge|revise|revised)~ (bids?|tender|offer via|proposal by"
                    r"|best and final)|no[- ]bid"
                ),
            ),
            (
                "auction, portal",
                4.6,
                (
                    r"(reverse|electronic|online|e-?) ?auctions?|e-?sourcing|e-?procurement"
                    r"|(procurement|sourcing|tender|tendering|supplier|bidding|e-?tendering"
                    r"|purchasing|vendor) (portal|platform)|upload~ (via|to|on|through"
                    r"|in)~ portal|(ariba|coupa|jaggaer|proactis|in-tend|delta esourcing"
                    r"|contracts finder|find a tender|ojeu|merx|sam\.gov)"
                ),
            ),
            (
                "sealed, all bidders",
                1.4,
                (r"sealed bids?|(all|other|the|unsuccessful|every|each|successful) bidders?"),
            ),
            ("a portal", 2.4, r"(via|through|on|to|in|into|outside|using) (the|our) portal"),
            (
                "criteria and award",
                4.6,
                (
                    r"(award|selection|evaluation|scoring) (criteria|matrix|panel|methodology"
                    r"|notice|decision|committee|letter|model|sheet)|weighting(s)?|scored? (on"
                    r"|against|out of)|price (score|weighting|schedule|envelope)|quality score"
                    r"|(ranked|ranking|rank|placed|position)( you| is| was| your"
                    r"| currently)? (is |was |as |at )?(first|second|third|fourth|fifth|last|1st"
                    r"|2nd|3rd|4th|5th|no\.? ?\d|number|\d)|your (current )?rank(ing)?|(your|bid"
                    r"|tender|supplier|current) (rank|ranking)|standstill( period)?"
                    r"|preferred bidder|(un)?successful (bidder|tenderer|supplier"
                    r"|on this occasion|bid|tender|in this)|(was|were|been|is|bid|tender"
                    r"|proposal|offer|quotation) (not |un)successful|lowest (compliant "
                    r"|priced )*(bid|tender|offer|bidder|quote|price (wins|takes"
                    r"|will be awarded))|most economically advantageous|intend to award"
                    r"|contract (has been|was|will be) awarded|decision to award|two[- ]envelope"
                    r"|mandatory requirements"
                ),
            ),
            (
                "closing date",
                4.8,
                (
                    r"(closing|submission|return|cut-?off) (date|deadline|time)|deadline (for"
                    r"|of) (the )?(submission|submissions|responses?|quotes?|quotations?|bids?"
                    r"|tenders?|proposals?|offers?|clarifications?|questions|returns?)"
                    r"|clarification (questions|period|log|answers|round)|late (submissions|bids"
                    r"|tenders|offers|responses|quotes)|(responses|submissions|quotes|quotations"
                    r"|offers|proposals|prices|returns) (are |must be |to be |should be |due "
                    r"|received |submitted )+(by|before|no later|after|not later|on|in)"
                ),
            ),
            (
                "rounds of quotes",
                4.6,
                (
                    r"(three|3|at least (two|three|3)|minimum of (two|three|3)|several"
                    r"|competitive|comparative|multiple|four|five|competing) (written "
                    r"|competitive |comparable |independent )*(quotes|quotations|bids|offers"
                    r"|prices|estimates)|quot(e|ation) (round|rounds|exercise)|(quotes"
                    r"|quotations|prices|bids) from (three|four|two|five|several|all|other"
                    r"|at least|a number of|at least)|(first|second|third|next|final) round"
                    r"|short-?list(ed|ing)?|long-?list(ed)?|beauty (parade|contest)"
                    r"|vendor selection|supplier selection|pre-?qualif(ied|ication|y)|(pricing"
                    r"|price|response|bid|quotation|commercial) (template|matrix|form|schedule"
                    r"|workbook)|lots? (\d|one|two|three|a|b|c)|framework (agreement )?(tender"
                    r"|competition|lot|call-?off|mini)|mini-?competition|best and final( offer)?"
                    r"|bafo|scope of works? and bill|bill of quantities|procurement (rules"
                    r"|regulations|exercise|process|round|law|procedure|event)|public contracts"
                ),
            ),
            (
                "no tender",
                -6.2,
                (
                    r"(no|without( a| any| going (out )?to)?|not|never|instead of|rather than"
                    r"|don't|didn't|won't|need not|avoid|skip|before|outside|spare us|not need"
                    r"|exempt from|waive|waived|forget|bypass)( a| the| any| go| going| be| been"
                    r"| out| to| formal| want| need| have| doing| run| it| this| go out| through"
                    r"| put)* (tender|tenders|tendering|rfp|rfq|bid|bids|bidding|itt"
                    r"|three quotes|competition|auction|portal)"
                ),
            ),
            (
                "other senses",
                -6.0,
                (
                    r"tender (meat|lamb|beef|steak|chicken|care|age|moment|loving|touch|spot"
                    r"|heart|offer for (the )?shares|hook|plants?|skin|area)|legal tender"
                    r"|bar ?tender|resignation|tender(ed|ing|s)? (my|his|her|their"
                    r"|your) (resignation|notice|apolog)|bid(s|ding)? (you|farewell|him|her|them"
                    r"|us|a |fond|adieu|good)|(bid|bids|offer)[ /-](offer|ask|offers|spread"
                    r"|price spread)|(the|and) (ship's|supply|fire) tender|is tender|was tender"
                    r"|still tender|bidding (you|farewell)"
                ),
            ),
        ),
        *de(
            (
                "Ausschreibung",
                5.2,
                (
                    r"ausschreibung(en|s[a-z]+)?|ausgeschrieben|ausschreiben|(angebots|abgabe"
                    r"|einreichungs|bewerbungs|submissions|zuschlags|binde)(frist|abgabe|termin"
                    r"|schluss|unterlagen|aufforderung|oeffnung)|angebotsanfrage|preisanfrage"
                    r"|aufforderung zur angebotsabgabe|vergabe(verfahren|stelle|unterlagen"
                    r"|plattform|kriterien|entscheidung|recht|runde)?|vob|uvgo|bieter(frage"
                    r"|fragen|gespraech|kreis|runde)?|zuschlag (erteilt|erhaelt|erhalten|geht"
                    r"|kriterien)|zuschlagskriterien|leistungsverzeichnis|lastenheft|(drei"
                    r"|mindestens drei|weitere|mehrere|vergleichs) ?(vergleichs)?angebote"
                    r"|(beschaffungs|lieferanten|einkaufs|vergabe)(portal|plattform)"
                    r"|rahmenausschreibung|bietergemeinschaft|los \d"
                ),
            ),
            (
                "keine",
                -6.0,
                (
                    r"(ohne|keine|keiner|nicht|statt|anstatt)( eine| einer| mehr| oeffentlich"
                    r"| neu)* (ausschreibung|ausschreiben|ausgeschrieben|vergabe"
                    r"|vergabeverfahren)|stellenausschreibung"
                ),
            ),
        ),
        *fr(
            (
                "appel d'offres",
                5.4,
                (
                    r"appels? d'offres?|appel a (la )?concurrence|mise en concurrence"
                    r"|mises en concurrence|consultation des entreprises|dossier de consultation"
                    r"|cahier des charges|reglement de (la )?consultation|(remise|depot"
                    r"|ouverture|date limite|reception|analyse|limite de remise) des? (offres"
                    r"|plis|candidatures|propositions)|soumissionn(aire|aires|er|ez)|soumission"
                    r"|(criteres?|notification|avis) d'attribution|attribution du marche"
                    r"|marches? publics?|(trois|plusieurs) (devis|offres)|plateforme (d'achats?"
                    r"|de dematerialisation|des marches)|offre (la moins-disante"
                    r"|la mieux-disante|retenue|non retenue|anormalement basse)"
                    r"|enchere(s)? inversee(s)?|bordereau de prix|lot (n. ?)?\d"
                ),
            ),
            (
                "sans",
                -6.2,
                (
                    r"(sans|pas d'|pas de|plutot qu'un|au lieu d'un|eviter un|ni)( un| faire d'"
                    r"| passer par un| lancer d'| lancer un)? ?(appel d'offres?|appels d'offres?"
                    r"|mise en concurrence|mettre en concurrence)"
                ),
            ),
        ),
        *es(
            (
                "licitación",
                5.4,
                (
                    r"licitacion(es)?|licitador(es)?|licitar|concurso( publico)?"
                    r"|pliegos?( de (condiciones|prescripciones|clausulas))?|(plazo|fecha limite"
                    r"|presentacion|apertura|cierre|recepcion|entrega) (limite )?(de|para)( la"
                    r"| las)?( presentacion de| recepcion de)? ?(ofertas|propuestas|plicas"
                    r"|sobres|licitaciones)|peticion(es)? de ofertas?"
                    r"|solicitud(es)? de (cotizacion|ofertas?|propuestas?|presupuestos?)"
                    r"|adjudicacion|adjudicatario|adjudicado|criterios de (adjudicacion"
                    r"|valoracion)|(tres|varias|varios) (presupuestos|ofertas|cotizaciones)"
                    r"|(portal|plataforma) de (compras|contratacion|proveedores|licitacion)"
                    r"|subasta inversa|lote \d|sobre (cerrado|lacrado|economico)"
                ),
            ),
            (
                "sin",
                -6.2,
                (
                    r"(sin|no (hay|habra|haremos|vamos a)|en vez de|en lugar de|evitar)( sacar"
                    r"| hacer| ir a| pasar por)?( un| una| a)? ?(licitacion|licitar|concurso"
                    r"|concurso publico)"
                ),
            ),
        ),
    ),
)
