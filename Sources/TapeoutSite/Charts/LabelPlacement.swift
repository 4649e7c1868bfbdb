/// Places labels of one line beside each other so that none lies over another.
enum LabelPlacement {
  struct Label {
    /// Its mark, in percent of the width.
    var x: Double
    /// Its longest line.
    var text: String
    /// Left out only if there is no other way.
    var isImportant: Bool
  }

  /// Of a letter, in pixels: bold, at 12 pixels, in the widest of the fonts in use.
  static let letterWidth = 6.6
  /// The estimated width of a text, in pixels.
  static func width(of text: String) -> Double {
    Double(text.unicodeScalars.reduce(0) { $0 + ($1.isWide ? 2 : 1) }) * letterWidth
  }

  private static let gap = 6.0
  /// Half the width of a mark: a label that does not stand under the middle of its mark begins or ends at its edge.
  private static let reach = 9.0

  /// The cheapest anchors at which no two labels come nearer than six pixels in a chart `width` pixels wide.
  ///
  /// Standing beside the middle costs 1, lying across the as-of line 1.5, being left out 40 (1000 for what is
  /// important). Resolved for the least width, a layout only gets looser in a wider chart.
  ///
  /// - Parameters:
  ///   - labels: from left to right.
  ///   - line: the as-of line, in percent.
  ///   - over: how far a label may stand out of the chart, at its left and right, in pixels.
  /// - Complexity: O(labels²).
  static func anchors(
    _ labels: [Label], width: Double, avoiding line: Double?, over: (left: Double, right: Double) = (30, 60)
  ) -> [Drawing.Anchor] {
    let shown: [Drawing.Anchor] = [.middle, .end, .start]
    let lengths = labels.map { LabelPlacement.width(of: $0.text) }
    // best[i][a]: the least cost of everything up to label i, if it is shown at anchor a.
    var best: [[(cost: Double, from: (Int, Int)?)]] = []
    func span(_ index: Int, _ anchor: Drawing.Anchor) -> ClosedRange<Double> {
      let centre = labels[index].x / 100 * width
      let length = lengths[index]
      let start =
        switch anchor {
        case .end: centre + reach - length
        case .start: centre - reach
        default: centre - length / 2
        }
      return start...(start + length)
    }
    func hiding(_ range: Range<Int>) -> Double {
      range.reduce(0) { $0 + (labels[$1].isImportant ? 1000 : 40) }
    }
    for index in labels.indices {
      best.append(
        shown.map { anchor in
          let own = span(index, anchor)
          guard own.lowerBound >= -over.left, own.upperBound <= width + over.right else { return (.infinity, nil) }
          var cost = anchor == .middle ? 0.0 : 1
          if let line, own.lowerBound - 2 < line / 100 * width, line / 100 * width < own.upperBound + 2 { cost += 1.5 }
          var cheapest: (cost: Double, from: (Int, Int)?) = (hiding(0..<index), nil)
          for earlier in 0..<index {
            for place in shown.indices where span(earlier, shown[place]).upperBound + gap <= own.lowerBound {
              let total = best[earlier][place].cost + hiding((earlier + 1)..<index)
              if total < cheapest.cost { cheapest = (total, (earlier, place)) }
            }
          }
          return (cheapest.cost + cost, cheapest.from)
        })
    }
    var anchors = [Drawing.Anchor](repeating: .hidden, count: labels.count)
    var end: (Int, Int)?
    var least = hiding(labels.indices)
    for index in labels.indices {
      for place in shown.indices {
        let total = best[index][place].cost + hiding((index + 1)..<labels.count)
        if total < least { (least, end) = (total, (index, place)) }
      }
    }
    while let (index, place) = end {
      anchors[index] = shown[place]
      end = best[index][place].from
    }
    return anchors
  }

  /// Moves labels on a line apart: one pass up, one pass down; their order is kept.
  ///
  /// - Returns: places at least `gap` apart within `bounds`, as near as that to the wanted ones.
  static func spread(_ places: [Double], gap: Double, within bounds: ClosedRange<Double>) -> [Double] {
    let order = places.indices.sorted { (places[$0], $0) < (places[$1], $1) }
    var moved = places
    var last = bounds.lowerBound - gap
    for index in order {
      moved[index] = max(places[index], last + gap)
      last = moved[index]
    }
    var next = bounds.upperBound + gap
    for index in order.reversed() {
      moved[index] = min(moved[index], next - gap)
      next = moved[index]
    }
    return moved
  }
}

extension Unicode.Scalar {
  /// Whether it takes about two letters' room: CJK, Hangul, full-width forms, emoji (Unicode TR11, in rough blocks).
  var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
