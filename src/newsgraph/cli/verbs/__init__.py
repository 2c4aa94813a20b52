"""A module for each verb: `add` says how it is called, `run` makes the library call."""
