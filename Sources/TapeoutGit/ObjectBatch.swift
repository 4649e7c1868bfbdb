/// What `git cat-file --batch` prints for a list of blobs, taken apart as it comes.
package struct ObjectBatch {
  /// What came of asking for one blob.
  package enum Answer: Sendable {
    case bytes([UInt8])
    /// Larger than a file may be: not kept.
    case oversized
    /// Not in this repository, or no blob.
    case missing
  }

  /// The most bytes a blob may have to be kept.
  private let largestBlob: Int
  /// In the order asked for.
  package private(set) var answers: [Answer] = []
  package private(set) var isMalformed = false
  /// Bytes kept so far.
  package private(set) var size = 0

  private var header: [UInt8] = []
  private var body: [UInt8] = []
  /// Bytes of the blob still to come, and the line end behind it; nil where a header comes next.
  private var left: Int?
  private var isKept = false

  private static let longestHeader = 200

  package init(largestBlob: Int) { self.largestBlob = largestBlob }

  package mutating func take(_ piece: UnsafeRawBufferPointer) -> Bool {
    var rest = piece[...]
    while !rest.isEmpty, !isMalformed {
      if let left {
        let part = rest.prefix(left)
        if isKept { body += part }
        rest = rest[part.endIndex...]
        self.left = left - part.count
        if self.left == 0 { finishBlob() }
      } else if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        header += rest[..<end]
        rest = rest[(end + 1)...]
        finishHeader()
        header.removeAll(keepingCapacity: true)
      } else {
        header += rest
        rest = rest[rest.endIndex...]
        if header.count > ObjectBatch.longestHeader { isMalformed = true }
      }
    }
    return !isMalformed
  }

  /// `ID blob SIZE`, or `ID missing`.
  private mutating func finishHeader() {
    let parts = header.split(separator: UInt8(ascii: " "))
    if parts.count == 3, let size = Int(String(decoding: parts[2], as: UTF8.self)), size >= 0 {
      isKept = parts[1].elementsEqual("blob".utf8) && size <= largestBlob
      if isKept {
        answers.append(.bytes([]))
        body.reserveCapacity(size + 1)
      } else {
        answers.append(parts[1].elementsEqual("blob".utf8) ? .oversized : .missing)
      }
      left = size + 1
    } else if parts.count == 2, parts[1].elementsEqual("missing".utf8) {
      answers.append(.missing)
    } else {
      isMalformed = true
    }
  }

  private mutating func finishBlob() {
    left = nil
    guard isKept else { return }
    body.removeLast()
    size += body.count
    answers[answers.count - 1] = .bytes(body)
    body = []
  }

  /// Drops the answer that was cut off.
  package mutating func finish() {
    if left != nil { answers.removeLast() }
    left = nil
  }
}
