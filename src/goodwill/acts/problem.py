"""`problem`: something is broken, late, missing or wrong, and the writer says so as a fact.

Confused with: a complaint (adds blame or displeasure), a question whether something is wrong,
"no problem", a fault that is mended.
Languages: English well; German, French and Spanish by their usual words.
Known gaps: faults of trades told in their own words ("it chatters at low feed").
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="problem",
    prior=-3.8,
    cues=(
        *every(("a question", -0.8, "@asks")),
        *en(
            (
                "has a problem",
                4.8,
                (
                    r"(have|has|having|had|got|there is|there's|there are|there was|causing"
                    r"|causes|run into|hit|another|same|same old|experiencing|found|a) (a |an "
                    r"|some |the |another |serious |slight |small |big |major |recurring |real "
                    r"|urgent |few |more |ongoing |same )*(problems?|issues?|fault|faults"
                    r"|defects?|leaks?|error|errors|failure|failures|outage|breakdown|bugs?"
                    r"|shortage|blockage|mismatch|discrepanc(y|ies)|trouble with|difficulty"
                    r"|difficulties|delay|delays|smell|noise|crack|cracks|scratch|scratches"
                    r"|dent)"
                ),
            ),
            (
                "does not work",
                4.6,
                (
                    r"(does not|doesn't|do not|don't|did not|didn't|is not|isn't|are not|aren't"
                    r"|won't|will not|can't|cannot|couldn't|not|never|no longer|has not|hasn't"
                    r"|have not|haven't|still not|fails to|failed to|refuses to|refused to)( yet"
                    r"| been| quite| properly| always)* (work|works|working|start|open|close"
                    r"|print|load|fit|respond|responding|turn on|switch on|connect|log in"
                    r"|arrived|arrive|come|received|been delivered|delivered|heat|hold|match"
                    r"|add up|run|reach|show up|turned up|boot|charge|scan|seal|lock|stick|fixed"
                    r"|repaired|correct)"
                ),
            ),
            (
                "broken",
                4.6,
                (
                    r"(is|are|was|were|has|have|went|gone|keeps?|kept|got|arrived|came|it's|been"
                    r"|looks?|again)( been| just| now| all| both| badly| still| completely"
                    r"| partly| slightly| already)* (broken|faulty|damaged|cracked|leaking|stuck"
                    r"|jammed|jamming|tripping|tripped|failing|failed|crashed|crashing"
                    r"|down( again)?|dead|torn|bent|missing|wrong|incorrect|incomplete|short"
                    r"|late|delayed|out of order|out of service|overheating|flickering|dropping"
                    r"|blocked|flooded|rusty|scratched|dented|loose|contaminated|mouldy|warped"
                    r"|mislabell?ed|duplicated|overdue|frozen)|broke(n)? (down|off|again|this)"
                    r"|out of (order|service|action|stock)|stopped (working|again|between|at)"
                    r"|(short|missing) (by|of|from|on) (two|three|one|a|the|\d)|wrong (size"
                    r"|colour|color|part|address|amount|item|product|label|version|quantity|date"
                    r"|price|model|invoice|door|way)|malfunction(s|ing)?|(fell|fallen|come|came"
                    r"|peeling|coming) off|breakdown|running (behind|late|out)|behind schedule"
                    r"|won't be ready"
                ),
            ),
            (
                "no problem",
                -5.6,
                (
                    r"(no|not a|any|without|never (had )?a|isn't a|not the|no more|if (there is"
                    r"|there are|you have|you see)|in case of|should there be|solved|solve|fixed"
                    r"|resolved|sorted) (any |the |a |an |more |further |real |big |such |your "
                    r"|that |this )*(problems?|issues?|trouble|difficulty|difficulties|delay"
                    r"|delays|faults?|errors?|shortage)|nothing (is )?wrong|(what|anything) (is"
                    r"|was)? ?wrong|not wrong|(has|have|is|are|was|were|been|now|all)( been| now"
                    r"| all)* (fixed|repaired|mended|resolved|solved|sorted|replaced|back"
                    r"|cleared|working)|the problem (is|was) (solved|fixed|that (you|we))"
                    r"|problem[- ]solving|solving|(if|unless|in case|should) (it|the|anything"
                    r"|something|there)"
                ),
            ),
        ),
        *de(
            (
                "Störung",
                4.8,
                (
                    r"(stoerung|ausfall|defekt(e|er|es)?|kaputt|beschaedigt|undicht|klemmt"
                    r"|ausgefallen|fehlerhaft|mangelhaft|reklamation|(ein|das|folgendes|grosses"
                    r"|wieder) problem|fehlt|fehlen|verspaetet|verspaetung|falsch (geliefert"
                    r"|gedruckt|berechnet)|falsche[rns]?|funktioniert nicht|geht nicht"
                    r"|laeuft nicht|nicht (angekommen|eingetroffen|geliefert)|steht still"
                    r"|gerissen|maengel|fehlermeldung|lieferverzug)"
                ),
            ),
            (
                "keine",
                -5.2,
                (
                    r"(kein|keine|keinerlei|ohne) (problem|probleme|stoerung|maengel|fehler)"
                    r"|behoben|geloest|falls|repariert"
                ),
            ),
        ),
        *fr(
            (
                "panne",
                4.8,
                (
                    r"(en panne|panne|defectueux|defectueuse|casse|cassee|casses|endommage(e|s"
                    r"|es)?|fuite|bloque(e|s|es)?|ne (marche|fonctionne|demarre|ferme"
                    r"|s'ouvre)( plus| pas)|un (gros |petit |serieux )?(probleme|souci|defaut)"
                    r"|manque(nt)?|manquant(e|s|es)?|en retard|retard|erreur|incorrect(e)?"
                    r"|abime(e|s|es)?|pas (arrive|recu|livre)(e|s|es)?|hors service)"
                ),
            ),
            (
                "aucun",
                -5.2,
                (
                    r"(pas de|aucun|sans) (probleme|souci|retard)|regle(e)?|repare(e)?"
                    r"|resolu(e)?|desole"
                ),
            ),
        ),
        *es(
            (
                "avería",
                4.8,
                (
                    r"(averia|averiad[oa]|rot[oa]s?|dañad[oa]s?|no (funciona|arranca|cierra|abre"
                    r"|ha llegado|llego|imprime)|(un|el mismo|otro|gran) (problema|fallo"
                    r"|defecto)|falta(n)?|fuga|atascad[oa]|con retraso|retrasad[oa]|error"
                    r"|equivocad[oa]|defectuos[oa]s?|incorrect[oa])"
                ),
            ),
            (
                "ninguno",
                -5.2,
                (
                    r"(sin|ningun|no hay|no es) (problema|ningun problema|problemas)|resuelto"
                    r"|arreglad[oa]|reparad[oa]|solucionad[oa]"
                ),
            ),
        ),
    ),
)
