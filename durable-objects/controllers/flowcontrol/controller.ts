import { bootstrapFlowSchemas } from '../../api/flowcontrol/flowschema/bootstrap.ts';
import { bootstrapPriorityLevels } from '../../api/flowcontrol/prioritylevelconfiguration/bootstrap.ts';
import {
  type FlowSchema,
  flowSchemas,
  namespaces,
  priorityLevelConfigurations,
} from '../../api/index.ts';
import type { Key } from '../../apimachinery/meta.ts';
import type { Controller } from '../../control/controller.ts';
import type { World } from '../../control/world.ts';
import { formatTime } from '../../lib/instant.ts';
import { edit, type Frozen } from '../../lib/json.ts';

/** The one key that stands for all that the server makes itself. */
const bootstrap: Key = { namespace: '', name: '' };
const annotations = { 'apf.kubernetes.io/autoupdate-spec': 'true' };

/**
 * Keeps the server's own flow schemas and priority levels, and says of every schema whether its
 * level exists. Follows apiserver's pkg/util/flowcontrol and kube-apiserver's
 * pkg/registry/flowcontrol/ensurer.
 */
export const flowControlController: Controller = {
  name: 'priority-and-fairness-config',
  wakes({ resource, key, new: object }) {
    if (resource === namespaces) return object && key.name === 'kube-system' ? [bootstrap] : [];
    if (resource === flowSchemas) return object ? [key] : [bootstrap];
    return resource === priorityLevelConfigurations ? [bootstrap] : [];
  },
  reconcile(key, world) {
    if (key.name === '') {
      createMissing(world);
      for (const schema of world.read.list(flowSchemas)) setDangling(world, schema);
      return undefined;
    }
    const schema = world.read.get(flowSchemas, key);
    if (schema) setDangling(world, schema);
    return undefined;
  },
};

function createMissing({ read, client }: World): void {
  for (const [name, spec] of Object.entries(bootstrapPriorityLevels)) {
    if (!spec || read.get(priorityLevelConfigurations, { namespace: '', name })) continue;
    client.create(priorityLevelConfigurations, { metadata: { name, annotations }, spec });
  }
  for (const [name, spec] of Object.entries(bootstrapFlowSchemas)) {
    if (!spec || read.get(flowSchemas, { namespace: '', name })) continue;
    client.create(flowSchemas, { metadata: { name, annotations }, spec });
  }
}

function setDangling({ read, client, now }: World, schema: Frozen<FlowSchema>): void {
  const { name } = schema.spec.priorityLevelConfiguration;
  const isFound = read.get(priorityLevelConfigurations, { namespace: '', name }) !== undefined;
  const status = isFound ? 'False' : 'True';
  const before = (schema.status.conditions ?? []).find(({ type }) => type === 'Dangling');
  const about = `This FlowSchema references the PriorityLevelConfiguration object named ${JSON.stringify(name)}`;
  const message = `${about} ${isFound ? 'and it exists' : 'but there is no such object'}`;
  if (before?.status === status && before.message === message) return;
  const lastTransitionTime =
    before?.status === status && before.lastTransitionTime
      ? before.lastTransitionTime
      : formatTime(now);
  const reason = isFound ? 'Found' : 'NotFound';
  const changed = edit<FlowSchema>(schema, (draft) => {
    const others = (draft.status.conditions ?? []).filter(({ type }) => type !== 'Dangling');
    const dangling = { type: 'Dangling', status, lastTransitionTime, reason, message };
    draft.status.conditions = [...others, dangling];
  });
  client.updateStatus(flowSchemas, changed);
}
