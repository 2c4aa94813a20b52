"""Entities of a graph to the Wikidata items that they are: decided step by step, each decision with its reasons."""
