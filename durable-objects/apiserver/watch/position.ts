import type { StreamPosition } from '../../apimachinery/api-client.ts';
import { badRequest } from '../../apimachinery/status-error.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Form } from '../present/negotiation.ts';
import type { IncludeObject } from '../present/table.ts';

/** Where a watch stands. Plain JSON; its length is bounded by that of the selectors. */
export interface WatchPosition extends StreamPosition {
  readonly type: 'watch';
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly namespace: string;
  readonly labelSelector: string;
  readonly fieldSelector: string;
  readonly as: Form['as'];
  readonly metaVersion: string;
  readonly includeObject: IncludeObject;
  /** Columns of a Table are said once. */
  readonly withColumns: boolean;
  /** Everything up to this revision has been sent. */
  readonly revision: number;
  /** What exists is still to be sent, as ADDED; then, if `bookmark`, that this was all. */
  readonly initial: 'none' | 'events' | 'bookmark';
  readonly bookmarks: boolean;
  readonly bookmarkAt: Instant;
  readonly endsAt: Instant;
  /** When to poll although nothing has changed. */
  readonly wakeAt: Instant;
}

/** Characters of both selectors of a watch: positions must stay under 4 KiB. */
export const maxWatchSelector = 2_000;

/** Throws BadRequest. */
export function checkSelectorLength(labelSelector: string, fieldSelector: string): void {
  if (labelSelector.length + fieldSelector.length <= maxWatchSelector) return;
  throw badRequest(
    `the selectors of a watch may not be longer than ${maxWatchSelector} characters`,
  );
}

export function isWatchPosition(position: StreamPosition): position is WatchPosition {
  return position.type === 'watch';
}
