"""`warning`: an insider warns the reader, in goodwill, of a danger to the relation.

A rival with the boss, a change of mind, a contract in doubt. Confused with: a threat (from one
who would do it), a hazard notice, a weather or virus warning, an automatic alert.
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: warnings wrapped in small talk.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="warning",
    prior=-4.6,
    cues=(
        *every(
            ("a question", -1.6, r"@asks"),
        ),
        *en(
            (
                "between us",
                3.0,
                (
                    r"between (you and me|us|ourselves|friends|these walls)|(don't|do not"
                    r"|please don't) (quote me|tell anyone i|say (it|this) came from me"
                    r"|mention (me|my name))|off the record|you didn't hear (it|this) from me"
                    r"|(in|strictly) confidence|(as a|speaking as a|because you are a"
                    r"|because you're a) friend|i (shouldn't|should not|probably shouldn't"
                    r"|am not supposed to) (be )?(tell|telling|say|saying)|i('d| would| wanted"
                    r"| want| thought| think| feel|'m)( to| that)? ?(rather|like|better|i should"
                    r"|you should|i owe|obliged to)? ?(tell you|warn you|let you know"
                    r"|you (to )?know|you (heard|hear) (it|this)|give you)|heads?[- ]up"
                    r"|(a )?word of (warning|caution|advice)|for your ears"
                    r"|(just )?(a )?(friendly|fair|quiet|early) (warning|word|tip|hint|advice"
                    r"|note)|i (am|'m) (warning|telling) you (because|as|this)|be (careful|aware"
                    r"|prepared|warned|ready|on your guard)|watch (out|your back|this space)"
                    r"|brace yourself|wake up|if i were you"
                ),
            ),
            (
                "danger to you",
                4.8,
                (
                    r"(boss|director|board|ceo|cfo|md|management|procurement|purchasing|finance"
                    r"|owner|head office|group|chair|chairman|new (buyer|manager|head|director"
                    r"|owner|cfo|ceo)|they|he|she|people|some|somebody|someone|engineers?"
                    r"|colleagues|upstairs)( is| are| was| were| has| have| had| here| now| also"
                    r"| already| seriously| really| increasingly| been| very| quite| all| wants?"
                    r"| keeps?| started| begun| to| getting| not| starting)* (looking (for"
                    r"|around|at (other|another|some|someone|somebody|alternatives|a))"
                    r"|talking (to|about (you|another|changing|other|someone|replacing))"
                    r"|listening to|taken with|keen on|impressed by|asking (why|whether)"
                    r"|questioning|wondering why|doubting?|doubts?|losing (patience|faith"
                    r"|confidence)|unhappy with (you|your)|thinking (of|about) (replacing"
                    r"|changing|leaving|switching|dropping|going)|planning to (replace|change"
                    r"|leave|switch|drop|put|go)|replace you|drop you|change (supplier|vendor"
                    r"|provider)|leave you|switch|review(ing)? (all|the|your)|against you"
                    r"|not convinced|turn(ed|ing) against|push(ed|ing) for|put (it|this|you"
                    r"|the contract) (out|up|under)|re-?tender|out to get you|get rid of you"
                    r"|want(s)? you (out|gone)|pressing for|sold on)"
                ),
            ),
            (
                "cannot hold it off",
                5.6,
                (
                    r"(can't|cannot|won't be able to|not (going to )?be able to|unable to"
                    r"|don't know how (much )?long(er)?( i)? can|not sure (how long "
                    r"|that )?i can|hard(er)? (for me )?to|struggling to"
                    r"|running out of (arguments|ways|time) to|can only"
                    r"|may not be able to)( much| longer| keep| still| possibly| go on"
                    r"| continue to| to| i| for long)* (hold (them|him|her|it|your|off|back)"
                    r"|hold(ing)? off|holding (them|him|her|your)|keep (them|him|her|your"
                    r"|defending|protecting|fighting|it|you in|the others)|defend(ing)? you"
                    r"|protect(ing)? you|cover (for )?you|save you|stop (it|them|him|her)"
                    r"|justify you|fight (for you|this)|fend)( off)?|(you|your (contract|renewal"
                    r"|place|position|account|name|firm|bid|team))( are| is|'re| may| might"
                    r"| could| will| could well| would)*( be| now| really| seriously| in| at"
                    r"| all)* (in (danger|trouble|doubt)|at risk|on (the list|the line|thin ice"
                    r"|shaky ground|borrowed time|notice)|losing (us|ground|them|it|this|the)"
                    r"|lose (us|it|this|the (contract|account|renewal|site|business))"
                    r"|about to (lose|be)|not safe|out by|being (replaced|reviewed|compared"
                    r"|questioned|squeezed out)|hanging by|slipping|vulnerable)|(writing"
                    r"|sign) is on the wall|(things|it|the mood|the wind|tide) (are|is|has"
                    r"|have) (changing|changed|turning|turned|shifted|moving) (here|against|at"
                    r"|around|upstairs)|(door|doors) (is|are) (closing|beginning to close)"
                    r"|you need to (move|act|do something|see (her|him|them)|get in (here|front)"
                    r"|show (her|him|them|your)|talk to (her|him|them))~ ?(fast|soon|quickly|now"
                    r"|before|yourself|in person|while)"
                ),
            ),
            (
                "hazards, notices",
                -5.0,
                (
                    r"(weather|storm|flood|virus|phishing|security|fire|hazard|safety|traffic"
                    r"|snow|gas|smoke|temperature|low battery|fraud|scam|strike) (warning|alert"
                    r"|alarm)s?|warning (light|sign|label|signs?|triangle|lamp|letter|message"
                    r"|sound|system|tape|notice)|(be careful|watch out|careful|beware) (with|of"
                    r"|on|when|not to|the|around|for)~ ?(step|stairs|floor|ice|glass|wire|wet"
                    r"|paint|dog|load|traffic|wall|cable|edge|lift|gate|ladder|knife|heat)?"
                    r"|without warning|last warning|final warning|you have been warned|or else"
                    r"|(we|i)('ll| will) (cancel|terminate|sue|replace you|leave|withhold)"
                    r"|heads?[- ]up (that|about|on|:|,)?( the| our| we| i)* ?(office|delivery"
                    r"|engineer|meeting|lorry|driver|parking|system|invoice|maintenance|closed"
                    r"|will be (late|closed|out|off))"
                ),
            ),
        ),
        *de(
            (
                "Warnung",
                5.0,
                (
                    r"(unter uns|im vertrauen|ganz ehrlich|von mir haben sie das nicht"
                    r"|unter freunden|wollte (sie|dich) (vor)?warnen|nur als (warnung|hinweis"
                    r"|tipp|vorwarnung)|ich warne sie|vorwarnung|seien sie vorsichtig)... (chef"
                    r"|vorstand|einkauf|wettbewerb|konkurrenz|mitbewerber|vertrag"
                    r"|geschaeftsfuehr|wackelt|wechsel|andere|unzufrieden|zweifel|neue|ihnen"
                    r"|sie)[a-z]*|(kann|koennen)... nicht (mehr )?(lange|laenger"
                    r"|ewig)... (halten|schuetzen|aufhalten|verteidigen|abwehren|zurueckhalten)"
                    r"|(ihr|der|euer) vertrag (wackelt|ist in gefahr|steht auf der kippe)"
                    r"|(luft wird duenn|stuhl wackelt|auf der kippe)"
                ),
            ),
            (
                "Hinweis",
                -5.0,
                (
                    r"(unwetter|sturm|brand|phishing)warnung|vorsicht (glatteis|stufe|bissig)"
                    r"|warnlampe|warnweste"
                ),
            ),
        ),
        *fr(
            (
                "mise en garde",
                5.0,
                (
                    r"(entre nous|en toute confidence|je (vous|te) (previens|prevenais|avertis"
                    r"|mets en garde)|a titre (amical|confidentiel)|en ami"
                    r"|je ne vous ai rien dit|mefiez-vous|attention)... (directeur|directrice"
                    r"|direction|patron|chef|achats|concurren|contrat|remplac|changer|comite"
                    r"|nouvelle?|insatisf|doute|vous)[a-z]*|(ne|n')... (pourrai|peux"
                    r"|pourrons)... (plus|pas)... (longtemps|retenir|defendre|proteger|contenir"
                    r"|tenir)|votre (contrat|place|position) (est|n'est)... (menace|danger"
                    r"|plus assure|sellette|jeu)[a-z]*|sur la sellette"
                ),
            ),
            (
                "consigne",
                -5.0,
                (
                    r"attention (a la marche|au chien|verglas|travaux|a la peinture)"
                    r"|alerte (meteo|virus|incendie|orange)"
                ),
            ),
        ),
        *es(
            (
                "advertencia",
                5.0,
                (
                    r"(entre nosotros|en confianza|como amigo|te aviso|le aviso|les aviso"
                    r"|te advierto|le advierto|ojo|cuidado|no digas que|yo no (te"
                    r"|le) he dicho)... (jefe|jefa|director|directora|direccion|compras|competen"
                    r"|contrato|cambiar|proveedor|consejo|descontent|dud|nuevo|ustedes)[a-z]*"
                    r"|no (voy a poder|podre|puedo|podremos)... (mas tiempo|mucho mas"
                    r"|parar(los)?|defender(los|les|te)?|frenar(los)?|aguantar|contener(los)?)"
                    r"|(su|vuestro) (contrato|puesto) (peligra|esta en (peligro|juego|el aire))"
                    r"|en la cuerda floja"
                ),
            ),
            (
                "aviso",
                -5.0,
                (
                    r"(alerta|aviso) (meteorologic|de virus|de incendio)[a-z]*"
                    r"|cuidado con (el escalon|el perro|la puerta|el hielo|la pintura)"
                ),
            ),
        ),
    ),
)
