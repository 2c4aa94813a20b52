"""Names of encodings in mappings to the codecs that read and write them."""

from __future__ import annotations

import codecs


def named(name: str) -> str | None:
    """The codec of a name such as UTF-8, utf-16 or ISO-8859-1, of UTF-8 with or without its mark; None for no name."""
    try:
        "".encode(name)  # what is no encoding of text is refused here
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return "utf-8-sig" if found == "utf-8" else found


def named_of_unicode(name: str) -> str | None:
    """The codec of a name if it can write every character, UTF-8 without a mark; None else."""
    found = named(name)
    if found is None or not found.startswith(("utf-8", "utf-16", "utf-32")):
        return None
    return "utf-8" if found == "utf-8-sig" else found
