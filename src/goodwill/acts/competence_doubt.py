"""`competence_doubt`: somebody doubts that the reader's side knows its trade.

Confused with: an insult (`hostile`), a question of fact, a complaint about one fault, doubt
about a product or about oneself.
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: doubt shown only by asking others.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="competence_doubt",
    prior=-4.6,
    cues=(
        *every(
            ("quoted speech", -1.0, r"@quotes"),
        ),
        *en(
            (
                "do they know",
                5.4,
                (
                    r"(do|does|whether|convinced|doubt|doubts|wonder|wondering|question"
                    r"|questions|asks?( me)? (if|whether)|thinks?( that)?|feels?( that)?"
                    r"|says?( that)?|not sure|unsure|suspects?( that)?) (you|your (people|team"
                    r"|guys|engineers?|technicians?|consultants?|staff|colleagues?|man|firm"
                    r"|company|side|crew|designers?)|anyone|anybody|they|he|she) (there |really "
                    r"|actually |still |truly |quite |even |fully )*(know|knows|understand"
                    r"|understands|have the|have enough|are|is|can|lack|lacks|don't|doesn't"
                    r"|do not|does not|aren't|isn't|cannot|can't)( they| you| are| we| the"
                    r"| enough| really| actually| what| how| our| his| her| their| about| much"
                    r"| any| sufficient| right| fully| of| it| to| up| deep| necessary| your| a"
                    r"| do| know| understand| have| capable)* (doing|talking about|trade"
                    r"|technical|technology|expertise|experience|experienced|knowledge|skills?"
                    r"|depth|subject|qualified|competent|competence|capable|handle|scale"
                    r"|up to (it|this|the)|regulations?|industry|process|our process|background)"
                ),
            ),
            (
                "out of your depth",
                5.2,
                (
                    r"out of (your|their|his|her) depth|(not|n't|hardly|isn't|aren't|too|lacks?"
                    r"|lacking|short of|without) (up to (the|it|this)|qualified|competent"
                    r"|experienced (enough)?|technical enough|senior enough"
                    r"|strong enough (technically|on)|junior|inexperienced|the (expertise"
                    r"|knowledge|skills?|experience|depth|know-?how)|(any )?(expertise"
                    r"|technical (knowledge|depth|skills?))|trained|capable)|(doubt|doubts"
                    r"|doubted|doubting|question|questions|questioned|questioning|concern"
                    r"|concerns|confidence|faith|trust)( is| was| has been| are| about| in| over"
                    r"| whether| as to| your| their| our| the| of)* ((technical |professional "
                    r"|engineering )*(competence|ability|abilities|expertise|capability"
                    r"|capabilities|know-?how|skills|knowledge|capacity|understanding|judgement"
                    r"|technical (team|people|advice|side)))|losing (confidence|faith"
                    r"|trust) in (you|your)|lost (confidence|faith|trust) in (you|your)"
                    r"|sharpen (your|up your|up the) (technical|skills|knowledge)|brush up"
                    r"|(technical|product) (knowledge|skills|side|answers?|advice) (is|are|was"
                    r"|were|seems?|has|have|could|needs?|need|of)( been| be| not| getting| too"
                    r"| rather| a bit| to be| your| really)* (weak|thin|poor|lacking|behind"
                    r"|vague|shallow|stronger|better|wrong|patchy|out of date|convincing"
                    r"|wanting)|(could|couldn't|cannot|can't|unable to) (not )?(answer"
                    r"|explain) (a single|any of|my|our|the|even) (technical |basic |simple "
                    r"|straightforward )*(questions?)|(asked|asking) (the same"
                    r"|a) (question)? ?(twice|three times|again)|someone (who|more) (knows"
                    r"|understands|senior|technical|experienced)|is there (anybody|anyone"
                    r"|someone|somebody)[a-z ]{0,40} (who|with) (really |actually )?(knows"
                    r"|understands|technical|experience)|google(d)? (it|more|better)|(knows?"
                    r"|knew|understands?) (more|better) than (you|your)|sales(man|men|people"
                    r"|person)?,? not (an )?(engineer|technician|expert)s?"
                    r"|have you (ever )?(done|worked|built|handled|actually done)~ (before"
                    r"|this (size|kind|scale))"
                ),
            ),
            (
                "of oneself, denied",
                -5.0,
                (
                    r"(i|we|i'm|we're)( am| are)?( really| just)* (don't|do not|not"
                    r"|didn't) (know|understand|an expert|technical|qualified|sure (i|we))"
                    r"|no (doubt|question|doubts)|never (doubted|questioned)|(full|every"
                    r"|complete|great|total|have) (confidence|faith|trust)|without (a )?doubt"
                    r"|beyond doubt|(nobody|no one|not|don't|isn't) (doubts?|question|questions"
                    r"|questioning|doubting)|do you know (if|whether|when|where|who|how (much"
                    r"|many|long|far|late))|out of stock|know you (know|can)"
                ),
            ),
        ),
        *de(
            (
                "Zweifel",
                5.0,
                (
                    r"(zweifel|zweifle|zweifeln|bezweifle|bezweifelt|fraglich|frage mich"
                    r"|fragt sich|bedenken|nicht sicher)... (kompetenz|fachwissen|fachlich"
                    r"|ahnung|verstehen|versteht|koennen sie|in der lage|faehig|knowhow|know-how"
                    r"|fachkenntnis|auskenn|beherrsch|gewachsen|handwerk)[a-z]*|(keine|wenig"
                    r"|zu wenig) (ahnung|fachwissen|erfahrung|fachkenntnis|fachkenntnisse) (von"
                    r"|mit|haben|hat)?|fachlich (nicht|schwach|ueberfordert|zu duenn)"
                    r"|ueberfordert|nicht vom fach|vertrauen in ihre (technik|kompetenz|leute"
                    r"|faehigkeiten)"
                ),
            ),
            (
                "eigene, verneint",
                -5.0,
                (
                    r"(ich|wir) (habe|haben) keine ahnung|kein(e|en)? zweifel|zweifellos"
                    r"|zweifelsohne|volles vertrauen"
                ),
            ),
        ),
        *fr(
            (
                "doute",
                5.0,
                (
                    r"(doute|doutons|doutes|me demande|se demande|pas sur|pas convaincu"
                    r"|reserves)... (competen|capable|maitris|connaiss|expertise|savoir-faire"
                    r"|niveau|technique|a la hauteur)[a-z]*|(pas|guere) (a la hauteur"
                    r"|competents?|qualifies?|assez (technique|forme|experimente)s?)"
                    r"|depasses? par|manque (de|d') (competence|expertise|maitrise|technicite"
                    r"|experience)s?|perdu confiance|ne (connaissez|maitrisez|comprenez)~ (pas"
                    r"|rien)"
                ),
            ),
            (
                "aucun",
                -5.0,
                (
                    r"(aucun|sans|nul) doute|toute confiance|pleine confiance|je ne (connais"
                    r"|sais|comprends)"
                ),
            ),
        ),
        *es(
            (
                "duda",
                5.0,
                (
                    r"(duda|dudo|dudamos|dudas|me pregunto|se pregunta|no (estoy|estamos"
                    r"|esta) (seguro|convencido)[a-z]*)... (competen|capac|capaz|capaces|conoc"
                    r"|experien|dominan|nivel|saben|a la altura|preparad)[a-z]*|no (estan"
                    r"|esta) (a la altura|preparad|cualificad|capacitad)[a-z]*"
                    r"|falta de (conocimiento|competencia|experiencia|preparacion)s?|no (saben"
                    r"|conocen|dominan|entienden) (del|lo que|el|la|su)|perdido la confianza"
                ),
            ),
            ("ninguna", -5.0, r"(sin|no hay|ninguna) duda|plena confianza|no (se|sabemos|conozco)"),
        ),
    ),
)
