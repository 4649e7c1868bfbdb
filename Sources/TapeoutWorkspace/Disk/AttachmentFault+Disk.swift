import TapeoutDisk
import TapeoutModel
import TapeoutParser
import TapeoutSite

extension AttachmentFault {
  /// What is wrong with a file that lies below an open folder, as far as its bytes say; nil where nothing is.
  ///
  /// A file that cannot be read is told when it is copied.
  init?(of file: ContentWalk.Found, from base: Int32) {
    let isPicture = AttachmentType(file.path) == .svg
    // What Git LFS did not fetch is told by the few bytes that are there.
    let limit = isPicture ? SVGCleaner.largest : SourceText.largestPointer
    switch FileReading(cString(file.bytes), from: base, limit: limit) {
    case .bytes(let bytes):
      if bytes.count <= SourceText.largestPointer, bytes.withUnsafeBufferPointer(SourceText.isLargeFilePointer) {
        self = .pointer
        return
      }
      guard isPicture else { return nil }
      do throws(SVGCleaner.Refusal) {
        _ = try SVGCleaner.clean(bytes)
        return nil
      } catch {
        self = .unclean(error.reason)
      }
    case .oversized(let size):
      if size > Plan.largestAttachment {
        self = .oversized
      } else if isPicture {
        self = .unclean(SVGCleaner.Refusal.oversized.reason)
      } else {
        return nil
      }
    case .special, .failed: return nil
    }
  }
}
