// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "tapeout",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "tapeout", targets: ["tapeout"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // MARK: System libraries

    // Linux's exchange of two names and flush of one file system, which Swift's Glibc module leaves out as well.
    .systemLibrary(name: "CFileSystem"),
    .systemLibrary(
      name: "CMark",
      pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]
    ),
    .systemLibrary(
      name: "CYAML",
      pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]
    ),

    // MARK: The pure middle, values in and values out

    .target(name: "TapeoutExchange", dependencies: ["TapeoutJSON", "TapeoutModel", "TapeoutSchedule"]),
    .target(name: "TapeoutHistory", dependencies: ["TapeoutModel", "TapeoutSchedule"]),
    .target(name: "TapeoutJSON", dependencies: ["TapeoutModel"]),
    .target(name: "TapeoutModel"),
    .target(name: "TapeoutParser", dependencies: ["CMark", "CYAML", "TapeoutModel"]),
    .target(name: "TapeoutRules", dependencies: ["TapeoutHistory", "TapeoutModel", "TapeoutSchedule"]),
    .target(
      name: "TapeoutSchedule",
      dependencies: ["TapeoutModel"],
      // Its tests draw millions of samples: unoptimized they would take minutes.
      swiftSettings: [.unsafeFlags(["-O"], .when(configuration: .debug))],
      // Rounding and square roots, which no import brings along here.
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]
    ),
    .target(
      name: "TapeoutSite",
      dependencies: [
        "TapeoutHistory", "TapeoutModel", "TapeoutSchedule",
      ],
      exclude: ["BuiltIn/README.md"],
      // A link to Templates/: the same files are ours and an example for whoever replaces one.
      resources: [.embedInCode("BuiltIn")]
    ),

    // MARK: The edge: disk, terminal, clock

    // Settings of jemalloc, which it takes from a variable in C.
    .target(name: "CAllocator"),
    .target(
      name: "TapeoutWorkspace",
      dependencies: [
        "CFileSystem", "TapeoutExchange", "TapeoutHistory", "TapeoutModel", "TapeoutParser", "TapeoutRules",
        "TapeoutSchedule",
        "TapeoutSite",
      ]
    ),
    .executableTarget(
      name: "tapeout",
      dependencies: [
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        "CAllocator", "TapeoutExchange", "TapeoutHistory", "TapeoutModel", "TapeoutRules", "TapeoutSchedule",
        "TapeoutSite",
        "TapeoutWorkspace",
      ],
      // Gives memory faster than glibc does: a build takes a fifteenth less. Sanitizers bring their own, in debug builds.
      linkerSettings: [.linkedLibrary("jemalloc", .when(platforms: [.linux], configuration: .release))]
    ),

    // MARK: Tests

    .target(
      name: "TapeoutTestSupport",
      dependencies: [
        "TapeoutHistory", "TapeoutModel", "TapeoutParser", "TapeoutRules", "TapeoutSchedule", "TapeoutWorkspace",
      ],
      path: "Tests/TapeoutTestSupport"
    ),
    .testTarget(name: "TapeoutCommandTests", dependencies: ["tapeout", "TapeoutModel", "TapeoutTestSupport"]),
    .testTarget(
      name: "TapeoutExchangeTests",
      dependencies: ["TapeoutExchange", "TapeoutModel", "TapeoutSchedule", "TapeoutTestSupport"]),
    .testTarget(
      name: "TapeoutHistoryTests",
      dependencies: ["TapeoutHistory", "TapeoutModel", "TapeoutParser", "TapeoutSchedule", "TapeoutTestSupport"]),
    .testTarget(name: "TapeoutJSONTests", dependencies: ["TapeoutJSON", "TapeoutModel"]),
    .testTarget(name: "TapeoutModelTests", dependencies: ["TapeoutModel", "TapeoutTestSupport"]),
    .testTarget(name: "TapeoutParserTests", dependencies: ["TapeoutModel", "TapeoutParser", "TapeoutTestSupport"]),
    .testTarget(
      name: "TapeoutRulesTests",
      dependencies: [
        "TapeoutHistory", "TapeoutModel", "TapeoutParser", "TapeoutRules", "TapeoutSchedule", "TapeoutTestSupport",
      ]
    ),
    .testTarget(name: "TapeoutScheduleTests", dependencies: ["TapeoutModel", "TapeoutSchedule", "TapeoutTestSupport"]),
    .testTarget(
      name: "TapeoutSiteTests",
      dependencies: [
        "TapeoutHistory", "TapeoutModel", "TapeoutSchedule", "TapeoutSite", "TapeoutTestSupport", "TapeoutWorkspace",
      ]
    ),
    .testTarget(
      name: "TapeoutWorkspaceTests",
      // The schedule is part of what an analysis holds: without it here, a change of its layout would not rebuild them.
      dependencies: [
        "TapeoutHistory", "TapeoutModel", "TapeoutRules", "TapeoutSchedule", "TapeoutSite", "TapeoutTestSupport",
        "TapeoutWorkspace",
      ]
    ),
    .executableTarget(
      name: "Benchmarks",
      dependencies: ["TapeoutExchange", "TapeoutModel", "TapeoutSchedule"],
      path: "Tests/Benchmarks",
      exclude: [
        "build_benchmark.py", "check_benchmark.py", "floor.c", "history_benchmark.py", "hugo",
        "made_up_program.py", "requirements.txt",
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)

// CI sets it: a warning in one of our targets stops the build, one in a dependency does not.
let warnings: [SwiftSetting] =
  Context.environment["TAPEOUT_WARNINGS"] == "error" ? [.treatAllWarnings(as: .error)] : []

for target in package.targets where target.type != .system {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
    ] + warnings
}
