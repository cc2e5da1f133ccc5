import type { KubeObject } from '../../durable-objects/apimachinery/meta.ts';
import type { ObjectChange, ObjectRef } from '../../durable-objects/console/protocol.ts';

/** An object as the server sends it; kinds that the map knows have a view with their fields. */
export type AnyObject = KubeObject & { readonly [field: string]: unknown };

/** All objects by `group/plural/namespace/name`. */
export type Objects = ReadonlyMap<string, AnyObject>;

export function changeKey(change: Omit<ObjectChange, 'object'>): string {
  return [change.group, change.plural, change.namespace, change.name].join('/');
}

/** `Pod/default/web-0`: how the console names an object, also in the URL. */
export function idOf(ref: ObjectRef): string {
  return `${ref.kind}/${ref.namespace}/${ref.name}`;
}

export function refOf(object: KubeObject): ObjectRef {
  const { name, namespace } = object.metadata;
  return { kind: object.kind, namespace: namespace ?? '', name };
}

/** The object's kind and name, as people say it. */
export function findObject(objects: Objects, id: string): AnyObject | undefined {
  for (const object of objects.values()) if (idOf(refOf(object)) === id) return object;
  return undefined;
}

/** All objects of a kind, by name in natural order. */
export function ofKind<K extends keyof Views>(objects: Objects, kind: K): readonly Views[K][] {
  const found: AnyObject[] = [];
  for (const object of objects.values()) if (object.kind === kind) found.push(object);
  found.sort((a, b) => naturally(a.metadata.name, b.metadata.name));
  // The border: what the server calls a Pod has a Pod's fields, and every view's are optional.
  return found as unknown as readonly Views[K][];
}

/** `web-2` before `web-10`. */
export function naturally(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/** The fields that the console reads of each kind it draws. */
export interface Views {
  Node: NodeView;
  Pod: PodView;
  Service: ServiceView;
  EndpointSlice: EndpointSliceView;
  StatefulSet: WorkloadView;
  Deployment: WorkloadView;
  ReplicaSet: WorkloadView;
  PersistentVolumeClaim: ClaimView;
  PersistentVolume: VolumeView;
  StorageClass: StorageClassView;
  ConfigMap: KubeObject;
  Secret: KubeObject;
  Event: EventView;
}

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
}

export interface NodeView extends KubeObject {
  readonly spec?: { readonly unschedulable?: boolean };
  readonly status?: {
    readonly conditions?: readonly Condition[];
    readonly allocatable?: Readonly<Record<string, string>>;
  };
}

export interface ContainerStatus {
  readonly name: string;
  readonly ready?: boolean;
  readonly restartCount?: number;
  readonly state?: {
    readonly waiting?: { readonly reason?: string; readonly message?: string };
    readonly running?: { readonly startedAt?: string };
    readonly terminated?: { readonly reason?: string; readonly exitCode?: number };
  };
}

export interface Container {
  readonly name: string;
  readonly image?: string;
  readonly resources?: { readonly requests?: Readonly<Record<string, string>> };
}

export interface PodVolume {
  readonly name: string;
  readonly persistentVolumeClaim?: { readonly claimName: string };
  readonly emptyDir?: unknown;
  readonly hostPath?: { readonly path: string };
  readonly configMap?: { readonly name?: string };
  readonly secret?: { readonly secretName?: string };
}

export interface PodView extends KubeObject {
  readonly spec?: {
    readonly nodeName?: string;
    readonly containers?: readonly Container[];
    readonly initContainers?: readonly Container[];
    readonly volumes?: readonly PodVolume[];
    readonly hostname?: string;
    readonly subdomain?: string;
  };
  readonly status?: {
    readonly phase?: string;
    readonly reason?: string;
    readonly podIP?: string;
    readonly conditions?: readonly Condition[];
    readonly containerStatuses?: readonly ContainerStatus[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
  };
}

export interface ServiceView extends KubeObject {
  readonly spec?: {
    readonly clusterIP?: string;
    readonly type?: string;
    readonly selector?: Readonly<Record<string, string>>;
    readonly publishNotReadyAddresses?: boolean;
  };
}

export interface EndpointSliceView extends KubeObject {
  readonly endpoints?: readonly {
    readonly addresses?: readonly string[];
    readonly hostname?: string;
    readonly conditions?: { readonly ready?: boolean };
    readonly targetRef?: { readonly kind?: string; readonly name?: string };
  }[];
}

export interface WorkloadView extends KubeObject {
  readonly spec?: {
    readonly replicas?: number;
    readonly serviceName?: string;
    readonly podManagementPolicy?: string;
    readonly ordinals?: { readonly start?: number };
    readonly volumeClaimTemplates?: readonly { readonly metadata?: { readonly name?: string } }[];
  };
  readonly status?: { readonly replicas?: number; readonly readyReplicas?: number };
}

export interface ClaimView extends KubeObject {
  readonly spec?: {
    readonly accessModes?: readonly string[];
    readonly volumeName?: string;
    readonly storageClassName?: string;
    readonly resources?: { readonly requests?: { readonly storage?: string } };
  };
  readonly status?: {
    readonly phase?: string;
    readonly capacity?: { readonly storage?: string };
  };
}

export interface VolumeView extends KubeObject {
  readonly spec?: {
    readonly claimRef?: { readonly namespace?: string; readonly name?: string };
    readonly capacity?: { readonly storage?: string };
    readonly storageClassName?: string;
    readonly persistentVolumeReclaimPolicy?: string;
  };
  readonly status?: { readonly phase?: string };
}

export interface StorageClassView extends KubeObject {
  readonly provisioner?: string;
  readonly volumeBindingMode?: string;
}

export interface EventView extends KubeObject {
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly note?: string;
  readonly count?: number;
  readonly lastTimestamp?: string;
  readonly eventTime?: string;
  readonly involvedObject?: ObjectOf;
  readonly regarding?: ObjectOf;
}

interface ObjectOf {
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
}
