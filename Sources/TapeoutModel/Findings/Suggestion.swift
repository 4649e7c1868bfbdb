/// The word of `candidates` that was probably meant by `word`, by edit distance; nil where none is near.
///
/// Distance is optimal string alignment (Damerau 1964: insert, delete, replace, swap neighbours), at most a
/// third of the word's length. The first of equally near candidates wins, so pass them in a fixed order.
///
///     suggestion(for: "forcast", among: ["forecast", "actual"])   // "forecast"
///
/// - Complexity: O(candidates × word²); candidates of too different a length cost nothing.
public func suggestion(for word: String, among candidates: some Sequence<String>) -> String? {
  let typed = Array(word.lowercased().unicodeScalars)
  guard !typed.isEmpty, typed.count <= 64 else { return nil }
  let reach = max(1, typed.count / 3)
  var best: (distance: Int, word: String)?
  for candidate in candidates {
    let meant = Array(candidate.lowercased().unicodeScalars)
    let bound = best.map { $0.distance - 1 } ?? reach
    guard abs(meant.count - typed.count) <= bound else { continue }
    let distance = editDistance(typed, meant)
    if distance <= bound { best = (distance, candidate) }
  }
  return best?.word
}

private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
      row.append(cost)
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}
