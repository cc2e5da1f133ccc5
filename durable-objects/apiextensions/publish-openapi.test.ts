import { describe, expect, test } from 'vitest';
import { testCluster } from '../testing/clusters.ts';
import { Api, definition, foosDefinition, specOf } from './testing/definitions.ts';

const simple = specOf({ n: { type: 'integer', default: 1 } });
const fresh = (): Api => new Api(testCluster());
const withFoos = (schema: object = simple): Api => {
  const made = fresh();
  expect(made.define(definition({ ...schema }))).toBe('201');
  return made;
};

/** The definition of another kind of the same shape. */
function other(group: string, plural: string, kind: string): object {
  const spec = { group, names: { plural, kind } };
  return { ...definition(simple, {}, spec), metadata: { name: `${plural}.${group}` } };
}

describe('CustomResourcePublishOpenAPI', () => {
  const published = (made: Api, version = 'v1'): { readonly [name: string]: unknown } =>
    (made.get(
      `/openapi/v3/apis/example.com/${version}`,
      'components',
      'schemas',
      `com.example.${version}.Foo`,
    ) ?? {}) as object as { [name: string]: unknown };

  test('works for CRD with validation schema', () => {
    const made = withFoos(specOf({ n: { type: 'integer', description: 'How many.' } }));
    const { properties } = published(made) as { properties: { spec: unknown; metadata: unknown } };
    expect(properties.spec).toEqual({
      type: 'object',
      properties: { n: { type: 'integer', description: 'How many.' } },
    });
    expect(properties.metadata).toMatchObject({ description: expect.stringContaining('metadata') });
    expect(
      made.get('/openapi/v2', 'definitions', 'com.example.v1.Foo', 'properties', 'spec', 'type'),
    ).toBe('object');
  });

  test('works for CRD preserving unknown fields at the schema root', () => {
    const made = withFoos({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true });
    expect(published(made)['x-kubernetes-preserve-unknown-fields']).toBe(true);
    expect(
      made.get('/openapi/v2', 'definitions', 'com.example.v1.Foo', 'properties'),
    ).toBeUndefined();
  });

  test('works for CRD preserving unknown fields in an embedded object', () => {
    const part = {
      type: 'object',
      'x-kubernetes-embedded-resource': true,
      'x-kubernetes-preserve-unknown-fields': true,
    };
    const made = withFoos(specOf({ part }));
    expect(published(made)).toMatchObject({
      properties: { spec: { properties: { part: { required: ['kind', 'apiVersion'] } } } },
    });
  });

  test('updates the published spec when one version gets renamed', () => {
    const made = fresh();
    const version = (name: string, storage: boolean) => ({
      name,
      served: true,
      storage,
      schema: { openAPIV3Schema: { ...simple, description: name } },
    });
    made.define(definition(simple, {}, { versions: [version('v1', true), version('v2', false)] }));
    expect(published(made, 'v2').description).toBe('v2');
    made.patch(foosDefinition, { spec: { versions: [version('v1', true), version('v3', false)] } });
    expect(published(made, 'v3').description).toBe('v3');
    expect(made.send('GET', '/openapi/v3/apis/example.com/v2')).toMatch(/^404/);
  });

  test('removes definition from spec when one version gets changed to not be served', () => {
    const made = fresh();
    const version = (name: string, served: boolean) => ({
      name,
      served,
      storage: name === 'v1',
      schema: { openAPIV3Schema: { ...simple, description: name } },
    });
    made.define(definition(simple, {}, { versions: [version('v1', true), version('v2', true)] }));
    made.patch(foosDefinition, { spec: { versions: [version('v1', true), version('v2', false)] } });
    expect(made.send('GET', '/openapi/v3/apis/example.com/v2')).toMatch(/^404/);
    expect(published(made).description).toBe('v1');
  });

  test('works for CRD without validation schema', () => {
    const made = withFoos({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true });
    expect(made.foo({ anything: { goes: true } })).toBe('201');
    expect(made.get('/openapi/v2', 'definitions', 'com.example.v1.Foo', 'type')).toBe('object');
  });

  test('works for multiple CRDs of different groups', () => {
    const made = withFoos();
    expect(made.define(other('other.com', 'bars', 'Bar'))).toBe('201');
    const names = Object.keys(made.get('/openapi/v2', 'definitions') as object);
    expect(names).toContain('com.example.v1.Foo');
    expect(names).toContain('com.other.v1.Bar');
  });

  test('works for multiple CRDs of same group and version but different kinds', () => {
    const made = withFoos();
    expect(made.define(other('example.com', 'bars', 'Bar'))).toBe('201');
    const url = '/openapi/v3/apis/example.com/v1';
    const names = Object.keys(made.get(url, 'components', 'schemas') as object);
    expect(names).toContain('com.example.v1.Foo');
    expect(names).toContain('com.example.v1.Bar');
  });

  test('works for multiple CRDs of same group but different versions', () => {
    const made = withFoos();
    const bars = other('example.com', 'bars', 'Bar') as { spec: { versions: { name: string }[] } };
    for (const version of bars.spec.versions) version.name = 'v2';
    expect(made.define(bars)).toBe('201');
    const names = Object.keys(made.get('/openapi/v2', 'definitions') as object);
    expect(names).toContain('com.example.v1.Foo');
    expect(names).toContain('com.example.v2.Bar');
  });

  test('kubectl apply is told to send merge patches', () => {
    const made = withFoos();
    const url = '/openapi/v3/apis/example.com/v1';
    const path = '/apis/example.com/v1/namespaces/{namespace}/foos/{name}';
    const content = made.get(url, 'paths', path, 'patch', 'requestBody', 'content') as object;
    expect(Object.keys(content)).toEqual([
      'application/apply-patch+yaml',
      'application/json-patch+json',
      'application/merge-patch+json',
    ]);
  });
});
