import { isObject, type Json, type JsonObject } from '../../../lib/json.ts';
import type { Wait } from '../../../shell/index.ts';
import { pathOf } from '../../cluster-client.ts';
import { dryRunOf } from '../../dry-run.ts';
import { BareError, StatusFailure, throwAll } from '../../failure.ts';
import { goDuration } from '../../go-duration.ts';
import { resultPrinter } from '../../result.ts';
import type { Call, Outcome } from '../../verb.ts';
import { isOverdue, type Verdict, verdictOf } from './filters.ts';

/** A drain at work, plain JSON: one node after the other. */
export interface DrainWork {
  /** The node that is being drained is the first. */
  readonly nodes: readonly string[];
  readonly pods: readonly Leaving[];
  /** What went wrong with pods of this node. */
  readonly errors: readonly string[];
  /** What went wrong with the nodes before. */
  readonly fatal: readonly string[];
  readonly pending: readonly string[];
  /** When the node's time is over, in awake milliseconds; null: never. */
  readonly until: number | null;
}

/** A pod that has to go. */
interface Leaving {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** When it is asked again, in awake milliseconds; absent: it was evicted and is waited for. */
  readonly retryAt?: number;
}

/** Between two attempts to evict a pod that a budget protects. */
const retryMs = 5_000;

/** Starts with the first node. */
export function startDraining(call: Call, nodes: readonly string[]): Outcome {
  return next(call, { nodes, pods: [], errors: [], fatal: [], pending: [], until: null });
}

/** Goes on with a drain: asks again, looks who has gone. */
export function goOnDraining(call: Call, work: DrainWork): Outcome {
  const retried = work.pods.flatMap((pod) => {
    if (pod.retryAt === undefined || pod.retryAt > call.awake) return [pod];
    return attemptEviction(call, pod, work);
  });
  const errors = [...work.errors, ...retried.filter((one) => typeof one === 'string')];
  const leaving = retried.filter((one) => typeof one !== 'string');
  return settle(call, { ...work, pods: leaving, errors });
}

/** Begins with the node that is first now; reports when there is none left. */
function next(call: Call, work: DrainWork): Outcome {
  const [node] = work.nodes;
  if (node === undefined) return finish(call, work);
  const { verdicts, problems } = podsOf(call, node);
  if (problems.length > 0) return fail(call, work, problems);
  const warnings = grouped(
    verdicts.flatMap(({ pod, warning }) => (warning === undefined ? [] : [{ pod, warning }])),
  );
  if (warnings.length > 0)
    call.err(`Warning: ${warnings.map(([text, pods]) => `${text}: ${pods}`).join('; ')}\n`);
  const doomed = verdicts.filter(({ isDeleted }) => isDeleted).map(({ pod }) => leavingOf(pod));
  const { mode } = dryRunOf(call.args);
  if (mode === 'client') {
    for (const { namespace, name } of doomed)
      call.out(`evicting pod ${namespace}/${name} (dry run)\n`);
    return drained(call, work);
  }
  const timeout = call.args.duration('timeout');
  const until = timeout === 0 ? null : call.awake + timeout;
  const started = { ...work, pods: [], errors: [], until };
  if (call.args.is('disable-eviction')) return deleteAll(call, started, doomed);
  const results = doomed.flatMap((pod) => attemptEviction(call, pod, started));
  return settle(call, {
    ...started,
    pods: results.filter((one) => typeof one !== 'string'),
    errors: results.filter((one) => typeof one === 'string'),
  });
}

function podsOf(
  call: Call,
  node: string,
): { readonly verdicts: readonly Verdict[]; readonly problems: readonly string[] } {
  const { cluster, kinds, args } = call;
  const { items } = cluster.list(kinds.require('pods'), '', {
    fieldSelector: `spec.nodeName=${node}`,
    labelSelector: args.text('pod-selector') || undefined,
  });
  const verdicts = items.map((pod) => verdictOf(call, pod));
  const wrong = verdicts.flatMap(({ pod, error }) =>
    error === undefined ? [] : [{ pod, warning: error }],
  );
  const problems = grouped(wrong).map(([text, pods]) => `cannot delete ${text}: ${pods}`);
  return { verdicts, problems };
}

/** Pods by what is said of them. */
function grouped(
  list: readonly { readonly pod: JsonObject; readonly warning: string }[],
): readonly (readonly [text: string, pods: string])[] {
  const texts = [...new Set(list.map(({ warning }) => warning))];
  return texts.map((text) => {
    const pods = list.filter(({ warning }) => warning === text).map(({ pod }) => leavingOf(pod));
    return [text, pods.map(({ namespace, name }) => `${namespace}/${name}`).join(', ')];
  });
}

/** The pod that is waited for, or asked again later; an error text; nothing when it is gone. */
function attemptEviction(call: Call, pod: Leaving, work: DrainWork): readonly (Leaving | string)[] {
  const { namespace, name, uid } = pod;
  const { suffix, mode } = dryRunOf(call.args);
  const title = `pods/${JSON.stringify(name)} -n ${JSON.stringify(namespace)}`;
  call.out(`evicting pod ${namespace}/${name}${suffix}\n`);
  if (work.until !== null && call.awake >= work.until)
    return [
      `error when evicting ${title}: global timeout reached: ${goDuration(call.args.duration('timeout'))}`,
    ];
  try {
    evict(call, pod);
    return mode === 'server' ? [] : [{ namespace, name, uid }];
  } catch (error) {
    if (!(error instanceof StatusFailure)) throw error;
    if (error.reason === 'NotFound') return [];
    if (error.reason !== 'TooManyRequests')
      return [`error when evicting ${title}: ${error.message}`];
    call.err(
      `error when evicting ${title} (will retry after ${goDuration(retryMs)}): ${error.message}\n`,
    );
    return [{ namespace, name, uid, retryAt: call.awake + retryMs }];
  }
}

