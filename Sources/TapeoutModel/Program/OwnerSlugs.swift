/// What files and addresses call the owners of a plan: the only home of the rule.
///
/// A slug keeps the letters, accents and digits of every script, so that a name can be read in its address; all else
/// becomes a hyphen. Names whose slugs are the same, or look the same to a file system, are told apart by a number:
/// the first by its bytes keeps the slug, the others become `-2`, `-3` and so on, past numbers that are taken.
///
///     OwnerSlugs.slugs(of: ["Physical design lead", "physical-design lead", "王小明"])
///     // ["physical-design-lead", "physical-design-lead-2", "王小明"]
public enum OwnerSlugs {
  /// With an ending, a name of this many bytes fits any file system.
  static let longest = 120

  /// The slugs of all owners, in the order of their names.
  ///
  /// - Parameter names: sorted by their bytes, each once.
  /// - Complexity: linear in the names together.
  public static func slugs(of names: [String]) -> [String] {
    let wanted = names.map(slug(of:))
    // `String` takes canonically equal texts for one, as file systems do that keep names composed or decomposed.
    var taken: Set<String> = []
    let isFirst = wanted.map { taken.insert($0).inserted }
    var numbers: [String: Int] = [:]
    return zip(wanted, isFirst).map { slug, isFirst in
      if isFirst { return slug }
      var number = numbers[slug] ?? 2
      while !taken.insert("\(slug)-\(number)").inserted { number += 1 }
      numbers[slug] = number + 1
      return "\(slug)-\(number)"
    }
  }

  /// The slug that a name would have alone; `owner` where nothing in it can be written in a file's name.
  static func slug(of name: String) -> String {
    var slug = ""
    var isGap = false
    // Upper case first, so that letters which file systems take for one, such as “ß” and “ss”, are written alike.
    for scalar in name.uppercased().lowercased().unicodeScalars {
      guard !scalar.properties.isDefaultIgnorableCodePoint else { continue }
      guard isKept(scalar) else {
        isGap = true
        continue
      }
      let size = UTF8.width(scalar) + (isGap && !slug.isEmpty ? 1 : 0)
      guard slug.utf8.count + size <= longest else { break }
      if isGap, !slug.isEmpty { slug.unicodeScalars.append("-") }
      isGap = false
      slug.unicodeScalars.append(scalar)
    }
    if slug.isEmpty { return "owner" }
    return isDevice(slug) ? "owner-\(slug)" : slug
  }

  private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
    }
    switch scalar.properties.generalCategory {
    case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter, .nonspacingMark,
      .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }

  /// Names that Windows keeps for devices, whatever their ending.
  private static func isDevice(_ slug: String) -> Bool {
    switch slug {
    case "con", "prn", "aux", "nul": true
    default:
      slug.utf8.count == 4 && (slug.utf8.starts(with: "com".utf8) || slug.utf8.starts(with: "lpt".utf8))
        && slug.utf8.last.map { $0 >= 0x30 && $0 <= 0x39 } ?? false
    }
  }
}
