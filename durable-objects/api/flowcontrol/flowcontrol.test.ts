import { describe, expect, test } from 'vitest';
import { create } from '../../apiserver/testing/create.ts';
import { TestServer } from '../../apiserver/testing/test-server.ts';
import { flowSchemas, priorityLevelConfigurations } from '../index.ts';

const root = '/apis/flowcontrol.apiserver.k8s.io/v1';
const server = (): TestServer => new TestServer([flowSchemas, priorityLevelConfigurations]);

const subjects = 'subjects: [{kind: User, user: {name: alice}}]';
const rule = '{verbs: ["*"], apiGroups: ["*"], resources: [pods], namespaces: ["*"]}';
const schema = (rules: string): string =>
  `{spec: {priorityLevelConfiguration: {name: low}, rules: [{${rules}}]}}`;

describe('FlowSchema', () => {
  test.each([
    [schema(`${subjects}, resourceRules: [${rule}]`), '201'],
    [
      '{spec: {}}',
      'spec.priorityLevelConfiguration.name: Required value: must reference a priority level',
    ],
    [
      '{spec: {priorityLevelConfiguration: {name: low}, matchingPrecedence: 1}}',
      "spec.matchingPrecedence: Invalid value: 1: only the schema named 'exempt' may have matchingPrecedence 1",
    ],
    [
      schema(`subjects: [{kind: User, group: {name: g}}], resourceRules: [${rule}]`),
      "[spec.rules[0].subjects[0].user: Required value: user is required when subject kind is 'User', spec.rules[0].subjects[0].group: Forbidden: group is forbidden when subject kind is not 'Group']",
    ],
    [
      schema(`${subjects}, nonResourceRules: [{verbs: [get, "*"], nonResourceURLs: [healthz]}]`),
      '[spec.rules[0].nonResourceRules[0].verbs: Invalid value: ["get","*"]: if \'*\' is present, must not specify other verbs, spec.rules[0].nonResourceRules[0].nonResourceURLs[0]: Invalid value: "healthz": must start with slash]',
    ],
  ])('%s', (manifest, line) => {
    expect(create(server(), `${root}/flowschemas`, manifest)).toBe(line);
  });

  test('the mandatory ones are what they are', () => {
    const manifest = '{spec: {priorityLevelConfiguration: {name: low}, matchingPrecedence: 10000}}';
    expect(create(server(), `${root}/flowschemas`, manifest, 'catch-all')).toMatch(
      /^spec: Invalid value: .*: spec of 'catch-all' must equal the fixed value$/,
    );
  });

  test('are listed in the order in which they match', () => {
    const one = server();
    for (const [name, precedence] of Object.entries({ a: 900, b: 100, c: 100 })) {
      const spec = `{priorityLevelConfiguration: {name: low}, matchingPrecedence: ${precedence}}`;
      create(one, `${root}/flowschemas`, `{spec: ${spec}}`, name);
    }
    const table = one.get(`${root}/flowschemas`, 'application/json;as=Table;v=v1;g=meta.k8s.io');
    const rows = table.at('rows') as readonly { readonly cells: readonly unknown[] }[];
    expect(rows.map(({ cells }) => cells[0])).toEqual(['b', 'c', 'a']);
    expect(rows[0]?.cells.slice(1, 4)).toEqual(['low', '100', '<none>']);
  });
});

describe('PriorityLevelConfiguration', () => {
  test.each([
    [
      '{spec: {type: Exempt}}',
      "spec.type: Invalid value: \"Exempt\": type must be 'Exempt' if and only if name is 'exempt'",
    ],
    [
      '{spec: {type: Limited}}',
      'spec.limited: Required value: must not be empty when type is Limited',
    ],
    [
      '{spec: {type: Limited, limited: {limitResponse: {type: Queue, queuing: {queues: 4}}}}}',
      'spec.limited.limitResponse.queuing.handSize: Invalid value: 8: should not be greater than queues (4)',
    ],
    [
      '{spec: {type: Limited, limited: {lendablePercent: 101, limitResponse: {type: Reject}}}}',
      'spec.limited.lendablePercent: Invalid value: 101: must be between 0 and 100, inclusive',
    ],
    ['{spec: {type: Limited, limited: {limitResponse: {type: Reject}}}}', '201'],
  ])('%s', (manifest, line) => {
    expect(create(server(), `${root}/prioritylevelconfigurations`, manifest)).toBe(line);
  });
});
