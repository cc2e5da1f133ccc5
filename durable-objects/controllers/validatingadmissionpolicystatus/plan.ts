import { policyEnvironment, variableType } from '../../api/admissionregistration/environment.ts';
import type { ExpressionWarning } from '../../api/admissionregistration/validatingadmissionpolicy/schema.ts';
import type { ValidatingAdmissionPolicy } from '../../api/index.ts';
import { apiVersionOf, type Resource } from '../../apimachinery/resource.ts';
import { type CelType, compile } from '../../cel/index.ts';
import type { Frozen } from '../../lib/json.ts';
import { typeOfSchema } from './types.ts';

type Policy = Frozen<ValidatingAdmissionPolicy>;

/** More kinds than these are not looked at. */
const maxKinds = 10;

/**
 * What is wrong with a policy's expressions when objects have the types of the kinds that it names.
 * Follows apiserver/pkg/admission/plugin/policy/validating/typechecking.go.
 */
export function planWarnings(
  policy: Policy,
  resources: readonly Resource[],
): readonly ExpressionWarning[] {
  const kinds = kindsOf(policy, resources);
  const { paramKind } = policy.spec;
  const params = resources.find(
    (one) => apiVersionOf(one) === paramKind?.apiVersion && one.kind === paramKind.kind,
  );
  const check = (fieldRef: string, expression: string): readonly ExpressionWarning[] => {
    const warnings = kinds.flatMap((kind) => issuesOf(policy, expression, kind, params));
    return warnings.length === 0 ? [] : [{ fieldRef, warning: warnings.join('\n') }];
  };
  return (policy.spec.validations ?? []).flatMap(({ expression, messageExpression }, i) => [
    ...check(`spec.validations[${i}].expression`, expression),
    ...(messageExpression
      ? check(`spec.validations[${i}].messageExpression`, messageExpression)
      : []),
  ]);
}

/** The kinds that a policy's rules name in full, by group, version and kind. */
function kindsOf({ spec }: Policy, resources: readonly Resource[]): readonly Resource[] {
  const isPlain = (names: readonly string[]): boolean => !names.some((name) => name.includes('*'));
  const found = (spec.matchConstraints?.resourceRules ?? []).flatMap(
    ({ apiGroups = [], apiVersions = [], resources: names = [] }) =>
      isPlain(apiGroups) && isPlain(apiVersions)
        ? resources.filter(
            ({ group, version, plural }) =>
              apiGroups.includes(group) && apiVersions.includes(version) && names.includes(plural),
          )
        : [],
  );
  const order = ({ group, version, kind }: Resource): string => `${group}\0${version}\0${kind}`;
  return [...new Set(found)].sort((a, b) => (order(a) < order(b) ? -1 : 1)).slice(0, maxKinds);
}

function issuesOf(
  { spec }: Policy,
  expression: string,
  kind: Resource,
  params: Resource | undefined,
): readonly string[] {
  const variables = new Map<string, CelType>();
  const declared = {
    hasParams: spec.paramKind !== undefined,
    hasAuthorizer: true,
    object: typeOfSchema(kind.schema, kind.kind),
    ...(params ? { params: typeOfSchema(params.schema, params.kind) } : {}),
    variables,
  };
  for (const variable of spec.variables ?? []) {
    const compiled = compile(variable.expression, policyEnvironment(declared));
    variables.set(variable.name, variableType(compiled));
  }
  const compiled = compile(expression, policyEnvironment(declared));
  if (!('error' in compiled)) return [];
  const { group, version, kind: name } = kind;
  return [`${group}/${version}, Kind=${name}: ${compiled.error}\n`];
}
