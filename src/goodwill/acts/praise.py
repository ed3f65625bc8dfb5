"""`praise`: the writer says that something of the reader's was good.

Confused with: thanks (gratitude, may go together), a greeting formula ("great to hear from
you"), praise of oneself or of a thing of no one's, advertising, sponsorship (praise said to
those above).
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: understatement ("not bad at all"); irony.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="praise",
    prior=-4.2,
    cues=(
        *every(("a question", -1.6, "@asks"), ("an exclamation", 0.4, "@exclaims")),
        *en(
            (
                "good work",
                5.0,
                (
                    r"(great|good|excellent|fantastic|brilliant|superb|outstanding|wonderful"
                    r"|terrific|amazing|splendid|first[- ]class|first[- ]rate|top|lovely"
                    r"|impressive|magnificent|exceptional|sterling|nice|beautiful|perfect"
                    r"|incredible|fine) (job|work|effort|service|result|results|piece of work"
                    r"|team|support|performance|quality|response|crew|turn-?around|catch"
                    r"|execution|craftsmanship|finish|delivery|presentation|report|design"
                    r"|people)|well done|hats off|kudos|bravo|congratulations on (the|a"
                    r"|your) (work|result|project|launch|opening|delivery)|(spot|bang) on"
                    r"|second to none|world[- ]class|top[- ]notch|flawless(ly)?|impeccabl[ey]"
                    r"|exemplary|a (credit|pleasure|joy|delight) (to|working)|pleasure (to work"
                    r"|working|doing business) with|exceeded (our|my|all|every|expectations)"
                ),
            ),
            (
                "you did well",
                4.8,
                (
                    r"(you|your (team|people|crew|engineers?|colleagues?|staff|lot|guys|work"
                    r"|service|report|driver|design|technicians?|fitters?|advice|drawings?"
                    r"|proposal|product|installation)|they|he|she|it) (has |have |had |did |was "
                    r"|were |are |is |been |really |truly |always |all |just |looks |look "
                    r"|again |such )*(a )?(very |so |really |absolutely |quite |simply |truly "
                    r"|extremely )*(great|excellent|fantastic|brilliant|superb|outstanding"
                    r"|wonderful|terrific|amazing|splendid|impressive|magnificent|exceptional"
                    r"|professional|helpful|first[- ]class|the best|beautiful(ly)?|perfect"
                    r"|faultless|saved (the|our|my)|impressed|marvellous|stunning|exactly (right"
                    r"|what)|invaluable|reliable|patient|courteous|thorough|did (us|you) proud"
                    r"|well (made|done|thought|organised))"
                ),
            ),
            (
                "impressed, delighted",
                4.6,
                (
                    r"(i|we|we're|i'm|board|director|customers?|guests|everyone|everybody"
                    r"|chairman|boss|team|owner|they|visitors|management|all)( am| are| is| was"
                    r"| were| have been| has been| all| very| really| so| truly| both| most"
                    r"| hugely| absolutely| more than| extremely)* (impressed|delighted|thrilled"
                    r"|over the moon|very (happy|pleased|satisfied)|really (happy|pleased)"
                    r"|so (happy|pleased)|more than (happy|pleased|satisfied)|extremely (happy"
                    r"|pleased|satisfied)|happy|pleased|satisfied|in love) (with|by|at"
                    r"|about) (the|your|how|what|their|this|everything|all|it)|(loved|loves"
                    r"|admired|raved about|couldn't be happier|cannot fault|can't fault"
                    r"|nothing but praise|full of praise|rave reviews|compliments (to|on"
                    r"|from))~ ?(the|your|it|how|what|about)?|(never|not|nobody) (been so |seen "
                    r"|had |worked with |met )(such|a better|better|anyone|so)|best (supplier"
                    r"|service|team|work|job|crew|thing|one) (we|i) (have|ever|'ve)"
                ),
            ),
            (
                "not praise",
                -4.4,
                (
                    r"(good|great|nice|lovely|wonderful|fine) (to (hear|see|meet|talk|speak)|day"
                    r"|morning|afternoon|evening|weekend|week|luck|news|idea|time|question|point"
                    r"|holiday|trip)|(would|will|could|hope|hopefully|should|if|not|hardly|isn't"
                    r"|wasn't|aren't|less than|don't|far from|no longer|never)( be| have been"
                    r"| it| you| were| are| is| was)* (a |very |so |that |really |quite |too "
                    r"|all that |particularly |entirely )*(great|good|happy|pleased|impressed"
                    r"|satisfied|delighted|excellent|perfect|helpful|brilliant|professional)"
                    r"|(happy|pleased|delighted|thrilled) to (announce|inform|help|say yes"
                    r"|confirm|send|offer|report|introduce|present|attend|meet|discuss)"
                    r"|our (great|excellent|award|outstanding|world-class|first-class|fantastic"
                    r"|superb) [a-z]+|good (condition|order|standing|price|practice"
                    r"|work on both)|we (offer|provide|guarantee|pride)|job (offer|description"
                    r"|title)"
                ),
            ),
        ),
        *de(
            (
                "gute Arbeit",
                5.0,
                (
                    r"(gute|tolle|hervorragende|ausgezeichnete|super|grossartige|saubere|prima"
                    r"|klasse|exzellente|beste|erstklassige)[rns]? (arbeit|service|leistung"
                    r"|qualitaet|ergebnis|job|beratung|zusammenarbeit|team|truppe)|(sehr"
                    r"|wirklich|voll|hoechst|rundum|ueberaus) (zufrieden|beeindruckt|begeistert"
                    r"|professionell|hilfsbereit|zuverlaessig|gelungen)|begeistert von|(grosses "
                    r"|dickes |ein )?(lob|kompliment)( an)?|gut gemacht|hut ab|gelungen"
                    r"|besser geht es nicht|hat (mich|uns) beeindruckt|spitze"
                ),
            ),
            (
                "nicht",
                -4.6,
                (
                    r"(nicht|wenig|kaum|weder) (sehr |wirklich |besonders |gerade )*(zufrieden"
                    r"|beeindruckt|gut|begeistert|gelungen)|gute idee|guten (tag|morgen)"
                ),
            ),
        ),
        *fr(
            (
                "bon travail",
                5.0,
                (
                    r"(excellent|beau|bon|super|formidable|remarquable|magnifique|tres bon)(e"
                    r"|s)? (travail|service|boulot|resultat|equipe|qualite|prestation"
                    r"|collaboration)|(tres|vraiment|pleinement|entierement"
                    r"|extremement) (satisfaite?s?|contente?s?|impressionnee?s?"
                    r"|professionnel(le)?s?|reussie?s?)|(ravie?s?|enchantee?s?"
                    r"|impressionnee?s?) (de|du|par|des) (votre|vos|la|le|l'|resultat|travail)"
                    r"|bravo|felicitations (pour|a) (votre|le|l'|toute)|chapeau|impeccable"
                    r"|parfait travail"
                ),
            ),
            (
                "pas",
                -4.6,
                (
                    r"pas (vraiment |tres |du tout |entierement |pleinement )*(satisfait|content"
                    r"|impressionn|reussi)[a-z]*|(ravi|ravie|ravis|enchante) de (vous|faire|te)"
                ),
            ),
        ),
        *es(
            (
                "buen trabajo",
                5.0,
                (
                    r"(excelente|gran|buen|magnifico|fantastico|estupendo|impecable"
                    r"|muy buen) (trabajo|servicio|equipo|resultado|labor)|(muy|realmente"
                    r"|totalmente|plenamente) (content[oa]s?|satisfech[oa]s?|impresionad[oa]s?"
                    r"|profesional(es)?)|(encantad[oa]s?|impresionad[oa]s?) con (el|la|su|sus"
                    r"|los|el trabajo)|enhorabuena por (el|la|su) (trabajo|resultado|obra"
                    r"|proyecto)|bravo|felicidades por (el|su)|ha(n)? quedado (perfecto|precioso"
                    r"|muy bien|estupendo|impecable)|chapo"
                ),
            ),
            (
                "no",
                -4.6,
                (
                    r"no (estamos|estoy|ha|quedo|quedamos|esta) (muy |nada |del todo "
                    r"|realmente )*(content|satisfech|impresionad|bien)[a-z]*"
                    r"|encantad[oa] de conocer"
                ),
            ),
        ),
    ),
)
