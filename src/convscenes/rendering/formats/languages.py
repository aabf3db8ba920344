"""The codes of languages in videos: those of ISO 639-2, of three letters."""

from __future__ import annotations

CODES = {
    tag: codes
    for tag, *codes in (
        entry.split(":")
        for entry in """
    aa:aar ab:abk ae:ave af:afr ak:aka am:amh an:arg ar:ara as:asm av:ava ay:aym az:aze ba:bak be:bel bg:bul
    bh:bih bi:bis bm:bam bn:ben bo:bod:tib br:bre bs:bos ca:cat ce:che ch:cha co:cos cr:cre cs:ces:cze
    cu:chu cv:chv cy:cym:wel da:dan de:deu:ger dv:div dz:dzo ee:ewe el:ell:gre en:eng eo:epo es:spa et:est
    eu:eus:baq fa:fas:per ff:ful fi:fin fj:fij fo:fao fr:fra:fre fy:fry ga:gle gd:gla gl:glg gn:grn gu:guj
    gv:glv ha:hau he:heb hi:hin ho:hmo hr:hrv ht:hat hu:hun hy:hye:arm hz:her ia:ina id:ind ie:ile ig:ibo
    ii:iii ik:ipk io:ido is:isl:ice it:ita iu:iku ja:jpn jv:jav ka:kat:geo kg:kon ki:kik kj:kua kk:kaz
    kl:kal km:khm kn:kan ko:kor kr:kau ks:kas ku:kur kv:kom kw:cor ky:kir la:lat lb:ltz lg:lug li:lim ln:lin
    lo:lao lt:lit lu:lub lv:lav mg:mlg mh:mah mi:mri:mao mk:mkd:mac ml:mal mn:mon mr:mar ms:msa:may mt:mlt
    my:mya:bur na:nau nb:nob nd:nde ne:nep ng:ndo nl:nld:dut nn:nno no:nor nr:nbl nv:nav ny:nya oc:oci
    oj:oji om:orm or:ori os:oss pa:pan pi:pli pl:pol ps:pus pt:por qu:que rm:roh rn:run ro:ron:rum ru:rus
    rw:kin sa:san sc:srd sd:snd se:sme sg:sag si:sin sk:slk:slo sl:slv sm:smo sn:sna so:som sq:sqi:alb
    sr:srp ss:ssw st:sot su:sun sv:swe sw:swa ta:tam te:tel tg:tgk th:tha ti:tir tk:tuk tl:tgl tn:tsn to:ton
    tr:tur ts:tso tt:tat tw:twi ty:tah ug:uig uk:ukr ur:urd uz:uzb ve:ven vi:vie vo:vol wa:wln wo:wol xh:xho
    yi:yid yo:yor za:zha zh:zho:chi zu:zul
    """.split()
    )
}
"""By their tags of two letters: the code, and a second, older one ("bibliographic") where there are two."""
MACINTOSH = ("ces", "fra", "ron", "slk")
"""What a mov calls by the first code; otherwise, where there are two, by the second (FFmpeg, isom.c)."""
UNKNOWN = "und"


def code_of(language: str, format: str) -> str:
    """Return the code of a language, given by its tag, in the streams of a mp4, mov or webm.

    A webm takes the older codes (RFC 9559, 5.1.4.1.19).

    >>> code_of("de", "mp4"), code_of("de", "webm"), code_of("pt-BR", "mov"), code_of("nds", "mp4")
    ('deu', 'ger', 'por', 'nds')
    """
    tag = language.partition("-")[0].lower()
    first, *second = CODES.get(tag, [tag if len(tag) == len(UNKNOWN) else UNKNOWN])
    return first if format == "mp4" or not second or (format == "mov" and first in MACINTOSH) else second[0]
