import TapeoutDisk
import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTestSupport
import Testing

@testable import TapeoutWorkspace

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("The cache of forecasts")
struct ForecastCacheTests {
  private let folder: TemporaryFolder
  private let project: Project
  private let cache: ForecastCache

  init() throws {
    folder = try TemporaryFolder()
    try folder.makeFolder("plan/Content")
    project = try Project(root: "\(folder.path)/plan")
    cache = try #require(ForecastCache(folder: "\(folder.path)/cache", project: project))
  }

  private func plan(_ duration: String = "4w..6w..20w") -> Plan {
    var builder = PlanBuilder()
    for chip in ["b", "c", "d", "e"] {
      builder.add("\(chip)/start", actual: "2026-01-10")
      builder.add("\(chip)/middle", after: ["\(chip)/start": "1w..2w..9w"], needBy: "2026-02-14")
      builder.add("\(chip)/launch", after: ["\(chip)/middle": chip == "c" ? duration : "4w..6w..20w"])
      builder.launch("\(chip)/launch")
    }
    builder.risk("c/respin", 0.3, ["c/launch": "4w"])
    builder.window("2026-01-01", "2026-05-01")
    return builder.plan()
  }

  /// Enough for eight dependencies to be worth a file.
  private static var settings: Forecast.Settings {
    var settings = Forecast.Settings()
    settings.samples = ForecastCache.fewestDraws / 8
    return settings
  }

  private func isSame(
    _ plan: Plan, _ cache: ForecastCache, _ settings: Forecast.Settings = ForecastCacheTests.settings
  ) async -> Bool {
    let schedule = Schedule(plan, statusDate: Day(unchecked: 2026, 1, 15))
    let (forecast, tornados) = await cache.forecast(plan, schedule, settings)
    let (fresh, freshTornados) = await Forecast.runWithTornados(plan, schedule, settings)
    return forecast.milestones == fresh.milestones && forecast.chanceInWindow == fresh.chanceInWindow
      && forecast.chanceAllInWindow == fresh.chanceAllInWindow && tornados.map(\.bars) == freshTornados.map(\.bars)
  }

  private var files: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/cache/tapeout")) ?? []
  }

  private func bytes() throws -> [UInt8] {
    let name = try #require(files.first)
    return Array(try #require(FileManager.default.contents(atPath: "\(folder.path)/cache/tapeout/\(name)")))
  }

  @Test("A forecast is the same with and without it; only what was drawn anew is written")
  func roundTrip() async throws {
    #expect(await isSame(plan(), cache))
    #expect(files.count == 1)
    let written = try bytes()
    let path = "\(folder.path)/cache/tapeout/\(files.first ?? "")"
    // Long ago, so that a file that is written again shows it.
    try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: path)
    #expect(await isSame(plan(), cache))
    let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    #expect(date == Date(timeIntervalSince1970: 1))
    #expect(try bytes() == written)
    #expect(await isSame(plan("4w..7w..20w"), cache))
    #expect(try bytes() != written)
    #expect(files.count == 1)
  }

  @Test("A plan that takes no time to draw neither reads nor writes it")
  func small() async {
    #expect(await isSame(plan(), cache, Forecast.Settings()))
    #expect(files.isEmpty)
  }

  @Test("Projects have files of their own")
  func projects() async throws {
    try folder.makeFolder("other/Content")
    let other = try #require(
      ForecastCache(folder: "\(folder.path)/cache", project: Project(root: "\(folder.path)/other")))
    #expect(await isSame(plan(), cache))
    #expect(await isSame(plan("4w..7w..20w"), other))
    #expect(files.count == 2)
  }

  @Test("A damaged one is as good as none: every byte flipped, every length cut")
  func damage() async throws {
    let plan = plan()
    var settings = Forecast.Settings()
    settings.samples = 200
    let (_, _, memory) = await Forecast.runWithTornados(
      plan, Schedule(plan, statusDate: Day(unchecked: 2026, 1, 15)), settings, from: ForecastMemory())
    let tool = Array("tool".utf8)
    let good = ForecastCoding.encode(memory, tool: tool)
    let decoded = try #require(ForecastCoding.decode(good, tool: tool))
    #expect(decoded.outcomes.map(\.digest) == memory.outcomes.map(\.digest))
    #expect(decoded.outcomes.map(\.outcome) == memory.outcomes.map(\.outcome))
    #expect(ForecastCoding.size(memory) >= good.count / 2)
    #expect(ForecastCoding.decode(good, tool: Array("another".utf8)) == nil)
    for index in good.indices {
      var bad = good
      bad[index] ^= UInt8(1 << (index % 8))
      #expect(ForecastCoding.decode(bad, tool: tool) == nil)
      #expect(ForecastCoding.decode(Array(good[..<index]), tool: tool) == nil)
      // With a checksum that fits, it must not crash, whatever it says.
      let forged = ByteWriter(Array(bad.dropLast(8))).sealed()
      guard let memory = ForecastCoding.decode(forged, tool: tool) else { continue }
      _ = await Forecast.runWithTornados(
        plan, Schedule(plan, statusDate: Day(unchecked: 2026, 1, 15)), settings, from: memory)
    }
    #expect(ForecastCoding.decode(good + good, tool: tool) == nil)
    #expect(ForecastCoding.decode([], tool: tool) == nil)
  }

  @Test(
    "Whatever lies in its place, the forecast is the same",
    arguments: ["junk", "nothing", "folder", "pipe", "link", "rights", "no folder"])
  func obstacles(_ obstacle: String) async throws {
    #expect(await isSame(plan(), cache))
    let name = "cache/tapeout/\(files.first ?? "")"
    switch obstacle {
    case "junk": try folder.write(name, "junk")
    case "nothing": try folder.write(name, "")
    case "rights": try folder.setMode(name, 0o666)
    case "no folder":
      try FileManager.default.removeItem(atPath: "\(folder.path)/cache")
      try folder.write("cache", "x")
    default:
      try FileManager.default.moveItem(atPath: "\(folder.path)/\(name)", toPath: "\(folder.path)/moved")
      if obstacle == "folder" { try folder.makeFolder(name) }
      if obstacle == "pipe" { try folder.makePipe(name) }
      if obstacle == "link" { try folder.makeLink(name, to: "\(folder.path)/moved") }
    }
    for duration in ["4w..6w..20w", "4w..7w..20w"] { #expect(await isSame(plan(duration), cache)) }
  }
}
