import { beforeEach, describe, expect, test } from 'vitest';
import { about, deployment, deployments, PolicyServer, policyGroup } from './testing/policies.ts';

const policies = `${policyGroup}/validatingadmissionpolicies`;
const bindings = `${policyGroup}/validatingadmissionpolicybindings`;
const merge = 'application/merge-patch+json';
let server: PolicyServer;

beforeEach(() => {
  server = new PolicyServer();
});

/** One policy with one validation, bound. */
function check(expression: string, more = '', binding = '{}'): void {
  const validation = `{expression: '${expression.replaceAll("'", "''")}'${more}}`;
  expect(server.policy('validating', `{validations: [${validation}]}`)).toBe('201');
  expect(server.bind('validating', binding)).toBe('201');
}

const deny = (message: string): string =>
  `deployments.apps "web" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: ${message}`;

describe('ValidatingAdmissionPolicy [Privileged:ClusterAdmin]', () => {
  test('should validate against a Deployment', () => {
    check(
      'object.spec.replicas > 1 && (object.spec.replicas < 5 || object.metadata.name.startsWith("huge"))',
      `, messageExpression: "'wants ' + string(object.spec.replicas)"`,
    );
    expect(server.deploy(1).line).toBe(`422 ${deny('wants 1')}`);
    expect(server.deploy(3).line).toBe('201');
    const patch = { spec: { replicas: 9 } };
    expect(server.call('PATCH', `${deployments}/web`, patch, merge).line).toBe(
      `422 ${deny('wants 9')}`,
    );
  });

  test('should allow expressions to refer variables.', () => {
    const spec = `
      variables:
      - {name: replicas, expression: object.spec.replicas}
      - {name: oddReplicas, expression: variables.replicas % 2 == 1}
      validations:
      - {expression: variables.replicas > 1}
      - {expression: variables.oddReplicas}
    `;
    expect(server.policy('validating', spec)).toBe('201');
    expect(server.bind('validating')).toBe('201');
    expect(server.deploy(1).line).toBe(`422 ${deny('failed expression: variables.replicas > 1')}`);
    expect(server.deploy(4).line).toBe(`422 ${deny('failed expression: variables.oddReplicas')}`);
    expect(server.deploy(3).line).toBe('201');
  });

  test.each([
    ['should support ValidatingAdmissionPolicy API operations', 'ValidatingAdmissionPolicy'],
    [
      'should support ValidatingAdmissionPolicyBinding API operations',
      'ValidatingAdmissionPolicyBinding',
    ],
  ])('%s', (_title, kind) => {
    check('true');
    const isPolicy = kind === 'ValidatingAdmissionPolicy';
    const [url, name] = isPolicy ? [policies, 'p'] : [bindings, 'b'];
    expect(server.get(policyGroup).text).toContain(`"kind":"${kind}"`);
    expect(server.get(`${url}/${name}`).at('metadata', 'generation')).toBe(1);
    expect((server.get(url).at('items') as object[]).length).toBe(1);
    const labels = { metadata: { labels: { a: 'b' } } };
    expect(server.call('PATCH', `${url}/${name}`, labels, merge).line).toBe('200');
    const body = JSON.parse(server.get(`${url}/${name}`).text) as { metadata: object };
    expect(server.call('PUT', `${url}/${name}`, body).at('metadata', 'labels')).toEqual({ a: 'b' });
    if (isPolicy) {
      const condition = { type: 'x', status: 'True', reason: 'y', message: '' };
      const lastTransitionTime = '2026-11-20T10:00:00Z';
      const status = { conditions: [{ ...condition, lastTransitionTime }] };
      expect(server.call('PATCH', `${url}/${name}/status`, { status }, merge).line).toBe('200');
      expect(server.get(`${url}/${name}/status`).at('status', 'conditions', 0, 'type')).toBe('x');
    }
    expect(server.call('DELETE', `${url}/${name}`).line).toBe('200');
    expect(server.call('DELETE', `${url}?labelSelector=a%3Db`).line).toBe('200');
    expect(server.get(url).at('items')).toEqual([]);
  });
});

