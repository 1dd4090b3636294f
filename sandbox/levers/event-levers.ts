// The levers of writing events, of meetings and of ids: where Microsoft is silent, or where reports differ.

export interface EventLevers {
  /** Replaying a transactionId: the existing event, with this status. Not documented. */
  transactionReplayStatus: 200 | 201;
  /** One transactionId for two different events. Seen as 400 by production clients, as 409 in other people's fakes. */
  transactionDuplicateStatus: 400 | 409;
  /** Whether a transactionId is remembered after its event was deleted. Not documented. */
  transactionOutlivesDeletion: boolean;
  /** A second DELETE: 404 on work tenants, 400 seen on a consumer mailbox. */
  secondDeleteStatus: 404 | 400;
  /** Whether `If-Match` counts on DELETE too. Not documented. */
  ifMatchOnDelete: boolean;
  /** Each n-th PATCH meets 412 though nobody else wrote (davmail#463, #491, msgraph-sdk-dotnet#1195); 0 is none. */
  conflictOnEvery: number;
  /** The etag moves once more after a write was answered, by processing on the server (davmail#463; microsoft-graph-docs#14632). */
  etagMovesAfter: "nothing" | "create" | "write";
  /** A subject over 255 characters: Exchange's limit (EWS reference, Subject). Refused, or cut (nylas/exchangelib#68). */
  longSubject: "refused" | "cut";
  /** Providers a calendar allows; without teamsForBusiness a Teams request is ignored silently. */
  onlineMeetingProviders: string[];
  /** A body patched without the Teams block ends the meeting (event-update), or begins a new one (microsoft-graph-docs#18896). */
  bodyWithoutTeamsBlock: "endsMeeting" | "newMeeting";
  /** Whether attendees are mailed about categories, showAs, reminder or sensitivity too. Not documented. */
  personalChangesMail: boolean;
  /** Whether deleting an invitation declines it. Not documented. */
  deletedCopyDeclines: boolean;
  /** Whether a permanent deletion cancels or declines a meeting, as DELETE does, or tells nobody. Not documented. */
  permanentDeleteTells: boolean;
  /** What is put before the subject of a cancelled copy: text of the program that cancels ([MS-OXOCAL] 3.1.4.9.1), so in any language; as in microsoft-graph-docs#8692. */
  cancelledPrefix: string;
  /** A new time or pattern of a series drops all its exceptions, as Outlook warns, or those alone that it no longer fits. */
  newPatternDropsExceptions: boolean;
  /** Every id has `/` and `+`, and every other one differs from the one before by case alone (microsoft-graph-docs#3598, #7330). */
  awkwardIds: boolean;
  /** The answers of a batch in any order (learn.microsoft.com/graph/json-batching), or as they were done. */
  batchShufflesAnswers: boolean;
  /** A batch sends four items at a time to one mailbox (throttling-limits), or all at once into a 429 (microsoft-graph-docs#8760, #5028). */
  batchPaces: boolean;
}

export const eventLevers: EventLevers = {
  transactionReplayStatus: 201,
  transactionDuplicateStatus: 400,
  transactionOutlivesDeletion: false,
  secondDeleteStatus: 404,
  ifMatchOnDelete: true,
  conflictOnEvery: 0,
  etagMovesAfter: "nothing",
  longSubject: "refused",
  onlineMeetingProviders: ["teamsForBusiness"],
  bodyWithoutTeamsBlock: "endsMeeting",
  personalChangesMail: false,
  deletedCopyDeclines: false,
  permanentDeleteTells: true,
  cancelledPrefix: "Canceled: ",
  newPatternDropsExceptions: false,
  awkwardIds: false,
  batchShufflesAnswers: true,
  batchPaces: true,
};

/** Levers that take only some values of their type. */
export const eventChoices = {
  transactionReplayStatus: [200, 201],
  transactionDuplicateStatus: [400, 409],
  secondDeleteStatus: [404, 400],
  etagMovesAfter: ["nothing", "create", "write"],
  longSubject: ["refused", "cut"],
  bodyWithoutTeamsBlock: ["endsMeeting", "newMeeting"],
} satisfies Partial<{ [Name in keyof EventLevers]: EventLevers[Name][] }>;
