import TapeoutDisk
import TapeoutSystem

/// An open file, closed when nobody holds it any more.
final class OpenFile {
  private var descriptor: Int32

  /// Takes over an open descriptor.
  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { if descriptor >= 0 { close(descriptor) } }

  var status: stat {
    get throws(SystemError) {
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { throw SystemError.last }
      return status
    }
  }

  /// Nil where it is a folder, a pipe or a device.
  var ifRegular: OpenFile? {
    get throws(SystemError) { try status.st_mode & S_IFMT == S_IFREG ? self : nil }
  }

  /// Fills the buffer as far as the file reaches, and says how far.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    var count = 0
    while count < buffer.count, let start = buffer.baseAddress {
      let got = system_read(descriptor, start + count, buffer.count - count)
      if got > 0 {
        count += got
      } else if got == 0 {
        break
      } else if errno != EINTR {
        throw SystemError.last
      }
    }
    return count
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) { try FileWriting.write(bytes, to: descriptor) }

  /// Leaves so many zeros without writing them.
  func skip(_ count: Int) throws(SystemError) {
    guard lseek(descriptor, off_t(count), SEEK_CUR) >= 0 else { throw SystemError.last }
  }

  func setSize(_ size: Int) throws(SystemError) {
    guard ftruncate(descriptor, off_t(size)) == 0 else { throw SystemError.last }
  }

  func rewind() throws(SystemError) {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw SystemError.last }
  }

  /// Takes over another file's permissions and time.
  func resemble(_ other: stat) throws(SystemError) {
    guard fchmod(descriptor, other.st_mode & 0o7777) == 0 else { throw SystemError.last }
    var other = other
    let times = [system_access_time(&other), system_modification_time(&other)]
    guard futimens(descriptor, times) == 0 else { throw SystemError.last }
  }

  /// Some disks only say here that there was no room.
  func finish() throws(SystemError) {
    let closed = close(descriptor)
    descriptor = -1
    // Whether closing was interrupted or not, the descriptor is gone.
    guard closed == 0 || errno == EINTR else { throw SystemError.last }
  }
}
