package import TapeoutJSON
import TapeoutModel
import TapeoutParser
import TapeoutSchedule
import TapeoutWording

/// What the plan says beside what is written.
extension LanguageWorkspace {
  // MARK: Inlay hints

  /// `textDocument/inlayHint`: what a milestone's date comes to, and when each dependency lets it happen.
  package func inlayHints(_ path: String, _ range: Range<TextPosition>) -> JSONValue {
    guard let text = text(at: path), let target = Target(path: path) else { return .null }
    var hints: [(offset: Int, label: String)] = []
    let tokens = FrontMatterTokens(text).tokens
    switch target {
    case .milestone(let id):
      guard let index = plan.milestoneIndex(of: id) else { return [] }
      let place = ["forecast", "baseline", "title"].lazy.compactMap { end(of: $0, in: tokens) }.first
      if let place, !plan.milestones[index].isDropped { hints.append((place, label(index))) }
      hints += arrivals(index, id.chip, tokens)
    case .chip(let id):
      guard let chip = snapshot.chip(id), let place = end(of: "title", in: tokens) else { return [] }
      let scheduled = snapshot.schedule.chips[chip]
      hints.append((place, "\(scheduled.health.word) · launch \(Wording.date(scheduled.launch))"))
    default: return []
    }
    return .array(
      hints.map { (text.position($0.offset), $0.label) }.filter { range.lowerBound <= $0.0 && $0.0 <= range.upperBound }
        .map { position, label in
          ["position": position.json, "label": .string(label), "paddingLeft": true]
        })
  }

  private func end(of field: String, in tokens: [FrontMatterTokens.Token]) -> Int? {
    tokens.first { $0.role == .value && $0.path == [field] && !$0.text.isEmpty }?.range.upperBound
  }

  /// `expected 2026-04-09 · +7 d · blocks 3`
  private func label(_ index: MilestoneIndex) -> String {
    let scheduled = snapshot.schedule.milestones[index]
    var parts: [String] = []
    if !plan.milestones[index].isDone {
      parts.append(scheduled.expected.map { "expected \($0)" } ?? "no date")
    }
    if let slip = scheduled.slipDays { parts.append(slip == 0 ? "on its baseline" : Wording.slip(slip)) }
    let followers = snapshot.followers(index).count { !plan.milestones[$0].isDone && !plan.milestones[$0].isDropped }
    if followers > 0, !plan.milestones[index].isDone { parts.append("blocks \(followers)") }
    return parts.isEmpty ? scheduled.health.word : parts.joined(separator: " · ")
  }

  private func arrivals(
    _ index: MilestoneIndex, _ chip: String, _ tokens: [FrontMatterTokens.Token]
  ) -> [(offset: Int, label: String)] {
    let graph = snapshot.schedule.graph
    return tokens.compactMap { token in
      guard token.role == .value, token.path.count == 2, token.path[0] == "after", !token.text.isEmpty,
        let from = MilestoneID(parsing: token.path[1], chip: chip),
        let edge = graph.incoming(index).lazy.map({ graph.edges[$0] }).first(where: {
          plan.milestones[$0.from].id == from
        }),
        !edge.isUnknown, let start = snapshot.schedule.milestones[edge.from].expected
      else { return nil }
      return (token.range.upperBound, "→ \(snapshot.schedule.arrival(edge, from: start))")
    }
  }

  // MARK: Code lenses

  /// The command of a lens: it shows a document.
  package static let openCommand = "tapeout.open"

  /// `textDocument/codeLens`: over each entry of `after`, what is waited for.
  package func codeLenses(_ path: String) -> JSONValue {
    guard let text = text(at: path), case .milestone(let own)? = Target(path: path) else { return .null }
    let schedule = snapshot.schedule
    let index = plan.milestoneIndex(of: own)
    return .array(
      FrontMatterTokens(text).tokens.compactMap { token in
        guard token.role == .name, token.path == ["after"], let id = MilestoneID(parsing: token.text, chip: own.chip),
          let from = plan.milestoneIndex(of: id)
        else { return nil }
        var title = snapshot.line(from)
        let edge = index.flatMap { index in
          schedule.graph.incoming(index).lazy.map { schedule.graph.edges[$0] }.first { $0.from == from }
        }
        if let edge, schedule.milestones[from].driver != .actual, let spare = schedule.spare(edge) {
          title += spare > 0 ? " · may slip \(Wording.counted(spare, "day"))" : " · makes the date"
        }
        return [
          "range": text.json(token.range),
          "command": [
            "title": .string(title), "command": .string(LanguageWorkspace.openCommand),
            "arguments": [.string(uri(of: id.path))],
          ],
        ]
      })
  }

  // MARK: Links

  /// `textDocument/documentLink`: links between content files, which lead to the files; the title, to the file's page in a
  /// preview that runs.
  package func documentLinks(_ path: String) -> JSONValue {
    guard let text = text(at: path), FieldTable(at: path) != nil else { return .null }
    let part = PlanPart(path: path, bytes: text.bytes, kinds: PlanKinds(of: nil))
    var links: [JSONValue] = []
    if let page = page(ofFile: path),
      let title = FrontMatterTokens(text).tokens.first(where: { $0.role == .value && $0.path == ["title"] })
    {
      links.append(
        ["range": text.json(title.range), "target": .string(page), "tooltip": "Open the page in the preview"])
    }
    for link in part.body?.links ?? [] {
      guard case .file(let target) = ContentLink(link.destination, from: path) else { continue }
      links.append(["range": text.json(link.range.offsets), "target": .string(uri(of: target))])
    }
    return .array(links)
  }
}
