import { beforeEach, describe, expect, test } from 'vitest';
import { about, deployments, PolicyServer, policyGroup } from './testing/policies.ts';

const policies = `${policyGroup}/mutatingadmissionpolicies`;
const bindings = `${policyGroup}/mutatingadmissionpolicybindings`;
const merge = 'application/merge-patch+json';
const pods = '/api/v1/namespaces/default/pods';
let server: PolicyServer;

beforeEach(() => {
  server = new PolicyServer();
});

const apply = (expression: string): string =>
  `{patchType: ApplyConfiguration, applyConfiguration: {expression: ${JSON.stringify(expression)}}}`;
const patch = (expression: string): string =>
  `{patchType: JSONPatch, jsonPatch: {expression: ${JSON.stringify(expression)}}}`;

/** One bound policy with these mutations. */
function mutate(mutations: string, more = ''): void {
  const spec = `{mutations: [${mutations}], reinvocationPolicy: Never${more}}`;
  expect(server.policy('mutating', spec)).toBe('201');
  expect(server.bind('mutating')).toBe('201');
}

const deny = (message: string): string =>
  `422 policy 'p' with binding 'b' denied request: ${message}`.replace('422', '403');

describe('MutatingAdmissionPolicy [Privileged:ClusterAdmin]', () => {
  test('should mutate a Deployment', () => {
    mutate(apply('Object{spec: Object.spec{replicas: object.spec.replicas + 1}}'));
    expect(server.deploy(1).at('spec', 'replicas')).toBe(2);
  });

  test('should mutate a Deployment with annotations', () => {
    mutate(
      apply(
        'Object{metadata: Object.metadata{annotations: {"my-foo-annotation": "myAnnotationValue"}}}',
      ),
    );
    const made = server.deploy(1);
    expect(made.at('metadata', 'annotations')).toEqual({
      'my-foo-annotation': 'myAnnotationValue',
    });
    expect(made.at('spec', 'replicas')).toBe(1);
  });

  test.each([
    ['should support MutatingAdmissionPolicy API operations', 'MutatingAdmissionPolicy'],
    [
      'should support MutatingAdmissionPolicyBinding API operations',
      'MutatingAdmissionPolicyBinding',
    ],
  ])('%s', (_title, kind) => {
    mutate(apply('Object{}'));
    const [url, name] = kind.endsWith('Policy') ? [policies, 'p'] : [bindings, 'b'];
    expect(server.get(policyGroup).text).toContain(`"kind":"${kind}"`);
    expect(server.get(`${url}/${name}`).at('metadata', 'generation')).toBe(1);
    expect((server.get(url).at('items') as object[]).length).toBe(1);
    const labels = { metadata: { labels: { a: 'b' } } };
    expect(server.call('PATCH', `${url}/${name}`, labels, merge).line).toBe('200');
    const body = JSON.parse(server.get(`${url}/${name}`).text) as object;
    expect(server.call('PUT', `${url}/${name}`, body).at('metadata', 'labels')).toEqual({ a: 'b' });
    expect(server.call('DELETE', `${url}/${name}`).line).toBe('200');
    expect(server.call('DELETE', `${url}?labelSelector=a%3Db`).line).toBe('200');
    expect(server.get(url).at('items')).toEqual([]);
  });
});

