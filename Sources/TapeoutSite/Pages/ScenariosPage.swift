import TapeoutForecast
import TapeoutHistory
import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// Every scenario against the plan as it is.
struct ScenariosPage: TemplateContext {
  let model: SiteModel

  static let fields = FieldTable<ScenariosPage>(
    "scenarios",
    [
      "lede": .markup("The answer in a sentence") { page in
        "<b>\(Markup(Wording.scenarios(page.model.plan.scenarios.count)))</b>"
      },
      "scenarios": .list("The scenarios, by their ids", isEmpty: { $0.model.content.scenarios.isEmpty }) { page in
        page.model.content.scenarios.map { ScenarioBlock(page.model, $0) }
      },
    ])
}

/// One scenario: what is supposed, the launches before and after, and what moves.
struct ScenarioBlock: TemplateContext {
  let model: SiteModel
  let outcome: ScenarioOutcome
  private let launches: IndexedArray<ChipIndex, LaunchAnswer>
  private let moves: [ScenarioOutcome.Move]

  private static let mostMoves = 12

  init(_ model: SiteModel, _ outcome: ScenarioOutcome) {
    self.model = model
    self.outcome = outcome
    launches = outcome.launches { model.content.baselines[$0].firstIfReplaced }
    moves = outcome.moves(from: model.schedule)
  }

  private var own: Scenario { model.plan.scenarios[outcome.scenario] }

  static let fields = FieldTable<ScenarioBlock>(
    "scenario",
    [
      "id": .text("Its id") { $0.own.id },
      "title": .text("What is supposed, in one line") { $0.own.displayTitle },
      "answer": .markup("What it comes to, in a sentence") { block in
        block.model.markup(
          Wording.scenario(
            before: block.model.launches.latest, after: block.launches.latest, moved: block.moves.count),
          depth: 0)
      },
      "changes": .list("What is supposed, line by line") { block in
        block.own.changes.compactMap(block.line)
      },
      "chips": .list("The chips whose launch is another one") { $0.chips },
      "unmoved": .text("How many launches stay as they are") { $0.unmoved },
      "moves": .list("The milestones that have another date, by date", isEmpty: { $0.moves.isEmpty }) { block in
        block.moves.prefix(mostMoves).map { ScenarioMoveRow(model: block.model, move: $0) }
      },
      "movesMore": .text("How many more there are") { block in
        let more = block.moves.count - mostMoves
        return more > 0 ? "\(Wording.counted(more, "more milestone")) move." : nil
      },
      "body": .markup("What is written about it") {
        $0.model.prose($0.own.body, of: $0.own.origin.file, depth: 0, headingShift: 2)
      },
      "source": .text("Its file") { $0.model.content.sourcePath($0.own.origin.file) },
      "isEditable": .flag("Whether program.md says where files can be edited") { $0.model.plan.program.edit != nil },
      "edit": .link("Where its file can be edited") { $0.model.editAddress($0.own.origin.file) },
    ])

  /// What cannot be supposed any more is struck out.
  private func line(_ change: Scenario.Change) -> TextLine? {
    switch change {
    case .move(let reference, let move, _):
      guard let index = reference.index else { return nil }
      let milestone = model.milestones[index]
      let said = model.markup(Wording.supposed(model.step(index), of: model.chipTitle(of: index), move), depth: 0)
      return TextLine(text: milestone.isDone || milestone.isDropped ? "<s>\(said)</s>" : said)
    case .risk(let reference, let occurs):
      guard let index = reference.index else { return nil }
      let risk = model.plan.risks[index]
      let said = Markup(
        Wording.supposed(risk: risk.displayTitle, of: model.plan.chips[risk.chip].displayTitle, occurs: occurs))
      return TextLine(text: risk.isOpen ? said : "<s>\(said)</s>")
    }
  }

  private func cells(_ chip: ChipIndex) -> [(name: String, before: Phrase, after: Phrase)] {
    zip(Wording.comparedCells(model.launches[chip]), Wording.comparedCells(launches[chip])).map {
      ($0.name, $0.value, $1.value)
    }
  }

  private var chips: [ScenarioChip] {
    model.plan.chips.indices.compactMap { chip in
      let cells = cells(chip)
      guard model.plan.chips[chip].launch != nil, cells.contains(where: { $0.before != $0.after }) else { return nil }
      return ScenarioChip(model: model, chip: chip, cells: cells, before: model.launches[chip], after: launches[chip])
    }
  }

  private var unmoved: String? {
    let all = model.plan.chips.count { $0.launch != nil }
    let rest = all - chips.count
    guard rest > 0 else { return nil }
    return rest == all
      ? "Every launch stays as it is."
      : "\(Wording.counted(rest, "other launch", plural: "other launches")) \(rest == 1 ? "stays as it is" : "stay as they are")."
  }
}

/// One chip's launch in the plan and in a scenario.
struct ScenarioChip: TemplateContext {
  let model: SiteModel
  let chip: ChipIndex
  let cells: [(name: String, before: Phrase, after: Phrase)]
  let before: LaunchAnswer
  let after: LaunchAnswer

  static let fields = FieldTable<ScenarioChip>(
    "scenario-chip",
    [
      "title": .text("The chip's title") { $0.model.plan.chips[$0.chip].displayTitle },
      "href": .link("The chip's page") { $0.model.plan.path(chip: $0.chip) },
      "cells": .list("Launch, slip, P50, P80 and chance") { own in
        own.cells.map { cell in
          ScenarioCell(name: cell.name, before: cell.before, after: cell.after, move: own.move(cell.name))
        }
      },
    ])

  private func move(_ name: String) -> String? {
    func days(_ old: Day?, _ new: Day?) -> String? { old.flatMap { old in new.map { Wording.slip($0 - old) } } }
    return switch name {
    case "Launch": days(before.planned?.last, after.planned?.last)
    case "P50": days(before.p50, after.p50)
    case "P80": days(before.p80, after.p80)
    default: nil
    }
  }
}

/// One figure of a launch, in the plan and in a scenario.
struct ScenarioCell: TemplateContext {
  let name: String
  let before: Phrase
  let after: Phrase
  let move: String?

  static let fields = FieldTable<ScenarioCell>(
    "scenario-cell",
    [
      "name": .text("What it is: `P80`") { $0.name },
      "before": .markup("In the plan") { Markup($0.before) },
      "after": .markup("In the scenario") { Markup($0.after) },
      "isMoved": .flag("Whether they differ") { $0.before != $0.after },
      "move": .text("How far it moves") { $0.move == "0" ? nil : $0.move },
    ])
}

/// A milestone that has another date in a scenario.
struct ScenarioMoveRow: TemplateContext {
  let model: SiteModel
  let move: ScenarioOutcome.Move

  static let fields = FieldTable<ScenarioMoveRow>(
    "scenario-move",
    [
      "title": .text("The milestone's title") { $0.model.milestones[$0.move.milestone].displayTitle },
      "href": .link("Its page", writing: { $0.model.writeAddress($0.move.milestone, depth: 0, to: &$1) }),
      "chip": .text("The title of its chip") { $0.model.chipTitle(of: $0.move.milestone) },
      "before": .markup("Its date in the plan") { $0.move.before?.markup ?? "no date" },
      "after": .markup("Its date in the scenario") { $0.move.after?.markup ?? "no date" },
      "days": .text("How far it moves") { $0.move.days.map(Wording.slip) ?? "–" },
    ])
}
