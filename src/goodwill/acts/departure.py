"""`departure`: somebody at the account or on our side leaves, or changes job.

Confused with: leaving for the day or on holiday, a train's departure, leaving a supplier.
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: a successor named without a word about the one before.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="departure",
    prior=-4.4,
    cues=(
        *every(
            ("a question", -1.0, r"@asks"),
        ),
        *en(
            ("leaves", 2.2, r"(leave|leaves|leaving|left|departs?|departing|departed)"),
            (
                "leaves the firm",
                5.4,
                (
                    r"(leave|leaves|leaving|left|quit|quits|quitting|departing|departs?) (the "
                    r"|this |our |my |his |her )?(company|firm|organi[sz]ation|business|bank"
                    r"|agency|school|council|post|role|team|group|job|position)|(is|am|are|'m"
                    r"|'re|will be) (leaving|moving) (us|[a-z]+)? ?(at the end|in (january"
                    r"|february|march|april|may|june|july|august|september|october|november"
                    r"|december|the (new year|spring|summer|autumn))|after \d|to another"
                    r"|to a (new|different))|(quit|quits|quitting|resigned|resigning|resign"
                    r"|retire|retires|retiring|retired|step down|stepping down|stepped down"
                    r"|moving on|stand down|standing down|made redundant|laid off|let go"
                    r"|handed in (my|his|her|their) notice|gave (in )?(my|his|her) notice|(serve"
                    r"|serving|on) (my|his|her|their)? ?notice( period)?|changing jobs"
                    r"|changes jobs|(i|he|she)('ll| will)? (start|starts|started|starting|found"
                    r"|took|taken|have|got) (in )?a new (job|role|position|post)|my new (job"
                    r"|role|position|employer)|(my|his|her|their) last (working )?day"
                    r"|last working day|my successor|his successor|her successor"
                    r"|no longer (works? (here|for|at|with)|with (us|the company|the firm)"
                    r"|employed|here|at|in (this|that|the) (role|post|job))|taking over from"
                    r"|takes over from|took over from|has taken over|succeeded (him|her|me) (as"
                    r"|in)|succeeded by|replaced by|(parental|maternity) leave from"
                    r"|farewell (drinks|party|lunch|email|note)|saying goodbye|say goodbye"
                    r"|parting ways|(moved|moving|moves) to (another|a different|a new"
                    r"|the) (department|company|firm|team|division|employer|role|branch|plant))"
                ),
            ),
            (
                "for good",
                1.6,
                (
                    r"(company|firm|organi[sz]ation|team|role|post|position|job|at the end of"
                    r"|end of (the )?(month|year|june|july|march)|after \d+ years"
                    r"|after [a-z]+ years|for good|new (challenge|employer|chapter|adventure)"
                    r"|successor|taking over|takes over|replaced|in my place|notice)"
                ),
            ),
            (
                "leaving a place or a thing",
                -5.2,
                (
                    r"(leave|leaves|leaving|left|depart|departs|departing|departure)( the| it"
                    r"| them| a| your| my| our| his| her| at| on| in| for| you| for the| early"
                    r"| now| home| here| from| behind| out| over| off| with| by| to"
                    r"| today)* (office (at|early|now|for the day)|house|home|keys?|key|message"
                    r"|note|door|day|airport|station|train|flight|bus|weekend|lunch|holiday|side"
                    r"|hand|side|bag|coat|parcel|box|boxes|voicemail|room|gate|reception|desk"
                    r"|light|lights|window|car|van|umbrella|space|blank|review|feedback|comment"
                    r"|comments|\d|warehouse|factory|port|yard|depot|time|platform|lounge"
                    r"|site (at|by|tidy)|it (with|to|in|at|as|there)|to (me|us|him|her))"
                    r"|leave (it|this|that|them|me|us|him|her|you|nothing|everything|well"
                    r"|plenty)|(annual|sick|on|paid|unpaid|holiday|compassionate) leave"
                    r"|maternity cover|left (over|open|behind|hand|side|of|to do|out|unpaid|with"
                    r"|arrow|us (a|the|two)|me (a|the|two))|(we|you|they)('re| are|'ll| will"
                    r"| may| might| want to)? (leave|leaving) (you|us for|the (contract|supplier"
                    r"|platform|agreement))|no longer (need|available|want|required|valid"
                    r"|in stock|used)|retired (product|version|model|machine)|moving on to (the"
                    r"|item|point|next)|quit (smoking|the (app|program))|let go of"
                ),
            ),
        ),
        *de(
            (
                "geht weg",
                5.2,
                (
                    r"(verlasse|verlaesst|verlassen|verliess)... (unternehmen|firma|haus|uns"
                    r"|konzern|abteilung|gesellschaft)|(gekuendigt|kuendige|in (den )?(ruhestand"
                    r"|rente|pension)|letzter arbeitstag|letzter tag|neue (stelle|aufgabe"
                    r"|herausforderung|position)|nachfolger(in)?|nachfolge|nicht mehr (bei uns"
                    r"|im unternehmen|fuer uns taetig|bei der firma)|ausgeschieden|scheidet aus"
                    r"|scheide aus|arbeitgeber wechseln|wechselt (zu|in|zum)|wechsle (zu|in|zum)"
                    r"|verabschiede mich|abschied)"
                ),
            ),
            (
                "Ort, Vertrag",
                -5.2,
                (
                    r"(den|der|ihren|unseren|das) (vertrag|abo|raum|gebaeude"
                    r"|abonnement)... (gekuendigt|kuendig|verlass)[a-z]*|verlassen (sie )?(sich"
                    r"|uns) auf|verlassen uns|zug|abfahrt|kuendigungsfrist (des|der|betraegt)"
                    r"|schichtwechsel"
                ),
            ),
        ),
        *fr(
            (
                "part",
                5.2,
                (
                    r"(quitte|quitter|quitterai|quittera|quittons|quitte)... (societe|entreprise"
                    r"|groupe|poste|fonctions|maison|equipe|l'agence)|(demission|demissionne"
                    r"|depart (en|a la) retraite|part(ir)? (en|a la) retraite|retraite"
                    r"|dernier jour|mon successeur|ma remplacante|mon remplacant|son successeur"
                    r"|succede|succedera|nouveau poste|nouvelles fonctions|ne (travaille"
                    r"|fait) plus (chez|partie|pour|dans|ici)|pot de depart|nouvelle aventure"
                    r"|nouveau defi)"
                ),
            ),
            (
                "lieu",
                -5.2,
                (
                    r"(heure|gare|train|vol|point) de depart|quitter (le (bureau|site|parking)"
                    r"|la (salle|gare|reunion)|l'hotel)"
                ),
            ),
        ),
        *es(
            (
                "se va",
                5.2,
                (
                    r"(dejo|deja|dejare|dejara|dejar|abandona|abandono|me voy de|se va de"
                    r"|se marcha de|me marcho de)... (empresa|compania|puesto|cargo|grupo|equipo"
                    r"|firma)|(dimision|dimite|dimito|dimitido|se jubila|me jubilo|jubilacion"
                    r"|jubilado|ultimo dia|mi sucesor|mi sucesora|su sucesor|sustituto"
                    r"|nuevo (puesto|trabajo|reto)|nueva etapa|ya no (trabaja|esta con nosotros"
                    r"|trabajo|esta en la empresa)|cambia de (trabajo|empresa)|despedida)"
                ),
            ),
            (
                "lugar",
                -5.2,
                (
                    r"deja(r|mos|ron|do)? (el paquete|la llave|un mensaje|las cajas|el coche"
                    r"|la nota)|hora de salida"
                ),
            ),
        ),
    ),
)
