import TapeoutModel

extension DocumentParser {
  func milestone(
    _ id: MilestoneID, _ origin: Origin, _ reader: inout FieldReader, _ body: BodyReading
  ) -> Milestone {
    var milestone = Milestone(origin: origin, id: id, chip: ChipIndex(0))
    var gate: Bool?
    reader.allowsUnknownFields = !knowsOwnFields
    for field in reader.fields(known: milestoneFields) {
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
      case "status": milestone.status = status(field, &reader)
      case "gate": gate = reader.flag(field)
      case "after": milestone.dependencies = dependencies(field, id.chip, &reader)
      case "history": milestone.history = estimates(field, &reader)
      case "rebaselined": milestone.rebaselinings = rebaselinings(field, &reader)
      case "renamed": milestone.formerIDs = reader.formerMilestones(field, chip: id.chip)
      case "source": milestone.sources = reader.sources(field)
      case "tags": milestone.tags = reader.texts(field)
      default: if let value = ownValue(field, &reader) { milestone.ownValues.append(value) }
      }
    }
    if !origin.isDamaged {
      let kind = kinds[id.milestone]
      reader.require(
        "title", milestone.title != nil, example: kind?.title ?? "Tape-out to the foundry", isCertain: kind != nil)
      reader.require("kind", milestone.kindRange != nil, example: kind?.name ?? "review", isCertain: kind != nil)
    }
    milestone.isGate = gate ?? milestone.kind?.isGate ?? false
    milestone.origin.unread = reader.unread
    milestone.body = body.body
    milestone.criteria = body.criteria
    milestone.criteriaHeading = body.criteriaHeading
    milestone.hasUnreadCriteria = body.hasUnreadCriteria
    return milestone
  }

  private func ownValue(_ field: FieldReader.Field, _ reader: inout FieldReader) -> OwnValue? {
    guard let own = ownFields.first(where: { $0.name == field.name }) else { return nil }
    let text: String?
    switch own.kind {
    case .text: text = reader.text(field)?.value
    case .number: text = reader.number(field)
    case .date: text = reader.date(field)?.value.description
    case .link: text = reader.address(field)?.value
    case .flag: text = reader.flag(field).map { $0 ? "yes" : "no" }
    }
    return text.map { OwnValue(field: own.name, text: $0) }
  }

  /// What dates tell is no status: whoever writes `status: done` is told how a milestone becomes done.
  private func status(_ field: FieldReader.Field, _ reader: inout FieldReader) -> Located<MilestoneStatus>? {
    if reader.tree[field.value].isScalar {
      let word = reader.tree[field.value].text.lowercased()
      if Self.wordsForDone.contains(word) {
        reader.reject(
          "wrong-type", field,
          "`status` cannot be “\(reader.tree[field.value].text)”: a milestone is done by its `actual`",
          advice: "Write `actual:` with the day on which it happened, and take `status:` out.")
        return nil
      }
      if Self.wordsForPending.contains(word) {
        reader.reject(
          "wrong-type", field,
          "`status` cannot be “\(reader.tree[field.value].text)”: that is worked out from the dates",
          advice: "Take `status:` out; only blocked and dropped are written, with a `reason:`.")
        return nil
      }
    }
    return reader.word(field, as: MilestoneStatus.self)
  }

  private static let wordsForDone: Set = [
    "done", "complete", "completed", "finished", "closed", "met", "passed", "achieved", "reached", "released",
    "shipped",
    "delivered", "accepted", "approved", "actual", "yes", "true", "100%", "fertig", "erledigt", "selesai", "完成", "已完成",
  ]
  private static let wordsForPending: Set = [
    "open", "planned", "pending", "todo", "to do", "not started", "in progress", "in-progress", "started", "ongoing",
    "active", "wip", "on track", "on-track", "late", "at risk", "at-risk", "delayed", "overdue", "green", "yellow",
    "amber", "red", "no", "false", "tbd",
  ]

  private func kind(_ field: FieldReader.Field, _ reader: inout FieldReader) -> (MilestoneKind?, SourceRange?) {
    guard let text = reader.scalar(field, wants: "one kind") else { return (nil, nil) }
    let place = reader.range(field.value)
    if let kind = kinds[text] { return (kind, place) }
    guard isComplete else {
      reader.unread.insert(field.name)
      return (nil, place)
    }
    let meant = suggestion(for: text, among: kindNames)
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

  /// `after: tape-out` or a list of milestones: the durations are missing, or stand where they are not read.
  private func dependencyList(_ field: FieldReader.Field, _ reader: inout FieldReader) {
    reader.unread.insert(field.name)
    let place = reader.range(field.value)
    guard let pairs = dependencyPairs(field, reader) else {
      reader.report(
        "wrong-type", at: place, "`after` takes milestones with the time from there to here, not only their names",
        advice: "Write one `milestone: duration` a line below after:, with 0d for the same day.")
      return
    }
    let lines = pairs.map { "\n  \($0)" }.joined()
    let from = (reader.colon(after: field.key) ?? Int(reader.tree[field.key].end)) + 1
    let isList = reader.tree[field.value].kind == .list
    reader.report(
      "wrong-type", at: place,
      isList
        ? "`after` takes milestones with durations, not a list of them"
        : "There is no space after the colon of `\(pairs[0].name):`",
      advice: "Write one `milestone: duration` a line below after:, such as `\(pairs[0])`.",
      fixes: [
        Fix("write `milestone: duration`", replace: SourceRange(reader.file, from, Int(place.end)), with: lines)
      ])
  }

  /// The milestones and durations that stand in the value, however they were written; nil where anything else does, a
  /// comment too, which a rewritten value would lose.
  private func dependencyPairs(_ field: FieldReader.Field, _ reader: FieldReader) -> [ReferencePair]? {
    let tree = reader.tree
    guard !reader.text(of: field.value).utf8.contains(UInt8(ascii: "#")) else { return nil }
    var pairs: [ReferencePair] = []
    for item in tree[field.value].kind == .list ? Array(tree.children(of: field.value)) : [field.value] {
      if tree[item].isScalar {
        guard let found = ReferencePair.all(in: tree[item].text) else { return nil }
        pairs += found
      } else if tree[item].kind == .map {
        for (key, value) in tree.entries(of: item) {
          guard tree[value].isScalar, let pair = ReferencePair(name: tree[key].text, duration: tree[value].text) else {
            return nil
          }
          pairs.append(pair)
        }
      } else {
        return nil
      }
    }
    return pairs.isEmpty || Set(pairs.map(\.name)).count < pairs.count ? nil : pairs
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
