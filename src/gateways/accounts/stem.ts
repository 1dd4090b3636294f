// What remains of a password without the usual decoration: "Passw0rt2026!", "passwort" and "PasswortPasswort" have one stem.

/** Signs that stand for letters. */
const LETTERS: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
  "€": "e",
  ä: "ae",
  ö: "oe",
  ü: "ue",
  ß: "ss",
};

/** Lower case; without digits and signs around it; letters for what stands for them; once what is repeated. */
export function stemOf(password: string): string {
  const plain = onceOf(password.normalize("NFC").toLowerCase());
  const bare = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  // Nothing but digits and signs: there is nothing around it.
  const core = bare === "" ? plain : bare;
  const spelled = bare === "" ? core : [...core].map((sign) => LETTERS[sign] ?? sign).join("");
  return onceOf(spelled);
}

/** `abcabc` is `abc`. */
function onceOf(text: string): string {
  const at = (text + text).indexOf(text, 1);
  return at > 0 && at < text.length ? text.slice(0, at) : text;
}
