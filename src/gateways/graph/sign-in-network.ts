// How Microsoft's library reaches the authority while a person signs in: nobody is waited for long, and nobody is followed elsewhere with a secret.
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from "@azure/msal-node";

export class Asker implements INetworkModule {
  /** Why there was no answer; the library would tell no more than that there was none. */
  trouble: unknown = null;
  readonly #patienceMs: number;

  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
  }

  sendGetRequestAsync<Body>(
    url: string,
    { headers = {} }: NetworkRequestOptions = {},
  ): Promise<NetworkResponse<Body>> {
    return this.#ask(url, { headers });
  }

  sendPostRequestAsync<Body>(
    url: string,
    { headers = {}, body = "" }: NetworkRequestOptions = {},
  ): Promise<NetworkResponse<Body>> {
    return this.#ask(url, { method: "POST", headers, body });
  }

  async #ask<Body>(url: string, request: RequestInit): Promise<NetworkResponse<Body>> {
    try {
      const signal = AbortSignal.timeout(this.#patienceMs);
      const answer = await fetch(url, { ...request, redirect: "error", signal });
      const headers = Object.fromEntries(answer.headers);
      return { status: answer.status, headers, body: (await answer.json()) as Body };
    } catch (thrown) {
      this.trouble = thrown;
      throw thrown;
    }
  }
}
