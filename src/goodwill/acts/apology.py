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
    prior=-4.2,
    cues=(
        *every(("quoted speech", -1.2, "@quotes")),
        *en(
            ("sorry", 4.6, r"sorry|soz"),
            ("apologises", 5.2, r"(i|we|to|must|let me|do|sincerely|and|want to) (also |again |sincerely |deeply |really |truly |do )*apologi[sz]e|(my|our|sincere|please accept my|please accept our|many|humble|deepest|full|profuse) (sincere |sincerest |humble |deepest |deep )*apolog(y|ies)|^apologi(es|[sz]e|zing|sing)|apologies (for|if|that|again|to)|accept (my|our)~ apolog(y|ies)|an apology from (me|us)|(i|we) owe you an apology|full of apologies"),
            ("asks forgiveness", 4.8, r"(please )?forgive (me|us|my|our|the)|(please )?(excuse|pardon) (me for|us for|my|our|the (delay|mess|confusion|late|short|error|typo))|i beg your pardon for|mea culpa|my bad"),
            ("regrets the deed", 4.6, r"(i|we) (deeply |very much |sincerely |really )*regret (the|that|this|any|my|our|having|not)|feel (terrible|awful|dreadful|bad) (about|that)|(i am|i'm|we are|we're) (ashamed|embarrassed|mortified)|(i|we) (should have|shouldn't have|ought to have) (told|called|warned|checked|said|let|written|asked|answered|replied|sent|spoken|listened)"),
            ("sympathy", -5.4, r"sorry (to (hear|read|learn|see)|for your (loss|trouble at)|about your (loss|dad|mum|mother|father|dog|wife|husband|back|knee))|so sorry you('re| are| were) (ill|unwell|sick|poorly|leaving)|sorry (that )?you('re| are| feel| have been| were) (ill|unwell|sick|poorly|leaving|not feeling)|feel sorry for|sorry for (him|her|them|the poor)"),
            ("no apology needed", -6.4, r"(no need|not necessary|no reason|you don't (need|have)|don't|do not|needn't|stop|please don't|never) (to )?(be sorry|apologi[sz]e|apologi[sz]ing|say sorry|saying sorry)|nothing to (apologi[sz]e|be sorry)|no apolog(y|ies) (needed|necessary|required)|(not|isn't|aren't|never) (at all )?sorry"),
            ("demands one", -6.4, r"(owe|owes|owed) (me|us|him|her|them|my|our)~ apology|(demand|expect|want|wants|awaiting|waiting for|deserve|deserves|insist on|require) (an|a|your|some kind of|a written|a full)~ apology|(you|he|she|they) (should|must|could|never|might|need to|has to|have to|ought to|will|didn't|did not|haven't|still haven't) (at least )?(even )?(apologi[sz]ed?|be sorry|say sorry|said sorry)|(you'll|you will) be sorry|not even an apology|without an apology|(is|are) you sorry"),
            ("another's", -2.6, r"(he|she|they|customer|supplier) (was|were|is|are|said|says|has|have)? ?(already )?(very |so )?(sorry|apologi[sz]ed|apologi[sz]es)|his apolog(y|ies)|her apolog(y|ies)|their apolog(y|ies)|sends? (his|her|their) apologies|apologies (were|have been) received|apologies from"),
            ("saying", -6.0, r"safe than sorry|sorry (state|sight|excuse|affair|lot)|sorry\?$"),
            ("soft no", -1.2, r"sorry,? (but )?(no|we don't|i don't|we can't|i can't|we cannot|i cannot)"),
            ("formula of refusal", -4.4, r"regret (to (inform|advise|tell|say|announce)|that (you|your))"),
        ),
        *de(
            ("entschuldigen", 5.0, r"entschuldigung|entschuldigen sie|entschuldige|entschuldigt|(ich|wir|um) [a-z ]{0,20}(entschuldigen|verzeihung|entschuldige)|verzeihung|verzeihen sie|sorry|pardon"),
            ("tut mir leid", 4.8, r"(tut|taete) (mir|uns) (sehr |wirklich |aufrichtig |furchtbar |ausserordentlich )*leid|leid(er)? tut es (mir|uns)|bedau(ere|ern|re) (ich|wir|den|die|das|es|diesen|sehr)|(ich|wir) bedau(ere|ern|re)|unser versehen|mein versehen|mein fehler"),
            ("Mitgefühl, Forderung", -5.6, r"leid(,)? (zu hoeren|dass (es ihnen|sie|du|ihr) [a-z ]{0,20}(krank|erkrankt|verloren|geht))|keine ursache|nicht (zu )?entschuldigen|keinen grund,? sich|(erwarte|erwarten|verlange|verlangen|fordere|fordern)~ entschuldigung|braucht? (ihnen|sich) nicht"),
        ),
        *fr(
            ("désolé", 4.8, r"desolee?s?|navree?s?|confuse? (de|pour)|je m'en veux"),
            ("excuses", 5.0, r"(mes|nos|toutes mes|toutes nos|sinceres|nos plus plates) (sinceres |plus sinceres |plates )*excuses|(je|nous) (m'|vous |nous )*(excuse|excusons|prie de nous excuser|prions de nous excuser|prie de m'excuser|prions de bien vouloir)~ (excuser|pour|de|du|des)|veuillez (nous |m')?(excuser|pardonner)|pardon (pour|de|du)|excusez[- ](moi|nous)|(je|nous) (regrette|regrettons) (ce|cette|le|la|cet|l'|sincerement)"),
            ("compassion, exigence", -5.6, r"desolee?s? (d'apprendre|pour votre perte)|pas (a vous|besoin de vous) excuser|(exige|exigeons|attends|attendons)~ excuses|inutile de vous excuser|au regret de vous"),
        ),
        *es(
            ("lo siento", 4.8, r"lo (siento|sentimos|lamento|lamentamos)|(siento|sentimos|lamento|lamentamos) (mucho |profundamente |de veras )?(el|la|los|las|haber|no haber|que|este|esta|lo)|perdon(a|e|en|ame|eme|adme)?|disculp(a|e|as|en|ame|eme|adme)"),
            ("disculpas", 5.0, r"(mis|nuestras|sinceras|pido|pedimos|pedirle|pedirles|pedirte|ofrecemos|mil) (mas )?(sinceras )?disculpas|pedir(le|les|te)? (perdon|disculpas)|culpa (mia|nuestra)"),
            ("pésame, exigencia", -5.6, r"(siento|lamento|sentimos) (mucho )?(oir|saber|su perdida|que este enfermo|que estes enfermo)|no (hace falta|tiene que|tienes que|te|se) (pedir perdon|disculp)|(exijo|exigimos|espero|esperamos) (una|sus|unas) disculpa"),
        ),
    ),
)
