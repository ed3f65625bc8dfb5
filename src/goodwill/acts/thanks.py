"""`thanks`: the writer is grateful to the reader.

Confused with: a closing ("Many thanks, Jo": passed over as such), thanks in advance and the
phrases of circulars ("thank you for your interest"), a refusal ("no thanks"), a cause
("thanks to the rain"), a request ("merci de nous envoyer", "would appreciate").
Languages: English, German, French and Spanish well.
Known gaps: irony ("thanks a lot for wrecking it") counts as thanks.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="thanks",
    prior=-4.0,
    cues=(
        *every(("quoted speech", -1.0, "@quotes")),
        *en(
            (
                "thanks",
                4.8,
                (
                    r"thanks|thank you|thankyou|thank u|thx|thnx|tks|cheers for|thanking you"
                    r"|thanked you"
                ),
            ),
            (
                "pass on thanks",
                4.8,
                (
                    r"(please |do )(thank|pass on (my|our) thanks)|my thanks|our thanks"
                    r"|a big thank|thank (him|her|them|everyone|the team)"
                ),
            ),
            (
                "appreciates",
                4.6,
                (
                    r"(i|we|really|much|greatly|do|very much|so) (appreciate|appreciated)"
                    r"|appreciate (it|you|your|the|that|all|everything)|^appreciate"
                    r"|much appreciated|grateful (for|to|that)|(am|are|'m|'re) (so |very |most "
                    r"|truly |really )*(grateful|thankful|indebted|obliged)|my gratitude"
                    r"|thankful for"
                ),
            ),
            (
                "owes one",
                4.4,
                (
                    r"(i|we) owe you|much obliged|(very |so |really )(kind|good|nice|sweet"
                    r"|decent) of you|you('re| are| were) a (star|lifesaver|legend|gem|saint"
                    r"|life saver|treasure)|couldn't have done (it|this) without you|bless you"
                ),
            ),
            (
                "would be grateful: a request",
                -6.0,
                (
                    r"(would|'d|should) (really |very much |greatly |much |also "
                    r"|be )*(appreciate|appreciated|grateful|obliged|thankful)|(grateful"
                    r"|appreciate it|appreciated|obliged|thankful) if"
                ),
            ),
            (
                "in advance",
                -3.4,
                (
                    r"(thanks|thank you|thanking you|thx)( very much| so much)? in advance"
                    r"|advance thanks|thanks for (considering|your consideration)"
                ),
            ),
            (
                "formula of circulars",
                -2.6,
                (
                    r"thank you for (your (attention|understanding|cooperation|interest|business"
                    r"|patience|custom|enquiry|inquiry|order|message|email|e-mail|purchase"
                    r"|registration)|choosing|contacting|subscribing|signing up|registering"
                    r"|using|visiting|shopping|flying)"
                ),
            ),
            (
                "refusal",
                -4.4,
                (
                    r"(no|nein),? (thanks|thank you)|thanks,? but no|no thanks to"
                    r"|nothing to thank"
                ),
            ),
            (
                "cause",
                -3.6,
                (
                    r"thanks to (a|an|the|this|that|these|some|his|her|its|bad|poor|brexit|covid"
                    r"|traffic|which)"
                ),
            ),
            (
                "somebody else's thanks",
                -2.4,
                (
                    r"(he|she|they) (thanked|appreciated|appreciates|said thanks)|never (said "
                    r"|even said )?(thanks|thank you|thanked)|(a|not a|no) word of thanks"
                ),
            ),
            (
                "does not appreciate",
                -5.0,
                (
                    r"(don't|do not|didn't|did not|can't) (really )?appreciate|not appreciated"
                    r"|appreciate that (you|it|this|there|the|we|not)|appreciate in value"
                ),
            ),
        ),
        *de(
            (
                "danke",
                4.8,
                (
                    r"danke|dankeschoen|dank dir|dank ihnen|vielen dank|herzlichen dank"
                    r"|besten dank|tausend dank|schoenen dank|lieben dank|(ich|wir) (danke"
                    r"|danken|bedanke|bedanken)|dankbar (fuer|dass)|weiss (das|es"
                    r"|ihre)~ zu schaetzen|merci"
                ),
            ),
            (
                "im Voraus",
                -3.6,
                (
                    r"(dank|danke|danken|bedanken) ([a-z]+ )?im voraus|dankbar, wenn|dank (fuer"
                    r"|fur) (ihr (verstaendnis|interesse)|ihre (anfrage|nachricht|bestellung))"
                ),
            ),
            ("nein danke", -4.2, r"nein,? danke|danke,? nein|kein dank|nicht dankbar"),
        ),
        *fr(
            (
                "merci",
                4.8,
                (
                    r"merci|mille mercis|(je|nous) (vous |te |le |la |les )?(remercie"
                    r"|remercions)|(tous )?(mes|nos) remerciements|reconnaissants? (de|pour)"
                    r"|c'est (tres |vraiment )?gentil"
                ),
            ),
            (
                "demande",
                -5.6,
                (
                    r"merci (de|d') ?(bien vouloir |nous |me |vous |le |la |les |lui "
                    r"|ne pas )*[a-z]+(er|ir|dre|tre|ire|oir)|(reconnaissants?"
                    r"|reconnaissante) si"
                ),
            ),
            (
                "d'avance",
                -3.6,
                (
                    r"merci (par|d')avance|merci d'avance|remercie(ns)? (par avance|d'avance)"
                    r"|remercions (par avance|d'avance)|non,? merci|merci (de"
                    r"|pour) votre (comprehension|attention|interet)"
                ),
            ),
        ),
        *es(
            (
                "gracias",
                4.8,
                (
                    r"gracias|(le|les|te|os|se lo) (agradezco|agradecemos)|(mi"
                    r"|nuestro) (mas sincero )?agradecimiento|agradecid[oa]s? (por|de)"
                    r"|agradezco (su|tu|el|la|mucho|de)"
                ),
            ),
            (
                "de antemano",
                -3.6,
                (
                    r"gracias (de antemano|por anticipado|anticipadas)|no,? gracias"
                    r"|gracias,? pero no|gracias (a la|al) (lluvia|trafico)"
                    r"|gracias por su (comprension|atencion|interes)"
                ),
            ),
            ("petición", -5.6, r"agradeceria|agradeceriamos|agradezco que (me|nos)"),
        ),
    ),
)
