import type { KubeObject } from '../../apimachinery/meta.ts';
import {
  apiVersionOf,
  type RequestContext,
  type Resource,
  type User,
} from '../../apimachinery/resource.ts';
import { qualified } from '../../apimachinery/status-error.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Random } from '../../lib/random.ts';
import type { Transaction } from '../../storage/store.ts';
import type { AdmissionAttributes, AdmissionPlugin, Again } from '../admission/plugin.ts';

/** What one write is done with. */
export interface WriteContext {
  readonly tx: Transaction;
  readonly now: Instant;
  readonly user: User;
  /** Who owns the fields that this write sets: `kubectl-client-side-apply`. */
  readonly manager: string;
  readonly admission: readonly AdmissionPlugin[];
  /** Everything happens but the last step: nothing is stored. */
  readonly dryRun: boolean;
  /** Texts for `Warning:` headers are added here. */
  readonly warnings: string[];
  random(purpose: string, ...parts: readonly string[]): Random;
}

/** What one write is about. */
export interface Target {
  readonly resource: Resource;
  readonly namespace: string;
  readonly name: string;
  readonly subresource: string;
  /** The version in which the request speaks; absent: that of the store. */
  readonly apiVersion?: string;
}

/** What a strategy may know; its randomness is keyed by the object. */
export function strategyContext(context: WriteContext, target: Target): RequestContext {
  const { now, user } = context;
  const apiVersion = target.apiVersion ?? apiVersionOf(target.resource);
  return { now, user, apiVersion, random: objectRandom(context, target) };
}

export function admissionAttributes(
  context: WriteContext,
  target: Target,
  operation: AdmissionAttributes['operation'],
  old?: Frozen<KubeObject>,
): AdmissionAttributes {
  return {
    operation,
    ...target,
    ...(old ? { old } : {}),
    user: context.user,
    read: context.tx,
    now: context.now,
    dryRun: context.dryRun,
    random: objectRandom(context, target),
  };
}

/**
 * Lets every plugin change the draft, in order; once more when one of them wants the others to see
 * what it changed (k8s.io/apiserver/pkg/admission/reinvocation.go).
 */
export function mutate(
  { admission }: WriteContext,
  attributes: AdmissionAttributes,
  draft: KubeObject | undefined,
): void {
  const again = new Map<AdmissionPlugin, Again>();
  for (const plugin of admission) {
    const more = plugin.admit?.(attributes, draft);
    if (more) again.set(plugin, more);
  }
  if (again.size === 0) return;
  for (const plugin of admission) {
    const more = again.get(plugin);
    if (more) more();
    else plugin.admit?.(attributes, draft);
  }
}

/** Lets every plugin look at what will be stored. */
export function validateAdmission(
  context: WriteContext,
  attributes: AdmissionAttributes,
  object: Frozen<KubeObject> | undefined,
): void {
  for (const plugin of context.admission) {
    context.warnings.push(...(plugin.validate?.(attributes, object) ?? []));
  }
}

/** Lets every plugin write what storing the object costs, right before it is stored. */
export function chargeAdmission(
  { admission, tx }: WriteContext,
  attributes: AdmissionAttributes,
  object: Frozen<KubeObject>,
): void {
  for (const plugin of admission) plugin.charge?.(attributes, object, tx);
}

function objectRandom(context: WriteContext, target: Target): (purpose: string) => Random {
  const { resource, namespace, name } = target;
  return (purpose) =>
    context.random(purpose, qualified(resource), namespace, name, String(context.now));
}
