import TapeoutTemplates
import TapeoutWording

extension Drawing {
  /// Writes the elements as SVG for a page: fluid, styled by site.css.
  ///
  /// - Parameter isAnchored: whether texts say where they lie; what they stand in may say it for all.
  func write(to svg: inout Markup, isAnchored: Bool = true) {
    var isInPaths = false
    for index in elements.indices {
      let isPath =
        switch elements[index] {
        case .path, .linkedDot: true
        default: false
        }
      // A stretched space for paths alone, shared by those that follow each other: what scales must not be text or a
      // mark.
      if isPath != isInPaths {
        svg.literal(isPath ? "<svg viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\">" : "</svg>")
        isInPaths = isPath
      }
      write(elements[index], to: &svg, isAnchored: isAnchored)
    }
    if isInPaths { svg.literal("</svg>") }
  }

  /// The elements in an `svg` of their own.
  ///
  /// - Parameter caption: title and description, with the id that their ids begin with; a drawing without one is
  ///   hidden from screen readers, because the text beside it says the same.
  func svg(class name: String = "ch", height: Int? = nil, caption: Caption? = nil) -> Markup {
    let size: Markup = height.map { " height=\"\($0)\"" } ?? ""
    let hasLinks = elements.contains { element in
      switch element {
      case .link, .arrow, .linkedLine, .linkedDot: true
      default: false
      }
    }
    guard let caption else { return "<svg class=\"\(name)\"\(size) aria-hidden=\"true\">\(self)</svg>" }
    return """
      <svg class="\(name)"\(size) role="\(literal: hasLinks ? "document" : "img")" aria-labelledby="\(caption.id)-t" \
      aria-describedby="\(caption.id)-d">\(caption.markup)\(self)</svg>
      """
  }

  struct Caption {
    var id: String
    var title: String
    var description: String

    var markup: Markup {
      "<title id=\"\(id)-t\">\(title)</title><desc id=\"\(id)-d\">\(description)</desc>"
    }
  }

  private var verticalUnit: StaticString { unit == .pixels ? "" : "%" }

  private func write(_ element: Element, to svg: inout Markup, isAnchored: Bool) {
    switch element {
    case .line(let style, let x1, let y1, let x2, let y2):
      svg.short { tag in
        tag.open("<line class=\"", style)
        // What is 0 goes without saying.
        if x1 != 0 { tag.attribute(" x1=\"", x1, "%") }
        tag.attribute(" x2=\"", x2, "%")
        if y1 != 0 { tag.attribute(" y1=\"", y1, verticalUnit) }
        if y2 != 0 { tag.attribute(" y2=\"", y2, verticalUnit) }
        tag.put("/>")
      }
    case .band(let style, let from, let to):
      svg.short { tag in
        tag.open("<rect class=\"", style)
        tag.attribute(" x=\"", from, "%")
        tag.attribute(" width=\"", to - from, "%")
        tag.put(" height=\"100%\"/>")
      }
    case .path(let style, let lines):
      svg.short { tag in
        tag.open("<path class=\"", style)
        tag.put(" d=\"")
      }
      Drawing.write(lines, to: &svg)
      svg.literal("\"/>")
    case .mark(let mark, let x, let y):
      svg.short { tag in
        tag.put("<use href=\"#m-")
        tag.put(mark.name)
        tag.put("\"")
        if x != 0 { tag.attribute(" x=\"", x, "%") }
        if y != 0 { tag.attribute(" y=\"", y, verticalUnit) }
        tag.put("/>")
      }
    case .link(let mark, let x, let y, let link): write(mark, x, y, link, to: &svg)
    case .texts(let layout, let labels):
      svg += "<g class=\"\(literal: layout.className)\">"
      for label in labels { write(label, to: &svg, isAnchored: isAnchored) }
      svg.literal("</g>")
    case .text(let label): write(label, to: &svg, isAnchored: isAnchored)
    case .flag(let text, let x, let shift):
      let place: Markup = shift == 0 ? "" : " x=\"\(shift)\""
      svg += """
        <svg class="o" x="\(x)%"><rect class="ik" x="\(shift - 42)" y="4" width="84" height="19" rx="2"/>\
        <text class="tdt"\(place) y="18">\(text)</text><line class="td" y1="22" y2="46"/></svg>
        """
    case .whisker(let mark, let from, let median, let to, let y):
      let style: Markup = "s-\(literal: mark.name)"
      svg += """
        <line class="whisker \(style)" x1="\(from)%" x2="\(to)%" y1="\(y)" y2="\(y)"/>\
        <line class="p50 \(style)" x1="\(median)%" x2="\(median)%" y1="\(y - 6)" y2="\(y + 6)"/>\
        <line class="p80 \(style)" x1="\(to)%" x2="\(to)%" y1="\(y - 8)" y2="\(y + 8)"/>
        """
    case .linkedLine(let style, let x1, let x2, let y, let link):
      open(link, to: &svg)
      svg +=
        "<line class=\"\(literal: style.className)\" x1=\"\(x1)%\" x2=\"\(x2)%\" y1=\"\(y)\(literal: verticalUnit)\" y2=\"\(y)\(literal: verticalUnit)\"/>"
      svg.literal(link.isTarget ? "</a>" : "</g>")
    case .linkedDot(let style, let point, let link):
      open(link, to: &svg)
      // A line without length and with round ends is a dot, and takes a third of a circle's room.
      svg += "<path class=\"\(literal: style.className)\" d=\"M\(point.x) \(point.y)v0\"/>"
      svg.literal(link.isTarget ? "</a>" : "</g>")
    case .arrow(let mark, let x, let shift, let from, let to, let isDashed, let link):
      let down: Double = to > from ? 1 : -1
      let dash: Markup = isDashed ? " hd" : ""
      svg += """
        <svg class="o" x="\(x)%"><path class="ha s-\(literal: mark.name)\(dash)" d="M\(shift) \(from)V\(to - 4 * down)"/>\
        <path class="f-\(literal: mark.name)" d="M\(shift - 4) \(to - 9 * down)h8l-4\(down > 0 ? " 7" : "-7")z"/>
        """
      open(link, to: &svg, at: "\(shift) \(from)")
      if link.isTarget { svg.literal("<rect class=\"hit\" width=\"24\" height=\"24\"/>") }
      svg += "<use href=\"#m-\(literal: mark.name)\"/>"
      svg.literal(link.isTarget ? "</a></svg>" : "</g></svg>")
    }
  }

