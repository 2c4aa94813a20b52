"""A site that `newsgraph site` wrote, over HTTP: content negotiation, SPARQL, reconciliation. Reads, and never writes.

accept.py         what a client wants of what there is
site.py           the files of the site, by its manifest
worker.py         a process that answers queries, each in a process of its own that can be stopped
queries.py        ... as the server asks it
protocol.py       SPARQL 1.1 Protocol and Graph Store Protocol, as far as they read
reconciliation.py the Reconciliation Service API over the entities
app.py            requests to answers
running.py        the server, and the site that is swapped under it
"""
