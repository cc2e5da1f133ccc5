import { describe, expect, test } from 'vitest';
import { configMaps, deployments, namespaces } from '../api/index.ts';
import { maxBodyBytes } from '../apimachinery/decode-body.ts';
import { maxDepth } from '../apimachinery/json-reader.ts';
import { decodeUtf8, encodeUtf8 } from '../lib/utf8.ts';
import { type Answer, TestServer } from './testing/test-server.ts';

const json = 'application/json';
const yaml = 'application/yaml';
const mergePatch = 'application/merge-patch+json';
const protobuf = 'application/vnd.kubernetes.protobuf';
const url = '/api/v1/namespaces/default/configmaps';
const apps = '/apis/apps/v1/namespaces/default/deployments';

/** A server with one ConfigMap, asked with any bytes. */
function ask(method: string, path: string, body: Uint8Array | string, type: string): Answer {
  const server = new TestServer([namespaces, configMaps, deployments]);
  server.call('POST', url, { metadata: { name: 'x' } });
  const bytes = typeof body === 'string' ? encodeUtf8(body) : body;
  return server.bytes(method, path, bytes, { 'content-type': type });
}

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
/** Nine levels of nine aliases each: a billion items in a few hundred bytes. */
const bomb = [
  'a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]',
  ...Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}]`),
].join('\n');

describe('bodies that no client of good will sends', () => {
  const deep = (depth: number): string => `{"metadata":{"name":"y"},"data":${nested(depth)}}`;
  const of = (data: string): string => `{"metadata":{"name":"y"},"data":{"a":${data}}}`;
  const replicas = (text: string): string =>
    `{"metadata":{"name":"y"},"spec":{"replicas":${text}}}`;
  test.each<[string, string, string, string | Uint8Array, string, number, RegExp]>([
    ['deep JSON', 'POST', url, deep(maxDepth + 1), json, 400, /exceeded max depth/],
    ['very deep JSON', 'POST', url, deep(1_000_000), json, 400, /exceeded max depth/],
    ['a deep patch', 'PATCH', `${url}/x`, deep(100_000), mergePatch, 400, /exceeded max depth/],
    ['deep YAML', 'POST', url, `data: ${nested(100_000)}`, yaml, 400, /exceeded max depth/],
    ['an alias bomb', 'POST', url, bomb, yaml, 400, /alias/],
    ['a cyclic alias', 'POST', url, 'data: &a\n  b: *a\n', yaml, 400, /./],
    ['several documents', 'POST', url, 'data: {}\n---\ndata: {}\n', yaml, 400, /document/],
    ['a huge number', 'POST', apps, replicas('1e999'), json, 400, /number 1e999/],
    ['too many digits', 'POST', apps, replicas('9'.repeat(400)), json, 400, /number 9+/],
    ['a fraction', 'POST', apps, replicas('1.5'), json, 400, /number 1.5/],
    ['not a number', 'POST', apps, replicas('NaN'), json, 400, /invalid character 'N'/],
    ['a leading zero', 'POST', apps, replicas('01'), json, 400, /invalid character '1'/],
    ['a raw line break', 'POST', url, of('"\n"'), json, 400, /invalid character/],
    ['a prototype', 'POST', url, of('{"__proto__":{}}'), json, 400, /__proto__ is not available/],
    ['a lone brace', 'POST', url, '{', json, 400, /unexpected end of JSON input/],
    ['a list', 'POST', url, '[]', json, 400, /cannot unmarshal array/],
    ['a list as patch', 'PATCH', `${url}/x`, '[]', mergePatch, 400, /cannot unmarshal array/],
    [
      'protobuf of noise',
      'POST',
      url,
      Uint8Array.of(107, 56, 115, 0, 255, 255),
      protobuf,
      400,
      /./,
    ],
    ['protobuf without magic', 'POST', url, Uint8Array.of(1, 2, 3), protobuf, 400, /./],
    ['a type of none', 'POST', url, '{}', 'text/plain', 415, /unknown format/],
    [
      'too many bytes',
      'POST',
      url,
      new Uint8Array(maxBodyBytes + 1),
      json,
      413,
      /limit is 3145728/,
    ],
    [
      'too many bytes to patch with',
      'PATCH',
      `${url}/x`,
      new Uint8Array(maxBodyBytes + 1),
      mergePatch,
      413,
      /limit is 3145728/,
    ],
  ])('%s', (_, method, path, body, type, status, message) => {
    const answer = ask(method, path, body, type);
    expect(answer.at('kind')).toBe('Status');
    expect([answer.status, answer.at('message')]).toEqual([status, expect.stringMatching(message)]);
  });
});

test('bytes that are no UTF-8 are read as U+FFFD, as Go does', () => {
  const head = encodeUtf8('{"metadata":{"name":"y"},"data":{"a":"');
  const body = Uint8Array.of(...head, 0xff, 0xc3, ...encodeUtf8('"}}'));
  const answer = ask('POST', url, body, json);
  expect([answer.status, answer.at('data', 'a')]).toEqual([201, '\ufffd\ufffd']);
});

test('YAML says no more than JSON: dates and numbers with colons are text where text is asked', () => {
  const body = 'metadata: {name: z}\ndata:\n  day: 2026-11-20\n  time: "12:30"\n';
  const answer = ask('POST', url, body, yaml);
  expect([answer.line, answer.at('data')]).toEqual(['201', { day: '2026-11-20', time: '12:30' }]);
});

test('repeated members are warned of, and the last one counts', () => {
  const answer = ask('POST', url, '{"metadata":{"name":"y"},"data":{"a":"1","a":"2"}}', json);
  expect(answer.warnings).toEqual(['duplicate field "data.a"']);
  expect(answer.at('data', 'a')).toBe('2');
});

test('answers come in the form that is asked for, or not at all', () => {
  const server = new TestServer([namespaces, configMaps]);
  server.call('POST', url, { metadata: { name: 'x' }, data: { on: 'yes' } });
  const read = (accept: string): Answer => server.get(`${url}/x`, accept);
  expect(read(yaml).text).toContain('data:\n  "on": "yes"\n');
  expect(read(yaml).headers['content-type']).toBe('application/yaml');
  expect(read(`${protobuf}, ${json}`).headers['content-type']).toBe(json);
  const refused = read('text/html');
  expect(refused.line).toBe(
    '406 only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf',
  );
  expect(decodeUtf8(encodeUtf8(refused.text))).toContain('"reason":"NotAcceptable"');
});
