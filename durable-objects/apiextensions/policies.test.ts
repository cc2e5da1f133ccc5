import { expect, test } from 'vitest';
import { testCluster } from '../testing/clusters.ts';
import { Api, definition, foos, foosDefinition, specOf } from './testing/definitions.ts';

const group = '/apis/admissionregistration.k8s.io/v1';
const schema = specOf({ n: { type: 'integer' }, max: { type: 'integer' } });

function withPolicy(more: object, resource: string, apiGroup: string, binding: object = {}): Api {
  const api = new Api(testCluster());
  expect(api.define(definition(schema))).toBe('201');
  const rule = { apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: [resource] };
  const matchConstraints = { resourceRules: [{ apiGroups: [apiGroup], ...rule }] };
  const spec = { matchConstraints, ...more };
  const policies = `${group}/validatingadmissionpolicies`;
  expect(api.send('POST', policies, { metadata: { name: 'p' }, spec })).toBe('201');
  const bound = { policyName: 'p', validationActions: ['Deny'], ...binding };
  const bindings = `${group}/validatingadmissionpolicybindings`;
  expect(api.send('POST', bindings, { metadata: { name: 'b' }, spec: bound })).toBe('201');
  return api;
}

test('custom resources are params of policies', () => {
  const paramRef = { name: 'a', parameterNotFoundAction: 'Allow' };
  const api = withPolicy(
    {
      paramKind: { apiVersion: 'example.com/v1', kind: 'Foo' },
      validations: [{ expression: 'size(object.data) <= params.spec.max' }],
    },
    'configmaps',
    '',
    { paramRef },
  );
  expect(api.foo({ max: 1 })).toBe('201');
  const url = '/api/v1/namespaces/default/configmaps';
  const map = (data: object): object => ({ metadata: { name: 'x' }, data });
  expect(api.send('POST', url, map({ a: '1', b: '2' }))).toMatch(
    /^422 configmaps "x" is forbidden: .* denied request: failed expression: size/,
  );
  expect(api.send('POST', url, map({ a: '1' }))).toBe('201');
});

test('custom resources are what policies are about, and their types are checked', () => {
  const validations = [
    { expression: 'object.spec.n > 1', messageExpression: '"n: " + object.spec.n' },
  ];
  const api = withPolicy({ validations }, 'foos', 'example.com');
  expect(api.foo({ n: 1 })).toMatch(/denied request: failed expression: object.spec.n > 1$/);
  expect(api.foo({ n: 2 })).toBe('201');
  const status = api.get(`${group}/validatingadmissionpolicies/p`, 'status') as object;
  expect(status).toEqual({
    observedGeneration: 1,
    typeChecking: {
      expressionWarnings: [
        {
          fieldRef: 'spec.validations[0].messageExpression',
          warning: `example.com/v1, Kind=Foo: ERROR: <input>:1:7: found no matching overload for '_+_' applied to '(string, int)'
 | "n: " + object.spec.n
 | ......^
`,
        },
      ],
    },
  });
});

test('a definition can be refused by a policy, and what goes is not asked about', () => {
  const api = withPolicy(
    { validations: [{ expression: '!object.metadata.name.startsWith("foos")' }] },
    'customresourcedefinitions',
    'apiextensions.k8s.io',
  );
  expect(api.foo({ n: 1 })).toBe('201');
  expect(api.patch(foosDefinition, { metadata: { labels: { a: 'b' } } })).toMatch(/^422/);
  expect(api.send('GET', foos)).toBe('200');
});
