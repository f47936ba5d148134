"""Why a row is quarantined, and what was done to one that is not: every name, with its sentence."""

from typing import Final

REASONS: Final = {
    # The file
    "above-header": "it stands above the line that names the columns",
    "repeated-header": "it repeats the names of the columns",
    "hxl-tags": "it holds HXL tags and no incident",
    "set-aside": "the mapping sets such rows aside",
    "too-few-cells": "it has fewer cells than there are columns",
    "too-many-cells": "it has more cells than there are columns",
    "too-long": "a line or a cell is longer than any that is read",
    "broken-quotes": "a quotation mark is opened and not closed, or closed in the middle of a word",
    "nul-byte": "it holds a NUL byte",
    "encoding": "its bytes are no text in the encoding of the file",
    "formula-without-value": "a cell holds a formula whose value was never stored",
    "not-an-object": "it is no JSON object",
    "nested-too-deep": "it holds lists, or objects within objects",
    # The cells
    "no-time": "it does not say when",
    "unreadable-time": "its time is in none of the mapping's formats",
    "ends-before-start": "it ends before it begins",
    "beyond-all-time": "its time lies outside the years 1900 to 2100",
    "after-known": "its time is later than the export is known: --known, or otherwise now",
    "no-kind": "it does not say what happened",
    "unknown-kind": "its kind is none that the mapping lists",
    "unknown-precision": "its precision is a code that the mapping does not list",
    "unreadable-place": "its coordinates are no degrees, or only one of the two is there",
    "unreadable-number": "a count is no whole number from 0 to a thousand million",
    "range-out-of-order": "its lowest, best and highest numbers contradict each other",
    "no-count": "it holds no count",
    "unreadable-revision": "it is no revision of a count",
    # The rows together
    "no-id": "the column that names it is empty",
    "id-used-twice": "another row above it in the file has the same name",
    "row-again": "the same row stands above it in the file",
    # Persons
    "name-of-a-person": "it names a private person",
    "telephone-number": "it holds a telephone number or an electronic address",
    "household": "it tells where a household lives",
}

REMARKS: Final = {
    "windows-1252": "read as windows-1252, since they are no UTF-8",
    "range-widened": "lowest, best and highest numbers out of order: the range holds all of them",
    "time-in-two-ways": "a time that the clocks showed twice or never: taken as lasting over both",
    "direction-marks": "marks of writing direction, which are not seen, were taken out",
    "coarsened": "a household's place: coordinates rounded to a tenth of a degree, no place name",
    "person-left-out": "a cell of personal data that was left out",
    "formula-kept-as-text": "begin like a formula; kept as text, never run",
    "text-passed-over": "hold a text beside counts, which is passed over",
}
