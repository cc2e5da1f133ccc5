import { deepEqual, isObject, type Json, type JsonObject } from '../../../lib/json.ts';
import { pathOf } from '../../cluster-client.ts';
import { dryRunFlag, dryRunOf } from '../../dry-run.ts';
import { attempt, KubectlError, StatusFailure, throwAll } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { resultPrinter } from '../../result.ts';
import type { Selected } from '../../selected.ts';
import { printFlags } from '../../shared-flags.ts';
import type { Call, Verb } from '../../verb.ts';
import { selectWorkloads, workloadFlags } from './each.ts';
import {
  annotationsOf,
  metadataOf,
  type Revision,
  requireRevisions,
  revisionAnnotation,
  revisionFor,
  revisionsOf,
  revisionText,
  workloadAt,
} from './revisions.ts';

/** `kubectl rollout undo`. */
export const rolloutUndo: Verb = {
  name: 'rollout undo',
  short: 'Undo a previous rollout',
  long: 'Roll back to a previous rollout.',
  examples: `  # Go back to what a deployment was before
  kubectl rollout undo deployment/web

  # Go back to a revision that \`kubectl rollout history\` has told
  kubectl rollout undo statefulset/db --to-revision=3`,
  usage: 'rollout undo (TYPE NAME | TYPE/NAME) [flags] [options]',
  flags: [
    ...workloadFlags,
    dryRunFlag,
    ...printFlags,
    flag('--to-revision=0', 'The revision to rollback to. Default to 0 (last revision).'),
  ],
  run(call) {
    const { objects, failures } = selectWorkloads(call);
    const print = resultPrinter(call, true);
    const own = attempt(objects, (selected) =>
      print(selected.resource, selected.object, undo(call, selected)),
    );
    throwAll([...failures, ...own]);
    return 0;
  },
};

/** Does it, and returns what is said of it. */
function undo(call: Call, selected: Selected): string {
  const { object, resource } = selected;
  requireRevisions(resource, 'rollbacker');
  const asked = call.args.number('to-revision');
  const isDeployment = object.kind === 'Deployment';
  const noneText = isDeployment
    ? `no rollout history found for deployment ${JSON.stringify(selected.name)}`
    : 'no last revision to roll back to';
  const revision = revisionFor(revisionsOf(call, selected), asked, noneText);
  if (dryRunOf(call.args).mode === 'client') {
    const text = revisionText(selected, revision);
    return isDeployment ? text : `will roll back to ${text}`;
  }
  const isDone = isDeployment
    ? undoDeployment(call, selected, revision)
    : undoByRevision(call, selected, revision);
  return isDone
    ? 'rolled back'
    : `skipped rollback (current template already matches revision ${asked})`;
}

/** False when nothing has to be done. */
function undoDeployment(call: Call, selected: Selected, { object }: Revision): boolean {
  const spec = isObject(selected.object.spec) ? selected.object.spec : {};
  if (spec.paused === true)
    throw new KubectlError(
      "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
    );
  const template = templateOf(object);
  if (deepEqual(template, withoutHash(spec.template))) return false;
  const patch: Json = [
    { op: 'replace', path: '/spec/template', value: template },
    {
      op: 'replace',
      path: '/metadata/annotations',
      value: annotationsAfter(selected.object, object),
    },
  ];
  restore(call, selected, 'json', patch);
  return true;
}

function restore(
  { cluster, args }: Call,
  { resource, namespace, name }: Selected,
  type: 'json' | 'strategic-merge',
  patch: Json,
): void {
  const asked = args.number('to-revision');
  try {
    cluster.patch(pathOf(resource, namespace, name), type, patch, dryRunOf(args).query);
  } catch (error) {
    if (error instanceof StatusFailure)
      throw new KubectlError(`failed restoring revision ${asked}: ${error.message}`);
    throw error;
  }
}

/** A deployment's own notes stay; what describes a template comes back with it. */
const ownAnnotations = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  revisionAnnotation,
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.revision',
]);

function annotationsAfter(deployment: JsonObject, replicaSet: JsonObject): JsonObject {
  const pick = (from: JsonObject, isOwn: boolean): [string, Json | undefined][] =>
    Object.entries(from).filter(([key]) => ownAnnotations.has(key) === isOwn);
  return Object.fromEntries([
    ...pick(annotationsOf(deployment), true),
    ...pick(annotationsOf(replicaSet), false),
  ]);
}

function templateOf(replicaSet: JsonObject): Json {
  return withoutHash(isObject(replicaSet.spec) ? replicaSet.spec.template : undefined);
}

function withoutHash(template: Json | undefined): Json {
  if (!isObject(template)) return {};
  const metadata = metadataOf(template);
  const labels = isObject(metadata.labels) ? metadata.labels : {};
  const { 'pod-template-hash': _hash, ...rest } = labels;
  return { ...template, metadata: { ...metadata, labels: rest } };
}

/** A StatefulSet's or DaemonSet's revision is a patch that restores it. */
function undoByRevision(call: Call, selected: Selected, revision: Revision): boolean {
  const isSame = deepEqual(workloadAt(selected.object, revision), selected.object);
  if (isSame) return false;
  const { data } = revision.object;
  restore(call, selected, 'strategic-merge', isObject(data) ? data : {});
  return true;
}
