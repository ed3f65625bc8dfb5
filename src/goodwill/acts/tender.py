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
            ("initials of procurement", 5.2, r"(rfp|rfq|rfi|itt|itq|pqq|rft)s?( ?(no\.?|#|-|/)? ?\d*)?|e-?rfx|rfx"),
        ),
        *en(
            ("request for proposals", 5.6, r"requests? for (a |formal |written |new )*(proposals?|quotations?|quotes?|tenders?|bids?|information|expressions? of interest)|invit(ation|ations|e|ed|es|ing)( you| your (firm|company))? to (tender|bid|quote|submit (a|an|your) (bid|tender|quotation|proposal|offer))|(call|calls) for (tenders?|bids?|proposals)|expressions? of interest|invited to (tender|bid|quote)"),
            ("tender", 4.6, r"(the|this|a|our|your|public|open|formal|new|competitive|annual|framework|for|to|re-?|out to|each|their|next|any|restricted|council|any) tenders?|tenders (received|close|are|must|will|submitted|for|were)|tender(ing|ed)? (for|documents?|process|exercise|round|portal|submission|return|deadline|box|pack|response|price|team|team's|reference|ref|no|number|period|closes|returns?|list|event|stage)|(re-?)tendering|tenderers?|go(es|ing)? (out )?to tender|out to tender|tendered"),
            ("bids", 4.2, r"(sealed|competitive|final|compliant|non-compliant|late|losing|winning|lowest|rival|competing|all|your|our|closing) bids?|bids? (closing|close|closes|deadline|documents?|bond|submission|submissions|pack|package|opening|evaluation|process|must|are due|due|received|team|manager|list|conference|number|date|validity|price|form|schedule|before|by|invitation)|bidders?|bidding (process|round|documents|for|against|closes|portal|war)|(submit|submitting|submitted|submission of|return|upload|enter|place|lodge|revise|revised)~ (bids?|tender|offer via|proposal by|best and final)|to bid (for|on)|no[- ]bid"),
            ("auction, portal", 4.6, r"(reverse|electronic|online|e-?) ?auctions?|e-?sourcing|e-?procurement|(procurement|sourcing|tender|tendering|supplier|bidding|e-?tendering|purchasing|vendor) (portal|platform)|(via|through|on|to|in|into|outside|using) (the|our) portal|upload~ (via|to|on|through|in)~ portal|(ariba|coupa|jaggaer|proactis|in-tend|delta esourcing|contracts finder|find a tender|ojeu|merx|sam\.gov)"),
            ("criteria and award", 4.6, r"(award|selection|evaluation|scoring) (criteria|matrix|panel|methodology|notice|decision|committee|letter|model|sheet)|weighting(s)?|scored? (on|against|out of)|price (score|weighting|schedule|envelope)|quality score|(ranked|ranking|rank|placed|position)( you| is| was| your| currently)? (is |was |as |at )?(first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th|no\.? ?\d|number|\d)|your (current )?rank(ing)?|(your|bid|tender|supplier|current) (rank|ranking)|standstill( period)?|preferred bidder|(un)?successful (bidder|tenderer|supplier|on this occasion|bid|tender|in this)|(was|were|been|is|bid|tender|proposal|offer|quotation) (not |un)successful|lowest (compliant |priced )*(bid|tender|offer|bidder|quote|price (wins|takes|will be awarded))|most economically advantageous|intend to award|contract (has been|was|will be) awarded|decision to award|two[- ]envelope|mandatory requirements"),
            ("closing date", 3.6, r"(closing|submission|return|cut-?off) (date|deadline|time)|deadline (for|of) (the )?(submission|submissions|responses?|quotes?|quotations?|bids?|tenders?|proposals?|offers?|clarifications?|questions|returns?)|clarification (questions|period|log|answers|round)|late (submissions|bids|tenders|offers|responses|quotes)|(responses|submissions|quotes|quotations|offers|proposals|prices|returns) (are |must be |to be |should be |due |received |submitted )+(by|before|no later|after|not later|on|in)"),
            ("rounds of quotes", 4.2, r"(three|3|at least (two|three|3)|minimum of (two|three|3)|several|competitive|comparative|multiple|four|five|competing) (written |competitive |comparable |independent )*(quotes|quotations|bids|offers|prices|estimates)|quot(e|ation) (round|rounds|exercise)|(quotes|quotations|prices|bids) from (three|four|two|five|several|all|other|at least|a number of|at least)|(first|second|third|next|final) round|short-?list(ed|ing)?|long-?list(ed)?|beauty (parade|contest)|vendor selection|supplier selection|pre-?qualif(ied|ication|y)|(pricing|price|response|bid|quotation|commercial) (template|matrix|form|schedule|workbook)|lots? (\d|one|two|three|a|b|c)|framework (agreement )?(tender|competition|lot|call-?off|mini)|mini-?competition|best and final( offer)?|bafo|scope of works? and bill|bill of quantities|procurement (rules|regulations|exercise|process|round|law|procedure|event)|public contracts"),
            ("no tender", -6.2, r"(no|without( a| any| going (out )?to)?|not|never|instead of|rather than|don't|didn't|won't|need not|avoid|skip|before|outside|spare us|not need|exempt from|waive|waived|forget|bypass)( a| the| any| go| going| be| been| out| to| formal| want| need| have| doing| run| it| this| go out| through| put)* (tender|tenders|tendering|rfp|rfq|bid|bids|bidding|itt|three quotes|competition|auction|portal)"),
            ("other senses", -6.0, r"tender (meat|lamb|beef|steak|chicken|care|age|moment|loving|touch|spot|heart|offer for (the )?shares|hook|plants?|skin|area)|legal tender|bar ?tender|resignation|tender(ed|ing|s)? (my|his|her|their|your) (resignation|notice|apolog)|bid(s|ding)? (you|farewell|him|her|them|us|a |fond|adieu|good)|(bid|bids|offer)[ /-](offer|ask|offers|spread|price spread)|(the|and) (ship's|supply|fire) tender|is tender|was tender|still tender|bidding (you|farewell)"),
        ),
        *de(
            ("Ausschreibung", 5.2, r"ausschreibung(en|s[a-z]+)?|ausgeschrieben|ausschreiben|(angebots|abgabe|einreichungs|bewerbungs|submissions|zuschlags|binde)(frist|abgabe|termin|schluss|unterlagen|aufforderung|oeffnung)|angebotsanfrage|preisanfrage|aufforderung zur angebotsabgabe|submission|vergabe(verfahren|stelle|unterlagen|plattform|kriterien|entscheidung|recht|runde)?|vob|uvgo|bieter(frage|fragen|gespraech|kreis|runde)?|zuschlag (erteilt|erhaelt|erhalten|geht|kriterien)|zuschlagskriterien|leistungsverzeichnis|lastenheft|(drei|mindestens drei|weitere|mehrere|vergleichs) ?(vergleichs)?angebote|(beschaffungs|lieferanten|einkaufs|vergabe)(portal|plattform)|rahmenausschreibung|bietergemeinschaft|los \d"),
            ("keine", -6.0, r"(ohne|keine|keiner|nicht|statt|anstatt)( eine| einer| mehr| oeffentlich| neu)* (ausschreibung|ausschreiben|ausgeschrieben|vergabe|vergabeverfahren)|stellenausschreibung"),
        ),
        *fr(
            ("appel d'offres", 5.4, r"appels? d'offres?|appel a (la )?concurrence|mise en concurrence|mises en concurrence|consultation des entreprises|dossier de consultation|cahier des charges|reglement de (la )?consultation|(remise|depot|ouverture|date limite|reception|analyse|limite de remise) des? (offres|plis|candidatures|propositions)|soumissionn(aire|aires|er|ez)|soumission|(criteres?|notification|avis) d'attribution|attribution du marche|marches? publics?|(trois|plusieurs) (devis|offres)|plateforme (d'achats?|de dematerialisation|des marches)|offre (la moins-disante|la mieux-disante|retenue|non retenue|anormalement basse)|enchere(s)? inversee(s)?|bordereau de prix|lot (n. ?)?\d"),
            ("sans", -6.2, r"(sans|pas d'|pas de|plutot qu'un|au lieu d'un|eviter un|ni)( un| faire d'| passer par un| lancer d'| lancer un)? ?(appel d'offres?|appels d'offres?|mise en concurrence|mettre en concurrence)"),
        ),
        *es(
            ("licitación", 5.4, r"licitacion(es)?|licitador(es)?|licitar|concurso( publico)?|pliegos?( de (condiciones|prescripciones|clausulas))?|(plazo|fecha limite|presentacion|apertura|cierre|recepcion|entrega) (limite )?(de|para)( la| las)?( presentacion de| recepcion de)? ?(ofertas|propuestas|plicas|sobres|licitaciones)|peticion(es)? de ofertas?|solicitud(es)? de (cotizacion|ofertas?|propuestas?|presupuestos?)|adjudicacion|adjudicatario|adjudicado|criterios de (adjudicacion|valoracion)|(tres|varias|varios) (presupuestos|ofertas|cotizaciones)|(portal|plataforma) de (compras|contratacion|proveedores|licitacion)|subasta inversa|lote \d|sobre (cerrado|lacrado|economico)"),
            ("sin", -6.2, r"(sin|no (hay|habra|haremos|vamos a)|en vez de|en lugar de|evitar)( sacar| hacer| ir a| pasar por)?( un| una| a)? ?(licitacion|licitar|concurso|concurso publico)"),
        ),
    ),
)
