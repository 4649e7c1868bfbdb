/// The word of `candidates` that was probably meant by `word`, by edit distance; nil where none is near.
///
/// For one word; many words are looked up in a ``SuggestionIndex``.
///
///     suggestion(for: "forcast", among: ["forecast", "actual"])   // "forecast"
public func suggestion(for word: String, among candidates: some Sequence<String>) -> String? {
  var index = SuggestionIndex(candidates)
  var budget = SuggestionIndex.budget
  return index.suggestion(for: word, budget: &budget)
}

/// Names to be found again by what somebody typed instead.
///
/// Distance is optimal string alignment (Damerau 1964: insert, delete, replace, swap neighbours), at most a third of
/// the word's length. The first of equally near candidates wins, so pass them in a fixed order.
///
/// - Complexity: each distinct word costs O(candidates of about its length × length²), and a word asked for again
///   nothing. After ``budget`` comparisons no more words are looked up, so that thousands of misspelt names take
///   no longer than a few.
public struct SuggestionIndex {
  private struct Candidate {
    let word: String
    let scalars: [Unicode.Scalar]
    let position: Int
  }

  /// By length in scalars.
  private var candidates: [Int: [Candidate]] = [:]
  private var known: [ExactString: String?] = [:]

  /// Comparisons of two words that one run makes: some 0.1 s.
  public static let budget = 100_000
  private static let longestWord = 64

  /// Is told how many comparisons each look-up made, while a test has set it: what looking for names costs.
  @TaskLocal public static var onComparisons: (@Sendable (Int) -> Void)?

  public init(_ words: some Sequence<String>) {
    for (position, word) in words.enumerated() {
      let scalars = Array(word.lowercased().unicodeScalars)
      candidates[scalars.count, default: []].append(Candidate(word: word, scalars: scalars, position: position))
    }
  }

  /// The word that was probably meant; nil where none is near, or the budget is spent.
  ///
  /// - Parameter budget: comparisons that are left, reduced by those made.
  public mutating func suggestion(for word: String, budget: inout Int) -> String? {
    let key = ExactString(word)
    if let found = known[key] { return found }
    let before = budget
    let found = nearest(to: word, &budget)
    SuggestionIndex.onComparisons?(before - budget)
    known[key] = .some(found)
    return found
  }

  private func nearest(to word: String, _ budget: inout Int) -> String? {
    let typed = Array(word.lowercased().unicodeScalars)
    guard !typed.isEmpty, typed.count <= SuggestionIndex.longestWord else { return nil }
    let reach = max(1, typed.count / 3)
    var best: (distance: Int, candidate: Candidate)?
    // Lengths that differ least come first: they leave the least to be compared.
    for difference in 0...reach {
      if let best, best.distance < difference { break }
      for length in difference == 0 ? [typed.count] : [typed.count - difference, typed.count + difference] {
        for candidate in candidates[length] ?? [] {
          guard budget > 0 else { return best?.candidate.word }
          budget -= 1
          let distance = editDistance(typed, candidate.scalars, limit: best?.distance ?? reach)
          guard distance <= reach else { continue }
          if let found = best, (found.distance, found.candidate.position) <= (distance, candidate.position) { continue }
          best = (distance, candidate)
        }
      }
    }
    return best?.candidate.word
  }
}

/// The distance of two words by optimal string alignment; any greater number where it is greater than `limit`.
public func editDistance(_ word: String, _ other: String, limit: Int) -> Int {
  editDistance(Array(word.unicodeScalars), Array(other.unicodeScalars), limit: limit)
}

/// The distance of two words; any greater number where it is greater than `limit`.
private func editDistance(_ word: [Unicode.Scalar], _ other: [Unicode.Scalar], limit: Int) -> Int {
  // What both begin and end with is nobody's edit; of two paths, that is most.
  var start = 0
  var (end, otherEnd) = (word.count, other.count)
  while start < end, start < otherEnd, word[start] == other[start] { start += 1 }
  while end > start, otherEnd > start, word[end - 1] == other[otherEnd - 1] {
    (end, otherEnd) = (end - 1, otherEnd - 1)
  }
  let width = otherEnd - start
  if end == start || width == 0 { return end - start + width }
  return withUnsafeTemporaryAllocation(of: Int.self, capacity: 3 * (width + 1)) { rows in
    var (beforeLast, last, row) = (0, width + 1, 2 * (width + 1))
    for j in 0...width { rows[last + j] = j }
    for i in 0..<(end - start) {
      let scalar = word[start + i]
      var least = i + 1
      rows[row] = least
      for j in 0..<width {
        let isSame = scalar == other[start + j]
        var cost = min(rows[last + j] + (isSame ? 0 : 1), rows[last + j + 1] + 1, rows[row + j] + 1)
        if i > 0, j > 0, scalar == other[start + j - 1], word[start + i - 1] == other[start + j] {
          cost = min(cost, rows[beforeLast + j - 1] + 1)
        }
        rows[row + j + 1] = cost
        least = min(least, cost)
      }
      // A swap of neighbours reaches two rows back and adds one.
      if least > limit + 1 { return least }
      (beforeLast, last, row) = (last, row, beforeLast)
    }
    return rows[last + width]
  }
}
