"""`referral`: the writer sends a person or a job to somebody else who can help.

Somebody outside named for what we do not do, or us named to another client. Confused with:
"refer to the manual", an introduction (both may hold), a vendor recommending a product.
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: a bare name and number.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="referral",
    prior=-4.4,
    cues=(
        *every(
            ("a question", -1.4, r"@asks"),
        ),
        *en(
            (
                "better with another",
                5.2,
                (
                    r"(you('d| would|'re| are| will|'ll)? (be )?(better (off |served )?(with"
                    r"|going|asking|using|by)|best (off |served )?(with|going|asking|by)|want"
                    r"|need)|(try|ask|call|contact|talk to|speak to|go to|use|see|get)) (someone"
                    r"|somebody|a (good |proper |real |specialist |local )*(specialist|lawyer"
                    r"|solicitor|plumber|electrician|roofer|accountant|surveyor|firm|company"
                    r"|colleague|friend|architect|builder|expert|joiner|consultant|agency"
                    r"|structural engineer|broker|notary|translator)|another|an (expert"
                    r"|accountant|electrician|architect|engineer|agency)|[a-z]+ (at|from"
                    r"|of) [a-z]+)~ (who|for (this|that|the)|instead|specialis[a-z]+)|you('d"
                    r"| would|'ll| will) be better (off|served) with a (specialist|colleague"
                    r"|smaller|larger|local|different)|(not|isn't|outside|n't) (really |quite "
                    r"|actually )*(our|my|what we|something we|within our|in our)( a)? ?(trade"
                    r"|field|line|area|business|speciality|specialty|do|expertise|strength|thing"
                    r"|department|remit|scope)[a-z ,;.-]{0,60}(but|so|try|ask|call|they|i know"
                    r"|we know|recommend|someone|somebody|they'd|contact|speak)"
                ),
            ),
            (
                "refers, knows a good one",
                5.2,
                (
                    r"(i|we)('d| would|'ll| will| can| could| have|'ve| happily| gladly| often"
                    r"| always| usually| do)* (refer|referred|point|pointed|pass|passed|send"
                    r"|sent|direct|directed|put) (you|them|him|her|it|this|that|the (job|work"
                    r"|client|enquiry)|a (friend|neighbour|client|colleague)|people|your (name"
                    r"|number|details))( on| over| along| in touch)? (to|towards|with|in (your"
                    r"|the|their|our) direction|in the direction of) ?,? ?(a|an|our|my|another"
                    r"|someone|somebody|colleagues?|friends?|the (right|best|firm|people)"
                    r"|[a-z]+)|(i|we) know (a|an|someone|somebody|the (right|best|very)|just the"
                    r"|some|people|of a|of an)( very| really)*( good| great| reliable| decent"
                    r"| local| right| excellent| firm| person| man| woman| people| specialist"
                    r"| company| who)+|(a|some|any|your|good|two|three|the) referrals?( (from|to"
                    r"|for|fee|partner|bonus|of))?|referred (me |us )?to (you|us|me) by|(was"
                    r"|were|am|been|came|got|come) (referred|recommended|pointed) (to (you|me|us"
                    r"|your)|your (way|name|details))|(got|given|have|had|passed"
                    r"|gave)( on)?~ (your|my|our) (name|number|details|card|address) (by|from"
                    r"|to)|(passed|given|give|pass|gave|forwarded)( on)?( them| him| her"
                    r"| a [a-z]+| my [a-z]+)? (your|our) (name|number|details|card"
                    r"|contact)~ ?(to|on)?|(friend|neighbour|colleague|client|contact|company"
                    r"|firm|school|hotel|brother) of (mine|ours)~ (needs?|is looking|wants?"
                    r"|could use|asked|would like|might|has)|(i|we) (told|mentioned) (a|my|our"
                    r"|some|another)~ (friend|neighbour|colleague|supplier|customer|client"
                    r"|contact)~ (about you|to call you|to contact you|to ring you|your name)"
                    r"|mentioned your name"
                ),
            ),
            (
                "names who does it",
                4.8,
                (
                    r"^(try|ask|call|contact|use|see|ring) ^?[a-z]+( [a-z]+)?( [a-z]+)? (at|from"
                    r"|of|in)~ ?[a-z ]{2,40}, (they|he|she|who) (do|does|can|are|is|will|know"
                    r"|knows)"
                ),
            ),
            (
                "refer to a paper",
                -5.2,
                (
                    r"(refer|referring|refers|referred|reference|referral) to (the|your|our|my"
                    r"|this|that|it|page|section|clause|attached|invoice|as|these|appendix"
                    r"|figure|table|article) ?(manual|letter|email|mail|page|section|clause"
                    r"|attached|invoice|drawing|document|guide|website|terms|contract"
                    r"|conversation|order|quote|number|message|call|list|policy)?"
                    r"|your (reference|ref)|(i|we) know (a|the|of a) (way|reason|problem|lot"
                    r"|little|bit)|send (it|this|that) to (me|us|my|our (office|address|accounts"
                    r"|warehouse|new))|hospital referral|doctor's referral|refer (back"
                    r"|a friend and (get|earn|save))|earn|unsubscribe"
                ),
            ),
        ),
        *de(
            (
                "verweist",
                5.0,
                (
                    r"(verweise|verweisen|weiterverweisen|weiterempfehlen|weiterempfohlen"
                    r"|weitergereicht)... (an|sie|kolleg|partner|ihre|firma)[a-z]*|(kenne|kennen"
                    r"|wuesste|wissen)... (einen|eine|jemanden|guten|gute"
                    r"|zuverlaessig)[a-z]*... (der|die|kann|fuer|macht|spezialist|firma"
                    r"|handwerker|betrieb|partner|anwalt)|(nicht|gehoert nicht) (zu )?(unser"
                    r"|unsere|unserem)[a-z]* (gebiet|fach|fachgebiet|geschaeft|staerke|bereich)"
                    r"|(wenden|fragen|rufen) sie (sich )?(am besten |besser |lieber )(an|bei)?"
                    r"|(ihren namen|ihre nummer|ihre adresse|ihren kontakt) (weitergegeben"
                    r"|gegeben|genannt)|(auf empfehlung|empfohlen) (von|worden|durch)"
                ),
            ),
            (
                "Papier",
                -5.2,
                (
                    r"(verweis|verweise|verweisen|bezug|bezugnehmend) auf (die|das|den|unser|ihr"
                    r"|ihre)|(senden|schicken) sie (es|das)"
                ),
            ),
        ),
        *fr(
            (
                "oriente",
                5.0,
                (
                    r"(oriente|orienter|orientons|renvoie|adresse|recommande|diriger"
                    r"|redirige)... (vers (un|une|mon|notre|quelqu'un|l'un)|confrere|specialiste"
                    r"|collegue|partenaire)|(je|nous) (connais|connaissons) (un|une|quelqu'un"
                    r"|des) (tres |bon |bonne |excellent |excellente )*(specialiste|confrere"
                    r"|artisan|cabinet|avocat|entreprise|electricien|plombier|qui|bon"
                    r"|partenaire)?|(pas|hors de) (notre|de notre) (metier|domaine|specialite"
                    r"|ressort|competence)|(donne|transmis|passe|communique) (votre|vos) (nom"
                    r"|numero|coordonnees|contact)|de la part de|sur (la )?recommandation de"
                ),
            ),
            (
                "papier",
                -5.2,
                (
                    r"(se referer|referez-vous|reference|renvoie) (a|au|aux|votre|au manuel)"
                    r"|renvoyez (le|la|moi)"
                ),
            ),
        ),
        *es(
            (
                "remite",
                5.0,
                (
                    r"(remito|remitimos|derivo|derivamos|derivar|recomiendo|recomendar"
                    r"|paso)... (a un|a una|companer|coleg|especialista|otro|contacto)[a-z]*"
                    r"|(conozco|conocemos) (a )?(un|una|alguien|a un|a alguien) (muy |buen "
                    r"|buena |excelente |que )*(especialista|empresa|abogado|electricista"
                    r"|fontanero|bueno|profesional|puede|hace)?|no es (nuestro|lo nuestro"
                    r"|nuestra)( campo| especialidad| terreno| area)?|(he dado|di|pase"
                    r"|hemos dado|he pasado) (su|tu) (nombre|numero|contacto|telefono)|(de parte"
                    r"|por recomendacion) de|nos (recomendo|recomendaron)"
                ),
            ),
            (
                "papel",
                -5.2,
                (
                    r"(con referencia|en referencia|refiero|su referencia) (a|al)?|remitir (el"
                    r"|la) (documento|factura|contrato)"
                ),
            ),
        ),
    ),
)
