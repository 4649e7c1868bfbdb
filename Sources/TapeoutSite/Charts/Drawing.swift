/// A chart before it is written: shapes on a canvas whose width is not known.
///
/// Horizontal places are percent of the width, so that the chart fits whatever it stands in; vertical ones are pixels,
/// or percent too where rows change their height. Text and marks never scale.
struct Drawing: Sendable {
  enum Unit: Sendable { case pixels, percent }

  let unit: Unit
  private(set) var elements: [Element] = []

  init(_ unit: Unit = .pixels, reserving count: Int = 8) {
    self.unit = unit
    elements.reserveCapacity(count)
  }

  enum Element: Sendable {
    case line(ChartStyle, x1: Double, y1: Double, x2: Double, y2: Double)
    /// Over the full height.
    case band(ChartStyle, from: Double, to: Double)
    /// Points in percent of both directions: what slopes, and what there is much of.
    case path(ChartStyle, [[Point]])
    case mark(Mark, x: Double, y: Double)
    /// A mark that leads to what it stands for.
    case link(Mark, x: Double, y: Double, MarkLink)
    /// Texts of one of the layouts of a chart.
    case texts(Layout, [Label])
    case text(Label)
    /// The flag of the as-of line: its middle in percent and a shift in pixels.
    case flag(String, x: Double, shift: Int)
    /// A thin line in the colour of a status, with a tick at its median and a cap at its end.
    case whisker(Mark, from: Double, median: Double, to: Double, y: Double)
    /// An arrow between two lanes.
    case arrow(Mark, x: Double, shift: Int, from: Double, to: Double, isDashed: Bool, MarkLink)
    /// A bar, or a dot, that leads to what it stands for.
    case linkedLine(ChartStyle, x1: Double, x2: Double, y: Double, MarkLink)
    case linkedDot(ChartStyle, Point, MarkLink)
  }

  struct Point: Hashable, Sendable {
    var x: Double
    var y: Double
  }

  mutating func add(_ element: Element) { elements.append(element) }

  mutating func line(_ style: ChartStyle, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
    elements.append(.line(style, x1: x1, y1: y1, x2: x2, y2: y2))
  }

  mutating func mark(_ mark: Mark, _ x: Double, _ y: Double) { elements.append(.mark(mark, x: x, y: y)) }

  mutating func mark(_ mark: Mark, _ x: Double, _ y: Double, _ link: MarkLink) {
    elements.append(.link(mark, x: x, y: y, link))
  }

  mutating func text(_ text: String, _ x: Double, _ y: Double, _ change: (inout Label) -> Void = { _ in }) {
    var label = Label(first: .init(text: text, isBold: false), x: x, y: y)
    change(&label)
    elements.append(.text(label))
  }

  /// Text of a chart.
  struct Label: Sendable {
    struct Run: Sendable {
      var text: String
      var isBold: Bool
      /// Classes of its own, for words that a narrow chart leaves out.
      var classes = ""
    }

    var first: Run
    /// What follows in another style.
    var more: [Run] = []
    var x: Double
    var y: Double
    var dx = 0
    /// Puts the middle of the letters, not their foot, at `y`.
    var isCentred = false
    var anchor = Anchor.start
    /// The anchor in a narrow chart, where it is another.
    var narrow: Anchor?
    /// A halo keeps it legible over lines.
    var ground: Ground?
    /// Left out on a phone.
    var isMinor = false
    var isWindow = false

    var runs: [Run] {
      get { [first] + more }
      set { (first, more) = (newValue[0], Array(newValue.dropFirst())) }
    }
    var isBold: Bool {
      get { first.isBold }
      set { first.isBold = newValue }
    }
  }

  enum Ground: Sendable { case paper, window }

  /// What a mark leads to, and what it says under the pointer.
  struct MarkLink: Sendable {
    /// From the page.
    var address: String
    /// The name and the facts.
    var facts: String
    /// Whether it can be hit: not where the next mark is too near for a finger, so that a row or list does it.
    var isTarget: Bool
    /// The card that it shows: its number in the chart, from 1, and its id.
    var card: (number: Int, id: String)?
    /// Whether the keyboard stops at it: not where a row of a table or list has the same link.
    var isTabStop = true

    /// How far the next target has to be: WCAG 2.2, target size (minimum).
    static func leastGap(in width: Double) -> Double { 24 / width * 100 }
  }

  /// For a wide chart, a narrow one, a phone: a page has all of them, and the stylesheet shows one.
  enum Layout: CaseIterable, Sendable {
    case wide, narrow, phone

    var className: StaticString {
      switch self {
      case .wide: "la"
      case .narrow: "lb"
      case .phone: "lc"
      }
    }
  }

  /// Which part of a text lies at its place.
  enum Anchor: Sendable {
    case middle, end, start, hidden

    /// In classes.
    var name: StaticString {
      switch self {
      case .middle: "m"
      case .end: "e"
      case .start: "s"
      case .hidden: "h"
      }
    }
  }
}

/// Things to see with their place among other things: what is written as one picture file.
struct Figure: Sendable {
  struct Part: Sendable {
    var x: Int
    var y: Int
    var width: Int
    var height: Int
    var drawing: Drawing
  }

  var title: String
  /// What the chart shows, in sentences: for whoever cannot see it.
  var description: String
  var width: Int
  var height: Int
  var parts: [Part] = []
}
