import { isObject, type Json, type JsonObject } from '../../../lib/json.ts';
import { KubectlError } from '../../failure.ts';
import { annotationsOf, revisionAnnotation } from './revisions.ts';

/** How far a rollout is: a line, and whether it is over. */
export interface RolloutStatus {
  readonly text: string;
  readonly isDone: boolean;
}

/**
 * The status of a Deployment's, StatefulSet's or DaemonSet's rollout; `revision` is the one that it
 * has to be about, 0 for any. Throws KubectlError when it has failed or can't be told.
 * Follows k8s.io/kubectl/pkg/polymorphichelpers/rollout_status.go.
 */
export function rolloutStatus(object: JsonObject, revision = 0): RolloutStatus {
  if (object.kind === 'Deployment') return deploymentStatus(object, revision);
  if (object.kind === 'StatefulSet') return statefulSetStatus(object);
  if (object.kind === 'DaemonSet') return daemonSetStatus(object);
  const [group, version] = String(object.apiVersion).split('/');
  const kind = `${String(object.kind)}${version === undefined ? '' : `.${group}`}`;
  throw new KubectlError(`no status viewer has been implemented for ${kind}`);
}

const waiting = (text: string): RolloutStatus => ({ text: `${text}\n`, isDone: false });
const done = (text: string): RolloutStatus => ({ text: `${text}\n`, isDone: true });

function deploymentStatus(object: JsonObject, revision: number): RolloutStatus {
  const { spec, status, metadata } = partsOf(object);
  const running = Number(annotationsOf(object)[revisionAnnotation] ?? 0);
  if (revision > 0 && revision !== running)
    throw new KubectlError(
      `desired revision (${revision}) is different from the running revision (${running})`,
    );
  const name = JSON.stringify(metadata.name);
  if (number(metadata.generation) > number(status.observedGeneration))
    return waiting('Waiting for deployment spec update to be observed...');
  const conditions: readonly Json[] = Array.isArray(status.conditions) ? status.conditions : [];
  const progressing = conditions.filter(isObject).find(({ type }) => type === 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded')
    throw new KubectlError(`deployment ${name} exceeded its progress deadline`);
  const updated = number(status.updatedReplicas);
  const wanted = number(spec.replicas ?? 1);
  const total = number(status.replicas);
  const available = number(status.availableReplicas);
  const prefix = `Waiting for deployment ${name} rollout to finish:`;
  if (updated < wanted)
    return waiting(`${prefix} ${updated} out of ${wanted} new replicas have been updated...`);
  if (total > updated)
    return waiting(`${prefix} ${total - updated} old replicas are pending termination...`);
  if (available < updated)
    return waiting(`${prefix} ${available} of ${updated} updated replicas are available...`);
  return done(`deployment ${name} successfully rolled out`);
}

function daemonSetStatus(object: JsonObject): RolloutStatus {
  const { spec, status, metadata } = partsOf(object);
  const strategy = isObject(spec.updateStrategy) ? spec.updateStrategy : {};
  if (strategy.type !== 'RollingUpdate')
    throw new KubectlError('rollout status is only available for RollingUpdate strategy type');
  if (number(metadata.generation) > number(status.observedGeneration))
    return waiting('Waiting for daemon set spec update to be observed...');
  const wanted = number(status.desiredNumberScheduled);
  const updated = number(status.updatedNumberScheduled);
  const available = number(status.numberAvailable);
  const title = `daemon set ${JSON.stringify(metadata.name)}`;
  const prefix = `Waiting for ${title} rollout to finish:`;
  if (updated < wanted)
    return waiting(`${prefix} ${updated} out of ${wanted} new pods have been updated...`);
  if (available < wanted)
    return waiting(`${prefix} ${available} of ${wanted} updated pods are available...`);
  return done(`${title} successfully rolled out`);
}

function statefulSetStatus(object: JsonObject): RolloutStatus {
  const { spec, status, metadata } = partsOf(object);
  const strategy = isObject(spec.updateStrategy) ? spec.updateStrategy : {};
  if (strategy.type !== 'RollingUpdate')
    throw new KubectlError('rollout status is only available for RollingUpdate strategy type');
  const observed = number(status.observedGeneration);
  if (observed === 0 || number(metadata.generation) > observed)
    return waiting('Waiting for statefulset spec update to be observed...');
  const wanted = number(spec.replicas ?? 1);
  const ready = number(status.readyReplicas);
  if (ready < wanted) return waiting(`Waiting for ${wanted - ready} pods to be ready...`);
  const updated = number(status.updatedReplicas);
  if (isObject(strategy.rollingUpdate)) {
    const { partition } = strategy.rollingUpdate;
    const share = wanted - number(partition);
    if (partition !== undefined && updated < share)
      return waiting(
        `Waiting for partitioned roll out to finish: ${updated} out of ${share} new pods have been updated...`,
      );
    return done(`partitioned roll out complete: ${updated} new pods have been updated...`);
  }
  if (status.updateRevision !== status.currentRevision)
    return waiting(
      `waiting for statefulset rolling update to complete ${updated} pods at revision ${String(status.updateRevision)}...`,
    );
  return done(
    `statefulset rolling update complete ${number(status.currentReplicas)} pods at revision ${String(status.currentRevision)}...`,
  );
}

function partsOf(object: JsonObject): {
  spec: JsonObject;
  status: JsonObject;
  metadata: JsonObject;
} {
  const part = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
  return { spec: part(object.spec), status: part(object.status), metadata: part(object.metadata) };
}

function number(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0;
}
