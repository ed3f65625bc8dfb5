"""`sponsorship`: the writer, or somebody named, stakes their own standing for the vendor.

Recommends the vendor upward, defends or vouches for it, tells the board, offers to be a
reference, overrides procurement. Confused with: praise said only to the vendor (`praise`), a
vendor's own recommendation ("we recommend replacing it"), sponsoring an event, an
introduction without a word in favour.
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: support told by a third party without naming the vendor.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="sponsorship",
    prior=-4.6,
    cues=(
        *every(("a question", -1.2, "@asks"), ("quoted speech", 0.0, "@quotes")),
        *en(
            (
                "recommends you",
                5.6,
                (
                    r"(i|we|i've|we've|i'd|she|he|they|have|has|and|also|always|gladly|happily"
                    r"|to|would|will|personally|strongly|warmly|highly|'ll) (recommend"
                    r"|recommended|recommending|recommends|endorse|endorsed|vouch|vouched"
                    r"|champion|championed|back|backed|nominated|proposed) (you|your (team|firm"
                    r"|company|people|work|services|bid|proposal|name|offer)|for you|you all"
                    r"|them|using you|keeping you|staying with you)( to| for|\b)"
                ),
            ),
            (
                "told those above",
                3.6,
                (
                    r"(told|tell|telling|said to|saying to|explained to|wrote to|written to"
                    r"|spoke to|spoken to|reminded|convinced|persuaded|assured|pushed"
                    r"|argued with|made (it )?clear to|presented to|reported to|letting|let"
                    r"|showed|put (it|this|that|my view|the case) to|went to|gone to|insisted to"
                    r"|mentioned to|praised you to)( both| all| them)? (the |my |our |his "
                    r"|her )*(whole |entire |own |new |group |executive |management |senior "
                    r"|finance )*(board|directors?|boss|bosses|ceo|cfo|coo|md|managing director"
                    r"|management|committee|chair|chairman|chairwoman|procurement|purchasing"
                    r"|buyers?|buyer|colleagues?|head office|headquarters|partners?|owners?"
                    r"|trustees?|governors|steering group|steering committee|leadership"
                    r"|executives?|exec|finance|president|vice president|vp|investors?|team"
                    r"|minister|council|other (plants?|sites?|branches|divisions|managers"
                    r"|schools|practices|departments))"
                ),
            ),
            (
                "you, in their ears",
                1.4,
                (
                    r"(that |we |they |should |want |wanted |how |about |what )*(you|your (team"
                    r"|people|firm|company|crew|lot|work|report|proposal|service))"
                ),
            ),
            (
                "stay with you",
                2.4,
                (
                    r"(stay|stick|keep|continue|continuing|remain|go|going|renew|work|working"
                    r"|staying|sticking)~ (with|working with) you|(we|they|she|he|i) (need|want"
                    r"|wants|needs|must keep|cannot lose|can't lose|would be mad to lose"
                    r"|should keep) (to keep )?(you|your (people|team|crew|firm))( on| for| in"
                    r"|\b)|(it|this|the job|the work|the contract) (has to|had to|must"
                    r"|should) be you|nobody else will do|(the|my|our) (first|only) (choice|name"
                    r"|firm|call)"
                ),
            ),
            (
                "name and neck",
                5.8,
                (
                    r"(put|putting|stake|staked|staking|bet|betting|risk|risked|risking|lend"
                    r"|lent|pin|pinned|attach|attached|sign|signed|stuck|sticking|stick)~ (my"
                    r"|our|his|her|their) (own )?(name|neck|reputation|job|career|head|badge"
                    r"|bonus|standing|credibility|weight)~ ?(to|on|behind|for|out|under)?"
                    r"|my (name|neck|reputation|head) is (on|under|behind|against) (this|it|that"
                    r"|the (line|block|report|paper|proposal|recommendation|decision|choice"
                    r"|contract|order))|on my (recommendation|say-?so|word)|in your (corner"
                    r"|camp)|on your side (in|at|when|with)|(good|strong) word (in )?for (you"
                    r"|your)|(spoke|speak|spoken|stood|stand|standing|argued|argue|arguing"
                    r"|fought|fight|fighting|pushed|push|pushing|lobbied|lobbying|rooting"
                    r"|batting|went to bat|go to bat|going to bat|campaigned|pleaded|voted"
                    r"|made the case|make the case|making the case|pitched|stuck up"
                    r"|stick up)~ (up |in |out )?(for|on behalf of|in favou?r of) (you"
                    r"|your (team|proposal|people|firm|company|bid|side|approach|work|price"
                    r"|quote|renewal)|keeping you)|(defend|defended|defending|backed|backing"
                    r"|supported|supporting) (you|your (team|proposal|people|firm|company|bid"
                    r"|price|approach|work|quote|record|fee|fees))|vouch(ed|es|ing)? for (you"
                    r"|your)"
                ),
            ),
            (
                "reference",
                5.4,
                (
                    r"(happy|glad|delighted|pleased|willing|proud|prepared|honou?red)( for (you"
                    r"|me|us))? (to )?(be|act as|serve as|stand as|give you|give|provide"
                    r"|write you|write|offer|use (me|us|my name) as|use me)( you)?( as)?( a| an"
                    r"| your)? (good |glowing |written |customer |client |strong )*(reference"
                    r"|referee|testimonial|case study|letter of recommendation|recommendation)"
                    r"|(use|quote|cite|name|mention) (me|us|my name|our name|this)~ (as"
                    r"|for) a (reference|referee|testimonial)|(i|we)('ll| will|'d| would| can"
                    r"| could|'ve| have)? (gladly |happily |also )?(be|give|gave|given|write"
                    r"|wrote|written|provide|provided|act as|stand)~ (a |your )?(glowing |good "
                    r"|strong |written )*(reference|testimonial"
                    r"|letter of recommendation)( for you)?|speak to (any|your) (prospects?"
                    r"|prospective|new clients?)"
                ),
            ),
            (
                "single source",
                5.2,
                (
                    r"(sign|signed|signing|approve|approved|got|get|wrote|written|raised"
                    r"|obtained|secured|pushed through)~ (single|sole)[- ](source|tender"
                    r"|supplier)~ ?(waiver|justification|approval|exception)?|(overruled?"
                    r"|overrode|overriding|went over|gone over|over the head of|despite"
                    r"|against the (wishes|advice) of|told)~ (procurement|purchasing|finance"
                    r"|the buyers?)~ ?(no|to (keep|leave|stop|wait|back)|that you|you are|you're"
                    r"|not to)|without you (we|this|it|none)~ ?(would|could|couldn't"
                    r"|wouldn't)~ (board|budget|approved)"
                ),
            ),
            (
                "credit upward",
                5.2,
                (
                    r"((the|full|all the) credit (is yours|to you|goes to you)|gave you (the"
                    r"|full) credit|name checked|name-checked|praised you|singled you out"
                    r"|sang your praises|sing your praises|singing your praises)( is yours"
                    r"| to you| you| in| at| to| for)*|your name (came|comes|was|is|will be"
                    r"|keeps)~ (up|mentioned|on the|top|first)|raised your (name|case|profile)"
                    r"|on your behalf"
                ),
            ),
            (
                "vendor's advice",
                -6.0,
                (
                    r"(i|we|i'd|we'd|would|manufacturer|engineer|they|surveyor|lawyers?"
                    r"|doctor)( would| strongly| always| also| therefore| highly)* (recommend"
                    r"|suggest|advise)(s|ed)? (that |you (to |check|use|do|replace|read|take"
                    r"|change|try|keep|go|get|look|consider|see|buy|book|should|switch|contact"
                    r"|visit|call|run|make|order)|replac|using (a|the|this)|a |an |the |this"
                    r"|these|keeping (the|a)|chang|buy|install|servic|clean|wait|it|not|against"
                    r"|at least|[a-z]+ing )"
                ),
            ),
            (
                "told you of other things",
                -3.6,
                (
                    r"(told|tell|telling|said|explained)( to)? (you|me|us) (that|the|about|to"
                    r"|what|how|when|why|it|we|a|is)|(told|tell|let|letting|asked"
                    r"|ask)~ (know )?(about )?(your )?(invoice|visit|delivery|arrival|car"
                    r"|parking|delay|engineer'?s? visit|payment|meeting|call|badge|number)|(told"
                    r"|warned|informed)~ (you (are|were|will be|would be|can|need|have"
                    r"|owe) (late|coming|here|on site|arriving|in|out|behind|to))"
                ),
            ),
            (
                "sponsor in other senses",
                -2.6,
                (
                    r"(event|shirt|team|race|charity|club|visa|tournament|festival|golf day"
                    r"|prize) sponsor(s|ed|ship|ing)?|sponsor(s|ed|ing|ship)? (the|a|our"
                    r"|of) (event|race|team|club|charity|tournament|table|walk|run|prize|golf"
                    r"|conference|visa)"
                ),
            ),
            (
                "against you",
                -5.2,
                (
                    r"(recommend|recommended|recommending|argued|voted|spoke|told (them"
                    r"|the board|procurement))~ (against|not|replac(e|ing)|leaving|moving away"
                    r"|dropping|switching)~ ?(you)?|(can't|cannot|couldn't|won't|wouldn't"
                    r"|hard to|no longer|not|unable to|difficult to|how can i|stop) (able to "
                    r"|keep |possibly |really )*(recommend|defend|defending|vouch|vouching|back"
                    r"|support|justify|stand up)~ (you|for you)|complain(ed|t|ing)? about you"
                ),
            ),
        ),
        *de(
            (
                "empfohlen",
                5.4,
                (
                    r"(ich|wir|habe|haben|werde|wuerde|sie|euch|dich)~ (sie|euch|dich|ihre firma"
                    r"|ihr team|ihr haus|ihnen)~ (der|dem|den|beim|im|bei|weiter|gern|gegenueber"
                    r"|waermstens|ausdruecklich|unserem|unserer|meinem"
                    r"|meiner)~ ?[a-z ]{0,30}(empfohlen|empfehlen|weiterempfohlen"
                    r"|weiterempfehlen|verteidigt|gelobt|vorgeschlagen)|fuer (sie|euch|dich"
                    r"|ihr team|ihre firma) (eingesetzt|stark gemacht|gekaempft|verbuergt"
                    r"|verbuerge|buerge|die hand ins feuer|ausgesprochen|geworben)|(setze|setzen"
                    r"|habe|mache|stehe)~ (mich|uns)~ fuer (sie|euch|ihr)|mein(en|em)? (name"
                    r"|namen|kopf|ruf)~ (dafuer|fuer sie|hinhalten|hingehalten|halte|steht"
                    r"|verbuergt)|lege (ich )?(meine|die) hand|lege ich~ (die|meine) hand"
                    r"|referenz (zur verfuegung|geben|nennen|dienen|stehe)|als referenz"
                ),
            ),
            (
                "oben gesagt",
                4.4,
                (
                    r"(vorstand|geschaeftsfuehrung|geschaeftsleitung|chef|chefin|einkauf"
                    r"|aufsichtsrat|leitung|kollegen|direktor)... (gesagt|erklaert|klargemacht"
                    r"|ueberzeugt|berichtet|deutlich gemacht)... (sie|ihnen|euch|ihr)"
                ),
            ),
            (
                "Rat",
                -5.8,
                (
                    r"(wir|ich) empfehlen? (ihnen|den|die|das|einen|eine|dir|daher|dringend)"
                    r"|nicht (mehr )?(empfehlen|verteidigen)"
                ),
            ),
        ),
        *fr(
            (
                "recommandé",
                5.4,
                (
                    r"(je|j'ai|nous|nous avons|il|elle)~ ?(vous|votre equipe|votre societe"
                    r"|votre entreprise|votre nom)~ ?(ai |a |avons |avait )?(chaudement "
                    r"|vivement |fortement )?(recommande|recommandes|recommandee|defendu"
                    r"|defendus|defendue|defend|recommandons|soutenu|soutenus|propose(s)? au"
                    r"|cite(s)? (au|en))|(plaide|battu|battue|engage|porte garant|porte garante"
                    r"|mouille)~ (pour|en faveur de) (vous|votre)|(mis|mets|engage|joue)~ (mon"
                    r"|ma) (nom|reputation|tete|place|poste) ?(en jeu|dans la balance|pour)?"
                    r"|servir de reference|comme reference|lettre de recommandation"
                    r"|temoignage client"
                ),
            ),
            (
                "dit en haut",
                4.4,
                (
                    r"(dit|explique|rappele|presente|convaincu|insiste|ecrit)... (comite"
                    r"|direction|conseil|directeur|directrice|patron|dg|pdg|achats"
                    r"|siege)... (vous|votre)"
                ),
            ),
            (
                "conseil",
                -5.8,
                (
                    r"(nous|je) vous (recommand|conseill)(e|ons|ent) (de|d'|un|une|le|la|les"
                    r"|fortement|vivement)|(ne|plus) (peux|pouvons)~ (recommander|defendre)"
                ),
            ),
        ),
        *es(
            (
                "recomendado",
                5.4,
                (
                    r"(les|los|os|le|te|la|lo) (he |hemos |ha |recomende |recomendamos "
                    r"|recomiendo )(recomendado|defendido|propuesto|a la|al|a mi|a nuestra?|ante"
                    r"|siempre)?|(recomendado|defendido|avalado|apostado|respondo|dado la cara"
                    r"|puesto la mano en el fuego|pongo la mano en el fuego|doy la cara"
                    r"|apostamos|aposte)~ (a|por|para|de) (ustedes|usted|vosotros|su equipo"
                    r"|su empresa|ti)|(mi|nuestro) (nombre|reputacion|puesto"
                    r"|prestigio)~ (en juego|por ustedes|por su|detras)|servir(les"
                    r"|le)? de referencia|como referencia|carta de recomendacion"
                ),
            ),
            (
                "dicho arriba",
                4.4,
                (
                    r"(dicho|dije|explicado|explique|convencido|convenci|insistido|insisti"
                    r"|contado)... (consejo|direccion|director|directora|comite|jefe|jefa"
                    r"|gerencia|compras|central)... (ustedes|su equipo|su empresa|vosotros"
                    r"|usted)"
                ),
            ),
            (
                "consejo",
                -5.8,
                (
                    r"(le|les|te|os) (recomiendo|recomendamos|aconsejo|aconsejamos) (que|un|una"
                    r"|el|la|cambiar|usar|no|comprar|hacer|revisar|esperar|llamar|instalar|leer"
                    r"|[a-z]+r\b)|no (puedo|podemos)~ (recomendar|defender)"
                ),
            ),
        ),
    ),
)
