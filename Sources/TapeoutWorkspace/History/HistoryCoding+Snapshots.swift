import TapeoutHistory
import TapeoutModel

extension ByteWriter {
  mutating func write(_ day: Day) { write(Int(day.number)) }

  mutating func write(_ id: MilestoneID) {
    write(id.chip)
    write(id.milestone)
  }

  mutating func write(_ date: PlanDate) {
    write(raw: date.precision.rawValue)
    write(date.first)
  }

  mutating func write(_ date: StatedDate) { write(date.date) { $0.write($1) } }

  mutating func write(_ chip: ChipSnapshot) {
    write(chip.id)
    write(chip.identity)
    write(chip.title)
    write(chip.launch) { $0.write($1) }
  }

  mutating func write(_ risk: RiskSnapshot) {
    write(risk.chip)
    write(risk.id)
    write(risk.identity.chip)
    write(risk.identity.risk)
    write(risk.title)
    write(risk.status.rawValue)
    write(risk.probability) { $0.write($1.bitPattern) }
  }

  mutating func write(_ version: StatedVersion) {
    write(version.day)
    write(raw: (version.followsReport ? 1 : 0) | (version.isUncommitted ? 2 : 0) | (version.isDropped ? 4 : 0))
    write(version.baseline) { $0.write($1) }
    write(version.forecast) { $0.write($1) }
    write(version.actual) { $0.write($1) }
    write(version.reason) { $0.write($1) }
  }

  /// But for what is different every day.
  mutating func write(_ milestone: MilestoneSnapshot) {
    write(milestone.id)
    write(milestone.identity)
    write(milestone.title)
    write(raw: milestone.isGate ? 1 : 0)
    write(raw: milestone.isTapeOut ? 1 : 0)
    write(milestone.owner) { $0.write($1) }
    write(milestone.baseline) { $0.write($1) }
    write(milestone.rebaselinings.count)
    for line in milestone.rebaselinings {
      write(line.decidedOn)
      write(line.replaced)
      write(line.reason) { $0.write($1) }
    }
    write(milestone.forecast) { $0.write($1) }
    write(milestone.actual) { $0.write($1) }
    write(milestone.accepted) { $0.write($1) }
    write(milestone.status) { $0.write($1.rawValue) }
    write(milestone.reason) { $0.write($1) }
    write(milestone.driver) { writer, driver in
      writer.write(driver.predecessor)
      writer.write(driver.days)
      writer.write(raw: driver.countsWorkingDays ? 1 : 0)
    }
    write(milestone.criteria.count)
    for criterion in milestone.criteria {
      write(criterion.text)
      write(criterion.group) { $0.write($1) }
      write(raw: criterion.state.rawValue)
      write(criterion.waiver) { $0.write($1) }
    }
  }
}

extension ByteReader {
  typealias Failure = Malformed

  mutating func day() throws(Malformed) -> Day {
    guard let number = Int32(exactly: try number()) else { throw Malformed() }
    return Day(number: Int(number))
  }

  mutating func flag() throws(Malformed) -> Bool {
    let byte = try byte()
    guard byte <= 1 else { throw Malformed() }
    return byte == 1
  }

  mutating func milestone() throws(Malformed) -> MilestoneID {
    MilestoneID(chip: try text(), milestone: try text())
  }

  /// Days of the years that have calendars in ``PlanDate``.
  private static let calendarDays = Day(unchecked: 1800, 1, 1)...Day(unchecked: 2300, 1, 1)

  mutating func planDate() throws(Malformed) -> PlanDate {
    let precision = PlanDate.Precision(rawValue: try byte())
    let first = try day()
    guard let precision, ByteReader.calendarDays.contains(first) else { throw Malformed() }
    let (year, month, _) = first.civil
    let date =
      switch precision {
      case .day: Optional(PlanDate.day(first))
      case .week: PlanDate.week(first.isoWeek.week, of: first.isoWeek.year)
      case .month: PlanDate.month(month, of: year)
      case .quarter: PlanDate.quarter((month + 2) / 3, of: year)
      case .half: PlanDate.half((month + 5) / 6, of: year)
      case .year: PlanDate.year(year)
      }
    guard let date, date.first == first else { throw Malformed() }
    return date
  }

