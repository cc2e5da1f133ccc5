import { deepEqual, isObject, type Json, type JsonObject } from '../../../lib/json.ts';
import { pathOf } from '../../cluster-client.ts';
import { dryRunFlag, dryRunOf } from '../../dry-run.ts';
import { KubectlError } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { pluralName } from '../../kinds.ts';
import type { Selected } from '../../selected.ts';
import type { Call, Verb } from '../../verb.ts';
import { eachWorkload, fileFlags } from './each.ts';
import {
  annotationsOf,
  metadataOf,
  type Revision,
  revisionAnnotation,
  revisionFor,
  revisionsOf,
  titleOf,
} from './revisions.ts';

/** `kubectl rollout undo`. */
export const rolloutUndo: Verb = {
  name: 'rollout undo',
  short: 'Undo a previous rollout',
  long: 'Roll back to a previous rollout.',
  examples: `  # Roll back to the previous deployment
  kubectl rollout undo deployment/abc

  # Roll back to deployment revision 3
  kubectl rollout undo deployment/abc --to-revision=3`,
  usage: 'rollout undo (TYPE NAME | TYPE/NAME) [flags] [options]',
  flags: [
    dryRunFlag,
    flag('--to-revision=0', 'The revision to rollback to. Default to 0 (last revision).'),
    ...fileFlags,
  ],
  run: (call) =>
    eachWorkload(call, (selected) => {
      const revision = revisionFor(
        revisionsOf(call, selected),
        call.args.number('to-revision'),
        noneText(selected.object),
      );
      return selected.object.kind === 'Deployment'
        ? undoDeployment(call, selected, revision)
        : undoByRevision(call, selected, revision);
    }),
};

function noneText(object: JsonObject): string {
  return object.kind === 'Deployment'
    ? `no rollout history found for ${titleOf(object)}`
    : 'no last revision to roll back to';
}

function undoDeployment(call: Call, selected: Selected, { object, number }: Revision): string {
  const { resource, namespace, name } = selected;
  const spec = isObject(selected.object.spec) ? selected.object.spec : {};
  if (spec.paused === true)
    throw new KubectlError(
      `you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume ${pluralName(resource)}/${name}' and try again`,
    );
  const template = templateOf(object);
  if (deepEqual(template, withoutHash(spec.template)))
    return `skipped rollback (current template already matches revision ${number})`;
  const { mode, query, suffix } = dryRunOf(call.args);
  const patch: Json = [
    { op: 'replace', path: '/spec/template', value: template },
    {
      op: 'replace',
      path: '/metadata/annotations',
      value: annotationsAfter(selected.object, object),
    },
  ];
  if (mode !== 'client')
    call.cluster.patch(pathOf(resource, namespace, name), 'json', patch, query);
  return `rolled back${suffix}`;
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
function undoByRevision(call: Call, selected: Selected, { object, number }: Revision): string {
  const { resource, namespace, name } = selected;
  const data = isObject(object.data) ? object.data : {};
  const stored =
    isObject(data.spec) && isObject(data.spec.template) ? { ...data.spec.template } : {};
  const { $patch: _directive, ...template } = stored;
  const spec = isObject(selected.object.spec) ? selected.object.spec : {};
  if (deepEqual(template, spec.template))
    return `skipped rollback (current template already matches revision ${number})`;
  const { mode, query, suffix } = dryRunOf(call.args);
  if (mode !== 'client')
    call.cluster.patch(pathOf(resource, namespace, name), 'strategic-merge', data, query);
  return `rolled back${suffix}`;
}
