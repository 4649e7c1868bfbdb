import TapeoutModel

@testable import TapeoutSite
@testable import TapeoutTemplates

extension TemplateSet {
  /// The built-in set with files of a user's, as they would be named in `Templates/`.
  init(with files: KeyValuePairs<String, String>) {
    self.init(replacing: files.map { name, text in (name, SourceFile(path: "Templates/\(name)", text: text)) })
  }

  /// Each finding as `rule path:line:column headline`.
  var summary: [String] {
    findings.map { finding in
      let place = sources.position(finding.range.start, in: finding.range.file)
      return "\(finding.rule) \(sources[finding.range.file].path):\(place.line):\(place.column) \(finding.headline)"
    }
  }

  /// The text of a built-in template.
  static func text(_ name: String) -> String {
    builtIn.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }
}

extension ContextShape {
  /// The shapes in its fields.
  var inner: [ContextShape] {
    fields.compactMap { field in
      switch field.kind {
      case .list(let shape), .one(let shape): shape()
      case .text, .link, .markup, .flag: nil
      }
    }
  }
}
