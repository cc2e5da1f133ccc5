/** Where a thing is in the picture, in px from the top left. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** What stands on one node, or below it: from where, and how wide. */
export interface Column {
  readonly x: number;
  readonly w: number;
}

/** Left free around the picture, in px. */
export const margin = 14;
