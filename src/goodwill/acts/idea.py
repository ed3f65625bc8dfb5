"""`idea`: a new way is proposed.

"Have you considered", "what if we", "it might be worth". Confused with: proposing a time
("how about Tuesday?"), having or lacking an inkling ("no idea"), praise of an idea, an order
("you should send it"), a plan already made (`strategy`).
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: ideas told as plain fact ("one valve does the work of both").
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="idea",
    prior=-4.0,
    cues=(
        *every(("quoted speech", -0.6, "@quotes")),
        *en(
            (
                "have you considered",
                5.2,
                (
                    r"(have|had|has|did|did you|do|would)( you| we| they| anyone| anybody"
                    r"| your (team|people))? (ever |also |already |perhaps |maybe "
                    r"|really )*(considered?|thought (of|about)|think (of|about)|looked (at"
                    r"|into)|tried|explored?|toyed with|played with|contemplated)( of| about| at"
                    r"| into)? (a|an|the|using|us|putting|moving|doing|having|making|switching"
                    r"|combining|replacing|another|other|some|splitting|sharing|printing|leasing"
                    r"|renting|selling|buying|adding|taking|changing|running|turning|asking"
                    r"|going|working|offering|[a-z]+ing)|has anyone (ever )?(tried|thought"
                    r"|considered|looked)|worth (a (try|thought|look|trial|test|pilot|go|shot"
                    r"|discussion)|trying|considering|testing|exploring|thinking|looking (at"
                    r"|into)|asking|piloting|a pilot|experimenting|it to try)"
                ),
            ),
            (
                "what if",
                5.0,
                (
                    r"what( about)? ^?if (we|you|they|i|the|it|one|instead|your|our|all|each"
                    r"|every|there|somebody|someone|both|that|this)|(and|so) ^?if (we"
                    r"|instead)~ [a-z]+ed|suppose (we|you|they|the|instead|that)|imagine (if|a"
                    r"|having)|^imagine (that|we|you|your|the)|what would (happen|it take) if"
                ),
            ),
            (
                "why don't we",
                4.4,
                (
                    r"why (don't|not|couldn't|can't|shouldn't|do not) (we|you|just|simply|try"
                    r"|use|put|make|have|turn|combine|let|build|run|split|share|start|move|print"
                    r"|do)|how about (we|if|you|trying|using|putting|doing|making|having|moving"
                    r"|turning|combining|splitting|printing|building|a (pilot|trial|test|joint"
                    r"|shared|small|simple|different|combined|new)|[a-z]+ing)|what about (trying"
                    r"|using|putting|doing|making|having|moving|turning|combining|splitting"
                    r"|a (pilot|trial|test|joint|shared|small|simple|different|combined|new)"
                    r"|[a-z]+ing (the|it|them|a|both|all))"
                ),
            ),
            (
                "an idea",
                4.6,
                (
                    r"(an|one|another|here is my|my own|this|crazy|silly|mad|wild|half-?baked"
                    r"|rough|new|little|two|some|few|three|here is an|here's an|have an|had an"
                    r"|got an|with an|have some|have a few|other|bold|foolish|simple|different"
                    r"|fresh|creative) ((crazy|silly|wild|mad|half-?baked|rough|new|little|more"
                    r"|other|simple|radical|quick|possible|completely|rather|fresh|creative"
                    r"|concrete|stray|small|different|odd|better|foolish) )*(idea|ideas|thought"
                    r"|suggestion|suggestions|proposal|brainwave)( for| that| to| on| which"
                    r"| about|:|,|-| of| might| could| would| we| you| here| came| occurred"
                    r"| struck| i)|(half-?baked|crazy|wild|stray|mad|silly) (idea|thought"
                    r"|suggestion)|(idea|thought|suggestion|proposal)s?: [a-z]+|(it|thought"
                    r"|idea) (occurred|struck|came)~ (to )?(me|us)|(i|we|i've|we've|been|was"
                    r"|were) (been |also |just )*(thinking|wondering)~ (whether|if (we|you)"
                    r"|about (how|whether|using|what)|that (we|you|maybe|perhaps))"
                    r"|thinking (out loud|aloud)|brainstorm(ing|ed)?|blue[- ]sky|mock-?up"
                ),
            ),
            (
                "suggests",
                4.2,
                (
                    r"(i|we|i'd|we'd|may i|might i|can i|could i|may we|let me|would"
                    r"|'d like to)( would| would like to| could| also| therefore| might"
                    r"| just)* (suggest|propose)( that)?( you| we| they| to)? ?(a|an|the|using"
                    r"|try|trying|change|changing|replac|combin|split|mov|put|us|mak|swap|switch"
                    r"|do|build|run|add|tak|turn|go|print|leav|keep|shar|reduc|simplif|start"
                    r"|instead|different|another)[a-z]*|(my|our|one) (suggestion|proposal|advice"
                    r"|recommendation) (is|would|for|to)|(i|we)('d| would| strongly"
                    r"| also)* (recommend|advise)( that)?( you| we)? (to |that )?(a|an|using|try"
                    r"|trying|chang|replac|combin|split|mov|swap|switch|add|instead|consider|put"
                    r"|rethink)[a-z]*"
                ),
            ),
            (
                "might be better",
                4.4,
                (
                    r"(it|that|this|one|which)( might| may| could| would|'d| should)+ ((also"
                    r"|even|well|actually|perhaps|then|probably|be|make|much|work|far|a|lot"
                    r"|out) )*(worth|better|cheaper|smarter|easier|quicker|simpler|wiser"
                    r"|more sensible|sense|save (you|us|time|money|the|a|both)|interesting|fun"
                    r"|clever|cool|neat|pay for itself|work (well|better|nicely|if))( to| if"
                    r"| for| than)?|(you|we)( might| could)+ (as well |also |even |perhaps "
                    r"|then |probably |be |better )*(want to try|like to try|consider|save|try"
                    r"|combine|use|turn|do without|skip|swap|replace|put|share|split|offer|make"
                    r"|build|run|print|borrow|pool|re-?use|get rid|go further|start with"
                    r"|experiment|test|pilot|simplify|leave out|cut out|let (the|your|our|people"
                    r"|guests|visitors|customers|them))"
                ),
            ),
            ("instead", 2.4, r"instead( of)?|rather than|alternatively|as an alternative"),
            (
                "a trial",
                2.4,
                (r"pilot|proof of concept|trial run|experiment|prototype|innovat(e|ion|ive)"),
            ),
            (
                "perhaps we could",
                2.4,
                (r"(maybe|perhaps) (we|you) (could|should|can|might)|(we|you) could"),
            ),
            (
                "another way",
                4.6,
                (
                    r"another (way|approach|option|angle|route)|(different|better|cheaper"
                    r"|simpler|smarter|cleverer|neater|easier|new) (way|approach|angle|route"
                    r"|method|idea|design|model)|there (is|might be|may be|must be|could be) (a"
                    r"|another) (better |simpler |cheaper |easier |smarter |different )*(way"
                    r"|option|approach)|rethink|turn (it|this|that|the thing) (around"
                    r"|on its head|upside down)|think (about )?(it|this) differently"
                    r"|from a different angle"
                ),
            ),
            (
                "proposing a time or a meal",
                -5.6,
                (
                    r"(how about|what about|suggest|propose|what if|why don't|why not|could"
                    r"|might|proposal|shall)~ ?(we )?~ ?(<day>|\d{1,2}(:\d\d| ?am| ?pm| o'clock"
                    r"|h)?|lunch|dinner|coffee|a (quick |short )?call|a (quick |short )?meeting"
                    r"|meet|speak|talk|chat|catch up|a drink|drinks|a beer|breakfast|call|phone"
                    r"|postpone|reschedul[a-z]+|the week|next|later|morning|afternoon|to meet"
                    r"|a time|a date|dates|times|zoom|teams)"
                ),
            ),
            (
                "inkling",
                -5.0,
                (
                    r"(if you have|any) (suggestions|ideas)|(no|any|slightest|faintest"
                    r"|have any) idea|(have an|get an|you an|us an|me an|some|rough|good|clear"
                    r"|better|fair|an|general) idea (of|how|what|why|when|who|where|if|whether"
                    r"|about)|(good|great|nice|brilliant|excellent|lovely|bad|terrible|silly"
                    r"|interesting|smart|wonderful|fantastic|bright) (idea|thought|suggestion"
                    r"|thinking)s?|(your|his|her|their|that|the|like the|love the|original"
                    r"|whole) (idea|suggestion|proposal|thought)s?( of| to| is| was| that| about"
                    r"| from|$)?|on second thoughts?|food for thought|thoughts\?|ideas\?"
                    r"|any (ideas|thoughts|suggestions)|(open to|welcome|send|share|looking for"
                    r"|need) (any |your |some |new )*(ideas|suggestions)"
                ),
            ),
            (
                "already there",
                -1.6,
                (
                    r"(last|this) (year|month|week) (we|you) (did|tried|used|changed)"
                    r"|we (already|have already)|as (discussed|agreed|proposed|suggested)"
                    r"|instead of (the )?(\d|monday|tuesday|wednesday|thursday|friday"
                    r"|\d+ (pieces|boxes|hours))|couldn't|could not|you could (have|hear|see"
                    r"|tell|not)|could you|if you could|we could (not|have|see|hear|meet|find)"
                    r"|so (that )?(we|you) could"
                ),
            ),
        ),
        *de(
            (
                "schon überlegt",
                5.2,
                (
                    r"(haben|hattet|habt|haetten|hast) (sie|ihr|du|wir) (schon |schon einmal "
                    r"|mal |schonmal |auch |jemals )*(ueberlegt|(daran|darueber|dran"
                    r"|drueber)~ ?(gedacht|nachgedacht)|in erwaegung|probiert|versucht)"
                    r"|schon (mal |einmal )?(daran|darueber|drueber|dran) (gedacht|nachgedacht)"
                    r"|was waere,? wenn|wie waere es,? (wenn|mit (einem|einer|der|dem|statt))"
                    r"|was,? wenn (wir|sie|man|ihr)|warum (nicht|machen wir|nehmen|lassen"
                    r"|kombinieren|versuchen)~ ?|(eine|meine|die|noch eine|unsere|kleine"
                    r"|verrueckte) (verrueckte |kleine |andere |neue |spinnerte )*(idee"
                    r"|anregung)|(idee|vorschlag|anregung):|(mein|unser|ein|folgender|der"
                    r"|einen) (gegen)?vorschlag|(ich|wir) (schlage|schlagen|wuerde"
                    r"|wuerden)~ ?(vor|vorschlagen|anregen)|ideen"
                ),
            ),
            (
                "man könnte",
                4.6,
                (
                    r"(man|wir|sie) (koennte|koennten) (auch |vielleicht |stattdessen |ja |doch "
                    r"|eventuell |zum beispiel )*[a-z]+|stattdessen|alternativ|(es|das) (waere"
                    r"|koennte|wuerde) (vielleicht |auch |doch |eventuell )*(sinnvoll|besser"
                    r"|guenstiger|einfacher|einen versuch|kluger|sich lohnen|lohnen)"
                    r"|einen versuch wert|(anderer|neuer|einfacherer) (weg|ansatz)|pilotprojekt"
                ),
            ),
            (
                "Termin, keine Ahnung",
                -5.2,
                (
                    r"(keine|gute|tolle|super|schoene|prima|ihre|deine|die) (idee|anregung)"
                    r"|wie waere es (mit )?(am |naechste|montag|dienstag|mittwoch|donnerstag"
                    r"|freitag|um|morgen|kaffee|einem (kaffee|termin))|(schlage|schlagen"
                    r"|vorschlag)... (termin|uhr|montag|dienstag|mittwoch|donnerstag|freitag"
                    r"|\d+\.)|koennten (sie|wir) (mir|uns|bitte|telefonieren|sprechen"
                    r"|den termin)"
                ),
            ),
        ),
        *fr(
            (
                "avez-vous pensé",
                5.2,
                (
                    r"(avez-vous|as-tu|avez vous|auriez-vous)~ ?(deja |jamais )?(pense|songe"
                    r"|envisage|reflechi|essaye)|et ^?si (on|nous|vous|l'on|tu) [a-z]+(ait|ions"
                    r"|iez|ait)|pourquoi (ne pas|pas|ne)|(une|mon|autre|petite|j'ai eu une"
                    r"|notre) (petite |autre |nouvelle )*(idee|suggestion|piste)( :|,| serait"
                    r"| pour| qui)?|(je|nous) (propose|proposons|suggere|suggerons|proposerais"
                    r"|suggererais)~ (de|d'|que|un|une|plutot)|(idee|suggestion|proposition) :"
                    r"|imaginons|imaginez|que diriez-vous (de|d'|si)"
                ),
            ),
            (
                "on pourrait",
                4.4,
                (
                    r"(on|nous|vous) (pourrait|pourrions|pourriez) (aussi |peut-etre |plutot "
                    r"|egalement |meme )*[a-z]+(er|ir|re|oir)|plutot que|au lieu de"
                    r"|autre (approche|solution|facon|maniere)|(ce|il|cela) (serait"
                    r"|pourrait etre) (peut-etre |plus )?(interessant|utile|judicieux|malin"
                    r"|mieux|simple|moins cher)|vaudrait la peine|vaut le coup"
                ),
            ),
            (
                "rendez-vous, aucune idée",
                -5.6,
                (
                    r"(aucune|bonne|tres bonne|excellente|votre|l') ?idee|(propose|suggere"
                    r"|proposons|pourrait|que diriez-vous|et ^?si)... (lundi|mardi|mercredi"
                    r"|jeudi|vendredi|\d+ ?h|rendez-vous|dejeun[a-z]+|cafe|creneau|appel)"
                    r"|pourriez-vous"
                ),
            ),
        ),
        *es(
            (
                "han pensado",
                5.2,
                (
                    r"(ha|han|has|habeis|hemos) (pensado|considerado|contemplado|probado"
                    r"|valorado) (en |alguna vez |ya )*|y ^?si (lo|la|los|las|en vez|hacemos"
                    r"|hicieramos|ponemos|pusieramos|usamos|usaramos|probamos|juntamos|en lugar"
                    r"|cambiamos|les|nos)?|por que no (lo|la|los|hacemos|probamos|usamos|ponemos"
                    r"|se|juntamos|combinamos|utilizamos)|(una|mi|otra|tengo una"
                    r"|se me ocurre una) (pequena |nueva )?(idea|sugerencia|propuesta)( :|,"
                    r"| para| que| seria)?|(propongo|proponemos|sugiero|sugerimos|propondria"
                    r"|sugeriria)|se (me|nos) (ocurre|ha ocurrido)|(idea|sugerencia|propuesta):"
                    r"|imaginen|imagine que|que tal si"
                ),
            ),
            (
                "podríamos",
                4.4,
                (
                    r"podriamos (tambien |quizas |incluso )*[a-z]+r|(quizas?"
                    r"|tal vez) (convendria|seria mejor|podriamos|podrian)|en (vez|lugar) de"
                    r"|otra (manera|forma|via|opcion)|(podria|seria) (mejor|interesante|util"
                    r"|mas (facil|barato|sencillo))|valdria la pena|merece la pena probar"
                    r"|prueba piloto"
                ),
            ),
            (
                "cita, ni idea",
                -5.2,
                (
                    r"(ni|buena|gran|excelente|su|tu|la|alguna) idea|(propongo|sugiero"
                    r"|proponemos|que tal|podriamos|y si)... (lunes|martes|miercoles|jueves"
                    r"|viernes|a las|reunion|reunirnos|quedar|llamada|cafe|comer|hablar|vernos)"
                    r"|me podria|nos podria"
                ),
            ),
        ),
    ),
)
