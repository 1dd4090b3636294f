// Standard output and standard error as the commands use them, in a terminal and outside of one.
import { createLogUpdate } from "log-update";

export interface Terminal {
  /** The result. */
  out(text: string): void;
  /** Everything else, line by line; bars that are being shown stay below. */
  line(text: string): void;
  /** Replaces the live part at the end of standard error; only where `isLive`. */
  live(text: string): void;
  /** Ends the live part and leaves it as it is. */
  liveDone(): void;
  /** Standard error is a terminal. */
  readonly isLive: boolean;
  readonly colour: boolean;
  readonly columns: number;
}

export interface Streams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export function openTerminal({ stdout, stderr, environment }: Streams): Terminal {
  const isLive = stderr.isTTY === true && environment.TERM !== "dumb";
  const updater = isLive ? createLogUpdate(stderr) : null;
  // https://no-color.org: any value that is not empty.
  const wantsColour = (environment.NO_COLOR ?? "") === "" && environment.TERM !== "dumb";
  return {
    out: (text) => void stdout.write(text.endsWith("\n") ? text : `${text}\n`),
    line: (text) => (updater === null ? void stderr.write(`${text}\n`) : updater.persist(text)),
    live: (text) => updater?.(text),
    liveDone: () => updater?.done(),
    isLive,
    colour: isLive && wantsColour,
    columns: stderr.columns ?? stdout.columns ?? 100,
  };
}

/** SGR codes of the few colours in use; text without colour where it is not wanted. */
export function paint(
  text: string,
  colour: "red" | "green" | "yellow" | "grey" | "bold",
  on: boolean,
): string {
  const code = { red: 31, green: 32, yellow: 33, grey: 90, bold: 1 }[colour];
  return on ? `\u001b[${code}m${text}\u001b[0m` : text;
}
