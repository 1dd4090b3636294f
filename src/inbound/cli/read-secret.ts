// A secret that somebody types or another program hands over: from standard input, never from the arguments, and nothing of it is shown.
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

export interface SecretSource {
  readonly stdin: NodeJS.ReadStream;
  /** Where the question goes. */
  readonly stderr: NodeJS.WriteStream;
}

/** Asks twice at a terminal; null where both answers differ. From elsewhere all of the input but its last line break. */
export async function readNewSecret(
  { stdin, stderr }: SecretSource,
  questions: readonly [string, string],
): Promise<string | null> {
  if (stdin.isTTY !== true) return readAll(stdin);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: stdin, output: silent, terminal: true });
  // Ctrl-C at the question ends the program like everywhere else.
  reader.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    const answers: string[] = [];
    for (const question of questions) {
      stderr.write(`${question} `);
      answers.push(await reader.question(""));
      stderr.write("\n");
    }
    return answers[0] === answers[1] ? (answers[0] ?? null) : null;
  } finally {
    reader.close();
  }
}

async function readAll(stdin: NodeJS.ReadStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks)
    .toString("utf8")
    .replace(/\r?\n$/, "");
}
