"""`complaint`: the writer is displeased with the work or conduct of the reader's side.

Aimed at the matter, however sharp. Confused with: `hostile` (insults persons), a bare fault
report (`problem`), displeasure with others, "no complaints".
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: displeasure shown only by what is left out.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="complaint",
    prior=-4.2,
    cues=(
        *every(("capitals", 0.6, "@shouts"), ("quoted speech", -0.8, "@quotes")),
        *en(
            (
                "unacceptable",
                5.0,
                (
                    r"unacceptable|not acceptable|not good enough|(simply|just|really"
                    r"|quite) not on|unprofessional|disgrace(ful)?|appalling|shambles"
                    r"|dreadful (service|work|quality)|inexcusable|intolerable|outrageous|(poor"
                    r"|bad|terrible|awful|shoddy|sloppy|sub-?standard|lousy|abysmal|substandard"
                    r"|slow|careless|third-rate|below[- ]standard) (service|work|quality"
                    r"|workmanship|communication|job|performance|support|finish|response"
                    r"|planning|attitude|customer service)|not (up to|of) (the |your |our "
                    r"|your usual |any )*(standard|scratch|quality)|(service|work|quality"
                    r"|workmanship|communication|job|finish|response|support) (is|was|has been"
                    r"|were|looks|seems)( been| really| very| simply| just| so| frankly)* (poor"
                    r"|bad|terrible|awful|shoddy|sloppy|lousy|abysmal|careless|appalling"
                    r"|dreadful|third-rate)|let(ting)? (us|me) down|fallen short|falls? (well "
                    r"|far )?short|below (expectations|par|standard|what we)|not what (we"
                    r"|i) (agreed|ordered|paid|asked|expected|were promised|was promised|signed)"
                ),
            ),
            (
                "displeased, perhaps with us",
                2.6,
                (
                    r"disappointed|unhappy|frustrated|frustrating|annoyed|annoying|angry|furious"
                    r"|upset"
                ),
            ),
            (
                "we",
                2.2,
                (
                    r"^?(i am|i'm|we are|we're|we were|i was|this is|that is|it is|very"
                    r"|extremely|really|deeply|most) (very |so |extremely |really |deeply |most "
                    r"|rather |quite |bitterly |all )*(disappointed|unhappy|frustrated|annoyed"
                    r"|angry|furious|upset|disappointing)( (with|by|about|at|that|in)|[.!]?$)"
                ),
            ),
            (
                "dissatisfied",
                4.8,
                (
                    r"(dissatisfied|dismayed|disappointing|not (at all |very |particularly "
                    r"|best |really )*(happy|pleased|satisfied|impressed|amused)|displeased"
                    r"|had enough of|losing patience|run out of patience|patience is|fed up with"
                    r"|sick of (this|the|waiting|chasing)|tired of (this|the|waiting|chasing"
                    r"|having to))( (with|by|about|at|that|to|in))?"
                ),
            ),
            (
                "again",
                2.2,
                (
                    r"yet again|once again|second time|every (single )?time|for (weeks|months"
                    r"|days) now|as usual|(still|again) (no|not|nobody|nothing|waiting|wrong"
                    r"|late)"
                ),
            ),
            (
                "nobody called",
                4.8,
                (
                    r"(the |for the )?(third|fourth|fifth) time|how many (more )?times"
                    r"|time and again|(nobody (called|came|rang|answered|replied|told|turned up"
                    r"|showed|has|bothered|picks up|picked up|got back)|no ?one (called|came"
                    r"|rang|answered|replied|told|turned up|showed|has|bothered|picks up"
                    r"|picked up|got back)|not a (single )?(word|call|reply|sign)|(why|how) (has"
                    r"|have|is|are|did|do|does|can|was|were|should) (nobody|no one|it|we|i|this"
                    r"|you) (still |always |not |have to |take so |possible|happen)"
                    r"|have to chase|having to chase|chased (you|this)|without (any )?(notice"
                    r"|warning|asking|telling (us|me|anyone)|a word|explanation))"
                ),
            ),
            (
                "complains",
                4.8,
                (
                    r"(i|we|must|want to|have to|wish to|like to|are|am|'m|'re|formal|file|make"
                    r"|lodge|raise|a|another|this) (formally |officially |also )?(complain"
                    r"|complaining|complaint|complaints)( about| that| regarding| to)?|(my"
                    r"|our) (guests|customers|tenants|staff|patients|members|residents|users"
                    r"|clients|people|operators|drivers|visitors) (are |is |have been |keep "
                    r"|were )*(complain(ing|ed|t|ts)?|furious|angry|upset|asking why)"
                    r"|complaints from|you (promised|said|assured|agreed|told)~ ((it|us|me|that"
                    r"|this|the|by|would|a)|[a-z]+ )*~ ?(and|but|yet|nothing|never|still)|(that"
                    r"|this) is (now )?the (second|third|fourth|fifth) (time|late|wrong|month"
                    r"|week|complaint|day)|you (have )?(failed|missed|forgot|ignored|overcharged"
                    r"|charged us (twice|for)|billed us (twice|for)|broke)( to| the| our| your"
                    r"| again)?|i expected (better|more)|we expect(ed)? (better|more)|cost us (a"
                    r"|two|three|the|our|half|money|\d)"
                ),
            ),
            (
                "no complaint",
                -5.4,
                (
                    r"(no|any|without|zero|few|never (had )?(a|any)|not a|handle|handling"
                    r"|isn't a|not|nothing to) (single |further |more |complaints?|complain"
                    r"|real )*(complaint|complaints|complain|complaining)|(filed?|files"
                    r"|filing) (a|the) complaint (against|with|at)|complaints (procedure|policy"
                    r"|department|form|handling)|(not|never|aren't|isn't|wasn't|don't be"
                    r"|hope you are not|hope you're not|sorry (you|that you|if you)"
                    r"|understand (you|that you)|i know you)( are| were| feel| be| is"
                    r"| that)* (disappointed|unhappy|frustrated|annoyed|upset|angry)|(don't"
                    r"|do not) be (disappointed|upset|angry|annoyed)|pleasantly|sorry (for|about"
                    r"|that|to have)~ (let|letting|delay|wait)?|not (at all )?(unhappy"
                    r"|disappointed|unreasonable)|(he|she|they) (was|were|is|are) (disappointed"
                    r"|furious|angry|upset) (with|at) (him|her|them|themselves|his|their own)"
                ),
            ),
        ),
        *de(
            (
                "Beschwerde",
                5.0,
                (
                    r"inakzeptabel|nicht (akzeptabel|hinnehmbar|tragbar|zumutbar)|unzumutbar"
                    r"|enttaeusch(t|end|ung)|veraergert|aergerlich|verstimmt|beschwer(de|en|e)"
                    r"|unzufrieden|nicht zufrieden|zum (wiederholten|zweiten|dritten"
                    r"|vierten) mal|schon wieder|immer noch (nicht|kein|keine)|seit (wochen"
                    r"|monaten|tagen) (warten|warte|nicht|keine)|schlechte[rns]? (qualitaet"
                    r"|service|arbeit|leistung)|so geht (es|das) nicht|das kann nicht sein"
                    r"|geduld (ist|am)|niemand (hat sich|meldet sich|geht ran|ruft)|unverschaemt"
                    r"|armutszeugnis|mangelhafte (arbeit|leistung)"
                ),
            ),
            (
                "keine",
                -5.0,
                (
                    r"(keine|kein|ohne|nicht) (beschwerde|beschwerden|grund zur (beschwerde"
                    r"|klage)|enttaeuscht|veraergert)|angenehm"
                ),
            ),
        ),
        *fr(
            (
                "plainte",
                5.0,
                (
                    r"inacceptable|inadmissible|decue?s?|decevant(e|s|es)?|deception"
                    r"|mecontente?s?|(pas|guere|aucunement) (du tout |vraiment "
                    r"|tres )*(satisfaite?s?|contente?s?|acceptable|serieux|normal)|plainte|(me "
                    r"|nous )?plain(dre|s|gnons)|reclamation|encore une fois|une fois de plus"
                    r"|pour la (deuxieme|troisieme|quatrieme|enieme) fois|toujours (pas|rien"
                    r"|aucun|aucune)|depuis (des )?(semaines|mois|jours)|personne n'a (repondu"
                    r"|rappele|prevenu)|mauvaise (qualite|prestation|communication)|agace(e|s)?"
                    r"|exaspere(e|s)?|ras le bol|perdu patience"
                ),
            ),
            (
                "aucune",
                -5.0,
                (r"(aucune|sans|pas de|pas) (plainte|reclamation|decue?s?|mecontente?s?|decu)"),
            ),
        ),
        *es(
            (
                "queja",
                5.0,
                (
                    r"inaceptable|intolerable|decepcionad[oa]s?|decepcionante|descontent[oa]s?"
                    r"|insatisfech[oa]s?|no (estamos|estoy|quedamos) (nada |muy "
                    r"|en absoluto )*(content|satisfech)[oa]s?|queja(s|rme|rnos|mos)?"
                    r"|reclamacion(es)?|otra vez|una vez mas|por (segunda|tercera|cuarta"
                    r"|enesima) vez|seguimos (sin|esperando)|sigo (sin|esperando)|todavia no"
                    r"|desde hace (semanas|meses|dias)|nadie (ha|nos|me|contesta|responde)"
                    r"|mal servicio|mala calidad|hart[oa]s? de|vergonzoso"
                ),
            ),
            (
                "ninguna",
                -5.0,
                (
                    r"(ninguna|sin|no hay|no tenemos|no tengo) (ninguna )?(queja|quejas"
                    r"|reclamacion)"
                ),
            ),
        ),
    ),
)
