"""The only place where stages meet: read -> extract -> map -> reason -> check -> serialise.

Law of batches: what becomes of an article depends on the article and the project alone, so one at a time or a
thousand, one process or eight, give the same bytes. Reasoning and verdict belong to the article's own graph.
(A model that is asked for facts may answer otherwise each time.)
"""
