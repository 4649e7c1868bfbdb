import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// Something that somebody has to do or to wait for: a decision, a milestone, a risk.
struct NeedRow: TemplateContext {
  enum Need {
    case decision(DecisionIndex)
    case blocked(MilestoneIndex)
    case late(MilestoneIndex)
    // On the page of an owner.
    /// What the owner owes.
    case owed(MilestoneIndex)
    /// What of it is late or blocked.
    case behind(MilestoneIndex)
    /// What another has to do before one of the owner's.
    case awaited(MilestoneIndex, for: MilestoneIndex)
    /// What was handed over, and is not accepted.
    case acceptance(MilestoneIndex)
    case risk(RiskIndex)
  }

  let model: SiteModel
  let need: Need
  let depth: Int
  /// Whether the page is about several chips.
  let namesChip: Bool
  /// Whether the page is about several owners.
  var showsOwner = true

  static let fields = FieldTable<NeedRow>(
    "need",
    [
      "mark": .markup("A half-filled diamond for a decision, else the mark of its health") { $0.mark.icon },
      "title": .text("What is to be decided, or the milestone's or risk's title") { $0.title },
      "href": .link("The report that asks for it, or the milestone's or risk's page") { $0.address },
      "tag": .text("How far it is behind or how likely it is, where the figure says another thing") { $0.tag },
      "figure": .text("By when it is wanted or due, how far it is behind, or that it has no date") { $0.figure },
      "figureNote": .text("How far away that is, or the baseline") { $0.figureNote },
      "reason": .markup("Why") { $0.reason },
      "facts": .markup("Its chip, who sees to it, its day, and what it holds up") { $0.facts.joined(by: " · ") },
    ])

  // MARK: What it is

  private var milestone: MilestoneIndex? {
    switch need {
    case .decision, .risk: nil
    case .blocked(let index), .late(let index), .owed(let index), .behind(let index), .awaited(let index, _),
      .acceptance(let index):
      index
    }
  }

  private func decision(_ index: DecisionIndex) -> Decision { model.plan.decisions[index] }

  private var mark: Mark {
    switch need {
    case .decision: .ask
    case .risk: .risk
    default: milestone.map { Mark(model.health($0)) } ?? .plan
    }
  }

  private var title: String {
    switch need {
    case .decision(let index): decision(index).text
    case .risk(let index): model.plan.risks[index].displayTitle
    default: milestone.map { model.milestones[$0].displayTitle } ?? ""
    }
  }

  private var address: String {
    let root = SitePath.root(from: depth)
    return switch need {
    case .decision(let index): root + model.plan.path(report: decision(index).stated)
    case .risk(let index): root + model.plan.path(risk: index)
    default: root + (milestone.map(model.plan.path(milestone:)) ?? "")
    }
  }

  private var tag: String? {
    switch need {
    case .decision, .blocked, .late: return nil
    case .acceptance: return "sent, not accepted"
    case .risk(let index): return model.plan.risks[index].probability.map { Wording.probability($0.value) }
    case .owed(let index), .behind(let index), .awaited(let index, _):
      let health = model.health(index)
      let slip = (model.scheduled(index).slipDays ?? 0) == 0 ? nil : model.slipText(index)
      let words = [health >= .atRisk ? health.word : nil, slip].compactMap { $0 }
      return words.isEmpty ? nil : words.joined(separator: ", ")
    }
  }

  private var figure: String {
    switch need {
    case .decision(let index): decision(index).due?.short(besides: model.statusDate) ?? "no day"
    case .blocked(let index): model.date(index)?.short(besides: model.statusDate) ?? "no date"
    case .late(let index): model.scheduled(index).slipDays.map(Wording.slip) ?? "no date"
    case .risk(let index): model.plan.risks[index].reviewBy.map { $0.value.description } ?? "–"
    default:
      milestone.flatMap { model.passedDate($0) ?? model.date($0) }.map { $0.description } ?? "no date"
    }
  }

  private var figureNote: String? {
    switch need {
    case .decision, .blocked: return nil
    // Its slip grows every day.
    case .late(let index):
      return model.isOverdue(index) && (model.scheduled(index).slipDays ?? 0) > 0 ? "or more" : nil
    case .behind(let index): return model.milestones[index].baseline.map { "baseline \($0.value)" }
    case .risk(let index): return model.plan.risks[index].reviewBy == nil ? "no review" : "review by"
    case .owed(let index), .awaited(let index, _), .acceptance(let index):
      if let passed = model.passedDate(index) { return "overdue \(Wording.length(model.statusDate - passed.last))" }
      return model.scheduled(index).expected.map(model.relative)
    }
  }

