/// A length between two milestones for which a public source stands.
package struct SourcedLength: Sendable {
  /// As the content format writes it.
  package var text: String
  package var likelyDays: Int
  /// Who says so. Of a range without a likely value the middle is taken.
  package var source: String?

  /// The work is the same, or is needed by then: no time passes between the two.
  static let sameDay = SourcedLength(text: "0d", likelyDays: 0)

  static let design = SourcedLength(
    text: "78w..91w..104w", likelyDays: 637, source: "design start to tape-out, typically 18 to 24 months (trade press)"
  )
  static let waferStart = SourcedLength(
    text: "25d", likelyDays: 25, source: "from the layout deadline to wafer start (TSMC shuttle schedule 2026)")
  static let fab = SourcedLength(text: "16w..17w..18w", likelyDays: 119, source: "16 to 18 weeks in the fab (Renesas)")
  static let packagingAndTest = SourcedLength(
    text: "8w..9w..10w", likelyDays: 63, source: "packaging and test, 8 to 10 weeks (Renesas; not for CoWoS)")
  static let packagingSlot = SourcedLength(
    text: "52w..65w..78w", likelyDays: 455, source: "CoWoS is booked 52 to 78 weeks ahead (siliconanalysts, estimate)")
  static let operatingLife = SourcedLength(
    text: "1000h", likelyDays: 42, source: "1000 h of operating life (JEDEC JESD47, AMD UG116); read-outs come on top")
  static let volume = SourcedLength(
    text: "26w..39w..52w", likelyDays: 273, source: "tape-out to volume, 6 to 12 months (industry estimate)")
}
