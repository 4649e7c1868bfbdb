import TapeoutModel
import TapeoutParser

/// Lets the links and pictures of a body lead to the same files when one of these, or the body's own, has moved.
struct LinkRewriting {
  /// The file that holds the body, before and after.
  private let source: String
  private let newSource: String
  private let move: PathMove

  init(_ source: String, _ move: PathMove) {
    self.source = source
    self.move = move
    newSource = move.path(of: source)
  }

  /// A link that no place in the text could be found for.
  struct Unfollowed: Error {
    let range: SourceRange
  }

  /// Whether a link needs another destination.
  func changes(_ destination: String) -> Bool { target(of: destination) != nil }

  /// Where a link leads afterwards; nil where what is written leads there already.
  private func target(of destination: String) -> (old: String, new: String)? {
    guard case .file(let old) = ContentLink(destination, from: source) else { return nil }
    let new = move.path(of: old)
    return ContentLink(destination, from: newSource) == .file(new) ? nil : (old, new)
  }

  /// The edits of a body.
  ///
  /// What looks like a link's destination is found in the text, and Markdown is asked which of them are: each gets a
  /// mark in its place, and a second reading tells where the marks have come to. So destinations in code stay as they
  /// are, and those of definitions are found wherever they stand. Linear in the body.
  func edits(in bytes: [UInt8], from start: Int, chip: String) -> Result<[ContentEdit], Unfollowed> {
    let candidates = LinkDestination.all(in: bytes, from: start).compactMap { candidate in
      target(of: candidate.text).map { (candidate.range, candidate.text, rewritten(candidate, $0)) }
    }
    let before = BodyReader.read(bytes, from: start, file: FileID(0), chip: chip).body.links
    let mark = mark(apartFrom: before)
    let marks = candidates.enumerated().map { ContentEdit(replacing: $1.0, with: "\(mark)\($0)") }
    let after =
      marks.applied(to: bytes).map { BodyReader.read($0, from: start, file: FileID(0), chip: chip).body.links } ?? []
    guard after.count == before.count else { return .failure(Unfollowed(range: firstConcerned(before))) }
    var used: Set<Int> = []
    for (old, marked) in zip(before, after) {
      if marked.destination.utf8.starts(with: mark.utf8),
        let place = Int(String(Substring(marked.destination.utf8.dropFirst(mark.utf8.count)))),
        candidates.indices.contains(place), candidates[place].1.utf8.elementsEqual(old.destination.utf8)
      {
        used.insert(place)
      } else if changes(old.destination) || !marked.destination.utf8.elementsEqual(old.destination.utf8) {
        return .failure(Unfollowed(range: old.range))
      }
    }
    return .success(used.sorted().map { ContentEdit(replacing: candidates[$0].0, with: candidates[$0].2) })
  }

  private func firstConcerned(_ links: [Body.Link]) -> SourceRange {
    links.first { changes($0.destination) }?.range ?? SourceRange(startOf: FileID(0))
  }

  /// What no link of a body leads to: a number before it sets it apart.
  private func mark(apartFrom links: [Body.Link]) -> String {
    let word = "mark-"
    let taken = Set(
      links.compactMap { link -> Int? in
        guard link.destination.utf8.starts(with: word.utf8) else { return nil }
        let digits = link.destination.utf8.dropFirst(word.utf8.count).prefix { (0x30...0x39).contains($0) }
        return Int(String(Substring(digits)))
      })
    return "\(word)\((0...taken.count).first { !taken.contains($0) } ?? 0)-"
  }

  // MARK: Writing

  private func rewritten(_ candidate: LinkDestination, _ target: (old: String, new: String)) -> String {
    if candidate.isPlain, let text = replacingNames(in: candidate.text, target),
      ContentLink(text, from: newSource) == .file(target.new)
    {
      return text
    }
    let end = candidate.text.utf8.firstIndex { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?") }
    // As it was written, with what is escaped.
    let rest = end == nil ? "" : candidate.rest
    return relativePath(to: target.new).percentEncoded + rest
  }

  /// The destination with other names for what has moved, written as before otherwise.
  private func replacingNames(in destination: String, _ target: (old: String, new: String)) -> String? {
    let (old, new) = (parts(target.old), parts(target.new))
    guard old.count == new.count else { return nil }
    let end = destination.utf8.firstIndex { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?") }
    let path = destination[..<(end ?? destination.endIndex)]
    var depth = parts(source).count - 1
    var written: [String] = []
    for part in path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      let text = String(Substring(part))
      switch text {
      case "", ".": written.append(text)
      case "..":
        depth -= 1
        written.append(text)
      default:
        let isRenamed = old.indices.contains(depth) && old[depth] == text && new[depth] != text
        written.append(isRenamed ? new[depth] : text)
        depth += 1
      }
    }
    return written.joined(separator: "/") + destination[(end ?? destination.endIndex)...]
  }

  private func relativePath(to target: String) -> String {
    let (from, to) = (parts(newSource).dropLast(), parts(target))
    var shared = 0
    while shared < from.count, shared < to.count - 1, from[shared] == to[shared] { shared += 1 }
    return String(repeating: "../", count: from.count - shared) + to[shared...].joined(separator: "/")
  }

  private func parts(_ path: String) -> [String] {
    path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
  }
}
