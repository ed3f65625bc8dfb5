"""`personal`: talk outside business.

Family, sport, weather, holidays, food and drink, health and get-well wishes, thanks for an
evening. Confused with: formulas ("hope you are well", "have a nice weekend", season's
greetings), absences ("on holiday until Monday"), business that touches such things (a client
that sells wine, "the family business", a site closed for snow), `logistics` of a lunch.
Languages: English well; German, French and Spanish by their usual words.
Known gaps: what only friends understand ("he did it again!"); sports and pastimes not listed.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="personal",
    prior=-3.6,
    cues=(
        *every(("a smile", 1.0, "@smiles"), ("a picture", 1.2, r"🍻|🍷|🎉|⚽|🏌|⛵|🎂|❤|xxx")),
        *en(
            (
                "my or your family",
                4.6,
                (
                    r"(my|your|his|her|our|their|the|both) (little |youngest |eldest |oldest "
                    r"|middle |younger |older |late |lovely |poor |dear |good |better |other "
                    r"|own |two |three |new )*(wife|husband|kids|children|son|sons|daughter"
                    r"|daughters|mum|mom|dad|mother|father|grandson|granddaughter|grandchildren"
                    r"|grandchild|grandkids|brother|sister|in-laws|mother-in-law|father-in-law"
                    r"|son-in-law|daughter-in-law|niece|nephew|uncle|aunt|auntie|granny|grandma"
                    r"|grandad|grandpa|nan|fianc[a-z]+|girlfriend|boyfriend|other half"
                    r"|better half|missus|twins|toddler|newborn|teenagers?|teenager|puppy"
                    r"|labrador|spaniel)"
                ),
            ),
            (
                "home life",
                2.6,
                (
                    r"(kids|children|baby|toddler|family|wife|husband|dog|puppy|cat"
                    r"|grandchildren|boys|girls|folks)|(my|our) (house|garden|flat|kitchen|place"
                    r"|boat|bike|caravan|allotment|neighbours?|holiday|knee|back|hip|shoulder"
                    r"|head cold)"
                ),
            ),
            (
                "family news",
                4.4,
                (
                    r"(baby|newborn) (boy|girl)|(expecting|had|having) (a|our|their|her"
                    r"|his) (first |second |third )*(baby|child)|got a (puppy|dog|kitten|new dog"
                    r"|cat)|(getting|got|get|is|are) (married|engaged|divorced)|(wedding"
                    r"|honeymoon|christening|funeral|graduation|first birthday|silver wedding"
                    r"|baby shower|bar mitzvah|stag do|hen do)|school (run|concert|play|trip"
                    r"|holidays|fete)|(start|starts|started|starting) (school|nursery|university"
                    r"|college|uni)|passed (her|his|their) (exams?|driving test|finals)|(walk"
                    r"|walking|walked|feed) the (dog|dogs)|moved? house|retirement (party|do)"
                    r"|(born|birth) (on|last|this|at)|(family|kids|everyone|all) (is|are"
                    r"|at) (well|fine|good|home)"
                ),
            ),
            (
                "sport",
                4.2,
                (
                    r"golf|round of golf|(nine|eighteen|18|9) holes|tee time|handicap|tennis"
                    r"|cricket|rugby|football|footie|soccer|the (match|game) (last|on|was"
                    r"|tonight|at the weekend)|half[- ]time|world cup|six nations"
                    r"|champions league|premier league|the ashes|grand prix|(half )?marathon"
                    r"|parkrun|triathlon|regatta|sailing|skiing|ski (trip|holiday|slopes|season)"
                    r"|the slopes|fishing trip|gone fishing|cycling|bike ride|hiking|the gym"
                    r"|yoga|surfing|kayak|ice hockey|hockey|basketball|baseball|softball"
                    r"|super bowl|playoffs?|touchdown|home run|penalt(y|ies) (shoot-?out|in the)"
                    r"|extra time|relegat(ed|ion)|season ticket|kick-?off (is|at the ground)"
                    r"|your (lot|boys|team|side) (won|lost|beat|were|got|played|did)|(the"
                    r"|final) score (was|at|last|in)|what a (goal|match|game|try|save|finish)"
                    r"|the referee|beat (you|us|them) (at|on|\d)"
                ),
            ),
            ("won by", 2.2, r"(won|lost|beat|drew)... \d+ ?-? ?(to|-|nil|:) ?\d*"),
            (
                "weekend, holiday, trip",
                4.4,
                (
                    r"(how|hope)('s| was| is| did| were| you had| you enjoyed| you have| your"
                    r"| the| you)*( your| the| a| you)* ((good|great|nice|lovely|long|wonderful"
                    r"|relaxing|family|summer|winter|skiing|bank holiday|short|christmas"
                    r"|easter) )*(weekend|holidays?|vacation|trip|break|christmas|easter"
                    r"|honeymoon|birthday|match|game|party|wedding|concert|barbecue|summer|run"
                    r"|race|flight home)|(back from|off to|going to|went to|fly to|flying to"
                    r"|drove to|driving to|week in|fortnight in|days in|went up to|holiday in"
                    r"|weekend in|weekend at|summer in|trip to)( the| a)? ?(spain|italy|france"
                    r"|greece|portugal|majorca|mallorca|tenerife|cornwall|devon|scotland|wales"
                    r"|ireland|florida|the alps|the lakes|the coast|the seaside|the beach"
                    r"|the mountains|tuscany|provence|crete|cyprus|turkey|croatia|ibiza|bali"
                    r"|thailand|disney|the caravan|the cottage|the lake|my parents|the in-laws"
                    r"|grandma's|hawaii|mexico|cabo|vegas)|(our|my|family|summer|skiing|ski"
                    r"|camping|walking|sailing|beach) (holiday|holidays|vacation)|(jet ?lag"
                    r"|sunburn|sunburnt|tan|sandcastles|sunbathing|hangover|hung ?over)"
                ),
            ),
            (
                "food and drink",
                3.8,
                (
                    r"(pint|pints|beers?|wine|whisky|whiskey|gin|bottle of (red|white|wine"
                    r"|champagne|whisky|scotch|rum)|champagne|cocktails?|curry|steak|lamb|roast"
                    r"|lobster|oysters|barbecue|bbq|cook-?out|recipe|pizza|sushi|tapas"
                    r"|cheese ?cake|birthday cake|the cake|mince pies|biscuits)"
                ),
            ),
            (
                "a shared evening",
                4.6,
                (
                    r"(thanks|thank you|cheers|ta)( so much| very much| again)? for (a |the "
                    r"|such a |last |your )?((great|lovely|wonderful|super|nice|fun|brilliant"
                    r"|fantastic|really|very|fabulous|delicious) )*(dinner|lunch|drinks|supper"
                    r"|evening|night|weekend|party|barbecue|day out|round|meal|hospitality"
                    r"|having (us|me)|hosting)|(great|lovely|good|nice|fun|wonderful|super"
                    r"|brilliant|fantastic|fabulous) (evening|night|dinner|party|weekend|day out"
                    r"|round|meal|to see (you and|you both))|(what|such) an? ((great|lovely"
                    r"|wonderful|fun|brilliant|fantastic|fabulous) )*(evening|night|party"
                    r"|day out|weekend|dinner|meal)|sore head|last night was|over dinner (last"
                    r"|on)|we (laughed|danced|sang)"
                ),
            ),
            (
                "weather",
                3.4,
                (
                    r"(weather|sunshine|sunny|snow(ed|ing|man)?|rain(ed|ing|y)?|pouring|drizzle"
                    r"|heatwave|heat wave|freezing|frost|storm|gale|thunder(storm)?|fog|hail"
                    r"|humid|scorching|boiling|baking hot|\d+ degrees)"
                ),
            ),
            (
                "talk of the weather",
                1.8,
                (
                    r"(lovely|glorious|gorgeous|beautiful|awful|terrible|miserable|dreadful"
                    r"|filthy|nice|wonderful|perfect|fine|bloody|rotten|fantastic) (weather"
                    r"|sunshine|sun|rain|day|spring|summer|autumn|snow|evening|morning)|(weather"
                    r"|sun|rain|snow|heat) (here|there|over|up|down|is|was|has been|finally"
                    r"|this weekend|at the weekend|all (week|weekend|day))|(is it|it's|it is"
                    r"|it was|it has been|still) (still )?(raining|snowing|sunny|pouring"
                    r"|freezing|boiling|scorching|cold|hot|warm)~ (here|there|where|over"
                    r"|with you|outside|today)|enjoy (the|this) (sun|sunshine|weather|rain|snow)"
                ),
            ),
            (
                "health, kindly",
                4.2,
                (
                    r"get well|(feel|feeling|felt|are you|is (he|she|your))~ (better|poorly"
                    r"|rough|ill|unwell|under the weather)( soon| now| today)?|(speedy|full"
                    r"|quick) recovery|recover(ing|ed)? (well|from|soon|quickly)|(sorry to hear"
                    r"|heard|hear)~ (you are|you're|you were|you've been|about your|your|she is"
                    r"|he is|that you) (ill|unwell|poorly|sick|in hospital|off sick|operation"
                    r"|accident|dad|mum|mother|father|wife|husband|loss|back|knee|fall)|(in"
                    r"|out of|home from) (the )?hospital|(my|your|his|her) (operation|surgery"
                    r"|knee|back|hip|shoulder|leg|ankle|wrist|flu|cold|chemo|heart|tooth"
                    r"|surgeon)|(has|had|have|got|caught|down with) (the |a |this )?(flu|covid"
                    r"|cold|bug|fever|migraine|chickenpox|stomach bug|pneumonia)|condolences"
                    r"|deepest sympathy|sorry for your loss|passed away|thinking of you"
                    r"|look after yourself"
                ),
            ),
            (
                "congratulations on life",
                4.6,
                (
                    r"(happy|belated) (belated )?(birthday|anniversary|retirement|fiftieth"
                    r"|fortieth|sixtieth|\d0th)|congrat(ulation)?s (on|to)~ (the )?(baby|wedding"
                    r"|engagement|birth|marriage|anniversary|birthday|little|new arrival|son"
                    r"|daughter|new house|marathon)|many happy returns|(give|send|pass)~ (love"
                    r"|best|regards|hugs?|wishes) to (the|your|all|everyone)|say (hi"
                    r"|hello) to (the|your) (wife|husband|family|kids|boys|girls|missus)"
                    r"|love to (the|all|everyone|your)"
                ),
            ),
            (
                "small talk",
                3.2,
                (
                    r"(did|have) you (watch|watched|see|seen|catch|caught|read|hear|heard)( the"
                    r"| that)? (match|game|final|film|movie|series|episode|show|race|fight"
                    r"|news about the|concert|book)|(great|good|funny|new|latest) (film|movie"
                    r"|book|series|joke|novel|podcast)|netflix|the (cinema|theatre|opera|concert"
                    r"|gig|pub|beach|park|festival)|(old|dear|my) (friend|mate|pal|chum)|^mate"
                    r"|long time no see|catch up (soon|over (a|some)|properly)|christmas (tree"
                    r"|shopping|presents?|dinner|party|jumper)|new year's (eve|resolution)"
                    r"|the (garden|allotment|roses|tomatoes)|gossip|facebook|horoscope|lottery"
                ),
            ),
            (
                "formula",
                -3.6,
                (
                    r"(hope|trust|hoping) (all is|all's|everything is|this (email |e-mail |mail "
                    r"|message |note |letter )?finds|you('re| are)? (all )?(keeping |doing "
                    r"|both )?(well|fine|good)|you are keeping|you had a (good|great|nice|lovely"
                    r"|pleasant|relaxing) (weekend|break|holiday|christmas))|(have|enjoy) (a "
                    r"|the |your |what's left of )*(rest of )?(your |the )?((good|great|nice"
                    r"|lovely|pleasant|wonderful|fantastic|restful|happy|safe|super) )*(day"
                    r"|weekend|week|evening|afternoon|one|holiday|time|trip)[.!]?$|(merry"
                    r"|happy) (christmas|new year|holidays|easter|thanksgiving)"
                    r"|season's greetings|(good|great|nice|lovely) (weekend|evening|day"
                    r"|week)( to you| all| everyone| everybody)?[.!]?$|how are you( doing| today"
                    r"| all)?\?$"
                ),
            ),
            (
                "absence, calendar",
                -4.0,
                (
                    r"(i|we|she|he|they|office|who|team|colleagues?|engineer|[a-z]+)('m| am|'re"
                    r"| are| is|'ll be| will be|'s)? (out of (the )?office|away|on (annual leave"
                    r"|leave|holiday|vacation|sick leave|maternity leave|paternity leave"
                    r"|parental leave)|off sick|back (in the office|on|at work))|(bank|public"
                    r"|national|factory|school|company|statutory) holidays?|holiday (cover"
                    r"|period|season|schedule|pay|entitlement|rota|closure|hours|calendar|let"
                    r"|lets|park|homes?)|(before|after|over|until|till|by|during"
                    r"|between) (the )?(summer |christmas |easter )?(holidays?|christmas|easter"
                    r"|new year|break|vacation)|annual leave|out of office"
                ),
            ),
            (
                "business of such things",
                -4.8,
                (
                    r"(family|children's|kids') (business|firm|company|owned|run|room|ticket"
                    r"|range|line|menu|hospital|books?|wear|ward|centre)|family-(run|owned)"
                    r"|parent (company|organisation|group)|sister (company|site|hotel|brand"
                    r"|plant|firm)|(mother|father|daughter) (company|board|card)|(golf|tennis"
                    r"|football|rugby|cricket|sports?|yacht|sailing|ski) (clubs?|course|courses"
                    r"|balls?|shirts?|range|goods|equipment|wear|hall|ground|pavilion|centre"
                    r"|centres|stadium|club's|resort|order|jackets?)|(wine|beer|cheese|pizza"
                    r"|steak|gin|whisky|cake|biscuit|lamb) (producers?|makers?|merchants?|trade"
                    r"|growers?|shops?|trader|estate|labels?|boxes|list|bottles|orders?|range"
                    r"|cartons?|supplier|production|factory|brand|shipment|delivery|importer"
                    r"|company|crates?|bar|cellar)|(bottles|cases|pallets|crates|cartons|boxes"
                    r"|litres|labels) (of|for) (the )?(wine|beer|champagne|gin|whisky)"
                    r"|weather (delay|damage|conditions|station|permitting|proof|data|protection"
                    r"|seal|related|normali|derivative|forecast (model|data|service))|(delayed"
                    r"|cancelled|closed|late|postponed|damaged|stopped|held up|slippery|caused"
                    r"|due|owing|because of|despite)... (weather|snow|fog|storm|rain|ice|frost"
                    r"|heat|wind)|(rain|snow|storm|frost)[- ]?(water|damage|gauge|proof|coat"
                    r"|load|chains|clearance|wear)|(leak|roof|pit|gutter|drain|basement|pump"
                    r"|gritting)... (rain|snow|frost)|(rain|snow|storm|frost)... (leak|roof|pit"
                    r"|gutter|drain|basement|pump|gritting|site|deliver|lorr|callout)"
                ),
            ),
            (
                "business words",
                -1.2,
                (
                    r"invoice|quotation|contract|purchase order|delivery|spec|specification"
                    r"|agreement|shipment|proposal|tender|deadline|warranty|budget|suppliers?"
                    r"|customers?|clients?|employees?|staff|policy|benefits?|dental|dependents?"
                    r"|enrol"
                ),
            ),
        ),
        *de(
            (
                "Familie",
                4.4,
                (
                    r"(mein|meine|meiner|meinem|meinen|dein|deine|deiner|ihre|ihrer|ihren|ihr"
                    r"|unser|unsere|unserer|deinen) (kleine[rn]? |juengste[rn]? "
                    r"|aelteste[rn]? )*(frau|mann|kinder|kindern|sohn|tochter|mutter|vater"
                    r"|eltern|enkel|enkelin|bruder|schwester|hund|familie|schwiegermutter"
                    r"|schwiegereltern|garten|ruecken|knie)|(die|den) (kinder|kindern|kleinen"
                    r"|enkel)|hochzeit|einschulung|taufe|geburtstag|nachwuchs|schwanger"
                ),
            ),
            (
                "Urlaub, Wochenende, Sport",
                4.0,
                (
                    r"(wie war|schoenen?|toller|schoener|erholsamen?|aus dem|im|euer|ihr|dein"
                    r"|unser) (der |das |dein |ihr |euer |dem )*(urlaub|ferien|wochenende"
                    r"|skiurlaub)|fussball|bundesliga|das spiel|skifahren|tennis|golf|segeln"
                    r"|wandern|marathon|radtour|grillen|grillabend|weihnachtsmarkt|oktoberfest"
                    r"|am strand|fahrrad"
                ),
            ),
            (
                "Essen, Wetter, Gesundheit",
                3.8,
                (
                    r"(ein |paar |das )?(bier|bierchen|glas wein|feierabendbier)|wetter"
                    r"|sonnenschein|regnet|es schneit|gute besserung|(wieder|schon) (gesund"
                    r"|besser|fit)|erkaeltet|grippe|im krankenhaus|schoener abend|der abend war"
                    r"|danke fuer (den|das) (schoenen |tollen |leckere )*(abend|essen|einladung)"
                    r"|alles gute zum|herzlichen glueckwunsch zu[rm] (geburt|hochzeit"
                    r"|geburtstag)|beileid"
                ),
            ),
            (
                "Floskel, Abwesenheit",
                -4.2,
                (
                    r"schoenes wochenende[.!]?$|(schoenen|guten) (tag|abend|feiertag"
                    r"|feierabend)( noch)?[.!]?$|ich hoffe,? (es geht ihnen gut|sie hatten)|(im"
                    r"|in den|vom|bis|nach dem|vor dem|resturlaub|urlaubsvertretung"
                    r"|betriebsurlaub|betriebsferien) ?(urlaub|ferien|zurueck|abwesend)"
                    r"|frohe weihnachten|guten rutsch|familienunternehmen|wetterbedingt"
                    r"|muttergesellschaft|tochtergesellschaft"
                ),
            ),
        ),
        *fr(
            (
                "famille",
                4.4,
                (
                    r"(ma|mon|mes|ta|ton|tes|votre|vos|notre|nos) (petite? |grande? "
                    r"|jeune )*(femme|mari|enfants?|fils|fille|filles|mere|pere|parents"
                    r"|petits-enfants|frere|soeur|chien|famille|belle-mere|jardin|dos|genou"
                    r"|epouse|copain|copine)|mariage|bapteme|anniversaire|naissance|enceinte"
                    r"|les enfants|les petits|la rentree des"
                ),
            ),
            (
                "vacances, sport",
                4.0,
                (
                    r"(comment|bonnes|vos|tes|mes|nos|de) ((se sont|etaient|passe) )*(vos |tes "
                    r"|les )?(vacances|conges|week-end)|le match|football|rugby|le ski|le tennis"
                    r"|le golf|la voile|marathon|randonnee|a la plage|barbecue|le tour de france"
                    r"|petanque|le velo"
                ),
            ),
            (
                "table, temps, santé",
                3.8,
                (
                    r"(un|une|l'|le|du|votre|ce) (bon )?(apero|aperitif|verre|vin|diner|repas"
                    r"|soiree)|quelle soiree|belle soiree|il (pleut|neige|fait (beau|chaud"
                    r"|froid))|le (beau|mauvais) temps|le soleil|la meteo|bon retablissement"
                    r"|(mieux|remis|remise|malade|grippe|hopital|operation)|joyeux anniversaire"
                    r"|felicitations pour (le bebe|la naissance|votre mariage)|condoleances"
                ),
            ),
            (
                "formule, absence",
                -4.2,
                (
                    r"bon(ne)? (week-end|journee|soiree|fin de semaine|vacances)[.!]?( a (vous"
                    r"|tous|toi))?[.!]?$|j'espere que vous allez bien|(en|conges? de|avant les"
                    r"|apres les|pendant les|retour de|jusqu'au) (conges?|vacances)|bonne annee"
                    r"|joyeux noel|entreprise familiale|societe mere|(vin|repas) (etiquettes?"
                    r"|cartons?)|(date|lettre) anniversaire"
                ),
            ),
        ),
        *es(
            (
                "familia",
                4.4,
                (
                    r"(mi|mis|tu|tus|su|sus|nuestro|nuestra|nuestros) (querid[oa] "
                    r"|pequen[oa] )*(mujer|marido|esposa|esposo|hijos?|hijas?|madre|padre|padres"
                    r"|nietos?|nietas?|hermanos?|hermanas?|perro|familia|suegra|suegros|jardin"
                    r"|espalda|rodilla|novia|novio)|boda|bautizo|cumpleanos|embarazada"
                    r"|los (ninos|peques|chicos|nietos)|la comunion"
                ),
            ),
            (
                "vacaciones, deporte",
                4.0,
                (
                    r"(que tal|como|mis|tus|sus|nuestras|las|de) (fueron |han ido |van "
                    r"|te han ido )*(las |tus |sus )?vacaciones|el fin de semana (en|fue|con)"
                    r"|el partido|futbol|la liga|el madrid|el barca|esqui|tenis|golf|maraton"
                    r"|la playa|barbacoa|senderismo|la bici|el padel"
                ),
            ),
            (
                "mesa, tiempo, salud",
                3.8,
                (
                    r"(una|unas|la|el|un) (cerveza|cervezas|copa|vino|cena|comida|paella|canas)"
                    r"|llueve|nieva|hace (calor|frio|sol|buen tiempo)|el (tiempo|calor) (aqui"
                    r"|que)|que te mejores|que se mejore|recuperacion|enfermo|enferma|hospital"
                    r"|gripe|gracias por (la cena|la velada|la comida)|gran velada"
                    r"|feliz cumpleanos|enhorabuena por (el bebe|la boda|el nacimiento)"
                    r"|mi mas sentido pesame"
                ),
            ),
            (
                "fórmula, ausencia",
                -4.2,
                (
                    r"(buen|feliz) (fin de semana|dia|finde)[.!]?$|espero que (este|estes|esten"
                    r"|se encuentre|te encuentres) (bien|muy bien)|(de|antes de|despues de|por"
                    r"|hasta|durante) (las )?vacaciones|feliz (navidad|ano)|empresa familiar"
                    r"|empresa matriz|casa matriz"
                ),
            ),
        ),
    ),
)
