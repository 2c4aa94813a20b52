"""Random ontologies with all that OWL 2 RL has, and random graphs that use their terms."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from newsgraph.rdf.terms import RDF_TYPE, Term, Triple

OWL = "http://www.w3.org/2002/07/owl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"

CLASSES = [f"<http://v/{name}>" for name in "ABCDEF"]
PROPERTIES = [f"<http://v/{name}>" for name in "pqrst"]
CONSTANTS = [f"<http://v/{name}>" for name in "xyz"]
INDIVIDUALS = [f"<http://d/{name}>" for name in "abcdef"] + ["_:n", "_:m"]
LITERALS = [
    '"x"',
    '"y and z"',
    '""',
    '"x"@en',
    '"x"@EN',
    '"1"',
    f'"1"^^<{XSD}integer>',
    f'"01"^^<{XSD}integer>',
    f'"1"^^<{XSD}token>',
    f'"one"^^<{XSD}byte>',
    f'"2024-13-45"^^<{XSD}date>',
    '"1"^^<http://v/unit>',
]
DATATYPES = [f"<{XSD}{name}>" for name in ("string", "integer", "decimal", "token", "date")]


def owl(name: str) -> Term:
    return f"<{OWL}{name}>"


class Author:
    """Writes an ontology triple by triple."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.triples: list[Triple] = []
        self._blanks = 0

    def say(self, s: Term, p: Term, o: Term) -> None:
        self.triples.append((s, p, o))

    def blank(self) -> Term:
        self._blanks += 1
        return f"_:b{self._blanks}"

    def some(self, terms: list[Term], least: int, most: int) -> list[Term]:
        return [self.random.choice(terms) for _ in range(self.random.randint(least, most))]

    def list_of(self, items: list[Term]) -> Term:
        head = f"<{RDF}nil>"
        for item in reversed(items):
            cell = self.blank()
            self.say(cell, f"<{RDF}first>", item)
            self.say(cell, f"<{RDF}rest>", head)
            head = cell
        return head

    def property(self) -> Term:
        """A property, or the inverse of one, without a name."""
        p = self.random.choice(PROPERTIES)
        if self.random.random() < 0.9:
            return p
        turned = self.blank()
        self.say(turned, owl("inverseOf"), p)
        return turned

    def class_(self, depth: int = 2) -> Term:
        """A class: by name, or an expression, in which there may be others."""
        if depth == 0 or self.random.random() < 0.6:
            return self.random.choice([*CLASSES, *CLASSES, owl("Thing"), self.random.choice(DATATYPES)])
        expression = self.blank()
        self.describe(expression, depth - 1)
        return expression

    def describe(self, c: Term, depth: int) -> None:
        """What the members of a class are."""
        kind = self.random.choice(["and", "or", "not", "one", "some", "all", "value", "value", "max", "max", "maxq"])
        match kind:
            case "and" | "or":
                parts = [self.class_(depth) for _ in range(self.random.randint(1, 3))]
                self.say(c, owl("intersectionOf" if kind == "and" else "unionOf"), self.list_of(parts))
            case "not":
                self.say(c, owl("complementOf"), self.class_(depth))
            case "one":
                self.say(c, owl("oneOf"), self.list_of(self.some([*CONSTANTS, *INDIVIDUALS[:2]], 1, 2)))
            case _:
                self.say(c, RDF_TYPE, owl("Restriction"))
                self.say(c, owl("onProperty"), self.property())
                self.restrict(c, kind, depth)

    def restrict(self, c: Term, kind: str, depth: int) -> None:
        number = f'"{self.random.choice("001112")}"^^<{XSD}nonNegativeInteger>'
        match kind:
            case "some":
                self.say(c, owl("someValuesFrom"), self.class_(depth))
            case "all":
                self.say(c, owl("allValuesFrom"), self.class_(depth))
            case "value":
                self.say(c, owl("hasValue"), self.random.choice([*CONSTANTS, *LITERALS, *INDIVIDUALS[:2]]))
            case "max":
                self.say(c, owl("maxCardinality"), number)
            case _:
                self.say(c, owl("maxQualifiedCardinality"), number)
                self.say(c, owl("onClass"), self.class_(depth))

    def axiom(self) -> None:
        self.random.choice(AXIOMS)(self)

    def of_classes(self) -> None:
        named = self.random.choice(CLASSES)
        kind = self.random.choice(
            [f"<{RDFS}subClassOf>"] * 4 + [owl("equivalentClass"), owl("equivalentClass"), owl("disjointWith")]
        )
        pair = [named, self.class_()]
        self.random.shuffle(pair)
        self.say(pair[0], kind, pair[1])

    def of_class_by_name(self) -> None:
        self.describe(self.random.choice(CLASSES), 1)

    def of_disjointness(self) -> None:
        group = self.blank()
        kind, members, terms = self.random.choice(
            [
                ("AllDisjointClasses", "members", CLASSES),
                ("AllDisjointProperties", "members", PROPERTIES),
                ("AllDifferent", "distinctMembers", [*CONSTANTS, *INDIVIDUALS[:3]]),
            ]
        )
        self.say(group, RDF_TYPE, owl(kind))
        self.say(group, owl(members), self.list_of(self.random.sample(terms, 3)))

    def of_properties(self) -> None:
        kind = self.random.choice(
            [f"<{RDFS}subPropertyOf>"] * 3 + [owl("equivalentProperty"), owl("inverseOf"), owl("propertyDisjointWith")]
        )
        self.say(self.property(), kind, self.property())

    def of_label(self) -> None:
        self.say(self.random.choice(PROPERTIES), f"<{RDFS}subPropertyOf>", f"<{RDFS}label>")

    def of_ends(self) -> None:
        self.say(self.property(), f"<{RDFS}{self.random.choice(['domain', 'range'])}>", self.class_())

    def of_kind(self) -> None:
        kinds = ["Symmetric", "Transitive", "Functional", "InverseFunctional", "Asymmetric", "Irreflexive", "Object"]
        self.say(self.property(), RDF_TYPE, owl(f"{self.random.choice(kinds)}Property"))

    def of_chain(self) -> None:
        steps = [self.property() for _ in range(self.random.randint(1, 3))]
        self.say(self.random.choice(PROPERTIES), owl("propertyChainAxiom"), self.list_of(steps))

    def of_key(self) -> None:
        self.say(self.random.choice(CLASSES), owl("hasKey"), self.list_of(self.some(PROPERTIES, 1, 2)))

    def of_denial(self) -> None:
        denial = self.blank()
        self.say(denial, owl("sourceIndividual"), self.random.choice([*INDIVIDUALS[:3], *CONSTANTS]))
        self.say(denial, owl("assertionProperty"), self.random.choice(PROPERTIES))
        if self.random.random() < 0.5:
            self.say(denial, owl("targetIndividual"), self.random.choice([*INDIVIDUALS[:3], *CONSTANTS]))
        else:
            self.say(denial, owl("targetValue"), self.random.choice(LITERALS))

    def of_individual(self) -> None:
        constant = self.random.choice([*CONSTANTS, self.random.choice(CLASSES), self.blank()])
        self.random.choice(
            [
                lambda: self.say(constant, RDF_TYPE, self.class_()),
                lambda: self.say(constant, self.random.choice(PROPERTIES), self.random.choice([*CONSTANTS, *LITERALS])),
                lambda: self.say(constant, self.random.choice(PROPERTIES), self.random.choice(CONSTANTS)),
                lambda: self.say(*self.random.sample(CONSTANTS, 2)[:1], owl("sameAs"), self.random.choice(CONSTANTS)),
                lambda: self.say(constant, owl("differentFrom"), self.random.choice(CONSTANTS)),
                lambda: self.say(constant, f"<{RDFS}label>", self.random.choice(LITERALS)),
            ]
        )()

    def of_declaration(self) -> None:
        self.say(self.random.choice(CLASSES), RDF_TYPE, owl("Class"))


