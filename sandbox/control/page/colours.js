// The colour of an event: its first category's. Outlook names its own categories by colours, in the user's
// language; any other name gets a colour that stays the same.

const TONES = ["blue", "green", "orange", "purple", "teal", "red", "yellow", "pink"];

const WORDS = [
  ["red", /\b(red|rote?)\b/i],
  ["orange", /\borange\b/i],
  ["yellow", /\b(yellow|gelbe?)\b/i],
  ["green", /\b(green|grüne?)(?!\p{L})/iu],
  ["blue", /\b(blue|blaue?)\b/i],
  ["purple", /\b(purple|violette?|lila)\b/i],
  ["pink", /\b(pink|rosa)\b/i],
];

export function toneOf(event) {
  const [category] = event.categories;
  if (category) return toneOfName(category);
  return event.showAs === "oof" ? "purple" : event.showAs === "workingElsewhere" ? "teal" : "blue";
}

export function toneOfName(name) {
  const named = WORDS.find(([, words]) => words.test(name));
  if (named) return named[0];
  let sum = 0;
  for (const char of name) sum = (sum * 31 + char.codePointAt(0)) % 9973;
  return TONES[sum % TONES.length];
}
