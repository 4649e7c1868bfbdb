internal import CMark
import TapeoutModel

extension BodyWalk {
  /// Reads the task that a paragraph is, if it is one, and returns its box.
  mutating func readTask(_ paragraph: MarkdownNode) -> Range<Int>? {
    let start = blockStart(paragraph)
    guard start < bytes.count, bytes[start] == UInt8(ascii: "["), paragraph.beginsItem else { return nil }
    let end = lineEnd(paragraph.startLine, from: start)
    guard let box = Checkbox(bytes, at: start, end: end, isLenient: section.isOpen || decisions.isOpen) else {
      return nil
    }
    if box.slip != nil {
      // A link, then, that only looks like one.
      guard paragraph.firstChild?.type != CMARK_NODE_LINK else { return nil }
      reading.findings.append(unknownCheckbox(box))
    }
    let text = paragraph.plainText(without: UnsafeBufferPointer(rebasing: bytes[box.range]))
    if section.isOpen {
      // Room for as many as a gate mostly has: they stay where they are put.
      if reading.criteria.isEmpty { reading.criteria.reserveCapacity(6) }
      reading.criteria.append(criterion(box, text, start..<end, lineEnd(paragraph.endLine, from: end)))
      review.markBoxed()
    } else if decisions.isOpen {
      addDecision(box, text: text, line: start..<end, end: lineEnd(paragraph.endLine, from: end))
    } else {
      addToDo(box.state, text, at: start..<end)
    }
    return box.range
  }

  mutating func addToDo(_ state: ExitCriterion.State, _ text: [UInt8], at line: Range<Int>) {
    if reading.criteriaHeading != nil { review.tasksBehind += 1 }
    reading.body.toDos.append(
      Body.ToDo(
        isDone: state == .met, isOpen: state == .open || state == .failing, text: String(decoding: text, as: UTF8.self),
        range: range(line)))
  }

  func criterion(_ box: Checkbox, _ text: [UInt8], _ line: Range<Int>, _ end: Int) -> ExitCriterion {
    var criterion = ExitCriterion(
      state: box.state, text: "", group: section.group, waiver: nil, range: range(line))
    guard box.state == .waived else {
      criterion.text = String(decoding: text, as: UTF8.self)
      return criterion
    }
    guard let read = WaiverText(text, chip: chip) else {
      criterion.text = String(decoding: text, as: UTF8.self)
      criterion.waiver = Waiver(by: nil, until: nil, reason: nil, range: range(line))
      return criterion
    }
    let place = waiverPlace(line.lowerBound..<end) ?? line
    criterion.text = read.item
    let until: Waiver.End? =
      switch read.until {
      case nil: nil
      case .date(let date): .date(date)
      case .milestone(let id):
        .milestone(MilestoneReference(id: id, range: range(untilPlace(read.untilText ?? "", in: place) ?? place)))
      }
    criterion.waiver = Waiver(by: read.by, until: until, reason: read.reason, range: range(place))
    return criterion
  }

  /// From the opening to the closing parenthesis, in the file.
  private func waiverPlace(_ item: Range<Int>) -> Range<Int>? {
    let source = bytes[item]
    guard let opening = WaiverText.opening(in: source) else { return nil }
    let closing = WaiverText.closing(of: opening, in: source)
    return opening..<min(closing + 1, item.upperBound)
  }

  /// Where what `until` is followed by stands, in the file.
  private func untilPlace(_ text: String, in waiver: Range<Int>) -> Range<Int>? {
    let until = Array("until".utf8)
    let wanted = Array(text.utf8)
    guard let word = place(of: until, in: waiver) else { return nil }
    return place(of: wanted, in: word.upperBound..<waiver.upperBound)
  }

  private func place(of wanted: [UInt8], in range: Range<Int>) -> Range<Int>? {
    guard range.count >= wanted.count else { return nil }
    for start in range.lowerBound...(range.upperBound - wanted.count)
    where bytes[start..<(start + wanted.count)].elementsEqual(wanted) {
      return start..<(start + wanted.count)
    }
    return nil
  }

  private func unknownCheckbox(_ box: Checkbox) -> Finding {
    let written = String(decoding: bytes[box.range], as: UTF8.self)
    let place = range(box.range)
    guard case .replace(let spelling) = box.slip else {
      return Finding(
        "unknown-checkbox", at: place, "The box “\(written)” is none of [ ], [x], [!] and [-]",
        advice: "Write [ ] for open, [x] for met, [!] for failing now, [-] for waived.")
    }
    let meant = "\(spelling)"
    let lacksBlank = meant.utf8.last == UInt8(ascii: " ")
    return Finding(
      "unknown-checkbox", at: place,
      lacksBlank
        ? "The box “\(written)” needs a space after it"
        : "The box “\(written)” is none of [ ], [x], [!] and [-]",
      advice: lacksBlank ? "Put a space between the box and the text." : "Write \(meant), if that is what it means.",
      fixes: [Fix(lacksBlank ? "add the space" : "write \(meant)", replace: place, with: meant)])
  }
}