describe('what is denied, and how', () => {
  test('the message, the reason and the cause', () => {
    check('false', ', message: " no way ", reason: Forbidden');
    const answer = server.deploy(1);
    expect(answer.line).toBe(`403 ${deny('no way')}`);
    expect(answer.at('reason')).toBe('Forbidden');
    expect(answer.at('details')).toEqual({
      name: 'web',
      group: 'apps',
      kind: 'deployments',
      causes: [
        {
          message: "ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no way",
        },
      ],
    });
  });

  test('a warning instead', () => {
    check('false', '', '{validationActions: [Warn, Audit]}');
    const answer = server.deploy(1);
    expect([answer.line, ...answer.warnings]).toEqual([
      '201',
      "Validation failed for ValidatingAdmissionPolicy 'p' with binding 'b': failed expression: false",
    ]);
  });

  test.each([
    [
      'object.spec.nope > 1',
      "expression 'object.spec.nope > 1' resulted in error: no such key: nope",
    ],
    [
      '[1][object.spec.replicas] == 1',
      "expression '[1][object.spec.replicas] == 1' resulted in error: index out of bounds: 1",
    ],
  ])('an error of %s denies, unless the policy ignores errors', (expression, message) => {
    check(expression);
    expect(server.deploy(1).line).toBe(`422 ${deny(message)}`);
    const ignore = { spec: { failurePolicy: 'Ignore' } };
    expect(server.call('PATCH', `${policies}/p`, ignore, merge).line).toBe('200');
    expect(server.deploy(1).line).toBe('201');
  });

  test('nothing without a binding, and nothing of policies themselves', () => {
    const everything = JSON.stringify({ matchConstraints: about('*', '*') }).slice(1, -1);
    const spec = `{validations: [{expression: 'false'}], ${everything}}`;
    expect(server.policy('validating', spec)).toBe('201');
    expect(server.deploy(1).line).toBe('201');
    expect(server.bind('validating')).toBe('201');
    expect(server.deploy(1, {}, 'other').line).toMatch(/^422/);
    expect(server.call('DELETE', `${policies}/p`).line).toBe('200');
  });
});

describe('what a policy is about', () => {
  const rule = (members: string): string =>
    `{resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments], ${members}}]}`;

  test.each([
    [rule(''), 'denied'],
    [rule('resourceNames: [web]'), 'denied'],
    [rule('resourceNames: [other]'), 'admitted'],
    [rule('scope: Cluster'), 'admitted'],
    [rule('scope: Namespaced'), 'denied'],
    [rule('').replace('CREATE', 'UPDATE'), 'admitted'],
    [rule('').replace('[deployments]', '[deployments/*]'), 'denied'],
    [rule('').replace('[deployments]', '[deployments/scale]'), 'admitted'],
    [rule('').replace('apiVersions: [v1]', 'apiVersions: [v2]'), 'admitted'],
    [rule('').replace('}]}', '}], objectSelector: {matchLabels: {a: b}}}'), 'denied'],
    [rule('').replace('}]}', '}], objectSelector: {matchLabels: {a: c}}}'), 'admitted'],
    [rule('').replace('}]}', '}], namespaceSelector: {matchLabels: {team: a}}}'), 'denied'],
    [rule('').replace('}]}', '}], namespaceSelector: {matchLabels: {team: b}}}'), 'admitted'],
    [
      rule('').replace(
        '}]}',
        '}], excludeResourceRules: [{apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*"]}]}',
      ),
      'admitted',
    ],
  ])('%s: %s', (matchConstraints, outcome) => {
    const spec = `{validations: [{expression: 'false'}], matchConstraints: ${matchConstraints}}`;
    expect(server.policy('validating', spec)).toBe('201');
    expect(server.bind('validating')).toBe('201');
    expect(server.deploy(1, { a: 'b' }).status).toBe(outcome === 'denied' ? 422 : 201);
  });

  test('a kind by any of its versions, in the version that was named', () => {
    const versions = JSON.stringify(about('autoscaling', 'horizontalpodautoscalers'));
    const spec = `{matchConstraints: ${versions.replace('["*"]', '["v1"]')}, validations: [{expression: 'object.spec.targetCPUUtilizationPercentage < 50', messageExpression: 'request.kind.version + request.requestKind.version'}]}`;
    expect(server.policy('validating', spec)).toBe('201');
    expect(server.bind('validating')).toBe('201');
    const metric = { type: 'Utilization', averageUtilization: 80 };
    const hpa = {
      metadata: { name: 'h' },
      spec: {
        maxReplicas: 3,
        scaleTargetRef: { kind: 'Deployment', name: 'web', apiVersion: 'apps/v1' },
        metrics: [{ type: 'Resource', resource: { name: 'cpu', target: metric } }],
      },
    };
    const url = '/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers';
    expect(server.call('POST', url, hpa).line).toMatch(/denied request: v1v2$/);
  });

  test.each([
    ['object.spec.replicas > 2', 'false', 201],
    ['object.spec.replicas > 0', 'false', 422],
    ['object.spec.nope', 'false', 422],
  ])('match condition %s', (condition, expression, status) => {
    const spec = `{matchConditions: [{name: c, expression: '${condition} == true'}], validations: [{expression: '${expression}'}]}`;
    const typed = condition.includes('nope') ? spec : spec.replace(' == true', '');
    expect(server.policy('validating', typed)).toBe('201');
    expect(server.bind('validating')).toBe('201');
    expect(server.deploy(1).status).toBe(status);
  });

  test('deletions, which have an old object only', () => {
    const rules = JSON.stringify(about('apps', 'deployments', { operations: ['DELETE'] }));
    const spec = `{matchConstraints: ${rules}, validations: [{expression: 'object == null && oldObject.spec.replicas == 0', message: scale it down}]}`;
    expect(server.policy('validating', spec)).toBe('201');
    expect(server.bind('validating')).toBe('201');
    server.deploy(1);
    expect(server.call('DELETE', `${deployments}/web`).line).toBe(`422 ${deny('scale it down')}`);
    server.call('PUT', `${deployments}/web`, deployment(0));
    expect(server.call('DELETE', `${deployments}/web`).line).toBe('200');
  });
});

