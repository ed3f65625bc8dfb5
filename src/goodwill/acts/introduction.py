"""`introduction`: the writer brings two people together.

"Meet Karin, who runs our second site." Confused with: introducing oneself, a product's launch,
the introduction of a book or a rule, a new colleague named in passing.
Languages: English well; German, French and Spanish by their usual forms.
Known gaps: a person put in copy without a word.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser, de, en, es, every, fr

__all__ = ["ACT"]

ACT = Recogniser(
    act="introduction",
    prior=-4.4,
    cues=(
        *every(
            ("a question", -0.4, r"@asks"),
        ),
        *en(
            (
                "introduces",
                5.2,
                (
                    r"(i|we|i'd|we'd|me|to|let me|want to|like to|happy to|pleased to|can|could"
                    r"|will|would|i'll|we'll|may i|allow me to|gladly)( would| will| can| could"
                    r"| gladly| also| happily| now| formally| quickly| please| like to| want to"
                    r"| love to)* (introduce|introducing|introduced|put)( you| him| her| them"
                    r"| my| our| the two of)* (you both|you (all )?(to|and|in touch)"
                    r"|[a-z'. -]{2,30} to you|to (my|our|the|her|him|[a-z]+)|in touch with"
                    r"|my (new |old )?(colleague|boss|successor|replacement|counterpart|manager"
                    r"|director|friend|partner)|our (new |old )?(colleague|director|head|buyer"
                    r"|manager|engineer|chief|chair|owner|ceo)|colleague|successor)"
                    r"|^?(please )?meet [a-z]+( [a-z]+)?, (who|our|my|the|head|she|he)"
                    r"|(please )?meet (my|our) (new |old |dear |good )*(colleague|boss|successor"
                    r"|replacement|friend|director|head of|partner|counterpart|buyer|manager)"
                    r"|^(please )?meet [a-z]+( [a-z]+)?, (who|our|my|the|head|she|he)"
                    r"|(by way of |virtual |e-?mail |warm |quick |making an |make an |make the "
                    r"|an )(introduction|intro)s?|introductions? (to|between) (my|our|the|you)"
                    r"|(copied|cc'd|copying|looped|looping|adding|cc'ing|in copy"
                    r"|added)( in)?~ (who|whom|our|my|so (that )?you|to (introduce|connect)"
                    r"|for you to)|(i|we)('ll| will|'d like to| would like to| want to| can"
                    r"| could) connect you|happy to connect you|(i|we) can (link|hook) you( up"
                    r"| two| both| directly)*( with| to)?|put (you|the two of you|both of you"
                    r"|him|her|them) in (touch|contact)|you (two )?(should|ought to|must|need to"
                    r"|really must|really should) (meet|talk|speak|know each other|get to know)"
                    r"|(like|want|love|keen for|arrange for|happy for) you to meet|is (joining"
                    r"|taking over|your new (contact|account|point)"
                    r"|looking forward to meeting you)"
                ),
            ),
            (
                "oneself, things",
                -5.0,
                (
                    r"introduc(e|ing) (myself|ourselves|(a|the|our|new|this|an|my) (new "
                    r"|exciting |brand new |latest |next |revised )*(products?|range|line"
                    r"|service|feature|system|rule|rules|policy|version|app|model|process|tax"
                    r"|fee|shift|software|charge|measure|measures|law|scheme|price|collection"
                    r"|menu|search|home|tool|way))|introduced (in|by law|last|this|a|the|an|new"
                    r"|at)|(the|an?|brief|in (the|its|my)|of) introduction (of|to (the"
                    r"|this) (book|report|course|subject|paper)|chapter|page|is|was|section)"
                    r"|introduction to (?:[a-z]+ing)|introductory|^introducing [a-z]+"
                    r"|please meet (me|us)? ?(at|in|on|by|the deadline)|meet (the|our"
                    r"|your) (deadline|requirements|specification|target|needs|standard"
                    r"|criteria)"
                ),
            ),
        ),
        *de(
            (
                "stellt vor",
                5.0,
                (
                    r"(darf|moechte|wuerde|will|kann)... (vorstellen|bekannt machen"
                    r"|bekanntmachen|zusammenbringen|in kontakt bringen|vernetzen)|(stelle"
                    r"|stellen) (ich|wir)? ?(ihnen|dir|euch|sie)... vor|(in kontakt"
                    r"|in verbindung) (bringen|setzen|gebracht)|(in kopie|in cc)... (kolleg"
                    r"|nachfolg|leiter|leiterin|zustaendig|chef|chefin)[a-z]*|(sie|ihr) (sollten"
                    r"|beide|beiden|solltet)... (kennenlernen|kennen lernen|sprechen)|ihr(e"
                    r"|en)? neue[rn]? ansprechpartner(in)?"
                ),
            ),
            (
                "sich, Sachen",
                -5.0,
                (
                    r"(mich|uns) (kurz )?(vorstellen|vorzustellen)|(produkt|neuheit|system"
                    r"|konzept|version|ergebnis|modell|software)[a-z]* (kurz )?vor(stellen"
                    r"|zustellen)?"
                ),
            ),
        ),
        *fr(
            (
                "présente",
                5.0,
                (
                    r"((je|nous) (vous |te )?(presente|presentons)"
                    r"|permettez-moi de vous presenter|(je|nous) (voudrais|voudrions|souhaite"
                    r"|souhaitons|aimerais) vous presenter) (a )?(mon|ma|mes|notre|nos|a"
                    r"|[a-z]+ [a-z]+, |m\.|mme)|(mettre|mets|mettons|mis) en (relation|contact)"
                    r"|(en copie)... (collegue|successeur|responsable|directeur|directrice|qui)"
                    r"|(vous devriez|il faut que vous) (rencontrer|rencontriez|vous rencontrer"
                    r"|vous parler)|votre (nouvel|nouvelle|nouveau) (interlocuteur"
                    r"|interlocutrice|contact)"
                ),
            ),
            (
                "soi, choses",
                -5.0,
                (
                    r"(me|nous) presente[rz]?|presente(r|z|ons)? (notre|nos|le|la"
                    r"|une?) (nouve(au|lle|aux|lles) )?(gamme|produits?|offre|systeme|rapport"
                    r"|projet|solution|logiciel)"
                ),
            ),
        ),
        *es(
            (
                "presenta",
                5.0,
                (
                    r"(le|les|te|os) (presento|presentamos|quiero presentar"
                    r"|queria presentar) (a )?(mi|mis|nuestro|nuestra|a|don|dona)|(presentar(le"
                    r"|les|te|os)) a (mi|nuestro|nuestra|un|una)|(poner(le|les|te|os|los)?|pongo"
                    r"|ponemos|puesto) en contacto|(en copia)... (companer|coleg|responsable"
                    r"|director|suces|quien|que)[a-z]*|(deberian|deberia|tienen que"
                    r"|tiene que) (conocer|conocerse|hablar con)|su (nuevo|nueva) (contacto"
                    r"|interlocutor|interlocutora)"
                ),
            ),
            (
                "de sí, cosas",
                -5.0,
                (
                    r"(presentarme|presentarnos|me presento|nos presentamos)|presenta(r"
                    r"|mos)? (nuestr[oa]s?|el|la|una?) (nuev[oa] )?(producto|gama|sistema"
                    r"|proyecto|informe|oferta|catalogo)"
                ),
            ),
        ),
    ),
)
