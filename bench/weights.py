"""How heavy pages are: compressed bytes of a first visit, of the next page, of scripts.

Pictures and video do not count; scripts are followed through their static imports.
"""

import gzip
import re
from urllib.parse import urljoin

from bench.client import Browser

_ASSET = re.compile(r'(?:src|href)="(/(?:static|tema)/[^"#]+\.(?:js|css|svg|woff2))(?:#[^"]*)?"')
_IMPORT = re.compile(r'(?:from|import)\s*\(?["\'](\.{1,2}/[^"\']+\.js)["\']')


def visit(browser: Browser, path: str, *, seen: set[str]) -> int:
    """Return the compressed bytes of a page and of its assets not in ``seen``, which grows."""
    page = browser.get(path)
    return len(gzip.compress(page.body)) + _weigh(browser, _ASSET.findall(page.text), seen)


def script(browser: Browser, path: str, name: str) -> int:
    """Return the compressed bytes of the page's script ``name`` with all that it imports."""
    assets = _ASSET.findall(browser.get(path).text)
    return _weigh(browser, [asset for asset in assets if f"/{name}." in asset], set())


def _weigh(browser: Browser, assets: list[str], seen: set[str]) -> int:
    total, queue = 0, list(assets)
    while queue:
        asset = queue.pop()
        if asset not in seen:
            seen.add(asset)
            body = browser.get(asset).body
            total += len(gzip.compress(body))
            if asset.endswith(".js"):
                queue += [urljoin(asset, found) for found in _IMPORT.findall(body.decode())]
    return total
