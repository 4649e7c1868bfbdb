/// The files that the preview adds to a site, built in.
enum PreviewAsset {
  private static let files: [(name: String, bytes: [UInt8])] = [
    ("preview.css", PackageResources.preview_css),
    ("preview.js", PackageResources.preview_js),
    ("what-if.css", PackageResources.what_if_css),
    ("what-if.js", PackageResources.what_if_js),
  ]

  static func bytes(_ name: String) -> [UInt8]? {
    files.first { $0.name.utf8.elementsEqual(name.utf8) }?.bytes
  }

  /// What stands where a page will be, as long as the plan has had errors since the start.
  static var emptyPage: [UInt8] { PackageResources.empty_html }
}
