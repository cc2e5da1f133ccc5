import type { Instant } from '../lib/instant.ts';
import type { Frozen, Json, JsonObject } from '../lib/json.ts';
import type { FieldError } from './field-error.ts';
import type { KubeObject } from './meta.ts';
import type { ObjectSchema } from './schema.ts';
import type { StoredAs, Version } from './version.ts';

/**
 * A kind, as one typed handle: `read.get(statefulSets, key)` is `Frozen<StatefulSet> | undefined`.
 * REST paths, discovery, OpenAPI, tables, subresources and garbage collection follow from it.
 */
export interface Resource<T extends KubeObject = KubeObject> {
  /** '' is the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  readonly schema: ObjectSchema<T>;
  readonly strategy: Strategy<T>;
  readonly table: TableConvertor<T>;
  readonly subresources: Subresources<T>;
  /** Field selectors beyond metadata.name and metadata.namespace. */
  readonly selectable: { readonly [field: string]: OfObject<T, string> };
  /** `kubectl describe`'s text for the console's kubectl; absent: the generic description. */
  readonly describe?: Describe<T>;
  /** Workloads: the pod template as `kubectl rollout history` tells it. */
  readonly describeTemplate?: OfObject<T, string>;
  /** A DELETE that removes at once answers with the object instead of a Status. */
  readonly returnsDeleted: boolean;
  /** Absent: the kind with `List` after it. */
  readonly listKind?: string;
  /** What clients may do with it, sorted; absent: everything. */
  readonly verbs?: readonly string[];
  /** Its objects are never stored: somebody tells them when they are asked for (metrics). */
  readonly isComputed?: true;
  /** Other groups and versions under which the same objects are served. */
  readonly versions?: readonly Version[];
  /** This is such a version: the store knows only the handle named here. */
  readonly storedAs?: StoredAs;
  /** Versions of a custom resource beside this one: each has rules of its own. */
  readonly siblings?: readonly Resource[];
  /** A stored object as this version shows it; absent: as it is. The same for the same object. */
  readonly asServed?: OfObject<T, Frozen<T>>;
  /** The text of a warning with every answer. */
  readonly deprecation?: string;
  /** The schema that OpenAPI publishes, where it isn't told from `schema`. */
  readonly openapi?: JsonObject;
}

/** State that is not part of the API: processes, files. Stored, forked and hibernated alike. */
export interface RecordType<T = unknown> {
  readonly record: string;
  readonly of?: T;
}

/** Names a kind of internal state, e.g. `defineRecord<FileNode>('files')`. */
export function defineRecord<T>(record: string): RecordType<T> {
  return { record };
}

/**
 * The rules of a kind, called in this order: setDefaults, (mutating admission,)
 * prepareForCreate or prepareForUpdate, validate (and validateUpdate), warnings.
 * Follows k8s.io/apiserver/pkg/registry/rest.
 */
export interface Strategy<T extends KubeObject> {
  /** Fills what the manifest left out. Also applied to what is read by older versions. */
  setDefaults(draft: T, context: RequestContext): void;
  /** Drops what a client may not set (status), sets generation 1. */
  prepareForCreate?(draft: T, context: RequestContext): void;
  /** Restores what a client may not change (status), raises the generation. */
  prepareForUpdate?(draft: T, old: Frozen<T>, context: RequestContext): void;
  /** The same for the status subresource: everything but status is restored. */
  prepareForStatusUpdate?(draft: T, old: Frozen<T>, context: RequestContext): void;
  validate(object: Frozen<T>, context: RequestContext): readonly FieldError[];
  /** Beyond `validate`, for what is new. */
  validateCreate?(object: Frozen<T>, context: RequestContext): readonly FieldError[];
  /** Beyond `validate`, which runs too unless `updateIsWhole`. ObjectMeta's rules are the registry's. */
  validateUpdate(object: Frozen<T>, old: Frozen<T>, context: RequestContext): readonly FieldError[];
  /** `validateUpdate` says all that is wrong: some rules only hold for what changes. */
  readonly updateIsWhole?: true;
  validateStatusUpdate?(object: Frozen<T>, old: Frozen<T>): readonly FieldError[];
  /** Texts for `Warning:` headers. */
  warnings?(object: Frozen<T>, old?: Frozen<T>): readonly string[];
  /** How `metadata.name` must look; the errors' texts. Default: DNS-1123 subdomain. */
  validateName?(name: string): readonly string[];
  /**
   * Seconds of grace for a DELETE, or undefined when the object goes at once.
   * `asked` is DeleteOptions.gracePeriodSeconds.
   */
  graceSeconds?(object: Frozen<T>, asked: number | undefined): number | undefined;
  /** For the approval subresource: everything but what is decided there is restored. */
  prepareForApprovalUpdate?(draft: T, old: Frozen<T>, context: RequestContext): void;
  validateApprovalUpdate?(object: Frozen<T>, old: Frozen<T>): readonly FieldError[];
  /** Called when an object that can't go at once is marked as being deleted. */
  prepareForDelete?(draft: T): void;
  /** An object that is being deleted stays for reasons of its own (a namespace's finalizers). */
  holdsDeletion?(object: Frozen<T>): boolean;
  /** For the finalize subresource: everything but spec.finalizers is restored. */
  prepareForFinalizeUpdate?(draft: T, old: Frozen<T>): void;
  /** What DELETE does to dependents when nothing is said. Default: background. */
  readonly defaultPropagation?: 'Background' | 'Orphan';
  /**
   * Fields that a request on a path (a subresource, '' for the object itself) can't set, so that it
   * doesn't own them either. Default: the status, and the spec of a request for the status.
   */
  readonly resetFields?: { readonly [subresource: string]: readonly (readonly string[])[] };
  /** What such a DELETE is warned of. */
  readonly deleteWarning?: string;
  /** PUT to a name that does not exist creates it. */
  readonly allowCreateOnUpdate?: boolean;
  /** PUT without resourceVersion overwrites. Default: true. */
  readonly allowUnconditionalUpdate?: boolean;
}

