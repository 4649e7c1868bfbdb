/// What `program.md` says: the program as a whole and the settings of the tool.
public struct Program: Sendable {
  public var origin: Origin
  public var title: Located<String>?
  public var launchWindow: Located<LaunchWindow>?
  /// Whether `launch: TBD` says openly that no window is known yet.
  public var isLaunchOpen = false
  public var statusDate: Located<Day>?
  /// Whose day the status date is, as the time zone database names it; only shown.
  public var timeZone: Located<String>?
  /// Where the site will be published; absolute.
  public var site: Located<String>?
  /// Template of an edit link, with `{path}` for the path below `Content/`.
  public var edit: Located<String>?
  /// A picture below `Content/`, as a link from program.md names it; ``body`` has it among its links.
  public var logo: Located<String>?
  /// Shown on every page.
  public var notice: Located<String>?
  public var thresholds = Thresholds()
  /// The calendar of parties that have none.
  public var calendar = CalendarRules()
  /// Kinds of the program's own, sorted by name.
  public var kinds: [MilestoneKind] = []
  /// Fields of the program's own, which its milestones may have; in the order written.
  public var fields: [OwnField] = []
  public var ruleSettings: [RuleSetting] = []
  public var sources: [ExternalSource] = []
  public var body = Body()

  public init(origin: Origin) {
    self.origin = origin
  }

  /// From which slip on a milestone is at risk or late, and after how long an estimate is stale; in days.
  public struct Thresholds: Hashable, Sendable {
    public var atRisk = 7
    public var late = 14
    public var stale = 28

    public init() {}
  }

  /// One line below `rules:`, known or not.
  public struct RuleSetting: Hashable, Sendable {
    public var rule: Located<RuleName>
    /// Nil switches the rule off.
    public var severity: Severity?

    public init(rule: Located<RuleName>, severity: Severity?) {
      self.rule = rule
      self.severity = severity
    }
  }
}

/// Which days a party works.
public struct CalendarRules: Hashable, Sendable {
  /// Weekdays at work as bits: bit 0 is Monday.
  public var workweek: UInt8 = 0b001_1111
  /// As written, oldest first.
  public var holidays: [Holiday] = []

  public init() {}

  public func worksOn(weekday: Int) -> Bool { workweek & (1 << (weekday - 1)) != 0 }

  /// As the content format spells them, Monday first.
  public static let weekdayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
}

/// Days without work, first and last included.
public struct Holiday: Hashable, Sendable {
  public var first: Day
  public var last: Day
  public var name: String
  /// The days as written.
  public var range: SourceRange

  public init(first: Day, last: Day, name: String, range: SourceRange) {
    self.first = first
    self.last = last
    self.name = name
    self.range = range
  }
}

/// Where an outside claim comes from.
public struct ExternalSource: Hashable, Sendable {
  public var title: String
  public var url: String?
  public var asOf: PlanDate?
  /// The entry as a whole.
  public var range: SourceRange

  public init(title: String, url: String? = nil, asOf: PlanDate? = nil, range: SourceRange) {
    self.title = title
    self.url = url
    self.asOf = asOf
    self.range = range
  }
}

/// A status report: the narrative of its day.
public struct Report: Sendable {
  public var origin: Origin
  public var day: Day
  public var title: Located<String>?
  public var body = Body()
  /// The task items below `Decisions wanted`, in order.
  public var decisions: [DecisionItem] = []

  public init(origin: Origin, day: Day) {
    self.origin = origin
    self.day = day
  }
}
