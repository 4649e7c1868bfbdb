import TapeoutDisk
import TapeoutEditing
import TapeoutModel
import TapeoutReporting
import TapeoutSchedule
import TapeoutWorkspace

extension EditRun {
  /// Gives something another id or another chip, and says what was done.
  ///
  /// - Parameter isDryRun: prints the change as a diff and writes nothing.
  mutating func rename(_ change: NameChange, isDryRun: Bool, _ forecast: ForecastOptions) async throws {
    do throws(EditRefusal) { try edit.rename(change) } catch { throw error.error }
    let after = try await checked()
    let style = TextStyle(isColored: Terminal.outputStream.showsColor)
    var text = isDryRun ? edit.diff(style: style) : told(change)
    let places = places(change, in: after)
    text += "\n"
    if hasSameSchedule(after, places) {
      text += "No date changes.\n" + (await findings(after))
    } else {
      text += await consequences(after, forecast, places: places)
    }
    if !isDryRun { try edit.write() }
    try StandardStream.output.write(text)
  }

  private func told(_ change: NameChange) -> String {
    var text = "Renamed \(change.move.from.printable) to \(change.move.to.printable)\n"
    for file in edit.changes where file.old != file.new { text += "Changed \(file.newPath.printable)\n" }
    return text
  }

  /// Where everything stood before.
  private func places(_ change: NameChange, in after: Analysis) -> EditPrinter.Places {
    var milestones = IndexedArray<MilestoneIndex, MilestoneIndex>(after.plan.milestones.indices.map(\.self))
    for index in plan.milestones.indices {
      let id = plan.milestones[index].id
      if let new = after.plan.milestoneIndex(of: change.name(of: id)) { milestones[new] = index }
    }
    var chips = IndexedArray<ChipIndex, ChipIndex>(after.plan.chips.indices.map(\.self))
    let places = Dictionary(uniqueKeysWithValues: after.plan.chips.indices.map { (after.plan.chips[$0].id, $0) })
    for index in plan.chips.indices {
      if let new = places[change.name(ofChip: plan.chips[index].id)] { chips[new] = index }
    }
    return EditPrinter.Places(chips: chips, milestones: milestones)
  }

  /// Whether all dates and all health are as before, whoever has which name.
  private func hasSameSchedule(_ after: Analysis, _ places: EditPrinter.Places) -> Bool {
    let (old, new) = (edit.before.schedule, after.schedule)
    return after.plan.milestones.indices.allSatisfy { index in
      let former = places.milestones[index]
      return old.milestones[former].expected == new.milestones[index].expected
        && old.milestones[former].health == new.milestones[index].health
    } && after.plan.chips.indices.allSatisfy { old.chips[places.chips[$0]].health == new.chips[$0].health }
  }
}
