package import TapeoutModel

/// One file of a plan, read apart from the others: plans of many days share most of their files, and each is read once.
package struct PlanPart: Sendable {
  let document: Document

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: from the root, `Content/chips/custom-1/chip.md`.
  ///   - kinds: what the program of that day defines.
  package init(path: String, bytes: [UInt8], kinds: PlanKinds) {
    let parser = DocumentParser(kinds)
    document = parser.parse(SourceFile(path: path, bytes: bytes), FileID(0))
  }

  /// Whether the file at a path says anything about what a plan comes to. Reports and stray files do not.
  package static func isPart(_ path: String) -> Bool {
    switch ContentPath(path) {
    case .program, .partner, .chip, .milestone, .risk: true
    case .report, .scenario, .unexpected: false
    }
  }

  /// The milestone whose file lies at a path; nil where something else does.
  package static func milestone(at path: String) -> MilestoneID? {
    if case .milestone(let chip, let id) = ContentPath(path) { MilestoneID(chip: chip, milestone: id) } else { nil }
  }

  /// The chip and id of the risk whose file lies at a path; nil where something else does.
  package static func risk(at path: String) -> (chip: String, id: String)? {
    if case .risk(let chip, let id) = ContentPath(path) { (chip, id) } else { nil }
  }

  /// The chip whose chip.md lies at a path; nil where something else does.
  package static func chip(at path: String) -> String? {
    if case .chip(let id) = ContentPath(path) { id } else { nil }
  }

  /// The partner whose file lies at a path; nil where something else does.
  package static func partner(at path: String) -> String? {
    if case .partner(let id) = ContentPath(path) { id } else { nil }
  }

  /// The day of the report at a path; nil where something else lies there.
  package static func report(at path: String) -> Day? {
    if case .report(let day) = ContentPath(path) { day } else { nil }
  }

  /// Its program; nil where it is another file.
  package var program: Program? {
    if case .program(let program) = document.content { program } else { nil }
  }

  /// Its milestone, references not resolved; nil where it is another file.
  package var milestone: Milestone? {
    if case .milestone(let milestone) = document.content { milestone } else { nil }
  }

  /// The id of its chip; nil where it is another file.
  package var chip: String? {
    if case .chip(let chip) = document.content { chip.id } else { nil }
  }

  /// The chip and id of its risk; nil where it is another file.
  package var risk: (chip: String, id: String)? {
    if case .risk(let risk, let chip) = document.content { (chip, risk.id) } else { nil }
  }

  /// Its text below the front matter; nil where it is no content.
  package var body: Body? {
    switch document.content {
    case .program(let program): program.body
    case .partner(let partner): partner.body
    case .chip(let chip): chip.body
    case .milestone(let milestone): milestone.body
    case .risk(let risk, _): risk.body
    case .report(let report): report.body
    case .scenario(let scenario): scenario.body
    case nil: nil
    }
  }

  /// Nothing in it could be read.
  package var isDamaged: Bool { origin?.isDamaged ?? true }

  /// All of it could be read that dates and health come from.
  package var isWhole: Bool {
    guard let origin else { return false }
    return !origin.isDamaged && origin.unread.isDisjoint(with: PlanPart.weighty)
  }

  /// Fields that make a plan another one.
  private static let weighty: Set = [
    "title", "kind", "owner", "baseline", "forecast", "reason", "actual", "accepted", "not_before", "need_by", "status",
    "gate", "after", "rebaselined", "launch", "probability", "delays", "kinds", "thresholds", "holidays", "workweek",
  ]

  private var origin: Origin? {
    switch document.content {
    case .program(let program): program.origin
    case .partner(let partner): partner.origin
    case .chip(let chip): chip.origin
    case .milestone(let milestone): milestone.origin
    case .risk(let risk, _): risk.origin
    case .report(let report): report.origin
    case .scenario(let scenario): scenario.origin
    case nil: nil
    }
  }

  /// Whether reading it with these kinds would come to the same.
  package func isSame(with kinds: PlanKinds) -> Bool {
    guard case .milestone(let milestone) = document.content, milestone.kindRange != nil else { return true }
    guard let kind = milestone.kind else { return false }
    return kinds.byName[kind.name] == kind
  }
}

/// The kinds of milestones that one day's program knows.
package struct PlanKinds: Hashable, Sendable {
  let byName: [String: MilestoneKind]
  /// Whether those are all that it defines.
  let isComplete: Bool
  /// What a kind that is none may have meant, in their order: of very many own kinds only the first, since each file
  /// that needs a suggestion looks at them all.
  let names: [String]
  /// Fields of the program's own.
  let fields: [OwnField]
  /// Whether those are all: else a field that may be one of them is nobody's mistake.
  let knowsFields: Bool

  private static let mostOwnNames = 200
  private static let builtInNames = MilestoneKind.builtIn.map(\.name).sorted { $0.precedesInBytes($1) }

  /// - Parameter program: nil where there was none that could be read.
  package init(of program: PlanPart?) {
    self.init(of: program?.program)
  }

  init(of program: Program?) {
    var byName: [String: MilestoneKind] = [:]
    for kind in MilestoneKind.builtIn + (program?.kinds ?? []) { byName[kind.name] = kind }
    self.byName = byName
    let own = program?.kinds.prefix(PlanKinds.mostOwnNames).map(\.name) ?? []
    let names = PlanKinds.builtInNames + own.filter { !PlanKinds.builtInNames.contains($0) }
    self.names = own.isEmpty ? PlanKinds.builtInNames : names.sorted { $0.precedesInBytes($1) }
    isComplete = program?.origin.omits("kinds") ?? false
    fields = program?.fields ?? []
    knowsFields = program?.origin.omits("fields") ?? false
  }
}

extension Plan {
  /// Puts files together. A chip without a readable chip.md is there all the same, as it is when a folder is read.
  ///
  /// - Parameter parts: of one day, in any order.
  package init(_ parts: [PlanPart]) {
    var program = Program(origin: Origin(file: FileID(0)))
    program.origin.isDamaged = true
    var documents: [Document] = []
    documents.reserveCapacity(parts.count)
    var chips: Set<String> = []
    var owners: Set<String> = []
    for part in parts {
      switch part.document.content {
      case .program(let read): program = read
      case .chip(let chip): chips.insert(chip.id)
      case .milestone(let milestone): owners.insert(milestone.id.chip)
      case .risk(_, let chip): owners.insert(chip)
      case .partner, .report, .scenario, nil: break
      }
      documents.append(part.document)
    }
    for chip in owners.subtracting(chips).sorted(by: { $0.precedesInBytes($1) }) {
      var origin = Origin(file: FileID(0))
      origin.isDamaged = true
      documents.append(Document(content: .chip(Chip(origin: origin, id: chip))))
    }
    var stretches = [consume documents]
    var assembler = PlanAssembler(program: program, attachments: [], fileCount: stretches[0].count)
    assembler.take(&stretches)
    self = assembler.assembled()
  }
}
