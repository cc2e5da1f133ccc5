import type { StreamPosition } from '../../../apimachinery/api-client.ts';
import type { Json } from '../../../lib/json.ts';
import { pathOf } from '../../cluster-client.ts';
import { KubectlError, StatusFailure, throwAll } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { requireWords, selectObjects } from '../../selected.ts';
import { type Call, type Outcome, type Verb, whenChanged } from '../../verb.ts';
import { readEvents } from '../../watch-events.ts';
import { rolloutStatus } from './status-text.ts';

interface StatusWork {
  readonly position: StreamPosition;
  readonly until?: number;
}

/** `kubectl rollout status`: a line for each change of the object until it is done. */
export const rolloutStatusVerb: Verb = {
  name: 'rollout status',
  short: 'Show the status of the rollout',
  long: `Show the status of the rollout.

 By default 'rollout status' will watch the status of the latest rollout until it's done. If you don't want to wait for the rollout to finish then you can use --watch=false.`,
  examples: `  # Watch the rollout status of a deployment
  kubectl rollout status deployment/nginx`,
  usage: 'rollout status (TYPE NAME | TYPE/NAME) [flags] [options]',
  flags: [
    flag(
      '-f, --filename=[]',
      'Filename, directory, or URL to files identifying the resource to get from a server.',
    ),
    flag(
      '--timeout=0s',
      'The length of time to wait before ending watch, zero means never. Any other values should contain a corresponding time unit (e.g. 1s, 2m, 3h).',
    ),
    flag('-w, --watch=true', "Watch the status of the rollout until it's done."),
    ...['--revision=0', "-l, --selector=''", '-R, --recursive=false', "-k, --kustomize=''"].map(
      (notation) => flag(notation, '', { isRefused: true }),
    ),
  ],
  run(call) {
    const { args, cluster } = call;
    requireWords(call);
    const { objects, failures } = selectObjects(call);
    throwAll(failures);
    const [first, ...more] = objects;
    if (!first || more.length > 0)
      throw new KubectlError(
        'rollout status is only supported on individual resources and resource collections - more than 1 resource was found',
      );
    const { resource, namespace, name, object } = first;
    if (!args.is('watch')) {
      call.out(rolloutStatus(object).text);
      return 0;
    }
    rolloutStatus(object);
    const query = { fieldSelector: `metadata.name=${name}`, resourceVersion: '0' };
    const position = cluster.watch(pathOf(resource, namespace), query, false);
    const timeout = args.duration('timeout');
    return goOn(call, { position, ...(timeout > 0 ? { until: call.awake + timeout } : {}) });
  },
  // The work is what run left.
  resume: (work, call) => goOn(call, work as unknown as StatusWork),
};

function goOn(call: Call, { position, until }: StatusWork): Outcome {
  const { chunks, next } = call.cluster.poll(position);
  for (const { type, object } of readEvents(chunks)) {
    if (type === 'ERROR') throw new StatusFailure(object);
    if (type === 'DELETED') throw new KubectlError('object has been deleted');
    const { text, isDone } = rolloutStatus(object);
    call.out(text);
    if (isDone) return 0;
  }
  if ((until !== undefined && call.awake >= until) || !next)
    throw new KubectlError('timed out waiting for the condition');
  const work: StatusWork = { position: next, ...(until === undefined ? {} : { until }) };
  return whenChanged(work as unknown as Json, until);
}
