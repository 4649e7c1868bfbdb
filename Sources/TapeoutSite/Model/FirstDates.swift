import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates

/// A date to write in a plan that has none yet.
struct FirstDate: TemplateContext {
  let field: String
  let title: String
  let href: String
  let file: String

  static let fields = FieldTable<FirstDate>(
    "first-date",
    [
      "field": .text("The field that it is written in") { $0.field },
      "title": .text("The milestone's title") { $0.title },
      "href": .link("The milestone's page") { $0.href },
      "file": .text("The milestone's file") { $0.file },
    ])

  /// The start, the tape-out and the launch of the first chip with a launch, as far as nothing dates them: all else
  /// follows from these and from lengths. None where any launch has a date already.
  static func all(_ model: SiteModel) -> [FirstDate] {
    guard model.launches.allSatisfy({ $0.isOpen && $0.date == nil || $0.launch == nil }),
      let chip = model.plan.chips.indices.first(where: { model.launches[$0].launch != nil }),
      let launch = model.launches[chip].launch?.milestone
    else { return [] }
    let order = model.places.order[chip]
    let start = order.first { model.milestones[$0].dependencies.isEmpty && !model.milestones[$0].isDropped }
    let gate = order.first { model.milestones[$0].kind?.name == "tape-out" && !model.milestones[$0].isDropped }
    var dates: [FirstDate] = []
    func add(_ index: MilestoneIndex?, _ field: String) {
      guard let index, model.scheduled(index).expected == nil, model.milestones[index].baseline?.value.date == nil
      else {
        return
      }
      let date = FirstDate(
        field: field, title: model.milestones[index].displayTitle, href: model.plan.path(milestone: index),
        file: model.content.sourcePath(model.milestones[index].origin.file))
      if !dates.contains(where: { $0.file == date.file }) { dates.append(date) }
    }
    add(start, "forecast")
    add(gate, "baseline")
    add(launch, "baseline")
    return dates
  }
}
