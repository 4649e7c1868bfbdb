/// The whole plan, as read from `Content/`: values with their places, nothing computed.
///
/// Milestones lie in one array, chip by chip and sorted by id within a chip, so that a dependency is an
/// index and everything that follows is linear. Equal content gives an equal plan, whatever the order in
/// which the disk listed it.
public struct Plan: Sendable {
  public var program: Program
  public var partners: IndexedArray<PartnerIndex, Partner>
  public var chips: IndexedArray<ChipIndex, Chip>
  public var milestones: IndexedArray<MilestoneIndex, Milestone>
  public var risks: IndexedArray<RiskIndex, Risk>
  /// Oldest first: report number n is `reports[n - 1]`.
  public var reports: IndexedArray<ReportIndex, Report>
  /// Sorted by id.
  public var scenarios: IndexedArray<ScenarioIndex, Scenario> = []
  /// What the reports ask for, followed from report to report: see ``Decision``.
  public var decisions: IndexedArray<DecisionIndex, Decision> = []
  /// Paths of the files that are not Markdown (`Content/chips/custom-1/die.png`), sorted by their bytes.
  public var attachments: [String]
  /// The attachments that cannot be published as they are, and why.
  public var attachmentFaults: [ExactString: AttachmentFault] = [:]
  /// Paths that files were meant to have, but have not (`milestone/` for `milestones/`, `.markdown` for `.md`, an
  /// id with a space). A finding at each such file says so, so nothing else is said about what is missing.
  public var unreadPaths: Set<ExactString> = []

  public init(
    program: Program,
    partners: [Partner] = [],
    chips: [Chip] = [],
    milestones: [Milestone] = [],
    risks: [Risk] = [],
    reports: [Report] = [],
    attachments: [String] = []
  ) {
    self.program = program
    self.partners = IndexedArray(partners)
    self.chips = IndexedArray(chips)
    self.milestones = IndexedArray(milestones)
    self.risks = IndexedArray(risks)
    self.reports = IndexedArray(reports)
    self.attachments = attachments
  }

  /// The day that everything relative counts from: the one in program.md, else the newest report's,
  /// else nil, and the caller says what today is.
  public var statedStatusDate: Day? {
    program.statusDate?.value ?? reports.last?.day
  }

  /// Whether a file was meant to lie at a path from the root, and a finding says why it is not read.
  public func isUnread(_ path: String) -> Bool { !unreadPaths.isEmpty && unreadPaths.contains(path) }

  /// Whether a chip's folder holds something that was meant as its content and is not read.
  public func hasUnreadContent(ofChip id: String) -> Bool {
    let folder = "Content/chips/\(id)/"
    return unreadPaths.contains { $0.text.utf8.starts(with: folder.utf8) }
  }

  /// The index of a milestone, by binary search; nil where there is none of that id.
  public func milestoneIndex(of id: MilestoneID) -> MilestoneIndex? {
    let index = milestones.indices.firstPlace { !(milestones[$0].id < id) }
    return index < milestones.endIndex && milestones[index].id == id ? index : nil
  }
}

/// Where a page of the plan came from and how much of it could be read.
public struct Origin: Sendable {
  public var file: FileID
  /// The front matter as a whole could not be read; what is missing is unknown, not absent.
  public var isDamaged = false
  /// Fields that were written but could not be read: each has its own finding already.
  public var unread: Set<String> = []

  public init(file: FileID) {
    self.file = file
  }

  /// Whether nothing was written for `field`, as far as can be told: the question every rule about
  /// something missing asks, so that one cause makes one finding.
  public func omits(_ field: String) -> Bool {
    !isDamaged && !unread.contains(field)
  }

  public var start: SourceRange { SourceRange(startOf: file) }
}