  mutating func statedDate() throws(Malformed) -> StatedDate {
    let date = try optional { reader throws(Malformed) in try reader.planDate() }
    return date.map { .date($0) } ?? .toBeDetermined
  }

  mutating func optionalText() throws(Malformed) -> String? {
    try optional { reader throws(Malformed) in try reader.text() }
  }
}

extension ChipSnapshot {
  init(_ reader: inout ByteReader) throws(ByteReader.Malformed) {
    let (id, identity, title) = (try reader.text(), try reader.text(), try reader.text())
    let launch = try reader.optional { reader throws(ByteReader.Malformed) in try reader.milestone() }
    self.init(id: id, title: title, launch: launch)
    self.identity = identity
  }
}

extension StatedVersion {
  init(_ reader: inout ByteReader) throws(ByteReader.Malformed) {
    let day = try reader.day()
    let flags = try reader.byte()
    guard flags < 8 else { throw .init() }
    let baseline = try reader.optional { reader throws(ByteReader.Malformed) in try reader.statedDate() }
    let forecast = try reader.optional { reader throws(ByteReader.Malformed) in try reader.statedDate() }
    let actual = try reader.optional { reader throws(ByteReader.Malformed) in try reader.planDate() }
    self.init(
      day: day, followsReport: flags & 1 != 0, isUncommitted: flags & 2 != 0, baseline: baseline, forecast: forecast,
      actual: actual, isDropped: flags & 4 != 0, reason: try reader.optionalText())
  }
}

extension RiskSnapshot {
  init(_ reader: inout ByteReader) throws(ByteReader.Malformed) {
    let (chip, id) = (try reader.text(), try reader.text())
    let identity = RiskID(chip: try reader.text(), risk: try reader.text())
    let title = try reader.text()
    guard let status = RiskStatus(rawValue: try reader.text()) else { throw .init() }
    let probability = try reader.optional { reader throws(ByteReader.Malformed) in
      Double(bitPattern: try reader.wide())
    }
    self.init(chip: chip, id: id, identity: identity, title: title, status: status, probability: probability)
  }
}

extension MilestoneSnapshot {
  /// But for what is different every day.
  init(_ reader: inout ByteReader) throws(ByteReader.Malformed) {
    self.init(id: try reader.milestone())
    identity = try reader.milestone()
    title = try reader.text()
    isGate = try reader.flag()
    isTapeOut = try reader.flag()
    owner = try reader.optionalText()
    baseline = try reader.optional { reader throws(ByteReader.Malformed) in try reader.statedDate() }
    rebaselinings = try reader.list { reader throws(ByteReader.Malformed) in
      RebaseliningSnapshot(
        decidedOn: try reader.day(), replaced: try reader.statedDate(), reason: try reader.optionalText())
    }
    forecast = try reader.optional { reader throws(ByteReader.Malformed) in try reader.statedDate() }
    actual = try reader.optional { reader throws(ByteReader.Malformed) in try reader.planDate() }
    accepted = try reader.optional { reader throws(ByteReader.Malformed) in try reader.planDate() }
    status = try reader.optional { reader throws(ByteReader.Malformed) in
      guard let status = MilestoneStatus(rawValue: try reader.text()) else { throw .init() }
      return status
    }
    reason = try reader.optionalText()
    driver = try reader.optional { reader throws(ByteReader.Malformed) in
      DriverSnapshot(
        predecessor: try reader.milestone(), days: try reader.number(), countsWorkingDays: try reader.flag())
    }
    criteria = try reader.list { reader throws(ByteReader.Malformed) in
      let (text, group) = (try reader.text(), try reader.optionalText())
      guard let state = ExitCriterion.State(rawValue: try reader.byte()) else { throw .init() }
      return CriterionSnapshot(text: text, group: group, state: state, waiver: try reader.optionalText())
    }
  }
}
