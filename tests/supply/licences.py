"""Under which licences the parts may be used."""

import re
from email.message import Message
from typing import Any

PERMISSIVE = frozenset(
    "0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause CC0-1.0 CNRI-Python ISC MIT MIT-0 MIT-CMU PSF-2.0 Zlib".split()
)

EXCEPTIONS = {
    "certifi": "MPL-2.0: a list of certificates, used as it is; what we write stays ours",
    "tqdm": "MPL-2.0 AND MIT: asked for by huggingface-hub, used as it is; the MPL holds file by file",
    "orjson": "MPL-2.0 for one of its files: used as it is; the MPL holds file by file",
    "text-unidecode": "Artistic-1.0 or GPL, of which we take the first: asked for by python-slugify, used as it is",
    "wordfreq-norwegian-list": "CC-BY-SA-4.0: a list of words, used as it is and not handed on changed",
    "@fontsource-variable/inter": "OFL-1.1: a font, which is served as it is",
}
"""The parts that are under another licence, and why they may be used."""

STATED = {
    "locate": "MIT",  # its LICENSE file
    "mmh3": "MIT",  # the text stands where the name should
    "protobuf": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause OR Apache-2.0",  # with PDFium under BSD-3-Clause AND Apache-2.0
    "tiktoken": "MIT",  # the text stands where the name should
    "text-unidecode": "Artistic-1.0-Perl OR GPL-2.0-or-later",
    "uvloop": "MIT OR Apache-2.0",
    "npm:htmx-ext-sse": "0BSD",  # its LICENSE file
}
"""Of parts that do not say it in a form that can be read, what their own files say."""

_NAMES = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache License Version 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 3-Clause License": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "ISC License": "ISC",
    "MIT License": "MIT",
    "Python Software Foundation License": "PSF-2.0",
}
_WORD = re.compile(r"[\w.+-]+")


def declared(metadata: Message | Any) -> str:
    """What a Python package says of its licence, as SPDX writes it."""
    said = metadata.get("License-Expression") or metadata.get("License") or ""
    if not said or "\n" in said:
        classifiers = metadata.get_all("Classifier") or []
        said = " OR ".join(_NAMES.get(name, name) for name in _classified(classifiers))
    return _NAMES.get(said, said)


def is_permissive(licence: str) -> bool:
    """Whether one may choose only among licences that ask for no more than to be named."""
    terms = licence.replace("(", " ").replace(")", " ")
    if " OR " in terms and " AND " not in terms:
        return any(is_permissive(term) for term in terms.split(" OR "))
    names = [name for name in _WORD.findall(terms) if name not in ("AND", "OR")]
    return bool(names) and all(name in PERMISSIVE for name in names)


def _classified(classifiers: list[str]) -> list[str]:
    return [name.rpartition(" :: ")[2] for name in classifiers if name.startswith("License :: OSI")]
