import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ValidatingAdmissionPolicySpec } from '../../api/admissionregistration/validatingadmissionpolicy/schema.ts';
import { allResources, type ValidatingAdmissionPolicy } from '../../api/index.ts';
import { servedResources } from '../../apimachinery/version.ts';
import { type Frozen, freeze } from '../../lib/json.ts';
import { planWarnings } from './plan.ts';

function policy(spec: string): Frozen<ValidatingAdmissionPolicy> {
  const made = { spec: parse(spec) as ValidatingAdmissionPolicySpec, status: {} };
  return freeze(made) as Frozen<ValidatingAdmissionPolicy>;
}

const deployments = `matchConstraints: {resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: ["*"], resources: [deployments]}]}`;

/** `place: first line of the warning` for each. */
function warnings(spec: string): readonly string[] {
  const found = planWarnings(policy(`{${spec}}`), servedResources(allResources));
  return found.map(({ fieldRef, warning }) => `${fieldRef}: ${warning.split('\n')[0]}`);
}

const validation = (expression: string, more = ''): string =>
  `validations: [{expression: '${expression}'${more}}]`;

test('a warning in full', () => {
  const spec = `{${deployments}, ${validation('object.replicas > 1')}}`;
  expect(planWarnings(policy(spec), allResources)).toEqual([
    {
      fieldRef: 'spec.validations[0].expression',
      warning: `apps/v1, Kind=Deployment: ERROR: <input>:1:7: undefined field 'replicas'
 | object.replicas > 1
 | ......^
`,
    },
  ]);
});

const at = 'spec.validations[0].expression: apps/v1, Kind=Deployment: ERROR: <input>';

test.each([
  [deployments, validation('object.spec.replicas > 1'), []],
  [
    deployments,
    validation('object.spec.replicas > "1"'),
    [`${at}:1:22: found no matching overload for '_>_' applied to '(int, string)'`],
  ],
  [
    deployments,
    validation('object.spec.template.spec.containers.all(c, c.nam == "a")'),
    [`${at}:1:46: undefined field 'nam'`],
  ],
  [deployments, validation('object.metadata.namespace == "a" && has(object.metadata.labels)'), []],
  [deployments, validation('request.nope == 1'), [`${at}:1:8: undefined field 'nope'`]],
  [
    deployments,
    `variables: [{name: n, expression: object.spec.replicas}], ${validation('variables.n == "1"')}`,
    [`${at}:1:13: found no matching overload for '_==_' applied to '(int, string)'`],
  ],
  [
    deployments,
    `paramKind: {apiVersion: v1, kind: ConfigMap}, ${validation('params.nope == 1')}`,
    [`${at}:1:7: undefined field 'nope'`],
  ],
  [
    deployments,
    validation('true', ', messageExpression: object.nope'),
    [
      "spec.validations[0].messageExpression: apps/v1, Kind=Deployment: ERROR: <input>:1:7: undefined field 'nope'",
    ],
  ],
  [deployments.replace('[deployments]', '["*"]'), validation('object.nope'), []],
])('%s, %s', (match, expressions, wanted) => {
  expect(warnings(`${match}, ${expressions}`)).toEqual(wanted);
});
