package import TapeoutJSON
import TapeoutModel
import TapeoutParser
import TapeoutRules
import TapeoutSchedule
import TapeoutWording

extension LanguageWorkspace {
  /// `textDocument/hover`: what stands at a place, in a few lines; null where nothing is known of it.
  package func hover(_ path: String, at position: TextPosition) -> JSONValue {
    guard let text = text(at: path), FieldTable(at: path) != nil else { return .null }
    let offset = text.offset(position)
    let cursor = Cursor(text, at: offset)
    let mentions = Mentions(path, text, cursor.tokens)
    var answer = RichText(isMarkdown: client.hasMarkdownHover)
    var range = cursor.range
    if let mention = mentions.mention(at: offset) {
      describe(mention.target, in: &answer)
      range = mention.range
      if let page = page(of: mention.target) { answer.link("Open its page", to: page) }
    } else if cursor.isTitle, let own = Target(path: path) {
      describe(own, in: &answer)
      if let page = page(of: own) { answer.link("Open its page", to: page) }
    } else if cursor.place == .name || cursor.place == .value {
      describe(cursor, at: path, in: &answer)
    }
    guard !answer.text.isEmpty else { return .null }
    return ["contents": answer.json, "range": text.json(range)]
  }

  // MARK: Things with a name

  private func describe(_ target: Target, in answer: inout RichText) {
    switch target {
    case .milestone(let id):
      if let index = plan.milestoneIndex(of: id) {
        describe(index, in: &answer)
      } else {
        answer.words("There is no milestone `\(id)`.")
      }
    case .chip(let id): if let index = snapshot.chip(id) { describe(index, in: &answer) }
    case .partner(let id):
      guard let index = snapshot.partner(id) else { return answer.words("There is no partner `\(id)`.") }
      answer.head(plan.partners[index].displayTitle, plan.partners[index].role.map { "· \($0.value.rawValue)" })
    case .risk(let chip, let id):
      guard let index = snapshot.risk(chip: chip, id: id) else { return }
      answer.head(plan.risks[index].displayTitle, "· \(chip)/\(id)")
      answer.lines(
        [plan.risks[index].probability.map { "Probability \(Wording.share($0.value))" }].compactMap { $0 }
          + plan.risks[index].delays.map { delay in
            "\(delay.milestone.id) +\(delay.duration?.description ?? "?")"
          })
    case .kind(let name):
      guard let kind = snapshot.kinds.first(where: { $0.name == name }) else { return }
      answer.head(kind.title, "· kind \(name)")
      answer.lines([kind.line + (kind.isGate ? " · gate" : "")])
    case .rule(let name):
      guard let rule = RuleSet.rule(named: RuleName(name)) else { return }
      answer.head(name, "· \(rule.defaultSeverity)\(rule.isFixed ? ", always" : "")")
      answer.words(rule.explanation.what)
      answer.words(rule.explanation.why)
      if let rulesURI { answer.link("More about it", to: "\(rulesURI)#\(name)") }
    case .program: answer.head(plan.program.title?.value ?? "The program")
    }
  }

  private func describe(_ index: MilestoneIndex, in answer: inout RichText) {
    answer.head(plan.milestones[index].displayTitle, "· \(plan.milestones[index].id)")
    answer.lines([snapshot.facts(index).joined(separator: " · ")])
    var lines = ["Its date: " + snapshot.driver(index)]
    if let float = snapshot.float(index) { lines.append(float) }
    if let drawn = snapshot.percentiles(index) { lines.append(drawn) }
    if let owner = plan.milestones[index].owner?.value { lines.append("Owner: \(owner)") }
    answer.lines(lines)
    answer.list(
      "Waits for",
      snapshot.schedule.graph.incoming(index).map {
        let from = snapshot.schedule.graph.edges[$0].from
        return "\(plan.milestones[from].id) · \(snapshot.line(from))"
      })
    answer.list(
      "Waits for it",
      snapshot.followers(index).map { "\(plan.milestones[$0].id) · \(snapshot.line($0))" })
  }

