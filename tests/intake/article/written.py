"""Articles of our own for the tests: no word of them comes out of a newspaper."""

from datetime import date

TODAY = date(2025, 11, 1)

PARAGRAPHS = (
    "The harbour ministry said on Tuesday that forty trucks had passed the northern gate and that "
    "the gate would stay open until the end of the week.",
    "“We have counted every truck,” a spokesman of the ministry told reporters, and he added that "
    "the lists would be given to the monitors on the same evening.",
    "A monitor who asked not to be named said that the lists had not arrived, and that the count "
    "of the monitors was lower than that of the ministry by a third.",
    "According to the port authority, the difference comes of trucks that were sent back because "
    "their papers were not in order and that came again on the next day.",
)

ARABIC = (
    "قال المتحدث باسم الوزارة يوم الثلاثاء إن أربعين شاحنة عبرت من البوابة الشمالية إلى المدينة، "
    "وإن البوابة ستبقى مفتوحة حتى نهاية الأسبوع، على أن تعلن الأرقام كل مساء."
)
HEBREW = (
    "דובר המשרד אמר ביום שלישי כי ארבעים משאיות עברו את השער הצפוני אל העיר, וכי השער יישאר פתוח "
    "עד סוף השבוע. לפי הרשות, הוא לא ייסגר על ידי המשרד גם אם לא תימסר הרשימה של המשאיות."
)


def page(body: str, head: str = "") -> bytes:
    """A page with an article of our own, and more in its head and below its paragraphs."""
    article = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f"<!doctype html><html><head><title>Gate open, says ministry</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>"
        f"<article><h1>Gate open, says ministry</h1>{article}{body}</article>"
        "<footer>All the harbour news</footer></body></html>"
    ).encode()


def pdf(pages: list[list[str]], title: str | None = None, compressed: bytes = b"") -> bytes:
    """A PDF with lines of Latin text, written out by hand; `compressed` is put in place of the
    content of its pages."""
    objects: list[bytes] = [b"", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = b"".join(f"({line}) Tj T* ".encode("latin-1") for line in lines)
        content = b"BT /F1 10 Tf 12 TL 50 780 Td " + shown + b"ET" if lines else b""
        packed = b" /Filter /FlateDecode" if compressed else b""
        content = compressed or content
        objects.append(
            b"<< /Length %d%s >>\nstream\n" % (len(content), packed) + content + b"\nendstream"
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    objects.append(f"<< /Title ({title}) >>".encode("latin-1") if title else b"<< >>")
    return _assembled(objects)


def _assembled(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (size, size - 1)
    start = len(out)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    return out + head + table + trailer + b"startxref\n%d\n%%%%EOF\n" % start
