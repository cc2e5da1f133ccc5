import type { ClassRpc, ClusterRpc } from '../durable-objects/rpc.ts';
import type { Bindings } from './env.ts';

type ClusterStub = DurableObjectStub<ClusterRpc & Rpc.DurableObjectBranded>;
type ClassStub = DurableObjectStub<ClassRpc & Rpc.DurableObjectBranded>;

/** The Durable Object of a cluster; `objectName` comes from clusters.ts. */
export function clusterObject(env: Bindings, objectName: string): ClusterStub {
  return env.CLUSTERS.get(env.CLUSTERS.idFromName(objectName));
}

/** The Durable Object of a class: its live board. */
export function classObject(env: Bindings, classId: string): ClassStub {
  return env.CLASSES.get(env.CLASSES.idFromName(classId));
}
