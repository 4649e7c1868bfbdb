extension Figure {
  /// A picture file of its own, on white, that slides and documents take: fixed places, no stylesheet, no reuse, so
  /// that readers with little of SVG show it, too.
  var file: Markup {
    """
    <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
    role="img" font-family="Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif" font-size="12">
    <title>\(title)</title><desc>\(description)</desc>
    <rect width="\(width)" height="\(height)" fill="#fff"/>
    \(parts.map(\.markup).joined())
    </svg>

    """
  }
}

extension Figure.Part {
  var markup: Markup {
    let elements = drawing.elements.map(markup).joined()
    return x == 0 && y == 0 ? elements : "<g transform=\"translate(\(x) \(y))\">\(elements)</g>\n"
  }

  private func across(_ x: Double) -> Double { x / 100 * Double(width) }

  private func down(_ y: Double) -> Double { drawing.unit == .pixels ? y : y / 100 * Double(height) }

  private func markup(_ element: Drawing.Element) -> Markup {
    switch element {
    case .line(let style, let x1, let y1, let x2, let y2):
      return """
        <line \(style.attributes) x1="\(across(x1))" y1="\(down(y1))" x2="\(across(x2))" y2="\(down(y2))"/>
        """
    case .band(let style, let from, let to):
      return "<rect \(style.attributes) x=\"\(across(from))\" width=\"\(across(to - from))\" height=\"\(height)\"/>"
    case .path(let style, let lines):
      let data = Drawing.data(lines, x: Double(width) / 100, y: Double(height) / 100)
      return data.isEmpty ? "" : "<path \(style.attributes) d=\"\(data)\"/>"
    case .mark(let mark, let x, let y):
      let paths = mark.shapes.map { path, style in Markup("<path \(style.attributes) d=\"\(path)\"/>") }
      return "<g transform=\"translate(\(across(x)) \(down(y)))\">\(paths.joined())</g>"
    case .text(let label): return markup(label)
    case .flag(let text, let x, let shift):
      return """
        <g transform="translate(\(across(x)) 0)"><rect fill="#16181d" x="\(shift - 42)" y="4" width="84" height="19" \
        rx="2"/><text fill="#fff" font-weight="600" text-anchor="middle" x="\(shift)" y="18">\(text)</text>\
        <line \(ChartStyle.asOf.attributes) y1="22" y2="46"/></g>
        """
    case .range(let mark, let from, let to, let y):
      let color = mark.color
      return """
        <line stroke="\(color)" stroke-width="7" opacity=".38" x1="\(across(from))" x2="\(across(to))" y1="\(y)" \
        y2="\(y)"/><line stroke="\(color)" stroke-width="2" x1="\(across(to))" x2="\(across(to))" y1="\(y - 8)" \
        y2="\(y + 8)"/>
        """
    case .arrow(let mark, let x, let shift, let from, let to, let isDashed):
      let sign: Double = to > from ? 1 : -1
      let dash: Markup = isDashed ? " stroke-dasharray=\"5 3\"" : ""
      return """
        <g transform="translate(\(across(x) + Double(shift)) 0)"><line stroke="\(mark.color)" stroke-width="2"\(dash) \
        y1="\(from)" y2="\(to - 4 * sign)"/><path fill="\(mark.color)" transform="translate(0 \(to))" \
        d="M-4 \(-9 * sign)H4L0 \(-2 * sign)z"/>\
        \(Figure.Part(x: 0, y: 0, width: 0, height: 0, drawing: .only(mark, y: from)).markup)</g>
        """
    }
  }

  private func markup(_ label: Drawing.Label) -> Markup {
    guard label.anchor != .hidden else { return "" }
    var x = across(label.x) + Double(label.dx)
    // On a page the stylesheet moves a shifted label back over its mark.
    if label.narrow != nil { x += label.anchor == .end ? 9 : label.anchor == .start ? -9 : 0 }
    let anchor: Markup =
      switch label.anchor {
      case .middle: " text-anchor=\"middle\""
      case .end: " text-anchor=\"end\""
      default: ""
      }
    let halo: Markup =
      label.ground == nil
      ? "" : " paint-order=\"stroke\" stroke=\"\(label.ground == .window ? "#f6efdc" : "#fff")\" stroke-width=\"4\""
    let color: Markup = label.isWindow ? "#7a5c12" : "#50545d"
    // The words for narrow charts are for pages.
    let runs = label.runs.filter { $0.classes != "wsh" && $0.classes != "lq" }.map { run -> Markup in
      run.isBold ? "<tspan font-weight=\"600\" fill=\"#16181d\">\(run.text)</tspan>" : "\(run.text)"
    }
    let y = down(label.y) + (label.isCentred ? 4.3 : 0)
    return "<text x=\"\(x)\" y=\"\(y)\" fill=\"\(color)\"\(anchor)\(halo)>\(runs.joined())</text>"
  }
}

extension Drawing {
  fileprivate static func only(_ mark: Mark, y: Double) -> Drawing {
    var drawing = Drawing()
    drawing.mark(mark, 0, y)
    return drawing
  }
}

extension Mark {
  /// Of a line in the colour of a status.
  fileprivate var color: Markup {
    switch self {
    case .done: "#2b2f3a"
    case .track: "#1570e6"
    case .risk: "#b87700"
    case .late: "#a8140a"
    case .block: "#6b1f8f"
    default: "#6a6e77"
    }
  }
}
