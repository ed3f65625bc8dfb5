"""`threat`: harm is announced to make the reader comply.

Loss of business, non-payment, lawyers, a word to the boss: "do it or else". Confused with: a
lawful deadline or notice of a right (named clause, statutory interest: lower), a warning meant
well (`warning`), a forecast of harm by others, a condition without harm ("if it rains we
stay in").
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: threats by silence or by a mere hint at a competitor (`rival`).
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="threat",
    prior=-4.6,
    cues=(
        *every(
            ("capitals", 0.8, "@shouts"),
            ("quoted speech", -1.2, "@quotes"),
            ("a question", -1.0, "@asks"),
        ),
        *en(
            (
                "or else",
                5.8,
                (
                    r"or else|^?or else[.!]?|(do|sign|pay|fix|deliver|send|agree|accept|sort|get"
                    r"|have|find|reduce|drop|come)[a-z ]{0,40},? or (else|we|i|you|the|your|this"
                    r"|find|it)( are|'re| will|'ll| shall| walk| go| take| cancel| is)* (we|i"
                    r"|walk|go(ing)?|take|cancel|lose|out|over|elsewhere|leave|stop|off|done"
                    r"|finished|dead|somebody else|someone else|another)"
                ),
            ),
            (
                "if you don't",
                3.0,
                (
                    r"(if|unless|until) (you|your (firm|company|people|team|side|boss)|this|it"
                    r"|that|the|i|we)( ever| still| do| can| will| is| are| have| has"
                    r"| dare)* ?(don't|do not|doesn't|does not|won't|cannot|can't|fail|refuse"
                    r"|isn't|is not|not|keep|try|dare|cross|go|sign|pay|fix|agree|happens? again"
                    r"|mess|screw|sorted|hear|see|get|have)"
                ),
            ),
            (
                "you will lose",
                5.0,
                (
                    r"(you|your (firm|company|team|people|contract|job|business))('ll| will"
                    r"| shall| can| are going to| may| stand to|'re going to| would| are)* (lose"
                    r"|losing|regret|be (sorry|finished|out|sacked|fired|replaced|excluded"
                    r"|blacklisted|struck off|sued|banned)|pay (dearly|for this|the price)"
                    r"|never (work|see|get|do business|hear|sell)|can forget"
                    r"|forget (about )?(the|this|our|any|next)|say goodbye|kiss|wish you"
                    r"|not see (a|another) (penny|cent|order|euro|pound))|(consider|regard) (it"
                    r"|the contract|this|our (contract|agreement|relationship)"
                    r"|yourself) (cancelled|terminated|over|finished|fired|warned)|^?(this|that"
                    r"|it)( is|'s| was) (your|the|my) (very )?(last|final) (chance|warning)"
                    r"|(last|final) warning|this is your (last|final)|you have been warned"
                    r"|be warned|(mark|remember) my words"
                ),
            ),
            (
                "we will take it away",
                4.4,
                (
                    r"(i|we)('ll| will| shall|'m going to| am going to| are going to"
                    r"|'re going to| would| can| could| have no choice but to| will have to"
                    r"|'ll have to| will be forced to)( also| simply| just| gladly| be| then"
                    r"| personally| immediately| have no (choice|option) but to"
                    r"| make sure( that)?)* (cancel(ling)?|terminate|terminating|pull (the|out"
                    r"|our)|stop (all|any|every|payment|paying|ordering|buying)|withhold"
                    r"|withholding|deduct|walk( away)?|go elsewhere|take (our|my|the"
                    r"|this) (business|work|orders?|account|contract|custom) (elsewhere|away|to)"
                    r"|take (legal|our business|it (to|up with|higher))|leave you|end (the|this"
                    r"|our)|drop you|replace you|find (somebody|someone|another)|give (it"
                    r"|the work|the contract|the job) to (someone|somebody|another|your)"
                    r"|move (our|the) (business|work|account)|sue|call (my|our) (lawyers?"
                    r"|solicitors?)|instruct (our |my )?(lawyers?|solicitors?)|report you|expose"
                    r"|tell (everyone|everybody|your (boss|director|customers|clients)"
                    r"|the (press|papers|trade|whole))|ruin|destroy|finish you|make your life"
                    r"|see you in court|claim damages|not pay|refuse to pay|reconsider (the|our"
                    r"|whether|this|your|doing)|review (the|our|your) (relationship|contract"
                    r"|position|status)|look (elsewhere|at other|for another)|escalate (this|it)"
                    r"|strike you|block (your|all|any|payment)|remove you|exclude you|cut you"
                    r"|never (order|buy|work|use|pay|recommend))"
                ),
            ),
            (
                "lawyers, consequences",
                5.0,
                (
                    r"(legal (action|proceedings|steps|consequences)|(hear from|hearing from"
                    r"|instruct|call|speak to|with) (my|our) (lawyers?|solicitors?|attorneys?"
                    r"|legal (team|department))|see you in court|small claims|((you|there)( will"
                    r"|'ll)|face|facing|bear the|suffer the|accept the) (face |be |bear |suffer "
                    r"|have )?(the |serious |severe )?consequences|heads will roll|(your"
                    r"|the) (job|jobs|contract|future|renewal|order|next order|other site"
                    r"|other contract|place on (the|our) list|invoices?) (is|are|depends?|hangs?"
                    r"|will|would|may|could)( be)? (at (stake|risk)|on the line|on this|on it"
                    r"|over|finished|stopped|cancelled|at an end|gone|in question|unpaid"
                    r"|under review))"
                ),
            ),
            (
                "no threat",
                -4.6,
                (
                    r"if (it|the weather|there) (rains|snows|is (a|any|more|bad|too|no|still|ice"
                    r"|time))|(please|kindly)~ (let|call|tell|contact|feel|ignore|disregard)"
                    r"|if you (don't|do not|can't|cannot) (mind|need|have time|know|see|hear"
                    r"|find|like|want|already|receive|understand|come (on|to|at|along|yourself"
                    r"|in person|earlier|then|,)|attend|use|have)|(i|we)('ll| will| shall) (not "
                    r"|never )(cancel|sue|leave|stop|walk|replace)|(not|no|never|isn't|without"
                    r"|hardly) (a |any |going to |here to |meant as a |trying to |an? )*(threat"
                    r"|threaten|threatening|legal action|lawyers|blackmail)"
                    r"|lose (the )?(warranty|guarantee|label|key|data|track)|subscription"
                    r"|unsubscribe|or (you|we) can (also )?(call|come|use|send|pick|collect|meet"
                    r"|order|do)|or we (can|could) (also |always |both )?(meet|do|use|talk|try"
                    r"|send|come)|we (cannot|can't) (deliver|guarantee|start)|safe|safety|(so"
                    r"|then) (i|we)('ll| will) (do|send|bring|call|come|help|check|bring"
                    r"|take care)"
                ),
            ),
        ),
        *de(
            (
                "sonst, andernfalls",
                4.8,
                (
                    r"(sonst|andernfalls|ansonsten|widrigenfalls|wenn (sie|ihr|das|es"
                    r"|bis)... (nicht|kein)|letzte (chance|warnung|mahnung|frist)"
                    r"|letztmalig)... (kuendig|wechs|anwalt|rechtlich|zahlen wir (nicht|nichts)"
                    r"|storn|woanders|anderen|konsequenzen|auftrag|verlier|schadenersatz|klage"
                    r"|beenden|gericht|kein(en|e)? (auftrag|auftraege)|raus|ersetz|vergessen"
                    r"|suchen)[a-z]*|rechtliche schritte|konsequenzen (haben|ziehen|tragen)"
                    r"|werden sie (noch )?bereuen|das letzte mal gewesen|letzte warnung"
                    r"|koennen sie vergessen"
                ),
            ),
            ("keine", -4.6, r"(keine|ohne) (drohung|konsequenzen)|wenn es (regnet|schneit)"),
        ),
        *fr(
            (
                "sinon",
                4.8,
                (
                    r"(sinon|faute de quoi|a defaut|autrement|si vous ne|si ce n'est pas"
                    r"|derniere (chance|fois|mise en demeure))... (resili|avocat|tribunal|annul"
                    r"|perd|ailleurs|concurr|cess|rompr|ne (paierons|paierai)|plus (jamais"
                    r"|aucune)|consequences|regrett|remplac|changer|suspend|bloqu)[a-z]*"
                    r"|poursuites judiciaires|mise en demeure|vous allez (le )?(regretter"
                    r"|perdre)|dernier avertissement|(mon|notre|nos) avocats?"
                ),
            ),
            (
                "sans",
                -4.6,
                (r"(aucune|sans|pas une) menace|si vous ne (pouvez|souhaitez|trouvez|recevez)"),
            ),
        ),
        *es(
            (
                "si no",
                4.8,
                (
                    r"(si no|de lo contrario|o si no|ultima (oportunidad|advertencia"
                    r"|vez))... (cancel|abogad|tribunal|rescind|perd|otro proveedor|demand|anul"
                    r"|dejar|no (pagaremos|volver|habra)|consecuencias|lament|cambia|suspend"
                    r"|buscar|bloque)[a-z]*|acciones legales|(mi|nuestro|nuestros) abogados?"
                    r"|se arrepentira(n)?|van a perder|ultimo aviso|olvidense de|aténganse"
                ),
            ),
            (
                "sin",
                -4.6,
                (
                    r"(ninguna|sin|no es una) amenaza|si no (puede|quiere|llueve|encuentra"
                    r"|le importa|recibe)"
                ),
            ),
        ),
    ),
)
