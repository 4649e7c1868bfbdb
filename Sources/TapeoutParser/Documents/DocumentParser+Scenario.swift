import TapeoutModel

extension DocumentParser {
  func scenario(_ id: String, _ origin: Origin, _ reader: inout FieldReader, _ body: BodyReading) -> Scenario {
    var scenario = Scenario(origin: origin, id: id)
    for field in reader.fields(known: FieldTable.scenario.names) {
      switch field.name {
      case "title": scenario.title = reader.text(field)
      default: scenario.changes = changes(field, &reader)
      }
    }
    if !origin.isDamaged {
      reader.require("title", scenario.title != nil, example: "Masks come three weeks later")
      reader.require("changes", !scenario.changes.isEmpty, example: "{custom-1/mask-release: +3w}")
    }
    scenario.origin.unread = reader.unread
    scenario.body = body.body
    return scenario
  }

  private func changes(_ field: FieldReader.Field, _ reader: inout FieldReader) -> [Scenario.Change] {
    reader.freeEntries(field, of: "milestones and risks with what is supposed of each").compactMap { entry in
      let own = FieldReader.Field(name: field.name, key: entry.key, value: entry.value)
      return entry.name.utf8.starts(with: "risk ".utf8)
        ? risk(entry.name, own, &reader) : move(entry.name, own, &reader)
    }
  }

  /// `custom-1/bring-up: +3w`
  private func move(
    _ name: String, _ field: FieldReader.Field, _ reader: inout FieldReader
  ) -> Scenario.Change? {
    guard let milestone = reader.milestone(name, at: field.key, in: field.name, chip: "") else { return nil }
    guard !milestone.id.chip.isEmpty else {
      reader.unread.insert(field.name)
      reader.report(
        "invalid-supposition", at: reader.range(field.key), "“\(name)” does not say which chip’s milestone is meant",
        advice: "Write it as chip/milestone, such as `custom-1/\(name)`.")
      return nil
    }
    guard let text = reader.scalar(field, wants: "a move, such as +3w, or a date") else { return nil }
    guard let move = SupposedMove(text) else {
      let meant = moveMeant(text)
      reader.reject(
        "invalid-supposition", field, "“\(text)” is no move of a milestone",
        advice: meant.map { "Write \($0)." }
          ?? "Write `+3w` or `-5d`, in days, weeks or hours, or the date on which it is supposed to happen.",
        meant: meant)
      return nil
    }
    return .move(milestone, move, value: reader.range(field.value))
  }

  /// A length without its sign, or a date in another way of writing.
  private func moveMeant(_ text: String) -> String? {
    if SupposedMove("+" + text) != nil { return "+" + text }
    let minus = String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\u{2212}" || $0 == "\u{2013}" ? "-" : $0 }))
    if !minus.utf8.elementsEqual(text.utf8), SupposedMove(minus) != nil { return minus }
    return DateSlip(text).meant.flatMap { SupposedMove($0) == nil ? nil : $0 }
  }

  /// `risk custom-1/respin: occurs`
  private func risk(_ name: String, _ field: FieldReader.Field, _ reader: inout FieldReader) -> Scenario.Change? {
    let id = String(Substring(name.utf8.drop { $0 != 0x20 }.drop { $0 == 0x20 }))
    guard let parsed = MilestoneID(parsing: id, chip: ""), !parsed.chip.isEmpty else {
      reader.unread.insert(field.name)
      reader.report(
        "invalid-supposition", at: reader.range(field.key), "“\(name)” does not name a risk of a chip",
        advice: "Write it as `risk chip/id`, such as `risk custom-1/respin`.")
      return nil
    }
    guard let text = reader.scalar(field, wants: "`occurs` or `averted`") else { return nil }
    let occurs = text.utf8.elementsEqual("occurs".utf8)
    guard occurs || text.utf8.elementsEqual("averted".utf8) else {
      let meant = suggestion(for: text, among: ["occurs", "averted"])
      reader.reject(
        "invalid-supposition", field, "“\(text)” is not what can be supposed of a risk",
        advice: meant.map { "Write `\($0)`." } ?? "Write `occurs` or `averted`.", meant: meant)
      return nil
    }
    // The name stands behind the word, in whatever quotes.
    let key = reader.range(field.key)
    let end = Int(key.end) - (reader.tree[field.key].kind == .quoted ? 1 : 0)
    return .risk(
      RiskReference(
        id: RiskID(chip: parsed.chip, risk: parsed.milestone),
        range: SourceRange(key.file, end - id.utf8.count, end)),
      occurs: occurs)
  }
}
