/// Finds files that only changed their names, where Git has not been told: in a working tree, and between two folders.
package enum RenameMatcher {
  /// A file on one of the two sides.
  package struct File {
    package var path: String
    package var bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// More pairs are compared byte by byte only.
  private static let mostPairs = 20_000

  /// Which file that is gone has become which new one, by place; each is used once, the likest first.
  ///
  /// Alike means: of both files' bytes, at least ``GitRepository/renameSimilarity`` percent stand in lines that are the
  /// same.
  package static func pairs(gone: [File], new: [File]) -> [(gone: Int, new: Int)] {
    var pairs: [(gone: Int, new: Int)] = []
    var freeNew = Set(new.indices)
    var freeGone = Set(gone.indices)
    var places: [[UInt8]: [Int]] = [:]
    for index in new.indices.reversed() { places[new[index].bytes, default: []].append(index) }
    for index in gone.indices {
      guard let place = places[gone[index].bytes]?.popLast() else { continue }
      pairs.append((index, place))
      freeGone.remove(index)
      freeNew.remove(place)
    }
    guard freeGone.count * freeNew.count <= mostPairs else { return pairs }
    let newLines = Dictionary(uniqueKeysWithValues: freeNew.map { ($0, lines(of: new[$0].bytes)) })
    var candidates: [(score: Int, gone: Int, new: Int)] = []
    for old in freeGone.sorted() {
      let mine = lines(of: gone[old].bytes)
      for index in freeNew.sorted() {
        guard let theirs = newLines[index] else { continue }
        var common = 0
        for (line, count) in mine { common += min(count, theirs[line] ?? 0) * (line.count + 1) }
        let whole = gone[old].bytes.count + new[index].bytes.count
        guard whole > 0, common * 200 >= whole * GitRepository.renameSimilarity else { continue }
        candidates.append((common * 200_000 / whole, old, index))
      }
    }
    candidates.sort { ($1.score, $0.gone, $0.new) < ($0.score, $1.gone, $1.new) }
    for candidate in candidates where freeGone.contains(candidate.gone) && freeNew.contains(candidate.new) {
      pairs.append((candidate.gone, candidate.new))
      freeGone.remove(candidate.gone)
      freeNew.remove(candidate.new)
    }
    return pairs
  }

  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>: Int] {
    var lines: [ArraySlice<UInt8>: Int] = [:]
    for line in bytes.split(separator: UInt8(ascii: "\n")) { lines[line, default: 0] += 1 }
    return lines
  }
}
