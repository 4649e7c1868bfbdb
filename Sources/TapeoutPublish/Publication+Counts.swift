import TapeoutDisk

extension Publication {
  /// - Parameter placements: in the order of the paths' bytes.
  init(_ placements: [SiteWriter.Placement], removed: Int) {
    self.removed = removed
    for placement in placements {
      if placement.outcome == .written { written += 1 } else { unchanged += 1 }
      if placement.entry.path.suffix(5).elementsEqual(".html".utf8) { pages += 1 }
    }
    caseTwins = Publication.twins(placements.map(\.entry.path))
  }

  /// Paths that differ by nothing but case, in groups.
  private static func twins(_ paths: [[UInt8]]) -> [[String]] {
    // One of them has a capital letter, and hardly any path does.
    let capital = UInt8(ascii: "A")...UInt8(ascii: "Z")
    let folded = Set(paths.filter { $0.contains(where: capital.contains) }.map(folding))
    guard !folded.isEmpty else { return [] }
    var groups: [[UInt8]: [String]] = [:]
    var order: [[UInt8]] = []
    for path in paths where folded.contains(folding(path)) {
      let key = folding(path)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(shown(path))
    }
    return order.compactMap { groups[$0] }.filter { $0.count > 1 }
  }

  private static func folding(_ path: [UInt8]) -> [UInt8] {
    path.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
  }
}
