import TapeoutForecast
import TapeoutModel
import TapeoutSchedule

/// A forecast's memory as bytes.
enum ForecastCoding {
  /// To be raised with every change of these bytes.
  private static let version = "tapeout forecast 1"

  /// About how many bytes there will be.
  static func size(_ memory: ForecastMemory) -> Int {
    memory.outcomes.reduce(64) { size, kept in
      let swings = kept.outcome.tornados.reduce(0) { $0 + $1.count }
      return size + 32 + kept.outcome.milestones.count * 32 + swings * 8 + kept.outcome.outside.count * 8
    }
  }

  static func encode(_ memory: ForecastMemory, tool: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.reserve(size(memory))
    writer.write(version)
    writer.write(tool)
    writer.write(memory.outcomes.count)
    for (digest, outcome) in memory.outcomes {
      writer.write(digest.first)
      writer.write(digest.second)
      writer.write(outcome)
    }
    return writer.sealed()
  }

  /// Nil where the bytes are not what ``encode(_:tool:)`` makes with the same build of the tool.
  static func decode(_ bytes: [UInt8], tool: [UInt8]) -> ForecastMemory? {
    ByteReader.unsealed(bytes).flatMap { try? parsed($0, tool) }
  }

  private static func parsed(
    _ bytes: ArraySlice<UInt8>, _ tool: [UInt8]
  ) throws(ByteReader.Malformed) -> ForecastMemory {
    var reader = ByteReader(bytes)
    guard try reader.data().elementsEqual(version.utf8), try reader.data().elementsEqual(tool) else { throw .init() }
    let outcomes = try reader.list { reader throws(ByteReader.Malformed) in
      let digest = Digest128(first: try reader.wide(), second: try reader.wide())
      return (digest: digest, outcome: try GroupOutcome(&reader))
    }
    guard reader.isAtEnd else { throw .init() }
    return ForecastMemory(outcomes: outcomes)
  }
}

extension ByteWriter {
  fileprivate mutating func write(_ outcome: GroupOutcome) {
    write(outcome.milestones.count)
    for milestone in outcome.milestones {
      write(milestone.p10)
      // Near each other: a byte each.
      write(milestone.p50 - milestone.p10)
      write(milestone.p80 - milestone.p50)
      write(milestone.p90 - milestone.p80)
      write(milestone.criticality.bitPattern)
      write(milestone.chanceByNeedBy) { $0.write($1.bitPattern) }
    }
    write(outcome.chances.count)
    for chance in outcome.chances { write(chance.bitPattern) }
    write(outcome.tornados.count)
    for swings in outcome.tornados {
      write(swings.count)
      for swing in swings {
        write(swing.factor)
        write(swing.low)
        write(swing.high - swing.low)
      }
    }
    write(outcome.outside.count)
    for word in outcome.outside { write(word) }
  }
}

extension ByteReader {
  fileprivate mutating func day(after day: Day) throws(Malformed) -> Day {
    let (number, isTooFar) = Int(day.number).addingReportingOverflow(try number())
    guard !isTooFar, let number = Int32(exactly: number) else { throw Malformed() }
    return Day(number: Int(number))
  }

  fileprivate mutating func double() throws(Malformed) -> Double { Double(bitPattern: try wide()) }
}

extension GroupOutcome {
  fileprivate init(_ reader: inout ByteReader) throws(ByteReader.Malformed) {
    self.init()
    milestones = try reader.list { reader throws(ByteReader.Malformed) in
      let p10 = try reader.day()
      let p50 = try reader.day(after: p10)
      let p80 = try reader.day(after: p50)
      let p90 = try reader.day(after: p80)
      return MilestoneForecast(
        p10: p10, p50: p50, p80: p80, p90: p90, criticality: try reader.double(),
        chanceByNeedBy: try reader.optional { reader throws(ByteReader.Malformed) in try reader.double() })
    }
    chances = try reader.list { reader throws(ByteReader.Malformed) in try reader.double() }
    tornados = try reader.list { reader throws(ByteReader.Malformed) in
      try reader.list { reader throws(ByteReader.Malformed) in
        let factor = try reader.number()
        let low = try reader.day()
        return FactorSwing(factor: factor, low: low, high: try reader.day(after: low))
      }
    }
    outside = try reader.list { reader throws(ByteReader.Malformed) in try reader.wide() }
  }
}
