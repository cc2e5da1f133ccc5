import { alignTabs } from '../../../lib/tab-writer.ts';
import { attempt, KubectlError, throwAll } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { kindName } from '../../kinds.ts';
import { resultPrinter } from '../../result.ts';
import type { Selected } from '../../selected.ts';
import { printFlags } from '../../shared-flags.ts';
import type { Verb } from '../../verb.ts';
import { revisionIn, selectWorkloads, workloadFlags } from './each.ts';
import {
  causedRevision,
  type Revision,
  requireRevisions,
  revisionsOf,
  revisionText,
  workloadAt,
} from './revisions.ts';

/** `kubectl rollout history`. */
export const rolloutHistory: Verb = {
  name: 'rollout history',
  short: 'View rollout history',
  long: 'View previous rollout revisions and configurations.',
  examples: `  # What a deployment was before
  kubectl rollout history deployment/web

  # The pod template of one revision
  kubectl rollout history statefulset/db --revision=3`,
  usage: 'rollout history (TYPE NAME | TYPE/NAME) [flags] [options]',
  flags: [
    ...workloadFlags,
    ...printFlags,
    flag('--revision=0', 'See the details, including podTemplate of the revision specified'),
  ],
  run(call) {
    const revision = revisionIn(call);
    const print = resultPrinter(call, true);
    const { objects, failures } = selectWorkloads(call);
    const own = attempt(objects, (selected) => {
      requireRevisions(selected.resource, 'history viewer');
      const revisions = revisionsOf(call, selected);
      const isObjects = call.args.text('output') !== '' || call.args.text('template') !== '';
      if (!isObjects) return call.out(historyText(selected, revisions, revision));
      const shown = revision > 0 ? [oneOf(revisions, revision)] : revisions;
      for (const one of shown) {
        const isKeeper = one.object.kind === 'ReplicaSet';
        const object = isKeeper ? one.object : workloadAt(selected.object, one);
        const resource = isKeeper ? call.kinds.require('replicasets') : selected.resource;
        print(resource, object, '');
      }
    });
    throwAll([...failures, ...own]);
    return 0;
  },
};

function historyText(selected: Selected, revisions: readonly Revision[], revision: number): string {
  const title = `${kindName(selected.resource)}/${selected.name}`;
  const withRevision = revision > 0 ? `with revision #${revision}` : '';
  return `${title} ${withRevision}\n${bodyText(selected, revisions, revision)}\n`;
}

function bodyText(selected: Selected, revisions: readonly Revision[], revision: number): string {
  if (revisions.length === 0) return 'No rollout history found.';
  if (revision > 0) return revisionText(selected, causedRevision(oneOf(revisions, revision)));
  const lines = revisions.map(({ number, cause }) => `${number}\t${cause || '<none>'}`);
  const text = `${['REVISION\tCHANGE-CAUSE', ...lines].join('\n')}\n`;
  return alignTabs(text, { minWidth: 0, padding: 2 });
}

function oneOf(revisions: readonly Revision[], asked: number): Revision {
  const found = revisions.find(({ number }) => number === asked);
  if (!found) throw new KubectlError('unable to find the specified revision');
  return found;
}
