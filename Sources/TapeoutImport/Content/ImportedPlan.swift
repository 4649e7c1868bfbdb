import TapeoutEditing
import TapeoutModel
import TapeoutParser

/// What comes over of a foreign plan, in the words of the content format.
struct ImportedPlan {
  var title: String?
  /// The day up to which progress is known; nil where that is today.
  var status: Day?
  var calendar = CalendarRules()
  var chips: [ImportedChip] = []
  var milestones: [ImportedMilestone] = []
  /// Kinds that the content format does not have.
  var kinds: [MilestoneKind] = []
  /// Parties and what they do.
  var partners: [(id: String, role: PartnerRole)] = []
}

struct ImportedChip {
  var id: String
  var title: String
  /// Whether its chip.md is there already.
  var isExisting = false
  /// The milestone that counts as the launch, where its kind does not say so.
  var launch: String?
  var designPartner: String?
  var foundry: String?
  var packaging: String?
  var body = ""
}

struct ImportedMilestone {
  /// A dependency: the milestone’s id as `after` writes it, and the length.
  struct Dependency: Hashable {
    var id: String
    var length: String
  }

  var id: MilestoneID
  var title: String
  var kind = "review"
  var owner: String?
  var stepping: String?
  var baseline: String?
  var forecast: String?
  var reason: String?
  var actual: String?
  var accepted: String?
  var notBefore: String?
  var needBy: String?
  var status: String?
  var after: [Dependency] = []
  var tags: [String] = []
  var body = ""
  /// Fields written as they stand, such as `from`.
  var words: [(name: String, word: String)] = []
  /// The foreign file sets its date whatever it waits for.
  var isFixed = false
  /// What the foreign file expects; nil where it has no date.
  var finish: Day?
  /// Bytes of the foreign file that it comes from.
  var range: Range<Int>
}

extension ImportedPlan {
  /// The files to be made, below the project’s root.
  ///
  /// - Parameter name: of the foreign file.
  func files(from name: String, _ options: ImportOptions) -> [NewFile] {
    var files: [NewFile] = []
    if options.isNew { files.append(NewFile(path: "Content/program.md", text: program(name))) }
    if options.makesReport, let status {
      var report = NewContent()
      report.field("title", text: "Imported from \(name)")
      let body =
        "The plan was taken over from another tool. Its dates are as of this day; `import-report.md` says what did not come over."
      files.append(NewFile(path: "Content/reports/\(status).md", text: report.ended(body: body)))
    }
    let known = Set((options.existing ?? []).map(\.path))
    for partner in partners where !known.contains(Partner.path(of: partner.id)) {
      files.append(.partner(partner.id, title: partner.id, role: partner.role))
    }
    files += chips.filter { !$0.isExisting }.map(\.file)
    return files + milestones.map(\.file)
  }

  private func program(_ name: String) -> String {
    var content = NewContent()
    content.field("title", text: title ?? "Imported from \(name)")
    content.field("launch", word: "TBD")
    if calendar.workweek != CalendarRules().workweek {
      let days = (1...7).filter { calendar.worksOn(weekday: $0) }.map { CalendarRules.weekdayNames[$0 - 1] }
      let isSundayWeek = days == ["mon", "tue", "wed", "thu", "sun"]
      content.field("workweek", word: isSundayWeek ? "sun-thu" : "[\(days.joined(separator: ", "))]")
    }
    content.map(
      "holidays",
      calendar.holidays.map { holiday in
        let days = holiday.first == holiday.last ? "\(holiday.first)" : "\(holiday.first)..\(holiday.last)"
        return (days, YAMLScalar.written(holiday.name, as: .text), nil)
      })
    content.map(
      "kinds",
      kinds.map { kind in
        let title = YAMLScalar.written(kind.title, as: .text, isInFlow: true)
        return (kind.name, "{title: \(title), phase: \(kind.phase.rawValue), gate: \(kind.isGate)}", nil)
      })
    return content.ended()
  }
}

extension ImportedChip {
  fileprivate var file: NewFile {
    var content = NewContent()
    content.field("title", text: title)
    content.field("kind", word: (designPartner == nil ? ChipKind.inHouse : .custom).rawValue)
    for (name, party) in [("design_partner", designPartner), ("foundry", foundry), ("packaging", packaging)] {
      if let party { content.field(name, word: party) }
    }
    if let launch { content.field("launch", word: launch) }
    return NewFile(path: "Content/chips/\(id)/chip.md", text: content.ended(body: body))
  }
}

extension ImportedMilestone {
  fileprivate var file: NewFile {
    var content = NewContent()
    content.field("title", text: title)
    content.field("kind", word: kind)
    for (name, word) in words { content.field(name, word: word) }
    if let stepping { content.field("stepping", text: stepping) }
    if let owner { content.field("owner", text: owner) }
    content.field("baseline", word: baseline ?? "TBD")
    for (name, word) in [
      ("forecast", forecast), ("actual", actual), ("accepted", accepted), ("not_before", notBefore),
      ("need_by", needBy), ("status", status),
    ] {
      if let word { content.field(name, word: word) }
    }
    if let reason { content.field("reason", text: reason) }
    content.map("after", after.map { ($0.id, $0.length, nil) })
    if !tags.isEmpty {
      let tags = tags.map { YAMLScalar.written($0, as: .text, isInFlow: true) }
      content.field("tags", word: "[\(tags.joined(separator: ", "))]")
    }
    return NewFile(path: id.path, text: content.ended(body: body))
  }
}
