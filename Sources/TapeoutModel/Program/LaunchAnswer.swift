/// How a chip's launch stands: what every page, command, export and calendar answers to "when will it launch?".
///
/// The forecast works it out once, and ``TapeoutWording`` puts it into words once, so that the same question has the
/// same answer everywhere.
public struct LaunchAnswer: Hashable, Sendable {
  /// What is known of the launch's date.
  public enum Outlook: Hashable, Sendable {
    /// No milestone of the chip counts as the launch.
    case noLaunch
    case dropped
    case launched(PlanDate)
    /// The planned date, as precisely as it is known.
    case planned(PlanDate)
    /// The launch has no date.
    ///
    /// - earliest: the day before which nothing that is dated lets it happen; nil in a ring of dependencies, and
    ///   where that is only the status date.
    /// - stated: the forecast that stands in its file and is not borne out by what leads to it.
    case undated(earliest: Day?, stated: PlanDate?)
    /// The stated date has passed and nobody has stated another.
    case overdue(PlanDate)
  }

  /// A milestone that the answer names.
  public struct Step: Hashable, Sendable {
    public var milestone: MilestoneIndex
    public var title: String

    public init(milestone: MilestoneIndex, title: String) {
      self.milestone = milestone
      self.title = title
    }
  }

  /// Why the planned date and the percentiles are bounds: the dates of unfinished milestones that lead to the launch
  /// have passed, and nobody knows when they will happen.
  public struct Bound: Hashable, Sendable {
    /// The overdue milestone whose date passed first.
    public var step: Step
    /// The day that it was stated for.
    public var passed: PlanDate
    /// How many overdue milestones lead to the launch, the launch itself included.
    public var count: Int

    public init(step: Step, passed: PlanDate, count: Int) {
      self.step = step
      self.passed = passed
      self.count = count
    }
  }

  /// What the percentiles are drawn from, beyond lengths stated as certain.
  public enum Basis: Hashable, Sendable {
    /// At least one open risk leads to the launch.
    case risks
    /// Lengths are stated as ranges, and no open risk leads to the launch.
    case ranges
    /// Nothing that leads to the launch is uncertain.
    case certain
  }

  /// The chip: a place in ``Plan/chips``.
  public var chip: ChipIndex
  public var chipTitle: String
  /// Whether the chip is bought, so that its launch is a delivery.
  public var isBought = false
  /// The milestone that counts as the launch.
  public var launch: Step?
  public var outlook: Outlook
  public var baseline: StatedDate?
  /// Days behind the baseline; nil where either date is missing.
  public var slip: Int?
  /// The first baseline that is known, where today's is another one.
  public var firstBaseline: PlanDate?
  /// Days behind the first baseline, where today's is another one.
  public var slipFromFirst: Int?
  public var window: LaunchWindow?
  public var needBy: PlanDate?
  /// Half, and four fifths, of all samples have launched by these days; nil where nothing is drawn.
  public var p50: Day?
  public var p80: Day?
  /// Share of samples that launch inside the window; nil without a window or samples, and where it is a bound that says
  /// nothing.
  public var chance: Double?
  /// Where it is present, dates are "at the earliest" and chances "at most".
  public var bound: Bound?
  /// Whether the planned date itself rests on a date that has passed: the driving path begins with it.
  public var isPlanBound = false
  public var basis = Basis.certain
  /// The step on the driving path that comes next, where it is not the launch itself.
  public var decidingStep: Step?
  /// The undated milestone that leaves the launch without a date.
  public var undatedStep: Step?

  public init(chip: ChipIndex, chipTitle: String, outlook: Outlook) {
    self.chip = chip
    self.chipTitle = chipTitle
    self.outlook = outlook
  }

  /// The date to show for the launch, whether it happened or is planned; nil where there is none.
  public var date: PlanDate? {
    switch outlook {
    case .launched(let date), .planned(let date): date
    case .noLaunch, .dropped, .undated, .overdue: nil
    }
  }

  /// The planned date; nil where the launch has happened or has no date.
  public var planned: PlanDate? {
    if case .planned(let date) = outlook { date } else { nil }
  }

  public var isLaunched: Bool {
    if case .launched = outlook { true } else { false }
  }

  /// Whether P50 and P80 are the planned day itself.
  public var isDrawnAsPlanned: Bool { planned != nil && p50 == planned?.last && p80 == p50 }

  /// Whether the launch still lies ahead, dated or not.
  public var isOpen: Bool {
    switch outlook {
    case .planned, .undated, .overdue: true
    case .noLaunch, .dropped, .launched: false
    }
  }

  /// How far the planned date lies after the window; negative before it, 0 inside. Nil without a window or date.
  public var daysOutsideWindow: Int? { planned.flatMap { daysOutsideWindow($0.last) } }

  /// How far a day lies after the window; negative before it, 0 inside. Nil without a window.
  public func daysOutsideWindow(_ day: Day) -> Int? {
    guard let days = window?.days else { return nil }
    return days.contains(day) ? 0 : day - (day > days.upperBound ? days.upperBound : days.lowerBound)
  }
}

extension Collection where Element == LaunchAnswer {
  /// The planned launch that comes last, by its plan or by its P50; of several the first in order.
  public var latest: LaunchAnswer? {
    var last: (answer: LaunchAnswer, day: Day)?
    for answer in self {
      guard let planned = answer.planned else { continue }
      let day = Swift.max(planned.last, answer.p50 ?? planned.last)
      if last.map({ day > $0.day }) ?? true { last = (answer, day) }
    }
    return last?.answer
  }
}
