import TapeoutForecast
import TapeoutModel
import TapeoutSchedule
import TapeoutTemplates
import TapeoutWording

/// A risk in a table.
struct RiskRow: TemplateContext {
  let model: SiteModel
  let index: RiskIndex
  let depth: Int

  private var risk: Risk { model.plan.risks[index] }

  /// The likely delay to the milestones it names, in days: the longest.
  static func likelyDelay(_ risk: Risk) -> Int { risk.delays.compactMap { $0.duration?.likely.days }.max() ?? 0 }

  /// Chance times likely delay, in days: what it adds on average.
  static func exposure(_ risk: Risk) -> Double { (risk.probability?.value ?? 0) * Double(likelyDelay(risk)) }

  /// Open risks first, then by what they add on average.
  static func sorted(_ risks: some Sequence<RiskIndex>, _ model: SiteModel) -> [RiskIndex] {
    risks.sorted { left, right in
      let (a, b) = (model.plan.risks[left], model.plan.risks[right])
      return (a.isOpen ? 0 : 1, -exposure(a), left) < (b.isOpen ? 0 : 1, -exposure(b), right)
    }
  }

  /// What the risk adds to its launch's P80, in days, where the forecast tells.
  private var swing: Int? {
    model.content.tornados[risk.chip].bars.first { $0.subject == .risk(index) }?.swing
  }

  /// Those under which no other risk of the chip stands.
  private var formerIDs: [String] {
    let chip = model.plan.chips[risk.chip]
    return risk.formerIDs.filter { former in
      former.chip == chip.id && !chip.risks.contains { model.plan.risks[$0].id == former.risk }
    }.map(\.risk)
  }

  private var isOverdue: Bool {
    risk.isOpen && risk.reviewBy.map { $0.value.last < model.statusDate } ?? false
  }

  static let fields = FieldTable<RiskRow>(
    "risk",
    [
      "id": .text("Its id within the chip") { $0.risk.id },
      "formerIDs": .list("Ids that it had before within the chip", isEmpty: { $0.risk.formerIDs.isEmpty }) { row in
        row.formerIDs.map(FormerRiskID.init)
      },
      "title": .text("What may happen") { $0.risk.displayTitle },
      "href": .link("Its place on the chip's page") {
        SitePath.root(from: $0.depth) + $0.model.plan.path(risk: $0.index)
      },
      "chip": .text("The title of its chip") { $0.model.plan.chips[$0.risk.chip].displayTitle },
      "owner": .text("Who watches it") { $0.risk.owner?.value },
      "ownerLink": .markup("Who watches it, with a link to their page") { row in
        row.risk.owner.map { row.model.link(owner: $0.value, depth: row.depth) }
      },
      "response": .markup("The paragraph of its text that begins with `Response:`, `Mitigation:` or `Decision point:`")
      {
        $0.model.excerpt(.response, $0.risk.body, of: $0.risk.origin.file, depth: $0.depth)
      },
      "status": .text("Open, mitigated, occurred or closed") { ($0.risk.status?.value ?? .open).rawValue },
      "isOpen": .flag("Whether it can still happen") { $0.risk.isOpen },
      "probability": .text("The chance that it happens") {
        $0.risk.probability.map { Wording.probability($0.value) } ?? "–"
      },
      "delays": .markup("What it would add to which milestones") { row in
        row.risk.delays.map { delay -> Markup in
          guard let target = delay.milestone.index, let duration = delay.duration else { return "" }
          return "<li>\(duration.words) to \(row.model.link(target, depth: row.depth))</li>"
        }.joined()
      },
      "swing": .text("What it adds to the launch's P80") { $0.swing.map(Wording.slip) ?? "–" },
      "reviewBy": .text("When it is to be looked at again") { $0.risk.reviewBy?.value.description },
      "isOverdue": .flag("Whether that day has passed") { $0.isOverdue },
      "body": .markup("What is written about it") {
        $0.model.prose($0.risk.body, of: $0.risk.origin.file, depth: $0.depth, headingShift: 3, hasAnchors: false)
      },
      "sources": .list("Where claims about it come from") { $0.risk.sources.map(SourceLine.init) },
    ])
}

extension ThreePointDuration {
  /// `14w to 30w, likely 20w`; `14w` where it is certain.
  var words: String {
    optimistic == likely && likely == pessimistic ? "\(likely)" : "\(optimistic) to \(pessimistic), likely \(likely)"
  }
}

/// An id that a risk had before.
struct FormerRiskID: TemplateContext {
  let id: String

  static let fields = FieldTable<FormerRiskID>("former-risk", ["id": .text("The id") { $0.id }])
}
