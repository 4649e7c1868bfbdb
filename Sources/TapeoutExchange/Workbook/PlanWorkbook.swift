package import TapeoutModel
import TapeoutSchedule

/// The plan as a workbook (Office Open XML): portfolio, milestones, handoffs, risks, changes, and a Gantt chart by weeks.
///
/// Dates are dates, and texts are texts that no program takes for formulas. There is no library for it that this program
/// could be linked with statically, and none that promises equal bytes: see Docs/decisions.md.
package enum PlanWorkbook {
  /// What changed from one report to the next.
  package struct Change: Hashable, Sendable {
    /// The day of the report, as its page has it.
    package var day: Day
    package var chip: String
    package var milestone: String
    package var text: String

    package init(day: Day, chip: String, milestone: String, text: String) {
      self.day = day
      self.chip = chip
      self.milestone = milestone
      self.text = text
    }
  }

  /// - Parameter changes: newest first.
  package static func file(_ content: ExportContent, changes: [Change] = []) -> [UInt8] {
    let sheets = [
      (portfolio(content), 1), (milestones(content), 3), (handoffs(content), 3), (risks(content), 2),
      (self.changes(changes), 1), (gantt(content), 3),
    ]
    var archive = ZipArchive()
    archive.add("[Content_Types].xml", contentTypes(sheets.count))
    archive.add("_rels/.rels", relations([("officeDocument", "xl/workbook.xml")]))
    archive.add("xl/workbook.xml", book(sheets.map(\.0)))
    archive.add(
      "xl/_rels/workbook.xml.rels",
      relations(sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") } + [("styles", "styles.xml")]))
    archive.add("xl/styles.xml", WorkbookStyle.xml())
    for (place, (sheet, frozen)) in sheets.enumerated() {
      archive.add("xl/worksheets/sheet\(place + 1).xml", sheet.xml(frozen: frozen, isFirst: place == 0))
    }
    return archive.finished()
  }

  // MARK: The parts that hold the sheets together

  private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

  private static func contentTypes(_ sheets: Int) -> [UInt8] {
    let main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    var text = declaration + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    text += "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    text += "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    text += "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(main).sheet.main+xml\"/>"
    text += "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(main).styles+xml\"/>"
    for number in 1...sheets {
      text += "<Override PartName=\"/xl/worksheets/sheet\(number).xml\" ContentType=\"\(main).worksheet+xml\"/>"
    }
    return Array((text + "</Types>").utf8)
  }

  private static func relations(_ targets: [(type: String, path: String)]) -> [UInt8] {
    var text = declaration + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    for (place, (type, path)) in targets.enumerated() {
      text +=
        "<Relationship Id=\"rId\(place + 1)\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
      text += "\(type)\" Target=\"\(path)\"/>"
    }
    return Array((text + "</Relationships>").utf8)
  }

  /// Filters are a hidden name each, and the head is printed on every page.
  private static func book(_ sheets: [WorkbookSheet]) -> [UInt8] {
    var text = declaration + "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
    text += "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
    for (place, sheet) in sheets.enumerated() {
      text += "<sheet name=\"\(sheet.name)\" sheetId=\"\(place + 1)\" r:id=\"rId\(place + 1)\"/>"
    }
    text += "</sheets><definedNames>"
    for (place, sheet) in sheets.enumerated() {
      text += "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"\(place)\">\(sheet.name)!$1:$1</definedName>"
    }
    return Array((text + "</definedNames></workbook>").utf8)
  }
}
