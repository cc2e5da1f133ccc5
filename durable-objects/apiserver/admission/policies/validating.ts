import { validatingAdmissionPolicies } from '../../../api/admissionregistration/validatingadmissionpolicy/resource.ts';
import type { ValidatingAdmissionPolicy } from '../../../api/admissionregistration/validatingadmissionpolicy/schema.ts';
import { validatingAdmissionPolicyBindings } from '../../../api/admissionregistration/validatingadmissionpolicybinding/resource.ts';
import type { ValidatingAdmissionPolicyBinding } from '../../../api/admissionregistration/validatingadmissionpolicybinding/schema.ts';
import { StatusError } from '../../../apimachinery/status-error.ts';
import type { Frozen } from '../../../lib/json.ts';
import { refused } from '../attributes.ts';
import type { AdmissionAttributes, AdmissionPlugin } from '../plugin.ts';
import { type Decision, decide } from './decisions.ts';
import { isExempt, matchedVersion } from './match.ts';
import { collectParams } from './params.ts';
import { type PolicyRequest, policyRequest } from './request.ts';
import { accessCheck, type PolicyWorld } from './world.ts';

type Policy = Frozen<ValidatingAdmissionPolicy>;
type Binding = Frozen<ValidatingAdmissionPolicyBinding>;

/** A denial, with whose it is; no binding: the policy itself can't be used. */
interface Denial {
  readonly policy: Policy;
  readonly binding?: Binding;
  readonly message: string;
  readonly reason?: string;
}

/**
 * Refuses what policies deny (apiserver/pkg/admission/plugin/policy/validating). Without a policy
 * it costs one look at an empty list.
 */
export function validatingPolicyPlugin(world: PolicyWorld): AdmissionPlugin {
  return {
    name: 'ValidatingAdmissionPolicy',
    validate(attributes, object) {
      const policies = attributes.read.list(validatingAdmissionPolicies);
      if (policies.length === 0 || isExempt(attributes)) return undefined;
      const request = policyRequest(attributes, object, world.resources);
      const bindings = attributes.read.list(validatingAdmissionPolicyBindings);
      const denials: Denial[] = [];
      const warnings: string[] = [];
      for (const policy of policies) {
        const own = bindings.filter(({ spec }) => spec.policyName === policy.metadata.name);
        dispatch(policy, own, request, world, { denials, warnings });
      }
      const [first] = denials;
      if (first) throw denied(attributes, first);
      return warnings;
    },
  };
}

interface Outcome {
  readonly denials: Denial[];
  readonly warnings: string[];
}

function dispatch(
  policy: Policy,
  bindings: readonly Binding[],
  request: PolicyRequest,
  world: PolicyWorld,
  outcome: Outcome,
): void {
  const { matchConstraints, paramKind, failurePolicy } = policy.spec;
  const matched = matchConstraints && matchedVersion(matchConstraints, request);
  if (!matched) return;
  for (const binding of bindings) {
    const { matchResources, paramRef } = binding.spec;
    if (matchResources && !matchedVersion(matchResources, request)) continue;
    const params = collectParams(paramKind, paramRef, request);
    if ('error' in params) {
      const message = `failed to configure binding: ${params.error}`;
      if (failurePolicy !== 'Ignore') outcome.denials.push({ policy, binding, message });
      continue;
    }
    const check = accessCheck(world, request.attributes);
    for (const one of params) {
      const decided = decide(policy.spec, request, matched, one, check);
      for (const decision of decided.denied) act(policy, binding, decision, outcome);
      for (const message of decided.failures) outcome.denials.push({ policy, binding, message });
    }
  }
}

/** Does what the binding wants done with a failed validation; nobody reads audit annotations. */
function act(policy: Policy, binding: Binding, decision: Decision, outcome: Outcome): void {
  for (const action of binding.spec.validationActions ?? []) {
    if (action === 'Deny') outcome.denials.push({ policy, binding, ...decision });
    else if (action === 'Warn') {
      const subject = `ValidatingAdmissionPolicy '${policy.metadata.name}' with binding '${binding.metadata.name}'`;
      outcome.warnings.push(`Validation failed for ${subject}: ${decision.message}`);
    }
  }
}

const codes: { readonly [reason: string]: number | undefined } = {
  Forbidden: 403,
  Unauthorized: 401,
  RequestEntityTooLarge: 413,
  Invalid: 422,
};

function denied(attributes: AdmissionAttributes, denial: Denial): StatusError {
  const { policy, binding, message, reason = 'Invalid' } = denial;
  const by = binding ? ` with binding '${binding.metadata.name}'` : '';
  const subject = `ValidatingAdmissionPolicy '${policy.metadata.name}'${by}`;
  const text = `${subject} denied request: ${message}`;
  const { body } = refused(attributes, text);
  const causes = [...(body.details?.causes ?? []), { message: text }];
  return new StatusError(codes[reason] ?? 422, reason, body.message, { ...body.details, causes });
}
