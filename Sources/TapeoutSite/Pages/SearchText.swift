import TapeoutModel

/// What stands on the pages as scripts that the search loads: notes, criteria and reasons would make the list of all
/// pages many times as long for every reader.
///
/// A script, not JSON: a page that is opened from the disk may load scripts of its own folder, and nothing else.
struct SearchText {
  let model: SiteModel

  /// Some of these are loaded one after another while somebody types.
  private static let largestFile = 512 << 10
  /// Of longer texts the rest is not searched.
  private static let longestText = 4000

  /// A stretch of chips whose texts make one file.
  struct File: Hashable, Sendable {
    let path: String
    let chips: Range<ChipIndex>
    /// Whether it also has what belongs to no chip.
    let isFirst: Bool
  }

  /// The files for one part of the list of all pages, by the sizes of the sources.
  func files(of part: ListPart) -> [File] {
    var files: [File] = []
    var start = part.chips.lowerBound
    var size = 0
    func end(_ end: ChipIndex) {
      let number = files.isEmpty ? "" : "-\(files.count + 1)"
      let stem = part.isFirst ? "search-text" : "search-\(part.number + 1)-text"
      files.append(File(path: "\(stem)\(number).js", chips: start..<end, isFirst: part.isFirst && files.isEmpty))
      start = end
      size = 0
    }
    for chip in part.chips {
      size += sizeOfTexts(in: chip)
      if size > SearchText.largestFile { end(chip.advanced(by: 1)) }
    }
    if start < part.chips.upperBound || files.isEmpty { end(part.chips.upperBound) }
    return files
  }

  private func sizeOfTexts(in chip: ChipIndex) -> Int {
    func size(_ body: Body) -> Int { body.range.map { min(Int($0.end - $0.start), SearchText.longestText) } ?? 0 }
    return size(model.plan.chips[chip].body)
      + model.plan.chips[chip].milestones.reduce(0) { $0 + size(model.milestones[$1].body) + 80 }
      + model.plan.chips[chip].risks.reduce(0) { $0 + size(model.plan.risks[$1].body) + 80 }
  }

  func bytes(_ file: File) -> [UInt8] {
    let plan = model.plan
    var entries = Entries()
    if file.isFirst {
      for index in plan.partners.indices {
        entries.add(plan.path(partner: index), [model.content.text(plan.partners[index].body)])
      }
      for index in plan.reports.indices {
        entries.add(plan.path(report: index), [model.content.text(plan.reports[index].body)])
      }
    }
    for chip in file.chips {
      entries.add(plan.path(chip: chip), [model.content.text(plan.chips[chip].body)])
      for index in plan.chips[chip].milestones {
        entries.add(
          "chips/\(model.places.pathsBesideChip[index])",
          [model.milestones[index].reason?.value, model.content.text(model.milestones[index].body)])
      }
      for index in plan.chips[chip].risks {
        entries.add(
          plan.path(risk: index), [plan.risks[index].owner?.value, model.content.text(plan.risks[index].body)])
      }
    }
    return entries.script
  }

  /// Whether three bytes are a control of direction, which would turn what stands around it: U+202A to U+202E, or U+2066 to U+2069.
  private static func isDirection(_ bytes: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(bytes)
    guard bytes.count == 3, bytes[0] == 0xE2 else { return false }
    return (bytes[1] == 0x80 && (0xAA...0xAE).contains(bytes[2]))
      || (bytes[1] == 0x81 && (0xA6...0xA9).contains(bytes[2]))
  }

  /// Pairs of address and text as JavaScript.
  private struct Entries {
    private var bytes = Array("tapeoutSearch([".utf8)
    private var isEmpty = true

    mutating func add(_ path: String, _ texts: [String?]) {
      let text = texts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
      if text.isEmpty { return }
      bytes += isEmpty ? [0x0A, UInt8(ascii: "[")] : [UInt8(ascii: ","), 0x0A, UInt8(ascii: "[")]
      isEmpty = false
      addLiteral(path)
      bytes.append(UInt8(ascii: ","))
      addLiteral(text)
      bytes.append(UInt8(ascii: "]"))
    }

    /// As a literal, cut where it is too long; stretches of blanks and line ends become one blank.
    private mutating func addLiteral(_ text: String) {
      let text = Array(text.utf8)
      var end = min(text.count, SearchText.longestText)
      while end < text.count, end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
      bytes.append(UInt8(ascii: "\""))
      var isBlank = false
      var skipped = 0
      for index in text[..<end].indices {
        let byte = text[index]
        if byte == 0xE2, SearchText.isDirection(text[index...].prefix(3)) { skipped = 3 }
        if skipped > 0 {
          skipped -= 1
          continue
        }
        switch byte {
        case 0...0x20, 0x7F:
          if !isBlank { bytes.append(0x20) }
          isBlank = true
          continue
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        // No `</script>` and no `<!--`, wherever somebody puts the file.
        case UInt8(ascii: "<"): bytes += Array("\\u003c".utf8)
        default: bytes.append(byte)
        }
        isBlank = false
      }
      bytes.append(UInt8(ascii: "\""))
    }

    var script: [UInt8] { bytes + Array("\n])\n".utf8) }
  }
}
