"""`logistics`: times and places, access, parking, parcels, setting up a meeting, attachments.

The everyday of every account; it says little about a relationship. Confused with: a delivery
reported as done (`delivery`), a question of substance in a meeting, social plans.
Languages: English well; German, French and Spanish by their usual words.
Known gaps: bare fragments ("31st then").
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="logistics",
    prior=-3.0,
    cues=(
        *every(
            (
                "a time of day",
                2.6,
                (
                    r"@digits \d{1,2}[:.h]\d\d( ?(am|pm|uhr|h))?|\d{1,2} ?(am|pm|uhr|o'clock)"
                    r"|\d{1,2} ?h( ?\d\d)?"
                ),
            ),
        ),
        *en(
            (
                "attachment",
                3.8,
                (
                    r"attached|attachments?|i attach|we attach|enclosed|herewith|(see"
                    r"|find) (below|enclosed)|as a pdf|pdf|zip file|spreadsheet attached"
                    r"|link below|here is the (link|file|document|pdf|report|list|sheet|scan)"
                ),
            ),
            (
                "access and place",
                3.8,
                (
                    r"park(ing|ed)?( space| permit| bay)?|car park|gate(house)?|main gate"
                    r"|reception|front desk|visitor('s)? (pass|badge)|badges?|access (code|card"
                    r"|to the (site|building|roof|plant|floor))|door code|key ?(card|safe|s)?"
                    r"|keys|entrance|loading (bay|dock)|goods (in|lift|entrance)|back door"
                    r"|side (door|entrance|bell)|doorbell|ring the|security (desk|guard|office"
                    r"|gate)|sign in|induction|hi-?vis|hard hat|safety shoes|(first|second|third"
                    r"|fourth|ground|\d+(st|nd|rd|th)) floor|directions|postcode|post code"
                    r"|zip code|sat ?nav|address (is|for|below|has)|(our|new|delivery|site"
                    r"|billing|office|street) address|map|scaffold(ing)?|lift shaft access"
                    r"|one-way|diversion|road (is )?closed"
                ),
            ),
            (
                "parcels and goods on the way",
                3.6,
                (
                    r"courier|parcels?|packages?|pallets?|tracking( number| no| code)?"
                    r"|delivery (note|slot|window|address|date|time|van|driver)|delivered (to|by"
                    r"|on|at|this|yesterday|today)|ship(ped|ping|ment|ments)?|dispatch(ed)?"
                    r"|despatch(ed)?|collect(ed|ion)?( from| on| at)|pick(ed)?[- ]?up"
                    r"|drop(ped)?[- ]?off|unload(ing)?|tail[- ]?lift|fork-?lift|lorry|truck|van"
                    r"|customs|consignment|freight|container|waybill|fedex|dhl|ups|royal mail"
                    r"|in the post|by post|warehouse|stock room|boxes|crates?"
                ),
            ),
            (
                "a meeting is set",
                3.6,
                (
                    r"dial[- ]?in|zoom|teams (link|invite|call|meeting)|webex|google meet|skype"
                    r"|conference (call|line|number)|call-?in (number|details)|calendar (invite"
                    r"|invitation|entry)|invite (sent|to follow|for|attached|is)|(meeting|call"
                    r"|visit|appointment|review|session|inspection|demo|slot|workshop) (is |was "
                    r"|has been |will be |to be |on |at |for |moved |from |set |confirmed "
                    r"|scheduled |booked |starts |this |next |tomorrow |today |monday|tuesday"
                    r"|wednesday|thursday|friday)|re-?schedul(e|ed|ing)|schedul(e|ed|ing)"
                    r"|postpon(e|ed)|(move|push|bring|shift|change|put)~ (meeting|call|visit"
                    r"|appointment|slot|it|date)( back| forward| out)?( to|$)|meeting room"
                    r"|room \w+ is|(book|booked|reserved|booking)~ (room|table|slot|hotel|flight"
                    r"|train|desk|car|taxi)|agenda|minutes attached|join(ing)? (link|by phone"
                    r"|the call|instructions)|same (link|time|place|room)|free (on|at)"
                    r"|available (on|at|from|between|all|any|next|this)|availability|diar(y|ies)"
                    r"|calendar|time slot|(does|would|is)~ (suit|work for|convenient"
                    r"|ok for) ?(you|us|me|everyone)?|works (for|best|fine)|suits? (me|us|you)"
                    r"|(see|talk to|speak to|call) you (on|at|then|tomorrow|there|monday|tuesday"
                    r"|wednesday|thursday|friday)|running late|stuck in traffic|on my way"
                    r"|be (there|here|with you|on site) (at|by|around|for|before|from|in|on)"
                    r"|arriv(e|es|ing|al|ed)( at| on| by| around| time)?|set(ting)? off|flight"
                    r"|train (to|from|at|is|gets)|hotel|taxi|airport|station"
                ),
            ),
            (
                "day and hour",
                2.2,
                (
                    r"(on|at|by|from|until|before|after|this|next|for) (the )?(<day>)( (at|from"
                    r"|between|morning|afternoon|evening|before|after|\d))?|(morning|afternoon"
                    r"|evening)s?( of)?|(at|from|before|after|around|by|till|until) (noon|midday"
                    r"|lunch|(half past |quarter (to|past) )?(one|two|three|four|five|six|seven"
                    r"|eight|nine|ten|eleven|twelve|\d{1,2}))( sharp| o'clock)?"
                ),
            ),
            (
                "papers on their way",
                2.4,
                (
                    r"(please )?find (attached|enclosed|below)|(signed|copy|copies|scan|scanned"
                    r"|original|hard copy|reference|purchase order|po|order) (number|no|copy|is"
                    r"|are|attached|in the post)|forward(ed|ing)? (you|the|this|it)|resend"
                    r"|resent|re-?sent|wifi|wi-fi|login|log-?in|password|username|phone number"
                    r"|mobile number|extension|out of (the )?office|back in the office"
                ),
            ),
            (
                "not about things to do",
                -2.4,
                (
                    r"(strategy|strategic|next year's|five-year|competitors?|discount|board"
                    r"|apologi[sz]e|useless|idiots?|key (point|issue|question|to success|account"
                    r"|risk|person|people|message|figures?|reason)|address (the|this|these|your"
                    r"|our) (problem|issue|concern|question|complaint)s?|on track|keep track"
                    r"|fast track|delivered (results|on|value|what)|train(ed|ing) (staff|people"
                    r"|our|the))"
                ),
            ),
        ),
        *de(
            (
                "Anhang",
                3.8,
                (r"(im )?anhang|anbei|beigefuegt|als anlage|in der anlage|angehaengt|pdf"),
            ),
            (
                "Ort und Zugang",
                3.8,
                (
                    r"parkplatz|parkplaetze|parken|einfahrt|pforte|empfang|schluessel|zugang"
                    r"|zufahrt|hintereingang|eingang|rampe|laderampe|stockwerk|\d\. (stock|og"
                    r"|etage)|anfahrt|adresse|lieferadresse|besucherausweis|anmelden am|tor \d"
                    r"|klingeln"
                ),
            ),
            (
                "Sendung",
                3.6,
                (
                    r"paket|palette|paletten|spedition|lieferschein|liefertermin"
                    r"|lieferung (kommt|erfolgt|am|ist)|sendung(snummer)?|versand|abholung"
                    r"|abholen|kurier|lkw|abladen|gabelstapler|verschickt|zugestellt|zoll"
                ),
            ),
            (
                "Termin",
                3.6,
                (
                    r"termin(e|vorschlag|bestaetigung|verschiebung)?|besprechung|treffen wir"
                    r"|einwahl(daten)?|teams-?(link|einladung|termin)|videokonferenz"
                    r"|einladung (folgt|kommt|ist)|verschieben|verschoben|um \d{1,2}( uhr)?"
                    r"|tagesordnung|kalender|besprechungsraum|passt (ihnen|dir|mir|uns|es)"
                    r"|ankunft|komme (ich )?(am|um|gegen)|zug|flug|hotel|uhrzeit"
                ),
            ),
            ("Tag", 1.8, r"(am|bis|ab|naechsten|kommenden|diesen) (<tag>)"),
        ),
        *fr(
            (
                "pièce jointe",
                3.8,
                (r"ci-joint(e|s|es)?|en piece jointe|pieces? jointes?|veuillez trouver|pdf"),
            ),
            (
                "lieu et accès",
                3.8,
                (
                    r"parking|stationnement|se garer|accueil|badge|cles?|code (d'acces"
                    r"|de la porte)|entree (principale|de service|cote)|quai|etage|adresse"
                    r"|portail|interphone|plan d'acces|sonnez|sonner"
                ),
            ),
            (
                "colis",
                3.6,
                (
                    r"colis|palettes?|coursier|transporteur|bon de livraison|livraison (prevue"
                    r"|est|aura|le|demain|a|sera)|expedi(e|ee|es|ition)|enlevement"
                    r"|numero de suivi|camion|livre(e|s|es)? (le|a|ce|demain|hier)|douane"
                    r"|decharger|chariot"
                ),
            ),
            (
                "rendez-vous",
                3.6,
                (
                    r"rendez-vous|rdv|reunion (est|aura|a|de|du|le|prevue|reportee|demain)"
                    r"|creneaux?|visio(conference)?|lien (teams|zoom|de connexion)"
                    r"|invitation (suit|agenda)|reporter|reportee?|decaler|decalee?"
                    r"|ordre du jour|agenda|salle( de reunion)?|disponibles? (le|a|lundi|mardi"
                    r"|mercredi|jeudi|vendredi|demain)|disponibilites?|vous convient|j'arrive"
                    r"|arrivee|train|vol|hotel"
                ),
            ),
        ),
        *es(
            ("adjunto", 3.8, r"adjunt(o|a|os|as|amos)|archivo|documento adjunto|pdf"),
            (
                "lugar y acceso",
                3.8,
                (
                    r"aparcamiento|aparcar|parking|recepcion|llaves?|acceso|entrada (principal"
                    r"|trasera|lateral)|muelle( de carga)?|planta (baja|primera|segunda|\d)"
                    r"|direccion (es|de entrega|nueva)|tarjeta de (acceso|visita)|timbre"
                    r"|porteria|codigo de (la puerta|acceso)"
                ),
            ),
            (
                "envío",
                3.6,
                (
                    r"paquetes?|palets?|mensajer(o|ia)|transportista|albaran|fecha de entrega"
                    r"|entrega (es|sera|esta|prevista|el)|enviado|expedicion|recogida|recoger"
                    r"|numero de seguimiento|camion|descargar|carretilla|aduana"
                ),
            ),
            (
                "cita",
                3.6,
                (
                    r"reunion (es|sera|del|el|de|se|a las|prevista)|cita|enlace (de|a"
                    r"|para) (teams|zoom|la)|videollamada|convocatoria|aplazar|aplazada"
                    r"|cambiar la (hora|fecha|cita)|orden del dia|agenda|sala( de reuniones)?"
                    r"|disponible (el|a|los|manana)|disponibilidad|le (viene|va) bien|te (viene"
                    r"|va) bien|a las (\d{1,2}|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve"
                    r"|diez|once|doce)|llego|llegada|tren|vuelo|hotel"
                ),
            ),
        ),
    ),
)
