// What a cycle tells while it works; terminals and the console show it.
import type { ParticipantReport } from "../contract/report.ts";

export type Progress =
  | {
      readonly kind: "started";
      readonly login: string;
      readonly displayName: string;
      readonly initial: boolean;
    }
  /** `total` writes lay ahead when the pass began; what people edit meanwhile is not among them. */
  | {
      readonly kind: "advanced";
      readonly login: string;
      readonly done: number;
      readonly total: number;
      /** Null until enough is done to say. */
      readonly remainingSeconds: number | null;
    }
  | {
      readonly kind: "ended";
      readonly login: string;
      readonly report: ParticipantReport;
      /** Epoch milliseconds when the calendar is due again; only where somebody paces the passes. */
      readonly nextLookAt?: number;
    };

export type OnProgress = (progress: Progress) => void;