  private func write(_ mark: Mark, _ x: Double, _ y: Double, _ link: MarkLink, to svg: inout Markup) {
    svg.short { tag in
      tag.put("<svg class=\"o\"")
      if x != 0 { tag.attribute(" x=\"", x, "%") }
      if y != 0 { tag.attribute(" y=\"", y, verticalUnit) }
      tag.put(">")
    }
    open(link, to: &svg)
    if link.isTarget { svg.literal("<rect class=\"hit\" width=\"24\" height=\"24\"/>") }
    svg += "<use href=\"#m-\(literal: mark.name)\"/>"
    svg.literal(link.isTarget ? "</a></svg>" : "</g></svg>")
  }

  /// What a linked shape stands in, with the facts.
  ///
  /// - Parameter place: where its origin lies, in pixels; nil where it is that of what surrounds it.
  private func open(_ link: MarkLink, to svg: inout Markup, at place: Markup? = nil) {
    let moved: Markup = place.map { " transform=\"translate(\($0))\"" } ?? ""
    if link.isTarget {
      svg.literal("<a class=\"mk")
      if let card = link.card { svg += " k\(card.number)\" aria-describedby=\"\(card.id)" }
      if !link.isTabStop { svg.literal("\" tabindex=\"-1") }
      svg += "\"\(moved) href=\"\(link.address)\"><title>\(link.facts)</title>"
    } else {
      svg += "<g\(moved)><title>\(link.facts)</title>"
    }
  }

  private func write(_ label: Label, to svg: inout Markup, isAnchored: Bool) {
    let isBold = label.isBold && label.more.allSatisfy(\.isBold)
    svg.short { tag in
      tag.put("<text")
      Drawing.writeClasses(of: label, isBold, to: &tag, isAnchored: isAnchored)
      if label.x != 0 { tag.attribute(" x=\"", label.x, "%") }
      if label.y != 0 { tag.attribute(" y=\"", label.y, verticalUnit) }
      if label.dx != 0 { tag.attribute(" dx=\"", label.dx) }
      tag.put(label.isCentred ? " dy=\".36em\">" : ">")
    }
    write(label.first, isBold, to: &svg)
    for run in label.more { write(run, isBold, to: &svg) }
    svg.literal("</text>")
  }

  private static func writeClasses(of label: Label, _ isBold: Bool, to tag: inout ShortText, isAnchored: Bool) {
    var hasAny = false
    /// A class of its own, or what one begins with.
    func add(_ name: StaticString, _ anchor: Anchor? = nil) {
      tag.put(hasAny ? " " : " class=\"")
      hasAny = true
      tag.put(name)
      if let anchor { tag.put(anchor.name) }
    }
    switch label.ground {
    case .paper: add("hl")
    case .window: add("hl hw")
    case nil: break
    }
    if let narrow = label.narrow {
      add("w", label.anchor)
      add("n", narrow)
    } else if isAnchored, label.anchor != .start {
      add("", label.anchor)
    }
    if label.isMinor { add("l3") }
    if label.isWindow { add("wt") }
    if isBold { add("b") }
    if hasAny { tag.put("\"") }
  }

  private func write(_ run: Label.Run, _ isBold: Bool, to svg: inout Markup) {
    let isBolder = run.isBold && !isBold
    if run.classes.isEmpty && !isBolder { return svg.text(run.text) }
    svg.literal("<tspan class=\"")
    svg.text(run.classes)
    if isBolder { svg.literal(run.classes.isEmpty ? "b" : " b") }
    svg.literal("\">")
    svg.text(run.text)
    svg.literal("</tspan>")
  }

  /// Writes a path's data.
  static func write(_ lines: [[Point]], to svg: inout Markup, x scaleX: Double = 1, y scaleY: Double = 1) {
    for line in lines {
      for index in line.indices {
        let point = line[index]
        svg.short { data in
          if index > 0, line[index - 1].x == point.x {
            data.put("V")
            data.put(point.y * scaleY)
          } else if index > 0, line[index - 1].y == point.y {
            data.put("H")
            data.put(point.x * scaleX)
          } else {
            data.put(index == 0 ? "M" : "L")
            data.put(point.x * scaleX)
            data.put(" ")
            data.put(point.y * scaleY)
          }
        }
      }
    }
  }
}

extension ShortText {
  /// `<line class="td"`.
  fileprivate mutating func open(_ element: StaticString, _ style: ChartStyle) {
    put(element)
    put(style.className)
    put("\"")
  }
}
