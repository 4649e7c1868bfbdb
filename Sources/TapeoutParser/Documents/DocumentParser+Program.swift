import TapeoutModel

extension DocumentParser {
  func program(_ origin: Origin, _ reader: inout FieldReader, _ body: BodyReading) -> Program {
    var program = Program(origin: origin)
    for field in reader.fields(known: FieldTable.program.names) {
      switch field.name {
      case "title": program.title = reader.text(field)
      case "launch":
        program.isLaunchOpen = reader.isOpen(field)
        if !program.isLaunchOpen { program.launchWindow = reader.window(field) }
      case "status_date": program.statusDate = reader.day(field)
      case "time_zone": program.timeZone = reader.timeZone(field)
      case "site": program.site = reader.address(field)
      case "edit": program.edit = reader.address(field)
      case "logo": program.logo = reader.contentFile(field)
      case "notice": program.notice = reader.text(field)
      case "thresholds": program.thresholds = thresholds(field, &reader)
      case "workweek": reader.workweek(field).map { program.calendar.workweek = $0 }
      case "holidays": program.calendar.holidays = reader.holidays(field)
      case "kinds": program.kinds = ownKinds(field, &reader)
      case "fields": program.fields = ownFields(field, &reader)
      case "rules": program.ruleSettings = ruleSettings(field, &reader)
      default: program.sources = reader.sources(field)
      }
    }
    if !origin.isDamaged { reader.require("title", program.title != nil, example: "AI silicon program") }
    program.origin.unread = reader.unread
    program.body = body.body
    // It is published, and looked for, as any picture that a text shows.
    if let logo = program.logo {
      program.body.links.insert(Body.Link(kind: .image, destination: logo.value, range: logo.range), at: 0)
    }
    return program
  }

  private func thresholds(_ field: FieldReader.Field, _ reader: inout FieldReader) -> Program.Thresholds {
    var thresholds = Program.Thresholds()
    guard reader.tree[field.value].kind == .map else {
      reader.wrongType(field.value, field.name, wants: "at_risk, late and stale with durations")
      return thresholds
    }
    for entry in reader.fields(of: field.value, known: FieldTable.thresholds.names, in: FieldTable.thresholds.noun) {
      guard let days = reader.length(entry) else { continue }
      switch entry.name {
      case "at_risk": thresholds.atRisk = days
      case "late": thresholds.late = days
      default: thresholds.stale = days
      }
    }
    return thresholds
  }

  private func ruleSettings(_ field: FieldReader.Field, _ reader: inout FieldReader) -> [Program.RuleSetting] {
    var settings: [Program.RuleSetting] = []
    for entry in reader.freeEntries(field, of: "rule names with off, hint, warning or error") {
      let value = FieldReader.Field(name: field.name, key: entry.key, value: entry.value)
      guard let word = reader.word(value, as: RuleSettingWord.self)?.value else { continue }
      settings.append(.init(rule: Located(RuleName(entry.name), at: reader.range(entry.key)), severity: word.severity))
    }
    return settings
  }

  private enum RuleSettingWord: String, CaseIterable {
    case off, hint, warning, error

    var severity: Severity? {
      switch self {
      case .off: nil
      case .hint: .hint
      case .warning: .warning
      case .error: .error
      }
    }
  }

  private func ownKinds(_ field: FieldReader.Field, _ reader: inout FieldReader) -> [MilestoneKind] {
    var own: [MilestoneKind] = []
    for entry in reader.freeEntries(field, of: "kind names with title and phase") {
      guard ContentID.isValid(entry.name) else {
        reader.report(
          "invalid-id", at: reader.range(entry.key), "“\(entry.name)” cannot be the name of a kind",
          advice: "Use lower-case letters, digits and hyphens.")
        continue
      }
      guard reader.tree[entry.value].kind == .map else {
        reader.wrongType(entry.value, entry.name, wants: "`title` and `phase`")
        continue
      }
      var kind = MilestoneKind(name: entry.name, title: entry.name, phase: .gate)
      for field in reader.fields(of: entry.value, known: FieldTable.ownKind.names, in: FieldTable.ownKind.noun) {
        switch field.name {
        case "title": kind.title = reader.text(field)?.value ?? kind.title
        case "phase": kind.phase = reader.word(field, as: Phase.self)?.value ?? kind.phase
        default: kind.isGate = reader.flag(field) ?? false
        }
      }
      own.append(kind)
    }
    return own.sorted { $0.name.precedesInBytes($1.name) }
  }

