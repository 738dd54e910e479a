"""The code page of a foreign file: stated in it, or the one in which its letters make words of the trade."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from mtmpattern.reading.findings import WARNING, Finding


@dataclass(frozen=True, slots=True)
class CodePage:
    """The ``name`` of a codec of Python, ``stated`` if the file states one, and whether it is ``sure`` to be right."""

    name: str
    sure: bool = True
    stated: str = ""
    words: str = ""
    """The code page in which its words make sense, if that is another one."""


# ---- What the file states -------------------------------------------------------------------------------------------

_STATED: Final = re.compile(rb"\$DWGCODEPAGE\s{1,20}3[ \t]{0,20}\r?\n?[ \t]{0,20}([\w.-]{1,30})", re.IGNORECASE)
_NAMES: Final = {"macroman": "mac_roman", "johab": "johab", "1361": "johab", "ksc5601": "cp949", "gb2312": "gbk",
                 "936": "gbk", "big5": "big5", "950": "big5", "utf8": "utf-8", "65001": "utf-8"}


def _codec(stated: str) -> str:
    """The codec that a name such as ``ANSI_1250``, ``dos852`` or ``ISO8859-2`` means; empty for ASCII and others."""
    word = re.sub(r"[\s_.-]", "", stated.casefold())
    word = re.sub(r"^(?:ansi|dos|cp|windows|ms|oem)(?=\d)", "", word)
    if iso := re.fullmatch(r"iso8859(\d{1,2})", word):
        word = f"iso8859-{iso[1]}"
    try:
        name = codecs.lookup(_NAMES.get(word) or (f"cp{word}" if word.isdigit() else word)).name
        "".encode(name)                                     # some codecs are not text encodings
    except (LookupError, ValueError):
        return ""
    return "" if name == "ascii" else name


# ---- Words of the trade ---------------------------------------------------------------------------------------------

_TRADE: Final = (
    ("gbk", frozenset("前后片袖领裤腰袋里面衬身衣裙口大小左右上下贴门襟育克裁料布围罗纹帽挂")),
    ("big5", frozenset("前後片袖領褲腰袋裡裏面襯身衣裙口大小左右上下貼門襟布圍羅紋帽")),
    ("cp932", frozenset("前後身頃袖衿襟見返裏表地布腰帯左右上下芯脇スカトパンツポケッヨーカフラマエウシロソデ")),
    ("cp949", frozenset("앞뒤판몸소매깃칼라허리바지안감포켓치마겉심좌우상하밑단요크")),
)
"""Characters in names of pieces, by the code page of programs that do not name one."""

_RUSSIAN: Final = ("спин|перед|полоч|рукав|ворот|пояс|карман|подкл|манжет|юбк|брюк|детал|размер|кокет|подборт|левый"
                   "|правый|задн|верх|низ|обтачк|планк|капюшон")
_WESTERN: Final = (
    r"vorder|rück|ärmel|größe|groesse|kragen|tasche|futter|schulter|gürtel|blende|länge|bündchen|taille|saum|höhe"
    r"|côté|manche|devant|milieu|poche|découpe|élevé|doublure|empiècement|taille|dos\b|ceinture|bordé|parementure"
    r"|espalda|delant|manga|cuello|puño|bolsillo|tamaño|cintura|pretina|pieza|forro|costad|canesú"
    r"|frente|costas|gola|punho|bolso|cós\b|tamanho|dianteir|traseir|botão|vista|lateral"
    r"|dietro|davanti|manica|colletto|tasca|fodera|metà|polsino|cintura"
    r"|forstykke|rygstykke|ærme|størrelse|bånd|lomme|krave|framstycke|bakstycke|ärm\b|linning|ficka|storlek|hål"
    r"|voorpand|achterpand|mouw|kraag|hiha|etukappale|takakappale|kääntee|vyötär")
_CENTRAL: Final = (
    r"předn|zadní|rukáv|límec|kapsa|manžet|podšív|\bpás|\bdíl|sedl[oa]|kolen|velikost"
    r"|przód|tył|rękaw|kołnierz|kieszeń|mankiet|podszew|rozmiar|pasek|środ|lewy|prawy|karczek|nogawk|część|stójk"
    r"|eleje|háta|gallér|zseb|méret|előrész|hátrész|bélés|mandzsetta|derék|előközép|hajtás|öv\b|közép"
    r"|predn[ýé]|zadn[ýé]|golier|vrecko|podšívka|prednji|zadnji|ovratnik|džep|žep|manšet|rukáv"
    r"|faţă|față|spate|mânec|guler|buzunar|mărime|căptuş|căptuș|manşet[ăa]|lăţime")
_BY_PAGE: Final = {
    "cp1252": _WESTERN, "cp1250": _CENTRAL, "cp1251": _RUSSIAN,
    "cp1253": r"μπροστ|πίσω|πισω|πλάτη|πλατη|μανίκι|μανικι|γιακ|τσέπη|τσεπη|μανσέτ|φόδρα|μέγεθος|ζώνη"
              r"|κουκούλα|αριστερ|δεξι",
    "cp1254": r"\bön\b|arka|\bkol\b|yaka|\bcep\b|manşet|astar|parça|kemer|\bsağ\b|\bsol\b|kapüşon|pervaz|ışık|büyük"
              r"|küçük|aşağı|dış|gömlek|beden",
    "cp1255": "קדמי|אחורי|שרוול|צווארון|כיס|חגורה|בטנה|\\bגב\\b|חזית|ימין|שמאל",
    "cp1256": "امام|خلف|\\bكم\\b|ياقة|جيب|بطانة|حزام|جلو|پشت|آستین|یقه|جیب|يمين|يسار",
    "cp1257": r"nugar|rankov|apykakl|kišen|dydis|priekin|galin|priekš|mugur|piedurk|apkakl|kabat|izmēr|josta|jost[aā]",
    "cp874": "คอ|แขน|หน้า|หลัง|กระเป๋า|กระโปรง|ปก|ซับใน|เอว|กางเกง|เสื้อ|ซ้าย|ขวา",
    "cp1258": "thân|trước|\\bsau\\b|tay áo|cổ|túi|lót|cạp|quần",
    "cp850": _WESTERN, "cp852": _CENTRAL, "cp866": _RUSSIAN, "koi8_r": _RUSSIAN,
}
"""Words in names of pieces, by the code page of their languages: of Windows, then of DOS and Unix."""

_WHOLE: Final = frozenset(("cp1250", "cp852", "cp1254", "cp1257", "cp1258"))
"""Pages of languages whose words here begin a name or stand alone; others join them to long words."""
_WORDS: Final = {page: re.compile(rf"\b(?:{words})" if page in _WHOLE else words, re.IGNORECASE)
                 for page, words in _BY_PAGE.items()}
_WORD: Final = 4                                            # the weight of a word with letters beyond ASCII
_CYRILLIC: Final = re.compile("(?<![A-Za-z])[А-Яа-яЁёІіЇїЄє]{3,}(?![A-Za-z])")
_USUAL: Final = 0xD7
"""The highest first byte of the common characters of GB 2312; Cyrillic words decode to the rare ones above."""
_RARE: Final = re.compile("[\u0180-\u0217\u021c-\u036f\u0500-\u058f\u0700-\u07ff]")
"""Characters that occur in none of these languages."""
_MOST_LOOKED_AT: Final = 50_000
_SIGNS_OF: Final = ("cp1250", "cp1251", "cp1253", "cp1254")
"""Pages of Windows that have signs such as that of degrees at the same places."""
_DAMAGED: Final = 0.2
"""The share of letters of a text in UTF-8 that may be damaged."""


# ---- Which code page it is ------------------------------------------------------------------------------------------

def code_page_of(data: bytes) -> CodePage:
    """UTF-8 where possible, else the code page that the header names, else the one that its words show.

    The stated one is not believed where it is that of western Windows, which is a usual default, and the words are
    those of another one.
    """
    if data.isascii():
        return CodePage("ascii")
    found = _STATED.search(data[:100_000])
    stated = _codec(found[1].decode("ascii", "replace")) if found else ""
    high = _high_lines(data)
    try:
        text, _ = codecs.utf_8_decode(data, "strict", True)
    except UnicodeDecodeError:
        found_page = _stated_or_shown(high, stated)
        return CodePage("utf-8", sure=False, stated=stated) if _damaged(high) and not found_page.sure else found_page
    if _RARE.search(text) and (shown := _by_words(high)) and shown.sure:
        return shown                                        # two bytes of a Chinese character may also be valid UTF-8
    return CodePage("utf-8")


def _damaged(high: bytes) -> bool:
    """Whether a text is in UTF-8 but for a few letters, as one that was cut off within a letter."""
    text = high.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    return (valid := sum(letter > "\x7f" for letter in text) - lost) >= 2 and lost <= max(1, _DAMAGED * valid)


def _high_lines(data: bytes) -> bytes:
    return b"\n".join(line for line in data.splitlines() if not line.isascii())[:_MOST_LOOKED_AT]


def _stated_or_shown(high: bytes, stated: str) -> CodePage:
    shown = _by_words(high)
    if not stated:
        return shown or _by_letters(high)
    if shown and shown.sure and stated == "cp1252":
        return CodePage(shown.name, stated=stated)
    try:
        text = high.decode(stated)
    except UnicodeDecodeError:
        return CodePage(shown.name if shown else stated, sure=False, stated=stated)
    if shown and shown.sure and not _alike(text, high, shown.name):
        return CodePage(stated, sure=False, stated=stated, words=shown.name)
    return CodePage(stated, stated=stated)


def _by_words(high: bytes) -> CodePage | None:
    """The code page in which most names mean pieces of garments, if there is one."""
    hits = dict(_hits(high))
    best = max(hits, key=lambda name: hits[name], default="")
    if not best or hits[best] <= 0:
        return None
    text = high.decode(best)
    rivals = [name for name, count in hits.items() if count == hits[best] and not _alike(text, high, name)]
    return CodePage(best, sure=not rivals)


def _by_letters(high: bytes) -> CodePage:
    """GB 2312 if everything is valid in it, Windows-1251 for words of Cyrillic letters, or Windows-1252.

    GB 2312 uses only pairs of high bytes, so a single letter with an umlaut is not valid. Only signs are sure.
    """
    with suppress(UnicodeDecodeError):
        found = {letter for letter in high.decode("gb2312") if letter > "\x7f"}
        chinese = all("\u4e00" <= letter <= "\u9fff" or "\uff00" <= letter <= "\uffef" for letter in found)
        usual = sum(letter.encode("gb2312")[0] <= _USUAL for letter in found)
        if chinese and usual >= 0.7 * len(found):
            return CodePage("gbk", sure=False)
    western = high.decode("cp1252", "replace")
    if not re.search(b"[\x80-\x9f]", high) and all(_alike(western, high, page) for page in _SIGNS_OF):
        return CodePage("cp1252")                           # signs such as that of degrees
    words = _CYRILLIC.findall(high.decode("cp1251", "replace"))
    return CodePage("cp1251" if 2 * sum(map(len, words)) > sum(byte > 127 for byte in high) else "cp1252", sure=False)


def _hits(high: bytes) -> Iterator[tuple[str, int]]:
    """How well the text makes sense in each code page in which it is valid."""
    for name, letters in _TRADE:
        with suppress(UnicodeDecodeError):
            yield name, sum(letter in letters for letter in high.decode(name) if letter > "\x7f")
    for name, words in _WORDS.items():
        with suppress(UnicodeDecodeError):
            text = unicodedata.normalize("NFC", high.decode(name))
            found = words.findall(text)
            odd = sum(letter > "\x7f" and not letter.isalpha() and not unicodedata.combining(letter)
                      and (before.isalpha() or after.isalpha())
                      for before, letter, after in zip(text, text[1:], text[2:], strict=False))
            yield name, sum(1 if word.isascii() else _WORD for word in found) - odd


def _alike(text: str, high: bytes, page: str) -> bool:
    """Whether the bytes are the same text in another code page."""
    return text == high.decode(page, "replace")


# ---- What to say about it -------------------------------------------------------------------------------------------

def about_letters(data: bytes, page: CodePage) -> Iterator[Finding]:
    """The finding about letters that may be wrong in a file that is read in this code page, with an example."""
    if page.sure:
        return
    number, line = next((number, line) for number, line in enumerate(data.splitlines(), 1) if not line.isascii())
    example = line.decode(page.name, "replace").strip()[:40]
    lost = data.decode(page.name, "replace").count("\ufffd")
    why = "the file does not name its code page"
    if page.stated:
        why = f"it states {page.stated}, in which not all of its letters are valid"
        if page.words:
            why = f"it states {page.stated}; in {page.words} there are words such as those of patterns"
    elif page.name == "utf-8":
        why = "a letter is damaged" if lost == 1 else f"{lost} letters are damaged"
    yield Finding("file.letters", WARNING, f"letters beyond ASCII may be wrong: {example!r} was read as "
                  f"{page.name}, and {why}", "Check the names, or save the file again as UTF-8.", line=number)
