import { parseTime } from '../../../lib/instant.ts';
import { isObject, type Json, type JsonObject } from '../../../lib/json.ts';
import { isFailure, StatusFailure } from '../../failure.ts';
import type { Call } from '../../verb.ts';

/** What is to happen to a pod of a node that is drained. */
export interface Verdict {
  readonly pod: JsonObject;
  readonly isDeleted: boolean;
  readonly warning?: string;
  readonly error?: string;
}

/** The verdict about a pod (k8s.io/kubectl/pkg/drain filters). */
export function verdictOf(call: Call, pod: JsonObject): Verdict {
  const { args } = call;
  const metadata = isObject(pod.metadata) ? pod.metadata : {};
  const annotations = isObject(metadata.annotations) ? metadata.annotations : {};
  if (isOverdue(call, pod)) return { pod, isDeleted: false };
  const isDone = isFinished(pod);
  const owner = controllerOf(metadata);
  const daemons = isDone ? undefined : daemonVerdict(call, pod, owner);
  if (daemons && (!daemons.isDeleted || daemons.error !== undefined)) return daemons;
  if (annotations['kubernetes.io/config.mirror'] !== undefined) return { pod, isDeleted: false };
  let warning: string | undefined;
  if (hasLocalStorage(pod) && !isDone) {
    if (!args.is('delete-emptydir-data'))
      return refused(pod, 'Pods with local storage (use --delete-emptydir-data to override)');
    warning = 'deleting Pods with local storage';
  }
  if (isDone || owner) {
    // Only what the last filter says remains.
    return { pod, isDeleted: true };
  }
  if (!args.is('force'))
    return refused(pod, 'cannot delete Pods that declare no controller (use --force to override)');
  warning = 'deleting Pods that declare no controller';
  return { pod, isDeleted: true, warning };
}

/** A pod that should have gone some time ago is not waited for. */
export function isOverdue({ args, now }: Call, { metadata }: JsonObject): boolean {
  const seconds = args.number('skip-wait-for-delete-timeout');
  const deleted = isObject(metadata) ? metadata.deletionTimestamp : undefined;
  if (seconds <= 0 || typeof deleted !== 'string') return false;
  const at = parseTime(deleted);
  return at !== undefined && Math.floor((now - at) / 1_000) > seconds;
}

function daemonVerdict(
  { args, cluster, kinds }: Call,
  pod: JsonObject,
  owner: JsonObject | undefined,
): Verdict | undefined {
  if (owner?.apiVersion !== 'apps/v1' || owner.kind !== 'DaemonSet') return undefined;
  const metadata = isObject(pod.metadata) ? pod.metadata : {};
  try {
    const daemonSets = kinds.require('daemonsets');
    cluster.get(daemonSets, String(metadata.namespace), String(owner.name));
  } catch (error) {
    if (!isFailure(error)) throw error;
    const isGone = error instanceof StatusFailure && error.reason === 'NotFound';
    return isGone && args.is('force')
      ? { pod, isDeleted: true, warning: error.message }
      : refused(pod, error.message);
  }
  return args.is('ignore-daemonsets')
    ? { pod, isDeleted: false, warning: 'ignoring DaemonSet-managed Pods' }
    : refused(pod, 'DaemonSet-managed Pods (use --ignore-daemonsets to ignore)');
}

function refused(pod: JsonObject, error: string): Verdict {
  return { pod, isDeleted: false, error };
}

function isFinished({ status }: JsonObject): boolean {
  return isObject(status) && (status.phase === 'Succeeded' || status.phase === 'Failed');
}

function hasLocalStorage({ spec }: JsonObject): boolean {
  const volumes: Json | undefined = isObject(spec) ? spec.volumes : undefined;
  return (
    Array.isArray(volumes) && volumes.filter(isObject).some((one) => one.emptyDir !== undefined)
  );
}

function controllerOf({ ownerReferences }: JsonObject): JsonObject | undefined {
  const owners: readonly Json[] = Array.isArray(ownerReferences) ? ownerReferences : [];
  return owners.filter(isObject).find(({ controller }) => controller === true);
}
