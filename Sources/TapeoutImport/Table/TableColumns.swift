import TapeoutModel

/// What a column of a table can hold.
enum TableField: String, CaseIterable {
  case id, title, chip, chipTitle = "chip_title", kind, phase, gate, from, to, owner, baseline, forecast, actual,
    accepted
  case notBefore = "not_before"
  case needBy = "need_by"
  case start, finish, duration, after
  case afterDurations = "after_durations"
  case status, reason, stepping, tags, notes, level, expected

  var isDate: Bool {
    switch self {
    case .baseline, .forecast, .actual, .accepted, .notBefore, .needBy, .start, .finish, .expected: true
    default: false
    }
  }

  /// The names of columns that trackers and spreadsheets give it, in small letters and digits alone.
  var names: [String] {
    let own = rawValue.lettersAndDigits
    switch self {
    case .id:
      return [own, "key", "issuekey", "taskid", "workitemid", "identifier", "rowid", "row", "no", "nr", "uid", "wbs"]
    case .title:
      return [
        own, "name", "summary", "task", "taskname", "milestone", "milestonename", "subject", "item", "activity",
        "activityname", "primary",
      ]
    case .chip:
      return [
        own, "project", "projectname", "epic", "epiclink", "epicname", "area", "areapath", "team", "section",
        "parentsummary",
      ]
    case .kind: return [own, "milestonekind"]
    case .owner:
      return [own, "assignee", "assignedto", "resource", "resources", "resourcenames", "responsible", "lead"]
    case .baseline:
      return [
        own, "baselinefinish", "baselineend", "baselineenddate", "plannedfinish", "plannedend", "plannedenddate",
        "planned", "originalduedate",
      ]
    case .forecast: return [own, "estimate", "estimateddate", "expectedfinish", "forecastdate"]
    case .actual:
      return [
        own, "actualfinish", "actualend", "actualenddate", "completed", "completedat", "completeddate", "completedon",
        "resolved", "closed", "closeddate", "done", "donedate", "finishedon",
      ]
    case .accepted: return [own, "accepteddate"]
    case .notBefore: return [own, "startnoearlierthan", "notearlierthan", "earlieststart"]
    case .needBy: return [own, "deadline", "needed", "neededby", "requiredby", "needbydate"]
    case .start: return [own, "startdate", "begin", "begindate", "plannedstart", "startedat"]
    case .finish:
      return [own, "finishdate", "end", "enddate", "due", "duedate", "targetdate", "target", "date", "milestonedate"]
    case .duration: return [own, "length", "lengthindays", "durationdays"]
    case .after:
      return [
        own, "predecessor", "predecessors", "dependency", "dependencies", "dependson", "blockedby", "waitsfor",
        "inwardissuelinkblocks",
      ]
    case .status: return [own, "state", "progress"]
    case .tags: return [own, "labels", "label", "keywords"]
    case .notes: return [own, "description", "note", "comment", "comments", "remarks"]
    case .level: return [own, "outlinelevel", "indent", "hierarchy"]
    case .chipTitle, .phase, .gate, .from, .to, .afterDurations, .reason, .stepping, .expected: return [own]
    }
  }
}

extension String {
  /// What distinguishes names of columns: letters and digits of ASCII, in lower case.
  var lettersAndDigits: String {
    String(
      decoding: utf8.compactMap { byte -> UInt8? in
        switch byte {
        case 0x30...0x39, 0x61...0x7A: byte
        case 0x41...0x5A: byte | 0x20
        default: nil
        }
      }, as: UTF8.self)
  }
}

