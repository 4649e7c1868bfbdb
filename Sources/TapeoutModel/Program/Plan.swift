/// The whole plan, as read from `Content/`: values with their places, nothing computed.
///
/// Milestones lie in one array, chip by chip and sorted by id within a chip, so that a dependency is an
/// index and everything that follows is linear. Equal content gives an equal plan, whatever the order in
/// which the disk listed it.
package struct Plan: Sendable {
  package var program: Program
  package var partners: [Partner]
  package var chips: [Chip]
  package var milestones: [Milestone]
  package var risks: [Risk]
  /// Oldest first: report number n is `reports[n - 1]`.
  package var reports: [Report]
  /// Paths of the files that are not Markdown (`Content/chips/custom-1/die.png`), sorted by their bytes.
  package var attachments: [String]

  package init(
    program: Program,
    partners: [Partner] = [],
    chips: [Chip] = [],
    milestones: [Milestone] = [],
    risks: [Risk] = [],
    reports: [Report] = [],
    attachments: [String] = []
  ) {
    self.program = program
    self.partners = partners
    self.chips = chips
    self.milestones = milestones
    self.risks = risks
    self.reports = reports
    self.attachments = attachments
  }

  /// The day that everything relative counts from: the one in program.md, else the newest report's,
  /// else nil, and the caller says what today is.
  package var statedStatusDate: Day? {
    program.statusDate?.value ?? reports.last?.day
  }

  /// Place of the milestone in ``milestones``, by binary search; nil where there is none.
  package func milestoneIndex(of id: MilestoneID) -> Int? {
    var low = 0
    var high = milestones.count
    while low < high {
      let middle = (low + high) / 2
      if milestones[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < milestones.count && milestones[low].id == id ? low : nil
  }
}

/// Where a page of the plan came from and how much of it could be read.
package struct Origin: Sendable {
  package var file: FileID
  /// The front matter as a whole could not be read; what is missing is unknown, not absent.
  package var isDamaged = false
  /// Fields that were written but could not be read: each has its own finding already.
  package var unread: Set<String> = []

  package init(file: FileID) {
    self.file = file
  }

  /// Whether nothing was written for `field`, as far as can be told: the question every rule about
  /// something missing asks, so that one cause makes one finding.
  package func omits(_ field: String) -> Bool {
    !isDamaged && !unread.contains(field)
  }

  package var start: SourceRange { SourceRange(startOf: file) }
}
