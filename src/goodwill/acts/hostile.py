"""`hostile`: insult, contempt or shouting at the reader or their people.

Aimed at persons, not at the matter. Confused with: anger at a thing ("the stupid printer"), a
complaint however sharp ("this is unacceptable, the third time"), bluntness ("No. Redo it."),
self-mockery ("I'm an idiot, I forgot"), a quotation of someone's insult, joking among friends.
A line that accuses people is only ever one of several a judge wants.
Languages: English well; the usual German, French and Spanish insults and phrases of contempt.
Known gaps: cold contempt without a telling word; irony; banter that carries no smile.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="hostile",
    prior=-4.5,
    cues=(
        *every(
            ("capitals", 1.8, "@shouts"),
            ("an exclamation", 0.4, "@exclaims"),
            ("quoted speech", -1.6, "@quotes"),
            ("a smile", -3.4, "@smiles"),
        ),
        *en(
            (
                "insult as a name",
                3.2,
                (
                    r"(idiots?|morons?|imbeciles?|cretins?|clowns?|muppets?|fools?|halfwits?"
                    r"|half-wits?|jackass|dumbass|scum|crooks?|liars?|cheats?|losers?|parasites?"
                    r"|thieves|bastards?|assholes?|arseholes?|pricks?|wankers?|dickheads?|twats?"
                    r"|buffoons?|amateurs|cowboys|jokers|shysters?|con ?artists?|con ?men"
                    r"|simpletons?|dimwits?|numpty|numpties|nitwits?|waste of (space|oxygen))"
                ),
            ),
            (
                "you are + insult",
                2.6,
                (
                    r"(you|you're|you are|you (people|lot|guys)|your (people|team|lot|guys|staff"
                    r"|colleagues?|men|engineers?|company|firm)|your ([a-z-]+ )?[a-z]+"
                    r"|that [a-z]+ of yours|u r|he is|she is|they are|they're|that man"
                    r"|that woman|those people)( (are|is|were))? ([a-z]+ )?((all|just|simply"
                    r"|really|such|clearly|obviously|totally|utterly|completely|a|an|the"
                    r"|bunch of|load of|so|too|nothing but|as|even) )*(idiots?|morons?|clowns?"
                    r"|fools?|liars?|useless|incompetent|stupid|pathetic|hopeless|worthless|lazy"
                    r"|thick|clueless|dim|dumb|ignorant|brainless|disgusting|ridiculous|a joke"
                    r"|a disgrace|amateurs?|cowboys|jokers|crooks|dishonest|brain-?dead"
                    r"|spineless|crazy|insane|ignorant|arrogant|deaf|blind|scum|rude|slow|inept"
                    r"|ass|asshole|jerks?)"
                ),
            ),
            (
                "contempt, adjective",
                2.6,
                (
                    r"useless|incompetent|pathetic|worthless|brainless|clueless|gutless"
                    r"|spineless|moronic|idiotic|imbecilic|inept|incompetence|stupidity"
                    r"|laughable|ridiculous|brain-?dead|half-?witted|stupid|dumb|asinine"
                    r"|disgusting"
                ),
            ),
            (
                "you people",
                2.8,
                (
                    r"you (people|lot|guys really|clowns|bunch)|(people|someone|anybody|anyone"
                    r"|somebody) (like you|with (a|half a|any) brain|competent|who can (read"
                    r"|think|count))|your (sort|kind|type) "
                ),
            ),
            (
                "are you stupid",
                5.4,
                (
                    r"(are|were) you (really |all |just |completely |totally |actually |that "
                    r"|so )*(stupid|deaf|blind|mad|insane|dense|thick|dumb|retarded|simple"
                    r"|incapable|out of your mind|kidding me)|what('s| is) (wrong"
                    r"|the matter) with you|is (anyone|anybody|somebody) (there )?(awake|home"
                    r"|capable)|do you (even|people|ever|actually|not) (read|think|know what"
                    r"|understand|work|listen|have a brain)|(can't|cannot|can) you (even )?(read"
                    r"|count|think|get anything right|do anything right|not read|not count)"
                    r"|(don't|do) you (people )?(hire|recruit) from|which part of~ (don't"
                    r"|do) you not|what part of~ (don't|do) you|(did|has) (nobody|no one"
                    r"|anyone)~ (teach|taught|ever teach)"
                ),
            ),
            (
                "a child could",
                5.0,
                (
                    r"(any|a) (child|fool|idiot|monkey|trained monkey|five[- ]year[- ]old"
                    r"|toddler|chimp|schoolboy|half-?wit|apprentice) (could|can|would|knows)"
                    r"|my (dog|cat|grandmother|five[- ]year[- ]old)~ (could|would|writes|does)"
                    r"|how (hard|difficult) can it be|not (exactly )?rocket science"
                    r"|spell it out for you|in words (even )?you|let me (use|write|say) (it"
                    r"|this) (slowly|in small words)|use your (brain|head|brains)|grow up"
                    r"|grow a (pair|spine)|get a (life|grip|brain)"
                ),
            ),
            (
                "curse at somebody",
                5.6,
                (
                    r"(fuck|screw|damn|sod|bugger|piss|stuff|blast) (you|off|yourself|yourselves"
                    r"|your|the lot of you)|go to hell|drop dead|f\*+ ?(you|off)|shut (up"
                    r"|your mouth|the)|(kiss|lick) my|up yours|^get lost|, get lost|(just|now"
                    r"|and|you can) get lost[.!]|get stuffed|bite me|to hell with you"
                    r"|get out of my (sight|way|face)"
                ),
            ),
            (
                "swearing",
                1.6,
                (
                    r"fuck|fucking|f\*\*+|bullshit|shit|shitty|crap|bloody|goddamn|damn|arse|ass"
                    r"|bollocks|wtf|stfu|hell"
                ),
            ),
            (
                "should be ashamed",
                4.8,
                (
                    r"(you|they) (should|ought to) be (ashamed|embarrassed|fired|sacked|sued"
                    r"|in prison|in jail|shot)|shame on (you|your)|ashamed of (yourself"
                    r"|yourselves)|you disgust me|(i|we) (despise|hate|loathe|detest) (you"
                    r"|your (people|lot|company))|how dare you|who (do"
                    r"|the hell do) you think you are|the (cheek|nerve|gall|audacity) (to|of)"
                    r"|you('ve| have) (got )?(some|a) (nerve|cheek)|know your place|beneath me"
                ),
            ),
            (
                "sick of you",
                4.4,
                (
                    r"(sick|tired|sick and tired|fed up|had enough|had it|bored|weary) (of|with"
                    r"|up to here with) (you|your|dealing with you|this (circus|clown))|(don't"
                    r"|do not|stop) (waste|wasting) (any more of )?my time|spare me (your|the)"
                    r"|save your (breath|excuses|lies)|(i|we) (don't|do not) (care|give a (damn"
                    r"|toss|shit|monkey's)) (about|for|what|how) (you|your)|nobody (asked"
                    r"|cares what) you|your (pathetic|lame|feeble|stupid|endless"
                    r"|usual) (excuses?|little|attempts?|lies|whining|company|firm|people)|(lies"
                    r"|excuses|lying|whining|whingeing|moaning) (from|out of) you|you('re"
                    r"| are) (lying|a liar|full of)|stop (lying|whining|whingeing|moaning"
                    r"|wittering)"
                ),
            ),
            (
                "do your job",
                3.6,
                (
                    r"(do|learn) your (bloody |damn |fucking )?jobs?|(sack|fire|get rid of) (him"
                    r"|her|them|that|the (idiot|clown|muppet|fool))|who (hired|trained"
                    r"|employs) (you|him|her|that|these)|(send|put|get|find)~ (somebody|someone"
                    r"|anyone|an adult|a grown-?up)~ (who (knows|can|has)|with a brain|competent"
                    r"|half competent)|no wonder (you|your|nobody|no one)|useless (lot|bunch"
                    r"|people|shower|man|woman)|your (incompetence|stupidity|ignorance|laziness"
                    r"|arrogance)"
                ),
            ),
            ("you", 0.7, r"you|your|yours|you're|yourself"),
            (
                "of the writer",
                -4.8,
                (
                    r"(i'm|i am|i was|i've been|i feel|i felt|me|my own|my|what an?|such an?"
                    r"|silly|call me) (such |so |being |an? |a bit |rather |really |feeling "
                    r"|completely |just |a complete |complete |total )*(idiot|fool|stupid|moron"
                    r"|clown|useless|hopeless|muppet|numpty|ridiculous|incompetence|stupidity"
                    r"|dumb|pathetic)|my (own )?(stupidity|fault|mistake|bad)|stupid (of )?me"
                    r"|silly me|sound (stupid|dumb)|(stupid|dumb|silly) question|feel (stupid"
                    r"|ridiculous)|i (hate|despise) myself"
                ),
            ),
            (
                "of a thing",
                -2.8,
                (
                    r"(stupid|useless|bloody|damn|fucking|ridiculous|dumb|pathetic|crap|shitty"
                    r"|disgusting|goddamn|idiotic) (printer|software|system|machine|portal|form"
                    r"|forms|app|thing|button|phone|computer|laptop|weather|traffic|car|van|lift"
                    r"|lock|door|rules?|regulations?|process|policy|website|site|password|key"
                    r"|cable|part|price|amount|hours?|time|heat|cold|mistake|error|typo|bug"
                    r"|email|code|things)|(it|this|that|which|price|fee|screen|report|manual"
                    r"|link|software|system|feature|result) (is|was|are|looks|seems|turned out"
                    r"|has become|became) (really |so |quite |completely |totally |absolutely "
                    r"|just |utterly |basically |pretty |rather )*(useless|ridiculous|stupid"
                    r"|pathetic|disgusting|worthless|laughable|dumb|idiotic|crap|shit)"
                ),
            ),
            (
                "of others",
                -1.4,
                (
                    r"(the|our|my) (government|council|ministry|bank|taxman|airline|railway"
                    r"|neighbours?|minister|politicians|team lost|referee)|(he|she|they) (said"
                    r"|called|told)~ (me|us|him|her|them)?"
                ),
            ),
            (
                "denied",
                -3.6,
                (
                    r"(not|isn't|aren't|never|no|nobody is|nothing|don't think|hardly|far from"
                    r"|without) (you |being |that |are |were |at all |trying to |saying "
                    r"|calling |suggesting )*(an? )?(idiots?|stupid|useless|incompetent|fools?"
                    r"|liars?|ridiculous|lazy|fool proof|hostile|pathetic)|fool-?proof|nobody('s"
                    r"| is) fool|april fool"
                ),
            ),
            (
                "apology for tone",
                -3.0,
                (
                    r"(sorry|apologi[sz]e|apologies|forgive)... (swore|swearing|shouting|shouted"
                    r"|rude|tone|temper|outburst|language|sharp|snapped)"
                ),
            ),
        ),
        *de(
            (
                "Beleidigung",
                5.6,
                (
                    r"((sie|du|ihr|so ein|dieser|was fuer ein) idiot|idioten|vollidiot"
                    r"|vollidioten|trottel|depp|deppen|versager|pfeife|pfeifen|luegner|betrueger"
                    r"|schwachkopf|vollpfosten|arschloch|arschloecher|penner|stuemper"
                    r"|nichtskoenner|hornochse|dummkopf|flaschen|schnarchnasen|gauner|abzocker"
                    r"|sauhaufen|sauladen|drecksladen|saftladen)"
                ),
            ),
            (
                "unfähig",
                5.2,
                (
                    r"(sie|ihr|ihre leute|du|ihre (mitarbeiter|kollegen|firma|truppe)) (sind"
                    r"|seid|bist|ist)~ (unfaehig|dumm|bloed|dreist|unverschaemt|inkompetent"
                    r"|laecherlich|zu (bloed|dumm|faul)|faul|nutzlos|peinlich)|unfaehigkeit"
                    r"|schaemen sie sich|schaemt euch|halten sie (den mund|die klappe)"
                    r"|halt die (klappe|fresse)|(sind|seid) (sie|ihr) (eigentlich |wirklich "
                    r"|alle )*(zu )?(taub|blind|bloed|dumm|verrueckt|noch ganz)"
                    r"|koennen sie (nicht|ueberhaupt) (lesen|rechnen|denken)"
                    r"|verschwenden sie nicht meine zeit|was (erlauben|bilden) sie sich"
                    r"|was faellt ihnen ein|fuer wie (dumm|bloed) halten|leute wie sie"
                    r"|verarschen"
                ),
            ),
            (
                "über sich, über Sachen",
                -4.6,
                (
                    r"(ich|mein|meine) [a-z ]{0,15}(idiot|depp|trottel|dumm|bloed|dummheit)"
                    r"|(bloede|dumme|bloeder|dummer|bloedes)[rsn]? (drucker|software|frage"
                    r"|fehler|maschine|wetter)"
                ),
            ),
        ),
        *fr(
            (
                "insulte",
                5.6,
                (
                    r"((espece d'|quel |quels |sale )(idiote?s?|imbeciles?|cretins?|clowns?)"
                    r"|abrutie?s?|connards?|conne?s?|connasse|menteurs?|menteuse|voleurs?"
                    r"|escrocs?|nuls|bande de|incapables|bons a rien|guignols?|charlots"
                    r"|minables?|incompetents?)"
                ),
            ),
            (
                "mépris",
                5.2,
                (
                    r"vous (etes|n'etes)~ (nuls?|stupides?|incapables?|idiots?|imbeciles?"
                    r"|ridicules?|incompetents?|une honte|malhonnetes?|des? (amateurs?|clowns?))"
                    r"|fermez[- ]la|ta gueule|foutez|allez vous faire|vous (devriez avoir"
                    r"|n'avez pas) honte|honte a vous|vous vous (moquez|foutez) (de moi|de nous"
                    r"|du monde)|pour qui vous (prenez|prenez-vous)"
                    r"|vous ne savez (meme )?pas (lire|compter)|apprenez (a lire|votre metier)"
                    r"|gens comme vous"
                ),
            ),
            (
                "soi, chose",
                -4.6,
                (
                    r"(je suis|j'ai ete|suis-je) (vraiment |un peu )?(un |une )?(idiot|bete"
                    r"|stupide|nul)|(stupide|foutue?) (imprimante|machine|erreur|logiciel"
                    r"|question)|question (idiote|bete|stupide)"
                ),
            ),
        ),
        *es(
            (
                "insulto",
                5.6,
                (
                    r"((que |menudos |menudo |unos |panda de )(idiotas?|imbeciles?)|estupid[oa]s"
                    r"|inutiles|cretin[oa]s?|mentiros[oa]s?|ladron(es)?|sinvergüenzas?"
                    r"|payas[oa]s?|gilipollas|cabron(es)?|tont[oa]s|incompetentes?"
                    r"|chapucer[oa]s?|estafador(es)?|subnormal(es)?|panda de|hatajo de)"
                ),
            ),
            (
                "desprecio",
                5.2,
                (
                    r"(son|es|sois|eres) (ustedes |usted |todos )?(unos|un|una|unas) (inutil"
                    r"|inutiles|desastre|verguenza|incapaces|ineptos|impresentables)|(callese"
                    r"|callate|callaos)|deberia(n|is|s)? (darle|darles|darte|daros)? ?vergüenza"
                    r"|deberian avergonzarse|vergüenza deberia|(vayase|vete|iros) a la|no (saben"
                    r"|sabe|sabeis) (ni )?(leer|contar|hacer nada)|me toma(n)? por tonto"
                    r"|quien se (cree|creen)|gente como (usted|ustedes|tu)"
                ),
            ),
            (
                "de sí, de cosas",
                -4.6,
                (
                    r"(soy|fui|he sido|que) (un |una |muy )?(idiota|tonto|tonta|estupido"
                    r"|estupida)|pregunta (tonta|estupida)|(estupida|maldita|dichosa) (impresora"
                    r"|maquina|puerta)"
                ),
            ),
        ),
    ),
)
