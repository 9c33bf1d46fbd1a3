"""Sentences for files that are read: what is wrong with the file, and with a cell of it."""

from parkdesk.domain.imports import Change, Severity
from parkdesk.i18n import N_

SENTENCES = {
    # The file as a whole.
    "duplicate-heading": N_(
        "Sheet “{sheet}”, row {row}: columns {first} and {second} are both “{heading}”. Rename or"
        " delete one of them."
    ),
    "file-empty": N_("The file {name} is empty."),
    "file-in-use": N_(
        "The file {name} is open in another program, probably Excel. Close it there, then try"
        " again."
    ),
    "file-not-found": N_("The file {name} is no longer there."),
    "file-not-readable": N_("The file {name} may not be read. Ask for access, or copy it first."),
    "file-too-large": N_(
        "The file {name} is {size_mb} MB; at most {limit_mb} MB can be read. Split it in parts."
    ),
    "html-not-workbook": N_(
        "The file {name} is a web page with the name of a workbook. Open it in Excel and save it"
        " as .xlsx."
    ),
    "import-has-doubts": N_("Rows marked for a look: {count}. Take them as they are?"),
    "import-has-problems": N_("Problems to fix first: {count}. Nothing was written."),
    "merged-cells": N_(
        "Sheet “{sheet}”: the cells {cells} are merged ({count} such areas among the rows). Unmerge"
        " them and fill every cell."
    ),
    "no-rows": N_("Sheet “{sheet}” has no rows below its headings."),
    "not-a-workbook": N_("The file {name} is not a workbook. Choose an .xlsx, .xls, .ods or .csv."),
    "reading-ended": N_(
        "The program that read {name} ended before it was done, perhaps for want of memory. Nothing"
        " was written. Close other programs and try again; if it happens again, open the file in"
        " Excel and save it anew."
    ),
    "reading-too-long": N_(
        "Reading took more than {seconds} seconds and was stopped. Split the file in parts."
    ),
    "sheet-empty": N_("Sheet “{sheet}” is empty."),
    "sheet-not-found": N_("The workbook {name} has no sheet “{sheet}”."),
    "text-damaged": N_("Line {line} of {name} is not complete: a quotation mark is missing."),
    "text-encoding": N_(
        "The text in {name} is in an unknown encoding. Save it as “CSV UTF-8” or as .xlsx."
    ),
    "too-many-columns": N_(
        "Sheet “{sheet}” has more than {limit} columns. Delete what is not needed."
    ),
    "too-many-rows": N_(
        "Sheet “{sheet}” has {rows} rows; at most {limit} can be read. Split it in parts."
    ),
    "sheet-by-option": N_(
        "The workbook {name} has {count} sheets that may be meant, such as “{first}”:"
        " name one with --sheet."
    ),
    "which-sheet": N_("The workbook {name} has {count} sheets that may be meant. Choose one."),
    "workbook-binary": N_("The file {name} is a binary workbook. Save it in Excel as .xlsx."),
    "workbook-damaged": N_(
        "The workbook {name} is damaged or cut off. Open it in Excel, save it anew, or ask for it"
        " again."
    ),
    "workbook-password": N_(
        "The workbook {name} is locked with a password. Remove the password in Excel, save it and"
        " try again."
    ),
    "wrong-headings": N_("Sheet “{sheet}” has no heading for: {missing}. Row {row} has: {found}."),
    "zip-bomb": N_(
        "The file {name} unpacks to far more than a list can hold ({limit_mb} MB); it was not"
        " opened."
    ),
    # A cell.
    "day-too-far": N_(
        "The year is not one of {first} to {last}. Where there is no end, leave it blank."
    ),
    "formula-error": N_("The formula gives {error}. Correct it in Excel, or type the value."),
    "formula-not-calculated": N_(
        "The formula has no value yet. Open the file in Excel and save it, or type the value."
    ),
    "needed-for-new": N_("This is needed for an enterprise that is not in the register yet."),
    "negative": N_("The number cannot be below zero."),
    "negative-amount": N_("An amount below zero cannot stand here."),
    "no-such-day": N_("There is no such day in the calendar."),
    "not-a-date": N_("This is not a date; write it like 2026-05-11."),
    "not-a-number": N_("This is not a number."),
    "not-a-whole-number": N_("A whole number is needed."),
    "not-in-list": N_("Only these words are known here: {allowed}."),
    "not-yes-or-no": N_("Write yes or no."),
    "number-damaged": N_(
        "Excel has damaged this number; the digits after the fifteenth cannot be recovered. Type it"
        " anew from the paper, as text."
    ),
    "number-masked": N_("This number is masked; the whole one is needed."),
    "text-too-long": N_("At most {limit} characters; this has {length}."),
    "too-many-decimals": N_("At most {limit} decimals."),
    "total-row-ignored": N_("A line of totals was left out."),
    "unit-missing": N_(
        "The heading “{heading}” does not say its unit. Write 万元 or 元 in brackets after it."
    ),
}

LABELS = {
    Change.NEW: N_("New"),
    Change.CHANGED: N_("Changed"),
    Change.SAME: N_("The same"),
    Severity.STOP: N_("Must be corrected"),
    Severity.ASK: N_("Please check"),
    Severity.HINT: N_("Note"),
}
