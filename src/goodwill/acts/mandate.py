"""`mandate`: they use the vendor because they have to.

The parent company, head office, a group contract or policy says so. Confused with: a rule that
binds everybody, a framework used gladly (judged elsewhere), a mandate given to a bank.
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: compulsion told only as weariness (`resentment`).
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="mandate",
    prior=-4.6,
    cues=(
        *every(),
        *en(
            (
                "have to use you",
                5.4,
                (
                    r"(have|has|had|obliged|forced|required|compelled|bound|made|told|instructed"
                    r"|mandated|must|got|stuck|supposed|makes? (me|us)|forc(es|ed|ing) (me|us)"
                    r"|order(ed|s) (me|us)|told (me|us))( got)?( to)?( only| still| now"
                    r"| all)* (use|using|buy(ing)? (from|through|via)|order(ing)? (from|through"
                    r"|via)|work(ing)? with|deal(ing)? with|go(ing)? (through|with)|take|taking"
                    r"|stay(ing)? with|keep(ing)? you|have) (you|your (company|firm|people"
                    r"|service|services|lot|product|system)|this supplier|the (group|approved"
                    r"|preferred|nominated|appointed|chosen) (supplier|vendor|contractor"
                    r"|provider|list))"
                ),
            ),
            (
                "from above",
                5.2,
                (
                    r"(head office|headquarters|group( purchasing| procurement)?"
                    r"|parent( company)?|holding|corporate|central (purchasing|procurement)"
                    r"|ministry|owners?|franchis(e|or)|mother company|our parent|regional office"
                    r"|upstairs|london|the group|global procurement|group procurement"
                    r"|the board)( has| have| had| in [a-z]+| simply| just| who| that)* (decided"
                    r"|ordered|dictates?|dictated|insists?|insisted|imposed?|imposes|mandated?"
                    r"|mandates|prescribes?|prescribed|(signed|chose|picked|selected|appointed"
                    r"|hired) (you|the (deal|contract|frame|framework))|chose|chosen|picked"
                    r"|selected|appointed|makes us|requires?|forces?|says? (we|i|it has|so)"
                    r"|said (we|so)|wants? us|told us|made the choice|gave us no)|(imposed"
                    r"|dictated|decided|forced|foisted|handed down|mandated|prescribed|signed"
                    r"|chosen) (on us |upon us )?(by|from|at|over) (the |our )?(head office"
                    r"|headquarters|hq|group( purchasing| procurement)?|parent|holding|above"
                    r"|corporate|central|owners?|board|franchis(e|or)|top|our heads)"
                ),
            ),
            (
                "no choice",
                4.6,
                (
                    r"(no|not (our|much of a)|n't (my|our|have (a|any|much)|given (a|any))"
                    r"|without (a|any))( other| real| any)* (choice|say|option|alternative"
                    r"|vote) (in|about|over|but to (use|work|stay|go|buy)|of (supplier|vendor))?"
                    r"|(if (it|the choice) (were|was) (up to|down to) (me|us)|left to (me|us)"
                    r"|were it (up to|for) (me|us)|not (my|our) (choice|decision|idea) (to (use"
                    r"|keep|hire) you|that (you|we (have|use) you)))|(you|it|this"
                    r"|your contract)('s| is| are|'re| come| comes)?( just| simply| only)* (on"
                    r"|part of|under|in) (the|a) (approved|group|mandatory|nominated|national"
                    r"|central|global) (list|framework|agreement|contract|deal)|(mandatory"
                    r"|compulsory|obligatory) (supplier|vendor|framework|contract|use of)"
                    r"|only (approved|permitted|authori[sz]ed|allowed|nominated) (supplier"
                    r"|vendor|contractor|provider)|group (policy|framework|contract|agreement"
                    r"|directive)|(not|aren't|isn't) allowed to (use|buy|go|look|order)~ (anyone"
                    r"|anybody|elsewhere|others?|another|outside)"
                ),
            ),
            (
                "free choice",
                -5.0,
                (
                    r"(don't|do not|not|never|no longer|needn't|without) (have|having|need"
                    r"|obliged|forced|required|being) (to )?(use|buy|be|work)?"
                    r"|of our own (free )?(will|accord)|(gladly|happily|chose to|choose to"
                    r"|like to|glad to|love to|pleased to|because we (want|like|trust))|(you"
                    r"|they|everyone|visitors|drivers|staff|all contractors) (have|must"
                    r"|are (required|obliged)) to|(have|had|need) to (use|take) (the|a|an"
                    r"|your (entrance|toilet|phone))|debit mandate|bank mandate|sepa"
                ),
            ),
        ),
        *de(
            (
                "müssen Sie nehmen",
                5.2,
                (
                    r"(muessen|muss|sind gezwungen|sind verpflichtet|vorgabe|vorgeschrieben"
                    r"|gezwungenermassen)... (mit ihnen|bei ihnen|sie (nehmen|nutzen|beauftragen"
                    r"|einsetzen)|ihre (leistungen|firma|dienste)|konzernvorgabe)"
                    r"|konzern(vorgabe|vertrag|entscheidung|lieferant|weisung)|(zentrale|konzern"
                    r"|muttergesellschaft|mutter|holding|zentraleinkauf"
                    r"|konzerneinkauf)... (vorgegeben|vorgeschrieben|entschieden|verlangt|zwingt"
                    r"|bestimmt|schreibt|angeordnet|vor)|(keine|keine andere|ohne) wahl"
                    r"|nicht (unsere|meine) (wahl|entscheidung)|rahmenvertrag der (gruppe"
                    r"|zentrale|mutter)"
                ),
            ),
            ("frei", -5.0, r"(muessen|muss) (sie|wir) nicht|freiwillig|gerne|aus freien stuecken"),
        ),
        *fr(
            (
                "obligés",
                5.2,
                (
                    r"(oblige(e|s|es)?|contrainte?s?|forcee?s?|devons|impose(e|s|nt)?"
                    r"|tenus) (de |par |a |nous )*(travailler avec vous|passer par vous"
                    r"|vous (utiliser|prendre|garder)|faire appel a vous|le (siege|groupe)"
                    r"|la (maison[- ]mere|direction|holding))|(siege|groupe|maison[- ]mere"
                    r"|holding|societe mere)... (impose|imposes|oblige|decide|exige|dicte|choisi"
                    r"|contraint)[a-z]*|(pas|aucun) (le |eu le |notre |d'autre )?choix"
                    r"|accord[- ]cadre (du|groupe)|fournisseur (impose|obligatoire)"
                ),
            ),
            (
                "libre",
                -5.0,
                (r"(pas|plus|nullement) obliges?|de notre plein gre|avec plaisir|volontiers"),
            ),
        ),
        *es(
            (
                "obligados",
                5.2,
                (
                    r"(obligad[oa]s?|forzad[oa]s?|tenemos que|nos obligan?|nos imponen?"
                    r"|debemos) (a |por |de )*(trabajar con ustedes|usar(los|les)?"
                    r"|comprar(les)? a ustedes|contratar(los|les)|utilizar(los|les)?|la (central"
                    r"|matriz)|el grupo|pasar por ustedes)|(central|matriz|grupo|sede"
                    r"|casa matriz)... (impone|impuso|obliga|decidio|ha decidido|exige|dicta"
                    r"|ordeno|ha impuesto|eligio)|no (tenemos|tengo|nos queda|hay) (otra "
                    r"|mas )*(opcion|eleccion|remedio|alternativa)|proveedor (impuesto"
                    r"|obligatorio)"
                ),
            ),
            ("libre", -5.0, r"no (estamos|estan) obligad[oa]s|con mucho gusto|por voluntad propia"),
        ),
    ),
)
