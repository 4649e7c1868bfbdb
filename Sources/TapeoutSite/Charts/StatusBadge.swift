import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// A small picture of a status for wikis and readmes: what it is about, and how it stands.
enum StatusBadge {
  /// The mark alone, as the icon of a browser's tab: on a white ground, since tabs may be dark.
  static func icon(_ health: Health) -> Markup {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="-9.5 -9.5 19 19"><path fill="#fff" d="M0-9.5 9.5 0 0 9.5-9.5 0z"/>\
    \(Mark(health).picture)</svg>

    """
  }

  /// - Parameters:
  ///   - label: short; longer ones are cut.
  ///   - detail: after the status, such as a date.
  static func svg(label: String, health: Health, detail: String?) -> Markup {
    let label = Wording.cut(label, 40)
    let status = detail.map { "\(health.title) · \($0)" } ?? health.title
    func width(_ text: String) -> Int {
      Int(text.unicodeScalars.reduce(0.0) { $0 + ($1.isWide ? 12 : 6.4) }) + 16
    }
    let (left, right) = (width(label), width(status) + 18)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(left + right)" height="24" role="img" \
      aria-label="\(label): \(status)" font-family="Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif" \
      font-size="12"><title>\(label): \(status)</title>\
      <rect width="\(left + right)" height="24" rx="3" fill="#16181d"/>\
      <path d="M\(left) 1H\(left + right - 3)a2 2 0 0 1 2 2V21a2 2 0 0 1-2 2H\(left)z" fill="#fff"/>\
      <text x="8" y="16.3" fill="#fff">\(label)</text>\
      <g transform="translate(\(left + 15) 12) scale(.8)">\(Mark(health).picture)</g>\
      <text x="\(left + 26)" y="16.3" fill="#16181d" font-weight="600">\(status)</text></svg>

      """
  }
}
