package import TapeoutDisk
import TapeoutSite
import TapeoutSystem

/// A file beside the Markdown that pages link to, and that is published with them.
package struct AttachedFile: Hashable, Sendable {
  /// From the project's root.
  package var source: String
  /// Below the output folder.
  package var output: String
  /// Whether it is an SVG picture, of which only what draws is published.
  package var isCleaned: Bool

  package init(source: String, output: String, isCleaned: Bool = false) {
    self.source = source
    self.output = output
    self.isCleaned = isCleaned
  }

  /// What is published of the file.
  ///
  /// - Parameter root: the project's folder.
  /// - Throws: also where the file is larger than ``largestInMemory``.
  package func contents(below root: String) throws(OperationalError) -> [UInt8] {
    let folder: OpenFolder
    do { folder = try OpenFolder(Array(root.utf8)) } catch {
      throw OperationalError("The folder \(root) cannot be opened: \(error).")
    }
    let file = try open(in: folder)
    if isCleaned { return try cleaned(file) }
    do throws(SystemError) {
      let size = Int(try file.status.st_size)
      guard size <= AttachedFile.largestInMemory else { throw SystemError(code: EFBIG) }
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
      defer { buffer.deallocate() }
      return Array(buffer[..<(try file.read(into: buffer))])
    } catch {
      throw OperationalError("\(source) cannot be read: \(error).")
    }
  }

  /// The most bytes of a file that is read as a whole: as much as may be published.
  private static let largestInMemory = 64 << 20

  /// Opens the file without following a link, neither at its end nor on the way.
  func open(in root: OpenFolder) throws(OperationalError) -> OpenFile {
    let path = Array(source.utf8)
    guard path.isOutputPath else { throw OperationalError("\(source) is no path below the root.") }
    let parts = path.split(separator: UInt8(ascii: "/")).map { Array($0) }
    do throws(SystemError) {
      var folder = root
      for part in parts.dropLast() { folder = try OpenFolder(part, in: folder) }
      let name = cString(parts.last ?? [])
      let descriptor = openat(folder.descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard descriptor >= 0 else { throw SystemError.last }
      if let file = try OpenFile(descriptor).ifRegular { return file }
    } catch {
      if error.code == ENOENT {
        throw OperationalError(
          "\(source) was there when the plan was read, and is gone now.",
          advice: "Put it back or remove the links to it, then build again.")
      }
      throw OperationalError("\(source), to which pages link, cannot be read: \(error).")
    }
    throw OperationalError("\(source), to which pages link, is no regular file.", advice: "Put a copy in its place.")
  }

  /// What is published of an SVG picture.
  func cleaned(_ file: OpenFile) throws(OperationalError) -> [UInt8] {
    do throws(SystemError) {
      let size = Int(try file.status.st_size)
      guard size <= SVGCleaner.largest else { throw SystemError(code: EFBIG) }
      // One byte more, so that a file that has grown since shows it.
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size + 1, alignment: 16)
      defer { buffer.deallocate() }
      let count = try file.read(into: buffer)
      guard count <= size else { throw SystemError(code: EFBIG) }
      if let picture = try? SVGCleaner.clean(Array(buffer[..<count])) { return picture }
    } catch {
      if error.code != EFBIG {
        throw OperationalError("\(source), to which pages link, cannot be read: \(error).")
      }
    }
    throw OperationalError(
      "\(source) was changed while the site was made, and can no more be published.", advice: "Build again.")
  }
}
