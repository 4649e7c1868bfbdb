package import TapeoutJSON

/// What a client sent, taken apart as far as JSON-RPC 2.0 goes.
package enum Message: Hashable, Sendable {
  case request(id: RequestID, method: String, params: JSONValue)
  case notification(method: String, params: JSONValue)
  /// The answer to a request of ours; nil where it failed.
  case response(id: RequestID, result: JSONValue?)

  /// Reads the bytes of one message.
  ///
  /// - Throws: what to answer, with the id as far as there is one.
  package init(_ bytes: [UInt8]) throws(Refusal) {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw Refusal(id: nil, error: ResponseError(.parseError, "The message is not JSON: \(error)."))
    }
    guard case .object(let fields) = value else {
      let what = value.array == nil ? "no object" : "a batch, which the protocol does not have"
      throw Refusal(id: nil, error: ResponseError(.invalidRequest, "The message is \(what)."))
    }
    let id = fields["id"].flatMap(RequestID.init)
    func refuse(_ reason: String) -> Refusal { Refusal(id: id, error: ResponseError(.invalidRequest, reason)) }
    guard fields["jsonrpc"] == "2.0" else { throw refuse("`jsonrpc` is not \"2.0\".") }
    let hasID = fields["id"] != nil
    guard let method = fields["method"] else {
      guard fields["result"] != nil || fields["error"] != nil else {
        throw refuse("The message has neither `method` nor a result.")
      }
      // An answer is never answered, not even where nobody knows to what it belongs.
      self = .response(id: id ?? .text(""), result: fields["error"] == nil ? fields["result"] : nil)
      return
    }
    guard case .string(let method) = method else { throw refuse("`method` is no text.") }
    if hasID, id == nil { throw refuse("`id` is neither a whole number nor a text.") }
    let params = fields["params"] ?? .null
    switch params {
    case .null, .object, .array: break
    default: throw refuse("`params` is neither an object nor a list.")
    }
    self = id.map { .request(id: $0, method: method, params: params) } ?? .notification(method: method, params: params)
  }

  /// A message that cannot be taken: what to answer, and to whom.
  package struct Refusal: Error, Hashable, Sendable {
    package let id: RequestID?
    package let error: ResponseError
  }
}

/// The name of a request: a whole number or a text, given back as it came.
package enum RequestID: Hashable, Sendable {
  case number(Int)
  case text(String)

  package init?(_ value: JSONValue) {
    switch value {
    case .integer(let number): self = .number(number)
    case .string(let text): self = .text(text)
    default:
      guard let number = value.int else { return nil }
      self = .number(number)
    }
  }

  package var json: JSONValue {
    switch self {
    case .number(let number): .integer(number)
    case .text(let text): .string(text)
    }
  }
}

/// Why a request has no result.
package struct ResponseError: Error, Hashable, Sendable {
  package enum Code: Int, Sendable {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case serverNotInitialized = -32002
    case requestCancelled = -32800
    case contentModified = -32801
    case requestFailed = -32803
  }

  package let code: Code
  /// Sentences for whoever reads the client's log, and for the person where an edit is refused.
  package let message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

/// What goes back, as JSON-RPC writes it.
package enum OutgoingMessage {
  package static func response(_ id: RequestID, _ result: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "id": id.json, "result": result]
  }

  package static func failure(_ id: RequestID?, _ error: ResponseError) -> JSONValue {
    [
      "jsonrpc": "2.0", "id": id?.json ?? .null,
      "error": ["code": .integer(error.code.rawValue), "message": .string(error.message)],
    ]
  }

  package static func notification(_ method: String, _ params: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "method": .string(method), "params": params]
  }

  package static func request(_ id: RequestID, method: String, params: JSONValue?) -> JSONValue {
    ["jsonrpc": "2.0", "id": id.json, "method": .string(method), "params": params]
  }

  /// A message with its header, as it goes over the wire.
  package static func framed(_ message: JSONValue) -> [UInt8] {
    let body = JSONWriter.compact(message)
    return Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
  }
}
