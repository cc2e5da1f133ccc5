import { mutatingAdmissionPolicies } from '../../../api/admissionregistration/mutatingadmissionpolicy/resource.ts';
import type { MutatingAdmissionPolicy } from '../../../api/admissionregistration/mutatingadmissionpolicy/schema.ts';
import { mutatingAdmissionPolicyBindings } from '../../../api/admissionregistration/mutatingadmissionpolicybinding/resource.ts';
import type { MutatingAdmissionPolicyBinding } from '../../../api/admissionregistration/mutatingadmissionpolicybinding/schema.ts';
import type { KubeObject } from '../../../apimachinery/meta.ts';
import type { Resource } from '../../../apimachinery/resource.ts';
import { StatusError } from '../../../apimachinery/status-error.ts';
import { deepEqual, type Frozen } from '../../../lib/json.ts';
import { refused } from '../attributes.ts';
import type { AdmissionAttributes, AdmissionPlugin } from '../plugin.ts';
import { isExempt, matchedVersion } from './match.ts';
import { mutateOnce, snapshot } from './mutations.ts';
import { collectParams, type Params } from './params.ts';
import { type PolicyRequest, policyRequest } from './request.ts';
import { accessCheck, type PolicyWorld } from './world.ts';

type Policy = Frozen<MutatingAdmissionPolicy>;
type Binding = Frozen<MutatingAdmissionPolicyBinding>;

/** One policy by one binding with one object as its params. */
export interface Invocation {
  readonly policy: Policy;
  readonly binding: Binding;
  readonly matched: Resource;
  readonly params: Params;
}

interface Failure {
  readonly policy: Policy;
  readonly text: string;
  readonly reason?: string;
}

/**
 * Changes drafts as policies say (apiserver/pkg/admission/plugin/policy/mutating). Without a policy
 * it costs one look at an empty list.
 */
export function mutatingPolicyPlugin(world: PolicyWorld): AdmissionPlugin {
  return {
    name: 'MutatingAdmissionPolicy',
    admit(attributes, draft) {
      if (!draft || isExempt(attributes)) return undefined;
      const policies = attributes.read.list(mutatingAdmissionPolicies);
      if (policies.length === 0) return undefined;
      const pass = new Pass(attributes, draft, policies, world);
      pass.run();
      return pass.hasChanged ? () => pass.runAgain() : undefined;
    },
  };
}

/** The policies that one request meets, for the first time and once more. */
class Pass {
  hasChanged = false;
  readonly #attributes: AdmissionAttributes;
  readonly #draft: KubeObject;
  readonly #policies: readonly Policy[];
  readonly #world: PolicyWorld;
  /** What may be invoked again, by policy, binding and params; and what is to be. */
  readonly #invoked = new Set<string>();
  readonly #due = new Set<string>();
  #output: Frozen<KubeObject> | undefined;

  constructor(
    attributes: AdmissionAttributes,
    draft: KubeObject,
    policies: readonly Policy[],
    world: PolicyWorld,
  ) {
    this.#attributes = attributes;
    this.#draft = draft;
    this.#policies = policies;
    this.#world = world;
  }

  run(): void {
    this.#dispatch(() => true);
    this.#output = snapshot(this.#draft);
  }

  /** Policies that want it see what others, the server's own plugins too, have changed since. */
  runAgain(): void {
    if (!deepEqual(this.#output, snapshot(this.#draft))) this.#makeDue();
    this.#dispatch((invocation) => this.#due.has(keyOf(invocation)));
  }

  #makeDue(): void {
    for (const key of this.#invoked) this.#due.add(key);
    this.#invoked.clear();
  }

  #dispatch(isWanted: (invocation: Invocation) => boolean): void {
    const { resources } = this.#world;
    const request = policyRequest(this.#attributes, snapshot(this.#draft), resources);
    const failures: Failure[] = [];
    const invocations = this.#policies.flatMap((policy) =>
      this.#invocations(policy, request, failures),
    );
    for (const invocation of invocations) this.#invoke(invocation, isWanted, failures);
    const fatal = failures.filter(({ policy }) => policy.spec.failurePolicy !== 'Ignore');
    if (fatal.length > 0) throw denied(this.#attributes, fatal);
  }

  #invocations(policy: Policy, request: PolicyRequest, failures: Failure[]): readonly Invocation[] {
    const { matchConstraints, paramKind } = policy.spec;
    const matched = matchConstraints && matchedVersion(matchConstraints, request);
    if (!matched) return [];
    const bindings = request.attributes.read
      .list(mutatingAdmissionPolicyBindings)
      .filter(({ spec }) => spec.policyName === policy.metadata.name);
    return bindings.flatMap((binding) => {
      const { matchResources, paramRef } = binding.spec;
      if (matchResources && !matchedVersion(matchResources, request)) return [];
      const params = collectParams(paramKind, paramRef, request);
      if (!('error' in params))
        return params.map((one) => ({ policy, binding, matched, params: one }));
      const text = textOf(policy, binding, `failed to configure binding: ${params.error}`);
      failures.push({ policy, text });
      return [];
    });
  }

  #invoke(
    invocation: Invocation,
    isWanted: (invocation: Invocation) => boolean,
    failures: Failure[],
  ): void {
    const { policy, binding, matched, params } = invocation;
    const request = policyRequest(this.#attributes, snapshot(this.#draft), this.#world.resources);
    const check = accessCheck(this.#world, this.#attributes);
    const outcome = mutateOnce({
      spec: policy.spec,
      request,
      matched,
      params,
      check,
      draft: this.#draft,
      isWanted: () => isWanted(invocation),
    });
    for (const error of outcome.errors)
      failures.push({ policy, text: textOf(policy, binding, error), reason: 'Invalid' });
    if (outcome.hasChanged) {
      this.#makeDue();
      this.hasChanged = true;
    }
    if (outcome.isInvoked && policy.spec.reinvocationPolicy === 'IfNeeded')
      this.#invoked.add(keyOf(invocation));
  }
}

function keyOf({ policy, binding, params }: Invocation): string {
  const { namespace = '', name = '' } = params?.metadata ?? {};
  return JSON.stringify([policy.metadata.name, binding.metadata.name, namespace, name]);
}

function textOf(policy: Policy, binding: Binding, why: string): string {
  return `policy '${policy.metadata.name}' with binding '${binding.metadata.name}' denied request: ${why}`;
}

/** A Forbidden error in which the first failure has its say. */
function denied(attributes: AdmissionAttributes, failures: readonly Failure[]): StatusError {
  const { body } = refused(attributes, 'admission request denied by policy');
  const [first] = failures;
  const causes = failures.map(({ text }) => ({ message: text }));
  const reason = first?.reason ?? 'Forbidden';
  return new StatusError(body.code, reason, first?.text ?? '', { ...body.details, causes });
}
