"""Word lists that several acts' cues share, as RE2 alternatives over folded text.

Only lists used by more than one act, or too long to read inside a pattern, stand here.
"""

from __future__ import annotations

__all__ = ["DOINGS", "WORDS", "listed"]


def listed(words: str) -> frozenset[str]:
    """The words of a text, separated by white space, as a set."""
    return frozenset(words.split())


DOINGS = listed(
    """
    said says told tells asked asks wants wanted thinks thought promised promises called calls wrote
    writes sent sends was is has had and who never did does isn't wasn't hasn't doesn't didn't knows
    knew came comes left gave gives took keeps kept made makes from can will would could should
    must shall cannot can't won't thanked agreed refused
    """
)
"""What people do: follows on a name, and not on the word that the name might be."""


def _any(words: str) -> str:
    """The words of a text, separated by commas, as alternatives."""
    return "|".join(" ".join(word.split()) for word in words.split(",") if word.strip())


WORDS: dict[str, str] = {
    "denying": _any(
        r"""
        not, never, nobody, no one, none, nothing, neither, nor, cannot, hardly, [a-z]+n't,
        nicht, nie, niemals, niemand[a-z]*, kein[a-z]*, nichts, kaum,
        pas, jamais, personne, aucune?, rien, no, nunca, jamas, nadie, nada, ningun[a-z]*, tampoco,
        niet, nooit, niemand, geen, niets, nauwelijks
        """
    ),
    "polite": _any(
        r"""
        please, pls, plz, kindly, just, also, always, simply, do
        """
    ),
    "you": _any(
        r"""
        you, u, we, anyone, someone, somebody, anybody, one of you, both of you, (one of
        )?your (team|people|guys|lot|office|colleagues?|engineers?|side)
        """
    ),
    "deed": _any(
        r"""
        send, resend, give, call, ring, phone, email, e-mail, mail, forward, let, tell,
        advise, confirm, check, recheck, review, look, have a look, take, make, put,
        bring, get, book, set, arrange, organi[sz]e, schedule, reschedule, provide,
        prepare, draft, add, remove, delete, update, change, fix, repair, replace,
        return, sign, complete, fill, print, copy, cc, include, attach, share, post,
        upload, download, submit, quote, price, order, cancel, invoice, credit, pay,
        contact, ask, speak, talk, find, see, keep, leave, hold, stop, start, use, note,
        ensure, help, explain, clarify, show, read, respond, reply, answer, come, meet,
        join, follow, proceed, go, chase, test, run, move, swap, collect, deliver, drop,
        pick, reserve, allocate, assign, approve, authori[sz]e, circulate, distribute,
        amend, correct, revise, rework, redo, work, coordinate, liaise, turn, plan,
        switch, click, visit, try, be sure, disregard, ignore, accept, supply, break
        down, set up, line up, hand, pass, consider, discuss, walk, watch, wait, enter,
        type, select, choose, verify, register, log, bear, treat, remember, write, save,
        split, round, cut, push, pull, hurry, refer, raise
        """
    ),
    "future_deed": _any(
        r"""
        send, resend, give, call, ring, phone, email, e-mail, mail, forward, let, tell,
        advise, confirm, check, review, look, have, take, make, put, bring, get, book,
        set, arrange, organi[sz]e, schedule, provide, prepare, draft, add, remove,
        update, change, fix, repair, replace, return, sign, complete, fill, print, copy,
        include, attach, share, post, upload, submit, quote, price, order, cancel,
        invoice, credit, pay, refund, contact, ask, speak, talk, find, follow, chase,
        test, run, move, swap, collect, deliver, ship, drop, pick, reserve, come back,
        come, pop, be there, be with you, be in touch, pass, raise, work, sort, deal,
        handle, look after, take care, ensure, keep, respond, reply, answer, write,
        start, finish, install, dispatch, match, absorb, cover, waive, revert, let you
        know, meet, see to, hand, attend, circulate, report, cc, join, visit, bear,
        redo, show, explain, discuss, touch base, catch up, get back, revise
        """
    ),
    "day": _any(
        r"""
        monday, tuesday, wednesday, thursday, friday, saturday, sunday, mon, tues?, wed,
        thurs?, fri, today, tonight, tomorrow, noon, midday, lunchtime, close of
        business, close of play, cob, eod, end of (the )?(day|week|month|play), the end
        of (the|this|next) (day|week|month|quarter|year), this
        (afternoon|evening|week|month), next (week|month), month end, the
        \d\d?(st|nd|rd|th)?, \d\d?(st|nd|rd|th)?, january, february, march, april, may,
        june, july, august, september, october, november, december, the weekend, first
        thing, christmas, easter
        """
    ),
    "tag": _any(
        r"""
        montag, dienstag, mittwoch, donnerstag, freitag, samstag, sonntag, heute,
        morgen, uebermorgen, ende der woche, wochenende, naechste woche, naechster
        woche, diese woche, monatsende, mittag, kw \d+, \d+\.
        """
    ),
    "money": _any(
        r"""
        price, prices, pricing, rate, rates, fee, fees, cost, costs, quote, quotation,
        invoice, figure, number, tariff, margin, charge, charges, unit price, day rate,
        hourly rate
        """
    ),
    "henceforth": _any(
        r"""
        from now on, from here on, from now onwards?, going forward, moving forward, in
        (the )?future, henceforth, as of, as from, with effect from, with immediate
        effect, effective, (starting|beginning|from) (in |on
        )?(now|today|tomorrow|next|this|the (autumn|spring|summer|winter|new
        year|first|beginning|start|end)|january|february|march|april|may|june|july|august|september|october|november|december|\d+),
        no longer, any ?more, any longer, these days, nowadays, now, next year,
        ((new|group|company|our|the|strict)
        )+(rules?|policy|policies|regime|guidelines?|procedures?|regulations?|directives?|process),
        (has|have|had|was|were|been) decided, insists?, demands?, wants?, requires?,
        (is|are) over
        """
    ),
    "each_order": _any(
        r"""
        everything, anything, (every|each|any|all|all the|all our|all of our|each and
        every) (single |new |further |other |service |repair |small |big |major
        |external
        )?(orders?|purchases?|jobs?|contracts?|buys?|projects?|repairs?|deliver(y|ies)|lots?|spend|spending|work|works|requirements?|services?|needs?|parts?|suppliers?|items?|supplies),
        (orders|purchases|jobs|contracts|buying|spending)
        (above|over|beyond|worth|from), every ?time, each time, across the board,
        without exception, no exceptions
        """
    ),
    "contest": _any(
        r"""
        ((go|goes|going|gone|put|puts|send|sent)( back)?( all)?( out)?
        (to|for|through)|out (to|for)) (a |an |the |open |public |formal |competitive
        )*(tender|tenders|bids?|bidding|competition|market|quotes?|quotation|auction),
        (re-?)?tender(ed|s|ing), bid out,
        (competitive|competing|comparative|comparable|alternative|several|multiple|two|three|four|five|2|3|4|5|more
        than one|other) (other |different |written |competing |comparable |independent
        )*(bids?|tenders?|tendering|bidding|quotes?|quotations?|offers?|estimates?|bidders?|prices|suppliers|firms|vendors),
        (calls?|requests?|invitations?|invites?) (for|to)
        (bids?|tenders?|quotes?|proposals?|quotations?|tender|quote), rfps?, rfqs?,
        e-?auctions?, (reverse|online) auctions?,
        (tender|bidding|procurement|purchasing|sourcing|supplier|buying|vendor)
        (portal|platform), (through|via|on|over) (the|a|our|their|that) (new
        )?(portal|platform), competed, competition, compete, benchmarked, advertised,
        market[- ]test(ed|ing)?, (cheapest|lowest)~ ?(wins|gets|takes), (price
        alone|only( the)? price|nothing but( the)? price)
        """
    ),
    "kuenftig": _any(
        r"""
        künftig, zukünftig, in zukunft, von (nun|jetzt) an, ab
        (sofort|jetzt|nun|heute|morgen|dem|der|nächste\w+|kommende\w+|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|\d+),
        seit
        (der|dem|neuestem|kurzem|heute|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember),
        nicht mehr, nicht länger, kein\w* mehr, neuerdings, fortan, nur noch, jetzt,
        nun, nächstes jahr, neue[rsn]?
        (regel|regeln|vorgabe|vorgaben|richtlinie|richtlinien|vorschrift|prozess|anweisung|konzernvorgabe),
        (haben|hat|wurde) (beschlossen|entschieden), verlang(t|en), besteh(t|en)
        (darauf|auf), (muss|müssen|soll|sollen|will|wollen|dürfen|darf)
        """
    ),
    "jeder_auftrag": _any(
        r"""
        alles, alle[rsnm]?
        (aufträge|auftrag|bestellungen|einkäufe|anschaffungen|leistungen|verträge|käufe|lieferungen|lieferanten|arbeiten|projekte),
        jede[rsnm]? (einzelne[rsnm]? |neue[rsnm]? |weitere[rsnm]? |größere[rsnm]?
        |kleine[rsnm]?
        )?(auftrag|bestellung|einkauf|anschaffung|leistung|vertrag|kauf|lieferung|los|projekt|posten|bedarf|reparatur|kleinigkeit|mal),
        jährlich, jedes jahr, grundsätzlich, generell, immer, ausnahmslos, ohne
        ausnahme, (aufträge|bestellungen|einkäufe|anschaffungen|käufe) (über|ab|von
        mehr), alles (über|ab), auch bei kleinigkeiten
        """
    ),
    "wettbewerb": _any(
        r"""
        \w*ausschreib\w*, ausgeschrieben, auszuschreiben, (\w+ )?vergleichsangebot\w*,
        (zwei|drei|vier|fünf|2|3|4|5|mehrere\w*|andere\w*|weitere\w*) (vergleichbare
        |schriftliche |unabhängige
        )*(angebot|angebote|angeboten|anbieter|anbietern|bieter|bietern|lieferanten),
        wettbewerb\w*, \w*auktion\w*, gegeneinander, vergabe\w*, (über|durch)
        (das|unser|ein|die) (neue )?(\w*portal|\w*plattform), einkaufsportal,
        lieferantenportal, (allein|nur|ausschließlich|nur noch) (noch )?der
        (preis|billigste|günstigste), der (billigste|günstigste)
        (gewinnt|bekommt|erhält), günstigste[rn]? (bieter|anbieter)
        """
    ),
    "en_adelante": _any(
        r"""
        en adelante, de ahora en adelante, a partir de
        (ahora|hoy|mañana|este|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|la|el|primeros|\d+),
        desde
        (ahora|hoy|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|la
        fusión|que|este), en (el )?futuro, ya no, ahora, el (próximo año|año que viene),
        nueva (norma|política|regla|directiva|directriz), (norma|política) (nueva|del
        grupo), exige[n]?, obliga[n]?, (tenemos|tengo|hay) que, (ha|han|hemos) decidido,
        (debe|deben|debemos)
        """
    ),
    "cada_pedido": _any(
        r"""
        todo, todos los
        (pedidos|trabajos|contratos|servicios|encargos|proyectos|proveedores), todas las
        (compras|órdenes|adquisiciones|reparaciones), cada
        (pedido|compra|trabajo|contrato|encargo|proyecto|reparación|lote|vez|año),
        cualquier (pedido|compra|trabajo|contrato|encargo|gasto|cosa|proyecto), toda
        compra, todo pedido, siempre, sin excepci(ón|ones), (compras|pedidos) (de
        más|superiores|por encima|a partir)
        """
    ),
    "concurso": _any(
        r"""
        (a|por|en|mediante) (concurso|licitación|subasta), concursos?,
        licitaci(ón|ones), licitar\w*, licitad[oa]s?, licitamos, licita[n]?,
        (dos|tres|cuatro|cinco|2|3|4|5|varias|varios|otras|otros|más)
        (ofertas|presupuestos|cotizaciones|proveedores|licitadores|ofertantes),
        (comparar|competir|competencia), sacar(lo|los|las|la)? a (concurso|licitación),
        (por|a través de|mediante|en) (el|la|un|una|nuestro) (nuevo |nueva
        )?(portal|plataforma), peticiones de ofertas?, (sólo|solo|únicamente|solamente)
        (cuenta|decide|importa|vale) el precio, (el más barato|la más barata) (gana|se
        lo lleva)
        """
    ),
    "desormais": _any(
        r"""
        désormais, dorénavant, à l'avenir, à partir (de|du|d')( \w+)?, dès
        (maintenant|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|le|la|demain|lundi),
        depuis
        (la|le|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre),
        ne~ ?plus, maintenant, l'an prochain, l'année prochaine, nouvelle
        (règle|politique|directive|consigne|procédure), nouveau (règlement|processus),
        exige(nt)?, impose(nt)?, (a|ont|avons) décidé,
        (dois|doit|devons|doivent|devez|faut)
        """
    ),
    "chaque_commande": _any(
        r"""
        tout, toutes les (commandes|achats|prestations|réparations|demandes), tous
        (les|nos) (achats|contrats|marchés|travaux|projets|fournisseurs|besoins), chaque
        (commande|achat|contrat|projet|marché|prestation|lot|fois|année|besoin|intervention),
        toute (commande|prestation|réparation|demande), tout
        (achat|contrat|marché|projet), systématiquement, toujours, sans exception,
        (commandes|achats) (de plus|au-dessus|au-delà|supérieur\w*)
        """
    ),
    "mise_en_concurrence": _any(
        r"""
        appels? d'offres?, (mise|mises|mettre|remettre|remise|mettons|mis|remis) en
        concurrence, (deux|trois|quatre|cinq|2|3|4|5|plusieurs|d'autres|autres)
        (devis|offres|fournisseurs|prestataires|propositions), concurrence,
        (comparer|consulter plusieurs), enchères?( inversées?)?, consultations?,
        (par|via|sur) (le|la|notre|une?) (nouveau |nouvelle )?(portail|plateforme),
        (seul le prix|le prix seul|le moins[- ]disant|uniquement le prix|le moins cher
        (gagne|l'emporte|remporte))
        """
    ),
    "rivals": _any(
        r"""
        competitors?, competition, rivals?, another
        (supplier|vendor|provider|firm|company|contractor|agency|printer|agent|bidder|carrier|party|outfit|quote),
        other
        (suppliers?|vendors?|providers?|firms?|companies|contractors?|agencies|bidders|carriers|parties|outfits|quotes|offers|bids|quotations),
        alternative (suppliers?|vendors?|providers?|quotes?|sources?), (an?|one)
        alternative, someone else, somebody else, elsewhere, the other
        (lot|side|mob|guys|two|firm|bidder|supplier|vendor)
        """
    ),
}
"""Name to alternatives; used in a pattern as `<name>`."""
