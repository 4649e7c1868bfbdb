internal import CMark

/// The memory of libcmark's trees: taken in small pieces, given back all at once with a thread's last tree.
///
/// A tree is hundreds of pieces and a build makes tens of thousands of trees; asking the system for each piece cost
/// more than reading the Markdown.
enum MarkdownMemory {
  /// For trees between ``begin()`` and ``end()`` on the same thread.
  nonisolated(unsafe) static let allocator: UnsafeMutablePointer<cmark_mem> = {
    let allocator = UnsafeMutablePointer<cmark_mem>.allocate(capacity: 1)
    allocator.initialize(
      to: cmark_mem(
        calloc: { count, size in MarkdownMemory.arena.pointee.zeroed(count * size) },
        realloc: { piece, size in MarkdownMemory.arena.pointee.resized(piece, size) },
        free: { _ in }))
    return allocator
  }()

  /// Another tree begins.
  static func begin() { arena.pointee.trees += 1 }

  /// A tree is no longer used.
  static func end() {
    let arena = arena
    arena.pointee.trees -= 1
    if arena.pointee.trees == 0 { arena.pointee.clear() }
  }

  /// The calling thread's; freed when the thread ends.
  private static var arena: UnsafeMutablePointer<Arena> {
    if let known = pthread_getspecific(key) { return known.assumingMemoryBound(to: Arena.self) }
    let arena = UnsafeMutablePointer<Arena>.allocate(capacity: 1)
    arena.initialize(to: Arena())
    pthread_setspecific(key, arena)
    return arena
  }

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    let code = pthread_key_create(&key) { last in
      let last: UnsafeMutableRawPointer? = last
      guard let arena = last?.assumingMemoryBound(to: Arena.self) else { return }
      arena.pointee.freeAll()
      arena.deinitialize(count: 1)
      arena.deallocate()
    }
    precondition(code == 0, "the system has no room for a thread's memory")
    return key
  }()
}

/// Blocks that are filled from the front. Each piece is preceded by its size.
private struct Arena {
  var trees = 0
  private var block: UnsafeMutableRawPointer
  private var capacity: Int
  private var used = 0
  private var fullBlocks: [UnsafeMutableRawPointer] = []

  /// Enough for most texts, and small enough for the processor's cache.
  private static let usualCapacity = 128 << 10
  /// What any type may be aligned to; the size before a piece takes as much.
  private static let alignment = 16

  init() {
    capacity = Arena.usualCapacity
    block = .allocate(byteCount: capacity, alignment: Arena.alignment)
  }

  mutating func zeroed(_ size: Int) -> UnsafeMutableRawPointer {
    let piece = piece(size)
    piece.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    return piece
  }

  mutating func resized(_ piece: UnsafeMutableRawPointer?, _ size: Int) -> UnsafeMutableRawPointer {
    guard let piece else { return self.piece(size) }
    let known = (piece - Arena.alignment).load(as: Int.self)
    if size <= known { return piece }
    let larger = self.piece(size)
    larger.copyMemory(from: piece, byteCount: known)
    return larger
  }

  private mutating func piece(_ size: Int) -> UnsafeMutableRawPointer {
    let rounded = (size + Arena.alignment - 1) & ~(Arena.alignment - 1)
    if used + Arena.alignment + rounded > capacity { addBlock(for: Arena.alignment + rounded) }
    let piece = block + used + Arena.alignment
    (piece - Arena.alignment).storeBytes(of: rounded, as: Int.self)
    used += Arena.alignment + rounded
    return piece
  }

  private mutating func addBlock(for size: Int) {
    fullBlocks.append(block)
    capacity = max(2 * capacity, size)
    block = .allocate(byteCount: capacity, alignment: Arena.alignment)
    used = 0
  }

  /// Forgets all pieces; keeps a block of the usual size.
  mutating func clear() {
    used = 0
    if capacity > Arena.usualCapacity {
      freeAll()
      self = Arena()
    }
  }

  func freeAll() {
    for block in fullBlocks { block.deallocate() }
    block.deallocate()
  }
}
