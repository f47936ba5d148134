"""Mistakes in the file itself: its bytes, its length, its fences."""

from servanda.language.catalogue.page import Mistake


class NotUtf8(Mistake):
    """The file is not text in UTF-8.

    A file of ours is text in UTF-8. This one was saved in another encoding, such as Windows-1252.

    Why it matters:
        In another encoding the same bytes are other letters. A name that is guessed wrongly is
        another name, so nothing of the file is read.

    Example:
        party north "Nörd"

    How to mend:
        Save the file as UTF-8; editors call it "encoding". The line itself stays as it is:

            party north "Nörd"
    """


class NotText(Mistake):
    """The file holds bytes that no text holds.

    The file contains the byte NUL, as pictures and word processor files do.

    Why it matters:
        It is most likely another sort of file under the name of a Markdown file. Nothing of it is
        read.

    Example:
        party south "South"

    How to mend:
        Look whether the right file was saved here. If a single character was damaged, delete it
        and write it anew:

            party north "North"
    """


class TextTooLong(Mistake):
    """The file is longer than two million characters.

    Nothing of a file beyond that length is read.

    Why it matters:
        An agreement or a month of reports is a hundred times shorter. A file of this length is
        most likely an export that got here by mistake, and reading it would take very long.

    Example:
        # River Accord

    How to mend:
        Split the file: a record may lie in any number of files under `record/`, by month for
        instance.
    """


class LineTooLong(Mistake):
    """A line is longer than 20,000 characters.

    The line (or a line together with those that continue it) is left out.

    Why it matters:
        No clause has that length; most often the line breaks of a whole document were lost.

    Example:
        read with "Article 4, Article 4,

    How to mend:
        Break the line, or say less in it:

            read with "Articles 4 to 1,900"
    """


class TooManyProblems(Mistake):
    """The rest of the file was not read, because so little of it could be.

    After 200 lines that cannot be read the reader gives up on a file.

    Why it matters:
        A file with so many faults is not a text of ours: two hundred more messages would help
        nobody. What stands below the last message is not in the verdicts.

    Example:
        08:00 all quiet

    How to mend:
        If the text is not meant for us, mark its fence as something else, such as `text`:

            ```text

        If it is, mend the first messages and check again: one cause often makes many.
    """


class UnclosedFence(Mistake):
    """A fenced block is opened and never closed.

    A block begins with ```` ```servanda ```` and ends with a line of its own that holds three
    backticks and nothing else.

    Why it matters:
        Nobody can tell where the agreement ends and the prose goes on. We read on as far as the
        lines look like ours and stop there, which may be too early or too late.

    Example:
        duty release-prisoners "Release of prisoners"
          north releases 10 prisoners to south
          by 2026-01-24

        ## Article 2

    How to mend:
        Close the block before the prose goes on:

              by 2026-01-24
            ```
    """


class UnknownFence(Mistake):
    """A fence that looks meant for `servanda` does not say exactly that.

    Only blocks marked `servanda` and `servanda-test` are ours; every other block is passed over,
    as Markdown may hold examples of anything.

    Why it matters:
        A duty in a block that nobody reads is not in force for anybody, and nothing would show it.
        So a mark that is one slip away is reported, and the block read all the same.

    Example:
        ```servnda

    How to mend:
        Write the word alone, in lower case, right behind the backticks:

            ```servanda
    """


class TabIndentation(Mistake):
    """A line is indented with a tab; it counts as two spaces.

    How deep a line is indented tells whether it is a clause or continues one.

    Why it matters:
        A tab looks like two spaces to one reader and like eight to another, so what looks like a
        clause of its own on your screen may continue the line above on somebody else's.

    Example:
                north releases 10 prisoners to south

    How to mend:
        Indent with two spaces; `servanda format` does it for the whole file:

              north releases 10 prisoners to south
    """
