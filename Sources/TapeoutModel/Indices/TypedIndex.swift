/// The position of something in one of the plan's arrays, as a type of its own, so that the index of a chip
/// can't be used where the index of a milestone is meant.
///
/// Four bytes, because graphs hold many. A range of indices is a collection.
public protocol TypedIndex: Hashable, Strideable, Sendable, CustomStringConvertible where Stride == Int {
  /// Counted from 0.
  var position: Int { get }

  init(_ position: Int)
}

extension TypedIndex {
  @inlinable public static func < (lhs: Self, rhs: Self) -> Bool { lhs.position < rhs.position }
  @inlinable public static func == (lhs: Self, rhs: Self) -> Bool { lhs.position == rhs.position }
  @inlinable public func distance(to other: Self) -> Int { other.position - position }
  @inlinable public func advanced(by count: Int) -> Self { Self(position + count) }

  public var description: String { String(position) }
}

/// An index into ``Plan/milestones`` and the arrays parallel to it.
@frozen public struct MilestoneIndex: TypedIndex {
  @usableFromInline let offset: Int32

  @inlinable public init(_ position: Int) { offset = Int32(position) }
  @inlinable public var position: Int { Int(offset) }
}

/// An index into ``Plan/chips`` and the arrays parallel to it.
@frozen public struct ChipIndex: TypedIndex {
  @usableFromInline let offset: Int32

  @inlinable public init(_ position: Int) { offset = Int32(position) }
  @inlinable public var position: Int { Int(offset) }
}

/// An index into ``Plan/partners`` and the arrays parallel to it.
@frozen public struct PartnerIndex: TypedIndex {
  @usableFromInline let offset: Int32

  @inlinable public init(_ position: Int) { offset = Int32(position) }
  @inlinable public var position: Int { Int(offset) }
}

/// An index into ``Plan/risks`` and the arrays parallel to it.
@frozen public struct RiskIndex: TypedIndex {
  @usableFromInline let offset: Int32

  @inlinable public init(_ position: Int) { offset = Int32(position) }
  @inlinable public var position: Int { Int(offset) }
}

/// An index into ``Plan/reports``.
@frozen public struct ReportIndex: TypedIndex {
  @usableFromInline let offset: Int32

  @inlinable public init(_ position: Int) { offset = Int32(position) }
  @inlinable public var position: Int { Int(offset) }
}

/// An index into ``Plan/decisions``.
@frozen public struct DecisionIndex: TypedIndex {
  @usableFromInline let offset: Int32

  @inlinable public init(_ position: Int) { offset = Int32(position) }
  @inlinable public var position: Int { Int(offset) }
}

/// An index into ``Plan/scenarios``.
@frozen public struct ScenarioIndex: TypedIndex {
  @usableFromInline let offset: Int32

  @inlinable public init(_ position: Int) { offset = Int32(position) }
  @inlinable public var position: Int { Int(offset) }
}

/// An index into ``Owners/all``.
@frozen public struct OwnerIndex: TypedIndex {
  @usableFromInline let offset: Int32

  @inlinable public init(_ position: Int) { offset = Int32(position) }
  @inlinable public var position: Int { Int(offset) }
}

extension Range where Bound: TypedIndex {
  /// No index at all.
  @inlinable public static var empty: Range { Bound(0)..<Bound(0) }
}

extension ReportIndex {
  /// The number that readers know the report by, counted from 1.
  @inlinable public var number: Int { position + 1 }
}
