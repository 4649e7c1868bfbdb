import TapeoutModel

extension DocumentParser {
  func chip(_ id: String, _ origin: Origin, _ reader: inout FieldReader, _ body: BodyReading) -> Chip {
    var chip = Chip(origin: origin, id: id)
    for field in reader.fields(known: FieldTable.chip.names) {
      switch field.name {
      case "title": chip.title = reader.text(field)
      case "kind": chip.kind = reader.word(field, as: ChipKind.self)
      case "workload": chip.workloads = reader.texts(field)
      case "design_partner": chip.designPartner = reader.partner(field)
      case "foundry": chip.foundry = reader.partner(field)
      case "packaging": chip.packaging = reader.partner(field)
      case "process": chip.process = reader.text(field)
      case "stepping": chip.stepping = reader.text(field)
      case "quantity": chip.quantity = reader.count(field)
      case "launch": chip.statedLaunch = reader.milestone(field, chip: id)
      case "need_by": chip.needBy = reader.date(field)
      case "facts": chip.facts = facts(field, &reader)
      case "renamed": chip.formerIDs = reader.formerIDs(field, of: "chip")
      default: chip.sources = reader.sources(field)
      }
    }
    if !origin.isDamaged {
      reader.require("title", chip.title != nil, example: "Custom inference chip")
      reader.require("kind", chip.kind != nil, example: ChipKind.custom.rawValue)
    }
    chip.origin.unread = reader.unread
    chip.body = body.body
    return chip
  }

  private func facts(_ field: FieldReader.Field, _ reader: inout FieldReader) -> [Chip.Fact] {
    var facts: [Chip.Fact] = []
    for entry in reader.freeEntries(field, of: "names with values") {
      let value = reader.freeText(entry)
      facts.append(Chip.Fact(name: entry.name, value: value, range: reader.range(entry.value)))
    }
    return facts
  }

  func risk(
    _ id: String, chip: String, _ origin: Origin, _ reader: inout FieldReader, _ body: BodyReading
  ) -> Risk {
    var risk = Risk(origin: origin, id: id, chip: ChipIndex(0))
    for field in reader.fields(known: FieldTable.risk.names) {
      switch field.name {
      case "title": risk.title = reader.text(field)
      case "owner": risk.owner = reader.text(field)
      case "probability": risk.probability = reader.probability(field)
      case "delays": risk.delays = delays(field, chip, &reader)
      case "status": risk.status = reader.word(field, as: RiskStatus.self)
      case "review_by": risk.reviewBy = reader.date(field)
      case "renamed": risk.formerIDs = reader.formerRisks(field, chip: chip)
      default: risk.sources = reader.sources(field)
      }
    }
    if !origin.isDamaged {
      reader.require("title", risk.title != nil, example: "A0 needs a metal respin")
      reader.require("probability", risk.probability != nil, example: "30%")
    }
    risk.origin.unread = reader.unread
    risk.body = body.body
    return risk
  }

  private func delays(_ field: FieldReader.Field, _ chip: String, _ reader: inout FieldReader) -> [Risk.Delay] {
    var delays: [Risk.Delay] = []
    for entry in reader.freeEntries(field, of: "milestones with the delay to each") {
      guard let milestone = reader.milestone(entry.name, at: entry.key, in: field.name, chip: chip) else { continue }
      let duration = reader.threePointDuration(entry, in: field.name)
      delays.append(.init(milestone: milestone, duration: duration, durationRange: reader.range(entry.value)))
    }
    return delays
  }
}
