import TapeoutModel

/// What the clocks of a time zone show, read from a file of the time zone database (RFC 9636).
package struct ZoneRules: Sendable {
  package let name: String
  /// Seconds since 1970 at which the clock changes, ascending, each with the offset from then on.
  private let changes: [(at: Int, offset: Int)]
  /// Before the first change.
  private let first: Int
  /// How clocks change after the last one; nil where they stay.
  private let rule: YearlyRule?

  /// Greenwich.
  package static let utc = ZoneRules(name: "UTC", changes: [], first: 0, rule: nil)

  private init(name: String, changes: [(at: Int, offset: Int)], first: Int, rule: YearlyRule?) {
    (self.name, self.changes, self.first, self.rule) = (name, changes, first, rule)
  }

  /// - Returns: nil where the bytes are no such file.
  package init?(name: String, file bytes: [UInt8]) {
    var reader = Reader(bytes: bytes)
    guard let old = reader.header() else { return nil }
    var header = old
    if old.version >= UInt8(ascii: "2") {
      reader.place += old.size(ofTime: 4)
      guard let new = reader.header() else { return nil }
      header = new
    }
    let width = old.version >= UInt8(ascii: "2") ? 8 : 4
    guard header.types > 0, reader.place + header.size(ofTime: width) <= bytes.count else { return nil }
    let times = (0..<header.times).map { _ in reader.number(width) }
    let kinds = (0..<header.times).map { _ in reader.number(1) & 0xFF }
    var offsets: [Int] = []
    for _ in 0..<header.types {
      offsets.append(reader.number(4))
      reader.place += 2
    }
    guard kinds.allSatisfy(offsets.indices.contains), zip(times, times.dropFirst()).allSatisfy({ $0 < $1 }),
      offsets.allSatisfy({ abs($0) < 100_000 })
    else { return nil }
    reader.place += header.characters + header.leaps * (width + 4) + header.standards + header.universals
    var rule: YearlyRule?
    if width == 8, reader.place < bytes.count, bytes[reader.place] == 0x0A {
      let footer = bytes[(reader.place + 1)...].prefix { $0 != 0x0A }
      rule = YearlyRule(Array(footer))
    }
    self.init(name: name, changes: Array(zip(times, kinds.map { offsets[$0] })), first: offsets[0], rule: rule)
  }

  /// The day that people of the zone write at a moment.
  func day(at instant: Instant) -> Day {
    let local = instant.seconds + offset(at: instant.seconds)
    return Day(number: (local - (local % 86_400 + 86_400) % 86_400) / 86_400)
  }

  /// Seconds east of Greenwich.
  func offset(at seconds: Int) -> Int {
    let place = changes.indices.firstPlace { changes[$0].at > seconds }
    if place == changes.count, let rule { return rule.offset(at: seconds) }
    return place == 0 ? first : changes[place - 1].offset
  }

  // MARK: The file

  private struct Header {
    var version: UInt8
    var universals, standards, leaps, times, types, characters: Int

    /// Bytes of the data behind it.
    func size(ofTime width: Int) -> Int {
      times * (width + 1) + types * 6 + characters + leaps * (width + 4) + standards + universals
    }
  }

  private struct Reader {
    let bytes: [UInt8]
    var place = 0

    /// A number of so many bytes, the highest first, with its sign.
    mutating func number(_ width: Int) -> Int {
      var value = Int(Int8(bitPattern: bytes[place]))
      for byte in bytes[(place + 1)..<(place + width)] { value = value << 8 | Int(byte) }
      place += width
      return value
    }

    mutating func header() -> Header? {
      guard place + 44 <= bytes.count, bytes[place...].starts(with: "TZif".utf8) else { return nil }
      let version = bytes[place + 4]
      place += 20
      let counts = (0..<6).map { _ in number(4) }
      guard counts.allSatisfy({ (0...100_000).contains($0) }) else { return nil }
      return Header(
        version: version, universals: counts[0], standards: counts[1], leaps: counts[2], times: counts[3],
        types: counts[4], characters: counts[5])
    }
  }
}
