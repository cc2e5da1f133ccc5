import type { KubeObject } from '../../apimachinery/meta.ts';
import type { Resource, User } from '../../apimachinery/resource.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Random } from '../../lib/random.ts';
import type { Reader, Transaction } from '../../storage/store.ts';

/** One request as admission sees it (k8s.io/apiserver/pkg/admission.Attributes). */
export interface AdmissionAttributes {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';
  readonly resource: Resource;
  readonly subresource: string;
  /** The version in which the request speaks; absent: that of the store. */
  readonly apiVersion?: string;
  readonly namespace: string;
  readonly name: string;
  /** Absent for CREATE. */
  readonly old?: Frozen<KubeObject>;
  readonly user: User;
  readonly read: Reader;
  readonly now: Instant;
  readonly dryRun: boolean;
  random(purpose: string): Random;
}

/** Looks at a draft that others have changed since. */
export type Again = () => void;

/**
 * A step between a request and the store. Both throw StatusErrors to refuse. The same handles
 * as in `AdmissionAttributes.resource` say what an object is: compare with `===`.
 */
export interface AdmissionPlugin {
  readonly name: string;
  /**
   * Changes what is to be stored; `draft` is absent for DELETE and CONNECT. What it returns is
   * called in its place when all plugins get to see the draft once more, which they do then.
   */
  admit?(attributes: AdmissionAttributes, draft: KubeObject | undefined): Again | undefined;
  /** Looks at what will be stored; returns texts for `Warning:` headers. */
  validate?(
    attributes: AdmissionAttributes,
    object: Frozen<KubeObject> | undefined,
  ): readonly string[] | undefined;
  /**
   * Writes what storing the object costs (a quota's usage): called once nothing can refuse the
   * request any more, and never for a dry run. Throws nothing.
   */
  charge?(attributes: AdmissionAttributes, object: Frozen<KubeObject>, tx: Transaction): void;
}
