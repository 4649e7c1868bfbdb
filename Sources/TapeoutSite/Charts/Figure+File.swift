import TapeoutTemplates
import TapeoutWording

extension Figure {
  /// A picture file of its own, on white, that slides and documents take: fixed places, no stylesheet, no reuse, so
  /// that readers with little of SVG show it, too.
  var file: Markup {
    var svg: Markup = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
      role="img" font-family="Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif" font-size="12">
      <title>\(title)</title><desc>\(description)</desc>
      <rect width="\(width)" height="\(height)" fill="#fff"/>

      """
    svg.reserveCapacity(8 << 10)
    for part in parts { part.write(to: &svg) }
    svg.literal("\n</svg>\n")
    return svg
  }
}

extension Figure.Part {
  func write(to svg: inout Markup) {
    let isMoved = x != 0 || y != 0
    if isMoved { svg += "<g transform=\"translate(\(x) \(y))\">" }
    for index in drawing.elements.indices { write(drawing.elements[index], to: &svg) }
    if isMoved { svg.literal("</g>\n") }
  }

  private func across(_ x: Double) -> Double { x / 100 * Double(width) }

  private func down(_ y: Double) -> Double { drawing.unit == .pixels ? y : y / 100 * Double(height) }

  private func write(_ element: Drawing.Element, to svg: inout Markup) {
    switch element {
    case .line(let style, let x1, let y1, let x2, let y2):
      svg.short { tag in
        tag.put("<line ")
        tag.put(style.attributes)
        tag.attribute(" x1=\"", across(x1))
        tag.attribute(" y1=\"", down(y1))
        tag.attribute(" x2=\"", across(x2))
        tag.attribute(" y2=\"", down(y2))
        tag.put("/>")
      }
    case .band(let style, let from, let to):
      svg.short { tag in
        tag.put("<rect ")
        tag.put(style.attributes)
        tag.attribute(" x=\"", across(from))
        tag.attribute(" width=\"", across(to - from))
        tag.attribute(" height=\"", height)
        tag.put("/>")
      }
    case .path(let style, let lines):
      guard lines.contains(where: { !$0.isEmpty }) else { return }
      svg.short { tag in
        tag.put("<path ")
        tag.put(style.attributes)
        tag.put(" d=\"")
      }
      Drawing.write(lines, to: &svg, x: Double(width) / 100, y: Double(height) / 100)
      svg.literal("\"/>")
    case .mark(let mark, let x, let y): write(mark, across(x), down(y), to: &svg)
    case .link(let mark, let x, let y, _): write(mark, across(x), down(y), to: &svg)
    case .texts(let layout, let labels):
      if layout == .wide { for label in labels { write(label, to: &svg) } }
    case .text(let label): write(label, to: &svg)
    case .flag(let text, let x, let shift):
      svg += """
        <g transform="translate(\(across(x)) 0)"><rect fill="#16181d" x="\(shift - 42)" y="4" width="84" height="19" \
        rx="2"/><text fill="#fff" font-weight="600" text-anchor="middle" x="\(shift)" y="18">\(text)</text>\
        <line \(literal: ChartStyle.asOf.attributes) y1="22" y2="46"/></g>
        """
    case .whisker(let mark, let from, let median, let to, let y):
      let (color, middle, end) = (mark.color, across(median), across(to))
      svg += """
        <line stroke="\(literal: color)" stroke-width="1.25" x1="\(across(from))" x2="\(end)" y1="\(y)" y2="\(y)"/>\
        <line stroke="\(literal: color)" stroke-width="2" x1="\(middle)" x2="\(middle)" y1="\(y - 6)" y2="\(y + 6)"/>\
        <line stroke="\(literal: color)" stroke-width="2" x1="\(end)" x2="\(end)" y1="\(y - 8)" y2="\(y + 8)"/>
        """
    case .linkedLine(let style, let x1, let x2, let y, _):
      write(.line(style, x1: x1, y1: y, x2: x2, y2: y), to: &svg)
    case .linkedDot(let style, let point, _): write(.path(style, [[point, point]]), to: &svg)
    case .arrow(let mark, let x, let shift, let from, let to, let isDashed, _):
      let sign: Double = to > from ? 1 : -1
      let dash: Markup = isDashed ? " stroke-dasharray=\"5 3\"" : ""
      svg += """
        <g transform="translate(\(across(x) + Double(shift)) 0)"><line stroke="\(literal: mark.color)" stroke-width="2"\(dash) \
        y1="\(from)" y2="\(to - 4 * sign)"/><path fill="\(literal: mark.color)" transform="translate(0 \(to))" \
        d="M-4 \(-9 * sign)H4L0 \(-2 * sign)z"/>
        """
      write(mark, 0, from, to: &svg)
      svg.literal("</g>")
    }
  }

  private func write(_ mark: Mark, _ x: Double, _ y: Double, to svg: inout Markup) {
    svg.short { tag in
      tag.put("<g transform=\"translate(")
      tag.put(x)
      tag.put(" ")
      tag.put(y)
      tag.put(")\">")
    }
    svg += mark.picture
    svg.literal("</g>")
  }

  private func write(_ label: Drawing.Label, to svg: inout Markup) {
    guard label.anchor != .hidden else { return }
    var x = across(label.x) + Double(label.dx)
    // On a page the stylesheet moves a shifted label back over its mark.
    if label.narrow != nil { x += label.anchor == .end ? 9 : label.anchor == .start ? -9 : 0 }
    svg.short { tag in
      tag.attribute("<text x=\"", x)
      tag.attribute(" y=\"", down(label.y) + (label.isCentred ? 4.3 : 0))
      tag.put(label.isWindow ? " fill=\"#7a5c12\"" : " fill=\"#50545d\"")
      switch label.anchor {
      case .middle: tag.put(" text-anchor=\"middle\"")
      case .end: tag.put(" text-anchor=\"end\"")
      default: break
      }
      switch label.ground {
      case .window: tag.put(" paint-order=\"stroke\" stroke=\"#f6efdc\" stroke-width=\"4\"")
      case .paper: tag.put(" paint-order=\"stroke\" stroke=\"#fff\" stroke-width=\"4\"")
      case nil: break
      }
      tag.put(">")
    }
    write(label.first, to: &svg)
    for run in label.more { write(run, to: &svg) }
    svg.literal("</text>")
  }

  private func write(_ run: Drawing.Label.Run, to svg: inout Markup) {
    // The words for narrow charts are for pages.
    if run.classes == "wsh" || run.classes == "lq" { return }
    if run.isBold { svg.literal("<tspan font-weight=\"600\" fill=\"#16181d\">") }
    svg.text(run.text)
    if run.isBold { svg.literal("</tspan>") }
  }
}

extension Mark {
  /// Of a line in the colour of a status.
  fileprivate var color: StaticString {
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