/// Which column of a table holds what.
package struct TableColumns {
  /// Place of the row with the names.
  private(set) var header = 0
  private(set) var places: [TableField: Int] = [:]
  /// Columns that are not taken.
  private(set) var unknown: [Int] = []

  /// All names of columns that mean a field.
  static let knownNames = Set(TableField.allCases.flatMap(\.names))

  /// Finds the row of names among the first ones: the one that has most names that are known.
  ///
  /// - Parameter map: fields to the names of columns, as somebody wrote them; empty without a map.
  /// - Returns: nil where no column holds titles; a finding says so.
  init?(_ table: ForeignTable, map: [TableField: String], into findings: inout ImportFindings) {
    var names: [String: TableField] = [:]
    for field in TableField.allCases { for name in field.names where names[name] == nil { names[name] = field } }
    let mapped = Set(map.values.map(\.lettersAndDigits))
    let scores = table.rows.prefix(30).map { row in
      row.count { names[$0.text.lettersAndDigits] != nil || mapped.contains($0.text.lettersAndDigits) }
    }
    header = scores.indices.max { (scores[$0], -$0) < (scores[$1], -$1) } ?? 0
    let row = table.rows.indices.contains(header) ? table.rows[header] : []
    for (field, name) in map {
      let place =
        row.firstIndex { $0.text == name } ?? row.firstIndex { $0.text.lettersAndDigits == name.lettersAndDigits }
      guard let place else {
        findings.fail(
          "import-columns", at: row.first?.range ?? 0..<0,
          "There is no column “\(name.shortened(to: 40))”, which the map names.",
          advice: "The columns are \(row.prefix(20).map { $0.text.shortened(to: 30) }.joined(separator: ", ")).")
        continue
      }
      places[field] = place
    }
    // Of several names for a field the first in its list counts: “forecast” before “estimate”.
    if map.isEmpty {
      for field in TableField.allCases {
        for name in field.names where places[field] == nil {
          places[field] = row.firstIndex { $0.text.lettersAndDigits == name }
        }
      }
    }
    let taken = Set(places.values)
    unknown = row.indices.filter { !taken.contains($0) && !row[$0].text.isEmpty }
    if findings.hasErrors { return nil }
    guard places[.title] != nil || places[.id] != nil else {
      findings.fail(
        "import-columns", at: row.first?.range ?? 0..<0, "No column is known to hold the titles of milestones.",
        advice: "Write which column holds what in the file that --map names; a draft of it was written.")
      return nil
    }
  }

  /// The draft of a map: what was recognised, and everything else as a comment.
  static func draft(_ table: ForeignTable, _ columns: TableColumns?) -> String {
    var findings = ImportFindings()
    let known = columns ?? TableColumns(table, map: [:], into: &findings)
    let row = table.rows.indices.contains(known?.header ?? 0) ? table.rows[known?.header ?? 0] : []
    var text = "# Which column of the table holds what: field: name of the column.\n"
    for field in TableField.allCases {
      let name = known?.places[field].map { row[$0].text }
      text += name.map { "\(field.rawValue): \($0)\n" } ?? "# \(field.rawValue):\n"
    }
    text += "# \(TableMap.draftOfZone)\n"
    return text + "# The columns are: \(row.map { $0.text.asTitle }.joined(separator: ", "))\n"
  }
}

/// The file that says which column holds what.
package enum TableMap {
  private static let zoneField = "time_zone"

  /// The time zone that a map names, in which the days of instants count; nil where it names none.
  package static func zone(in text: String) -> String? {
    for line in text.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let line = String(decoding: line, as: UTF8.self).asTitle
      guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")), String(line[..<colon]).asTitle == zoneField else {
        continue
      }
      let name = String(line[line.utf8.index(after: colon)...]).asTitle
      return name.isEmpty ? nil : name
    }
    return nil
  }

  /// Reads `field: column` line by line; `#` begins a comment.
  static let draftOfZone = "\(zoneField): Europe/Berlin"

  static func read(_ text: String, into findings: inout ImportFindings) -> [TableField: String] {
    var map: [TableField: String] = [:]
    for line in text.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let line = String(decoding: line, as: UTF8.self).asTitle
      guard let first = line.utf8.first, first != UInt8(ascii: "#") else { continue }
      if let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")), String(line[..<colon]).asTitle == zoneField {
        continue
      }
      guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")),
        let field = TableField(rawValue: String(line[..<colon]).asTitle)
      else {
        findings.fail(
          "import-columns", at: 0..<0, "The map has a line that names no field: \(line.shortened(to: 60))",
          advice: "Fields are \(TableField.allCases.map(\.rawValue).joined(separator: ", ")).")
        continue
      }
      let name = String(line[line.utf8.index(after: colon)...]).asTitle
      if !name.isEmpty { map[field] = name }
    }
    return map
  }
}
