"""Which column holds what: headers that people use, in several languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from events.vocabulary.fold import words

# Fields of a row. 'ignored' columns are known and left out on purpose: people's contact details do not belong into
# a startup's profile, a cohort number says nothing across borders, and 'problem' is our own column of mended files.
FIELDS = (
    "id", "source", "name", "country", "city", "one_liner", "description", "industry", "subindustry", "technologies",
    "tags", "stage", "founded", "team_size", "site", "ignored",
)  # fmt: skip
CHOOSABLE = FIELDS[:-1]
JOINED = ("one_liner", "description", "industry", "subindustry", "technologies", "tags")  # from several columns

_KNOWN: Mapping[str, str] = {
    "id": "id, row id, startup id, external id, №, no, number, номер, код, ид, sıra, raqam, شمار",
    "source": "source, list, origin, источник, mənbə, manba, булак, ماخذ",
    "name": "name, startup, startup name, company, company name, title, название, наименование, имя, стартап, "
    "компания, ad, adı, startapın adı, nomi, nom, kompaniya, аталышы, аты, نام, کمپنی, اسٹارٹ اپ",
    "country": "country, location country, страна, ölkə, davlat, mamlakat, өлкө, ملک",
    "city": "city, town, location, город, şəhər, shahar, шаар, شہر",
    "one_liner": "one liner, oneliner, tagline, slogan, short description, summary, headline, pitch, кратко, "
    "краткое описание, слоган, qısa təsvir, qisqa tavsif, кыскача, مختصر تعارف",
    "description": "description, text, about, details, long description, company description, описание, о компании, "
    "текст, təsvir, haqqında, tavsif, haqida, сүрөттөмө, تفصیل, تعارف",
    "industry": "industry, sector, sectors, industries, vertical, category, field, market segment, отрасль, сектор, "
    "сфера, категория, направление, sahə, kateqoriya, soha, tarmoq, тармак, شعبہ, صنعت",
    "subindustry": "subindustry, sub industry, subsector, sub sector, subcategory, подотрасль, подкатегория, altsahə",
    "technologies": "technology, technologies, tech, tech stack, stack, технология, технологии, texnologiya, "
    "texnologiyalar, технологиялар, ٹیکنالوجی",
    "tags": "tags, tag, keywords, labels, теги, ключевые слова, метки, teqlər, teglar, тегдер, ٹیگ",
    "stage": "stage, status, phase, maturity, стадия, этап, статус, mərhələ, vəziyyət, bosqich, holati, баскыч, مرحلہ",
    "founded": "year, founded, founded in, foundation year, year founded, founding year, established, год, "
    "год основания, основан, il, təsis ili, yil, tashkil etilgan yil, жылы, سال, قیام",
    "team_size": "team size, team, employees, number of employees, headcount, размер команды, команда, сотрудники, "
    "komanda, işçi sayı, jamoa, xodimlar soni, команданын көлөмү, ٹیم",
    "site": "website, web site, site, url, homepage, web, link, сайт, веб-сайт, ссылка, vebsayt, sayt, veb-sayt, "
    "сайты, ویب سائٹ",
    "ignored": "email, e-mail, mail, phone, telephone, mobile, whatsapp, telegram, contact, contacts, contact person, "
    "founder, founders, ceo, address, cohort, batch, problem, почта, телефон, контакты, основатель, основатели, адрес, "
    "когорта, проблема, telefon, ünvan, əlaqə, qurucu, manzil, asoschi, ای میل, فون, بانی, مسئلہ",
}


def _key(header: str) -> str:
    return "".join(words(header)) or header.strip()


_FIELD_OF = {_key(header): field for field, headers in _KNOWN.items() for header in [field, *headers.split(", ")]}


def mapping(headers: Sequence[str], chosen: Mapping[str, str | None] | None = None) -> list[str | None]:
    """The field of each column, None where a column is not known.

    `chosen` overrides by header as written. Of two columns for one field the first is taken, unless `chosen` says so.
    """
    chosen = chosen or {}
    for field in chosen.values():
        if field is not None and field not in FIELDS:
            raise ValueError(f"no such field: {field}")
    taken = {field for header, field in chosen.items() if header in headers}
    fields: list[str | None] = []
    for header in headers:
        field = chosen[header] if header in chosen else _FIELD_OF.get(_key(header))
        if header not in chosen and field is not None and field != "ignored":
            if field in taken:
                field = None
            taken.add(field)
        fields.append(field)
    return fields


def known(cells: Sequence[str]) -> int:
    """How many of these are headers that we know: the row with the most of them is the header."""
    return sum(_key(cell) in _FIELD_OF for cell in cells if cell.strip())
