/// Files in a ZIP archive, as its specification (APPNOTE) has it: deflated, all of the same day, so that equal files
/// give equal bytes.
struct ZipArchive {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// The first day that the format knows: 1 January 1980.
  private static let day = 1 << 5 | 1

  mutating func add(_ name: String, _ content: [UInt8]) {
    let compressed = Deflate.compressed(content)
    let offset = bytes.count
    var header: [UInt8] = []
    // The version that reads it, UTF-8 names, deflated.
    for (value, width) in [(20, 2), (1 << 11, 2), (8, 2), (0, 2), (ZipArchive.day, 2)] {
      header.append(little: value, width)
    }
    header.append(little: Int(CRC32.checksum(content)), 4)
    header.append(little: compressed.count, 4)
    header.append(little: content.count, 4)
    header.append(little: name.utf8.count, 2)
    header.append(little: 0, 2)
    bytes.append(little: 0x0403_4B50, 4)
    bytes += header
    bytes += Array(name.utf8)
    bytes += compressed
    directory.append(little: 0x0201_4B50, 4)
    directory.append(little: 20, 2)
    directory += header
    for (value, width) in [(0, 2), (0, 2), (0, 2), (0, 4), (offset, 4)] { directory.append(little: value, width) }
    directory += Array(name.utf8)
    count += 1
  }

  /// The archive with all that was added.
  func finished() -> [UInt8] {
    var result = bytes + directory
    result.append(little: 0x0605_4B50, 4)
    for (value, width) in [
      (0, 2), (0, 2), (count, 2), (count, 2), (directory.count, 4), (bytes.count, 4), (0, 2),
    ] { result.append(little: value, width) }
    return result
  }
}

extension [UInt8] {
  /// Appends a number, its lowest byte first.
  fileprivate mutating func append(little value: Int, _ width: Int) {
    for place in 0..<width { append(UInt8(truncatingIfNeeded: value >> (8 * place))) }
  }
}

/// The checksum of ZIP: the polynomial of IEEE 802.3, from its lowest bit on.
enum CRC32 {
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = ~UInt32(0)
    bytes.withUnsafeBufferPointer { bytes in
      table.withUnsafeBufferPointer { table in
        for byte in bytes { sum = table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ (sum >> 8) }
      }
    }
    return ~sum
  }

  private static let table: [UInt32] = (0..<256).map { value in
    (0..<8).reduce(UInt32(value)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1 }
  }
}
