import { alignTabs } from '../../../lib/tab-writer.ts';
import { attempt, throwAll } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { kindName } from '../../kinds.ts';
import { requireWords, selectObjects } from '../../selected.ts';
import type { Verb } from '../../verb.ts';
import { revisionsOf } from './revisions.ts';

/** `kubectl rollout history`, without the details of one revision. */
export const rolloutHistory: Verb = {
  name: 'rollout history',
  short: 'View rollout history',
  long: 'View previous rollout revisions and configurations.',
  examples: `  # View the rollout history of a deployment
  kubectl rollout history deployment/abc`,
  usage: 'rollout history (TYPE NAME | TYPE/NAME) [flags] [options]',
  flags: [
    flag(
      '-f, --filename=[]',
      'Filename, directory, or URL to files identifying the resource to get from a server.',
    ),
    flag(
      "-l, --selector=''",
      "Selector (label query) to filter on, supports '=', '==', '!=', 'in', 'notin'.",
    ),
    ...['--revision=0', '-R, --recursive=false', "-k, --kustomize=''", "-o, --output=''"].map(
      (notation) => flag(notation, '', { isRefused: true }),
    ),
  ],
  run(call) {
    requireWords(call);
    const { objects, failures } = selectObjects(call);
    const own = attempt(objects, (selected) => {
      const lines = revisionsOf(call, selected).map(({ number, cause }) => `${number}\t${cause}`);
      const text = `${['REVISION\tCHANGE-CAUSE', ...lines].join('\n')}\n`;
      const table = alignTabs(text, { minWidth: 0, padding: 2 });
      call.out(`${kindName(selected.resource)}/${selected.name} \n${table}\n`);
    });
    throwAll([...failures, ...own]);
    return 0;
  },
};
