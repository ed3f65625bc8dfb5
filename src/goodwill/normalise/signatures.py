"""Which lines at the end of somebody's words are no words: signatures, disclaimers, footers.

Works on one stretch of new lines at a time and from its end upwards, paragraph by paragraph;
it stops at the first paragraph that may say something. Quotations are taken out before, in
`quotes`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Tail", "mark_tail", "name_words"]

Tail = Literal["signature", "disclaimer"]

DELIMITED_LINES = 20
"""Non-blank lines that may follow `-- ` (RFC 3676, 4.3); more is a text with a dash in it."""

BLOCK_LINES = 14
"""Lines of a signature block."""

SHORT = 100
"""Characters of a signature's line at most."""

SENTENCE_WORDS = 6
"""Words from which a line that ends like a sentence is one."""

PROSE_WORDS = 13
"""Words from which a line is prose however it ends."""

PARAGRAPHS = 12
"""Paragraphs that are looked at from the end."""

SAMPLE = 3_000
"""Characters of a paragraph in which a disclaimer shows itself."""

_DELIMITER = re.compile(r"--[ \t]?\Z|[-–—]{2}[ \t]\Z|__[ \t]?\Z")
_RULER = re.compile(r"[ \t]*[-_*=~+#]{3,}[ \t]*\Z")
_MOBILE = re.compile(
    r"\W{0,4}(?:sent (?:from|via|with|using) (?:my|the|a|an|mail|outlook|yahoo|proton|samsung|blackberry|"
    r"gmail|mobile|iphone|ipad|android|aol|nine|spark|mailbird|surface|windows)\b|"
    r"get (?:outlook|boxbe|bluemail) for|download (?:outlook|yahoo)|typed (?:on|with) |"
    r"(?:von|via) meinem? .{1,40} gesendet|gesendet (?:von|mit|über|aus) |"
    r"diese nachricht wurde von .{1,60} gesendet|"
    r"envoyé (?:de|depuis|à partir) |télécharge[rz] outlook|obtenez outlook|"
    r"enviado (?:desde|do|de|a partir do) |obtener outlook|obter o outlook|"
    r"verstuurd vanaf |verzonden (?:vanaf|met|via) |"
    r"inviato (?:da|dal|dall['’]) ?|scarica outlook)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\W{0,3}(?:(?:kind|best|warm|many|with)? ?(?:kind |best |warm )?(?:regards|wishes|thanks)|thanks?(?: you)?|"
    r"thanks again|many thanks|cheers|sincerely|yours(?: sincerely| truly| faithfully)?|cordially|best|"
    r"(?:mit )?(?:freundlichen?|besten?|herzlichen?|viele[nr]?|liebe|schöne) grü(?:ße|ss|sse|ßen|ssen)n?|mfg|vg|lg|gruß|gruss|"
    r"(?:bien )?cordialement|bien à vous|salutations|sincères salutations|"
    r"(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|"
    r"(?:met )?(?:vriendelijke|hartelijke) groeten?|groeten?|mvg|"
    r"(?:cordiali|distinti) saluti|saluti|un saluto|"
    r"(?:com os melhores )?cumprimentos|atenciosamente|abraços?|obrigad[oa])\b[^\w]{0,4}"
    r"(?:[A-ZÀ-Ý][\w.'-]{1,20}[,.!]?)?[ \t]*\Z",
    re.IGNORECASE,
)  # fmt: skip
_PHONE = re.compile(
    r"(?:\b(?:tel|telephone|phone|ph|fax|facsimile|mobile|mob|cell|cellular|direct|direct line|office|pager|"
    r"telefon|fon|handy|mobil|durchwahl|tél|téléphone|portable|teléfono|móvil|telefoon|mobiel|gsm|"
    r"telefono|cellulare|cell|telefone|telemóvel|celular|t|m|f|p|o|d|w|h|c)\b\.?[^\w\n+(]{0,4}[+(]?\d)|"
    r"\+?\(?\d{2,4}\)?[ ./-]\d{2,4}[ ./-]\d{3,}|\+\d{2}[\d ()./-]{7,}|"
    r"\((?:phone|fax|cell|office|mobile|direct|tel)\)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\w@[\w-]+\.\w|\bwww\.\w|https?://", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE_END = re.compile(r"[.?!:;,][\"')]?\Z")
_ABOUT_MAIL = re.compile(
    r"\b(?:this|the|dies\w*|die|ce|cet|este|esta|el presente|dit|deze|questo|questa|la presente|il presente|any|"
    r"ses|the information|information contained in this)\b[\w' /()*,-]{0,60}?\b(?:e-?mail|message|communication|transmission|"
    r"nachricht|courriel|courrier|mensaje|correo|bericht|messaggio|comunicazione|mensagem|mail|attachment|"
    r"e-?mailbericht|transmissão)",
    re.IGNORECASE,
)
_LEGAL = (
    re.compile(r"confiden|vertraulich|vertrouwelijk|riservat|sigilos|geheim|privileged|proprietary|privad", re.IGNORECASE),
    re.compile(
        r"intended (?:recipient|only|solely|for)|addressee|named (?:above|recipient)|bestimmt|adressat|empfänger|"
        r"destin[aé]|geadresseerde|bestemd|destinatari|recipient", re.IGNORECASE),
    re.compile(
        r"in error|by mistake|irrtümlich|nicht der richtige|par erreur|por error|abusivamente|per errore|por engano|"
        r"ten onrechte|delete|destroy|löschen|vernichten|supprim|détrui|elimin|verwijder|cancell|apagar|reached you in", re.IGNORECASE),
    re.compile(
        r"unauthori[sz]ed|prohibited|disclos|disseminat|unbefugt|nicht gestattet|interdit|prohibid|verboden|vietat|proibid|"
        r"virus|liabil|haftung|responsab|aansprakelijk|legally|contract law|binding", re.IGNORECASE),
)  # fmt: skip
_FIXED_FOOTER = re.compile(
    r"\W{0,6}(?:confidentiality (?:notice|note|statement)|disclaimer\b|legal notice|"
    r"if you are not the (?:intended|named)|if you have received this (?:e-?mail|message|communication)|"
    r"please consider (?:the environment|your environmental)|think before (?:you )?print|"
    r"before printing this|bitte (?:denken|prüfen) sie|pensez à l['’]environnement|"
    r"to unsubscribe|unsubscribe (?:from|at|here|http)|you (?:are receiving|received) this (?:e-?mail|message) because|"
    r"yahoo! groups|your use of yahoo|do you yahoo|get your (?:own )?free|get your private, free|"
    r"scanned by|virus[- ]free|this email has been (?:scanned|checked)|"
    r"no virus found|checked by avg|outgoing mail is certified)",
    re.IGNORECASE,
)
_LIST_FOOTER = re.compile(
    r"mailing list|mailinglist|listinfo|unsubscribe|https?://|archives?:", re.IGNORECASE
)
_PGP = re.compile(r"-----(?:BEGIN|END) PGP ")
"""Armour of signed mail."""


def name_words(name: str, address: str) -> frozenset[str]:
    """The lower-case words a sender signs with: of the name, else of the address."""
    words = {word.lower() for word in _WORD.findall(name)}
    if not words:
        words = {word.lower() for word in _WORD.findall(address.partition("@")[0])}
    return frozenset(word for word in words if len(word) > 2)  # noqa: PLR2004  initials and particles


def mark_tail(lines: Sequence[str], names: frozenset[str]) -> list[Tail | None]:
    """Say of each line of one stretch of new text whether it is signature, disclaimer or text."""
    marks: list[Tail | None] = [None] * len(lines)
    end = _mark_armour(lines, marks)
    end = _mark_delimited(lines, marks, end)
    for _ in range(PARAGRAPHS):
        start, end = _last_paragraph(lines, end)
        if start == end:
            break
        cut, kind = _tail_of(
            lines, start, end, names, is_last=all(marks[end:]) or end == len(lines)
        )
        if kind is None:
            break
        marks[cut:end] = [kind] * (end - cut)
        end = cut
        if cut > start:
            break
    return marks


def _mark_armour(lines: Sequence[str], marks: list[Tail | None]) -> int:
    """Mark PGP's armour, and answer where the text ends."""
    end = len(lines)
    for number, line in enumerate(lines):
        if not line.startswith("-----") or not _PGP.match(line):
            continue
        if "SIGNED MESSAGE" in line:
            behind = number + 1
            while behind < len(lines) and lines[behind].strip() and ":" in lines[behind]:
                behind += 1
            marks[number:behind] = ["signature"] * (behind - number)
        elif "BEGIN PGP SIGNATURE" in line:
            marks[number:] = ["signature"] * (len(lines) - number)
            return number
    return end


def _mark_delimited(lines: Sequence[str], marks: list[Tail | None], end: int) -> int:
    """Mark what follows a signature delimiter, and answer where the text ends."""
    below = 0
    for number in range(end - 1, -1, -1):
        line = lines[number]
        if line[:2] in {"--", "__", "––", "——"} and _DELIMITER.match(line):
            marks[number:end] = ["signature"] * (end - number)
            return number
        below += bool(line.strip())
        if below > DELIMITED_LINES:
            break
    return end


def _last_paragraph(lines: Sequence[str], end: int) -> tuple[int, int]:
    """The lines `[start, end)` of the last paragraph before `end`."""
    while end and not lines[end - 1].strip():
        end -= 1
    start = end
    while start and lines[start - 1].strip():
        start -= 1
    return start, end


def _tail_of(
    lines: Sequence[str], start: int, end: int, names: frozenset[str], *, is_last: bool
) -> tuple[int, Tail | None]:
    """Where in a paragraph the tail begins, and of what kind it is; None for words."""
    cut, kind = _footer_start(lines, start, end)
    if kind is not None:
        return cut, kind
    stop = end
    while stop > start and (
        _MOBILE.match(lines[stop - 1][:SHORT]) or _is_one_line_footer(lines[stop - 1])
    ):
        stop -= 1
    block = _block_start(lines, start, stop, names)
    if block is not None:
        return block, "signature"
    if stop < end:
        return stop, "signature"
    if is_last and end - start == 1 and _RULER.match(lines[start]) and end < len(lines):
        return start, "signature"
    return end, None


def _footer_start(lines: Sequence[str], start: int, end: int) -> tuple[int, Tail | None]:
    """A disclaimer or a list's footer: the whole paragraph, or what a ruler parts off from it."""
    text = " ".join(lines[start:end])[:SAMPLE]
    if _FIXED_FOOTER.match(text) or _is_disclaimer(text):
        return start, "disclaimer"
    for number in range(end - 1, max(start, end - BLOCK_LINES) - 1, -1):
        if _RULER.match(lines[number]) and len(lines[number].strip()) > DELIMITED_LINES:
            below = " ".join(lines[number + 1 : end])[:SAMPLE]
            if _LIST_FOOTER.search(below) or _is_disclaimer(below):
                return number, "disclaimer"
            break
    return end, None


def _is_disclaimer(text: str) -> bool:
    """Whether a paragraph speaks about the mail itself, as lawyers do."""
    legal = sum(pattern.search(text) is not None for pattern in _LEGAL)
    return legal >= 2 and _ABOUT_MAIL.search(text) is not None  # noqa: PLR2004  one such word may be meant


def _is_one_line_footer(line: str) -> bool:
    """Whether a line alone is a disclaimer set under a signature without a blank line."""
    if len(line) > SAMPLE or _ABOUT_MAIL.match(line.strip()[:SHORT]) is None:
        return False
    return any(pattern.search(line) for pattern in _LEGAL)


def _block_start(lines: Sequence[str], start: int, end: int, names: frozenset[str]) -> int | None:
    """The line of a paragraph at which a signature block begins, or None."""
    first = max(start, end - BLOCK_LINES)
    top = next((n + 1 for n in range(end - 1, first - 1, -1) if _is_sentence(lines[n])), first)
    for number in range(top, end):
        follows_closing = _is_closing_above(lines, number)
        if _is_block(lines[number:end], names, follows_closing=follows_closing):
            return number
    return None


def _is_closing_above(lines: Sequence[str], number: int) -> bool:
    """Whether the line with words above says goodbye."""
    above = next(
        (lines[n] for n in range(number - 1, max(-1, number - 3), -1) if lines[n].strip()), ""
    )
    return len(above) < SHORT and _CLOSING.match(above) is not None


def _is_sentence(line: str) -> bool:
    """Whether a line says something."""
    bare = line.strip()
    words = len(bare.split())
    if words >= PROSE_WORDS and not _PHONE.search(bare[:SHORT]) and "|" not in bare:
        return True
    if len(bare) > SHORT and "|" not in bare:
        return True
    return words >= SENTENCE_WORDS and bare[-1:] in {".", "?", "!"}


def _is_block(block: Sequence[str], names: frozenset[str], *, follows_closing: bool) -> bool:
    """Whether lines that are no sentences are a signature: a name, and how to reach it."""
    reach = sum(bool(_PHONE.search(line) or _ADDRESS.search(line)) for line in block)
    if _CLOSING.match(block[0]):
        return False
    if _is_name_line(block[0], names):
        titles = sum(_is_title(line) for line in block[1:])
        inline = "|" in block[0] or "," in block[0].strip(" ,")
        return (reach > 0 and (len(block) > 1 or inline)) or titles > 1 or ("|" in block[0])
    if follows_closing:
        return reach > 0 and len(block) > 1
    return (
        reach > 1
        and all(not _is_sentence(line) for line in block)
        and _is_mostly_reach(block, reach)
    )


def _is_mostly_reach(block: Sequence[str], reach: int) -> bool:
    """Whether a block without a known name is nothing but an address card."""
    return 2 * reach >= len(block) and all(
        _is_title(line) or _PHONE.search(line) or _ADDRESS.search(line) for line in block
    )


def _is_name_line(line: str, names: frozenset[str]) -> bool:
    """Whether a line is the sender's name, with a title or firm behind it at most."""
    words = [word.lower() for word in _WORD.findall(line[:SHORT])]
    if not words or not names:
        return False
    hits = sum(word in names for word in words)
    return (
        (hits >= min(2, len(names))
        and words[0] in names | {"dr", "prof", "mr", "mrs", "ms", "ing", "dipl"})
        or (hits >= 2
        and len(words) <= 5)
    )


def _is_title(line: str) -> bool:
    """Whether a line can be a job title, a firm or a street: short, begun with a capital."""
    bare = line.strip()
    if (
        not bare
        or len(bare) > 70
        or (_SENTENCE_END.search(bare[-2:])
        and not bare.endswith((".", ",")))
    ):
        return False
    return not _is_sentence(line) and (bare[0].isupper() or bare[0].isdigit())
