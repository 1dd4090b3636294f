// The way out: the sandbox posts to its clients' webhooks. A port, so that a core without a network can deliver
// in-process.

export interface OutboundPost {
  url: string;
  contentType: string;
  body: string;
  timeoutMs: number;
}

export interface OutboundReply {
  status: number;
  contentType: string;
  body: string;
}

/** Rejects where nobody answers in time; a `TimeoutError` tells that from every other failure. */
export type Outbound = (post: OutboundPost) => Promise<OutboundReply>;

/** Over the network. Trusts what this process trusts: NODE_EXTRA_CA_CERTS, or tls.setDefaultCACertificates. */
export const networkOutbound: Outbound = async ({ url, contentType, body, timeoutMs }) => {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": contentType },
    body,
    // A redirect is no answer of the endpoint.
    redirect: "manual",
    signal: AbortSignal.timeout(timeoutMs),
  });
  return {
    status: response.status,
    contentType: response.headers.get("content-type") ?? "",
    body: await response.text(),
  };
};
