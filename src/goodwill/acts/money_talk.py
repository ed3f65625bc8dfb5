"""`money_talk`: prices, terms, payment and profit are spoken of openly.

Invoices due, payment days, excuses for paying late, what things cost. Confused with: pressure
on the price (`price_pressure` is also money talk, yet another line), an invoice named only as a
paper sent, budgets as plans (`strategy`).
Languages: English well; German, French and Spanish by their usual words.
Known gaps: sums without a word about them.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="money_talk",
    prior=-3.4,
    cues=(
        *every(
            (
                "a sum of money",
                2.6,
                (
                    r"@digits (€|\$|£|eur|usd|gbp|chf) ?\d|\d([.,]\d+)? ?(€|£|eur|usd|gbp|chf"
                    r"|euros?|dollars|pounds|francs|k euros)"
                ),
            ),
        ),
        *en(
            (
                "payment",
                4.4,
                (
                    r"payments?( (terms|run|date|days|is|was|has|have|of|for|by|within|plan|due"
                    r"|overdue|late|reminder|delay|schedule|will|on|from|to))?|(pay|paid|pays"
                    r"|paying|unpaid|repaid|prepaid|payable|underpaid|overpaid)|overdue"
                    r"|remittance|bank (transfer|details|account)|wire transfer|cash ?flow"
                    r"|credit (note|limit|terms|control|check)|(thirty|sixty|ninety|fourteen"
                    r"|\d\d) days( net)?|net (30|60|90|14|45)|purchase ledger|accounts payable"
                    r"|dunning|instal?ments?|deposit|down ?payment|refund(s|ed)?|direct debit"
                    r"|statement of account|settle(d)? (the|your|our|in full|by|within)"
                    r"|outstanding (balance|amount|sum|invoices?)"
                ),
            ),
            (
                "invoice, price",
                3.8,
                (
                    r"(invoices?|bill|bills|billing|billed|invoiced|charged?|charges|charging"
                    r"|chargeable)( (is|was|are|for|us|you|of|twice|no|number|shows|dated|in|has"
                    r"|have|from|to|by|the|at|per|extra))?|(the|your|our|a|this|what|unit|list"
                    r"|fixed|final|current|new|agreed|net|total|per) (price|prices|fee|fees|rate"
                    r"|rates|cost|costs|quote|quotation|tariff|hourly rate|day rate|margin"
                    r"|margins|surcharge|commission|price list)|(price|cost|fee|rate"
                    r"|quote)s? (for|of|per|is|are|was|were|will|includes?|list|increase|has"
                    r"|have|rise|at|from)|(costs?|charged?|fees? of|price of|amounts? to|worth"
                    r"|comes to|total of)( us| you| about| around| roughly| only| just"
                    r"| over)* (€|\$|£|eur|\d)|what (does|do|did|would|will|is)~ (cost|charge"
                    r"|price)|(larger|smaller|whole|new|this|that|it|version|thing|does|would"
                    r"|will|it would|they) (cost|costs)|how much (is|does|do|would|will|are|did"
                    r"|for)|profit(s|able|ability)?|margins?|turnover|revenue|markup|mark-up"
                    r"|expens(e|es|ive)|afford|affordable|budget|discounts?|rebates?"
                    r"|value for money|cheap(er|est)?|net of (tax|vat)|plus (tax|vat)|vat"
                ),
            ),
            (
                "other senses",
                -4.8,
                (
                    r"(pay(ing|s)?|paid) (us |me |you |them |him )?(attention|a visit|tribute"
                    r"|respects?|heed|off for)|(any|first|second|interest|heart|birth|success"
                    r"|growth|failure|response|exchange|frame|flow|error|pass|crime|occupancy"
                    r"|data|refresh) rates?|at (any|all) (rate|costs?|price)|free of charge"
                    r"|in charge|(take|took|taking|person|lady|man) (in )?charge"
                    r"|(re)?charged? (the|your|it|my) (battery|phone|car|batteries|laptop)"
                    r"|charging (point|station|cable|bay)|(pulled|error) margins?|margin (of"
                    r"|on the page)|page margins?|bill (the|is|was|will|and|said|from) ?(gates"
                    r"|smith)?|security deposit box|quote(d)? (from|him|her|me saying|unquote"
                    r"|a line)|cheap joke|to quote"
                ),
            ),
        ),
        *de(
            (
                "Geld",
                4.2,
                (
                    r"(zahlung|zahlungen|zahlungsziel|zahlungsfrist|zahlungsverzug|bezahlt"
                    r"|bezahlen|zahlen|zahlt|ueberweisung|ueberwiesen|rechnung|rechnungen"
                    r"|mahnung|gutschrift|skonto|preis|preise|preisen|kosten|kostet"
                    r"|kostenvoranschlag|betrag|euro|honorar|stundensatz|rabatt|nachlass|marge"
                    r"|faellig|faelligkeit|anzahlung|rate|raten|kontoauszug|netto|brutto|mwst"
                    r"|angebotspreis|aufpreis|teuer|guenstig)"
                ),
            ),
            (
                "anderes",
                -3.4,
                (
                    r"(kostenlose nummer|preisverleihung|zahlen (und|daten|fakten)"
                    r"|aufmerksamkeit)"
                ),
            ),
        ),
        *fr(
            (
                "argent",
                4.2,
                (
                    r"(paiement|paiements|payer|paye(e|s|es|r)?|reglement|regler la|regle la"
                    r"|facture(s|e|r)?|avoir sur|virement|echeance|impaye(e|s|es)?|relance|prix"
                    r"|tarifs?|cout(s|e|ent)?|devis|remise|marge|acompte|euros?|montant|solde"
                    r"|honoraires|taux horaire|ht|ttc|tva|cher(s|e|es)?)"
                ),
            ),
            (
                "autre",
                -3.4,
                (
                    r"(reglement interieur|a tout prix|prix du jury|cher (monsieur|ami|client"
                    r"|collegue|tous)|chere (madame|collegue)|chers (tous|collegues|amis))"
                ),
            ),
        ),
        *es(
            (
                "dinero",
                4.2,
                (
                    r"(pago|pagos|pagar|pagado|pagada|paga|factura(s|r|do|cion)?|transferencia"
                    r"|vencimiento|vencida(s)?|impagad[oa]s?|precios?|tarifas?|coste(s)?"
                    r"|cuesta(n)?|presupuesto|descuento|margen|anticipo|euros?|importe|saldo"
                    r"|honorarios|iva|abono|car[oa]s?|barat[oa]s?)"
                ),
            ),
            (
                "otro",
                -3.4,
                (r"(a toda costa|cara a cara|a cualquier precio|de cara a|cara (de|del) )"),
            ),
        ),
    ),
)
