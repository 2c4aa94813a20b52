"""The functions that mappings may call: values, null, and what they do not take."""

# ruff: noqa: E501 - a row of a table stands on one line

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from newsgraph.rml import functions
from newsgraph.rml.functions import GREL, IDLAB, LEFT_OUT, Library

MORPH = "https://github.com/morph-kgc/morph-kgc/function/built-in.ttl#"


def call(name: str, *inputs: object) -> object:
    """What a function gives; parameters that are not given are null, or no values."""
    function = functions.find(name)
    assert function is not None
    rest = [() if parameter.many else None for parameter in function.parameters[len(inputs) :]]
    return function.call(*inputs, *rest)


@pytest.mark.parametrize(
    ("name", "inputs", "result"),
    [
        # texts
        ("slug", ("Siniša Mali & Łódź – Straße",), "sinisa-mali-lodz-strasse"),
        ("slug", ("Владимир Путин",), "владимир-путин"),
        ("slug", (" -- ",), ""),
        ("hash", ("a", "8"), "ca978112"),
        ("hash", ("a", "x"), None),
        (f"{GREL}string_md5", ("a",), "0cc175b9c0f1b6a831c399e269772661"),
        (f"{GREL}string_sha1", ("a",), "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"),
        (f"{IDLAB}sha256", ("",), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("lower", ("ÀB",), "àb"),
        ("upper", ("ß",), "SS"),
        (f"{GREL}string_toTitlecase", ("élodie  o'NEIL van",), "Élodie  O'neil Van"),
        ("trim", (" a b\n",), "a b"),
        (f"{GREL}string_length", ("naïve",), 5),
        (f"{GREL}string_substring", ("profound", "3", None), "found"),
        (f"{GREL}string_substring", ("profound", "2", "4"), "of"),
        (f"{GREL}string_substring", ("profound", "1", "-1"), "rofoun"),
        (f"{GREL}string_substring", ("ab", "7", None), ""),
        (f"{GREL}string_startsWith", ("abc", "ab"), True),
        (f"{GREL}string_endsWith", ("abc", "ab"), False),
        (f"{GREL}string_contains", ("abc", "b"), True),
        (f"{GREL}string_indexOf", ("banana", "an"), 1),
        (f"{GREL}string_indexOf", ("banana", "x"), -1),
        (f"{GREL}string_lastIndexOf", ("banana", "an"), 3),
        (f"{GREL}string_chomp", ("hardly", "ly"), "hard"),
        (f"{GREL}string_replaceChars", ("Téxt", "é", "e"), "Text"),
        (f"{GREL}string_diff", ("cacti", "cactus"), "us"),
        ("concat", ("a", None, "-"), "a"),
        ("concat", ("a", "b", "-"), "a-b"),
        ("concat", (None, None, None), None),
        (f"{GREL}escape", ("<é & 'b'>", "html"), "&lt;&eacute; &amp; 'b'&gt;"),
        (f"{GREL}escape", ("<'>", "xml"), "&lt;&apos;&gt;"),
        (f"{GREL}escape", ("a b/é~*", "url"), "a+b%2F%C3%A9%7E*"),
        (f"{GREL}escape", ('a,"b"', "csv"), '"a,""b"""'),
        (f"{GREL}escape", ('é"\n/', "javascript"), '\\u00E9\\"\\n\\/'),
        (f"{GREL}string_unescape", ("&eacute;&lt;", "html"), "é<"),
        (f"{GREL}string_unescape", ("a+b%2F", "url"), "a b/"),
        (f"{GREL}string_unescape", ('"a,""b"""', "csv"), 'a,"b"'),
        (f"{GREL}string_unescape", ("\\u00E9\\n", "javascript"), "é\n"),
        (f"{IDLAB}toUpperCaseURL", ("example.org/a",), "HTTP://EXAMPLE.ORG/A"),
        (f"{IDLAB}toUpperCaseURL", ("https://example.org/",), "HTTPS://EXAMPLE.ORG/"),
        (f"{IDLAB}stringContainsOtherString", ("red;blue", "blue", ";"), True),
        (f"{IDLAB}stringContainsOtherString", ("red;bluish", "blue", ";"), False),
        (f"{IDLAB}getMIMEType", ("x.ttl",), "text/turtle"),
        (f"{IDLAB}getMIMEType", ("x.nothing",), None),
        # patterns
        ("replace", ("a-b-c", "-", "+"), "a+b+c"),
        (f"{GREL}string_replace", ("a1b22", "/([0-9]+)/", "<$1>"), "a<1>b<22>"),
        (f"{GREL}string_replace", ("a.b", ".", r"\1"), r"a\1b"),
        ("regexReplace", ("2024-09", r"(\d+)-(\d+)", r"\2/\1"), "09/2024"),
        ("regexReplace", ("aaa", "x*", "-"), "-a-a-a-"),
        (f"{GREL}string_match", ("2024-09-04", r"/(\d+)-(\d+)-\d+/"), ("2024", "09")),
        (f"{GREL}string_match", ("x", r"/(\d+)/"), None),
        ("matches", ("a1", r"\d"), True),
        (f"{GREL}string_split", ("fire, water,,air,,", ","), ("fire", " water", "", "air")),
        (f"{GREL}string_split", ("a|b", "|"), ("a", "b")),
        (f"{GREL}string_split", ("a|b", r"\|"), ("a", "b")),
        (f"{GREL}string_split", ("a , b", r"/\s*,\s*/"), ("a", "b")),
        (f"{MORPH}string_split_explode", ("", ","), ("",)),
        (f"{GREL}string_smartSplit", ("a\tb,c\td", None), ("a", "b,c", "d")),
        (f"{GREL}string_splitByLengths", ("internationalization", ("5", "6", "3")), ("inter", "nation", "ali")),
        (f"{GREL}string_splitByCharType", ("BE1A3é",), ("BE", "1", "A", "3", "é")),
        (f"{GREL}string_partition", ("internationalization", "nation", None), ("inter", "nation", "alization")),
        (f"{GREL}string_partition", ("a-b", "-", "true"), ("a", "b")),
        (f"{GREL}string_rpartition", ("a-b-c", "-", None), ("a-b", "-", "c")),
        (f"{GREL}string_rpartition", ("abc", "-", None), ("abc", "", "")),
        # lists
        (f"{GREL}array_join", (("a", "b"), ", "), "a, b"),
        (f"{IDLAB}concatSequence", (("a", "b"), None), "ab"),
        (f"{GREL}array_join", ((), ","), None),
        (f"{GREL}other_coalesce", (("", "b", "c"),), "b"),
        (f"{GREL}other_coalesce", ((),), None),
        (f"{GREL}array_get", (("a", "b", "c"), "1", None), ("b",)),
        (f"{GREL}array_get", (("a", "b", "c"), "-1", None), ("c",)),
        (f"{GREL}array_get", (("a", "b", "c"), "0", "2"), ("a", "b")),
        (f"{GREL}array_slice", (("a", "b", "c"), "1", None), ("b", "c")),
        (f"{GREL}array_length", (("a", "b"),), 2),
        (f"{GREL}array_reverse", (("a", "b"),), ("b", "a")),
        (f"{GREL}array_sort", (("b", "a"),), ("a", "b")),
        (f"{GREL}array_uniques", (("b", "a", "b"),), ("b", "a")),
        (f"{IDLAB}listContainsElement", (("a", "b"), "b"), True),
        # logic
        ("equal", ("a", "a"), True),
        ("notEqual", ("a", "a"), False),
        ("lessThan", ("9", "10"), True),
        ("lessThan", ("b", "a"), False),
        ("lessThanOrEqual", ("1.0", "1"), True),
        ("greaterThan", ("2024-01-02", "2024-01-01"), True),
        ("greaterThanOrEqual", ("a", "b"), False),
        (f"{IDLAB}inRange", ("3", "3", "4"), True),
        (f"{IDLAB}inRange", ("4", "3", "4"), False),
        (f"{IDLAB}inRange", ("4", None, "5"), True),
        (f"{IDLAB}inRange", (None, "3", "4"), False),
        ("and", ("true", "false"), False),
        ("or", ("true", "false"), True),
        (f"{GREL}boolean_and", (("true", "true", "true"),), True),
        (f"{GREL}boolean_and", (("true", "x"),), False),
        (f"{GREL}boolean_or", (("x", "true"),), True),
        (f"{GREL}boolean_xor", (("true", "true"),), False),
        ("not", ("false",), True),
        (f"{GREL}controls_if", ("true", "a", "b"), "a"),
        (f"{GREL}controls_if", (None, "a", "b"), "b"),
        (f"{GREL}controls_if", ("false", "a", None), None),
        (f"{MORPH}controls_if_cast", ("no", "a", "b"), "b"),
        ("ifNull", (None, "b"), "b"),
        ("ifNull", ("a", "b"), "a"),
        (f"{IDLAB}trueCondition", ("true", "a"), "a"),
        (f"{IDLAB}trueCondition", ("false", "a"), None),
        (f"{IDLAB}decide", ("a", "a", "r"), "r"),
        (f"{IDLAB}decide", ("a", "b", "r"), None),
        ("isNull", (None,), True),
        ("isNotNull", ("",), True),
        # numbers
        (f"{GREL}string_toNumber", (" 12 ",), 12),
        (f"{GREL}string_toNumber", ("1.50",), Decimal("1.50")),
        (f"{GREL}math_round", ("2.5",), 3),
        (f"{GREL}math_round", ("-2.5",), -2),
        (f"{GREL}math_floor", ("-2.5",), -3),
        (f"{GREL}math_ceil", ("2.1",), 3),
        (f"{GREL}math_abs", ("-0.5",), Decimal("0.5")),
        (f"{GREL}math_min", (("3", "10"),), 3),
        (f"{GREL}math_max", (("3", "10"),), 10),
        (f"{GREL}array_sum", (("0.1", "0.2"),), Decimal("0.3")),
        ("add", ("1", "2"), 3),
        ("subtract", ("1", "0.9"), Decimal("0.1")),
        ("multiply", ("12345678901234567890", "3"), 37037036703703703670),
        ("divide", ("6", "3"), 2),
        ("divide", ("1", "8"), Decimal("0.125")),
        (f"{GREL}math_quotient", ("-7", "2"), -3),
        (f"{GREL}math_mod", ("7", "3"), 1),
        (f"{GREL}math_mod", ("-7", "3"), -1),
        (f"{GREL}math_pow", ("2", "10"), 1024),
        (f"{GREL}math_pow", ("2", "-1"), Decimal("0.5")),
        (f"{GREL}math_exp", ("0",), Decimal("1.0")),
        (f"{GREL}math_ln", ("1",), Decimal("0.0")),
        (f"{GREL}math_log", ("1000",), Decimal("3.0")),
        (f"{GREL}math_atan2", ("0", "1"), Decimal("0.0")),
        (f"{GREL}math_fact", ("5",), 120),
        (f"{GREL}math_factn", ("7", "2"), 105),
        (f"{GREL}math_combin", ("5", "2"), 10),
        (f"{GREL}math_multinomial", (("2", "1"),), 3),
        (f"{GREL}math_gcd", ("12", "18"), 6),
        (f"{GREL}math_lcm", ("4", "6"), 12),
        (f"{GREL}math_even", ("3.1",), 4),
        (f"{GREL}math_even", ("-3",), -4),
        (f"{GREL}math_odd", ("3.1",), 5),
        (f"{GREL}math_odd", ("2",), 3),
        # dates
        (f"{IDLAB}normalizeDate", ("4 September 2024", "d MMMM yyyy"), "2024-09-04"),
        (f"{IDLAB}normalizeDate", ("04092024", "ddMMyyyy"), "2024-09-04"),
        (f"{IDLAB}normalizeDate", ("Wed, Sep 4 24", "EEE, MMM d yy"), "2024-09-04"),
        (f"{IDLAB}normalizeDate", ("2024/248", "yyyy/DDD"), "2024-09-04"),
        (f"{IDLAB}normalizeDateWithLang", ("4 mrt 2024", "d MMM yyyy", "nl"), "2024-03-04"),
        (f"{IDLAB}normalizeDateWithLang", ("1er août 2024", "d'er' MMMM uuuu", "fr-BE"), "2024-08-01"),
        (f"{IDLAB}normalizeDateTime", ("2024-09-04 7:05 PM", "yyyy-MM-dd h:mm a"), "2024-09-04T19:05:00"),
        (f"{IDLAB}normalizeDateTime", ("04.09.2024 10:00:01 +0200", "dd.MM.yyyy HH:mm:ss Z"), "2024-09-04T10:00:01+02:00"),
        (f"{IDLAB}normalizeDateTimeWithLang", ("4 maart 2024 9u", "d MMMM yyyy H'u'", "nl"), "2024-03-04T09:00:00"),
        (f"{GREL}date_toDate", ("04/09/2024", "dd/MM/yyyy"), "2024-09-04"),
        (f"{GREL}date_toDate", ("2024-09-04", None), "2024-09-04"),
        (f"{GREL}date_diff", ("2024-03-01", "2024-02-01", "days"), 29),
        (f"{GREL}date_diff", ("2024-03-30", "2024-01-31", "months"), 1),
        (f"{GREL}date_diff", ("2020-01-01", "2024-06-01", "years"), -4),
        (f"{GREL}date_inc", ("2024-01-31", "1", "month"), "2024-02-29"),
        (f"{GREL}date_inc", ("2024-01-31T10:00:00", "-2", "hours"), "2024-01-31T08:00:00"),
        (f"{GREL}date_datePart", ("2024-09-04T05:30:04", "minutes"), 30),
        (f"{GREL}date_datePart", ("2024-09-04", "weekday"), "Wednesday"),
        # by their names
        ("https://w3id.org/imec/idlab/function#slugify", ("A b",), "a-b"),
        ("http://users.ugent.be/~bjdmeest/function/grel.ttl#toUpperCase", ("a",), "A"),
        ("http://example.com/idlab/function/equal", ("a", "a"), True),
        ("equals", ("a", "b"), False),
    ],
)  # fmt: skip
def test_a_function_gives(name: str, inputs: tuple[Any, ...], result: object) -> None:
    """By its short name or by any of its IRIs."""
    assert call(name, *inputs) == result
    assert type(call(name, *inputs)) is type(result)


@pytest.mark.parametrize(
    ("name", "inputs", "message"),
    [
        ("substring", ("abc", "x", None), "'x' is no number"),
        ("substring", ("abc", "1.5", None), "'1.5' is no integer"),
        ("replaceCharacters", ("a", "ab", "c"), "as many characters"),
        ("escape", ("a", "yaml"), "no mode 'yaml'; there are html"),
        ("unescape", (r"\uD800", "javascript"), "utf-16"),
        ("regexReplace", ("a", "(", ""), "missing \\)"),
        ("regexReplace", ("a", "(?=a)", ""), "invalid perl operator"),
        ("regexReplace", ("a", "a", "$1"), "no group 1"),
        ("splitByLengths", ("a", ("x",)), "'x' is no number"),
        ("get", (("a",), "x", None), "'x' is no number"),
        ("inRange", ("x", "1", "2"), "'x' is no number"),
        ("toNumber", ("1,5",), "'1,5' is no number"),
        ("toNumber", ("١",), "is no number"),
        ("toNumber", ("1e99999999",), "too many digits"),
        ("multiply", ("1e400", "1e400"), "too many digits"),
        ("divide", ("1", "0"), "no number"),
        ("mod", ("1", "0"), "no number"),
        ("quotient", ("1", "0"), "no number"),
        ("pow", ("10", "1000000000"), "too many digits"),
        ("pow", ("10.5", "1e9"), "too many digits"),
        ("pow", ("-1", "0.5"), "math domain error"),
        ("exp", ("1e9",), "too many digits"),
        ("acos", ("2",), "math domain error"),
        ("ln", ("0",), "math domain error"),
        ("factorial", ("171",), "from 0 to 170"),
        ("multipleFactorial", ("5", "0"), "a step of 1"),
        ("combinations", ("10001", "2"), "from 0 to 10000"),
        ("combinations", ("10000", "5000"), "too many digits"),
        ("multinomial", (("100", "100"),), "from 0 to 170"),
        ("normalizeDate", ("2024-02-30", "yyyy-MM-dd"), "day"),
        ("normalizeDate", ("2024-02-03x", "yyyy-MM-dd"), "goes on where the pattern ends"),
        ("normalizeDate", ("2024-2-3", "yyyy-MM-dd"), "has no month of 2 digits at position"),
        ("normalizeDate", ("3 Sept. x", "d MMM yyyy"), "has no year at position"),
        ("normalizeDate", ("x", "q"), "stands for nothing"),
        ("normalizeDate", ("x", "dd MM"), "no year stands in the pattern"),
        ("normalizeDate", ("x", "yyyy 'x"), "a quote is not closed"),
        ("normalizeDate", ("2024/366 ", "yyyy/MM"), "has no month|goes on|month must be"),
        ("normalizeDate", ("2023/366", "yyyy/DDD"), "day of year"),
        ("normalizeDateWithLang", ("x", "yyyy", "tlh"), "no names of months in 'tlh'; there are en"),
        ("normalizeDateTime", ("2024 +9900", "yyyy Z"), "no offset"),
        ("toDate", ("4.9.2024", None), "Invalid isoformat"),
        ("dateDifference", ("2024-01-01", "2024-01-01T00:00:00Z", "days"), "one of the dates has an offset"),
        ("datePlus", ("2024-01-01", "999999999999", "days"), "no such date"),
        ("datePlus", ("2024-01-01", "999999", "years"), "no such date"),
        ("datePart", ("2024-01-01", "aeon"), "no unit 'aeon' of time"),
    ],
)  # fmt: skip
def test_a_function_refuses_what_it_does_not_take(name: str, inputs: tuple[Any, ...], message: str) -> None:
    """With a ValueError, which a run counts as a data error, and never with anything else."""
    with pytest.raises(ValueError, match=message):
        call(name, *inputs)


def test_a_sequence_is_all_values_of_all_lists() -> None:
    assert functions.sequence_of(3).call(("a",), (), ("b", "c")) == ("a", "b", "c")


def test_no_name_stands_for_two_functions() -> None:
    names = [name for function in functions.FUNCTIONS for name in (function.iri, function.name, *function.aliases)]
    assert len(names) == len(set(names))


def test_every_function_is_in_the_tables() -> None:
    """By its own name or another."""
    marks = [*test_a_function_gives.pytestmark, *test_a_function_refuses_what_it_does_not_take.pytestmark]  # type: ignore[attr-defined]
    tried = {functions.find(row[0]) for mark in marks for row in mark.args[1]}
    assert [
        function.name for function in functions.FUNCTIONS if function not in tried and function.name not in REALS
    ] == []


REALS = {"asin", "atan", "cos", "cosh", "degrees", "radians", "sin", "sinh", "tan", "tanh", "toString"}


@pytest.mark.parametrize("name", sorted(REALS - {"toString"}))
def test_the_functions_of_a_pocket_calculator_give_decimals_of_doubles(name: str) -> None:
    assert isinstance(call(name, "0.5"), Decimal)


def test_no_pattern_takes_longer_than_its_text() -> None:
    """Where an engine that backtracks would be at it for longer than the sun shines."""
    assert call("matches", "a" * 50_000 + "!", "^(a|a)*(a|aa)*$") is False
    assert call("regexReplace", "a" * 50_000, "(a*)*b", "") == "a" * 50_000


@pytest.mark.parametrize("name", sorted(LEFT_OUT))
def test_what_is_not_pure_is_left_out_by_its_name(name: str) -> None:
    """And the error says why."""
    assert functions.find(f"{IDLAB}{name}") is None
    assert "it is left out, as it" in Library().nearest(f"{IDLAB}{name}")


@pytest.mark.parametrize(
    ("function", "parameter", "index"),
    [
        ("string_replace", f"{GREL}p_string_find", 1),
        ("string_replace", f"{GREL}param_replace", 2),
        ("string_split", "sep", 1),
        ("inRange", f"{IDLAB}_test", 0),
        ("normalizeDate", f"{IDLAB}_strDate", 0),
        ("controls_if", f"{GREL}any_false", 2),
        ("boolean_and", f"{GREL}param_rep_b", 0),
        ("math_min", f"{GREL}param_n2", 0),
        ("equal", "nothing", None),
    ],
)
def test_parameters_go_by_their_names_in_grel_and_idlab(function: str, parameter: str, index: int | None) -> None:
    found = functions.find(function)
    assert found is not None
    assert functions.parameter_index(found, parameter) == index
