// One HTTP exchange without HTTP: what the core takes and gives. The HTTPS server only translates.

export interface SandboxRequest {
  method: string;
  /** Path and query, percent-encoded as on the wire. */
  url: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
}

export interface SandboxResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** The connection is reset instead of answering; what the request asked for may have been done. */
  dropped?: boolean;
  /** The connection is cut after half of the body. */
  truncated?: boolean;
}

/** A reply before it becomes text, so that `$batch` can put it inside its own. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  json?: unknown;
  text?: string;
  dropped?: boolean;
  truncated?: boolean;
}

/** Percent-decoded; what is malformed stays as it was sent, and names nothing then. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function toResponse(reply: Reply): SandboxResponse {
  const headers: Record<string, string> = { ...reply.headers };
  let body = reply.text ?? "";
  if (reply.json !== undefined) {
    body = JSON.stringify(reply.json);
    headers["content-type"] ??= "application/json; charset=utf-8";
  }
  const response: SandboxResponse = { status: reply.status, headers, body };
  if (reply.dropped) response.dropped = true;
  if (reply.truncated) response.truncated = true;
  return response;
}
