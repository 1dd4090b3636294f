// Takes a secret from standard input, or from a prompt that does not show it. Never from the arguments: other accounts can read those.
import type { ReadStream } from "node:tty";

export interface SecretInput {
  readonly stdin: NodeJS.ReadStream;
  /** Writes the prompt. */
  readonly prompt: (text: string) => void;
}

/** Without the line's end; null where the person broke it off. */
export async function readSecret({ stdin, prompt }: SecretInput, question: string): Promise<string | null> {
  if (!stdin.isTTY) return readAll(stdin);
  prompt(`${question} `);
  const typed = await readHidden(stdin as ReadStream);
  prompt("\n");
  return typed;
}

/** Asked twice at a terminal; null where the two answers differ, or the person broke it off. */
export async function readNewSecret(
  input: SecretInput,
  [question, again]: readonly [string, string],
): Promise<string | null> {
  const secret = await readSecret(input, question);
  if (secret === null || !input.stdin.isTTY) return secret;
  return (await readSecret(input, again)) === secret ? secret : null;
}

async function readAll(stdin: NodeJS.ReadStream): Promise<string> {
  let text = "";
  stdin.setEncoding("utf8");
  for await (const part of stdin) text += String(part);
  return text.trim();
}

const CTRL_C = "\u0003";
/** Enter in its kinds, and Ctrl-D. */
const ENTER: ReadonlySet<string> = new Set(["\r", "\n", "\u0004"]);
const BACK: ReadonlySet<string> = new Set(["\u007f", "\b"]);

function readHidden(stdin: ReadStream): Promise<string | null> {
  return new Promise((resolve) => {
    let typed = "";
    const end = (result: string | null) => {
      stdin.setRawMode(false);
      stdin.pause();
      stdin.off("data", hear);
      resolve(result);
    };
    const hear = (part: string) => {
      for (const sign of part) {
        if (sign === CTRL_C) return end(null);
        if (ENTER.has(sign)) return end(typed.trim());
        typed = BACK.has(sign) ? typed.slice(0, -1) : typed + sign;
      }
    };
    stdin.setRawMode(true);
    stdin.setEncoding("utf8").resume().on("data", hear);
  });
}
