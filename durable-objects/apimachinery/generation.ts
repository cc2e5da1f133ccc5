import type { Frozen } from '../lib/json.ts';
import type { KubeObject } from './meta.ts';

/** A new object of a kind that counts its generations starts at 1. */
export function startGeneration(draft: KubeObject): void {
  draft.metadata.generation = 1;
}

/** Clients do not set the generation: it is the old one, or one more when `changed`. */
export function raiseGeneration(
  draft: KubeObject,
  old: Frozen<KubeObject>,
  changed: boolean,
): void {
  const before = old.metadata.generation ?? 0;
  const generation = changed ? before + 1 : before;
  if (generation > 0) draft.metadata.generation = generation;
  else delete draft.metadata.generation;
}
