import type { StreamPosition } from '../../../apimachinery/api-client.ts';
import type { Json } from '../../../lib/json.ts';
import { type CarriedFailure, carried, throwCarried } from '../../carried.ts';
import { pathOf } from '../../cluster-client.ts';
import { attempt, KubectlError, StatusFailure } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { type Call, type Outcome, type Verb, whenChanged } from '../../verb.ts';
import { readEvents } from '../../watch-events.ts';
import { revisionIn, selectWorkloads, workloadFlags } from './each.ts';
import { rolloutStatus } from './status-text.ts';

/** A workload whose rollout is still to be watched. */
interface Watched {
  readonly path: string;
  readonly name: string;
}

interface StatusWork {
  /** The first is being watched, from `position` on. */
  readonly left: readonly Watched[];
  readonly position: StreamPosition | undefined;
  readonly until: number | undefined;
  readonly failures: readonly CarriedFailure[];
}

/** `kubectl rollout status`: a line for each change of an object until it is done. */
export const rolloutStatusVerb: Verb = {
  name: 'rollout status',
  short: 'Show the status of the rollout',
  long: `Show the status of the rollout.

 By default 'rollout status' will watch the status of the latest rollout until it's done. If you don't want to wait for the rollout to finish then you can use --watch=false. Note that if a new rollout starts in-between, then 'rollout status' will continue watching the latest revision. If you want to pin to a specific revision and abort if it is rolled over by another revision, use --revision=N where N is the revision you need to watch for.`,
  examples: `  # Wait until a deployment has rolled out
  kubectl rollout status deployment/web

  # Wait for no longer than a minute
  kubectl rollout status statefulset/db --timeout=60s`,
  usage: 'rollout status (TYPE NAME | TYPE/NAME) [flags] [options]',
  flags: [
    ...workloadFlags,
    flag(
      '--revision=0',
      'Pin to a specific revision for showing its status. Defaults to 0 (last revision).',
    ),
    flag(
      '--timeout=0s',
      'The length of time to wait before ending watch, zero means never. Any other values should contain a corresponding time unit (e.g. 1s, 2m, 3h).',
    ),
    flag('-w, --watch=true', "Watch the status of the rollout until it's done."),
  ],
  run(call) {
    revisionIn(call);
    const { objects, failures } = selectWorkloads(call);
    if (objects.length === 0 && failures.length === 0)
      call.err(`No resources found in ${call.namespace} namespace.\n`);
    const left: Watched[] = [];
    const unknown = attempt(objects, ({ resource, namespace, name, object }) => {
      rolloutStatus(object);
      left.push({ path: pathOf(resource, namespace), name });
    });
    const all = carried([...failures, ...unknown]);
    return goOn(call, { left, position: undefined, until: undefined, failures: all });
  },
  // The work is what run left.
  resume: (work, call) => goOn(call, work as unknown as StatusWork),
};

function goOn(call: Call, before: StatusWork): Outcome {
  let work = before;
  for (;;) {
    const [current] = work.left;
    if (!current) {
      throwCarried(work.failures);
      return 0;
    }
    const started = work.position === undefined ? start(call, work, current) : work;
    let next: StatusWork | undefined;
    const failures = attempt([started], (one) => {
      next = follow(call, one);
    });
    if (next) return whenChanged(next as unknown as Json, next.until);
    work = {
      left: work.left.slice(1),
      position: undefined,
      until: undefined,
      failures: [...work.failures, ...carried(failures)],
    };
  }
}

/** Each rollout has the whole `--timeout` for itself. */
function start(call: Call, work: StatusWork, { path, name }: Watched): StatusWork {
  const query = { fieldSelector: `metadata.name=${name}`, resourceVersion: '0' };
  const position = call.cluster.watch(path, query, false);
  const timeout = call.args.duration('timeout');
  return { ...work, position, until: timeout > 0 ? call.awake + timeout : undefined };
}

/** What has happened; the work as it goes on, undefined when it is over. */
function follow(call: Call, work: StatusWork): StatusWork | undefined {
  const { args, cluster } = call;
  if (!work.position) return undefined;
  const { chunks, next } = cluster.poll(work.position);
  for (const { type, object } of readEvents(chunks)) {
    if (type === 'ERROR') throw new StatusFailure(object);
    if (type === 'DELETED') throw new KubectlError('object has been deleted');
    const { text, isDone } = rolloutStatus(object, args.number('revision'));
    call.out(text);
    if (isDone || !args.is('watch')) return undefined;
  }
  if ((work.until !== undefined && call.awake >= work.until) || !next)
    throw new KubectlError('timed out waiting for the condition');
  return { ...work, position: next };
}
