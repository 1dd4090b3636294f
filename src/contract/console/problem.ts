// What the API answers where something is wrong: RFC 9457, with a code that stays the same.

export interface Problem {
  type: "about:blank";
  title: string;
  status: number;
  /** What to do, in the language that was asked for. */
  detail: string;
  code: string;
}
