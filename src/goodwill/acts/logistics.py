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
            ("a time of day", 2.6, r"\d{1,2}[:.h]\d\d( ?(am|pm|uhr|h))?|\d{1,2} ?(am|pm|uhr|o'clock)|\d{1,2} ?h( ?\d\d)?"),
        ),
        *en(
            ("attachment", 3.8, r"attached|attachments?|i attach|we attach|enclosed|herewith|(see|find) (below|enclosed)|as a pdf|pdf|zip file|spreadsheet attached|link below|here is the (link|file|document|pdf|report|list|sheet|scan)"),
            ("access and place", 3.8, r"park(ing|ed)?( space| permit| bay)?|car park|gate(house)?|main gate|reception|front desk|visitor('s)? (pass|badge)|badges?|access (code|card|to the (site|building|roof|plant|floor))|door code|key ?(card|safe|s)?|keys|entrance|loading (bay|dock)|goods (in|lift|entrance)|back door|side (door|entrance|bell)|doorbell|ring the|security (desk|guard|office|gate)|sign in|induction|hi-?vis|hard hat|safety shoes|(first|second|third|fourth|ground|\d+(st|nd|rd|th)) floor|directions|postcode|post code|zip code|sat ?nav|address (is|for|below|has)|(our|new|delivery|site|billing|office|street) address|map|scaffold(ing)?|lift shaft access|one-way|diversion|road (is )?closed"),
            ("parcels and goods on the way", 3.6, r"courier|parcels?|packages?|pallets?|tracking( number| no| code)?|delivery (note|slot|window|address|date|time|van|driver)|delivered (to|by|on|at|this|yesterday|today)|ship(ped|ping|ment|ments)?|dispatch(ed)?|despatch(ed)?|collect(ed|ion)?( from| on| at)|pick(ed)?[- ]?up|drop(ped)?[- ]?off|unload(ing)?|tail[- ]?lift|fork-?lift|lorry|truck|van|customs|consignment|freight|container|waybill|fedex|dhl|ups|royal mail|in the post|by post|warehouse|stock room|boxes|crates?"),
            ("a meeting is set", 3.6, r"dial[- ]?in|zoom|teams (link|invite|call|meeting)|webex|google meet|skype|conference (call|line|number)|call-?in (number|details)|calendar (invite|invitation|entry)|invite (sent|to follow|for|attached|is)|(meeting|call|visit|appointment|review|session|inspection|demo|slot|workshop) (is |was |has been |will be |to be |on |at |for |moved |from |set |confirmed |scheduled |booked |starts |this |next |tomorrow |today |monday|tuesday|wednesday|thursday|friday)|re-?schedul(e|ed|ing)|schedul(e|ed|ing)|postpon(e|ed)|(move|push|bring|shift|change|put)~ (meeting|call|visit|appointment|slot|it|date)( back| forward| out)?( to|$)|meeting room|room \w+ is|(book|booked|reserved|booking) (a|the|for)~ (room|table|slot|hotel|flight|train|desk|car|taxi)|agenda|minutes attached|join(ing)? (link|by phone|the call|instructions)|same (link|time|place|room)|free (on|at)|available (on|at|from|between|all|any|next|this)|availability|diar(y|ies)|calendar|time slot|(does|would|is)~ (suit|work for|convenient|ok for) ?(you|us|me|everyone)?|works (for|best|fine)|suits? (me|us|you)|(see|talk to|speak to|call) you (on|at|then|tomorrow|there|monday|tuesday|wednesday|thursday|friday)|running late|stuck in traffic|on my way|be (there|here|with you|on site) (at|by|around|for|before|from|in|on)|arriv(e|es|ing|al|ed)( at| on| by| around| time)?|set(ting)? off|flight|train (to|from|at|is|gets)|hotel|taxi|airport|station"),
            ("day and hour", 2.2, r"(on|at|by|from|until|before|after|this|next|for) (the )?(<day>)( (at|from|between|morning|afternoon|evening|before|after|\d))?|(morning|afternoon|evening)s?( of)?|(at|from|before|after|around|by|till|until) (noon|midday|lunch|(half past |quarter (to|past) )?(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}))( sharp| o'clock)?"),
            ("papers on their way", 2.4, r"(please )?find (attached|enclosed|below)|(signed|copy|copies|scan|scanned|original|hard copy|reference|purchase order|po|order) (number|no|copy|is|are|attached|in the post)|forward(ed|ing)? (you|the|this|it)|cc'?d|resend|resent|re-?sent|wifi|wi-fi|login|log-?in|password|username|phone number|mobile number|extension|out of (the )?office|back in the office"),
            ("not about things to do", -2.4, r"(strategy|strategic|next year's|five-year|competitors?|discount|board|apologi[sz]e|useless|idiots?|key (point|issue|question|to success|account|risk|person|people|message|figures?|reason)|address (the|this|these|your|our) (problem|issue|concern|question|complaint)s?|on track|keep track|fast track|delivered (results|on|value|what)|train(ed|ing) (staff|people|our|the))"),
        ),
        *de(
            ("Anhang", 3.8, r"(im )?anhang|anbei|beigefuegt|als anlage|in der anlage|angehaengt|pdf"),
            ("Ort und Zugang", 3.8, r"parkplatz|parkplaetze|parken|einfahrt|pforte|empfang|schluessel|zugang|zufahrt|hintereingang|eingang|rampe|laderampe|stockwerk|\d\. (stock|og|etage)|anfahrt|adresse|lieferadresse|besucherausweis|anmelden am|tor \d|klingeln"),
            ("Sendung", 3.6, r"paket|palette|paletten|spedition|lieferschein|liefertermin|lieferung (kommt|erfolgt|am|ist)|sendung(snummer)?|versand|abholung|abholen|kurier|lkw|abladen|gabelstapler|verschickt|zugestellt|zoll"),
            ("Termin", 3.6, r"termin(e|vorschlag|bestaetigung|verschiebung)?|besprechung|treffen wir|einwahl(daten)?|teams-?(link|einladung|termin)|videokonferenz|einladung (folgt|kommt|ist)|verschieben|verschoben|um \d{1,2}( uhr)?|tagesordnung|kalender|besprechungsraum|passt (ihnen|dir|mir|uns|es)|ankunft|komme (ich )?(am|um|gegen)|zug|flug|hotel|uhrzeit"),
            ("Tag", 1.8, r"(am|bis|ab|naechsten|kommenden|diesen) (<tag>)"),
        ),
        *fr(
            ("pièce jointe", 3.8, r"ci-joint(e|s|es)?|en piece jointe|pieces? jointes?|pj|veuillez trouver|pdf"),
            ("lieu et accès", 3.8, r"parking|stationnement|se garer|accueil|badge|cles?|code (d'acces|de la porte)|entree (principale|de service|cote)|quai|etage|adresse|portail|interphone|plan d'acces|sonnez|sonner"),
            ("colis", 3.6, r"colis|palettes?|coursier|transporteur|bon de livraison|livraison (prevue|est|aura|le|demain|a|sera)|expedi(e|ee|es|ition)|enlevement|numero de suivi|camion|livre(e|s|es)? (le|a|ce|demain|hier)|douane|decharger|chariot"),
            ("rendez-vous", 3.6, r"rendez-vous|rdv|reunion (est|aura|a|de|du|le|prevue|reportee|demain)|creneaux?|visio(conference)?|lien (teams|zoom|de connexion)|invitation (suit|agenda)|reporter|reportee?|decaler|decalee?|ordre du jour|agenda|salle( de reunion)?|disponibles? (le|a|lundi|mardi|mercredi|jeudi|vendredi|demain)|disponibilites?|vous convient|j'arrive|arrivee|train|vol|hotel|a \d{1,2} ?h(eures)?"),
        ),
        *es(
            ("adjunto", 3.8, r"adjunt(o|a|os|as|amos)|archivo|documento adjunto|pdf"),
            ("lugar y acceso", 3.8, r"aparcamiento|aparcar|parking|recepcion|llaves?|acceso|entrada (principal|trasera|lateral)|muelle( de carga)?|planta (baja|primera|segunda|\d)|direccion (es|de entrega|nueva)|tarjeta de (acceso|visita)|timbre|porteria|codigo de (la puerta|acceso)"),
            ("envío", 3.6, r"paquetes?|palets?|mensajer(o|ia)|transportista|albaran|fecha de entrega|entrega (es|sera|esta|prevista|el)|enviado|expedicion|recogida|recoger|numero de seguimiento|camion|descargar|carretilla|aduana"),
            ("cita", 3.6, r"reunion (es|sera|del|el|de|se|a las|prevista)|cita|enlace (de|a|para) (teams|zoom|la)|videollamada|convocatoria|aplazar|aplazada|cambiar la (hora|fecha|cita)|orden del dia|agenda|sala( de reuniones)?|disponible (el|a|los|manana)|disponibilidad|le (viene|va) bien|te (viene|va) bien|a las (\d{1,2}|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)|llego|llegada|tren|vuelo|hotel"),
        ),
    ),
)