/** What a strategy may know of the request besides the object. */
export interface RequestContext {
  readonly now: Instant;
  readonly user: User;
  /** The version in which the request speaks, when the kind has several (`events.k8s.io/v1`). */
  readonly apiVersion: string;
  readonly random: (purpose: string) => import('../lib/random.ts').Random;
}

export interface User {
  readonly name: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  /** What else is known, e.g. the pod whose token it is; by keys in lower case. */
  readonly extra?: { readonly [key: string]: readonly string[] };
}

export interface Subresources<T extends KubeObject> {
  readonly status?: true;
  /** Where somebody decides (certificate signing requests). */
  readonly approval?: true;
  /** Where a controller takes away `spec.finalizers` (namespaces). */
  readonly finalize?: true;
  readonly scale?: ScaleMapping<T>;
  /** Verbs by name for what the node or a controller serves: log, exec, attach, binding ... */
  readonly connect?: { readonly [name: string]: ConnectInfo };
}

export interface ConnectInfo {
  /** The kind that discovery names for it. */
  readonly kind: string;
  readonly group?: string;
  readonly version?: string;
  readonly verbs: readonly string[];
}

/** Where `autoscaling/v1 Scale` finds its fields. */
export interface ScaleMapping<T extends KubeObject> {
  /** Where the number of replicas is; absent: `spec.replicas`. */
  readonly replicasPath?: readonly string[];
  read(object: Frozen<T>): { replicas: number; statusReplicas: number; selector: string };
  write(draft: T, replicas: number): void;
}

/** One printed column; priority 1 is shown with `-o wide` only. */
export interface Column {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  readonly format?: string;
  readonly description?: string;
  readonly priority?: 0 | 1;
}

/** How `kubectl get` prints a kind (pkg/printers/internalversion). */
export interface TableConvertor<T extends KubeObject> {
  readonly columns: readonly Column[];
  /** One cell per column, wide ones too. `now` is what ages are reckoned against. */
  cells(object: Frozen<T>, now: Instant): readonly Json[];
  /** The order of a list's rows, where it is not that of names. */
  order?(a: Frozen<T>, b: Frozen<T>): number;
  /** Row conditions, e.g. Completed for pods that have ended. */
  conditions?(object: Frozen<T>): readonly Json[];
}

/** What a describer may look up: the API as the user sees it. */
export interface DescribeContext {
  readonly now: Instant;
  list(plural: string, group: string, namespace?: string): readonly Frozen<KubeObject>[];
  /** Events about this object, oldest first; undefined when they are not to be shown. */
  events(object: Frozen<KubeObject>): readonly Frozen<KubeObject>[] | undefined;
}
export type Describe<T extends KubeObject> = {
  call(object: Frozen<T>, context: DescribeContext): string;
}['call'];

/**
 * A function of an object. Declared as a method, so that `Resource<Pod>` is a `Resource`: lists of
 * all kinds hold such functions and call each with objects of its own kind only.
 */
export type OfObject<T extends KubeObject, R> = { call(object: Frozen<T>): R }['call'];

type Optional = 'singular' | 'shortNames' | 'categories' | 'subresources' | 'selectable';

/** The rules of a kind that nobody writes. */
export const computedStrategy: Strategy<KubeObject> = {
  setDefaults: () => {},
  validate: () => [],
  validateUpdate: () => [],
};

/** Ties a kind's parts together; what is usual may be left out. */
export function defineResource<T extends KubeObject>(
  parts: Omit<Resource<T>, Optional | 'returnsDeleted'> &
    Partial<Pick<Resource<T>, Optional | 'returnsDeleted'>>,
): Resource<T> {
  return {
    singular: parts.kind.toLowerCase(),
    shortNames: [],
    categories: [],
    subresources: {},
    selectable: {},
    returnsDeleted: false,
    ...parts,
  };
}

/** `apps/v1`, or `v1` in the core group. */
export function apiVersionOf(resource: Pick<Resource, 'group' | 'version'>): string {
  return resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;
}
