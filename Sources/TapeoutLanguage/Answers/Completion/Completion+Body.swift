import TapeoutModel

/// What may be typed below the front matter: boxes, waivers, links.
extension Completion {
  var body: CompletionList {
    let line = text.line(text.lineNumber(at: cursor.offset))
    let before = Array(text.bytes[line.lowerBound..<cursor.offset])
    if let link = linkStart(before) { return links(from: line.lowerBound + link) }
    guard Target(path: path)?.isMilestone ?? false, let box = Completion.box(in: before) else {
      return boxes(before, line)
    }
    return waiver(before, from: line.lowerBound, box: box)
  }

  // MARK: Boxes

  /// The offset behind the box of a task item; nil where the line begins with none.
  static func box(in line: [UInt8]) -> Int? {
    guard let start = bullet(line), start + 3 <= line.count, line[start] == UInt8(ascii: "["),
      line[start + 2] == UInt8(ascii: "]")
    else { return nil }
    return start + 3
  }

  /// The offset behind the bullet of a list item and its blank.
  private static func bullet(_ line: [UInt8]) -> Int? {
    var index = line.prefix { $0 == 0x20 || $0 == 0x09 }.count
    guard index < line.count else { return nil }
    if "-*+".utf8.contains(line[index]) {
      index += 1
    } else {
      let digits = line[index...].prefix { (0x30...0x39).contains($0) }.count
      guard digits > 0, index + digits < line.count, line[index + digits] == UInt8(ascii: ".") else { return nil }
      index += digits + 1
    }
    guard index < line.count, line[index] == 0x20 else { return nil }
    return index + line[index...].prefix { $0 == 0x20 }.count
  }

  private func boxes(_ before: [UInt8], _ line: Range<Int>) -> CompletionList {
    guard let start = Completion.bullet(before), before.count == start || before[start...].elementsEqual([0x5B]) else {
      return CompletionList()
    }
    // An editor closes brackets by itself.
    let from = line.lowerBound + start
    var end = cursor.offset
    while end < line.upperBound, [0x20, UInt8(ascii: "]")].contains(text.bytes[end]) { end += 1 }
    let meanings = [("[ ] ", "open"), ("[x] ", "met"), ("[!] ", "failing now"), ("[-] ", "waived")]
    return CompletionList(
      items: meanings.map { CompletionItem(label: $0.0, kind: .enumeration, detail: $0.1, range: from..<end) })
  }

  // MARK: Waivers

  private func waiver(_ before: [UInt8], from start: Int, box: Int) -> CompletionList {
    let inside = before.lastIndex(of: UInt8(ascii: "(")).map { Array(before[($0 + 1)...]) }
    guard let inside, inside.starts(with: "waived".utf8), !inside.contains(UInt8(ascii: ")")) else {
      return wholeWaiver(before, from: start, box: box)
    }
    let words = String(decoding: inside, as: UTF8.self).utf8.split(
      separator: 0x20, omittingEmptySubsequences: false
    ).map { String(Substring($0)) }
    guard !inside.contains(UInt8(ascii: ":")), let last = words.last, words.count > 1 else { return CompletionList() }
    let range = (cursor.offset - last.utf8.count)..<cursor.offset
    var list = CompletionList()
    switch words[words.count - 2] {
    case "waived" where words.count == 2: list.items = [CompletionItem(label: "by", kind: .text, text: "by ")]
    case "by":
      list.items = snapshot.owners.prefix(50).map { CompletionItem(label: $0, kind: .value, text: $0 + " until ") }
    case "until":
      list = dates(TypedDate(last))
      let own = snapshot.chip(chip).map { plan.chips[$0].milestones } ?? .empty
      list.items += own.map {
        CompletionItem(label: plan.milestones[$0].id.milestone, kind: .reference, detail: snapshot.line($0))
      }
    default: list.items = [CompletionItem(label: "until", kind: .text, text: "until ")]
    }
    for index in list.items.indices { list.items[index].range = range }
    return list
  }

  /// `(waived by WHO until WHEN: WHY)` behind an item that has none.
  private func wholeWaiver(_ before: [UInt8], from start: Int, box: Int) -> CompletionList {
    let isWaived = before[box - 2] == UInt8(ascii: "-")
    let opening = before.lastIndex(of: UInt8(ascii: "("))
    let typed = opening.map { before[$0...] }
    guard isWaived || typed.map({ "(waived".utf8.starts(with: $0) }) ?? false else { return CompletionList() }
    let from = typed.map({ "(waived".utf8.starts(with: $0) }) ?? false ? start + (opening ?? 0) : cursor.offset
    let text = snapshot.waiver(for: path)
    return CompletionList(
      items: [
        CompletionItem(
          label: text, kind: .text, detail: "who accepts it unmet, until when, and why",
          text: (from == cursor.offset && before.last != 0x20 ? " " : "") + text, range: from..<cursor.offset)
      ])
  }

  // MARK: Links

  /// Where the address of a link begins that the cursor stands in.
  private func linkStart(_ before: [UInt8]) -> Int? {
    guard let opening = before.lastIndex(of: UInt8(ascii: "(")), opening > 0,
      before[opening - 1] == UInt8(ascii: "]"),
      !before[opening...].contains(where: { $0 == UInt8(ascii: ")") || $0 == 0x20 })
    else { return nil }
    return opening + 1
  }

  private func links(from start: Int) -> CompletionList {
    var list = CompletionList()
    let folder = path.utf8.split(separator: UInt8(ascii: "/")).dropLast().map { String(Substring($0)) }
    let wanted = Array(text[start..<cursor.offset].utf8)
    for file in snapshot.sources.files where file.path != path && !file.isUnread {
      let address = Completion.relative(file.path, from: folder)
      guard wanted.isEmpty || address.utf8.holds(wanted) else { continue }
      guard list.items.count < 200 else {
        list.isIncomplete = true
        break
      }
      list.items.append(CompletionItem(label: address, kind: .file, range: start..<cursor.offset))
    }
    for attachment in plan.attachments.prefix(200) {
      list.items.append(
        CompletionItem(
          label: Completion.relative(attachment, from: folder), kind: .file, range: start..<cursor.offset))
    }
    return list
  }

  /// A path as it is written in a file of a folder, both from the root.
  static func relative(_ path: String, from folder: [String]) -> String {
    let parts = path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    let shared = zip(parts.dropLast(), folder).prefix { $0 == $1 }.count
    return (Array(repeating: "..", count: folder.count - shared) + parts[shared...]).joined(separator: "/")
  }
}

extension Target {
  var isMilestone: Bool { if case .milestone = self { true } else { false } }
}

extension LanguageSnapshot {
  /// A waiver for a criterion of the file at a path, to be completed by whoever grants it: it holds four weeks, and its
  /// owner is the milestone's.
  func waiver(for path: String) -> String {
    var owner = "WHO"
    if case .milestone(let id)? = Target(path: path), let index = plan.milestoneIndex(of: id),
      let known = plan.milestones[index].owner?.value
    {
      owner = known
    }
    return "(waived by \(owner) until \(statusDate + 28): WHY)"
  }
}
