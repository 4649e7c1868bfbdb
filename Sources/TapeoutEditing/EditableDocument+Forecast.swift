package import TapeoutModel

extension EditableDocument {
  /// Keeps an estimate that is about to be replaced as a line below `history`. The first estimate of a day stays.
  ///
  /// - Parameters:
  ///   - reason: why it was that; line breaks in it become blanks.
  ///   - day: the day on which it still stood.
  package mutating func keepForecast(
    _ estimate: StatedDate, because reason: String?, on day: Day
  ) throws(EditRefusal) {
    guard !holds(day.description, of: "history") else { return }
    let words = reason.map { reason in
      " " + String(decoding: reason.utf8.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }, as: UTF8.self)
    }
    try apply(settingEntry(day.description, of: "history", to: estimate.description + (words ?? "")))
  }
}
