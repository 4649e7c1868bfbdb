/// Gets a text in pieces as it is made: a million findings would be half a gigabyte at once.
package typealias PieceTaker = ([UInt8]) -> Void

/// Text that is handed over whenever enough of it has come together.
struct Pieces {
  private var text = ""
  private let take: PieceTaker

  private static let size = 1 << 18

  init(to take: @escaping PieceTaker) {
    self.take = take
    text.reserveCapacity(Pieces.size + Pieces.size / 4)
  }

  static func += (pieces: inout Pieces, text: String) {
    pieces.text += text
    if pieces.text.utf8.count >= size { pieces.handOver() }
  }

  /// Hands over what is left.
  mutating func handOver() {
    guard !text.isEmpty else { return }
    take(Array(text.utf8))
    text.removeAll(keepingCapacity: true)
  }
}

/// The whole text of something that is printed in pieces.
func collected(_ write: (@escaping PieceTaker) -> Void) -> String {
  var all: [UInt8] = []
  write { all += $0 }
  return String(decoding: all, as: UTF8.self)
}
