import TapeoutModel

/// Reads `renamed:`, the ids that something had before.
extension FieldReader {
  /// Former ids of a chip or a partner.
  mutating func formerIDs(_ field: Field, of noun: String) -> [Located<String>] {
    var ids: [Located<String>] = []
    for text in texts(field) {
      if ContentID.isValid(text.value) {
        ids.append(text)
      } else {
        rejectFormerID(text, field, of: noun)
      }
    }
    return ids
  }

  /// Former ids of a milestone, bare within the same chip.
  mutating func formerMilestones(_ field: Field, chip: String) -> [MilestoneReference] {
    var ids: [MilestoneReference] = []
    for text in texts(field) {
      if let id = MilestoneID(parsing: text.value, chip: chip) {
        ids.append(MilestoneReference(id: id, range: text.range))
      } else {
        rejectFormerID(text, field, of: "milestone")
      }
    }
    return ids
  }

  /// Former ids of a risk, bare within the same chip.
  mutating func formerRisks(_ field: Field, chip: String) -> [Risk.FormerID] {
    var ids: [Risk.FormerID] = []
    for text in texts(field) {
      if let id = MilestoneID(parsing: text.value, chip: chip) {
        ids.append(Risk.FormerID(chip: id.chip, risk: id.milestone, range: text.range))
      } else {
        rejectFormerID(text, field, of: "risk")
      }
    }
    return ids
  }

  private mutating func rejectFormerID(_ text: Located<String>, _ field: Field, of noun: String) {
    unread.insert(field.name)
    report(
      "invalid-id", at: text.range, "“\(text.value)” cannot have been the id of a \(noun)",
      advice: "Write the name that its file or folder had, without .md.")
  }
}
