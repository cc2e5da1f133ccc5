import { attempt, KubectlError, throwAll } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { kindName } from '../../kinds.ts';
import { type Selected, selectObjects } from '../../selected.ts';
import { type Call, usageOf } from '../../verb.ts';

/** Flags that name the workloads. */
export const fileFlags = [
  flag(
    '-f, --filename=[]',
    'Filename, directory, or URL to files identifying the resource to get from a server.',
  ),
  flag(
    "-l, --selector=''",
    "Selector (label query) to filter on, supports '=', '==', '!=', 'in', 'notin'.",
  ),
  ...[
    '-R, --recursive=false',
    "-k, --kustomize=''",
    "-o, --output=''",
    "--field-manager=''",
    "--template=''",
  ].map((notation) => flag(notation, '', { isRefused: true })),
];

/** Does something with each workload and says what `body` returns: `deployment.apps/web restarted`. */
export function eachWorkload(call: Call, body: (selected: Selected) => string): number {
  const { args } = call;
  if (args.words.length === 0 && args.list('filename').length === 0)
    throw new KubectlError(`required resource not specified\n${usageOf(call)}`);
  const { objects, failures } = selectObjects(call);
  const own = attempt(objects, (selected) => {
    const said = body(selected);
    call.out(`${kindName(selected.resource)}/${selected.name} ${said}\n`);
  });
  throwAll([...failures, ...own]);
  return 0;
}
