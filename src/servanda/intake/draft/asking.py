"""Asking a model behind an address that the user gave: one request, and to no other address."""

import os
import urllib.error
import urllib.parse
import urllib.request
from datetime import date
from http.client import HTTPException
from typing import IO

from servanda.intake.article.model import Article
from servanda.intake.draft.model_answer import LARGEST_ANSWER, Answered, answer, question
from servanda.intake.draft.reading import DraftError

KEY = "SERVANDA_MODEL_KEY"  # in the environment, where a server asks for one
SECONDS = 300.0


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A server may not send the article on to somebody else."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: object,
        newurl: str,
    ) -> None:
        raise DraftError("it sends the request on to another address, which is not followed")


def ask(article: Article, published: date, address: str, name: str) -> Answered:
    """What the model proposes; raises `DraftError` with one line where it gives nothing usable."""
    url = endpoint(address)
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if key := os.environ.get(KEY):
        headers["Authorization"] = f"Bearer {key}"
    request = urllib.request.Request(url, question(article, published, name), headers)
    # No proxy of the environment: the article goes to the address that was given, directly.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirect())
    try:
        with opener.open(request, timeout=SECONDS) as response:
            data = response.read(LARGEST_ANSWER + 1)
    except urllib.error.HTTPError as problem:
        problem.close()
        raise DraftError(f"it answers with the status {problem.code}") from None
    except urllib.error.URLError as problem:
        raise DraftError(f"it cannot be reached: {problem.reason}") from None
    except (OSError, HTTPException) as problem:
        raise DraftError(
            f"the answer breaks off: {str(problem) or type(problem).__name__}"
        ) from None
    return answer(data, article, published)


def endpoint(address: str) -> str:
    """The address of the chat completions: what was given, with their path if it has none."""
    try:
        parts = urllib.parse.urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable or not address.isprintable() or " " in address:
        raise DraftError("it is no address: write http://127.0.0.1:8080/v1")
    path = parts.path.rstrip("/")
    if not path.endswith("/chat/completions"):
        path += "/chat/completions"
    return urllib.parse.urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))
