"""Where statements and strings of a Turtle document stand."""

from __future__ import annotations

from newsgraph.errors import Place
from newsgraph.shacl.places import find_places

TEXT = '''\
@prefix e: <http://example.org/> . # e:not-here
@base <http://base.example/> .
  e:a e:p e:b , "e:no . e:no" , """
e:no a e:no .
""" ; e:q [ e:r e:s . 5 ] .
PREFIX f: <http://other.example/>
f:x\\-y a e:C ; e:p ( e:d . ) . <#r> a e:C . é:u
'''


def test_subjects_are_found_and_nothing_else() -> None:
    places = find_places(TEXT.rpartition(" é:u")[0], "x.ttl", "file:///x.ttl")
    assert places.subjects == {
        "<http://example.org/a>": Place("x.ttl", 3, 3),
        "<http://other.example/x-y>": Place("x.ttl", 7, 1),
        "<http://base.example/#r>": Place("x.ttl", 7, 32),
    }


def test_strings_are_found_at_their_first_character() -> None:
    places = find_places(TEXT, "x.ttl", "file:///x.ttl")
    assert places.strings["e:no . e:no"] == Place("x.ttl", 3, 18)
    assert places.strings["\ne:no a e:no .\n"] == Place("x.ttl", 3, 36)


def test_prefixes_are_known() -> None:
    places = find_places(TEXT, "x.ttl", "file:///x.ttl")
    assert places.prefixes == {"e": "http://example.org/", "f": "http://other.example/"}
