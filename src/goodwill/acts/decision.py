"""`decision`: a choice is made known.

"We have decided", "go ahead", "the board approved it". Confused with: a decision still open or
asked for, a plan (`strategy`), a rule of long standing.
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: decisions told by their effect only ("the red one, then").
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="decision",
    prior=-4.0,
    cues=(
        *every(
            ("a question", -2.6, r"@asks"),
        ),
        *en(
            (
                "decided",
                5.0,
                (
                    r"(i|we|we've|i've|they|board|committee|council|management|owner|owners"
                    r"|director|boss|team|he|she|partners|trustees|group|jury|panel|client"
                    r"|customer|parents|have|has|was|been|is|it's)( have| has| had| all| both"
                    r"| finally| now| also| just| today| unanimously| been| is| was"
                    r"| then)* (decided|resolved|opted|chosen|chose|settled on|picked|selected"
                    r"|voted|made (a|the|our|my|up (our|my|their)) (decision|choice|mind|minds)"
                    r"|agreed to (go|proceed|buy|take|accept|extend|renew|the|your|move|order"
                    r"|sign|close|keep)|come to a decision|reached a decision|signed (it )?off"
                    r"|approved|given (the )?(green light|go-ahead|approval)"
                    r"|gave (the )?(green light|go-ahead|approval)|confirmed (the order|your"
                    r"|that we (will|are)))|(i|we|they|board|committee)( have| has| hereby"
                    r"| gladly| are happy to)* accept(ed|s)? (your|the) (offer|quote|proposal"
                    r"|bid|tender|quotation)"
                ),
            ),
            (
                "go ahead",
                4.6,
                (
                    r"^(please )?(go ahead|proceed)|(we|you|it|that|this)('re| are| is"
                    r"|'s)? (a go|good to go|going ahead|going with|going for|approved|agreed"
                    r"|signed off|happy to proceed|a yes|off|cancelled|on)( from| with| for|[.!]"
                    r"|$)|(we|i)('ll| will| would like to|'d like to)? (go with|go for|take"
                    r"|proceed with|stay with|stick with|keep|choose|opt for) (the|your|you"
                    r"|option|both|version|it|plan|offer|quote|proposal|variant)|(it is|it's"
                    r"|that's|that is) (settled|decided|agreed|final|official|a deal|a done deal"
                    r"|a yes)|(our|my|the|board's|final) decision (is|was|to|has been)|(you have"
                    r"|you've got) (the|our|my) (order|go-?ahead|approval|green light|contract"
                    r"|job)|the (job|order|contract|work) is yours|budget (is|has been"
                    r"|was) (approved|released|granted|agreed)|yes to (the|both|your|option)"
                    r"|order (is )?(attached|confirmed|placed)"
                ),
            ),
            (
                "open",
                -5.0,
                (
                    r"(not|no|never|haven't|hasn't|yet to|still to|have to|need to|needs to"
                    r"|has to|must|before|until|once|when|if|whether|waiting|awaiting|await"
                    r"|for your|pending|undecided|to be|will|should|would|could|can|cannot|can't"
                    r"|help us|hard to|difficult to|not yet|nothing)( we| they| you| been| has"
                    r"| have| is| a| the| for| any| us| to| it| finally| he| she| board| soon"
                    r"| yet)* (decid(e|ed|es)|decision|decisions|made up|choose|chosen|approve"
                    r"|approved|agreed|agree|settled|signed off)|decision[- ](maker|makers"
                    r"|making|paper|date|will|is (due|expected|not|pending|with))|decided (yet"
                    r"|by)"
                ),
            ),
        ),
        *de(
            (
                "entschieden",
                4.8,
                (
                    r"(haben|hat|wurde|ist|habe)... (entschieden|beschlossen|genehmigt"
                    r"|freigegeben|zugestimmt|abgesegnet|ausgewaehlt|gewaehlt|gefallen"
                    r"|beauftragt)|unsere (wahl|entscheidung) (ist|faellt)|(wir nehmen"
                    r"|wir bestellen|wir bleiben bei|sie bekommen den auftrag"
                    r"|auftrag (ist )?erteilt|gruenes licht|freigabe erteilt)|hiermit (bestellen"
                    r"|beauftragen)"
                ),
            ),
            (
                "offen",
                -5.0,
                (
                    r"(noch nicht|nicht|noch nichts|wann|ob|bevor|sobald|muss noch"
                    r"|steht noch)... (entschieden|entscheid|beschlossen|genehmigt|freigegeben"
                    r"|gefallen|aus)[a-z]*"
                ),
            ),
        ),
        *fr(
            (
                "décidé",
                4.8,
                (
                    r"(avons|a|ont|ai|est|ete)... (decide|decidee|choisi|tranche|approuve"
                    r"|approuvee|valide|validee|retenu|retenue|accepte votre|arrete notre choix"
                    r"|prise|vote)|(notre|la) (decision|choix) (est|s'est)|feu vert"
                    r"|vous avez le (contrat|marche|feu vert)|nous (prenons|retenons"
                    r"|restons avec|partons sur|commandons)|bon pour accord"
                ),
            ),
            (
                "ouvert",
                -5.0,
                (
                    r"(pas encore|ne [a-z ]{1,20}pas|avant de|doit encore|doivent encore|quand"
                    r"|si|en attente|reste a)... (decid|decision|choisi|approuv|valid"
                    r"|tranch)[a-z]*"
                ),
            ),
        ),
        *es(
            (
                "decidido",
                4.8,
                (
                    r"(hemos|ha|han|he|fue|ha sido)... (decidido|elegido|optado|aprobado"
                    r"|acordado|resuelto|autorizado|seleccionado|aceptado su)|(nuestra"
                    r"|la) decision (es|ha sido|final)|luz verde|adelante con|nos quedamos con"
                    r"|el (pedido|contrato|trabajo) es suyo|aprobad[oa] (el|la|por)"
                ),
            ),
            (
                "abierto",
                -5.0,
                (
                    r"(no|todavia|aun|antes de|cuando|si|pendiente|falta|tiene que)... (decid"
                    r"|decision|elegi|aprob|acord)[a-z]*"
                ),
            ),
        ),
    ),
)
