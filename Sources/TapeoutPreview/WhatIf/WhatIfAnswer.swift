import TapeoutDisk
import TapeoutForecast
import TapeoutJSON
import TapeoutModel
import TapeoutSchedule
import TapeoutWording
import TapeoutWorkspace

/// The launches before and after what is supposed, as JSON.
struct WhatIfAnswer {
  private let edition: Edition
  private let texts: [String]
  private let schedule: Schedule
  private let before: IndexedArray<ChipIndex, LaunchAnswer>
  private let launches: IndexedArray<ChipIndex, LaunchAnswer>

  /// More at once are refused.
  static let mostSuppositions = 100

  /// - Parameters:
  ///   - texts: as `tapeout forecast --what-if` takes them.
  ///   - settings: of the forecast.
  /// - Throws: where a text is no supposition.
  init(_ edition: Edition, _ texts: [String], _ settings: Forecast.Settings) throws(OperationalError) {
    guard texts.count <= WhatIfAnswer.mostSuppositions else {
      throw OperationalError("More than \(WhatIfAnswer.mostSuppositions) suppositions at once are not drawn.")
    }
    let analysis = edition.analysis
    let supposed = try analysis.plan.suppositions(texts, statusDate: analysis.statusDate)
    let plan = supposed.applied(to: analysis.plan)
    let schedule = Schedule(plan, statusDate: analysis.statusDate, whatIfs: supposed.moves)
    var settings = settings
    settings.whatIfs = supposed.moves
    settings.targets = plan.chips.compactMap(\.launch)
    let forecast = waited { [settings] in await Forecast.run(plan, schedule, settings) }
    self.edition = edition
    self.texts = texts
    self.schedule = schedule
    before = edition.isDrawing ? WhatIfAnswer.drawn(edition, settings) : edition.launches
    launches = analysis.launches(schedule, forecast, of: plan)
  }

  /// When each chip will launch, where the edition's own percentiles are still being drawn.
  private static func drawn(
    _ edition: Edition, _ settings: Forecast.Settings
  ) -> IndexedArray<ChipIndex, LaunchAnswer> {
    let analysis = edition.analysis
    var settings = settings
    settings.whatIfs = []
    let forecast = waited { [settings] in await Forecast.run(analysis.plan, analysis.schedule, settings) }
    return analysis.launches(analysis.schedule, forecast)
  }

  func json() -> [UInt8] {
    let window = edition.analysis.plan.program.launchWindow?.value.days
    return JSONWriter.document { json in
      json.add("edition", edition.number)
      json.object("window", of: window) { days, json in
        json.add("from", Int(days.lowerBound.number))
        json.add("to", Int(days.upperBound.number))
      }
      json.add("today", Int(schedule.statusDate.number))
      json.list("chips", zip(before, launches).map { $0 }) { pair, json in
        json.object { json in append(before: pair.0, after: pair.1, to: &json) }
      }
      json.add("said", said)
      json.add("command", command)
    }
  }

  private func append(before: LaunchAnswer, after: LaunchAnswer, to json: inout JSONWriter) {
    let plan = edition.analysis.plan
    json.add("id", plan.chips[after.chip].id)
    json.add("title", after.chipTitle)
    json.add("page", "/chips/\(plan.chips[after.chip].id).html")
    json.object("before") { json in append(before, to: &json) }
    json.object("after") { json in append(after, to: &json) }
    json.add("move", WhatIfAnswer.move(before.planned?.last, after.planned?.last))
    json.list("cells", cells(before: before, after: after)) { cell, json in
      json.object { json in
        json.add("name", cell.name)
        json.add("before", cell.before)
        json.add("after", cell.after)
        json.add("move", cell.move)
      }
    }
  }

  /// The days of a picture.
  private func append(_ answer: LaunchAnswer, to json: inout JSONWriter) {
    json.add("plan", (answer.planned?.last).map { Int($0.number) })
    json.add("p50", answer.p50.map { Int($0.number) })
    json.add("p80", answer.p80.map { Int($0.number) })
  }

  private struct Cell {
    var name: String
    var before: String
    var after: String
    /// How far it moves; nil where it does not or nobody can tell.
    var move: String?
  }

  private func cells(before: LaunchAnswer, after: LaunchAnswer) -> [Cell] {
    func value(_ name: String, _ answer: LaunchAnswer) -> String {
      Wording.cells(answer).first { $0.name == name }?.value.text ?? "–"
    }
    var cells = [
      Cell(
        name: "Plan", before: Wording.date(before).text, after: Wording.date(after).text,
        move: WhatIfAnswer.move(before.planned?.last, after.planned?.last)),
      Cell(
        name: "P50", before: value("P50", before), after: value("P50", after),
        move: WhatIfAnswer.move(before.p50, after.p50)),
      Cell(
        name: "P80", before: value("P80", before), after: value("P80", after),
        move: WhatIfAnswer.move(before.p80, after.p80)),
    ]
    if let window = after.window {
      let name = "In \(Wording.windowName(window))"
      cells.append(Cell(name: name, before: value(name, before), after: value(name, after)))
    }
    return cells
  }

  private static func move(_ before: Day?, _ after: Day?) -> String? {
    guard let before, let after, before != after else { return nil }
    return Wording.slip(after - before)
  }

  /// What has changed, in a sentence for each launch.
  private var said: String {
    if texts.isEmpty { return "Nothing is supposed yet." }
    let sentences = zip(before, launches).compactMap { before, after -> String? in
      let parts = cells(before: before, after: after).filter { $0.before != $0.after }
        .map { "\($0.name) \($0.after) instead of \($0.before)" }
      return parts.isEmpty ? nil : "\(after.chipTitle): \(Wording.list(parts))."
    }
    return sentences.isEmpty ? "No launch moves." : sentences.joined(separator: " ")
  }

  /// What a shell takes: nothing in it needs quotes but the space behind `risk`.
  private var command: String {
    (["tapeout forecast"]
      + texts.map { text in
        "--what-if " + (text.utf8.contains(UInt8(ascii: " ")) ? "'\(text)'" : text)
      }).joined(separator: " ")
  }
}
