/// A type of file beside the Markdown that pages may link to and that is published with them.
///
/// What a browser would show as a page of the site’s own address, such as HTML, is none: its writer would speak with
/// the site’s voice. Types are told by the ends of names, as servers do.
public enum AttachmentType: String, CaseIterable, Sendable {
  case png, jpg, jpeg, webp, avif, gif, svg, pdf, csv, txt, xlsx, docx, pptx, zip

  /// - Parameter path: with `/` between its parts.
  public init?(_ path: String) {
    let name = path.utf8.suffix(while: { $0 != UInt8(ascii: "/") })
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return nil }
    let end = name[name.index(after: dot)...].map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    guard let type = AttachmentType.allCases.first(where: { $0.rawValue.utf8.elementsEqual(end) }) else { return nil }
    self = type
  }
}

/// What is wrong with an attachment itself, whoever links to it.
public enum AttachmentFault: Hashable, Sendable {
  /// Only the Git LFS pointer is there.
  case pointer
  /// Larger than ``Plan/largestAttachment``.
  case oversized
  /// An SVG picture that cannot be cleaned; why, in words that follow “it”.
  case unclean(String)
}

/// Why an attachment that a page links to is not published.
public enum AttachmentRefusal: Hashable, Sendable {
  case type
  /// An SVG picture that a page links to, instead of showing it.
  case linkedPicture
  case fault(AttachmentFault)
}

extension Plan {
  /// The most bytes of an attachment: 64 MiB.
  public static let largestAttachment = 64 << 20

  /// Why a file is not published for a link or a picture; nil where it is.
  ///
  /// - Parameter path: of an attachment, from the root.
  public func refusal(ofAttachment path: String, asPicture isPicture: Bool) -> AttachmentRefusal? {
    guard let type = AttachmentType(path) else { return .type }
    if let fault = attachmentFaults[ExactString(path)], fault != .pointer { return .fault(fault) }
    return type == .svg && !isPicture ? .linkedPicture : nil
  }
}

extension BidirectionalCollection<UInt8> {
  /// The longest end of which every byte will do.
  fileprivate func suffix(while isFine: (UInt8) -> Bool) -> SubSequence {
    guard let last = lastIndex(where: { !isFine($0) }) else { return self[...] }
    return self[index(after: last)...]
  }
}
