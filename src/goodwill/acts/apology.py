"""`apology`: the writer says sorry for something on their own side.

Confused with: sympathy ("sorry to hear you are ill"), a demand for an apology, a soft no
("sorry, but we can't"; low), "no need to apologise", regret as a formula ("we regret to inform
you").
Languages: English, German, French and Spanish well.
Known gaps: owning up without the word ("that was on us" is `admission`).
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="apology",
    prior=-4.0,
    cues=(
        *every(("quoted speech", -1.2, "@quotes")),
        *en(
            ("sorry", 4.6, r"sorry|soz"),
            (
                "apologises",
                5.2,
                (
                    r"(i|we|to|must|let me|do|sincerely|and|want to) (also |again |sincerely "
                    r"|deeply |really |truly |do )*apologi[sz]e|(my|our|sincere|please accept my"
                    r"|please accept our|many|humble|deepest|full|profuse) (sincere |sincerest "
                    r"|humble |deepest |deep )*apolog(y|ies)|^apologi(es|[sz]e|zing|sing)"
                    r"|apologies (for|if|that|again|to)|accept (my|our)~ apolog(y|ies)"
                    r"|an apology from (me|us)|(i|we) owe you an apology|full of apologies"
                ),
            ),
            (
                "asks forgiveness",
                4.8,
                (
                    r"(please )?forgive (me|us|my|our|the)|(please )?(excuse|pardon) (me for"
                    r"|us for|my|our|the (delay|mess|confusion|late|short|error|typo))"
                    r"|i beg your pardon for|mea culpa|my bad"
                ),
            ),
            (
                "regrets the deed",
                4.6,
                (
                    r"(i|we) (deeply |very much |sincerely |really )*regret (the|that|this|any"
                    r"|my|our|having|not)|feel (terrible|awful|dreadful|bad) (about|that)|(i am"
                    r"|i'm|we are|we're) (ashamed|embarrassed|mortified)|(i|we) (should have"
                    r"|shouldn't have|ought to have) (told|called|warned|checked|said|let"
                    r"|written|asked|answered|replied|sent|spoken|listened)"
                ),
            ),
            (
                "sympathy",
                -5.4,
                (
                    r"sorry (to (hear|read|learn|see)|for your (loss|trouble at)"
                    r"|about your (loss|dad|mum|mother|father|dog|wife|husband|back|knee))"
                    r"|so sorry you('re| are| were) (ill|unwell|sick|poorly|leaving)"
                    r"|sorry (that )?you('re| are| feel| have been| were) (ill|unwell|sick"
                    r"|poorly|leaving|not feeling)|feel sorry for|sorry for (him|her|them"
                    r"|those who|that kid)"
                ),
            ),
            (
                "no apology needed",
                -6.4,
                (
                    r"(no need|not necessary|no reason|you don't (need|have)|don't|do not"
                    r"|needn't|stop|please don't|never) (to )?(be sorry|apologi[sz]e"
                    r"|apologi[sz]ing|say sorry|saying sorry)|nothing to (apologi[sz]e|be sorry)"
                    r"|no apolog(y|ies) (needed|necessary|required)|(not|isn't|aren't"
                    r"|never) (at all )?sorry"
                ),
            ),
            (
                "demands one",
                -6.4,
                (
                    r"(owe|owes|owed) (me|us|him|her|them|my|our)~ apology|(demand|expect|want"
                    r"|wants|awaiting|waiting for|deserve|deserves|insist on|require) (an|a|your"
                    r"|some kind of|a written|a full)~ apology|(you|he|she|they) (should|must"
                    r"|could|never|might|need to|has to|have to|ought to|will|didn't|did not"
                    r"|haven't|still haven't) (at least )?(even )?(apologi[sz]ed?|be sorry"
                    r"|say sorry|said sorry)|(you'll|you will) be sorry|not even an apology"
                    r"|without an apology|(is|are) you sorry"
                ),
            ),
            (
                "another's",
                -2.6,
                (
                    r"(he|she|they|customer|supplier) (was|were|is|are|said|says|has"
                    r"|have)? ?(already )?(very |so )?(sorry|apologi[sz]ed|apologi[sz]es)"
                    r"|his apolog(y|ies)|her apolog(y|ies)|their apolog(y|ies)|sends? (his|her"
                    r"|their) apologies|apologies (were|have been) received|apologies from"
                ),
            ),
            ("saying", -6.0, r"safe than sorry|sorry (state|sight|excuse|affair|lot)|sorry\?$"),
            (
                "soft no",
                -1.2,
                (r"sorry,? (but )?(no|we don't|i don't|we can't|i can't|we cannot|i cannot)"),
            ),
            (
                "formula of refusal",
                -4.4,
                (r"regret (to (inform|advise|tell|say|announce)|that (you|your))"),
            ),
        ),
        *de(
            (
                "entschuldigen",
                5.0,
                (
                    r"entschuldigung|entschuldigen sie|entschuldige|entschuldigt|(ich|wir"
                    r"|um) [a-z ]{0,20}(entschuldigen|verzeihung|entschuldige)|verzeihung"
                    r"|verzeihen sie|sorry|pardon"
                ),
            ),
            (
                "tut mir leid",
                4.8,
                (
                    r"(tut|taete) (mir|uns) (sehr |wirklich |aufrichtig |furchtbar "
                    r"|ausserordentlich )*leid|leid(er)? tut es (mir|uns)|bedau(ere|ern|re) (ich"
                    r"|wir|den|die|das|es|diesen|sehr)|(ich|wir) bedau(ere|ern|re)"
                    r"|unser versehen|mein versehen|mein fehler"
                ),
            ),
            (
                "Mitgefühl, Forderung",
                -5.6,
                (
                    r"leid(,)? (zu hoeren|dass (es ihnen|sie|du|ihr) [a-z ]{0,20}(krank|erkrankt"
                    r"|verloren|geht))|keine ursache|nicht (zu )?entschuldigen"
                    r"|keinen grund,? sich|(erwarte|erwarten|verlange|verlangen|fordere"
                    r"|fordern)~ entschuldigung|braucht? (ihnen|sich) nicht"
                ),
            ),
        ),
        *fr(
            ("désolé", 4.8, r"desolee?s?|navree?s?|confuse? (de|pour)|je m'en veux"),
            (
                "excuses",
                5.0,
                (
                    r"(mes|nos|toutes mes|toutes nos|sinceres|nos plus plates) (sinceres "
                    r"|plus sinceres |plates )*excuses|(je|nous) (m'|vous |nous )*(excuse"
                    r"|excusons|prie de nous excuser|prions de nous excuser|prie de m'excuser"
                    r"|prions de bien vouloir)~ (excuser|pour|de|du|des)|veuillez (nous "
                    r"|m')?(excuser|pardonner)|pardon (pour|de|du)|excusez[- ](moi|nous)|(je"
                    r"|nous) (regrette|regrettons) (ce|cette|le|la|cet|l'|sincerement)"
                ),
            ),
            (
                "compassion, exigence",
                -5.6,
                (
                    r"desolee?s? (d'apprendre|pour votre perte)|pas (a vous"
                    r"|besoin de vous) excuser|(exige|exigeons|attends|attendons)~ excuses"
                    r"|inutile de vous excuser|au regret de vous"
                ),
            ),
        ),
        *es(
            (
                "lo siento",
                4.8,
                (
                    r"lo (siento|sentimos|lamento|lamentamos)|(siento|sentimos|lamento"
                    r"|lamentamos) (mucho |profundamente |de veras )?(el|la|los|las|haber"
                    r"|no haber|que|este|esta|lo)|perdon(a|e|en|ame|eme|adme)?|disculp(a|e|as|en"
                    r"|ame|eme|adme)"
                ),
            ),
            (
                "disculpas",
                5.0,
                (
                    r"(mis|nuestras|sinceras|pido|pedimos|pedirle|pedirles|pedirte|ofrecemos"
                    r"|mil) (mas )?(sinceras )?disculpas|pedir(le|les|te)? (perdon|disculpas)"
                    r"|culpa (mia|nuestra)"
                ),
            ),
            (
                "pésame, exigencia",
                -5.6,
                (
                    r"(siento|lamento|sentimos) (mucho )?(oir|saber|su perdida|que este enfermo"
                    r"|que estes enfermo)|no (hace falta|tiene que|tienes que|te"
                    r"|se) (pedir perdon|disculp)|(exijo|exigimos|espero|esperamos) (una|sus"
                    r"|unas) disculpa"
                ),
            ),
        ),
    ),
)
