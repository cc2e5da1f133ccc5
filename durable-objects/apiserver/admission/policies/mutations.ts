import type {
  MutatingAdmissionPolicySpec,
  Mutation,
} from '../../../api/admissionregistration/mutatingadmissionpolicy/schema.ts';
import type { KubeObject } from '../../../apimachinery/meta.ts';
import { apiVersionOf, type Resource } from '../../../apimachinery/resource.ts';
import { toStored } from '../../../apimachinery/version.ts';
import type { AccessCheck } from '../../../cel/library/authorizer.ts';
import { deepEqual, type Frozen, freeze, thaw } from '../../../lib/json.ts';
import {
  compileConditions,
  compileOne,
  compileVariables,
  Evaluation,
  type Expression,
  evaluateConditions,
  type Variables,
} from './expressions.ts';
import type { Params } from './params.ts';
import { applyConfigurationValue, applyPatchValue } from './patches.ts';
import { inVersion, type PolicyRequest, policyRequest } from './request.ts';

type Spec = Frozen<MutatingAdmissionPolicySpec>;

interface CompiledMutation {
  readonly expression: Expression;
  readonly apply: typeof applyPatchValue;
}

interface CompiledPolicy {
  readonly variables: Variables;
  readonly conditions: readonly Expression[];
  readonly mutations: readonly CompiledMutation[];
}

const compiled = new WeakMap<Spec, CompiledPolicy>();

/** By the spec, which is never changed. */
function compilePolicy(spec: Spec): CompiledPolicy {
  const known = compiled.get(spec);
  if (known) return known;
  const base = { hasParams: spec.paramKind !== undefined, hasAuthorizer: true };
  const variables = compileVariables(spec.variables ?? [], base);
  const declared = { ...base, hasPatchTypes: true, variables: variables.types } as const;
  const result: CompiledPolicy = {
    variables,
    conditions: compileConditions(spec.matchConditions ?? [], declared),
    mutations: (spec.mutations ?? []).map((mutation: Frozen<Mutation>): CompiledMutation => {
      const { patchType, jsonPatch, applyConfiguration } = mutation;
      return patchType === 'JSONPatch'
        ? {
            expression: compileOne(jsonPatch?.expression ?? '', declared, ['list(JSONPatch)']),
            apply: applyPatchValue,
          }
        : {
            expression: compileOne(applyConfiguration?.expression ?? '', declared, ['Object']),
            apply: applyConfigurationValue,
          };
    }),
  };
  compiled.set(spec, result);
  return result;
}

/** The draft as it is now, for everybody to read. */
export function snapshot(draft: KubeObject): Frozen<KubeObject> {
  return freeze(thaw<KubeObject>(draft as unknown as Frozen<KubeObject>));
}

export interface MutationRequest {
  readonly spec: Spec;
  readonly request: PolicyRequest;
  readonly matched: Resource;
  readonly params: Params;
  readonly check: AccessCheck;
  /** What is changed. */
  readonly draft: KubeObject;
  /** Asked once the policy's conditions hold. */
  isWanted(): boolean;
}

export interface MutationOutcome {
  readonly errors: readonly string[];
  readonly hasChanged: boolean;
  /** False: its conditions don't hold, or it isn't wanted. */
  readonly isInvoked: boolean;
}

/** Makes all mutations of a policy, one after the other; each sees what those before it made. */
export function mutateOnce(about: MutationRequest): MutationOutcome {
  const { spec, draft, matched } = about;
  const policy = compilePolicy(spec);
  const notInvoked = { errors: [], hasChanged: false, isInvoked: false };
  const conditions = evaluateConditions(policy.conditions, evaluationOf(about, policy));
  if ('error' in conditions) return { ...notInvoked, errors: [conditions.error] };
  if (!conditions.matches || !about.isWanted()) return notInvoked;
  const before = snapshot(draft);
  const errors: string[] = [];
  for (const { expression, apply } of policy.mutations) {
    const result = evaluationOf(about, policy).run(expression);
    if ('error' in result) {
      errors.push(result.error);
      continue;
    }
    const live = inVersion(matched, snapshot(draft));
    const patched = live && apply(matched, live, result.value);
    if (patched && 'error' in patched) errors.push(patched.error);
    else if (patched) replaceDraft(about, patched.object);
  }
  return { errors, hasChanged: !deepEqual(before, snapshot(draft)), isInvoked: true };
}

function evaluationOf(
  { request, matched, params, check, draft }: MutationRequest,
  { variables }: CompiledPolicy,
): Evaluation {
  const now = policyRequest(request.attributes, snapshot(draft), request.resources);
  return new Evaluation(now, matched, params, variables, check);
}

/** The draft becomes what a mutation made, in the store's form and with defaults. */
function replaceDraft({ draft, matched, request }: MutationRequest, patched: KubeObject): void {
  const { attributes } = request;
  const { resource, now, user, apiVersion } = attributes;
  const stored = toStored(matched, thaw<KubeObject>(patched as unknown as Frozen<KubeObject>));
  const result: KubeObject = { ...stored, apiVersion: draft.apiVersion, kind: draft.kind };
  resource.strategy.setDefaults(result, {
    now,
    user,
    apiVersion: apiVersion ?? apiVersionOf(resource),
    random: (purpose) => attributes.random(purpose),
  });
  for (const name of Object.keys(draft))
    delete (draft as unknown as { [name: string]: unknown })[name];
  Object.assign(draft, result);
}
