package import TapeoutJSON
import TapeoutModel
import TapeoutParser

/// What a document, or the whole project, is made of.
extension LanguageWorkspace {
  // MARK: One document

  /// `textDocument/documentSymbol`: the fields, the headings and the exit criteria below them.
  package func symbols(_ path: String) -> JSONValue {
    guard let text = text(at: path), FieldTable(at: path) != nil else { return .null }
    let symbols = DocumentOutline(path, text).symbols
    if client.hasHierarchicalSymbols { return .array(symbols.map { $0.json(text) }) }
    let uri = JSONValue.string(uri(of: path))
    return .array(
      symbols.flatMap(\.all).map { symbol in
        [
          "name": .string(symbol.name), "kind": .integer(symbol.kind.rawValue),
          "location": ["uri": uri, "range": text.json(symbol.range)],
        ]
      })
  }

  /// `textDocument/foldingRange`: the front matter, fields over several lines, and what stands below each heading.
  package func foldingRanges(_ path: String) -> JSONValue {
    guard let text = text(at: path), FieldTable(at: path) != nil else { return .null }
    let outline = DocumentOutline(path, text)
    var ranges: [(first: Int, last: Int, kind: String?)] = []
    if let front = outline.frontMatter, text.lineCount > 1 {
      let last = text.lineNumber(at: max(front.lowerBound, front.upperBound - 1))
      // The closing line, where there is one.
      ranges.append((0, min(last + 1, text.lineCount - 1), "region"))
    }
    for symbol in outline.symbols.flatMap(\.all) {
      let first = text.lineNumber(at: symbol.range.lowerBound)
      var last = text.lineNumber(at: max(symbol.range.lowerBound, symbol.range.upperBound - 1))
      while last > first, text.line(last).isEmpty { last -= 1 }
      if last > first { ranges.append((first, last, nil)) }
    }
    let limit = client.foldingLimit ?? ranges.count
    return .array(
      ranges.prefix(limit).map { range in
        [
          "startLine": .integer(range.first), "endLine": .integer(range.last),
          "kind": range.kind.map { .string($0) },
        ]
      })
  }

  // MARK: The project

  /// The most symbols of one answer.
  private static let mostSymbols = 200

  /// `workspace/symbol`: chips, milestones, partners and risks whose id or title holds the letters of a query in their
  /// order.
  package func workspaceSymbols(_ query: String) -> [JSONValue] {
    let wanted = Array(query.lowercased().utf8).filter { $0 != 0x20 }
    var found: [JSONValue] = []
    func add(
      _ name: String, title: String, as kind: DocumentSymbol.Kind, at origin: Origin, in container: String?
    ) {
      guard found.count < LanguageWorkspace.mostSymbols, name.matches(wanted) || title.matches(wanted) else { return }
      let path = snapshot.sources[origin.file].path
      guard let location = location(path, 0..<0) else { return }
      found.append([
        "name": .string(name == title ? name : "\(name) · \(title)"), "kind": .integer(kind.rawValue),
        "location": location, "containerName": container.map { .string($0) },
      ])
    }
    for chip in plan.chips { add(chip.id, title: chip.displayTitle, as: .module, at: chip.origin, in: nil) }
    for partner in plan.partners {
      add(partner.id, title: partner.displayTitle, as: .namespace, at: partner.origin, in: nil)
    }
    for index in plan.milestones.indices {
      if found.count >= LanguageWorkspace.mostSymbols { break }
      let chip = plan.chips[plan.milestones[index].chip].displayTitle
      add(
        plan.milestones[index].id.description, title: plan.milestones[index].displayTitle, as: .event,
        at: plan.milestones[index].origin, in: chip)
    }
    for risk in plan.risks {
      let chip = plan.chips[risk.chip]
      add(
        "\(chip.id)/\(risk.id)", title: risk.displayTitle, as: .constant, at: risk.origin, in: chip.displayTitle)
    }
    return found
  }
}

extension String {
  /// Whether its letters hold others in their order, whatever stands between them.
  fileprivate func matches(_ wanted: [UInt8]) -> Bool {
    guard !wanted.isEmpty else { return true }
    var next = 0
    for byte in lowercased().utf8 where byte == wanted[next] {
      next += 1
      if next == wanted.count { return true }
    }
    return false
  }
}
