import TapeoutModel

/// Something of the foreign file that does not come over, or comes over as something else.
package struct ImportNote: Hashable, Sendable {
  /// Byte offset in the file of its first occurrence.
  package var offset: Int
  /// How often it occurs.
  package var count = 1
  package var what: String
  package var reason: String
}

/// What was found while a foreign file was read: errors, which stop the import, and what is lost.
struct ImportFindings {
  private(set) var errors: [Finding] = []
  private(set) var notes: [ImportNote] = []
  /// Places in `notes` of what is counted, not listed.
  private var counted: [String: Int] = [:]
  private static let file = FileID(0)
  /// After these many, more errors help nobody.
  private static let mostErrors = 200

  var hasErrors: Bool { !errors.isEmpty }
  var isFull: Bool { errors.count >= ImportFindings.mostErrors }

  mutating func fail(_ rule: RuleName, at range: Range<Int>, _ headline: String, advice: String? = nil) {
    guard !isFull else { return }
    let range = SourceRange(ImportFindings.file, range.lowerBound, range.upperBound)
    errors.append(Finding(rule, at: range, headline, advice: advice))
  }

  mutating func note(at offset: Int, _ what: String, because reason: String) {
    notes.append(ImportNote(offset: offset, what: what, reason: reason))
  }

  /// Notes something of which there may be thousands: one line, with the first place and how many there are.
  mutating func count(at offset: Int, _ what: String, because reason: String) {
    if let place = counted[what] {
      notes[place].count += 1
    } else {
      counted[what] = notes.count
      note(at: offset, what, because: reason)
    }
  }
}
