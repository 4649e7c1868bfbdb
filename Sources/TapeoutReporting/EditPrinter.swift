package import TapeoutModel
package import TapeoutSchedule
import TapeoutWording

/// What an edit of the plan moves: milestones, and the launches of the chips that it reaches.
package struct EditPrinter {
  /// The plan at one time.
  package struct Side {
    let plan: Plan
    let schedule: Schedule
    /// Parallel to ``Plan/chips``.
    let launches: IndexedArray<ChipIndex, LaunchAnswer>

    package init(plan: Plan, schedule: Schedule, launches: IndexedArray<ChipIndex, LaunchAnswer>) {
      self.plan = plan
      self.schedule = schedule
      self.launches = launches
    }

    /// The date of a milestone that is shown: of an overdue one the date that has passed.
    private func shown(_ index: MilestoneIndex) -> PlanDate? {
      schedule.passedDate(of: index, in: plan) ?? schedule.date(of: index, in: plan)
    }

    fileprivate func date(_ index: MilestoneIndex) -> String { Wording.date(shown(index)) }

    fileprivate func day(_ index: MilestoneIndex) -> Day? { shown(index)?.last }
  }

  /// Where in the earlier plan the chips and milestones of the later one stand.
  package struct Places: Sendable {
    package let chips: IndexedArray<ChipIndex, ChipIndex>
    package let milestones: IndexedArray<MilestoneIndex, MilestoneIndex>

    package init(
      chips: IndexedArray<ChipIndex, ChipIndex>, milestones: IndexedArray<MilestoneIndex, MilestoneIndex>
    ) {
      self.chips = chips
      self.milestones = milestones
    }
  }

  private let before: Side
  private let after: Side
  private let places: Places?

  private static let nameWidth = 34
  private static let mostMoves = 12

  /// - Parameter places: nil where both plans have the same chips and milestones in the same order.
  package init(before: Side, after: Side, places: Places? = nil) {
    self.before = before
    self.after = after
    self.places = places
  }

  private func former(_ index: MilestoneIndex) -> MilestoneIndex { places?.milestones[index] ?? index }

  /// Milestones whose date is another one, by date; then each launch that looks otherwise.
  package func printed() -> String {
    [moves, launches].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  // MARK: Milestones

  /// Milestones whose date is another one, by date.
  ///
  /// Of one whose date has passed, that date counts, as it is shown: not the status date, which is reckoned with.
  package var moves: String {
    let moved = after.plan.milestones.indices.filter { before.day(former($0)) != after.day($0) }
      .sorted { (day($0), $0) < (day($1), $1) }
    guard !moved.isEmpty else { return "No milestone moves.\n" }
    var lines = [row("moves", ["before", "after", "move"])]
    for index in moved.prefix(EditPrinter.mostMoves) {
      let move = move(from: before.day(former(index)), to: after.day(index))
      lines.append(
        row("  \(after.plan.milestones[index].id)", [before.date(former(index)), after.date(index), move]))
    }
    let rest = moved.count - EditPrinter.mostMoves
    if rest > 0 { lines.append("  and \(Wording.counted(rest, "milestone")) more") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func day(_ index: MilestoneIndex) -> Day {
    after.day(index) ?? Day.supported.upperBound
  }

  // MARK: Launches

  private var launches: String {
    var blocks: [String] = []
    for chip in after.plan.chips.indices {
      let (old, new) = (before.launches[places?.chips[chip] ?? chip], after.launches[chip])
      guard old.looks != new.looks else { continue }
      var lines = [row(new.chipTitle, ["before", "after", "move"])]
      lines.append(
        row("  launch", [cell(old), cell(new), move(from: old.planned?.last, to: new.planned?.last)]))
      lines += [
        row("  not before", from: old.earliest, to: new.earliest),
        row("  slip", from: old.slip.map { Wording.slip($0) }, to: new.slip.map { Wording.slip($0) }),
        row("  P50", from: old.p50, to: new.p50), row("  P80", from: old.p80, to: new.p80),
      ].compactMap(\.self)
      if let window = new.window,
        let chances = row(
          "  in \(Wording.windowName(window))", from: old.chance.map(Wording.share),
          to: new.chance.map(Wording.share))
      {
        lines.append(chances)
      }
      blocks.append(lines.joined(separator: "\n") + "\n")
    }
    return blocks.joined(separator: "\n")
  }

  /// The plan in a column.
  private func cell(_ answer: LaunchAnswer) -> String {
    switch answer.outlook {
    case .launched(let date), .planned(let date): date.description
    case .overdue: "overdue"
    case .noLaunch, .dropped, .undated: "no date"
    }
  }

  /// Nil where there is nothing before and nothing after.
  private func row(_ name: String, from old: Day?, to new: Day?) -> String? {
    guard old != nil || new != nil else { return nil }
    return row(name, [old, new].map { $0.map(\.description) ?? "–" } + [move(from: old, to: new)])
  }

  private func move(from old: Day?, to new: Day?) -> String {
    guard let old, let new else { return "–" }
    return Wording.slip(new - old)
  }

  private func row(_ name: String, from old: String?, to new: String?) -> String? {
    old == nil && new == nil ? nil : row(name, [old ?? "–", new ?? "–"])
  }

  private func row(_ name: String, _ cells: [String]) -> String {
    let columns = cells.map { $0.printable.rightColumn(max(12, $0.displayWidth)) }
    return (name.printable.column(EditPrinter.nameWidth) + columns.joined(separator: " ")).trimmingEnd
  }
}

extension LaunchAnswer {
  /// The day before which an undated launch cannot be.
  fileprivate var earliest: Day? {
    if case .undated(let earliest, _) = outlook { earliest } else { nil }
  }

  /// All that is shown of it here.
  fileprivate var looks: [String] {
    [
      Wording.date(self).text, slip.map(String.init) ?? "", p50?.description ?? "", p80?.description ?? "",
      chance.map { Wording.share($0) } ?? "",
    ]
  }
}
