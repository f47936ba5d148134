"""Web pages: what a reader sees is read, and nothing else."""

import json
from datetime import date

import pytest

from servanda.intake.article.model import Article, Refused
from servanda.intake.article.read import read_article
from tests.intake.article.written import PARAGRAPHS, TODAY, page

SECRET = "Nobody should ever see these words of an instruction."


def read(data: bytes, address: str | None = None) -> Article:
    article = read_article(data, None, address, TODAY)
    assert isinstance(article, Article), article
    return article


def test_the_paragraphs_are_read_one_a_line() -> None:
    article = read(page(""))
    assert article.text.split("\n") == list(PARAGRAPHS)
    assert (article.title, article.medium, article.language) == (
        "Gate open, says ministry", "html", "en",
    )  # fmt: skip
    assert article.remarks == ()


def test_the_head_gives_outlet_author_and_day_in_the_publishers_zone() -> None:
    data = {
        "@graph": [
            {"@type": "WebSite", "name": "x"},
            {
                "@type": ["NewsArticle"],
                "headline": "Northern gate stays open",
                "datePublished": "2025-10-22T23:30:00-04:00",
                "publisher": {"name": "Harbour Post"},
                "author": [{"name": "A desk"}],
            },
        ]
    }
    article = read(page("", f'<script type="application/ld+json">{json.dumps(data)}</script>'))
    assert article.title == "Northern gate stays open"
    assert (article.publisher, article.byline) == ("Harbour Post", "A desk")
    assert article.published == date(2025, 10, 22)


HIDDEN = {
    "display": f'<div style="DISPLAY : none !important">{SECRET}</div>',
    "visibility": f'<p style="visibility:hidden">{SECRET}</p>',
    "aria": f'<p aria-hidden="true">{SECRET}</p>',
    "attribute": f"<p hidden>{SECRET}</p>",
    "size": f'<p style="font-size:0px">{SECRET}</p>',
    "size of a parent": f'<div style="font-size:0"><p><b>{SECRET}</b></p></div>',
    "font": f'<p style="font: 0/0 serif">{SECRET}</p>',
    "white on white": f'<p style="color:#fffffe">{SECRET}</p>',
    "old white": f'<p><font color="white">{SECRET}</font></p>',
    "same as its ground": (
        f'<div style="background:#123456"><p style="color:rgb(18,52,86)">{SECRET}</p></div>'
    ),
    "no colour": f'<p style="color:transparent">{SECRET}</p>',
    "opacity": f'<p style="opacity:.01">{SECRET}</p>',
    "off screen": f'<p style="position:absolute;left:-9999px">{SECRET}</p>',
    "indented": f'<p style="text-indent:-9999px">{SECRET}</p>',
    "moved": f'<p style="transform:translateX(-200vw)">{SECRET}</p>',
    "no room": f'<p style="height:0;overflow:hidden">{SECRET}</p>',
    "cut": f'<p style="position:absolute;clip:rect(0,0,0,0)">{SECRET}</p>',
    "reader of the screen": f'<p class="sr-only">{SECRET}</p>',
    "rule": f"<style>.a .b,i.c{{display:none}}</style><div class=a><p class=b>{SECRET}</p></div>",
    "rule of a screen": f"<style>@media screen{{#z{{display:none}}}}</style><p id=z>{SECRET}</p>",
    "rule with a comment": f"<style>/*}}*/p.q{{display:/**/none}}</style><p class=q>{SECRET}</p>",
    "name of a value": (
        f"<style>:root{{--off:none}}.v{{display:var(--off)}}</style><p class=v>{SECRET}</p>"
    ),
    "margin": f'<p style="margin-left:-9999px">{SECRET}</p>',
    "not laid out": f'<p style="content-visibility:hidden">{SECRET}</p>',
    "filter": f'<p style="filter:opacity(0%)">{SECRET}</p>',
    "circle": f'<p style="clip-path:circle(0)">{SECRET}</p>',
    "white by hue": f'<p style="color:hsl(0, 0%, 100%)">{SECRET}</p>',
    "comment": f"<!-- {SECRET} -->",
    "script": f"<script>document.write('<p>{SECRET}</p>')</script>",
    "data": f'<script type="application/ld+json">{{"articleBody":"{SECRET}"}}</script>',
    "template": f"<template><p>{SECRET}</p></template>",
    "noscript": f"<noscript><p>{SECRET}</p></noscript>",
    "frame": f'<iframe srcdoc="<p>{SECRET}</p>"><p>{SECRET}</p></iframe>',
    "window": f"<dialog><p>{SECRET}</p></dialog>",
}