describe('how drafts are changed', () => {
  test('lists merge by their keys, and defaults come after', () => {
    mutate(
      apply(
        'Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{containers: [Object.spec.template.spec.containers{name: "sidecar", image: "busybox"}]}}}}',
      ),
    );
    const containers = server.deploy(1).at('spec', 'template', 'spec', 'containers') as {
      name: string;
      imagePullPolicy: string;
    }[];
    expect(containers.map(({ name, imagePullPolicy }) => `${name} ${imagePullPolicy}`)).toEqual([
      'c Always',
      'sidecar Always',
    ]);
  });

  test('operations, which see what those before them did', () => {
    mutate(
      [
        patch('[JSONPatch{op: "add", path: "/metadata/labels", value: {"a": "1"}}]'),
        patch(
          'object.metadata.labels["a"] != "1" ? [] : [JSONPatch{op: "add", path: "/metadata/labels/" + jsonpatch.escapeKey("x.io/y"), value: "2"}]',
        ),
        patch(
          '[JSONPatch{op: "test", path: "/spec/replicas", value: 7}, JSONPatch{op: "remove", path: "/metadata/labels"}]',
        ),
      ].join(', '),
    );
    expect(server.deploy(1).at('metadata', 'labels')).toEqual({ a: '1', 'x.io/y': '2' });
  });

  test('a value of any shape', () => {
    mutate(
      patch(
        '[JSONPatch{op: "add", path: "/spec/template/spec/volumes", value: [Object.spec.template.spec.volumes{name: "tmp", emptyDir: Object.spec.template.spec.volumes.emptyDir{}}]}]',
      ),
    );
    expect(server.deploy(1).at('spec', 'template', 'spec', 'volumes')).toEqual([
      { name: 'tmp', emptyDir: {} },
    ]);
  });

  test('the server looks at what was added: a sidecar has the account mounted too', () => {
    const constraints = JSON.stringify(about('', 'pods'));
    mutate(
      apply(
        'Object{spec: Object.spec{containers: [Object.spec.containers{name: "sidecar", image: "busybox"}]}}',
      ),
      `, matchConstraints: ${constraints}`,
    );
    const body = { metadata: { name: 'a' }, spec: { containers: [{ name: 'c', image: 'nginx' }] } };
    const containers = server.call('POST', pods, body).at('spec', 'containers') as {
      name: string;
      volumeMounts: object[];
    }[];
    expect(containers.map((one) => `${one.name} ${one.volumeMounts.length}`)).toEqual([
      'c 1',
      'sidecar 1',
    ]);
  });

  test.each([
    ['IfNeeded', '1 2'],
    ['Never', '1'],
  ])('a policy that says %s sees later changes: %s', (reinvocation, wanted) => {
    const seen = patch(
      '[JSONPatch{op: "add", path: "/metadata/annotations", value: {"seen": (has(object.metadata.annotations) ? object.metadata.annotations["seen"] + " " : "") + string(object.spec.replicas)}}]',
    );
    const spec = `{mutations: [${seen}], reinvocationPolicy: ${reinvocation}}`;
    expect(server.policy('mutating', spec, 'a')).toBe('201');
    expect(server.bind('mutating', '{policyName: a}', 'a')).toBe('201');
    mutate(apply('Object{spec: Object.spec{replicas: 2}}'));
    expect(server.deploy(1).at('metadata', 'annotations', 'seen')).toBe(wanted);
  });

  test('validation comes after', () => {
    mutate(apply('Object{spec: Object.spec{replicas: 2}}'));
    const validations = "{validations: [{expression: 'object.spec.replicas == 1'}]}";
    expect(server.policy('validating', validations)).toBe('201');
    expect(server.bind('validating')).toBe('201');
    expect(server.deploy(1).status).toBe(422);
  });

  test('what users apply stays theirs', () => {
    mutate(apply('Object{metadata: Object.metadata{labels: {"by": "policy"}}}'));
    server.deploy(1);
    const scaled = { spec: { replicas: 3 } };
    const answer = server.call('PATCH', `${deployments}/web`, scaled, merge);
    expect(answer.at('metadata', 'labels')).toEqual({ by: 'policy' });
  });
});

describe('what can not be done denies, unless the policy ignores errors', () => {
  test.each([
    [
      apply('Object{spec: Object.wrong{replicas: 1}}'),
      'type mismatch: unexpected type name "Object.wrong", expected "Object.spec", which matches field name path from root Object type',
    ],
    [
      apply(
        'Object{spec: Object.spec{template: Object.spec.template{spec: Object.spec.template.spec{containers: [Object.spec.template.spec.containers{name: "c", args: ["a"]}]}}}}',
      ),
      'error applying patch: invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: .spec.template.spec.containers[0].args',
    ],
    [
      apply('Object{spec: Object.spec{nope: 1}}'),
      'error applying patch: failed to convert patch object to typed object: .spec.nope: field not declared in schema',
    ],
    [
      apply('Object{spec: Object.spec{replicas: object.spec.nope}}'),
      "expression 'Object{spec: Object.spec{replicas: object.spec.nope}}' resulted in error: no such key: nope",
    ],
    [
      patch('[JSONPatch{op: "remove", path: "/spec/nope"}]'),
      'JSON Patch: doc is missing path: /spec/nope: missing value',
    ],
  ])('%s', (mutation, message) => {
    mutate(mutation);
    const answer = server.deploy(1);
    expect(answer.line).toBe(deny(message));
    expect([answer.at('reason'), answer.at('details', 'causes', 0)]).toEqual([
      'Invalid',
      { message: answer.at('message') },
    ]);
    const ignore = { spec: { failurePolicy: 'Ignore' } };
    expect(server.call('PATCH', `${policies}/p`, ignore, merge).line).toBe('200');
    expect(server.deploy(1).line).toBe('201');
  });
});

test.each([
  [
    '{}',
    '[spec.mutations: Required value: mutations must contain at least one item, spec.reinvocationPolicy: Required value]',
  ],
  [
    `{reinvocationPolicy: Never, mutations: [${apply('{"a": 1}')}]}`,
    String.raw`spec.mutations[0].applyConfiguration.expression: Invalid value: "{\"a\": 1}": must evaluate to Object but got map(string, int)`,
  ],
  [
    `{reinvocationPolicy: Never, mutations: [${patch('[]')}]}`,
    'spec.mutations[0].jsonPatch.expression: Invalid value: "[]": must evaluate to list(JSONPatch) but got list(dyn)',
  ],
  [
    '{reinvocationPolicy: Never, mutations: [{patchType: JSONPatch, applyConfiguration: {expression: x}}]}',
    '[spec.mutations[0].jsonPatch: Required value: must be specified when patchType is JSONPatch, spec.mutations[0].applyConfiguration: Invalid value: "{applyConfiguration}": must not be specified when patchType is JSONPatch]',
  ],
  [
    `{reinvocationPolicy: Never, mutations: [${apply('Object{}')}], matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [DELETE], resources: [pods]}]}}`,
    'spec.matchConstraints.resourceRules.operations: Unsupported value: "DELETE": supported values: "*", "CONNECT", "CREATE", "UPDATE"',
  ],
])('a policy that is refused: %s', (spec, message) => {
  expect(server.policy('mutating', spec)).toBe(message);
});
