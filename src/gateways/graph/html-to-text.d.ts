// What we use of html-to-text, which comes without types.
declare module "html-to-text" {
  export interface Selector {
    selector: string;
    format?: string;
    options?: Record<string, unknown>;
  }
  export interface Options {
    wordwrap?: false | number;
    selectors?: Selector[];
  }
  export function convert(html: string, options?: Options): string;
}
