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
    prior=-5.0,
    cues=(
        *every(
            ("capitals", 1.8, "@shouts"),
            ("an exclamation", 0.4, "@exclaims"),
            ("quoted speech", -1.6, "@quotes"),
            ("a smile", -2.4, r"haha+|hehe|lol|;-?\)|:-?\)|:-?D|xd|😀|😂|🤣|😉|😊"),
        ),
        *en(
            ("insult as a name", 4.2, r"(idiots?|morons?|imbeciles?|cretins?|clowns?|muppets?|fools?|halfwits?|half-wits?|jackass|dumbass|scum|crooks?|liars?|cheats?|losers?|parasites?|thieves|bastards?|assholes?|arseholes?|pricks?|wankers?|dickheads?|twats?|buffoons?|amateurs|cowboys|jokers|shysters?|con ?artists?|con ?men|simpletons?|dimwits?|numpty|numpties|nitwits?|waste of (space|oxygen))"),
            ("you are + insult", 2.6, r"(you|you're|you are|you (people|lot|guys)|your (people|team|lot|guys|staff|colleagues?|men|engineers?|company|firm)|u r|he is|she is|they are|they're|that man|that woman|those people)( (are|is|were))? ([a-z]+ )?((all|just|simply|really|such|clearly|obviously|totally|utterly|completely|a|an|the|bunch of|load of|so|too|nothing but|as|even) )*(idiots?|morons?|clowns?|fools?|liars?|useless|incompetent|stupid|pathetic|hopeless|worthless|lazy|thick|clueless|dim|dumb|ignorant|brainless|disgusting|ridiculous|a joke|a disgrace|amateurs?|cowboys|jokers|crooks|dishonest|brain-?dead|spineless|crazy|insane|ignorant|arrogant|deaf|blind|scum|rude|slow|inept|ass|asshole|jerks?)"),
            ("contempt, adjective", 2.6, r"useless|incompetent|pathetic|worthless|brainless|clueless|gutless|spineless|moronic|idiotic|imbecilic|inept|incompetence|stupidity|laughable|ridiculous|brain-?dead|half-?witted|stupid|dumb|asinine|disgusting"),
            ("you people", 2.8, r"you (people|lot|guys really|clowns|bunch)|(people|someone|anybody|anyone|somebody) (like you|with (a|half a|any) brain|competent|who can (read|think|count))|your (sort|kind|type) "),
            ("are you stupid", 5.4, r"(are|were) you (really |all |just |completely |totally |actually |that |so )*(stupid|deaf|blind|mad|insane|dense|thick|dumb|retarded|simple|incapable|out of your mind|kidding me)|what('s| is) (wrong|the matter) with you|is (anyone|anybody|somebody) (there )?(awake|home|capable)|do you (even|people|ever|actually|not) (read|think|know what|understand|work|listen|have a brain)|(can't|cannot|can) you (even )?(read|count|think|get anything right|do anything right|not read|not count)|(don't|do) you (people )?(hire|recruit) from|which part of~ (don't|do) you not|what part of~ (don't|do) you|(did|has) (nobody|no one|anyone)~ (teach|taught|ever teach)"),
            ("a child could", 4.8, r"(any|a) (child|fool|idiot|monkey|trained monkey|five[- ]year[- ]old|toddler|chimp|schoolboy|half-?wit|apprentice) (could|can|would|knows)|my (dog|cat|grandmother|five[- ]year[- ]old)~ (could|would|writes|does)|how (hard|difficult) can it be|not (exactly )?rocket science|spell it out for you|in words (even )?you|let me (use|write|say) (it|this) (slowly|in small words)|use your (brain|head|brains)|grow up|grow a (pair|spine)|get a (life|grip|brain)"),
            ("curse at somebody", 5.6, r"(fuck|screw|damn|sod|bugger|piss|stuff|blast) (you|off|yourself|yourselves|your|the lot of you)|go to hell|drop dead|f\*+ ?(you|off)|shut (up|your mouth|the)|(kiss|lick) my|up yours|get lost|get stuffed|bite me|to hell with you|get out of my (sight|way|face)"),
            ("swearing", 1.6, r"fuck|fucking|f\*+(king|ing|k)?|bullshit|shit|shitty|crap|bloody|goddamn|damn|arse|ass|bollocks|wtf|stfu|hell"),
            ("should be ashamed", 4.8, r"(you|they) (should|ought to) be (ashamed|embarrassed|fired|sacked|sued|in prison|in jail|shot)|shame on (you|your)|ashamed of (yourself|yourselves)|you disgust me|(i|we) (despise|hate|loathe|detest) (you|your (people|lot|company))|how dare you|who (do|the hell do) you think you are|the (cheek|nerve|gall|audacity) (to|of)|you('ve| have) (got )?(some|a) (nerve|cheek)|know your place|beneath me"),
            ("sick of you", 3.8, r"(sick|tired|sick and tired|fed up|had enough|had it|bored|weary) (of|with|up to here with) (you|your|dealing with you|this (circus|clown))|(don't|do not|stop) (waste|wasting) (any more of )?my time|spare me (your|the)|save your (breath|excuses|lies)|(i|we) (don't|do not) (care|give a (damn|toss|shit|monkey's)) (about|for|what|how) (you|your)|nobody (asked|cares what) you|your (pathetic|lame|feeble|stupid|endless|usual) (excuses?|little|attempts?|lies|whining|company|firm|people)|(lies|excuses|lying|whining|whingeing|moaning) (from|out of) you|you('re| are) (lying|a liar|full of)|stop (lying|whining|whingeing|moaning|wittering)"),
            ("do your job", 3.6, r"(do|learn) your (bloody |damn |fucking )?jobs?|(sack|fire|get rid of) (him|her|them|that|the (idiot|clown|muppet|fool))|who (hired|trained|employs) (you|him|her|that|these)|(send|put|get|find)~ (somebody|someone|anyone|an adult|a grown-?up)~ (who (knows|can|has)|with a brain|competent|half competent)|no wonder (you|your|nobody|no one)|useless (lot|bunch|people|shower|man|woman)|your (incompetence|stupidity|ignorance|laziness|arrogance)"),
            ("you", 0.7, r"you|your|yours|you're|yourself"),
            ("of the writer", -4.8, r"(i'm|i am|i was|i've been|i feel|i felt|me|my own|my|what an?|such an?|silly|call me) (such |so |being |an? |a bit |rather |really |feeling |completely |just |a complete |complete |total )*(idiot|fool|stupid|moron|clown|useless|hopeless|muppet|numpty|ridiculous|incompetence|stupidity|dumb|pathetic)|my (own )?(stupidity|fault|mistake|bad)|stupid (of )?me|silly me|sound (stupid|dumb)|(stupid|dumb|silly) question|feel (stupid|ridiculous)|i (hate|despise) myself"),
            ("of a thing", -2.8, r"(stupid|useless|bloody|damn|fucking|ridiculous|dumb|pathetic|crap|shitty|disgusting|goddamn|idiotic) (printer|software|system|machine|portal|form|forms|app|thing|button|phone|computer|laptop|weather|traffic|car|van|lift|lock|door|rules?|regulations?|process|policy|website|site|password|key|cable|part|price|amount|hours?|time|heat|cold|mistake|error|typo|bug|email|code|things)|(it|this|that|which|price|fee|screen|report|manual|link|software|system|feature|result) (is|was|are|looks|seems|turned out|has become|became) (really |so |quite |completely |totally |absolutely |just |utterly |basically |pretty |rather )*(useless|ridiculous|stupid|pathetic|disgusting|worthless|laughable|dumb|idiotic|crap|shit)"),
            ("of others", -1.4, r"(the|our|my) (government|council|ministry|bank|taxman|airline|railway|neighbours?|minister|politicians|team lost|referee)|(he|she|they) (said|called|told)~ (me|us|him|her|them)?"),
            ("denied", -3.6, r"(not|isn't|aren't|never|no|nobody is|nothing|don't think|hardly|far from|without) (you |being |that |are |were |at all |trying to |saying |calling |suggesting )*(an? )?(idiots?|stupid|useless|incompetent|fools?|liars?|ridiculous|lazy|fool proof|hostile|pathetic)|fool-?proof|nobody('s| is) fool|april fool"),
            ("apology for tone", -3.0, r"(sorry|apologi[sz]e|apologies|forgive)... (swore|swearing|shouting|shouted|rude|tone|temper|outburst|language|sharp|snapped)"),
        ),
        *de(
            ("Beleidigung", 5.6, r"(idiot|idioten|vollidiot|vollidioten|trottel|depp|deppen|versager|pfeife|pfeifen|luegner|betrueger|schwachkopf|vollpfosten|arschloch|arschloecher|penner|stuemper|nichtskoenner|hornochse|dummkopf|flaschen|schnarchnasen|gauner|abzocker|sauhaufen|sauladen|drecksladen|saftladen)"),
            ("unfähig", 4.4, r"(sie|ihr|ihre leute|du|ihre (mitarbeiter|kollegen|firma|truppe)) (sind|seid|bist|ist)~ (unfaehig|dumm|bloed|dreist|unverschaemt|inkompetent|laecherlich|zu (bloed|dumm|faul)|faul|nutzlos|peinlich)|unfaehigkeit|schaemen sie sich|schaemt euch|halten sie (den mund|die klappe)|halt die (klappe|fresse)|(sind|seid) (sie|ihr) (eigentlich |wirklich |alle )*(taub|blind|bloed|dumm|verrueckt|noch ganz)|koennen sie (nicht|ueberhaupt) (lesen|rechnen|denken)|verschwenden sie nicht meine zeit|was (erlauben|bilden) sie sich|was faellt ihnen ein|fuer wie (dumm|bloed) halten|leute wie sie|verarschen"),
            ("über sich, über Sachen", -4.6, r"(ich|mein|meine) [a-z ]{0,15}(idiot|depp|trottel|dumm|bloed|dummheit)|(bloede|dumme|bloeder|dummer|bloedes)[rsn]? (drucker|software|frage|fehler|maschine|wetter)"),
        ),
        *fr(
            ("insulte", 5.6, r"(idiote?s?|imbeciles?|cretins?|abrutie?s?|connards?|conne?s?|connasse|menteurs?|menteuse|voleurs?|escrocs?|nuls|bande de|incapables|bons a rien|guignols?|clowns?|charlots|minables?|incompetents?)"),
            ("mépris", 4.4, r"vous (etes|n'etes)~ (nuls?|stupides?|incapables?|ridicules?|incompetents?|une honte|malhonnetes?|des? (amateurs?|clowns?))|fermez[- ]la|ta gueule|foutez|allez vous faire|vous (devriez avoir|n'avez pas) honte|honte a vous|vous vous (moquez|foutez) (de moi|de nous|du monde)|pour qui vous (prenez|prenez-vous)|vous ne savez (meme )?pas (lire|compter)|apprenez (a lire|votre metier)|gens comme vous"),
            ("soi, chose", -4.6, r"(je suis|j'ai ete|suis-je) (vraiment |un peu )?(un |une )?(idiot|bete|stupide|nul)|(stupide|foutue?) (imprimante|machine|erreur|logiciel|question)|question (idiote|bete|stupide)"),
        ),
        *es(
            ("insulto", 5.6, r"(idiotas?|imbeciles?|estupid[oa]s|inutiles|cretin[oa]s?|mentiros[oa]s?|ladron(es)?|sinverguenzas?|payas[oa]s?|gilipollas|cabron(es)?|tont[oa]s|incompetentes?|chapucer[oa]s?|estafador(es)?|subnormal(es)?|panda de|hatajo de)"),
            ("desprecio", 4.4, r"(son|es|sois|eres) (ustedes |usted |todos )?(unos|un|una|unas) (inutil|inutiles|desastre|verguenza|incapaces|ineptos|impresentables)|(callese|callate|callaos)|deberia(n|is|s)? (darle|darles|darte|daros)? ?verguenza|deberian avergonzarse|verguenza deberia|(vayase|vete|iros) a la|no (saben|sabe|sabeis) (ni )?(leer|contar|hacer nada)|me toma(n)? por tonto|quien se (cree|creen)|gente como (usted|ustedes|tu)"),
            ("de sí, de cosas", -4.6, r"(soy|fui|he sido|que) (un |una |muy )?(idiota|tonto|tonta|estupido|estupida)|pregunta (tonta|estupida)|(estupida|maldita|dichosa) (impresora|maquina|puerta)"),
        ),
    ),
)
