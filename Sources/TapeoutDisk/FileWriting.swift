import TapeoutSystem

/// Writes to open files.
package enum FileWriting {
  /// Writes all of it, however many calls that takes.
  package static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(SystemError) {
    var written = 0
    while written < bytes.count, let start = bytes.baseAddress {
      let count = system_write(descriptor, start + written, bytes.count - written)
      if count >= 0 {
        written += count
      } else if errno != EINTR {
        throw SystemError.last
      }
    }
  }

  package static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
    // The closure of the standard library does not say what it throws.
    let error = bytes.withUnsafeBytes { bytes -> SystemError? in
      do throws(SystemError) {
        try write(bytes, to: descriptor)
        return nil
      } catch { return error }
    }
    if let error { throw error }
  }
}
