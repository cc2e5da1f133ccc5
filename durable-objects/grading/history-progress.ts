import type { Instant } from '../lib/instant.ts';
import { deepEqual, type Frozen, type Json } from '../lib/json.ts';
import type { Change, Commit } from '../storage/store.ts';
import { valueAt } from './match.ts';
import { differencesFrom, isAbout, type Target } from './objects.ts';
import type { FieldsOf, HistorySpec, PartialObject } from './schema.ts';

/** A moment of the attempt. */
export interface Moment {
  readonly at: Instant;
  readonly revision: number;
}

/** The values of an object's watched fields; null while there is no such object. */
export type Values = { readonly [path: string]: Json } | null;

/** How something that should have stayed did not: the `index`th of `unchanged` or `never`. */
export interface Break extends Moment {
  readonly index: number;
  /** Who caused it. */
  readonly by: string;
  /** Absent when the object went away. */
  readonly field?: { readonly path: string; readonly from: Json; readonly to: Json };
}

/**
 * What one history check has seen so far: plain JSON, folded over the changes, so that it goes on
 * where it was after the history has been compacted.
 */
export interface HistoryProgress {
  /** When each state of the sequence was reached; as many as were. */
  readonly reached: readonly Moment[];
  /** True while the object of `after` is in that state. */
  readonly isAfter: boolean;
  /** The watched fields as they are, one entry for each of `unchanged`. */
  readonly values: readonly Values[];
  /** Set once `after` was reached; anew each time. */
  readonly window?: Moment & { readonly values: readonly Values[] };
  /** At most one for each of `unchanged`, and of `never`. */
  readonly broken: readonly Break[];
  readonly violated: readonly Break[];
}

export function noHistory(spec: HistorySpec): HistoryProgress {
  const values = (spec.unchanged ?? []).map(() => null);
  return { reached: [], isAfter: false, values, broken: [], violated: [] };
}

/** Carries a check on over some commits; the very same value when nothing concerned it. */
export function follow(
  spec: HistorySpec,
  from: HistoryProgress,
  commits: readonly Commit[],
): HistoryProgress {
  let progress = from;
  for (const { changes, at, actor } of commits) {
    for (const change of changes) {
      if (concerns(spec, change)) progress = step(spec, progress, change, { at, by: actor });
    }
  }
  return progress;
}

function concerns(spec: HistorySpec, change: Change): boolean {
  const { kind } = change.resource;
  return (
    spec.after?.kind === kind ||
    (spec.sequence?.some((state) => state.kind === kind) ?? false) ||
    (spec.unchanged?.some((one) => one.kind === kind) ?? false) ||
    (spec.never?.some((state) => state.kind === kind) ?? false)
  );
}

function step(
  spec: HistorySpec,
  before: HistoryProgress,
  change: Change,
  { at, by }: { readonly at: Instant; readonly by: string },
): HistoryProgress {
  const moment = { at, revision: change.revision };
  let progress = before;
  const next = spec.sequence?.[progress.reached.length];
  if (next && isIn(next, change)) {
    progress = { ...progress, reached: [...progress.reached, moment] };
  }
  progress = watchFields(spec, progress, change, { ...moment, by });
  progress = openWindow(spec, progress, change, moment);
  if (spec.after && !progress.window) return progress;
  for (const [index, state] of (spec.never ?? []).entries()) {
    if (!isIn(state, change) || progress.violated.some((one) => one.index === index)) continue;
    progress = { ...progress, violated: [...progress.violated, { ...moment, by, index }] };
  }
  return progress;
}

/** The window opens when the state is entered: what was broken in an earlier one is forgotten. */
function openWindow(
  spec: HistorySpec,
  progress: HistoryProgress,
  change: Change,
  moment: Moment,
): HistoryProgress {
  const object = change.new ?? change.old;
  if (!spec.after || !object || !isAbout(spec.after, object)) return progress;
  const isAfter = isIn(spec.after, change);
  if (isAfter === progress.isAfter) return progress;
  if (!isAfter) return { ...progress, isAfter };
  const window = { ...moment, values: progress.values };
  return { ...progress, isAfter, window, broken: [], violated: [] };
}

function watchFields(
  spec: HistorySpec,
  progress: HistoryProgress,
  change: Change,
  cause: Moment & Pick<Break, 'by'>,
): HistoryProgress {
  const index = (spec.unchanged ?? []).findIndex((one) => isOf(one, change));
  const watched = spec.unchanged?.[index];
  if (!watched) return progress;
  const now = change.new ? valuesOf(watched, change.new) : null;
  if (deepEqual(now, progress.values[index])) return progress;
  const values = progress.values.map((value, i) => (i === index ? now : value));
  const was = progress.window?.values[index];
  const field = was && now ? changedField(watched, was, now) : undefined;
  const isKnown = progress.broken.some((one) => one.index === index);
  const isBroken = was && (!now || field) && !isKnown;
  if (!isBroken) return { ...progress, values };
  const broken = { ...cause, index, ...(field ? { field } : {}) };
  return { ...progress, values, broken: [...progress.broken, broken] };
}

export function valuesOf(watched: FieldsOf, object: Frozen<object>): NonNullable<Values> {
  return Object.fromEntries(
    watched.fields.map((path) => [path, valueAt(object, path) ?? null] as const),
  );
}

/** The first field that differs. */
export function changedField(
  watched: FieldsOf,
  was: NonNullable<Values>,
  now: NonNullable<Values>,
): Break['field'] {
  for (const path of watched.fields) {
    const [from, to] = [was[path] ?? null, now[path] ?? null];
    if (!deepEqual(from, to)) return { path, from, to };
  }
  return undefined;
}

function isIn(state: PartialObject, change: Change): boolean {
  if (state.kind !== change.resource.kind || !change.new) return false;
  return isAbout(state, change.new) && differencesFrom(state, change.new).length === 0;
}

function isOf(target: Target, { resource, key }: Change): boolean {
  if (resource.kind !== target.kind || key.name !== target.name) return false;
  return !resource.namespaced || key.namespace === target.namespace;
}
