import { describe, expect, test } from 'vitest';
import { decodeText, validateFields } from './decode-body.ts';
import { type KubeObject, objectMeta } from './meta.ts';
import { map, object, present, string } from './schema.ts';
import { StatusError } from './status-error.ts';

const schema = object('io.k8s.api.core.v1.ConfigMap', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  data: map(string()),
});
const configMaps = { group: '', version: 'v1', kind: 'ConfigMap', schema };
const pod = { group: '', version: 'v1', kind: 'Pod' };

const run = (body: string): string | KubeObject => {
  try {
    return decodeText<KubeObject>(configMaps, body, [configMaps, pod]).object;
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return `${error.code} ${error.message}`;
  }
};

describe('the answer to a body that does not fit is that of a real cluster', () => {
  const handled = 'in version "v1" cannot be handled as a ConfigMap';
  const unrecognized = 'the object provided is unrecognized (must be of type ConfigMap)';
  test.each([
    [
      '{"kind":"Pod","apiVersion":"v1"}',
      `400 Pod ${handled}: converting (v1.Pod) to (core.ConfigMap): unknown conversion`,
    ],
    [
      '{"kind":"Podd","apiVersion":"v1"}',
      `400 Podd ${handled}: no kind "Podd" is registered for version "v1" in scheme "k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30"`,
    ],
    [
      '{"data":{"n":5}}',
      `400 ConfigMap ${handled}: json: cannot unmarshal number into Go struct field ConfigMap.data of type string`,
    ],
    [
      '{bad',
      `400 ${unrecognized}: couldn't get version/kind; json parse error: invalid character 'b' looking for beginning of object key string ({bad)`,
    ],
    [
      '',
      `400 ${unrecognized}: couldn't get version/kind; json parse error: unexpected end of JSON input (<empty>)`,
    ],
    [
      '{"kind":1}',
      `400 ${unrecognized}: couldn't get version/kind; json parse error: json: cannot unmarshal number into Go struct field .kind of type string ({"kind":1})`,
    ],
  ])('%s', (body, expected) => {
    expect(run(body)).toBe(expected);
  });
});

test('apiVersion and kind are filled in', () => {
  expect(run('{"data":{"a":"1"}}')).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    data: { a: '1' },
  });
});

test('field validation refuses, warns or ignores', () => {
  const errors = ['unknown field "bogus"', 'duplicate field "data.a"'];
  expect(validateFields('Ignore', configMaps, errors)).toEqual([]);
  expect(validateFields('Warn', configMaps, errors)).toEqual(errors);
  expect(() => validateFields('Strict', configMaps, errors)).toThrow(
    'ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "bogus", duplicate field "data.a"',
  );
});
