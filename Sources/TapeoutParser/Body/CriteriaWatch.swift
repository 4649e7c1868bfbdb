/// Tells during the scan of a milestone's body whether the section `Exit criteria` may be open, so that tables elsewhere
/// need not be parsed.
///
/// It errs on the side of open: a line that may be the section's heading opens it, and only a heading with number signs
/// of its level or above closes it, unless code or HTML has begun somewhere, where such a line is none.
struct CriteriaWatch {
  /// Level of the heading that may have opened the section; 0 while it is closed for certain.
  private var level = 0
  /// Whether number signs may mean nothing, in code or HTML.
  private var isUnsure = false

  var mayBeOpen: Bool { level > 0 }

  /// Takes in a line that does not begin as prose does, or that begins a short paragraph.
  ///
  /// - Parameter isIndented: whether blanks stand before the line's text.
  mutating func meet(_ line: Slice<UnsafeBufferPointer<UInt8>>, isIndented: Bool) {
    switch line.first {
    case UInt8(ascii: "#"): meetHeading(line, isIndented: isIndented)
    case UInt8(ascii: "`"), UInt8(ascii: "~"), UInt8(ascii: "<"): isUnsure = true
    // Items of lists and quotes hold no heading that opens the section.
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ">"):
      // A rule may be the line below a heading, and marks without a blank may stand around one.
      if let next = line.dropFirst().first, next == 0x20 || next == 0x09 { return }
      level = 1
    case UInt8(ascii: "="): level = 1
    default: if HeadingLookalike.mayBeTitle(line) { level = 1 }
    }
  }

  private mutating func meetHeading(_ line: Slice<UnsafeBufferPointer<UInt8>>, isIndented: Bool) {
    let own = line.prefix { $0 == UInt8(ascii: "#") }.count
    // A misspelt title need not have an x, but has about its length.
    if (12...40).contains(line.count) || HeadingLookalike.mayBeTitle(line) {
      if level == 0 || own < level { level = own }
    } else if own <= level, own <= 6, !isIndented, !isUnsure,
      line.count == own || line[line.startIndex + own] == 0x20 || line[line.startIndex + own] == 0x09
    {
      level = 0
    }
  }
}