describe('what expressions see', () => {
  test.each([
    'request.operation == "CREATE" && request.name == "web" && request.namespace == "default"',
    'request.kind.kind == "Deployment" && request.resource.resource == "deployments"',
    'request.userInfo.username == "admin" && "system:masters" in request.userInfo.groups',
    'request.dryRun == false && !has(request.subResource)',
    'namespaceObject.metadata.labels["team"] == "a"',
    'oldObject == null',
    'authorizer.group("apps").resource("deployments").namespace("default").check("create").allowed()',
    'authorizer.requestResource.check("delete").allowed()',
    '!authorizer.serviceAccount("default", "default").path("/x").check("get").allowed()',
    'object.spec.template.spec.containers.all(c, c.image == "nginx")',
    'quantity("1Gi").isGreaterThan(quantity("1Mi"))',
  ])('%s', (expression) => {
    check(expression);
    expect(server.deploy(1).line).toBe('201');
  });
});

describe('params', () => {
  const limits = (name: string, max: string): object => ({
    metadata: { name, labels: { for: 'policy' } },
    data: { max },
  });
  const withParams = (ref: string): void => {
    const spec = `{paramKind: {apiVersion: v1, kind: ConfigMap}, validations: [{expression: 'params == null || object.spec.replicas <= int(params.data.max)', messageExpression: "'at most ' + params.data.max"}]}`;
    expect(server.policy('validating', spec)).toBe('201');
    expect(server.bind('validating', ref)).toBe('201');
  };
  const configMaps = '/api/v1/namespaces/default/configmaps';

  test('by name, in the namespace of the request', () => {
    withParams('{paramRef: {name: limits, parameterNotFoundAction: Deny}}');
    const text =
      'failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction';
    expect(server.deploy(1).line).toBe(`422 ${deny(text)}`);
    server.call('POST', configMaps, limits('limits', '3'));
    expect(server.deploy(4).line).toBe(`422 ${deny('at most 3')}`);
    expect(server.deploy(3).line).toBe('201');
  });

  test('by a selector: each of them has a say', () => {
    const selector = 'selector: {matchLabels: {for: policy}}';
    withParams(`{paramRef: {${selector}, parameterNotFoundAction: Allow}}`);
    expect(server.deploy(9, {}, 'before').line).toBe('201');
    server.call('POST', configMaps, limits('a', '5'));
    server.call('POST', configMaps, limits('b', '2'));
    expect(server.deploy(3).line).toBe(`422 ${deny('at most 2')}`);
    expect(server.deploy(2).line).toBe('201');
  });

  test('of a kind that is not there', () => {
    const spec = `{paramKind: {apiVersion: x.io/v1, kind: X}, validations: [{expression: 'true'}]}`;
    expect(server.policy('validating', spec)).toBe('201');
    const ref = '{paramRef: {name: a, parameterNotFoundAction: Allow}}';
    expect(server.bind('validating', ref)).toBe('201');
    const text =
      'failed to configure binding: paramKind kind `&ParamKind{APIVersion:x.io/v1,Kind:X,}` not known';
    expect(server.deploy(1).line).toBe(`422 ${deny(text)}`);
  });
});

