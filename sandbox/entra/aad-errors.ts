// What Entra ID answers when it refuses: the AADSTS codes an admin meets, in the shape of
// learn.microsoft.com/entra/identity-platform/reference-error-codes.
import type { Entropy } from "../entropy.ts";
import type { Reply } from "../exchange.ts";

export class AadError extends Error {
  readonly status: number;
  readonly error: string;
  readonly code: number;

  constructor(status: number, error: string, code: number, message: string) {
    super(message);
    this.status = status;
    this.error = error;
    this.code = code;
  }
}

export const aad = {
  wrongSecret: (clientId: string) =>
    new AadError(
      401,
      "invalid_client",
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
    ),
  secretExpired: (clientId: string) =>
    new AadError(
      401,
      "invalid_client",
      7000222,
      `The provided client secret keys for app '${clientId}' are expired.`,
    ),
  unknownApp: (clientId: string, tenant: string) =>
    new AadError(
      400,
      "unauthorized_client",
      700016,
      `Application with identifier '${clientId}' was not found in the directory '${tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
    ),
  unknownTenant: (tenant: string) =>
    new AadError(
      400,
      "invalid_tenant",
      90002,
      `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
    ),
  noCredential: () =>
    new AadError(
      401,
      "invalid_client",
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    ),
  missingField: (name: string) =>
    new AadError(
      400,
      "invalid_request",
      900144,
      `The request body must contain the following parameter: '${name}'.`,
    ),
  /** Azure/azure-sdk-for-java#31733. */
  doubledField: (name: string) =>
    new AadError(
      400,
      "invalid_request",
      9000411,
      `The request is not properly formatted. The parameter '${name}' is duplicated.`,
    ),
  badScope: (scope: string) =>
    new AadError(
      400,
      "invalid_scope",
      70011,
      `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.`,
    ),
  unknownResource: (resource: string, tenant: string) =>
    new AadError(
      400,
      "invalid_resource",
      500011,
      `The resource principal named ${resource} was not found in the tenant named ${tenant}.`,
    ),
  badAssertion: (why: string) =>
    new AadError(
      401,
      "invalid_client",
      700027,
      `The certificate with identifier used to sign the client assertion is not registered on application, or its signature does not fit. ${why}`,
    ),
  assertionOutOfTime: () =>
    new AadError(
      401,
      "invalid_client",
      500133,
      "Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion, or request a new token.",
    ),
  disabledApp: (clientId: string) =>
    new AadError(401, "unauthorized_client", 7000112, `Application '${clientId}' is disabled.`),
  wrongEndpoint: () =>
    new AadError(
      400,
      "invalid_request",
      9001023,
      "The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.",
    ),
  wrongGrant: (grant: string) =>
    new AadError(
      400,
      "unsupported_grant_type",
      70003,
      `The app requested an unsupported grant type '${grant}'.`,
    ),
  singleTenant: (clientId: string) =>
    new AadError(
      400,
      "invalid_request",
      50194,
      `Application '${clientId}' is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.`,
    ),
  noRedirect: () => new AadError(400, "invalid_request", 900971, "No reply address provided."),
  unknownRedirect: (redirectUri: string, clientId: string) =>
    new AadError(
      400,
      "invalid_request",
      50011,
      `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${clientId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal.`,
    ),
  /** Only the code flow is on, as in a new registration. */
  responseTypeOff: (type: string) =>
    new AadError(
      400,
      "unsupported_response_type",
      700054,
      `response_type '${type}' is not enabled for the application.`,
    ),
  loginRequired: () =>
    new AadError(400, "login_required", 50058, "A silent sign-in request was sent but no user is signed in."),
  disabledUser: () => new AadError(400, "invalid_grant", 50057, "The user account is disabled."),
  malformedCode: () =>
    new AadError(400, "invalid_grant", 9002313, "Invalid request. Request is malformed or invalid."),
  codeExpired: () =>
    new AadError(
      400,
      "invalid_grant",
      70008,
      "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.",
    ),
  codeRedeemed: () =>
    new AadError(
      400,
      "invalid_grant",
      54005,
      "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.",
    ),
  otherRedirect: (given: string, asked: string) =>
    new AadError(
      401,
      "invalid_client",
      500112,
      `The reply address '${given}' does not match the reply address '${asked}' provided when requesting Authorization code.`,
    ),
  wrongVerifier: () =>
    new AadError(
      400,
      "invalid_grant",
      501481,
      "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
    ),
} as const;

/** In one text, as a person and an app's redirect get it. */
export function described(error: AadError, nowMs: number, entropy: Entropy): string {
  return descriptionOf(error, entropy.uuid(), entropy.uuid(), timestampOf(nowMs));
}

function descriptionOf({ code, message }: AadError, trace: string, correlation: string, at: string): string {
  return `AADSTS${code}: ${message} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${at}`;
}

function timestampOf(nowMs: number): string {
  return `${new Date(nowMs).toISOString().slice(0, 19).replace("T", " ")}Z`;
}

export function aadReply(
  error: AadError,
  nowMs: number,
  entropy: Entropy,
  correlationId: string | undefined,
): Reply {
  const timestamp = timestampOf(nowMs);
  const trace = entropy.uuid();
  const correlation = correlationId ?? entropy.uuid();
  return {
    status: error.status,
    headers: { "cache-control": "no-store, no-cache", pragma: "no-cache", "x-ms-request-id": trace },
    json: {
      error: error.error,
      error_description: descriptionOf(error, trace, correlation, timestamp),
      error_codes: [error.code],
      timestamp,
      trace_id: trace,
      correlation_id: correlation,
      error_uri: `https://login.microsoftonline.com/error?code=${error.code}`,
    },
  };
}
