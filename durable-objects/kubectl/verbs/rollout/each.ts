import { KubectlError } from '../../failure.ts';
import type { Flag } from '../../flags.ts';
import { hasFiles, type Selection, selectObjects } from '../../selected.ts';
import { filenameFlags, selectorFlag } from '../../shared-flags.ts';
import type { Call } from '../../verb.ts';

/** Flags that name the workloads. */
export const workloadFlags: readonly Flag[] = [
  ...filenameFlags(
    'Filename, directory, or URL to files identifying the resource to get from a server.',
  ),
  selectorFlag,
];

/** What a command line points at; a kind alone means all of them. Throws KubectlError. */
export function selectWorkloads(call: Call): Selection {
  if (call.args.words.length === 0 && !hasFiles(call))
    throw new KubectlError('required resource not specified');
  return selectObjects(call, call.args.words, true);
}

/** `--revision`. Throws KubectlError for what is none. */
export function revisionIn({ args }: Call): number {
  const revision = args.number('revision');
  if (revision < 0) throw new KubectlError(`revision must be a positive integer: ${revision}`);
  return revision;
}
