import { describe, expect, test } from 'vitest';
import { decode } from './decode.ts';
import { readJson } from './json-reader.ts';
import {
  always,
  any,
  array,
  boolean,
  bytes,
  int32,
  int64,
  intOrString,
  map,
  object,
  pointer,
  present,
  quantity,
  required,
  string,
  time,
} from './schema.ts';

const port = object('io.k8s.api.core.v1.Port', {
  number: required(int32()),
  target: intOrString(),
});
const limits = object('io.k8s.api.core.v1.Limits', { cpu: map(quantity()) });
const spec = object('io.k8s.api.core.v1.ThingSpec', {
  replicas: present(pointer(int32())),
  paused: boolean(),
  grace: int64(),
  name: string(),
  serviceName: always(string()),
  className: pointer(string()),
  ports: array(port),
  limits: present(limits),
});
const thing = object('io.k8s.api.core.v1.Thing', {
  labels: map(string()),
  data: map(bytes()),
  at: time(),
  raw: any(),
  spec: present(spec),
});

const run = (text: string): unknown => {
  const read = readJson(text);
  if ('error' in read) return read.error;
  const decoded = decode(thing, read.node);
  return 'error' in decoded ? decoded.error : decoded.object;
};
const strict = (text: string): readonly string[] => {
  const read = readJson(text);
  const decoded = 'error' in read ? read : decode(thing, read.node);
  return 'error' in decoded ? [decoded.error] : decoded.strictErrors;
};

describe('a type that does not fit is named as Go names it', () => {
  test.each([
    [
      '{"spec":{"replicas":"three"}}',
      'string into Go struct field ThingSpec.spec.replicas of type int32',
    ],
    [
      '{"spec":{"replicas":1.5}}',
      'number 1.5 into Go struct field ThingSpec.spec.replicas of type int32',
    ],
    [
      '{"spec":{"replicas":1.0}}',
      'number 1.0 into Go struct field ThingSpec.spec.replicas of type int32',
    ],
    [
      '{"spec":{"replicas":3000000000}}',
      'number 3000000000 into Go struct field ThingSpec.spec.replicas of type int32',
    ],
    ['{"spec":{"paused":"yes"}}', 'string into Go struct field ThingSpec.spec.paused of type bool'],
    ['{"spec":{"name":true}}', 'bool into Go struct field ThingSpec.spec.name of type string'],
    [
      '{"spec":{"ports":[{"number":"80"}]}}',
      'string into Go struct field Port.spec.ports.number of type int32',
    ],
    ['{"spec":{"ports":{}}}', 'object into Go struct field ThingSpec.spec.ports of type []v1.Port'],
    [
      '{"spec":{"ports":[{"target":true}]}}',
      'bool into Go struct field Port.spec.ports.target of type int32',
    ],
    ['{"spec":[]}', 'array into Go struct field Thing.spec of type v1.ThingSpec'],
    [
      '{"spec":{"limits":{"cpu":"1"}}}',
      'string into Go struct field Limits.spec.limits.cpu of type v1.ResourceList',
    ],
    ['{"labels":{"a":1}}', 'number into Go struct field Thing.labels of type string'],
    ['{"labels":["a"]}', 'array into Go struct field Thing.labels of type map[string]string'],
    ['{"at":5}', 'number into Go struct field Thing.at of type string'],
    ['[]', 'array into Go value of type v1.Thing'],
  ])('%s', (text, expected) => {
    expect(run(text)).toBe(`json: cannot unmarshal ${expected}`);
  });
});

describe('other errors', () => {
  test.each([
    ['{"data":{"k":"not base64!"}}', 'illegal base64 data at input byte 3'],
    ['{"data":{"k":"YQ="}}', 'illegal base64 data at input byte 3'],
    ['{"data":{"k":"YWJ"}}', 'illegal base64 data at input byte 0'],
    [
      '{"at":"soon"}',
      'parsing time "soon" as "2006-01-02T15:04:05Z07:00": cannot parse "soon" as "2006"',
    ],
    ['{"at":"2026-13-01T00:00:00Z"}', 'parsing time "2026-13-01T00:00:00Z": month out of range'],
    ['{"spec":{"limits":{"cpu":{"x":"5mi"}}}}', "unable to parse quantity's suffix"],
    ['{bad', "invalid character 'b' looking for beginning of object key string"],
    ['{"a":1 "b":2}', "invalid character '\"' after object key:value pair"],
    ['{"a":[1 2]}', "invalid character '2' after array element"],
    ['{"a":tru}', "invalid character '}' in literal true (expecting 'e')"],
    ['{"a":1}}', "invalid character '}' after top-level value"],
    ['{"a":-}', "invalid character '}' in numeric literal"],
    ['{"a":"\n"}', "invalid character '\\n' in string literal"],
    ['{"a":', 'unexpected end of JSON input'],
    ['', 'unexpected end of JSON input'],
    [`${'['.repeat(2000)}`, 'exceeded max depth'],
  ])('%s', (text, expected) => {
    expect(run(text)).toBe(expected);
  });
});

describe('values are made canonical', () => {
  test.each([
    [
      '{"spec":{"replicas":0,"paused":false,"grace":0,"name":"","ports":[]},"labels":{}}',
      { spec: { replicas: 0 } },
    ],
    ['{"spec":{"serviceName":"","className":""}}', { spec: { serviceName: '', className: '' } }],
    ['{"spec":{"limits":{}},"raw":{"a":null}}', { spec: { limits: {} }, raw: { a: null } }],
    [
      '{"spec":{"limits":{"cpu":{"a":0.5,"b":" 1024Mi","c":null}}}}',
      { spec: { limits: { cpu: { a: '500m', b: '1Gi', c: '0' } } } },
    ],
    ['{"spec":null,"labels":{"a":null}}', { labels: { a: '' } }],
    ['{"at":"2026-11-20T10:30:00.5+09:00"}', { at: '2026-11-20T01:30:00Z' }],
    ['{"data":{"k":"YQ=="}}', { data: { k: 'YQ==' } }],
    [
      '{"spec":{"ports":[{"number":80,"target":"http"},null]}}',
      { spec: { ports: [{ number: 80, target: 'http' }, {}] } },
    ],
    ['{"labels":{"a":"1","a":"2"}}', { labels: { a: '2' } }],
  ])('%s', (text, expected) => {
    expect(run(text)).toEqual(expected);
  });
});

describe('strict errors', () => {
  test.each([
    [
      '{"bogus":1,"labels":{"a":"1","a":"2"}}',
      ['unknown field "bogus"', 'duplicate field "labels.a"'],
    ],
    [
      '{"spec":{"replica":3,"ports":[{"number":1},{"nmber":2}]}}',
      ['unknown field "spec.replica"', 'unknown field "spec.ports[1].nmber"'],
    ],
    [
      '{"spec":{},"spec":{"x":1},"x":{"y":1,"y":2}}',
      ['duplicate field "spec"', 'unknown field "spec.x"', 'unknown field "x"'],
    ],
    ['{"raw":{"a":1,"a":2}}', []],
    ['{"x":1,"x":2}', ['unknown field "x"']],
  ])('%s', (text, expected) => {
    expect(strict(text)).toEqual(expected);
  });
});
