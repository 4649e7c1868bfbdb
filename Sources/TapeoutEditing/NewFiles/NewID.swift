import TapeoutModel

/// Why an id is refused for something new.
package struct RefusedID: Error, Hashable, Sendable {
  package let summary: String
  package let advice: String
}

package enum NewID {
  /// Holds an id against what files, addresses and YAML make of it.
  ///
  /// - Parameter what: such as `chip`.
  package static func check(_ id: String, of what: String) throws(RefusedID) {
    guard ContentID.isValid(id) else {
      throw RefusedID(
        summary: "“\(id)” cannot be the id of a \(what).",
        advice: ContentID.repaired(id, allowsSlash: false).map { "Write \($0)." }
          ?? "Use lower-case letters a to z, digits and hyphens, at most \(ContentID.longest).")
    }
    if reservedNames.contains(id) {
      throw RefusedID(
        summary: "“\(id)” is a name that some operating systems keep for devices, so no \(what) can be called so.",
        advice: "Choose another id, such as \(id)-1.")
    }
    if keywords.contains(id) || ResolvedScalar.isNoText(id) || (try? PlanDate(parsing: id)) != nil {
      throw RefusedID(
        summary: "“\(id)” is read as a keyword, a number or a date elsewhere, so no \(what) can be called so.",
        advice: "Choose an id that says what it is, such as \(what)-\(id).")
    }
  }

  private static let keywords: Set = ["tbd", "risk", "all", "index"]

  private static let reservedNames: Set<String> = {
    var names: Set = ["con", "prn", "aux", "nul"]
    for number in 1...9 { names.formUnion(["com\(number)", "lpt\(number)"]) }
    return names
  }()
}