  /// So many fields of one's own are read: every table and file of the plan has them all.
  static let mostOwnFields = 40

  private func ownFields(_ field: FieldReader.Field, _ reader: inout FieldReader) -> [OwnField] {
    var own: [OwnField] = []
    for entry in reader.freeEntries(field, of: "names with title, type and shown") {
      guard OwnFieldName.isValid(entry.name) else {
        reader.report(
          "invalid-id", at: reader.range(entry.key), "“\(entry.name)” cannot be the name of a field",
          advice: "Begin with a lower-case letter; letters, digits, hyphens and underscores may follow, at most "
            + "\(OwnFieldName.longest) in all.")
        continue
      }
      guard !FieldTable.milestone.names.contains(entry.name) else {
        reader.report(
          "invalid-id", at: reader.range(entry.key), "Every milestone has a field `\(entry.name)` already",
          advice: "Choose another name.")
        continue
      }
      guard own.count < DocumentParser.mostOwnFields else {
        reader.report(
          "wrong-type", at: reader.range(entry.key),
          "`fields` has more than \(DocumentParser.mostOwnFields) fields, and the others are not read",
          advice: "Keep what people look at, and put the rest into the text of the milestone.")
        break
      }
      var made = OwnField(name: entry.name, title: entry.name)
      if reader.tree[entry.value].kind == .map {
        for field in reader.fields(of: entry.value, known: FieldTable.ownField.names, in: FieldTable.ownField.noun) {
          switch field.name {
          case "title": made.title = reader.text(field)?.value ?? made.title
          case "type": made.kind = reader.word(field, as: OwnField.Kind.self)?.value ?? made.kind
          default: made.shown = reader.words(field, as: OwnField.Place.self) ?? made.shown
          }
        }
      } else if !(reader.tree[entry.value].isScalar && reader.tree[entry.value].text.isEmpty) {
        reader.wrongType(entry.value, entry.name, wants: "`title`, `type` and `shown`")
        continue
      }
      own.append(made)
    }
    return own
  }

  func report(_ day: Day, _ origin: Origin, _ reader: inout FieldReader, _ body: BodyReading) -> Report {
    var report = Report(origin: origin, day: day)
    for field in reader.fields(known: FieldTable.report.names) { report.title = reader.text(field) }
    if !origin.isDamaged { reader.require("title", report.title != nil, example: "Netlist handed over") }
    report.origin.unread = reader.unread
    report.body = body.body
    report.decisions = body.decisions
    return report
  }

  func partner(_ id: String, _ origin: Origin, _ reader: inout FieldReader, _ body: BodyReading) -> Partner {
    var partner = Partner(origin: origin, id: id)
    var workweek: UInt8?
    var holidays: [Holiday]?
    for field in reader.fields(known: FieldTable.partner.names) {
      switch field.name {
      case "title": partner.title = reader.text(field)
      case "role": partner.role = reader.word(field, as: PartnerRole.self)
      case "workweek": workweek = reader.workweek(field)
      case "holidays": holidays = reader.holidays(field)
      case "renamed": partner.formerIDs = reader.formerIDs(field, of: "partner")
      default: partner.sources = reader.sources(field)
      }
    }
    if !origin.isDamaged {
      reader.require("title", partner.title != nil, example: id)
      reader.require("role", partner.role != nil, example: PartnerRole.supplier.rawValue)
    }
    if workweek != nil || holidays != nil {
      var calendar = CalendarRules()
      if let workweek { calendar.workweek = workweek }
      calendar.holidays = holidays ?? []
      partner.calendar = calendar
    }
    partner.origin.unread = reader.unread
    partner.body = body.body
    return partner
  }
}