AXIOMS: list[Callable[[Author], None]] = [
    *[Author.of_classes] * 4,
    *[Author.of_class_by_name] * 3,
    Author.of_disjointness,
    *[Author.of_properties] * 3,
    Author.of_label,
    *[Author.of_ends] * 2,
    *[Author.of_kind] * 3,
    *[Author.of_chain] * 2,
    Author.of_key,
    Author.of_denial,
    *[Author.of_individual] * 2,
    Author.of_declaration,
]


def ontology(random: Random) -> list[Triple]:
    author = Author(random)
    for _ in range(random.randint(1, 14)):
        author.axiom()
    return author.triples


def graph(random: Random) -> list[Triple]:
    """Facts about individuals, now and then about terms of the ontology; rarely an axiom."""
    return [_fact(random) for _ in range(random.randint(0, 10))]


def _fact(random: Random) -> Triple:
    someone = random.choice(INDIVIDUALS if random.random() < 0.9 else [*CONSTANTS, random.choice(CLASSES)])
    chance = random.random()
    if chance < 0.3:
        return someone, RDF_TYPE, random.choice([*CLASSES, *CLASSES, random.choice(INDIVIDUALS)])
    if chance < 0.55:
        return someone, random.choice(PROPERTIES), random.choice([*INDIVIDUALS, *CONSTANTS])
    if chance < 0.8:
        return someone, random.choice(PROPERTIES), random.choice([*INDIVIDUALS, random.choice(LITERALS)])
    if chance < 0.86:
        return someone, owl("sameAs"), random.choice([*INDIVIDUALS, *INDIVIDUALS, random.choice(CONSTANTS)])
    if chance < 0.9:
        return someone, owl("differentFrom"), random.choice([*INDIVIDUALS, *CONSTANTS])
    if chance < 0.95:
        return someone, f"<{RDFS}label>", random.choice(LITERALS)
    if chance < 0.985:
        stray = random.choice(["<http://v/other>", f"<{RDFS}comment>", INDIVIDUALS[0]])
        return someone, stray, random.choice([*LITERALS, *CLASSES])
    author = Author(random)
    random.choice([Author.of_properties, Author.of_kind, Author.of_declaration])(author)
    return author.triples[-1]
