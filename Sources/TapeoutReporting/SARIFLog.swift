/// The part of SARIF 2.1.0 (OASIS, 2020) that findings need; names are the standard's.
package struct SARIFLog: Encodable {
  package var schema = "https://json.schemastore.org/sarif-2.1.0.json"
  package var version = "2.1.0"
  package var runs: [Run]

  package enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, runs
  }

  package struct Run: Encodable {
    package var tool: Tool
    package var columnKind = "unicodeCodePoints"
    package var originalUriBaseIds: [String: ArtifactLocation]
    package var results: [Result]
  }

  package struct Tool: Encodable {
    package var driver: Driver
  }

  package struct Driver: Encodable {
    package var name: String
    package var semanticVersion: String
    package var rules: [ReportingDescriptor]
  }

  package struct ReportingDescriptor: Encodable {
    package var id: String
    package var shortDescription: Message
    package var fullDescription: Message
    package var help: Message
    package var defaultConfiguration: Configuration
    package var properties: Properties

    package struct Configuration: Encodable {
      package var level: String
    }

    package struct Properties: Encodable {
      package var tags: [String]
    }
  }

  package struct Message: Encodable {
    package var text: String
    package var markdown: String?
  }

  package struct Result: Encodable {
    package var ruleId: String
    package var ruleIndex: Int?
    package var level: String
    package var message: Message
    package var locations: [Location]
    package var relatedLocations: [Location]?
    package var fixes: [Fix]?
  }

  package struct Location: Encodable {
    package var id: Int?
    package var physicalLocation: PhysicalLocation
    package var message: Message?
  }

  package struct PhysicalLocation: Encodable {
    package var artifactLocation: ArtifactLocation
    package var region: Region
  }

  package struct ArtifactLocation: Encodable {
    package var uri: String?
    package var uriBaseId: String?
    package var description: Message?
  }

  /// Lines and columns from 1; the end column lies after the last character.
  package struct Region: Encodable {
    package var startLine: Int
    package var startColumn: Int
    package var endLine: Int
    package var endColumn: Int
  }

  package struct Fix: Encodable {
    package var description: Message
    package var artifactChanges: [ArtifactChange]
  }

  package struct ArtifactChange: Encodable {
    package var artifactLocation: ArtifactLocation
    package var replacements: [Replacement]
  }

  package struct Replacement: Encodable {
    package var deletedRegion: Region
    package var insertedContent: ArtifactContent
  }

  package struct ArtifactContent: Encodable {
    package var text: String
  }
}
