"""Words that are written short, with a full stop that ends no sentence; and days of the month.

Titles stand apart: a title counts as it is written ("Mag. Huber"), since many are words of another
sort in small letters ("das mag. Danach ..."). `goodwill.acts.sentences` asks here whether a full
stop is one of these.
"""

from __future__ import annotations

import re

from goodwill.acts.words import listed

__all__ = ["MONTH", "is_shortened"]

_WORDS = listed(
    """
    no nos nr inc ltd co corp vs approx dept fig ref tel ext est min max cf al attn encl para pp
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
    z.b d.h u.a o.ä usw bzw ca ggf inkl exkl zzgl evtl abs str tgl mio mrd art ziff vgl z.hd zhd
    bzgl gem lt mind abt kap abb i.a i.v p.a m.e u.u z.t s.o s.u v.a
    p.ex ex env sté ste ets cie bd av réf tél chap c.-à-d
    ud uds vd vds núm pág aprox avda pza fra p.ej
    bijv bv blz afd evt incl excl t.a.v t.n.v m.b.t i.v.m d.d jl a.s o.a o.v.v m.i.v t.b.v n.a.v
    pag ecc c.a p.es v.s c.m fatt
    págs n.º ltda e.g i.e eg ie
    """
)
"""In small letters; what commonly ends a sentence as well ("etc", "p.m", "S.A") is left out."""

_TITLES = listed(
    """
    Mr Mrs Ms Mx Dr Drs Prof St Jr Sr Rev Hon Sen Gov Gen Col Capt Lt Sgt Messrs Mgr Msgr Esq
    Hr Fr Frl Hrn Mag Mmag Bmst Dipl Ing Univ Doz Priv Med Phil Jur Habil Komm Fa RA StB WP DI
    M MM Mme Mmes Mlle Mlles Pr Vve
    Sra Srta Sres Sras Srs Dña Dn Ing Lic Arq Dra Dras Drs Profa Exmo Exma Ilmo Ilma Sto Sta
    Dhr Mw Mevr Mej Ir
    Sig Sigg Avv Arch Geom Rag Dott On Egr Gent Spett Cav Comm
    Eng Enga
    """
)
_SMALL_TITLES = listed(
    """
    mr mrs ms dr prof st jr sr hr fr mme mlle mmes mlles bd sra srta sres sras dra dhr mw mevr drs
    dipl univ sig avv dott dña
    """
)
"""Titles that are no other word in small letters."""

_PARTS = re.compile(r"[-–/.'’]")

MONTH = re.compile(
    r"\.\s+(?i:(?:jan|jän|jaen|feb|mär|mrz|mae|apr|mai|jun|jul|aug|sep|okt|nov|dez)"
    r"|(?:janv|févr|avril|juin|juil|août|aout|octobre|décembre|enero|abril|agosto|octubre|diciembre"
    r"|gennaio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|januari|maart|mei|oktober"
    r"|mars|marzo|março|maio|junho|julho|setembro|outubro|dezembro|janeiro)\b)",
)
"""After "20." it goes on: many write days of the month with a full stop."""


def is_shortened(word: str) -> bool:
    """Whether a word before a full stop is written short, or an initial: `Dipl.-Ing`, `J`."""
    small = word.lower()
    if small in _WORDS or small in _SMALL_TITLES or word in _TITLES:
        return True
    if len(word) == 1:
        return word.isalpha()
    *others, last = _PARTS.split(word)
    return bool(others) and len(last) > 1 and (last in _TITLES or last.lower() in _SMALL_TITLES)
