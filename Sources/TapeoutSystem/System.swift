// The only place that names the platform's C library. Whoever imports this module gets that library, with what Swift
// adds to it, and the functions of CSystem, which hide where Linux and Darwin differ.
@_exported public import CSystem

#if canImport(Glibc)
  @_exported public import Glibc
#else
  @_exported public import Darwin
#endif
