// The links that dress a request: its headers, and the token.
import type { Context } from "@microsoft/microsoft-graph-client";
import { callOption, Link, plainHeaders, refuseForeign, type Surroundings } from "./exchange.ts";
import type { SignIn } from "./sign-in.ts";

/** A new `client-request-id` for each attempt: Microsoft's support finds a request by it. */
export class HeaderLink extends Link {
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    super();
    this.#around = around;
  }

  async execute(context: Context): Promise<void> {
    const clientRequestId = this.#around.entropy.uuid();
    setHeader(context, "client-request-id", clientRequestId);
    setHeader(context, "Accept", "application/json");
    const response = await this.pass(context);
    this.#around.log.debug("Graph", "Graph answered.", {
      purpose: callOption(context).purpose,
      status: response.status,
      requestId: response.headers.get("request-id") ?? "",
      clientRequestId,
    });
  }
}

/** Innermost but one: the token, sent to the configured host alone; after a 401 once more with a fresh one. */
export class SignInLink extends Link {
  readonly #signIn: SignIn;
  readonly #origin: string;

  constructor(signIn: SignIn, origin: string) {
    super();
    this.#signIn = signIn;
    this.#origin = origin;
  }

  async execute(context: Context): Promise<void> {
    refuseForeign(String(context.request), this.#origin);
    const token = await this.#signIn.token();
    setHeader(context, "Authorization", `Bearer ${token}`);
    const response = await this.pass(context);
    if (response.status === 403) this.#signIn.doubt(token);
    if (response.status !== 401) return;
    setHeader(context, "Authorization", `Bearer ${await this.#signIn.token(token)}`);
    await this.pass(context);
  }
}

function setHeader(context: Context, name: string, value: string): void {
  context.options = { ...context.options, headers: { ...plainHeaders(context), [name]: value } };
}
