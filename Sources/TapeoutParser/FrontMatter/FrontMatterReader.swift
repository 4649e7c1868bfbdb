internal import CYAML
import TapeoutModel

/// Walks libyaml's events once and builds a ``FrontMatterTree``, refusing on the way what front matter never
/// needs: anchors, aliases, tags, merge keys, keys that are lists or maps, a second document, great depth and
/// great numbers. No recursion, and no work that the refused input could multiply.
struct FrontMatterReader {
  /// Why the walk ended early.
  enum Problem {
    /// libyaml's own words are for programmers: only the place counts.
    case syntax
    case alias, anchor, tag, mergeKey, collectionKey, secondDocument, tooDeep, tooMany
  }

  struct Failure: Error {
    let problem: Problem
    /// In bytes of the file.
    let start: Int
    let end: Int
    /// Where the construct began that could not be completed, as far as libyaml tells.
    let context: Int?
    let detail: String
  }

  static let deepest = 16
  static let mostNodes = 20_000

  /// Reads `bytes[range]`, which must be valid UTF-8 without NUL.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Result<FrontMatterTree, Failure> {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { yaml_end_without_memory() }
    defer { yaml_parser_delete(&parser) }
    let places = PlaceMap(bytes, range)
    let text = UnsafeBufferPointer(rebasing: bytes[range])
    yaml_parser_set_input_string(&parser, text.baseAddress, text.count)
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    var builder = Builder()
    // A node for every dozen bytes is more than most have.
    builder.tree.nodes.reserveCapacity(range.count / 12 + 4)
    var event = yaml_event_t()
    while true {
      guard yaml_parser_parse(&parser, &event) == 1 else {
        // Not the file's fault: it ends like every other allocation that fails.
        if parser.error == YAML_MEMORY_ERROR { yaml_end_without_memory() }
        // What is no text at all is met while reading ahead, and its place is counted in bytes.
        let mark =
          parser.error == YAML_READER_ERROR
          ? range.lowerBound + min(parser.problem_offset, range.count) : places.offset(parser.problem_mark.index)
        let context = parser.context == nil ? nil : places.offset(parser.context_mark.index)
        let detail = parser.problem.map { String(cString: $0) } ?? ""
        return .failure(Failure(problem: .syntax, start: mark, end: mark, context: context, detail: detail))
      }
      defer { yaml_event_delete(&event) }
      if event.type == YAML_STREAM_END_EVENT { return .success(builder.tree) }
      if let problem = builder.accept(event, places) {
        let start = places.offset(event.start_mark.index)
        let end = max(start, places.offset(event.end_mark.index))
        return .failure(Failure(problem: problem, start: start, end: end, context: nil, detail: ""))
      }
    }
  }

  private struct Builder {
    var tree = FrontMatterTree()
    /// Open lists and maps: node, and for maps whether a key comes next.
    private var open: [(node: Int, isMap: Bool, expectsKey: Bool)] = []
    private var documents = 0

    mutating func accept(_ event: yaml_event_t, _ places: PlaceMap) -> Problem? {
      switch event.type {
      case YAML_DOCUMENT_START_EVENT:
        documents += 1
        return documents > 1 ? .secondDocument : nil
      case YAML_ALIAS_EVENT:
        return .alias
      case YAML_SCALAR_EVENT:
        let scalar = event.data.scalar
        if scalar.anchor != nil { return .anchor }
        if scalar.tag != nil { return .tag }
        let kind: FrontMatterTree.Node.Kind
        switch scalar.style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: kind = .quoted
        case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: kind = .block
        default: kind = .plain
        }
        let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
        if kind == .plain, text == "<<", open.last?.expectsKey == true { return .mergeKey }
        return add(kind, text, event, places)
      case YAML_SEQUENCE_START_EVENT:
        if event.data.sequence_start.anchor != nil { return .anchor }
        if event.data.sequence_start.tag != nil { return .tag }
        return begin(.list, event, places)
      case YAML_MAPPING_START_EVENT:
        if event.data.mapping_start.anchor != nil { return .anchor }
        if event.data.mapping_start.tag != nil { return .tag }
        return begin(.map, event, places)
      case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
        if let last = open.popLast() {
          tree.nodes[last.node].span = Int32(tree.nodes.count - last.node)
          // A block list or map ends where its last child does, not at the line that follows it.
          let end = places.offset(event.end_mark.index)
          let children = tree.nodes.count - last.node - 1
          let isFlow = event.start_mark.index != event.end_mark.index
          tree.nodes[last.node].end = Int32(isFlow || children == 0 ? end : Int(tree.nodes[tree.nodes.count - 1].end))
        }
        return nil
      default:
        return nil
      }
    }

    private mutating func begin(_ kind: FrontMatterTree.Node.Kind, _ event: yaml_event_t, _ places: PlaceMap)
      -> Problem?
    {
      if open.last?.expectsKey == true { return .collectionKey }
      if open.count >= FrontMatterReader.deepest { return .tooDeep }
      if let problem = add(kind, "", event, places) { return problem }
      open.append((tree.nodes.count - 1, kind == .map, kind == .map))
      return nil
    }

    private mutating func add(
      _ kind: FrontMatterTree.Node.Kind, _ text: String, _ event: yaml_event_t, _ places: PlaceMap
    ) -> Problem? {
      guard tree.nodes.count < FrontMatterReader.mostNodes else { return .tooMany }
      if let last = open.indices.last, open[last].isMap { open[last].expectsKey.toggle() }
      let start = places.offset(event.start_mark.index)
      let end = places.offset(event.end_mark.index)
      tree.nodes.append(.init(kind: kind, start: Int32(start), end: Int32(end), text: text, span: 1))
      return nil
    }
  }
}

/// From libyaml's places, counted in characters, to byte offsets in the file.
///
/// libyaml's own lines and columns are no use: it takes NEL, LS and PS for line ends, which editors do not.
private struct PlaceMap {
  private let base: Int
  private let count: Int
  /// Byte offset of every character; empty where all are ASCII and the two counts agree.
  private var offsets: [Int32] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    base = range.lowerBound
    count = range.count
    var union: UInt8 = 0
    for index in range { union |= bytes[index] }
    guard union >= 0x80 else { return }
    offsets.reserveCapacity(count)
    for index in range where bytes[index] & 0xC0 != 0x80 { offsets.append(Int32(index)) }
  }

  func offset(_ character: Int) -> Int {
    if offsets.isEmpty { return base + min(character, count) }
    return character < offsets.count ? Int(offsets[character]) : base + count
  }
}
