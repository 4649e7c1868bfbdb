import TapeoutEditing
import TapeoutModel
import TapeoutParser

extension Completion {
  /// What a field of such a value may hold.
  func values(_ value: FieldValue) -> CompletionList {
    switch value {
    case .person:
      return CompletionList(items: snapshot.owners.prefix(200).map { written($0, as: .value, detail: "owner") })
    case .text: return texts
    case .partner: return partners
    case .milestone: return milestones(besides: [])
    case .kind: return kinds
    case .date: return dates(TypedDate(typed))
    case .statedDate: return dates(TypedDate(typed), isOpen: true)
    case .day: return dates(TypedDate(typed, isDay: true))
    case .window, .dayOrDays: return window(isDay: value == .dayOrDays)
    case .datedReason: return typed.utf8.contains(0x20) ? CompletionList() : dates(TypedDate(typed), isOpen: true)
    case .length: return durations(isPoint: true)
    case .duration: return durations(isPoint: false)
    case .durationOrUnknown:
      var list = durations(isPoint: false)
      list.items.append(CompletionItem(label: "TBD", kind: .unit, detail: "nobody knows how long it takes"))
      return list
    case .words(let words):
      return CompletionList(items: words.map { CompletionItem(label: $0.text, kind: .enumeration, detail: $0.summary) })
    case .supposition:
      return CompletionList(
        items: ["+1w", "+2w", "+4w", "-1w", "occurs", "averted"].map { CompletionItem(label: $0, kind: .value) })
    case .flag: return CompletionList(items: ["true", "false"].map { CompletionItem(label: $0, kind: .enumeration) })
    case .percentage:
      return CompletionList(
        items: ["5%", "10%", "20%", "30%", "40%", "50%", "60%", "70%", "80%", "90%"].map {
          CompletionItem(label: $0, kind: .value)
        })
    case .weekdays:
      return CompletionList(
        items: [("mon-fri", "Monday to Friday"), ("sun-thu", "Sunday to Thursday"), ("mon-sat", "Monday to Saturday")]
          .map { CompletionItem(label: $0.0, kind: .enumeration, detail: $0.1) })
    default: return CompletionList()
    }
  }

  /// A text of the plan, in quotes where YAML needs them and none are there.
  private func written(_ value: String, as kind: CompletionItem.Kind, detail: String) -> CompletionItem {
    let quotes: Set<UInt8> = [UInt8(ascii: "\""), UInt8(ascii: "'")]
    let before = cursor.range.lowerBound > 0 ? text.bytes[cursor.range.lowerBound - 1] : 0
    let isQuoted = quotes.contains(before)
    return CompletionItem(
      label: value, kind: kind, detail: detail,
      text: isQuoted ? nil : YAMLScalar.written(value, as: .text, isInFlow: isInFlow))
  }

  // MARK: Names of the plan

  private var partners: CompletionList {
    CompletionList(
      items: plan.partners.indices.map { index in
        CompletionItem(
          label: plan.partners[index].id, kind: .reference,
          detail: [plan.partners[index].displayTitle, plan.partners[index].role?.value.rawValue]
            .compactMap { $0 }.joined(separator: " · "))
      })
  }

  private var kinds: CompletionList {
    let own = Target(path: path)
    let name: String? = if case .milestone(let id)? = own { id.milestone } else { nil }
    // A file that is named like a kind is of that kind.
    let sorted = snapshot.kinds.filter { $0.name == name } + snapshot.kinds.filter { $0.name != name }
    return CompletionList(
      items: sorted.map { kind in
        CompletionItem(label: kind.name, kind: .member, detail: kind.line, documentation: kind.isGate ? "A gate." : "")
      })
  }

  /// Texts that other files have in the same field.
  private var texts: CompletionList {
    var found: [String] = []
    switch (cursor.path.first, Target(path: path)) {
    case ("title", .milestone(let id)):
      found = snapshot.kinds.filter { $0.name == id.milestone }.map(\.title)
    case ("stepping", _):
      found = plan.chips.compactMap { $0.stepping?.value }
      for index in plan.milestones.indices { if let own = plan.milestones[index].stepping?.value { found.append(own) } }
    case ("tags", _):
      for index in plan.milestones.indices { found += plan.milestones[index].tags.map(\.value) }
    case ("workload", _): found = plan.chips.flatMap { $0.workloads.map(\.value) }
    case ("process", _): found = plan.chips.compactMap { $0.process?.value }
    default: break
    }
    let once = Set(found).sorted { $0.precedesInBytes($1) }
    return CompletionList(items: once.prefix(200).map { written($0, as: .value, detail: "") })
  }

  /// The most milestones of one list: who types on gets others.
  private static let most = 200

  /// Milestones by what the cursor's chip calls them: its own first, then those of the others.
  func milestones(besides taken: Set<String>) -> CompletionList {
    let own: MilestoneID? = if case .milestone(let id)? = Target(path: path) { id } else { nil }
    let wanted = Array(typed.lowercased().utf8)
    var list = CompletionList()
    func add(_ index: MilestoneIndex, isOwnChip: Bool) {
      guard plan.milestones[index].id != own else { return }
      let id = plan.milestones[index].id
      let label = isOwnChip ? id.milestone : id.description
      guard !taken.contains(label) else { return }
      if !wanted.isEmpty, !label.utf8.holds(wanted),
        !plan.milestones[index].displayTitle.lowercased().utf8.holds(wanted)
      {
        return
      }
      guard list.items.count < Completion.most else {
        list.isIncomplete = true
        return
      }
      list.items.append(
        CompletionItem(
          label: label, kind: .reference, detail: snapshot.line(index),
          documentation: snapshot.facts(index).joined(separator: " · ")))
    }
    let ownRange = snapshot.chip(chip).map { plan.chips[$0].milestones } ?? .empty
    for index in ownRange { add(index, isOwnChip: true) }
    for index in plan.milestones.indices where !ownRange.contains(index) && !list.isIncomplete {
      add(index, isOwnChip: false)
    }
    return list
  }
}

extension MilestoneKind {
  /// `Tape-out · tape-out · design partner → foundry`
  var line: String {
    let parties = zip([giver], [receiver]).compactMap { giver, receiver in
      giver.flatMap { giver in receiver.map { "\(giver.words) → \($0.words)" } }
    }
    return ([title, phase.title] + parties).joined(separator: " · ")
  }
}

extension MilestoneKind.PartyRole {
  var words: String {
    switch self {
    case .customer: "customer"
    case .designPartner: "design partner"
    case .foundry: "foundry"
    case .packaging: "packaging"
    case .regulator: "regulator"
    case .supplier: "supplier"
    }
  }
}

extension String.UTF8View {
  /// Whether these bytes hold others.
  func holds(_ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first else { return true }
    let own = Array(self)
    guard own.count >= wanted.count else { return false }
    return (0...(own.count - wanted.count)).contains { start in
      own[start] == first && own[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }
}