function evict(call: Call, { namespace, name }: Leaving): void {
  const { cluster, kinds } = call;
  const path = pathOf(kinds.require('pods'), namespace, name, 'eviction');
  cluster.request('POST', path, {
    body: {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { name, namespace },
      deleteOptions: deleteOptions(call),
    },
  });
}

function deleteOptions({ args }: Call): JsonObject {
  const grace = args.number('grace-period');
  return {
    ...(grace >= 0 ? { gracePeriodSeconds: grace } : {}),
    ...(dryRunOf(args).mode === 'server' ? { dryRun: ['All'] } : {}),
  };
}

function deleteAll(call: Call, work: DrainWork, doomed: readonly Leaving[]): Outcome {
  const { cluster, kinds } = call;
  for (const { namespace, name } of doomed) {
    try {
      cluster.request('DELETE', pathOf(kinds.require('pods'), namespace, name), {
        body: { kind: 'DeleteOptions', apiVersion: 'v1', ...deleteOptions(call) },
      });
    } catch (error) {
      if (!(error instanceof StatusFailure)) throw error;
      if (error.reason !== 'NotFound') return fail(call, work, [error.message]);
    }
  }
  return settle(call, { ...work, pods: doomed });
}

/** Waits for pods that go; the node is done when none is left. */
function settle(call: Call, work: DrainWork): Outcome {
  const isEvicting = !call.args.is('disable-eviction');
  const pods = work.pods.filter((pod) => pod.retryAt !== undefined || !isGone(call, pod));
  const isLate = work.until !== null && call.awake >= work.until;
  const waiting = pods.filter(({ retryAt }) => retryAt === undefined);
  const late = isLate ? waiting : [];
  const errors = [
    ...work.errors,
    ...(isEvicting || late.length === 0
      ? late.map(
          ({ name, namespace }) =>
            `error when waiting for pod ${JSON.stringify(name)} in namespace ${JSON.stringify(namespace)} to terminate: context deadline exceeded`,
        )
      : ['context deadline exceeded']),
  ];
  const left = isLate ? pods.filter(({ retryAt }) => retryAt !== undefined) : pods;
  if (left.length === 0)
    return errors.length === 0 ? drained(call, work) : failPods(call, work, errors);
  const moments = [
    ...left.flatMap(({ retryAt }) => (retryAt === undefined ? [] : [retryAt])),
    ...(work.until === null || isLate ? [] : [work.until]),
  ];
  const waits: Wait[] = [{ for: 'external' }];
  if (moments.length > 0) waits.push({ for: 'time', until: Math.min(...moments) });
  return { work: { ...work, pods: left, errors } as unknown as Json, waits };
}

function isGone(call: Call, { namespace, name, uid }: Leaving): boolean {
  const { cluster, kinds, args } = call;
  const found = cluster.find(kinds.require('pods'), namespace, name);
  if (found && isOverdue(call, found)) {
    const seconds = args.number('skip-wait-for-delete-timeout');
    call.out(
      `pod ${JSON.stringify(name)} has DeletionTimestamp older than ${seconds} seconds, skipping\n`,
    );
    return true;
  }
  if (found && leavingOf(found).uid === uid) return false;
  call.out(`pod/${name} ${args.is('disable-eviction') ? 'deleted' : 'evicted'}\n`);
  return true;
}

function drained(call: Call, work: DrainWork): Outcome {
  const { cluster, kinds } = call;
  const [node = '', ...nodes] = work.nodes;
  const resource = kinds.require('nodes');
  const print = resultPrinter(call, true);
  print(resource, cluster.get(resource, '', node), 'drained');
  return next(call, { ...work, nodes });
}

function failPods(call: Call, work: DrainWork, errors: readonly string[]): Outcome {
  const [node = ''] = work.nodes;
  const { verdicts, problems } = podsOf(call, node);
  const left = verdicts.filter(({ isDeleted }) => isDeleted).map(({ pod }) => leavingOf(pod));
  if (left.length > 0)
    call.err(
      `There are pending pods in node ${JSON.stringify(node)} when an error occurred: ${aggregate(errors)}\n${left.map(({ name }) => `pod/${name}\n`).join('')}`,
    );
  if (problems.length > 0)
    call.err(
      `Following errors occurred while getting the list of pods to delete:\n${aggregate(problems)}`,
    );
  return fail(call, work, errors);
}

function fail(call: Call, work: DrainWork, errors: readonly string[]): Outcome {
  const [node = '', ...nodes] = work.nodes;
  call.err(
    `error: unable to drain node ${JSON.stringify(node)} due to error: ${aggregate(errors)}, continuing command...\n`,
  );
  return next(call, {
    ...work,
    nodes,
    fatal: [...work.fatal, ...errors],
    pending: [...work.pending, node],
  });
}

function finish(call: Call, { pending, fatal }: DrainWork): Outcome {
  if (pending.length === 0) return 0;
  call.err(
    `There are pending nodes to be drained:\n${pending.map((node) => ` ${node}\n`).join('')}`,
  );
  throwAll(fatal.map((text) => new BareError(text)));
  return 1;
}

/** Several errors as one, as Go's aggregate says them. */
function aggregate(texts: readonly string[]): string {
  return texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`;
}

function leavingOf(pod: JsonObject): Leaving {
  const metadata = isObject(pod.metadata) ? pod.metadata : {};
  return {
    namespace: String(metadata.namespace ?? ''),
    name: String(metadata.name ?? ''),
    uid: String(metadata.uid ?? ''),
  };
}
