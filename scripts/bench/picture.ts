// The picture beside the page: how long an initial sync takes on a logarithmic scale, and how long edits take to arrive. An SVG that reads on
// light and on dark ground.
import { duration } from "./goals.ts";
import type { DelayRow, InitialRow, Results } from "./results.ts";

const WIDTH = 760;
const LEFT = 190;
const RIGHT = 80;
const BAR = 14;

const STYLE = `
    text { font: 12px system-ui, sans-serif; fill: #24292f }
    .title { font-weight: 600; font-size: 14px } .small { font-size: 11px } .end { text-anchor: end } .middle { text-anchor: middle }
    .floor { fill: #8c959f } .ours { fill: #1a7f5a } .other { fill: #b7791f } .naive { fill: #c2410c } .line { stroke: #8c959f; stroke-opacity: .4 }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 } .floor { fill: #7d8590 } .ours { fill: #3fb68b } .other { fill: #d9a441 } .naive { fill: #f0713c }
    }`;

interface Part {
  readonly svg: string;
  readonly height: number;
}

export function pictureOf(results: Results): string {
  const parts = [initialPart(results.initialSync), ...results.delays.filter(isShown).map(delayPart)];
  let y = 0;
  const placed = parts.map(({ svg, height }) => {
    const group = `  <g transform="translate(0 ${y})">\n${svg}\n  </g>`;
    y += height;
    return group;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" role="img" aria-labelledby="name">
  <title id="name">How long an initial sync takes beside its floor, and how long edits take to arrive</title>
  <style>${STYLE}
  </style>
${placed.join("\n")}
</svg>
`;
}

const CLIENTS = [
  ["floor", "floor", "floor"],
  ["ours", "termin-sync", "ours"],
  ["fourWorkers", "four workers, no batch", "other"],
  ["naive", "one request at a time", "naive"],
] as const;

/** The largest size that was run with every number of mailboxes. */
function initialPart(rows: readonly InitialRow[]): Part {
  const fixed = rows.filter(({ weather, appointments }) => weather === "fixed" && appointments === 2_000);
  const longest = Math.max(1_000, ...fixed.map(({ naive }) => naive));
  const from = 30_000;
  const x = (ms: number) =>
    LEFT +
    ((WIDTH - LEFT - RIGHT) * Math.log(Math.max(1, ms / from))) / Math.log(Math.max(2, longest / from));
  const lines = [
    `    <text class="title" x="8" y="20">Initial sync, 2,000 appointments for each mailbox</text>`,
  ];
  let y = 34;
  for (const row of fixed) {
    lines.push(
      `    <text x="8" y="${y + 12}">${row.people} ${row.people === 1 ? "mailbox" : "mailboxes"}</text>`,
    );
    for (const [name, label, style] of CLIENTS) {
      const end = x(row[name]);
      lines.push(
        `    <text class="small end" x="${LEFT - 6}" y="${y + 11}">${label}</text>`,
        `    <rect class="${style}" x="${LEFT}" y="${y}" width="${Math.max(1, end - LEFT).toFixed(1)}" height="${BAR - 2}"/>`,
        `    <text class="small" x="${(end + 4).toFixed(1)}" y="${y + 11}">${duration(row[name])}</text>`,
      );
      y += BAR;
    }
    y += 12;
  }
  lines.push(
    `    <text class="small" x="8" y="${y + 4}">Logarithmic from 30 s. Played time, every request takes 250 ms, shorter is better.</text>`,
  );
  return { svg: lines.join("\n"), height: y + 24 };
}

const HEIGHT = 90;
const NAMES = {
  planningToOutlook: "Planning to Outlook",
  outlookToPlanning: "Outlook to planning",
};
export const NOTICES = {
  none: "polling alone",
  atOnce: "with notices at once",
  late: "notices 20 s late",
};
const HOURS = { working: "in working hours", night: "at night" };

/** What is edited in planning arrives the same way whether Microsoft tells or not, by day and by night. */
function isShown({ direction, when, notices }: DelayRow): boolean {
  return direction === "outlookToPlanning" || (notices === "none" && when === "working");
}

function delayPart({ when, direction, notices, histogram, p50, p95 }: DelayRow): Part {
  const most = Math.max(1, ...histogram.map(({ edits }) => edits));
  const width = (WIDTH - 40) / Math.max(1, histogram.length);
  const title = `${NAMES[direction]}, ${HOURS[when]}, ${NOTICES[notices]}`;
  const told = `half within ${duration(p50)}, 95 of 100 within ${duration(p95)}`;
  const bars = histogram.map(({ within, edits }, index) => {
    const height = (HEIGHT * edits) / most;
    const x = 20 + index * width;
    const middle = (x + width / 2).toFixed(1);
    return [
      `    <rect class="ours" x="${(x + 2).toFixed(1)}" y="${(48 + HEIGHT - height).toFixed(1)}" width="${(width - 4).toFixed(1)}" height="${height.toFixed(1)}"/>`,
      `    <text class="small middle" x="${middle}" y="${(44 + HEIGHT - height).toFixed(1)}">${edits}</text>`,
      `    <text class="small middle" x="${middle}" y="${62 + HEIGHT}">≤ ${within / 1000} s</text>`,
    ].join("\n");
  });
  const line = `    <line class="line" x1="20" x2="${WIDTH - 20}" y1="${48 + HEIGHT}" y2="${48 + HEIGHT}"/>`;
  return {
    svg: [
      `    <text class="title" x="8" y="20">${title}</text>`,
      `    <text class="small end" x="${WIDTH - 20}" y="20">${told}</text>`,
      ...bars,
      line,
    ].join("\n"),
    height: HEIGHT + 80,
  };
}
