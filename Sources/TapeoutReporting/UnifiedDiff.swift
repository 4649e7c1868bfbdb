/// The difference of two texts as `diff -u` writes it, so that `git apply` reads it.
package struct UnifiedDiff {
  private let old: [Line]
  private let new: [Line]

  private struct Line: Hashable {
    let bytes: ArraySlice<UInt8>
  }

  /// Lines that stay, around those that change.
  private static let context = 3

  package init(_ old: [UInt8], _ new: [UInt8]) {
    self.old = UnifiedDiff.lines(old)
    self.new = UnifiedDiff.lines(new)
  }

  /// Each with its end; LF ends one, as for diff.
  private static func lines(_ bytes: [UInt8]) -> [Line] {
    var lines: [Line] = []
    var start = 0
    for index in bytes.indices where bytes[index] == 0x0A {
      lines.append(Line(bytes: bytes[start...index]))
      start = index + 1
    }
    if start < bytes.count { lines.append(Line(bytes: bytes[start...])) }
    return lines
  }

  /// A file's difference with its head; empty where nothing is another text and the path is the same.
  ///
  /// - Parameter isNew: whether there was no file before.
  package static func printed(
    path: String, newPath: String, old: [UInt8], new: [UInt8], isNew: Bool = false, style: TextStyle
  ) -> String {
    let hunks = UnifiedDiff(old, new).hunks(style)
    var head = ""
    if path != newPath {
      head = "diff --git a/\(path.printable) b/\(newPath.printable)\n"
      head += "rename from \(path.printable)\nrename to \(newPath.printable)\n"
    }
    guard !hunks.isEmpty else { return head }
    let from = isNew ? "/dev/null" : "a/\(path.printable)"
    return style.bold(head + "--- \(from)\n+++ b/\(newPath.printable)\n") + hunks
  }

  private enum Part {
    case same(Line)
    case removed(Line)
    case inserted(Line)

    var isChange: Bool { if case .same = self { false } else { true } }
  }

  private var parts: [Part] {
    let difference = new.difference(from: old)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var parts: [Part] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      if left < old.count, removed.contains(left) {
        parts.append(.removed(old[left]))
        left += 1
      } else if right < new.count, inserted.contains(right) {
        parts.append(.inserted(new[right]))
        right += 1
      } else {
        parts.append(.same(old[left]))
        left += 1
        right += 1
      }
    }
    return parts
  }

  private func hunks(_ style: TextStyle) -> String {
    let parts = parts
    let changed = parts.indices.filter { parts[$0].isChange }
    var text = ""
    var (left, right, position) = (0, 0, 0)
    var index = 0
    while index < changed.count {
      let start = max(changed[index] - UnifiedDiff.context, 0)
      var end = changed[index]
      while index < changed.count, changed[index] <= end + 2 * UnifiedDiff.context {
        end = changed[index]
        index += 1
      }
      end = min(end + UnifiedDiff.context, parts.count - 1)
      while position < start {
        left += 1
        right += 1
        position += 1
      }
      let hunk = parts[start...end]
      let oldCount = hunk.count { if case .inserted = $0 { false } else { true } }
      let newCount = hunk.count { if case .removed = $0 { false } else { true } }
      text += "@@ -\(range(left, oldCount)) +\(range(right, newCount)) @@\n"
      for part in hunk { text += printed(part, style) }
      left += oldCount
      right += newCount
      position = end + 1
    }
    return text
  }

  private func range(_ start: Int, _ count: Int) -> String {
    count == 1 ? "\(start + 1)" : "\(count == 0 ? start : start + 1),\(count)"
  }

  private func printed(_ part: Part, _ style: TextStyle) -> String {
    let (mark, line) =
      switch part {
      case .same(let line): (" ", line)
      case .removed(let line): ("-", line)
      case .inserted(let line): ("+", line)
      }
    var bytes = line.bytes
    let hasEnd = bytes.last == 0x0A
    if hasEnd { bytes.removeLast() }
    // A carriage return before the line's end is part of it; anywhere else it is shown, not sent to the terminal.
    let isCarriageReturn = hasEnd && bytes.last == 0x0D
    if isCarriageReturn { bytes.removeLast() }
    let text = mark + String(decoding: bytes, as: UTF8.self).printable
    let colored =
      switch part {
      case .same: text
      case .removed: style.removed(text)
      case .inserted: style.added(text)
      }
    return colored + (isCarriageReturn ? "\r" : "") + "\n" + (hasEnd ? "" : "\\ No newline at end of file\n")
  }
}
