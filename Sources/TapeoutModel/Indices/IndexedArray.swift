/// An array whose elements are reached by a typed index only.
///
/// Arrays that are parallel to each other have the same index type: `schedule.milestones` is an
/// `IndexedArray<MilestoneIndex, ScheduledMilestone>`, and its element at an index describes the milestone of the
/// plan at that index. Every access is in place, as in an array.
@frozen public struct IndexedArray<Index: TypedIndex, Element> {
  /// The same elements counted from 0.
  public var elements: [Element]

  @inlinable public init(_ elements: [Element] = []) { self.elements = elements }

  @inlinable public init(repeating element: Element, count: Int) {
    elements = Array(repeating: element, count: count)
  }

  @inlinable public mutating func append(_ element: Element) { elements.append(element) }

  @inlinable public mutating func reserveCapacity(_ count: Int) { elements.reserveCapacity(count) }
}

extension IndexedArray: RandomAccessCollection, MutableCollection {
  @inlinable public var startIndex: Index { Index(0) }
  @inlinable public var endIndex: Index { Index(elements.count) }
  @inlinable public var count: Int { elements.count }

  @inlinable public subscript(index: Index) -> Element {
    _read { yield elements[index.position] }
    _modify { yield &elements[index.position] }
  }

  @inlinable public func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<Element>) throws -> Result
  ) rethrows -> Result? {
    try elements.withContiguousStorageIfAvailable(body)
  }

  @inlinable public mutating func withContiguousMutableStorageIfAvailable<Result>(
    _ body: (inout UnsafeMutableBufferPointer<Element>) throws -> Result
  ) rethrows -> Result? {
    try elements.withContiguousMutableStorageIfAvailable(body)
  }
}

extension IndexedArray: ExpressibleByArrayLiteral {
  @inlinable public init(arrayLiteral elements: Element...) { self.elements = elements }
}

extension IndexedArray: Equatable where Element: Equatable {}
extension IndexedArray: Hashable where Element: Hashable {}
extension IndexedArray: Sendable where Element: Sendable {}
