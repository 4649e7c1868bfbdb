import TapeoutModel

extension Unicode.Scalar {
  /// `\u{202e}`
  package var escaped: String { "\\u{" + String(value, radix: 16) + "}" }
}

extension String {
  /// The text with everything hidden made visible as `\u{..}`: what comes from a file cannot steer a terminal.
  package var printable: String { escapingHidden { $0.escaped } }

  /// The text with hidden scalars written as `escape` says.
  package func escapingHidden(_ escape: (Unicode.Scalar) -> String) -> String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    var result = ""
    result.reserveCapacity(utf8.count + 16)
    for scalar in unicodeScalars {
      if scalar.isHidden {
        result += escape(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
