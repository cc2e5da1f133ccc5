/** Specs whose names begin alike, and what states them: one file of tests, or nothing. */
export type Area = {
  /** How the names begin. */
  readonly area: string;
  /**
   * How they go on, `[Conformance]` left out. The test's title is the same, or ends the name's words
   * after a describe; where it has other words they stand second.
   */
  readonly specs: readonly (string | readonly [spec: string, title: string])[];
} & (
  | {
      /** From the repository's folder. */
      readonly file: string;
    }
  | {
      /** Why no test states them, as a sentence. */
      readonly missing: string;
    }
);
