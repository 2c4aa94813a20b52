"""The rules by which a web server answers an IRI with the document that its Accept header asks for, by 303.

https://www.w3.org/TR/cooluris/#r303gendocument . The rules of servers cannot weigh q-values: the first media type of
RDF that the header names wins, and else it is HTML. `newsgraph serve` weighs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from newsgraph.publish.layout import FORMATS
from newsgraph.publish.site import Site

_DATA = tuple((ending, media_type) for ending, media_type in FORMATS.items() if ending != "html")
# Of these parts of an article the article's own documents tell.
_PARTS = "(?:text|role)-[^/]*"


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    yield "negotiation/nginx.conf", _nginx(site).encode()
    yield "negotiation/apache.htaccess", _apache().encode()
    yield "negotiation/w3id.htaccess", _w3id(site).encode()


def _nginx(site: Site) -> str:
    where = urlsplit(site.address).path
    choices = "".join(f'    "~{re.escape(media_type)}" {ending};\n' for ending, media_type in _DATA)
    types = "".join(f"        {media_type} {ending};\n" for ending, media_type in FORMATS.items())
    return f"""\
# Content negotiation for a site of Newsgraph: the map goes into `http`, the locations into the `server`.
map $http_accept $newsgraph_ending {{
    default html;
{choices}}}

location {where} {{
    types {{
        text/css css;
        image/svg+xml svg;
        application/atom+xml atom;
        application/xml xml;
        application/json json;
        text/javascript js;
        application/wasm wasm;
        application/gzip gz;
        application/zstd zst;
        text/plain txt;
{types}    }}
    charset utf-8;
    charset_types text/html text/turtle application/n-triples text/css;
    add_header Access-Control-Allow-Origin * always;
    add_header X-Content-Type-Options nosniff always;
    add_header Vary Accept always;
    error_page 404 {where}404.html;
    index index.html;

    # Parts of an article are in the article's documents.
    rewrite ^{where}(article/[^/]+)/{_PARTS}$ {where}$1.$newsgraph_ending redirect;

    # An IRI is answered by a document about it.
    if (-f $request_filename.html) {{
        return 303 $scheme://$http_host$uri.$newsgraph_ending;
    }}
}}
"""


def _apache() -> str:
    rules = "".join(
        f"RewriteCond %{{HTTP_ACCEPT}} {re.escape(media_type)} [NC]\n"
        "RewriteCond %{REQUEST_FILENAME}.html -f\n"
        f"RewriteRule ^(.+)$ %{{REQUEST_URI}}.{ending} [R=303,L]\n\n"
        f"RewriteCond %{{HTTP_ACCEPT}} {re.escape(media_type)} [NC]\n"
        f"RewriteRule ^(article/[^/]+)/{_PARTS}$ $1.{ending} [R=303,L]\n\n"
        for ending, media_type in _DATA
    )
    types = "".join(f"AddType {media_type} .{ending}\n" for ending, media_type in FORMATS.items())
    return f"""\
# Content negotiation for a site of Newsgraph: the file .htaccess at its root.
Options -MultiViews
DirectorySlash Off
RewriteEngine On
AddDefaultCharset utf-8
{types}AddType application/wasm .wasm
AddType application/atom+xml .atom
ErrorDocument 404 "There is no such page."

<IfModule mod_headers.c>
    Header set Access-Control-Allow-Origin "*"
    Header set X-Content-Type-Options "nosniff"
    Header append Vary Accept
</IfModule>

{rules}RewriteCond %{{REQUEST_FILENAME}}.html -f
RewriteRule ^(.+)$ %{{REQUEST_URI}}.html [R=303,L]
RewriteRule ^(article/[^/]+)/{_PARTS}$ $1.html [R=303,L]
"""


def _w3id(site: Site) -> str:
    target = site.address
    if target == site.base:
        target = "https://YOUR-SITE.example/"
    rules = "".join(
        f"RewriteCond %{{HTTP_ACCEPT}} {re.escape(media_type)} [NC]\n"
        f"RewriteRule ^ns$ {target}ontology.{ending} [R=303,L]\n"
        f"RewriteCond %{{HTTP_ACCEPT}} {re.escape(media_type)} [NC]\n"
        f"RewriteRule ^id/(article/[^/]+)/{_PARTS}$ {target}$1.{ending} [R=303,L,NE]\n"
        f"RewriteCond %{{HTTP_ACCEPT}} {re.escape(media_type)} [NC]\n"
        f"RewriteRule ^id/(.+)$ {target}$1.{ending} [R=303,L,NE]\n\n"
        for ending, media_type in _DATA
    )
    return f"""\
# https://w3id.org redirects of {site.base} and of the ontology:
# for the folder of the name in github.com/perma-id/w3id.org.
# {target} is where the site stands; 'newsgraph site --address' sets it.
Options -MultiViews
RewriteEngine On

{rules}RewriteRule ^ns$ {target}ontology.html [R=303,L]
RewriteRule ^id/?$ {target} [R=303,L]
RewriteRule ^id/(article/[^/]+)/{_PARTS}$ {target}$1.html [R=303,L,NE]
RewriteRule ^id/(.+)$ {target}$1.html [R=303,L,NE]
"""
