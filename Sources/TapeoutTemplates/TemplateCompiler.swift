/// Makes templates ready for their contexts. For templates in which the linter finds nothing wrong: what it would have
/// found is left out here.
public struct TemplateCompiler {
  /// The templates' bytes, by name.
  public let templates: [String: [UInt8]]
  public private(set) var program = TemplateProgram()
  /// What has been made, by template and context: places among the program's steps.
  private var made: [String: Range<Int>] = [:]

  public init(_ templates: [String: [UInt8]]) { self.templates = templates }

  /// Makes a template ready; what it includes comes before it.
  public mutating func compile(_ name: String, _ shape: ContextShape) -> Range<Int> {
    let key = "\(name) \(shape.name)"
    if let range = made[key] { return range }
    let bytes = templates[name] ?? []
    let tags = TemplateTag.withoutEmptyLines(TemplateTag.read(bytes), in: bytes)
    var place = tags.startIndex
    let steps = compile(tags, &place, bytes, shape, fields: places(of: shape))
    let range = program.steps.count..<(program.steps.count + steps.count)
    program.steps += steps
    made[key] = range
    return range
  }

  private func places(of shape: ContextShape) -> [String: (place: Int, kind: FieldKind)] {
    var places: [String: (place: Int, kind: FieldKind)] = [:]
    for (place, field) in shape.fields.enumerated() { places["." + field.name] = (place, field.kind) }
    return places
  }

  /// The steps up to the tag that closes the section, or to the end.
  private mutating func compile(
    _ tags: [TemplateTag], _ place: inout Int, _ bytes: [UInt8], _ shape: ContextShape,
    fields: [String: (place: Int, kind: FieldKind)]
  ) -> [TemplateProgram.Step] {
    var steps: [TemplateProgram.Step] = []
    while place < tags.endIndex {
      let tag = tags[place]
      place += 1
      switch tag.kind {
      case .text:
        guard !tag.range.isEmpty else { continue }
        steps.append(.init(kind: .text, start: program.text.count, count: tag.range.count))
        program.text += bytes[tag.range]
      case .variable, .markup:
        if tag.name == "." {
          steps.append(.init(kind: .current))
        } else if let field = fields[tag.name] {
          steps.append(.init(kind: .value, field: field.place))
        }
      case .section, .inverted:
        let field = fields[tag.name]
        let inner: [TemplateProgram.Step]
        switch (tag.kind, field?.kind) {
        case (.section, .list(let item)), (.section, .one(let item)):
          let shape = item()
          inner = compile(tags, &place, bytes, shape, fields: places(of: shape))
        default: inner = compile(tags, &place, bytes, shape, fields: fields)
        }
        guard let field else { continue }
        steps.append(
          .init(kind: tag.kind == .section ? .section : .inverted, field: field.place, count: inner.count))
        steps += inner
      case .close: return steps
      case .partial:
        let range = compile(tag.name, shape)
        steps.append(.init(kind: .partial, start: range.lowerBound, count: range.count))
      case .comment, .refused, .unclosed: break
      }
    }
    return steps
  }
}

extension TemplateTag {
  /// The tags, their texts without the lines that hold nothing but sections, partials and comments: they would leave
  /// empty lines.
  public static func withoutEmptyLines(_ tags: [TemplateTag], in bytes: [UInt8]) -> [TemplateTag] {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    var result = tags
    for (index, tag) in tags.enumerated() {
      switch tag.kind {
      case .section, .inverted, .close, .partial, .comment: break
      case .text, .variable, .markup, .refused, .unclosed: continue
      }
      var start = tag.range.lowerBound
      while start > 0, isSpace(bytes[start - 1]) { start -= 1 }
      var end = tag.range.upperBound
      while end < bytes.count, isSpace(bytes[end]) || bytes[end] == 0x0D { end += 1 }
      guard start == 0 || bytes[start - 1] == 0x0A, end == bytes.count || bytes[end] == 0x0A else { continue }
      if index > 0, result[index - 1].kind == .text {
        result[index - 1].range = result[index - 1].range.lowerBound..<max(result[index - 1].range.lowerBound, start)
      }
      if index + 1 < result.count, result[index + 1].kind == .text {
        let next = result[index + 1].range
        result[index + 1].range = min(end + 1, next.upperBound)..<next.upperBound
      }
    }
    return result
  }
}
