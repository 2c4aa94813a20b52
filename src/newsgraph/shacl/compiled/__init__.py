"""SHACL compiled: a shapes graph to closures over an index of the data, with pyshacl's results."""
