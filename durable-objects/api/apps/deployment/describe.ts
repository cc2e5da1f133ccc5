import { writeEvents } from '../../../apimachinery/describe/events.ts';
import { writeAnnotations, writeLabels } from '../../../apimachinery/describe/metadata.ts';
import {
  type DescribeWriter,
  describeText,
  longTime,
} from '../../../apimachinery/describe/writer.ts';
import { selectorText } from '../../../apimachinery/labels.ts';
import type { KubeObject } from '../../../apimachinery/meta.ts';
import { isControlledBy } from '../../../apimachinery/owner.ts';
import type { Describe, DescribeContext } from '../../../apimachinery/resource.ts';
import { deepEqual, type Frozen, isObject, type JsonObject } from '../../../lib/json.ts';
import { writeReplicaConditions, writeTemplate } from '../../pod-template/describe/template.ts';
import type { Deployment } from './schema.ts';

/** `kubectl describe deployment`. */
export const describeDeployment: Describe<Deployment> = (deployment, context) =>
  describeText((writer) => {
    const { metadata, spec, status } = deployment;
    writer.field(0, 'Name', metadata.name);
    writer.field(0, 'Namespace', metadata.namespace);
    writer.field(0, 'CreationTimestamp', longTime(metadata.creationTimestamp));
    writeLabels(writer, 'Labels', metadata.labels);
    writeAnnotations(writer, 'Annotations', metadata.annotations);
    writer.field(0, 'Selector', selectorText(spec.selector));
    const counts = [
      `${spec.replicas} desired`,
      `${status.updatedReplicas ?? 0} updated`,
      `${status.replicas ?? 0} total`,
      `${status.availableReplicas ?? 0} available`,
      `${status.unavailableReplicas ?? 0} unavailable`,
    ];
    writer.field(0, 'Replicas', counts.join(' | '));
    writer.field(0, 'StrategyType', spec.strategy.type);
    writer.field(0, 'MinReadySeconds', spec.minReadySeconds ?? 0);
    const rolling = spec.strategy.rollingUpdate;
    if (rolling) {
      const text = `${rolling.maxUnavailable} max unavailable, ${rolling.maxSurge} max surge`;
      writer.field(0, 'RollingUpdateStrategy', text);
    }
    writeTemplate(writer, spec.template);
    writeReplicaConditions(writer, status.conditions);
    writeReplicaSets(writer, deployment, context);
    writeEvents(writer, deployment, context);
  });

/** The set of the current template, and those before it that still have pods. */
function writeReplicaSets(
  writer: DescribeWriter,
  deployment: Frozen<Deployment>,
  context: DescribeContext,
): void {
  const sets = context
    .list('replicasets', 'apps', deployment.metadata.namespace)
    .filter((set) => isControlledBy(set, deployment))
    .map(readReplicaSet);
  const current = sets.find(({ template }) => isSameTemplate(template, deployment));
  if (sets.length === 0) return;
  const old = sets.filter((set) => set !== current);
  writer.field(0, 'OldReplicaSets', listText(old));
  writer.field(0, 'NewReplicaSet', listText(current ? [current] : []));
}

interface ReplicaSetView {
  readonly name: string;
  readonly replicas: unknown;
  readonly created: unknown;
  readonly template: JsonObject;
}

/** ReplicaSets are read by shape, because kinds do not know one another. */
function readReplicaSet(set: Frozen<KubeObject>): ReplicaSetView {
  const spec: unknown = Reflect.get(set, 'spec');
  const status: unknown = Reflect.get(set, 'status');
  const template = isObject(spec) && isObject(spec.template) ? spec.template : {};
  return {
    name: set.metadata.name,
    replicas: isObject(spec) ? spec.replicas : 0,
    created: isObject(status) ? status.replicas : 0,
    template,
  };
}

/** Equal but for the hash that tells the sets apart. */
function isSameTemplate(template: JsonObject, { spec }: Frozen<Deployment>): boolean {
  const metadata = isObject(template.metadata) ? template.metadata : {};
  const labels = isObject(metadata.labels) ? { ...metadata.labels } : {};
  delete labels['pod-template-hash'];
  const bare = { ...template, metadata: { ...metadata, labels } };
  const own = { ...spec.template.metadata, labels: spec.template.metadata.labels ?? {} };
  return deepEqual(bare, { ...spec.template, metadata: own });
}

function listText(sets: readonly ReplicaSetView[]): string {
  return (
    sets
      .map(({ name, created, replicas }) => `${name} (${created}/${replicas} replicas created)`)
      .join(', ') || '<none>'
  );
}
