import TapeoutModel
import TapeoutReporting
import TapeoutSite
import TapeoutTemplates
import TapeoutWording

/// Writes findings as HTML. Whatever comes from a file is escaped, and what is hidden in it is written out.
struct FindingWriter {
  private var index: SourceLineIndex
  private let editor: Editor
  private let program: Program
  private let root: String

  private static let longestFix = 12

  /// - Parameters:
  ///   - program: says where a file can be edited, where no editor is named.
  ///   - root: of the project.
  init(_ sources: SourceSet, editor: Editor, program: Program, root: String) {
    index = SourceLineIndex(sources)
    self.editor = editor
    self.program = program
    self.root = root
  }

  mutating func item(_ finding: Finding) -> Markup {
    var item: Markup = """
      <li class="\(finding.severity.description)"><h3>\(Markup(marking: finding.headline.printable))</h3>
      <p class="where">\(finding.severity.description) · \(finding.rule.description.printable) · \
      \(place(finding.range))</p>\(excerpt(finding.range))
      """
    for note in finding.notes {
      item += "<p>\(Markup(marking: note.text.printable))"
      if let range = note.range {
        item += " <span class=\"where\">\(place(range))</span></p>\(excerpt(range))"
      } else {
        item += "</p>"
      }
    }
    if let advice = finding.advice { item += "<p><b>What to do:</b> \(Markup(marking: advice.printable))</p>" }
    for fix in finding.fixes { item += written(fix) }
    return item + "</li>"
  }

  /// `Content/program.md:3:7`, as a link where something opens it.
  private mutating func place(_ range: SourceRange) -> Markup {
    let path = index.path(of: range.file)
    let position = index.lines(of: range.file).position(Int(range.start))
    let text = "\(path.printable):\(position.line):\(position.column)"
    guard let address = address(path, position) else { return "<code>\(text)</code>" }
    return "<a href=\"\(address)\"><code>\(text)</code></a>"
  }

  /// Nil for what is no file of the project, such as a built-in template.
  private func address(_ path: String, _ position: SourcePosition) -> String? {
    let isContent = path.utf8.starts(with: "Content/".utf8)
    guard isContent || path.utf8.starts(with: "Templates/".utf8) else { return nil }
    let absolute = root == "/" ? "/" + path : root + "/" + path
    if let address = editor.address(path: absolute, line: position.line, column: position.column) { return address }
    return isContent ? program.editAddress(of: path) : nil
  }

  /// The line with what is meant underlined; nothing for a place that stands for a whole file.
  private mutating func excerpt(_ range: SourceRange) -> Markup {
    if range.end == 0 { return "" }
    let lines = index.lines(of: range.file)
    let number = lines.line(at: Int(range.start))
    let excerpt = SourceExcerpt(of: lines.bytes, line: lines.range(ofLine: number), marking: range.offsets)
    let gutter = String(repeating: " ", count: String(number).utf8.count)
    return """
      <pre tabindex="0" role="group" aria-label="Line \(number)"><code><i>\(number) </i>\(excerpt.text)
      <i>\(gutter) </i><b aria-hidden="true">\(excerpt.underline)</b></code></pre>
      """
  }

  private mutating func written(_ fix: Fix) -> Markup {
    var result: Markup = "<p><b>Fix:</b> \(Markup(marking: fix.title.printable))</p>"
    guard let changed = ChangedLines(fix, index: &index) else { return result }
    result += "<pre class=\"fix\" tabindex=\"0\" role=\"group\" aria-label=\"The lines after the fix\"><code>"
    for (number, line) in changed.lines.prefix(FindingWriter.longestFix).enumerated() {
      let excerpt = SourceExcerpt(of: line, line: 0..<line.count, marking: changed.start(ofLine: number))
      result += "<i>\(changed.firstLine + number) + </i>\(excerpt.text)\n"
    }
    let more = changed.lines.count - FindingWriter.longestFix
    if more > 0 { result += "<i>… + </i>\(Wording.counted(more, "more line"))\n" }
    return result + "</code></pre>"
  }
}