describe('policies that are refused', () => {
  const invalid = (expression: string): string => `validations: [{expression: '${expression}'}]`;
  test.each([
    [
      '{}',
      '[spec.validations: Required value: validations or auditAnnotations must contain at least one item, spec.auditAnnotations: Required value: validations or auditAnnotations must contain at least one item]',
    ],
    [
      `{${invalid('object.spec.replicas')}}`,
      'spec.validations[0].expression: Invalid value: "object.spec.replicas": must evaluate to bool but got dyn',
    ],
    [
      `{${invalid('nope')}}`,
      `spec.validations[0].expression: Invalid value: "nope": compilation failed: ERROR: <input>:1:1: undeclared reference to 'nope' (in container '')
 | nope
 | ^`,
    ],
    [
      `{${invalid('params.x == 1')}}`,
      `spec.validations[0].expression: Invalid value: "params.x == 1": compilation failed: ERROR: <input>:1:1: undeclared reference to 'params' (in container '')
 | params.x == 1
 | ^`,
    ],
    [
      `{${invalid('true')}, failurePolicy: Maybe}`,
      'spec.failurePolicy: Unsupported value: "Maybe": supported values: "Fail", "Ignore"',
    ],
    [
      `{${invalid('true')}, matchConstraints: {}}`,
      'spec.matchConstraints.resourceRules: Required value',
    ],
    [
      `{${invalid('true')}, variables: [{name: in, expression: '1'}]}`,
      'spec.variables[0].name: Invalid value: "in": name is not a valid CEL identifier',
    ],
    [
      `{auditAnnotations: [{key: a, valueExpression: '1'}]}`,
      'spec.auditAnnotations[0].valueExpression: Invalid value: "1": must evaluate to one of [string null_type] but got int',
    ],
    [
      `{validations: [{expression: 'true', message: "a\\nb", reason: Odd}]}`,
      String.raw`[spec.validations[0].message: Invalid value: "a\nb": message must not contain line breaks, spec.validations[0].reason: Unsupported value: "Odd": supported values: "Forbidden", "Invalid", "RequestEntityTooLarge", "Unauthorized"]`,
    ],
  ])('%s', (spec, message) => {
    expect(server.policy('validating', spec)).toBe(message);
  });

  test.each([
    [
      '{validationActions: []}',
      'spec.validationActions: Required value: at least one validation action is required',
    ],
    ['{policyName: ""}', 'spec.policyName: Required value'],
    [
      '{validationActions: [Deny, Warn]}',
      'spec.validationActions: Invalid value: ["Deny","Warn"]: must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)',
    ],
    [
      '{paramRef: {parameterNotFoundAction: Allow}}',
      'spec.paramRef: Required value: one of name or selector must be specified',
    ],
  ])('binding %s', (spec, message) => {
    expect(server.bind('validating', spec)).toBe(message);
  });
});

describe('AdmissionWebhook', () => {
  test('should include webhook resources in discovery documents', () => {
    const list = server.get(policyGroup).at('resources') as { name: string }[];
    const names = list.map(({ name }) => name);
    expect(names).toContain('mutatingwebhookconfigurations');
    expect(names).toContain('validatingwebhookconfigurations');
  });
});

test.each(['validating', 'mutating'])('%s webhooks are refused', (kind) => {
  const url = `${policyGroup}/${kind}webhookconfigurations`;
  const webhook = { name: 'a.b.c', clientConfig: { url: 'https://x' }, sideEffects: 'None' };
  const body = {
    metadata: { name: 'x' },
    webhooks: [{ ...webhook, admissionReviewVersions: ['v1'] }],
  };
  expect(server.get(url).at('items')).toEqual([]);
  expect(server.call('POST', url, body).line).toMatch(
    / is invalid: webhooks: Forbidden: this cluster cannot call admission webhooks; /,
  );
});
