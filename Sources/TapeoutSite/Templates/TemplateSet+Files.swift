import TapeoutModel

extension TemplateSet {
  /// What a file in `Templates/` is for.
  package enum FileUse: Hashable, Sendable {
    /// It takes the place of ours, or is a partial of the user's.
    case part
    /// Notes, and what editors and systems leave behind.
    case none
    /// Nobody knows: a name misspelt, probably.
    case unknown
  }

  /// The user's own stylesheet, which follows ours: there is none built in.
  package static let customStyle = "custom.css"

  package static func use(ofFile name: String) -> FileUse {
    if fileNames.contains(name) || name == customStyle || name.droppingSuffix(".mustache") != nil { return .part }
    let isHidden = name.utf8.first == UInt8(ascii: ".") || name.utf8.last == UInt8(ascii: "~")
    return isHidden || name == "README.md" ? .none : .unknown
  }

  /// Says of the user's files which of them change nothing.
  static func unusedFiles(
    _ replacements: [(name: String, file: SourceFile)], _ places: [String: FileID], used: Set<FileID>,
    isKnown: Bool
  ) -> [Finding] {
    replacements.compactMap { name, file in
      guard let place = places[file.path], !fileNames.contains(name), name != customStyle else { return nil }
      let meant = suggestion(for: name, among: fileNames + [customStyle]).map { "; did you mean \($0)?" } ?? ""
      func finding(_ headline: String, _ advice: String) -> Finding {
        Finding("template-file", at: SourceRange(startOf: place), headline, advice: advice)
      }
      guard let template = name.droppingSuffix(".mustache") else {
        return finding(
          "Nothing in a site is made from Templates/\(name)\(meant)",
          "Rename it, or move it elsewhere: only \(fileNames.count + 1) names have a meaning here, and partials of your own."
        )
      }
      guard template.utf8.allSatisfy(\.isNameByte) else {
        return finding("A template cannot be called \(name)", "Use letters, digits, hyphens and underscores.")
      }
      if used.contains(place) || !isKnown { return nil }
      return finding(
        "No template includes \(name)\(meant)", "Include it with {{>\(template)}}, correct its name, or delete it.")
    }
  }
}

extension String {
  func droppingSuffix(_ suffix: String) -> String? {
    guard utf8.count > suffix.utf8.count, utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) else { return nil }
    return String(decoding: utf8.dropLast(suffix.utf8.count), as: UTF8.self)
  }
}

extension UInt8 {
  /// Whether it can be part of a name of ours: a template's, a mark's.
  var isNameByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
