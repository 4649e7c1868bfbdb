extension Drawing {
  /// The elements as SVG for a page: fluid, styled by site.css.
  var fluid: Markup {
    var svg = Markup()
    var isInPaths = false
    for element in elements {
      let isPath = if case .path = element { true } else { false }
      // A stretched space for paths alone, shared by those that follow each other: what scales must not be text or a
      // mark.
      if isPath != isInPaths {
        svg += isPath ? "<svg viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\">" : "</svg>"
        isInPaths = isPath
      }
      svg += markup(element)
    }
    if isInPaths { svg += "</svg>" }
    return svg
  }

  /// The elements in an `svg` of their own.
  ///
  /// - Parameter caption: title and description, with the id that their ids begin with; a drawing without one is
  ///   hidden from screen readers, because the text beside it says the same.
  func svg(class name: String = "ch", height: Int? = nil, caption: Caption? = nil) -> Markup {
    let size: Markup = height.map { " height=\"\($0)\"" } ?? ""
    guard let caption else { return "<svg class=\"\(name)\"\(size) aria-hidden=\"true\">\(fluid)</svg>" }
    return """
      <svg class="\(name)"\(size) role="img" aria-labelledby="\(caption.id)-t \(caption.id)-d">\(caption.markup)\(fluid)</svg>
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

  private func vertical(_ y: Double) -> Markup { unit == .pixels ? "\(y)" : "\(y)%" }

  private func markup(_ element: Element) -> Markup {
    switch element {
    case .line(let style, let x1, let y1, let x2, let y2):
      // What is 0 goes without saying.
      let left: Markup = x1 == 0 ? "" : " x1=\"\(x1)%\""
      let top: Markup = y1 == 0 ? "" : " y1=\"\(vertical(y1))\""
      let bottom: Markup = y2 == 0 ? "" : " y2=\"\(vertical(y2))\""
      return "<line class=\"\(style.className)\"\(left) x2=\"\(x2)%\"\(top)\(bottom)/>"
    case .band(let style, let from, let to):
      return "<rect class=\"\(style.className)\" x=\"\(from)%\" width=\"\(to - from)%\" height=\"100%\"/>"
    case .path(let style, let lines):
      return "<path class=\"\(style.className)\" d=\"\(Drawing.data(lines))\"/>"
    case .mark(let mark, let x, let y):
      let place: Markup = y == 0 ? "" : " y=\"\(vertical(y))\""
      let left: Markup = x == 0 ? "" : " x=\"\(x)%\""
      return "<use href=\"#m-\(mark.rawValue)\"\(left)\(place)/>"
    case .text(let label): return markup(label)
    case .flag(let text, let x, let shift):
      let place: Markup = shift == 0 ? "" : " x=\"\(shift)\""
      return """
        <svg class="o" x="\(x)%"><rect class="ik" x="\(shift - 42)" y="4" width="84" height="19" rx="2"/>\
        <text class="tdt"\(place) y="18">\(text)</text><line class="td" y1="22" y2="46"/></svg>
        """
    case .range(let mark, let from, let to, let y):
      let style = "s-\(mark.rawValue)"
      return """
        <line class="p8 \(style)" x1="\(from)%" x2="\(to)%" y1="\(y)" y2="\(y)"/>\
        <line class="p8c \(style)" x1="\(to)%" x2="\(to)%" y1="\(y - 8)" y2="\(y + 8)"/>
        """
    case .arrow(let mark, let x, let shift, let from, let to, let isDashed):
      let down: Double = to > from ? 1 : -1
      let dash: Markup = isDashed ? " hd" : ""
      let place: Markup = shift == 0 ? "" : " x=\"\(shift)\""
      return """
        <svg class="o" x="\(x)%"><path class="ha s-\(mark.rawValue)\(dash)" d="M\(shift) \(from)V\(to - 4 * down)"/>\
        <path class="f-\(mark.rawValue)" d="M\(shift - 4) \(to - 9 * down)h8l-4\(down > 0 ? " 7" : "-7")z"/>\
        <use href="#m-\(mark.rawValue)"\(place) y="\(from)"/></svg>
        """
    }
  }

  private func markup(_ label: Label) -> Markup {
    var classes: [String] = []
    switch label.ground {
    case .paper: classes.append("hl")
    case .window: classes.append("hl hw")
    case nil: break
    }
    if let narrow = label.narrow {
      classes.append("w\(label.anchor.rawValue) n\(narrow.rawValue)")
    } else if label.anchor != .start {
      classes.append(label.anchor.rawValue)
    }
    if let phone = label.phone {
      classes.append(phone == .hidden ? "l3" : "x\(phone.rawValue)")
    } else if label.isMinor {
      classes.append("l3")
    }
    if label.isWindow { classes.append("wt") }
    let isBold = label.runs.allSatisfy(\.isBold)
    if isBold { classes.append("b") }
    let name: Markup = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
    let dx: Markup = label.dx == 0 ? "" : " dx=\"\(label.dx)\""
    let dy: Markup = label.isCentred ? " dy=\".36em\"" : ""
    let y: Markup = label.y == 0 ? "" : " y=\"\(vertical(label.y))\""
    let runs = label.runs.map { run -> Markup in
      var classes = run.classes
      if run.isBold && !isBold { classes += classes.isEmpty ? "b" : " b" }
      return classes.isEmpty ? "\(run.text)" : "<tspan class=\"\(classes)\">\(run.text)</tspan>"
    }
    let x: Markup = label.x == 0 ? "" : " x=\"\(label.x)%\""
    return "<text\(name)\(x)\(y)\(dx)\(dy)>\(runs.joined())</text>"
  }

  static func data(_ lines: [[Point]], x scaleX: Double = 1, y scaleY: Double = 1) -> Markup {
    var data = Markup()
    for line in lines {
      for (index, point) in line.enumerated() {
        if index > 0, line[index - 1].x == point.x {
          data += "V\(point.y * scaleY)"
        } else if index > 0, line[index - 1].y == point.y {
          data += "H\(point.x * scaleX)"
        } else {
          data += index == 0 ? "M\(point.x * scaleX) \(point.y * scaleY)" : "L\(point.x * scaleX) \(point.y * scaleY)"
        }
      }
    }
    return data
  }
}
