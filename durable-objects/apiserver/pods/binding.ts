import type { ApiReply } from '../../apimachinery/api-client.ts';
import { invalid, notSupportedError, requiredError } from '../../apimachinery/field-error.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import { binding as bindingKind } from '../../apimachinery/requests.ts';
import type { Infer } from '../../apimachinery/schema.ts';
import { badRequest, conflict } from '../../apimachinery/status-error.ts';
import { formatTime, type Instant } from '../../lib/instant.ts';
import { edit, type Frozen, isObject, type JsonObject } from '../../lib/json.ts';
import { reply } from '../present/reply.ts';
import type { Target, WriteContext } from '../registry/write-context.ts';
import type { Connect } from './connect.ts';
import type { PodView } from './pod-view.ts';

/** POST of a binding: the scheduler's last step. */
export function bindPod({ pod, key, target, context, body }: Connect): ApiReply {
  const binding = body(bindingKind);
  const named = binding.metadata?.name;
  if (named && named !== key.name) {
    throw badRequest('name in URL does not match name in Binding object');
  }
  return reply(201, bound(context, target, pod, binding), { format: 'json', pretty: false });
}

/** Does what a binding says; the Status that answers it. Throws Invalid, Conflict. */
export function bound(
  context: Pick<WriteContext, 'tx' | 'now' | 'dryRun'>,
  target: Pick<Target, 'resource'>,
  pod: PodView,
  binding: Infer<typeof bindingKind.schema>,
): JsonObject {
  const { kind, name } = binding.target ?? {};
  const errors = [
    ...(kind && kind !== 'Node'
      ? [notSupportedError('target.kind', kind, ['Node', '<empty>'])]
      : []),
    ...(name ? [] : [requiredError('target.name', '')]),
  ];
  if (errors.length > 0 || !name) throw invalid(bindingKind, pod.metadata.name, errors);
  assignNode(context, target, pod, name, binding.metadata?.uid);
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 };
}

/** Gives a pod its node. Throws Conflict. Follows pkg/registry/core/pod/storage setPodNodeAndMetadata. */
export function assignNode(
  { tx, now, dryRun }: Pick<WriteContext, 'tx' | 'now' | 'dryRun'>,
  { resource }: Pick<Target, 'resource'>,
  pod: PodView,
  node: string,
  uid?: string,
): void {
  const { name, deletionTimestamp, uid: found } = pod.metadata;
  const refuse = (why: string): Error =>
    conflict({ group: resource.group, plural: `${resource.plural}/binding` }, name, why);
  if (uid && uid !== found) {
    throw refuse(`Precondition failed: UID in precondition: ${uid}, UID in object meta: ${found}`);
  }
  if (deletionTimestamp !== undefined) {
    throw refuse(`pod ${name} is being deleted, cannot be assigned to a host`);
  }
  if (pod.spec?.nodeName) {
    throw refuse(`pod ${name} is already assigned to node "${pod.spec.nodeName}"`);
  }
  if ((pod.spec?.schedulingGates ?? []).length > 0) {
    throw refuse(`pod ${name} has non-empty .spec.schedulingGates`);
  }
  if (dryRun) return;
  tx.put(resource, scheduled(pod, node, now));
}

interface Draft extends KubeObject {
  spec: { nodeName?: string };
  status: {
    nominatedNodeName?: string;
    conditions?: { type: string; status: string; [field: string]: unknown }[];
  };
}

function scheduled(pod: PodView, node: string, now: Instant): Frozen<KubeObject> {
  return edit<Draft>(pod as unknown as Frozen<Draft>, (draft) => {
    draft.spec.nodeName = node;
    if (!isObject(draft.status)) draft.status = {};
    // What the pod was promised is no matter any more.
    delete draft.status.nominatedNodeName;
    const others = (draft.status.conditions ?? []).filter(({ type }) => type !== 'PodScheduled');
    const condition = {
      type: 'PodScheduled',
      status: 'True',
      lastTransitionTime: formatTime(now),
    };
    draft.status.conditions = [...others, condition];
  });
}
