// swift-tools-version: 6.2
import PackageDescription

// Packages are built with it set: the commit that `tapeout --version` names.
let commit = Context.environment["TAPEOUT_COMMIT"] ?? ""
let revision: [CSetting] =
  commit.isEmpty || !commit.allSatisfy(\.isHexDigit) ? [] : [.define("TAPEOUT_COMMIT", to: "\"\(commit)\"")]

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

    .systemLibrary(
      name: "CMark",
      pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]
    ),
    .systemLibrary(
      name: "CExpat",
      pkgConfig: "expat",
      providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]
    ),
    .systemLibrary(
      name: "CXXHash",
      pkgConfig: "libxxhash",
      providers: [.apt(["libxxhash-dev"]), .brew(["xxhash"])]
    ),
    .systemLibrary(
      name: "CYAML",
      pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]
    ),

    // MARK: The pure middle, values in and values out

    .target(name: "TapeoutEditing", dependencies: ["TapeoutModel", "TapeoutParser"]),
    .target(
      name: "TapeoutExchange",
      dependencies: ["TapeoutForecast", "TapeoutJSON", "TapeoutModel", "TapeoutSchedule", "TapeoutWording"]
    ),
    .target(
      name: "TapeoutForecast",
      dependencies: ["TapeoutModel", "TapeoutSchedule"],
      // Its tests draw millions of samples: unoptimized they would take minutes.
      swiftSettings: [.unsafeFlags(["-O"], .when(configuration: .debug))],
      // Rounding and square roots, which no import brings along here.
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]
    ),
    .target(name: "TapeoutHistory", dependencies: ["TapeoutModel", "TapeoutSchedule", "TapeoutWording"]),
    .target(
      name: "TapeoutImport",
      dependencies: [
        "CExpat", "TapeoutEditing", "TapeoutModel", "TapeoutParser", "TapeoutSchedule", "TapeoutWording",
      ]
    ),
    .target(name: "TapeoutJSON", dependencies: ["TapeoutModel"]),
    .target(
      name: "TapeoutLanguage",
      dependencies: [
        "TapeoutEditing", "TapeoutForecast", "TapeoutJSON", "TapeoutModel", "TapeoutParser", "TapeoutRules",
        "TapeoutSchedule", "TapeoutWording",
      ]
    ),
    .target(name: "TapeoutModel"),
    .target(name: "TapeoutParser", dependencies: ["CMark", "CYAML", "TapeoutModel"]),
    .target(
      name: "TapeoutRules", dependencies: ["TapeoutHistory", "TapeoutModel", "TapeoutSchedule", "TapeoutWording"]),
    .target(
      name: "TapeoutReporting",
      dependencies: [
        "TapeoutForecast", "TapeoutHistory", "TapeoutJSON", "TapeoutModel", "TapeoutRules", "TapeoutSchedule",
        "TapeoutWording",
      ]
    ),
    .target(
      name: "TapeoutSchedule",
      dependencies: ["TapeoutModel"],
      // Its tests reckon thousands of random plans: unoptimized they would take long.
      swiftSettings: [.unsafeFlags(["-O"], .when(configuration: .debug))]
    ),
    .target(
      name: "TapeoutSite",
      dependencies: [
        "TapeoutForecast", "TapeoutHistory", "TapeoutModel", "TapeoutSchedule", "TapeoutTemplates", "TapeoutWording",
      ],
      exclude: ["BuiltIn/README.md"],
      // A link to Templates/: the same files are ours and an example for whoever replaces one.
      resources: [.embedInCode("BuiltIn")]
    ),
    .target(
      name: "TapeoutTemplates",
      dependencies: ["TapeoutModel"],
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]
    ),
    .target(name: "TapeoutWording", dependencies: ["TapeoutModel"]),

    // MARK: The edge: disk, terminal, clock

    // libmicrohttpd, loaded when a server starts.
    .target(name: "CHTTPServer"),
    // Beside nothing else, so that another commit compiles one small file anew and links the program.
    .target(name: "CRevision", cSettings: revision),

    // Where Linux and Darwin differ, and what their Swift modules leave out; settings of jemalloc.
    .target(name: "CSystem"),
    .target(name: "TapeoutDisk", dependencies: ["CXXHash", "TapeoutModel", "TapeoutSystem"]),
    .target(
      name: "TapeoutLanguageServer",
      dependencies: [
        "TapeoutDisk", "TapeoutForecast", "TapeoutHistory", "TapeoutJSON", "TapeoutLanguage", "TapeoutModel",
        "TapeoutSchedule", "TapeoutSystem", "TapeoutWorkspace",
      ]
    ),
    .target(name: "TapeoutGit", dependencies: ["TapeoutDisk", "TapeoutModel", "TapeoutSystem"]),
    .target(
      name: "TapeoutPreview",
      dependencies: [
        "CHTTPServer", "TapeoutDisk", "TapeoutForecast", "TapeoutJSON", "TapeoutModel", "TapeoutPublish",
        "TapeoutReporting", "TapeoutSchedule", "TapeoutSite", "TapeoutSystem", "TapeoutTemplates", "TapeoutWording",
        "TapeoutWorkspace",
      ],
      resources: [.embedInCode("Assets")]
    ),
    .target(name: "TapeoutPublish", dependencies: ["TapeoutDisk", "TapeoutModel", "TapeoutSite", "TapeoutSystem"]),
    // The platform's C library, whichever it is.
    .target(name: "TapeoutSystem", dependencies: ["CSystem"]),
    .target(
      name: "TapeoutWorkspace",
      dependencies: [
        "TapeoutDisk", "TapeoutEditing", "TapeoutExchange", "TapeoutForecast", "TapeoutGit", "TapeoutHistory",
        "TapeoutModel", "TapeoutParser", "TapeoutPublish", "TapeoutRules", "TapeoutSchedule", "TapeoutSite",
        "TapeoutSystem", "TapeoutTemplates",
      ]
    ),
    .executableTarget(
      name: "tapeout",
      dependencies: [
        .product(name: "ArgumentParser", package: "swift-argument-parser"), "CRevision",
        "TapeoutDisk", "TapeoutEditing", "TapeoutExchange", "TapeoutForecast", "TapeoutHistory", "TapeoutImport",
        "TapeoutLanguage", "TapeoutLanguageServer", "TapeoutModel", "TapeoutPreview", "TapeoutPublish",
        "TapeoutReporting", "TapeoutRules", "TapeoutSchedule", "TapeoutSite", "TapeoutSystem", "TapeoutWording",
        "TapeoutWorkspace",
      ],
      // Gives memory faster than glibc does: a build takes a fifteenth less. Sanitizers bring their own, in debug builds.
      linkerSettings: [.linkedLibrary("jemalloc", .when(platforms: [.linux], configuration: .release))]
    ),

    // MARK: Tests

    .target(
      name: "TapeoutTestSupport",
      dependencies: ["TapeoutModel", "TapeoutParser", "TapeoutSchedule", "TapeoutSystem"],
      path: "Tests/TapeoutTestSupport"
    ),
    .testTarget(
      name: "TapeoutCommandTests",
      dependencies: [
        "tapeout", "TapeoutDisk", "TapeoutModel", "TapeoutReporting", "TapeoutRules", "TapeoutTestSupport",
        "TapeoutWorkspace", "TapeoutSystem",
      ]
    ),
    .testTarget(
      name: "TapeoutEditingTests",
      dependencies: ["TapeoutEditing", "TapeoutModel", "TapeoutParser", "TapeoutSchedule", "TapeoutTestSupport"]
    ),
    .testTarget(
      name: "TapeoutExchangeTests",
      dependencies: ["TapeoutExchange", "TapeoutForecast", "TapeoutModel", "TapeoutSchedule", "TapeoutTestSupport"]
    ),
    .testTarget(
      name: "TapeoutForecastTests",
      dependencies: ["TapeoutForecast", "TapeoutModel", "TapeoutSchedule", "TapeoutTestSupport"]
    ),
    .testTarget(
      name: "TapeoutHistoryTests",
      dependencies: [
        "TapeoutForecast", "TapeoutHistory", "TapeoutModel", "TapeoutParser", "TapeoutSchedule", "TapeoutTestSupport",
      ]
    ),
    .target(
      name: "TapeoutFuzzing",
      dependencies: [
        "TapeoutDisk", "TapeoutEditing", "TapeoutForecast", "TapeoutImport", "TapeoutModel", "TapeoutParser",
        "TapeoutSite", "TapeoutTemplates", "TapeoutTestSupport", "TapeoutWorkspace",
      ],
      path: "Tests/TapeoutFuzzing"
    ),
    .testTarget(name: "TapeoutFuzzingTests", dependencies: ["TapeoutFuzzing"]),
    .testTarget(
      name: "TapeoutImportTests",
      dependencies: ["TapeoutEditing", "TapeoutImport", "TapeoutModel", "TapeoutTestSupport"]
    ),
    .testTarget(name: "TapeoutJSONTests", dependencies: ["TapeoutJSON", "TapeoutModel"]),
    .testTarget(
      name: "TapeoutLanguageTests",
      dependencies: ["TapeoutJSON", "TapeoutLanguage", "TapeoutModel", "TapeoutParser", "TapeoutTestSupport"]
    ),
    .testTarget(
      name: "TapeoutLanguageServerTests",
      dependencies: [
        "TapeoutDisk", "TapeoutJSON", "TapeoutLanguage", "TapeoutLanguageServer", "TapeoutModel", "TapeoutSystem",
        "TapeoutTestSupport", "TapeoutWorkspace",
      ]
    ),
    .testTarget(name: "TapeoutModelTests", dependencies: ["TapeoutModel", "TapeoutTestSupport"]),
    .testTarget(name: "TapeoutParserTests", dependencies: ["TapeoutModel", "TapeoutParser", "TapeoutTestSupport"]),
    .testTarget(
      name: "TapeoutPreviewTests",
      dependencies: [
        "TapeoutDisk", "TapeoutForecast", "TapeoutModel", "TapeoutPreview", "TapeoutTestSupport", "TapeoutWorkspace",
        "TapeoutSystem",
      ]
    ),
    .testTarget(
      name: "TapeoutPublishTests",
      dependencies: ["TapeoutDisk", "TapeoutPublish", "TapeoutSite", "TapeoutTestSupport", "TapeoutSystem"]
    ),
    .testTarget(
      name: "TapeoutReportingTests",
      dependencies: ["TapeoutHistory", "TapeoutModel", "TapeoutReporting", "TapeoutRules", "TapeoutTestSupport"]
    ),
    .testTarget(
      name: "TapeoutRulesTests",
      dependencies: [
        "TapeoutForecast", "TapeoutHistory", "TapeoutModel", "TapeoutParser", "TapeoutRules", "TapeoutSchedule",
        "TapeoutTestSupport",
      ]
    ),
    .testTarget(name: "TapeoutScheduleTests", dependencies: ["TapeoutModel", "TapeoutSchedule", "TapeoutTestSupport"]),
    .testTarget(
      name: "TapeoutSiteTests",
      dependencies: [
        "TapeoutDisk", "TapeoutForecast", "TapeoutHistory", "TapeoutModel", "TapeoutSchedule", "TapeoutSite",
        "TapeoutTemplates", "TapeoutTestSupport", "TapeoutWorkspace",
      ]
    ),
    .testTarget(
      name: "TapeoutWorkspaceTests",
      // The schedule is part of what an analysis holds: without it here, a change of its layout would not rebuild them.
      dependencies: [
        "TapeoutDisk", "TapeoutExchange", "TapeoutForecast", "TapeoutGit", "TapeoutHistory", "TapeoutModel",
        "TapeoutRules", "TapeoutSchedule", "TapeoutSite", "TapeoutTestSupport", "TapeoutWorkspace", "TapeoutSystem",
      ]
    ),
    .testTarget(name: "TapeoutWordingTests", dependencies: ["TapeoutModel", "TapeoutTestSupport", "TapeoutWording"]),
    .executableTarget(
      name: "Benchmarks",
      dependencies: ["TapeoutExchange", "TapeoutForecast", "TapeoutModel", "TapeoutSchedule", "TapeoutSystem"],
      path: "Tests/Benchmarks",
      exclude: [
        "build_benchmark.py", "check_benchmark.py", "floor.c", "history_benchmark.py", "hugo",
        "limits_benchmark.py", "lsp_benchmark.py",
        "made_up_program.py", "preview_benchmark.py", "requirements.txt",
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)

// `make fuzz` sets it: what it adds links only with libFuzzer's runtime, which an ordinary build has not.
if Context.environment["TAPEOUT_FUZZ"] != nil {
  package.targets += [
    .target(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer"),
    .executableTarget(name: "Fuzz", dependencies: ["CFuzzer", "TapeoutFuzzing"], path: "Tests/Fuzz/Fuzz"),
  ]
}

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
