"""What makes a PDF one that archives keep (PDF/A-2b, ISO 19005-2): colours and facts about itself.

It says too that a screen reader can read it (PDF/UA-1, ISO 14289-1); `structure` makes that true.

The colours of the pages are those of sRGB, whose profile goes into the file; the facts stand once
more as XMP, in words that a program reads without knowing PDF.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

from parkdesk import resources
from parkdesk.domain.calendar import CHINA
from parkdesk.domain.errors import Unavailable
from parkdesk.reports.about import About

_PROFILE = "colour/sRGB.icc"
_INTENT = "sRGB IEC61966-2.1"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Keywords>{keywords}</pdf:Keywords>
<pdf:Producer>ParkDesk</pdf:Producer>
<xmp:CreatorTool>ParkDesk</xmp:CreatorTool>
<xmp:CreateDate>{at}</xmp:CreateDate>
<xmp:ModifyDate>{at}</xmp:ModifyDate>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""


def make_archivable(document: Any, about: About) -> None:  # noqa: ANN401
    """Add the colour profile and the XMP facts to ReportLab's `document`."""
    catalogue = document.Catalog
    profile = pdfdoc.PDFStream(pdfdoc.PDFDictionary({"N": 3}), _profile())
    profile.filters = [pdfdoc.PDFZCompress]
    intent = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString(_INTENT),
            "Info": pdfdoc.PDFString(_INTENT),
            "DestOutputProfile": document.Reference(profile, "colours"),
        }
    )
    facts = pdfdoc.PDFStream(
        pdfdoc.PDFDictionary(
            {"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")}
        ),
        facts_of(about).encode(),
    )
    catalogue.Metadata = facts
    catalogue.OutputIntents = pdfdoc.PDFArray([intent])
    # ReportLab writes only the entries it knows of.
    catalogue.__NoDefault__ = [*catalogue.__NoDefault__, "OutputIntents"]


def facts_of(about: About) -> str:
    """Return what the file says of itself, as XMP."""
    said = {
        "title": about.title,
        "author": about.author,
        "subject": about.subject,
        "language": about.language,
        "keywords": about.keywords,
        "at": _instant(about.at),
    }
    return _XMP.format(**{name: escape(_plain(text)) for name, text in said.items()})


def _plain(text: str) -> str:
    """Return the text without signs that XML cannot hold."""
    return "".join(sign for sign in text if sign.isprintable() or sign == " ")


def _instant(at: dt.datetime) -> str:
    return at.astimezone(CHINA).isoformat(timespec="seconds")


def _profile() -> bytes:
    path = resources.path(_PROFILE)
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unavailable("resource-unreadable", file=path.name) from error
