// The levers of calendarView/delta: what its documentation leaves open, and what users report beside it.

export interface DeltaLevers {
  /** Items on a page without `odata.maxpagesize`; Microsoft does not document the figure. */
  deltaPageSize: number;
  /** A series stays on one page whatever its length (msgraph-sdk-dotnet#3070, microsoft-graph-docs#7352), or is split. */
  deltaSplitsSeries: boolean;
  /** Occurrences without subject and iCalUId (microsoft-graph-docs#7632, #1716, #22197), or as whole events. */
  deltaOccurrenceStubs: boolean;
  /** The master of a series comes even if it began before the window. Both were observed. */
  deltaMasterAlways: boolean;
  /** A deleted occurrence as `@removed`; observed is that it is only absent (microsoft-graph-docs#4200, #5951). */
  deltaRemovesOccurrences: boolean;
  /** An event moved to another calendar and back between two rounds is told as removed for good (microsoft-graph-docs#21752). */
  deltaMissesReturns: boolean;
  /** What changes outside the window comes as `@removed`, known to the client or not (microsoft-graph-docs#6599, #10687, #6324); or that alone which left it. */
  deltaRemovesOutside: boolean;
  /** Any change of a series tells all of it in the window anew (microsoft-graph-docs#6353); or a changed occurrence comes alone, and for a deleted one the master. */
  deltaTellsSeriesWhole: boolean;
  /** `$select` is honoured in practice (msgraph-sdk-dotnet#2678); the documentation calls it unsupported. */
  deltaHonoursSelect: boolean;
  /** What `$expand` ends in: 500 (microsoft-graph-docs#2270, msgraph-sdk-dotnet#2678), or a refusal as documented. */
  deltaExpandStatus: 500 | 400;
  /** Each round begins with an empty page that has a nextLink (msgraph-sdk-java#493, microsoft-graph-docs#2839). */
  deltaEmptyPages: boolean;
  /** A round begins with what the round before had reported last: replays (learn.microsoft.com/graph/delta-query-overview). */
  deltaReplays: boolean;
  /** A page names its first item once more at its end, as the same overview allows. */
  deltaRepeatsItems: boolean;
  /** The items of a page come in any order; the same overview promises none. */
  deltaShufflesItems: boolean;
  /** How long a change stays invisible to delta; the same overview speaks of a delay. */
  deltaDelayMs: number;
  /** nextLinks without end, the items again and again (msgraph-sdk-dotnet#3070, #3082). */
  deltaEndless: boolean;
  /**
   * The longest window, in days, of which a first round comes to its end; 0 is any. Reports name no figure, and mailboxes with many or
   * endless series (microsoft-graph-docs#3657, #6499, #2240, msgraph-sdk-dotnet#1568).
   */
  deltaMostDays: number;
  /** What a first round over a longer one comes to: 504 in the place of its last page, or nextLinks without end. */
  deltaOverMostDays: "timeout" | "circle";
  /** The path form that links carry; clients must take it as it comes (msgraph-sdk-java#493, microsoft-graph-docs#3121). */
  deltaLinkPath: "asCalled" | "namespaced" | "calendar";
  /** The age at which a token of either kind is answered with 410; 0 is never. Outlook names no figure. */
  deltaTokenLifetimeSeconds: number;
  /** The code beside that 410: seen, documented, and seen in another case. */
  deltaExpiredCode: "SyncStateNotFound" | "resyncRequired" | "SyncStateInvalid";
}

export const deltaLevers: DeltaLevers = {
  deltaPageSize: 10,
  deltaSplitsSeries: false,
  deltaOccurrenceStubs: true,
  deltaMasterAlways: true,
  deltaRemovesOccurrences: false,
  deltaMissesReturns: true,
  deltaRemovesOutside: true,
  deltaTellsSeriesWhole: true,
  deltaHonoursSelect: true,
  deltaExpandStatus: 500,
  deltaEmptyPages: false,
  deltaReplays: false,
  deltaRepeatsItems: false,
  deltaShufflesItems: false,
  deltaDelayMs: 0,
  deltaEndless: false,
  deltaMostDays: 0,
  deltaOverMostDays: "timeout",
  deltaLinkPath: "asCalled",
  deltaTokenLifetimeSeconds: 0,
  deltaExpiredCode: "SyncStateNotFound",
};

/** Levers that take only some values of their type. */
export const deltaChoices = {
  deltaExpandStatus: [500, 400],
  deltaOverMostDays: ["timeout", "circle"],
  deltaLinkPath: ["asCalled", "namespaced", "calendar"],
  deltaExpiredCode: ["SyncStateNotFound", "resyncRequired", "SyncStateInvalid"],
} satisfies Partial<{ [Name in keyof DeltaLevers]: DeltaLevers[Name][] }>;
