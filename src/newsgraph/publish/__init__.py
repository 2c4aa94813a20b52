"""The checked graph as linked data that a person, a search engine and a program can each use."""
