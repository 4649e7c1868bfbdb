import TapeoutModel

/// Which names of a list are nearly the same: they have the same letters and digits, or differ by one letter that is
/// added, missing or another one, or by two neighbours that are swapped.
///
/// Names of fewer than six letters are compared as a whole only, and so are digits and words of one letter: “DFT 1” and
/// “DFT 2” are two teams, and so are “Layout team A” and “Layout team B”.
///
/// Candidates are found by the hashes of each name with one letter left out, and then compared.
///
/// - Complexity: linear in the names, quadratic in the length of one, which is bounded.
struct NearNames {
  /// The place of the name that is used less, in the order of the list, and that of the name that was probably meant.
  private(set) var pairs: [(rare: Int, common: Int)] = []

  private static let shortest = 6
  private static let longest = 48

  /// - Parameter names: each once, with how often it is used.
  init(_ names: [(text: String, count: Int)]) {
    var whole: [[Unicode.Scalar]: Int] = [:]
    var shortened: [Int: Int] = [:]
    var meant: [Int: Int] = [:]
    let all = names.map { Letters($0.text) }
    func join(_ one: Int, _ other: Int) {
      let isRarer = (names[one].count, other) < (names[other].count, one)
      let (rare, common) = isRarer ? (one, other) : (other, one)
      if meant[rare] == nil, meant[common] != rare { meant[rare] = common }
    }
    for (index, name) in all.enumerated() where !name.scalars.isEmpty {
      if let known = whole[name.scalars] {
        join(known, index)
        continue
      }
      whole[name.scalars] = index
      guard name.scalars.count >= NearNames.shortest, name.scalars.count <= NearNames.longest else { continue }
      var candidates = [shortened[NearNames.hash(name.scalars)]]
      for place in name.scalars.indices where name.isCompared[place] {
        var rest = name.scalars
        rest.remove(at: place)
        let hash = NearNames.hash(rest)
        candidates += [whole[rest], shortened[hash]]
        shortened[hash] = shortened[hash] ?? index
      }
      let near = candidates.lazy.compactMap { $0 }.first { $0 != index && all[$0].differsByOne(from: name) }
      if let near { join(near, index) }
    }
    pairs = meant.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private static func hash(_ scalars: [Unicode.Scalar]) -> Int {
    var hasher = Hasher()
    hasher.combine(scalars)
    return hasher.finalize()
  }

  /// The letters and digits of a name, in lower case.
  private struct Letters {
    private(set) var scalars: [Unicode.Scalar] = []
    /// Whether another letter in its place may be a slip: not of digits and of words of one letter.
    private(set) var isCompared: [Bool] = []

    init(_ name: String) {
      var word = 0
      for scalar in name.lowercased().unicodeScalars {
        let isDigit = scalar.properties.numericType != nil
        if isDigit || scalar.properties.isAlphabetic {
          scalars.append(scalar)
          isCompared.append(!isDigit)
          word += 1
        } else if !scalar.properties.isDefaultIgnorableCodePoint, scalar.properties.generalCategory != .nonspacingMark {
          if word == 1 { isCompared[isCompared.count - 1] = false }
          word = 0
        }
      }
      if word == 1 { isCompared[isCompared.count - 1] = false }
    }

    func differsByOne(from other: Letters) -> Bool {
      let common = zip(scalars, other.scalars).prefix { $0 == $1 }.count
      let isSafe =
        (common >= scalars.count || isCompared[common]) && (common >= other.scalars.count || other.isCompared[common])
      return isSafe && editDistance(text, other.text, limit: 1) <= 1
    }

    private var text: String {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      return String(text)
    }
  }
}
