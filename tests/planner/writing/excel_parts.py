"""Parts of workbooks that no library makes, as far as a graft has to care for them."""

# ruff: noqa: ISC004 # the texts are long

_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office"
_MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_X14 = b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
_CONTROLS = b'<legacyDrawing r:id="rId97"/>'
_SHEET_EXTENSION = (
    b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" ' + _X14 + b">"
    b'<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    b'<x14:dataValidation type="list"><x14:formula1><xm:f>Tasks!$B$2:$B$9</xm:f></x14:formula1>'
    b"<xm:sqref>D2:D9</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
    b'<ext uri="{A8765BA9-456A-4dab-B4F3-ACF838C121DE}" ' + _X14 + b">"
    b'<x14:slicerList><x14:slicer r:id="rId93"/></x14:slicerList></ext></extLst>'
)
_BOOK_EXTENSION = (
    b'<extLst><ext uri="{BBE1A952-AA13-448e-AADC-164F8A28A991}" ' + _X14 + b">"
    b'<x14:slicerCaches><x14:slicerCache r:id="rId94"/></x14:slicerCaches></ext></extLst>'
)
# part, its content type, the part it hangs on, id and type of the relationship, content
_PARTS: list[tuple[str, str, str, str, str, bytes]] = [
    ("xl/externalLinks/externalLink1.xml", f"{_TYPES}.externalLink+xml", "xl/workbook.xml",
     "rId91", f"{_OFFICE}/externalLink",
     b"<externalLink " + _MAIN + b"><externalBook/></externalLink>"),
    ("xl/pivotCache/pivotCacheDefinition1.xml", f"{_TYPES}.pivotCacheDefinition+xml",
     "xl/workbook.xml", "rId92", f"{_OFFICE}/pivotCacheDefinition",
     b"<pivotCacheDefinition " + _MAIN + b' refreshedBy="me" recordCount="0"><cacheSource '
     b'type="worksheet"><worksheetSource ref="A1:B3" sheet="Own data"/></cacheSource>'
     b'<cacheFields count="2"><cacheField name="a"><sharedItems/></cacheField>'
     b'<cacheField name="b"><sharedItems/></cacheField></cacheFields></pivotCacheDefinition>'),
    ("xl/pivotTables/pivotTable1.xml", f"{_TYPES}.pivotTable+xml", "xl/worksheets/sheet2.xml",
     "rId95", f"{_OFFICE}/pivotTable",
     b"<pivotTableDefinition " + _MAIN + b' name="Pivot" cacheId="7" dataCaption="Values">'
     b'<location ref="F3:G5" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>'
     b'<pivotFields count="2"><pivotField/><pivotField/></pivotFields></pivotTableDefinition>'),
    ("xl/slicers/slicer1.xml", "application/vnd.ms-excel.slicer+xml", "xl/worksheets/sheet2.xml",
     "rId93", f"{_MICROSOFT}/2007/relationships/slicer",
     b'<slicers xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><slicer '
     b'name="a" cache="Slicer_a" rowHeight="241300"/></slicers>'),
    ("xl/slicerCaches/slicerCache1.xml", "application/vnd.ms-excel.slicerCache+xml",
     "xl/workbook.xml", "rId94", f"{_MICROSOFT}/2007/relationships/slicerCache",
     b'<slicerCacheDefinition xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
     b' name="Slicer_a" sourceName="a"><pivotTables/></slicerCacheDefinition>'),
    ("xl/threadedComments/threadedComment1.xml", "application/vnd.ms-excel.threadedcomments+xml",
     "xl/worksheets/sheet1.xml", "rId96",
     "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
     b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
     b'threadedcomments"><threadedComment ref="A2" dT="2026-01-05T08:00:00.00" '
     b'personId="{1}" id="{2}"><text>Why so late?</text></threadedComment></ThreadedComments>'),
    ("xl/persons/person.xml", "application/vnd.ms-excel.person+xml", "xl/workbook.xml", "rId98",
     "http://schemas.microsoft.com/office/2017/10/relationships/person",
     b'<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"'
     b'><person displayName="Ann" id="{1}"/></personList>'),
    ("xl/printerSettings/printerSettings1.bin", f"{_TYPES}.printerSettings",
     "xl/worksheets/sheet2.xml", "rId99", f"{_OFFICE}/printerSettings", bytes(range(200))),
    ("xl/drawings/vmlDrawing9.vml", "application/vnd.openxmlformats-officedocument.vmlDrawing",
     "xl/worksheets/sheet2.xml", "rId97", f"{_OFFICE}/vmlDrawing",
     b'<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="button" type="button"/></xml>'),
    ("xl/vbaProject.bin", "application/vnd.ms-office.vbaProject", "xl/workbook.xml", "rId89",
     f"{_MICROSOFT}/2006/relationships/vbaProject", bytes(range(256)) * 20),
    ("customXml/item1.xml", "application/xml", "xl/workbook.xml", "rId88",
     f"{_OFFICE}/customXml", b'<mine xmlns="urn:mine"/>'),
]  # fmt: skip


def put_into(content: dict[str, bytes]) -> None:
    """Put the parts into a workbook of at least two sheets, the first with comments."""
    sheet = "xl/worksheets/sheet2.xml"
    content[sheet] = content[sheet].replace(b"<tableParts", _CONTROLS + b"<tableParts", 1)
    content[sheet] = content[sheet].replace(b"</worksheet>", _SHEET_EXTENSION + b"</worksheet>")
    links = b'<externalReferences><externalReference r:id="rId91"/></externalReferences>'
    pivots = b'<pivotCaches><pivotCache cacheId="7" r:id="rId92"/></pivotCaches>'
    book = content["xl/workbook.xml"].replace(b"</sheets>", b"</sheets>" + links)
    book = book.replace(b"</workbook>", pivots + _BOOK_EXTENSION + b"</workbook>")
    content["xl/workbook.xml"] = book
    types = content["[Content_Types].xml"].replace(
        f"{_TYPES}.sheet.main+xml".encode(), b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    for part, kind, owner, number, relation, data in _PARTS:
        content[part] = data
        folder, _, name = owner.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels"
        link = f'<Relationship Id="{number}" Type="{relation}" Target="/{part}"/></Relationships>'
        content[rels] = content[rels].replace(b"</Relationships>", link.encode())
        entry = f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'
        types = types.replace(b"</Types>", entry.encode())
    content["[Content_Types].xml"] = types
    content["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Type="' + f"{_OFFICE}/externalLinkPath".encode() + b'" '
        b'Target="other.xlsx" TargetMode="External"/></Relationships>'
    )
