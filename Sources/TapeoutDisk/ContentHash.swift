internal import CXXHash

/// Tells bytes that were changed from bytes that were not. It is no defence against somebody who looks for two texts
/// with the same hash.
///
/// Everything that hashes what files hold uses XXH64 with seed 0, from libxxhash.
package struct ContentHash: Hashable, Sendable {
  package let value: UInt64

  package init(value: UInt64) { self.value = value }

  package init(_ bytes: UnsafeRawBufferPointer) { value = XXH64(bytes.baseAddress, bytes.count, 0) }

  package init(_ bytes: ArraySlice<UInt8>) { self = bytes.withUnsafeBytes { ContentHash($0) } }

  /// The hash of a text's lines: without its carriage returns, which Git may add and take away.
  package init(ignoringCarriageReturns bytes: [UInt8]) {
    self.init(bytes.contains(0x0D) ? bytes.filter { $0 != 0x0D }[...] : bytes[...])
  }

  /// Hashes a file of any size, piece by piece.
  package final class Stream {
    private let state = XXH64_createState()

    package init() { XXH64_reset(state, 0) }

    deinit { XXH64_freeState(state) }

    package func update(_ bytes: UnsafeRawBufferPointer) { XXH64_update(state, bytes.baseAddress, bytes.count) }

    package var hash: ContentHash { ContentHash(value: XXH64_digest(state)) }
  }
}
