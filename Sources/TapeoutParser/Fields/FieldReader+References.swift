import TapeoutModel

extension FieldReader {
  /// A milestone by its id inside `chip`, or as `chip/id` from elsewhere. Where it lies is settled later.
  mutating func milestone(_ text: String, at place: Int, in field: String, chip: String) -> MilestoneReference? {
    if let id = MilestoneID(parsing: text, chip: chip) { return MilestoneReference(id: id, range: range(place)) }
    unread.insert(field)
    if let pair = ReferencePair(text), !text.utf8.contains(UInt8(ascii: " ")) {
      report(
        "yaml-syntax", at: range(place), "There is no space after the colon of `\(pair.name):`",
        advice: "Write `\(pair.name): \(pair.duration)`.",
        fixes: [Fix("insert a space", replace: range(place), with: pair.description)])
      return nil
    }
    let meant = ContentID.repaired(text, allowsSlash: true)
    report(
      "invalid-id", at: range(place), "“\(text)” is not the name of a milestone",
      advice: "Write its file name without .md, such as `tape-out`, or `custom-2/tape-out` for another chip’s.",
      fixes: meant.map { [Fix("write \($0)", replace: range(place), with: $0)] } ?? [])
    return nil
  }

  mutating func milestone(_ field: Field, chip: String) -> MilestoneReference? {
    guard let text = scalar(field, wants: "one milestone") else { return nil }
    return milestone(text, at: field.value, in: field.name, chip: chip)
  }

  /// A party by its id.
  mutating func partner(_ field: Field) -> PartnerReference? {
    guard let text = scalar(field, wants: "one partner") else { return nil }
    guard ContentID.isValid(text) else {
      let meant = ContentID.repaired(text, allowsSlash: false)
      reject(
        "invalid-id", field, "“\(text)” is not the name of a partner",
        advice: "Write the file name below partners/ without .md, such as `tsmc`.", meant: meant)
      return nil
    }
    return PartnerReference(id: Located(text, at: range(field.value)))
  }

  /// What `source:` lists.
  mutating func sources(_ field: Field) -> [ExternalSource] {
    guard tree[field.value].kind == .list else {
      wrongType(field.value, field.name, wants: "a list, each entry starting with a hyphen")
      return []
    }
    var sources: [ExternalSource] = []
    for item in tree.children(of: field.value) {
      guard tree[item].kind == .map else {
        report(
          "wrong-type", at: range(item), "A source takes `title`, `url` and `as_of`, not one value",
          advice: "Write `- {title: \"…\", url: \"https://…\", as_of: 2025-12-31}`.")
        continue
      }
      var source = ExternalSource(title: "", range: range(item))
      for field in fields(of: item, known: FieldTable.source.names, in: FieldTable.source.noun) {
        switch field.name {
        case "title": source.title = text(field)?.value ?? ""
        case "url": source.url = address(field)?.value
        default: source.asOf = date(field)?.value
        }
      }
      if source.title.isEmpty {
        guard let url = source.url else {
          report(
            "missing-field", at: range(item), "A source needs at least a `title`",
            advice: "Write what it is called, such as `title: \"South China Morning Post\"`.")
          continue
        }
        source.title = url
      }
      sources.append(source)
    }
    return sources
  }
}

/// A milestone and the time from there to here, written as one text: `tape-out:2w`, `tape-out 2w`.
struct ReferencePair: CustomStringConvertible {
  let name: String
  let duration: String

  var description: String { "\(name): \(duration)" }

  /// Nil where the text is anything but one name and one duration.
  init?(_ text: String) {
    guard let pairs = ReferencePair.all(in: text), pairs.count == 1 else { return nil }
    self = pairs[0]
  }

  init?(name: String, duration: String) {
    guard MilestoneID(parsing: name, chip: "a") != nil, (try? ThreePointDuration(parsing: duration)) != nil else {
      return nil
    }
    self.name = name
    self.duration = duration
  }

  /// The pairs of a text that holds nothing else; nil where it does, or names one twice.
  static func all(in text: String) -> [ReferencePair]? {
    let words = text.utf8.split { $0 == 0x20 || $0 == 0x0A || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ",") }
      .map { String(Substring($0)) }
    guard !words.isEmpty, words.count % 2 == 0 else { return nil }
    var pairs: [ReferencePair] = []
    for index in stride(from: 0, to: words.count, by: 2) {
      guard let pair = ReferencePair(name: words[index], duration: words[index + 1]),
        !pairs.contains(where: { $0.name == pair.name })
      else { return nil }
      pairs.append(pair)
    }
    return pairs
  }
}
