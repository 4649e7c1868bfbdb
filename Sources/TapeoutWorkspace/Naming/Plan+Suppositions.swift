package import TapeoutDisk
package import TapeoutModel
package import TapeoutSchedule

extension Plan {
  /// What a person supposes: `custom-1/netlist-handoff=+3w`, `custom-1/netlist-handoff=2026-07-10`,
  /// `risk custom-1/respin=occurs`.
  ///
  /// - Throws: where a text is no supposition, or supposes something of what is over.
  ///
  /// - Parameter scenario: what it supposes is supposed as well, as far as it can be still.
  package func suppositions(
    _ texts: [String], with scenario: ScenarioIndex? = nil, statusDate: Day
  ) throws(OperationalError) -> Suppositions {
    var result = Suppositions()
    var moves: [Supposition] = []
    if let scenario { (moves, result.risks) = Suppositions.stated(by: scenarios[scenario], in: self) }
    for text in texts {
      if text.utf8.starts(with: "risk ".utf8) {
        result.risks.append(try riskSupposition(text))
      } else {
        moves.append(try supposition(text))
      }
    }
    result.moves = try Suppositions.checkedMoves(moves, self, statusDate: statusDate)
    return result
  }

  private func riskSupposition(_ text: String) throws(OperationalError) -> RiskSupposition {
    let parts = text.utf8.dropFirst("risk ".utf8.count)
      .split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
    let occurs = parts.count == 2 && parts[1].elementsEqual("occurs".utf8)
    guard parts.count == 2, occurs || parts[1].elementsEqual("averted".utf8) else {
      throw OperationalError(
        "\(text) is not a supposition.", advice: "Write it as risk chip/id=occurs or risk chip/id=averted.")
    }
    let risk = try risk(named: String(Substring(parts[0])))
    guard risks[risk].isOpen else {
      throw OperationalError(
        "The risk \(chips[risks[risk].chip].id)/\(risks[risk].id) is \((risks[risk].status?.value ?? .open).rawValue): "
          + "the forecast does not draw it.",
        advice: "Suppose something of a risk that is open.")
    }
    return RiskSupposition(risk: risk, occurs: occurs)
  }
}