@pytest.mark.parametrize("body", HIDDEN.values(), ids=HIDDEN)
def test_what_is_not_shown_is_not_read(body: str) -> None:
    text = read(page(body)).text
    assert "Nobody" not in text
    assert text.split("\n") == list(PARAGRAPHS)


def test_what_was_left_out_is_told() -> None:
    [remark] = read(page(HIDDEN["display"])).remarks
    assert remark == "9 words that the page does not show were left out (not displayed)"


SHOWN = {
    "print": f"<style>@media print{{p{{display:none}}}}</style><p>{SECRET}</p>",
    "frames": f"<style>@keyframes x{{from{{opacity:0}}}} p{{color:#222}}</style><p>{SECRET}</p>",
    "overruled": (
        f"<style>p.a{{display:none}} p.a.b{{display:block}}</style><p class='a b'>{SECRET}</p>"
    ),
    "hover": f"<style>p:hover{{display:none}}</style><p>{SECRET}</p>",
    "visible in the invisible": (
        f'<div style="visibility:hidden"><p style="visibility:visible">{SECRET}</p></div>'
    ),
    "white on black": f'<div style="background:#000"><p style="color:#fff">{SECRET}</p></div>',
    "white on a picture": (
        f'<div style="background:url(x.png)"><p style="color:#fff">{SECRET}</p></div>'
    ),
    "a named colour": f'<p style="color:var(--white)">{SECRET}</p>',
    "on a named ground": (
        f'<div style="background:var(--b)"><p style="color:#fff">{SECRET}</p></div>'
    ),
    "small": f'<p style="font-size:80%">{SECRET}</p>',
    "the whole page": f"<style>body{{display:none}}</style><p>{SECRET}</p>",
}


@pytest.mark.parametrize("body", SHOWN.values(), ids=SHOWN)
def test_what_is_shown_is_read(body: str) -> None:
    assert SECRET in read(page(body)).text


def test_words_after_a_hidden_word_stay() -> None:
    body = '<p>The lists <span style="display:none">never</span> arrived in the evening.</p>'
    assert "The lists arrived in the evening." in read(page(body)).text


def test_a_page_put_together_by_scripts_is_refused() -> None:
    refused = read_article(
        b"<!doctype html><html><body><div id=app></div><script src=app.js></script></body></html>",
        None, None, TODAY,
    )  # fmt: skip
    assert isinstance(refused, Refused)
    assert refused.message == "no text of an article was found on this page"
    assert "scripts, which are never run" in refused.hint


def test_style_that_would_take_forever_is_refused() -> None:
    rules = "".join(f"*{{left:{number}px}}" for number in range(19_000))
    refused = read_article(page("<i>x</i>" * 500, f"<style>{rules}</style>"), None, None, TODAY)
    assert isinstance(refused, Refused)
    assert "so many rules of style" in refused.message


@pytest.mark.parametrize(
    "page_text",
    [
        b"<html>" + b"<div>" * 50_000 + b"words",
        b"<html><style>" + b"@media screen{" * 5_000 + b"</style><p>words</p>",
        b"<html><style>" + b"{" * 100_000 + b"</style><p>words</p>",
        b'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html><p>&b;</p>',
        b'<!DOCTYPE html SYSTEM "file:///etc/passwd"><html><p>&x;</p>',
        b"<html>\xff\xfe\x00<p>",
        b"<?xml version='1.0' encoding='utf-16'?><html><p>words</p></html>",
    ],
    ids=["deep", "nested style", "braces", "entities", "system", "bytes", "declared wrongly"],
)
def test_a_hostile_page_is_read_or_refused(page_text: bytes) -> None:
    read_article(page_text, "html", None, TODAY)


def test_a_page_too_large_is_refused() -> None:
    refused = read_article(b"<html>" + b" " * 10_000_001, None, None, TODAY)
    assert isinstance(refused, Refused)
    assert refused.message == "this page has more than 10,000,000 bytes"