  private func describe(_ index: ChipIndex, in answer: inout RichText) {
    let scheduled = snapshot.schedule.chips[index]
    answer.head(plan.chips[index].displayTitle, "· \(plan.chips[index].id)")
    var lines = [
      "\(scheduled.health.word) · launch \(Wording.date(scheduled.launch)) · "
        + Wording.counted(plan.chips[index].milestones.count, "milestone")
    ]
    if let launch = plan.chips[index].launch, let drawn = snapshot.percentiles(launch) { lines.append(drawn) }
    answer.lines(lines)
  }

  // MARK: Fields and dates

  private func describe(_ cursor: Cursor, at path: String, in answer: inout RichText) {
    guard let table = FieldTable(at: path, adding: plan.program.fields) else { return }
    let parent = FieldValue.record(table).value(at: cursor.place == .name ? cursor.path : cursor.path.dropLast())
    let name = cursor.place == .name ? cursor.text : cursor.path.last ?? ""
    var date = try? StatedDate(parsing: cursor.text)
    switch parent {
    case .record(let fields), .records(let fields):
      guard let entry = fields[name] else { return }
      if cursor.place == .name || date == nil || !entry.value.isDate { date = nil }
      if date == nil {
        answer.head(name, words: "· " + entry.value.wording + (entry.isRequired ? ", required" : ""))
        answer.words(entry.summary)
        if cursor.place == .value, case .words(let words) = entry.value,
          let word = words.first(where: { $0.text == cursor.text }), !word.summary.isEmpty
        {
          answer.words("`\(word.text)`: \(word.summary)")
        }
      }
    case .map(let key, _):
      if cursor.place == .name, !key.isDate { date = nil }
      if cursor.place == .value { return describeLength(cursor, path, in: &answer) }
    default: return
    }
    if let date = date?.date { describe(date, under: cursor, at: path, in: &answer) }
  }

  private func describe(_ date: PlanDate, under cursor: Cursor, at path: String, in answer: inout RichText) {
    let day = date.precision == .day ? Wording.weekdays[date.last.weekday - 1] : "counts as \(date.last)"
    answer.head("\(date)", "· \(day) · \(Wording.relative(date.last, to: snapshot.statusDate))")
    guard case .milestone(let id)? = Target(path: path), let index = plan.milestoneIndex(of: id) else { return }
    var lines = [snapshot.facts(index).joined(separator: " · ")]
    if cursor.path.first != "baseline", let baseline = plan.milestones[index].baseline?.value.date {
      lines.append(Wording.slipFromBaseline(baseline.slip(to: date)))
    }
    if let drawn = snapshot.percentiles(index) { lines.append(drawn) }
    answer.lines(lines)
  }

  /// The length of a dependency: the day on which it lets the milestone happen.
  private func describeLength(_ cursor: Cursor, _ path: String, in answer: inout RichText) {
    guard let duration = try? ThreePointDuration(parsing: cursor.text) else { return }
    answer.head(duration.description, duration.isCertain ? nil : "· optimistic..likely..pessimistic")
    guard cursor.path.first == "after", cursor.path.count == 2, case .milestone(let own)? = Target(path: path),
      let index = plan.milestoneIndex(of: own), let from = MilestoneID(parsing: cursor.path[1], chip: own.chip)
    else { return }
    for place in snapshot.schedule.graph.incoming(index) {
      let edge = snapshot.schedule.graph.edges[place]
      guard plan.milestones[edge.from].id == from, let start = snapshot.schedule.milestones[edge.from].earliest else {
        continue
      }
      answer.lines(["\(from) \(start), so \(snapshot.schedule.arrival(edge, from: start)) at the earliest"])
      if let spare = snapshot.schedule.spare(edge), spare > 0 {
        answer.lines(["It may slip \(Wording.counted(spare, "day")) before this moves"])
      }
      return
    }
  }
}

extension FieldValue {
  fileprivate var isDate: Bool {
    switch self {
    case .date, .statedDate, .day, .dayOrDays, .window, .datedReason: true
    default: false
    }
  }
}
