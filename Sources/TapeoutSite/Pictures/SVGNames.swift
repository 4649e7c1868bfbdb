/// What an SVG picture of others may hold: names that draw, and values that name nothing outside the picture.
enum SVGNames {
  /// Elements of SVG 1.1 and 2 that draw or describe. Left out are those that run, lead or move: `script`,
  /// `foreignObject`, `animate` and its kin, `handler`, `iframe`, `audio`, `video`. A link, `a`, leaves what is in it.
  static let elements = names(
    """
    svg g defs symbol use title desc switch path rect circle ellipse line polyline polygon text tspan textPath image \
    clipPath mask pattern marker linearGradient radialGradient stop filter feBlend feColorMatrix feComponentTransfer \
    feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA \
    feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting \
    feSpotLight feTile feTurbulence
    """)

  private static let attributes = names(
    """
    id class style role aria-label aria-labelledby aria-describedby aria-hidden lang xml:lang xml:space version viewBox \
    preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d points pathLength transform dx dy rotate \
    textLength lengthAdjust startOffset method spacing side gradientUnits gradientTransform spreadMethod offset \
    clipPathUnits maskUnits maskContentUnits patternUnits patternContentUnits patternTransform markerUnits markerWidth \
    markerHeight refX refY orient filterUnits primitiveUnits in in2 result type mode values operator k1 k2 k3 k4 order \
    kernelMatrix divisor bias targetX targetY edgeMode kernelUnitLength preserveAlpha surfaceScale diffuseConstant \
    specularConstant specularExponent scale xChannelSelector yChannelSelector azimuth elevation stdDeviation \
    tableValues slope intercept amplitude exponent radius baseFrequency numOctaves seed stitchTiles z pointsAtX \
    pointsAtY pointsAtZ limitingConeAngle systemLanguage requiredFeatures alignment-baseline baseline-shift clip \
    clip-path clip-rule color color-interpolation color-interpolation-filters color-rendering cursor direction display \
    dominant-baseline enable-background fill fill-opacity fill-rule filter flood-color flood-opacity font-family \
    font-size font-size-adjust font-stretch font-style font-variant font-weight image-rendering letter-spacing \
    lighting-color marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order \
    pointer-events shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap \
    stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering \
    transform-origin unicode-bidi vector-effect visibility white-space word-spacing writing-mode
    """)

  private static func names(_ text: String) -> Set<[UInt8]> {
    Set(text.utf8.split(separator: UInt8(ascii: " ")).map(Array.init))
  }

  static func allows(_ name: [UInt8], _ value: [UInt8], on element: [UInt8]) -> Bool {
    if name == Array("href".utf8) || name == Array("xlink:href".utf8) {
      return value.first == UInt8(ascii: "#") || (element == Array("image".utf8) && isInlinePicture(value))
    }
    return attributes.contains(name) && isSafeStyle(value)
  }

  /// Whether a style, or a value that may hold one, names nothing but parts of its own picture: `url(#shadow)`.
  static func isSafeStyle(_ style: [UInt8]) -> Bool {
    // With an escape or a rule such as @import, words could hide.
    if style.contains(UInt8(ascii: "\\")) || style.contains(UInt8(ascii: "@")) { return false }
    var rest = style.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "(")) {
      let word = rest[..<open]
      rest = rest[(open + 1)...]
      if ["image", "image-set", "src", "cross-fade", "element", "expression"].contains(where: word.ends) {
        return false
      }
      if word.ends(in: "url") {
        let start = rest.first { !$0.isXMLSpace && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
        if start != UInt8(ascii: "#") { return false }
      }
    }
    return !style.contains(UInt8(ascii: "<"))
  }

  /// `data:image/png;base64,…`: of pixels only.
  private static func isInlinePicture(_ value: [UInt8]) -> Bool {
    for type in ["png", "jpeg", "gif", "webp"] {
      let start = Array("data:image/\(type);base64,".utf8)
      guard value.starts(with: start) else { continue }
      return value[start.count...].allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="):
          true
        default: byte.isXMLSpace
        }
      }
    }
    return false
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(in word: String) -> Bool {
    count >= word.utf8.count && suffix(word.utf8.count).elementsEqual(word.utf8)
  }
}