  // MARK: Why, who and what for

  private var reason: Markup? {
    let text: String?
    switch need {
    case .decision(let index): text = decision(index).reason
    case .acceptance: text = nil
    case .risk(let index):
      let delays = model.plan.risks[index].delays.compactMap { delay -> Markup? in
        guard let target = delay.milestone.index, let duration = delay.duration else { return nil }
        return "\(duration.words) to \(model.link(target, depth: depth))"
      }
      return delays.isEmpty ? nil : delays.joined(by: "; ")
    default:
      guard let milestone else { return nil }
      text = model.reason(milestone) ?? cause(milestone)
    }
    return text.map { "<bdi>\(Markup(datesIn: $0))</bdi>" }
  }

  /// Of what only follows something else, what it follows; of what is late, that nobody has said why.
  private func cause(_ index: MilestoneIndex) -> String? {
    if let cause = model.cause(index) { return "Follows \(model.milestones[cause].displayTitle)." }
    return model.health(index) >= .late ? "No reason given." : nil
  }

  private var facts: [Markup] {
    var facts: [Markup?] = []
    switch need {
    case .decision(let index):
      let decision = decision(index)
      if namesChip { for chip in decision.chips { facts.append(model.link(chip: chip, depth: depth)) } }
      if showsOwner { facts.append(owner(decision.owner)) }
      facts.append(Wording.dueRelative(decision.due, to: model.statusDate).map { Markup(Phrase(figure: $0)) })
      let open = decision.milestones.filter { !model.milestones[$0].isDone && model.health($0) != .dropped }
      facts.append(markup(Wording.holdsUp(open.map(model.step))))
    case .blocked(let index):
      facts += [chip(index), owner(index), markup(model.blockedSince(index)), holdsUp(index)]
    case .late(let index):
      let date: Phrase? = model.passedDate(index).map { "overdue since \($0)" } ?? model.date(index).map { Phrase($0) }
      facts += [chip(index), owner(index), markup(date), holdsUp(index)]
    case .owed(let index):
      facts += [chip(index), receiver(index), criteria(index)]
    case .behind(let index):
      let float = model.scheduled(index).totalFloat.map { Markup("float \(Wording.float($0))") }
      facts += [chip(index), holdsUp(index), float]
    case .awaited(let index, let own):
      facts += ["from \(owner(index))", "for \(model.link(own, depth: depth))", chip(own)]
    case .acceptance(let index):
      facts += [model.partyTitle(model.milestones[index].receiver).map { "from <bdi>\($0)</bdi>" }, chip(index)]
    case .risk(let index):
      let swing = model.content.tornados[model.plan.risks[index].chip].bars.first { $0.subject == .risk(index) }?.swing
      facts.append(model.link(chip: model.plan.risks[index].chip, depth: depth))
      facts.append(swing.map { "launch P80 \(Wording.slip($0)) if it happens" })
    }
    return facts.compactMap { $0 }
  }

  private func markup(_ phrase: Phrase?) -> Markup? { phrase.map { model.markup($0, depth: depth) } }

  private func chip(_ index: MilestoneIndex) -> Markup? {
    namesChip ? model.link(chip: model.milestones[index].chip, depth: depth) : nil
  }

  private func owner(_ name: String?) -> Markup {
    name.map { model.link(owner: $0, depth: depth) } ?? "\(Wording.noOwner)"
  }

  /// A milestone's owner, else the giving party.
  private func owner(_ index: MilestoneIndex) -> Markup {
    if let owner = model.milestones[index].owner?.value { return model.link(owner: owner, depth: depth) }
    if let party = model.milestones[index].giver { return model.link(partner: party, depth: depth) }
    return "\(Wording.noOwner)"
  }

  private func receiver(_ index: MilestoneIndex) -> Markup? {
    guard model.milestones[index].isHandoff else { return nil }
    return model.partyTitle(model.milestones[index].receiver).map { "to <bdi>\($0)</bdi>" }
  }

  private func criteria(_ index: MilestoneIndex) -> Markup? {
    let counts = CriteriaCounts(model.milestones[index].criteria)
    guard let text = Wording.criteria(counts) else { return nil }
    return counts.failing > 0 ? "\(text) criteria met, \(counts.failing) failing" : "\(text) criteria met"
  }

  private func holdsUp(_ index: MilestoneIndex) -> Markup? { markup(Wording.holdsUp(model.waiting(for: index))) }
}
