// Graph's error envelope, and the refusals the calendar answers with.
// learn.microsoft.com/graph/errors; codes as reported by users where the page is silent.

export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;
  /** Further members of the error object. */
  readonly more: Record<string, unknown>;

  constructor(
    status: number,
    code: string,
    message: string,
    extra: { headers?: Record<string, string>; more?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = extra.headers ?? {};
    this.more = extra.more ?? {};
  }
}

/** The sandbox's own refusal: Graph may well know this, the sandbox does not play it. Never silently ignored. */
export function notModelled(what: string): GraphError {
  return new GraphError(501, "SandboxNotModelled", `The sandbox does not model ${what}.`);
}

export function badRequest(message: string): GraphError {
  return new GraphError(400, "BadRequest", message);
}

export function invalidRequest(message: string): GraphError {
  return new GraphError(400, "ErrorInvalidRequest", message);
}

export function invalidParameter(message: string): GraphError {
  return new GraphError(400, "ErrorInvalidParameter", message);
}

export function invalidProperty(message: string): GraphError {
  return new GraphError(
    400,
    "ErrorPropertyValidationFailure",
    `At least one property failed validation. ${message}`,
  );
}

export function notDeserialisable(property: string): GraphError {
  return new GraphError(
    400,
    "RequestBodyRead",
    `Cannot read the property '${property}' of the request body: its value does not have the expected type.`,
  );
}

export function itemNotFound(): GraphError {
  return new GraphError(404, "ErrorItemNotFound", "The specified object was not found in the store.");
}

export function errorEnvelope(error: GraphError, nowMs: number, requestId: string, clientRequestId: string) {
  return {
    error: {
      code: error.code,
      message: error.message,
      ...error.more,
      innerError: {
        date: new Date(nowMs).toISOString().slice(0, 19),
        "request-id": requestId,
        "client-request-id": clientRequestId,
      },
    },
  };
}
