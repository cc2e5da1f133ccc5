import { describe, expect, test } from 'vitest';
import {
  configMapKeyErrors,
  dns1035LabelErrors,
  dns1123LabelErrors,
  dns1123SubdomainErrors,
  labelValueErrors,
  portNameErrors,
  qualifiedNameErrors,
  relaxedEnvVarNameErrors,
} from './names.ts';

describe('names', () => {
  test.each([
    ['subdomain', dns1123SubdomainErrors, 'web-0.example.com', 0],
    ['subdomain', dns1123SubdomainErrors, 'BAD', 1],
    ['subdomain', dns1123SubdomainErrors, 'a'.repeat(254), 1],
    ['label', dns1123LabelErrors, 'web-0', 0],
    ['label', dns1123LabelErrors, '0web', 0],
    ['label', dns1123LabelErrors, '-web', 1],
    ['1035', dns1035LabelErrors, '0web', 1],
    ['qualified', qualifiedNameErrors, 'app.kubernetes.io/name', 0],
    ['qualified', qualifiedNameErrors, 'a/b/c', 1],
    ['qualified', qualifiedNameErrors, '/b', 1],
    ['qualified', qualifiedNameErrors, 'a/', 2],
    ['value', labelValueErrors, '', 0],
    ['value', labelValueErrors, 'bad value', 1],
    ['value', labelValueErrors, `${'a'.repeat(64)}-`, 2],
    ['key', configMapKeyErrors, 'nginx.conf', 0],
    ['key', configMapKeyErrors, '..', 1],
    ['key', configMapKeyErrors, 'a/b', 1],
    ['port', portNameErrors, 'http', 0],
    ['port', portNameErrors, '-80--', 3],
    ['env', relaxedEnvVarNameErrors, '1 A', 0],
    ['env', relaxedEnvVarNameErrors, 'A=B', 1],
  ])('%s %#: %3$s', (_name, check, value, count) => {
    expect(check(value)).toHaveLength(count);
  });
});

test('texts are those of a real cluster', () => {
  expect(dns1123SubdomainErrors('BAD')).toEqual([
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
  ]);
  expect(qualifiedNameErrors('bad key')).toEqual([
    "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
  ]);
  expect(labelValueErrors('bad value')).toEqual([
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
  ]);
  expect(dns1123LabelErrors('a.b')).toEqual(['must not contain dots']);
});
