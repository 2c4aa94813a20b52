"""Base forms of English verbs and nouns to their inflected forms, by rule, with the irregular ones given."""

from __future__ import annotations

_VOWELS = frozenset("aeiou")


def _s_form(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and len(base) > 1 and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def _ed_forms(base: str, *, doubling: bool) -> tuple[str, ...]:
    if base.endswith("e"):
        return (base + "d",)
    if base.endswith("y") and len(base) > 1 and base[-2] not in _VOWELS:
        return (base[:-1] + "ied",)
    return (base + base[-1] + "ed", base + "ed") if doubling else (base + "ed",)


def _ing_forms(base: str, *, doubling: bool) -> tuple[str, ...]:
    if base.endswith("ie"):
        return (base[:-2] + "ying",)
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return (base[:-1] + "ing",)
    return (base + base[-1] + "ing", base + "ing") if doubling else (base + "ing",)


def plural(noun: str) -> str:
    """The plural of a noun that has a regular one: "ally" gives "allies"."""
    if noun.endswith("man"):
        return noun[:-3] + "men"
    return _s_form(noun)


def verb_forms(base: str, irregular: tuple[str, str] | None, *, doubling: bool) -> dict[str, str]:
    """Each form of a verb with what it may be: `b` base, `s` third person, `d` past, `n` participle, `g` -ing."""
    forms: dict[str, str] = {}

    def add(form: str, code: str) -> None:
        if code not in forms.get(form, ""):
            forms[form] = forms.get(form, "") + code

    add(base, "b")
    add(_s_form(base), "s")
    if irregular is not None:
        add(irregular[0], "d")
        add(irregular[1], "n")
    else:
        for form in _ed_forms(base, doubling=doubling):
            add(form, "d")
            add(form, "n")
    for form in _ing_forms(base, doubling=doubling):
        add(form, "g")
    if irregular is not None and base[-1] not in "eywx" and base[-2:-1] in {*"aeiou"} and base[-3:-2] not in {*"aeiou"}:
        add(base + base[-1] + "ing", "g")
    return forms
