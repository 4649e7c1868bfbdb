import TapeoutDisk
import TapeoutGit
import TapeoutHistory
import TapeoutModel
import TapeoutSchedule

/// A recorded history as bytes. What a milestone stated stands once for all days on which it stated the same; each day
/// adds where that stands, and what it came to.
enum HistoryCoding {
  /// To be raised with every change of these bytes or of what a snapshot means.
  static let version = "tapeout history 4"

  /// What every header begins with.
  static var versionHeader: [UInt8] {
    var writer = ByteWriter()
    writer.write(version)
    return writer.bytes
  }

  static func encode(_ recorded: RecordedHistory, header: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(header)
    var facts: [MilestoneSnapshot] = []
    var newest: [MilestoneID: Int] = [:]
    let places = recorded.history.snapshots.map { snapshot in
      snapshot.milestones.map { milestone -> Int in
        let fact = milestone.withoutDay
        if let place = newest[milestone.identity], facts[place] == fact { return place }
        newest[milestone.identity] = facts.count
        facts.append(fact)
        return facts.count - 1
      }
    }
    writer.write(facts.count)
    for fact in facts { writer.write(fact) }
    writer.write(recorded.history.snapshots.count)
    for (snapshot, places) in zip(recorded.history.snapshots, places) {
      writer.write(snapshot.day)
      writer.write(snapshot.chips.count)
      for chip in snapshot.chips { writer.write(chip) }
      writer.write(snapshot.risks.count)
      for risk in snapshot.risks { writer.write(risk) }
      writer.write(places.count)
      for (milestone, place) in zip(snapshot.milestones, places) {
        writer.write(place)
        writer.write(milestone.expected) { $0.write($1) }
        writer.write(raw: milestone.health.rawValue << 1 | (milestone.isOverdue ? 1 : 0))
        if milestone.isOverdue { writer.write(milestone.promised) { $0.write($1) } }
      }
    }
    writer.write(recorded.history.skippedVersions)
    writer.write(recorded.files.count)
    for file in recorded.files {
      writer.write(file.path)
      writer.write(file.blob.digits)
      writer.write(file.fingerprint.value)
    }
    for days in [recorded.history.lastChanged, recorded.history.lastCommitted] {
      writer.write(days.count)
      for (id, day) in days.sorted(by: { $0.key < $1.key }) {
        writer.write(id)
        writer.write(day)
      }
    }
    let changes = recorded.history.changeDays.sorted { $0.key < $1.key }
    writer.write(changes.count)
    for (id, days) in changes {
      writer.write(id)
      writer.write(days.count)
      for day in days { writer.write(day) }
    }
    let versions = recorded.history.versions.sorted { $0.key < $1.key }
    writer.write(versions.count)
    for (id, versions) in versions {
      writer.write(id)
      writer.write(versions.count)
      for version in versions { writer.write(version) }
    }
    writer.write(recorded.history.unknownReports.count)
    for day in recorded.history.unknownReports { writer.write(day) }
    writer.write(recorded.history.newestCommit) { $0.write($1) }
    writer.write(recorded.history.commitCount)
    writer.write(recorded.history.newestCommitTime) { $0.write($1) }
    writer.write(recorded.history.uncommittedReport) { $0.write($1) }
    writer.write(recorded.history.gap) { writer, gap in
      writer.write(gap.reason)
      writer.write(gap.advice)
      writer.write(gap.knownFrom) { $0.write($1) }
    }
    return writer.sealed()
  }

  /// Nil where the bytes are not what ``encode(_:header:)`` makes.
  static func decode(_ bytes: [UInt8]) -> (header: [UInt8], recorded: RecordedHistory)? {
    ByteReader.unsealed(bytes).flatMap { try? parsed($0) }
  }

  private static func parsed(
    _ bytes: ArraySlice<UInt8>
  ) throws(ByteReader.Malformed) -> (header: [UInt8], recorded: RecordedHistory) {
    var reader = ByteReader(bytes)
    let header = Array(try reader.data())
    // Another build may have had other fields.
    guard header.starts(with: versionHeader) else { throw .init() }
    let facts = try reader.list { reader throws(ByteReader.Malformed) in try MilestoneSnapshot(&reader) }
    var history = PlanHistory()
    history.snapshots = try reader.list { reader throws(ByteReader.Malformed) in
      var snapshot = PlanSnapshot(day: try reader.day())
      snapshot.chips = try reader.list { reader throws(ByteReader.Malformed) in try ChipSnapshot(&reader) }
      snapshot.risks = try reader.list { reader throws(ByteReader.Malformed) in try RiskSnapshot(&reader) }
      snapshot.milestones = try reader.list { reader throws(ByteReader.Malformed) in
        let place = try reader.number()
        guard facts.indices.contains(place) else { throw .init() }
        var milestone = facts[place]
        milestone.expected = try reader.optional { reader throws(ByteReader.Malformed) in try reader.day() }
        let state = try reader.byte()
        guard let health = Health(rawValue: state >> 1) else { throw .init() }
        milestone.health = health
        milestone.isOverdue = state & 1 == 1
        if milestone.isOverdue {
          milestone.promised = try reader.optional { reader throws(ByteReader.Malformed) in try reader.planDate() }
        }
        return milestone
      }
      return snapshot
    }
    history.skippedVersions = try reader.number()
    let files = try reader.list { reader throws(ByteReader.Malformed) in
      let path = try reader.text()
      guard let blob = ObjectID(try reader.data()) else { throw .init() }
      return RecordedHistory.File(path: path, blob: blob, fingerprint: ContentHash(value: try reader.wide()))
    }
    for _ in 0..<(try reader.count()) { history.lastChanged[try reader.milestone()] = try reader.day() }
    for _ in 0..<(try reader.count()) { history.lastCommitted[try reader.milestone()] = try reader.day() }
    for _ in 0..<(try reader.count()) {
      let id = try reader.milestone()
      history.changeDays[id] = try reader.list { reader throws(ByteReader.Malformed) in try reader.day() }
    }
    for _ in 0..<(try reader.count()) {
      let id = try reader.milestone()
      history.versions[id] = try reader.list { reader throws(ByteReader.Malformed) in try StatedVersion(&reader) }
    }
    history.unknownReports = try reader.list { reader throws(ByteReader.Malformed) in try reader.day() }
    history.newestCommit = try reader.optional { reader throws(ByteReader.Malformed) in try reader.day() }
    history.commitCount = try reader.number()
    history.newestCommitTime = try reader.optional { reader throws(ByteReader.Malformed) in try reader.number() }
    history.uncommittedReport = try reader.optional { reader throws(ByteReader.Malformed) in try reader.day() }
    history.gap = try reader.optional { reader throws(ByteReader.Malformed) in
      let (reason, advice) = (try reader.text(), try reader.text())
      let knownFrom = try reader.optional { reader throws(ByteReader.Malformed) in try reader.day() }
      return PlanHistory.Gap(reason: reason, advice: advice, knownFrom: knownFrom)
    }
    guard reader.isAtEnd else { throw .init() }
    return (header, RecordedHistory(history: history, files: files))
  }
}

extension MilestoneSnapshot {
  /// Without what is different every day.
  fileprivate var withoutDay: MilestoneSnapshot {
    var fact = self
    fact.expected = nil
    fact.health = .planned
    fact.isOverdue = false
    fact.promised = nil
    return fact
  }
}
