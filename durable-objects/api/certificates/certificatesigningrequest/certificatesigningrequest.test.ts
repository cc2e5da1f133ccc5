import { beforeEach, describe, expect, test } from 'vitest';
import { create } from '../../../apiserver/testing/create.ts';
import { TestServer } from '../../../apiserver/testing/test-server.ts';
import { allResources } from '../../index.ts';
import { parseRequest } from './parse.ts';

const url = '/apis/certificates.k8s.io/v1/certificatesigningrequests';
const mergePatch = 'application/merge-patch+json';

/** Made with openssl: C=KR, O=devs, O=team-a, OU=lab, CN=alice and three names beside it. */
const request =
  'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlJQlRUQ0I5UUlCQURCTE1Rc3dDUVlE' +
  'VlFRR0V3SkxVakVOTUFzR0ExVUVDZ3dFWkdWMmN6RVBNQTBHQTFVRQpDZ3dHZEdWaGJTMWhNUXd3Q2dZ' +
  'RFZRUUxEQU5zWVdJeERqQU1CZ05WQkFNTUJXRnNhV05sTUZrd0V3WUhLb1pJCnpqMENBUVlJS29aSXpq' +
  'MERBUWNEUWdBRTRnRFJzZ29meWhTa1lFWmVTZTVxTmhMT0VxUW9NdzIvY2FGZStqSG4Kd2hoMDhtUmw5' +
  'MExDMVVuaVJaYlRSUFM1OVdOdDBPdkFva3NUK3pvY1plOHlBNkJJTUVZR0NTcUdTSWIzRFFFSgpEakU1' +
  'TURjd05RWURWUjBSQkM0d0xJSVJZV3hwWTJVdVpYaGhiWEJzWlM1amIyMkhCQW9BQUFHQkVXRnNhV05s' +
  'ClFHVjRZVzF3YkdVdVkyOXRNQW9HQ0NxR1NNNDlCQU1DQTBjQU1FUUNJQmRYSzJvQW9uMS84bzFnVmFF' +
  'NzdlUlgKSE1wZDJCU3JXcUJ6cUJDRTV1ZEdBaUFCUktnRjc1cC9OeVlqMXJhNlBFeDFwak9yNjFDYUVy' +
  'cjZHSEo1MDhCbwo2Zz09Ci0tLS0tRU5EIENFUlRJRklDQVRFIFJFUVVFU1QtLS0tLQo=';

const signed = (members: string): string =>
  `{spec: {request: ${request}, signerName: example.com/s, usages: [client auth], ${members}}}`;

test('what a request asks for is read from its bytes', () => {
  expect(parseRequest(request)).toEqual({
    subject: {
      commonName: 'alice',
      serialNumber: '',
      country: ['KR'],
      organization: ['devs', 'team-a'],
      organizationalUnit: ['lab'],
      locality: [],
      province: [],
      streetAddress: [],
      postalCode: [],
    },
    dnsNames: ['alice.example.com'],
    ipAddresses: ['10.0.0.1'],
    emailAddresses: ['alice@example.com'],
    uris: [],
  });
});

describe('new requests', () => {
  test.each([
    ['{spec: {request: aGVsbG8=, signerName: example.com/s, usages: [signing]}}', /PEM block type/],
    [signed('usages: []'), /^spec.usages: Required value: usages must be provided$/],
    [signed('usages: [flying]'), /^spec.usages\[0\]: Unsupported value: "flying"/],
    [signed('signerName: x'), /must be a fully qualified domain and path of the form/],
    [signed('expirationSeconds: 60'), /may not specify a duration less than 600 seconds/],
    [signed(''), /^201$/],
  ])('%s', (members, line) => {
    const text = members.replace(/(usages|signerName): [^,]*, (.*)(?=\1: )/, '$2');
    expect(create(new TestServer(allResources), url, text)).toMatch(line);
  });
});

describe('decisions', () => {
  let server: TestServer;
  const decide = (path: string, types: readonly string[]): string => {
    const conditions = types.map((type) => ({ type, status: 'True', reason: 'Because' }));
    return server.call('PATCH', `${url}/x${path}`, { status: { conditions } }, mergePatch).line;
  };
  beforeEach(() => {
    server = new TestServer(allResources);
    create(server, url, signed(''));
  });

  test('are made at the approval subresource, and stay', () => {
    expect(decide('/approval', ['Approved'])).toBe('200');
    const condition = server.get(`${url}/x`).at('status', 'conditions', 0);
    expect(condition).toMatchObject({ type: 'Approved', lastUpdateTime: '2026-11-20T10:00:00Z' });
    expect(decide('/approval', [])).toContain('updates may not remove a condition of type');
    expect(decide('/approval', ['Approved', 'Denied'])).toContain('are mutually exclusive');
  });

  test('are not made elsewhere', () => {
    expect(decide('/status', ['Approved'])).toContain('updates may not add a condition of type');
    expect(decide('', ['Approved'])).toBe('200');
    expect(server.get(`${url}/x`).at('status')).toEqual({});
  });

  test('are printed with who asked', () => {
    decide('/approval', ['Denied']);
    const table = server.get(url, 'application/json;as=Table;v=v1;g=meta.k8s.io');
    const denied = ['x', '0s', 'example.com/s', 'admin', '<none>', 'Denied'];
    expect(table.at('rows', 0, 'cells')).toEqual(denied);
  });
});
