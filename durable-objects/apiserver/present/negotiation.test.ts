import { describe, expect, test } from 'vitest';
import { widgets } from '../../testing/widgets.ts';
import { TestServer } from '../testing/test-server.ts';
import { negotiate } from './negotiation.ts';

const table = 'application/json;as=Table;v=v1;g=meta.k8s.io';

describe('negotiate', () => {
  // Accept, format and kind
  const cases: readonly [string, string][] = [
    ['', 'json'],
    ['*/*', 'json'],
    ['application/json', 'json'],
    ['application/yaml', 'yaml'],
    ['application/vnd.kubernetes.protobuf, application/json', 'json'],
    ['application/vnd.kubernetes.protobuf', 'json'],
    [
      `${table},application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json`,
      'json Table v1',
    ],
    ['application/json;as=Table;v=v2;g=meta.k8s.io,application/json', 'json'],
    ['application/json;q=0.1,application/yaml', 'yaml'],
    [
      'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
      'json PartialObjectMetadataList v1',
    ],
  ];
  test.each(cases)('%s', (accept, expected) => {
    const { format, as, metaVersion } = negotiate(accept, false);
    expect(as === '' ? format : `${format} ${as} ${metaVersion}`).toBe(expected);
  });

  test('nothing that can be written', () => {
    expect(() => negotiate('text/html', false)).toThrow(
      'only the following media types are accepted: application/json, application/yaml',
    );
  });
});

describe('forms of an answer', () => {
  const all = '/apis/test.labset.dev/v1/namespaces/default/widgets';
  const server = new TestServer([widgets]);
  server.call('POST', all, { metadata: { name: 'a' }, spec: { size: 2 } });
  const uid = server.get(`${all}/a`).at('metadata', 'uid');
  const metadata = {
    name: 'a',
    namespace: 'default',
    uid,
    resourceVersion: '1',
    creationTimestamp: '2026-11-20T10:00:00Z',
    managedFields: server.get(`${all}/a`).at('metadata', 'managedFields'),
  };

  test('Table', () => {
    expect(JSON.parse(server.get(all, table).text)).toEqual({
      kind: 'Table',
      apiVersion: 'meta.k8s.io/v1',
      metadata: { resourceVersion: '1' },
      columnDefinitions: [
        { name: 'Name', type: 'string', format: '', description: '', priority: 0 },
      ],
      rows: [
        {
          cells: ['a'],
          object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata },
        },
      ],
    });
    expect(server.get(`${all}?includeObject=None`, table).at('rows', 0, 'object')).toBe(null);
    expect(
      server.get(`${all}?includeObject=Object`, table).at('rows', 0, 'object', 'spec'),
    ).toEqual({ size: 2 });
    expect(server.get(`${all}?includeObject=x`, table).line).toBe(
      '400 unrecognized includeObject value: "x"',
    );
  });

  test('PartialObjectMetadataList', () => {
    const accept = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
    expect(server.get(all, accept).at('items', 0, 'metadata')).toEqual(metadata);
  });

  test('YAML both ways', () => {
    const yaml = server.get(`${all}/a`, 'application/yaml');
    expect(yaml.headers['content-type']).toBe('application/yaml');
    expect(yaml.text).toContain('creationTimestamp: "2026-11-20T10:00:00Z"\n');
    const answer = server.call('PUT', `${all}/a`, yaml.text, 'application/yaml');
    expect(answer.at('metadata', 'resourceVersion')).toBe('1');
  });

  test('bodies that are not read', () => {
    expect(server.call('POST', all, 'x', 'text/html').status).toBe(415);
    const huge = `{"metadata":{"name":"${'x'.repeat(3 * 1024 * 1024)}"}}`;
    expect(server.call('POST', all, huge).line).toBe(
      '413 Request entity too large: limit is 3145728',
    );
  });
});
