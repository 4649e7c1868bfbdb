/// What `program.md` says: the program as a whole and the settings of the tool.
package struct Program: Sendable {
  package var origin: Origin
  package var title: Located<String>?
  package var launchWindow: Located<LaunchWindow>?
  package var statusDate: Located<Day>?
  /// Where the site will be published; absolute.
  package var site: Located<String>?
  /// Template of an edit link, with `{path}` for the path below `Content/`.
  package var edit: Located<String>?
  /// Shown on every page.
  package var notice: Located<String>?
  package var thresholds = Thresholds()
  /// The calendar of parties that have none.
  package var calendar = CalendarRules()
  /// Kinds of the program's own, sorted by name.
  package var kinds: [MilestoneKind] = []
  package var ruleSettings: [RuleSetting] = []
  package var sources: [ExternalSource] = []
  package var body = Body()

  package init(origin: Origin) {
    self.origin = origin
  }

  /// From which slip on a milestone is at risk or late, and after how long an estimate is stale; in days.
  package struct Thresholds: Hashable, Sendable {
    package var atRisk = 7
    package var late = 14
    package var stale = 28

    package init() {}
  }

  /// One line below `rules:`, known or not.
  package struct RuleSetting: Hashable, Sendable {
    package var rule: Located<RuleName>
    /// Nil switches the rule off.
    package var severity: Severity?

    package init(rule: Located<RuleName>, severity: Severity?) {
      self.rule = rule
      self.severity = severity
    }
  }
}

/// Which days a party works.
package struct CalendarRules: Hashable, Sendable {
  /// Weekdays at work as bits: bit 0 is Monday.
  package var workweek: UInt8 = 0b001_1111
  /// As written, oldest first.
  package var holidays: [Holiday] = []

  package init() {}

  package func worksOn(weekday: Int) -> Bool { workweek & (1 << (weekday - 1)) != 0 }
}

/// Days without work, first and last included.
package struct Holiday: Hashable, Sendable {
  package var first: Day
  package var last: Day
  package var name: String
  /// The days as written.
  package var range: SourceRange

  package init(first: Day, last: Day, name: String, range: SourceRange) {
    self.first = first
    self.last = last
    self.name = name
    self.range = range
  }
}

/// Where an outside claim comes from.
package struct ExternalSource: Hashable, Sendable {
  package var title: String
  package var url: String?
  package var asOf: PlanDate?
  /// The entry as a whole.
  package var range: SourceRange

  package init(title: String, url: String? = nil, asOf: PlanDate? = nil, range: SourceRange) {
    self.title = title
    self.url = url
    self.asOf = asOf
    self.range = range
  }
}

/// A status report: the narrative of its day.
package struct Report: Sendable {
  package var origin: Origin
  package var day: Day
  package var title: Located<String>?
  package var body = Body()

  package init(origin: Origin, day: Day) {
    self.origin = origin
    self.day = day
  }
}
