"""RDF terms, quads, their serialisations and canonical form; knows no news."""
