import TapeoutModel

extension DocumentParser {
  private static let milestoneFields = [
    "title", "kind", "stepping", "from", "to", "owner", "baseline", "forecast", "reason", "actual", "accepted",
    "not_before", "need_by", "status", "gate", "after", "history", "rebaselined", "renamed", "source", "tags",
  ]

  func milestone(
    _ id: MilestoneID, _ origin: Origin, _ reader: inout FieldReader, _ body: BodyReading
  ) -> Milestone {
    var milestone = Milestone(origin: origin, id: id, chip: 0)
    var gate: Bool?
    for field in reader.fields(known: Self.milestoneFields) {
      switch field.name {
      case "title": milestone.title = reader.text(field)
      case "kind": (milestone.kind, milestone.kindRange) = kind(field, &reader)
      case "stepping": milestone.stepping = reader.text(field)
      case "from": milestone.from = reader.partner(field)
      case "to": milestone.to = reader.partner(field)
      case "owner": milestone.owner = reader.text(field)
      case "baseline": milestone.baseline = reader.statedDate(field)
      case "forecast": milestone.forecast = reader.statedDate(field)
      case "reason": milestone.reason = reader.text(field)
      case "actual": milestone.actual = reader.date(field)
      case "accepted": milestone.accepted = reader.date(field)
      case "not_before": milestone.notBefore = reader.date(field)
      case "need_by": milestone.needBy = reader.date(field)
      case "status": milestone.status = reader.word(field, as: MilestoneStatus.self)
      case "gate": gate = reader.flag(field)
      case "after": milestone.dependencies = dependencies(field, id.chip, &reader)
      case "history": milestone.history = estimates(field, &reader)
      case "rebaselined": milestone.rebaselinings = rebaselinings(field, &reader)
      case "renamed": milestone.formerIDs = reader.formerMilestones(field, chip: id.chip)
      case "source": milestone.sources = reader.sources(field)
      default: milestone.tags = reader.texts(field)
      }
    }
    if !origin.isDamaged {
      reader.require("title", milestone.title != nil, example: kindTitle(id.milestone) ?? "Tape-out to the foundry")
      reader.require("kind", milestone.kindRange != nil, example: kinds[id.milestone]?.name ?? "review")
    }
    milestone.isGate = gate ?? milestone.kind?.isGate ?? false
    milestone.origin.unread = reader.unread
    milestone.body = body.body
    milestone.criteria = body.criteria
    milestone.criteriaHeading = body.criteriaHeading
    return milestone
  }

  private func kindTitle(_ name: String) -> String? { kinds[name]?.title }

  private func kind(_ field: FieldReader.Field, _ reader: inout FieldReader) -> (MilestoneKind?, SourceRange?) {
    guard let text = reader.scalar(field, wants: "one kind") else { return (nil, nil) }
    let place = reader.range(field.value)
    if let kind = kinds[text] { return (kind, place) }
    guard isComplete else {
      reader.unread.insert(field.name)
      return (nil, place)
    }
    let meant = suggestion(for: text, among: kinds.keys.sorted())
    reader.reject(
      "unknown-kind", field, "There is no milestone kind “\(text)”" + (meant.map { "; did you mean `\($0)`?" } ?? ""),
      advice: meant.map { "Write `\($0)`, or define `\(text)` below kinds: in program.md." }
        ?? "Use a kind of the vocabulary, `review` for a review of your own, or define it below kinds: in program.md.",
      meant: meant)
    return (nil, place)
  }

  private func dependencies(
    _ field: FieldReader.Field, _ chip: String, _ reader: inout FieldReader
  ) -> [Dependency] {
    let tree = reader.tree
    guard tree[field.value].kind == .map else {
      dependencyList(field, &reader)
      return []
    }
    var dependencies: [Dependency] = []
    for entry in reader.freeEntries(field, of: "milestones with durations") {
      guard let predecessor = reader.milestone(entry.name, at: entry.key, in: field.name, chip: chip) else { continue }
      let isUnknown = reader.isToBeDetermined(entry)
      dependencies.append(
        Dependency(
          predecessor: predecessor, duration: isUnknown ? nil : reader.threePointDuration(entry, in: field.name),
          durationRange: reader.range(entry.value), isDurationUnknown: isUnknown))
    }
    return dependencies
  }

  /// `after: tape-out` or a list of milestones: the durations are missing.
  private func dependencyList(_ field: FieldReader.Field, _ reader: inout FieldReader) {
    let tree = reader.tree
    let items = tree[field.value].kind == .list ? Array(tree.children(of: field.value)) : [field.value]
    let names = items.compactMap { tree[$0].isScalar && !tree[$0].text.isEmpty ? tree[$0].text : nil }
    reader.unread.insert(field.name)
    let lines = names.map { "\n  \($0): 0d" }.joined()
    let place = reader.range(field.value)
    let from = (reader.colon(after: field.key) ?? Int(tree[field.key].end)) + 1
    reader.report(
      "wrong-type", at: place, "`after` takes milestones with the time from there to here, not only their names",
      advice: "Write one `milestone: duration` a line below after:, with 0d for the same day.",
      fixes: names.isEmpty
        ? [] : [Fix("give each a duration", replace: SourceRange(reader.file, from, Int(place.end)), with: lines)])
  }

  private func estimates(_ field: FieldReader.Field, _ reader: inout FieldReader) -> [Estimate] {
    var estimates: [Estimate] = []
    for entry in reader.freeEntries(field, of: "days with the estimate made then") {
      if let estimate = reader.estimate(entry) { estimates.append(estimate) }
    }
    return estimates.sorted { $0.madeOn < $1.madeOn }
  }

  private func rebaselinings(_ field: FieldReader.Field, _ reader: inout FieldReader) -> [Rebaselining] {
    var rebaselinings: [Rebaselining] = []
    for entry in reader.freeEntries(field, of: "days with the baseline replaced then") {
      if let rebaselining = reader.rebaselining(entry) { rebaselinings.append(rebaselining) }
    }
    return rebaselinings.sorted { $0.decidedOn < $1.decidedOn }
  }
}
