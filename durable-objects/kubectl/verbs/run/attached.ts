import { isObject, type Json, type JsonObject } from '../../../lib/json.ts';
import { pathOf } from '../../cluster-client.ts';
import type { ChosenPod } from '../../containers.ts';
import { BareError, isFailure, KubectlError, StatusFailure } from '../../failure.ts';
import { goOnSession, sessionWaits } from '../../session.ts';
import { type Call, type Outcome, whenChanged } from '../../verb.ts';
import { type AttachWork, attachTo } from '../attach.ts';

/** A run that stays with its pod, plain JSON. */
export type RunWork = Starting | Attached | Ending;

/** The pod is not ready yet. */
interface Starting {
  readonly stage: 'start';
  readonly name: string;
  readonly until: number;
}

/** The terminal is that of the container. */
interface Attached extends AttachWork {
  readonly stage: 'attached';
  readonly name: string;
}

/** The pod has yet to say how it ended. */
interface Ending {
  readonly stage: 'end';
  readonly name: string;
  readonly until: number;
}

/** Waits for the pod that was created, and joins it. */
export function startAttached(call: Call, name: string): Outcome {
  const until = call.awake + call.args.duration('pod-running-timeout');
  return goOnAttached(call, { stage: 'start', name, until });
}

/** Goes on with an attached run; `--rm` removes the pod however it ends. */
export function goOnAttached(call: Call, work: RunWork): Outcome {
  try {
    const outcome = next(call, work);
    if (typeof outcome === 'number') removeCreated(call, work.name);
    return outcome;
  } catch (error) {
    if (isFailure(error)) removeCreated(call, work.name);
    throw error;
  }
}

function next(call: Call, work: RunWork): Outcome {
  switch (work.stage) {
    case 'start':
      return join(call, work);
    case 'attached':
      return talk(call, work);
    case 'end':
      return verdict(call, work);
  }
}

function join(call: Call, work: Starting): Outcome {
  const pod = find(call, work.name);
  const phase = statusOf(pod.object).phase;
  if (phase === 'Succeeded' || phase === 'Failed') {
    printLog(call, pod);
    return ended(call, work.name);
  }
  if (phase !== 'Running' || !isReady(pod.object)) return waiting(call, work);
  const { args } = call;
  const attached = attachTo(call, pod, args.is('stdin'), args.is('tty'));
  return talk(call, { ...attached, stage: 'attached', name: work.name });
}

function talk(call: Call, work: Attached): Outcome {
  const code = goOnSession(call, work);
  if (code === undefined) return { work: plain(work), waits: sessionWaits(work) };
  if (work.farewell !== '') call.out(`${work.farewell}\n`);
  return ended(call, work.name);
}

/** With a restart policy that lets a pod end, its exit code is that of the command. */
function ended(call: Call, name: string): Outcome {
  const { args } = call;
  const restart = args.text('restart');
  if (args.is('leave-stdin-open') || (restart !== 'Never' && restart !== 'OnFailure')) return 0;
  return verdict(call, {
    stage: 'end',
    name,
    until: call.awake + args.duration('pod-running-timeout'),
  });
}

function verdict(call: Call, work: Ending): Outcome {
  const { object } = find(call, work.name);
  const status = statusOf(object);
  if (status.phase === 'Succeeded') return 0;
  if (status.phase !== 'Failed' || call.args.text('restart') === 'OnFailure')
    return waiting(call, work);
  const title = `pod ${call.namespace}/${work.name}`;
  const [first] = Array.isArray(status.containerStatuses) ? status.containerStatuses : [];
  const state = isObject(first) && isObject(first.state) ? first.state : {};
  const { terminated } = state;
  const code = isObject(terminated) ? Number(terminated.exitCode ?? 0) : 0;
  if (!isObject(terminated) || code === 0)
    throw new KubectlError(`${title} failed with unknown exit code`);
  const reason = String(terminated.reason ?? '');
  throw new BareError(
    `${title} terminated (${reason})\n${String(terminated.message ?? '')}`.trimEnd(),
    code,
  );
}

function waiting(call: Call, work: Starting | Ending): Outcome {
  if (call.awake >= work.until) throw new KubectlError('timed out waiting for the condition');
  return whenChanged(plain(work), work.until);
}

function find({ kinds, cluster, namespace }: Call, name: string): ChosenPod {
  const resource = kinds.require('pods');
  return { resource, name, object: cluster.get(resource, namespace, name) };
}

function printLog({ cluster, namespace, out }: Call, pod: ChosenPod): void {
  out(cluster.rawText(pathOf(pod.resource, namespace, pod.name, 'log'), ''));
}

function removeCreated(call: Call, name: string): void {
  const { args, cluster, namespace } = call;
  if (!args.is('rm')) return;
  for (const plural of args.is('expose') ? ['pods', 'services'] : ['pods']) {
    const target = { group: '', version: 'v1', plural, namespaced: true };
    try {
      cluster.request('DELETE', pathOf(target, namespace, name), {
        body: { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: 'Background' },
      });
    } catch (error) {
      if (error instanceof StatusFailure && error.reason === 'NotFound') continue;
      throw error;
    }
    if (!args.is('quiet'))
      call.out(`${plural.slice(0, -1)} "${name}" deleted from ${namespace} namespace\n`);
  }
}

function isReady(pod: JsonObject): boolean {
  const { conditions } = statusOf(pod);
  const all: readonly Json[] = Array.isArray(conditions) ? conditions : [];
  return all.filter(isObject).some(({ type, status }) => type === 'Ready' && status === 'True');
}

function statusOf({ status }: JsonObject): JsonObject {
  return isObject(status) ? status : {};
}

function plain(work: RunWork): Json {
  return work as unknown as Json;
}
