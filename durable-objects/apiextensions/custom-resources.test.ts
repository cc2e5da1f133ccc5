import { describe, expect, test } from 'vitest';
import { call, testCluster } from '../testing/clusters.ts';
import { Api, definition, foos, foosDefinition, specOf } from './testing/definitions.ts';

function api(schema: object, version: object = {}, spec: object = {}): Api {
  const made = new Api(testCluster());
  expect(made.define(definition({ ...schema }, { ...version }, { ...spec }))).toBe('201');
  return made;
}

const invalid = '422 Foo.example.com "a" is invalid: ';
const strict = '400 Foo in version "v1" cannot be handled as a Foo: strict decoding error: ';

describe('values are what the schema says', () => {
  test.each([
    [
      { n: { type: 'integer', maximum: 10 } },
      { n: 99 },
      'spec.n: Invalid value: 99: spec.n in body should be less than or equal to 10',
    ],
    [
      { n: { type: 'integer', minimum: 1, exclusiveMinimum: true } },
      { n: 1 },
      'spec.n: Invalid value: 1: spec.n in body should be greater than 1',
    ],
    [
      { n: { type: 'integer' } },
      { n: 'x' },
      'spec.n: Invalid value: "string": spec.n in body must be of type integer: "string"',
    ],
    [
      { n: { type: 'number', multipleOf: 0.5 } },
      { n: 1.2 },
      'spec.n: Invalid value: 1.2: spec.n in body should be a multiple of 0.5',
    ],
    [
      { s: { type: 'string', enum: ['a', 'b'] } },
      { s: 'c' },
      'spec.s: Unsupported value: "c": supported values: "a", "b"',
    ],
    [
      { s: { type: 'string', minLength: 2 } },
      { s: 'x' },
      'spec.s: Invalid value: "x": spec.s in body should be at least 2 chars long',
    ],
    [
      { s: { type: 'string', maxLength: 2 } },
      { s: 'xyz' },
      'spec.s: Too long: may not be more than 2 bytes',
    ],
    [
      { s: { type: 'string', format: 'ipv4' } },
      { s: 'x' },
      'spec.s: Invalid value: "x": spec.s in body must be of type ipv4: "x"',
    ],
    [
      { l: { type: 'array', items: { type: 'string' }, minItems: 1 } },
      { l: [] },
      'spec.l: Invalid value: 0: spec.l in body should have at least 1 items',
    ],
    [
      { l: { type: 'array', items: { type: 'string' }, maxItems: 1 } },
      { l: ['a', 'b'] },
      'spec.l: Too many: 2: must have at most 1 items',
    ],
    [
      { l: { type: 'array', items: { type: 'string' } } },
      { l: [1] },
      'spec.l[0]: Invalid value: "integer": spec.l[0] in body must be of type string: "integer"',
    ],
    [
      { l: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' } },
      { l: ['a', 'a'] },
      'spec.l[1]: Duplicate value: "a"',
    ],
    [
      { m: { type: 'object', additionalProperties: { type: 'integer' } } },
      { m: { a: 'b' } },
      'spec.m.a: Invalid value: "string": spec.m.a in body must be of type integer: "string"',
    ],
    [
      { p: { 'x-kubernetes-int-or-string': true } },
      { p: true },
      'spec.p: Invalid value: "boolean": spec.p in body must be of type integer,string: "boolean"',
    ],
  ])('%j refuses %j', (properties, spec, why) => {
    expect(api(specOf(properties)).foo(spec)).toBe(invalid + why);
  });

  test('what is required, and rules wait until everything else is right', () => {
    const made = api(
      specOf(
        { n: { type: 'integer' } },
        { required: ['n'], 'x-kubernetes-validations': [{ rule: 'self.n > 1' }] },
      ),
    );
    expect(made.foo({})).toBe(
      `${invalid}[spec.n: Required value, <nil>: Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation]`,
    );
    expect(made.foo({ n: 1 })).toBe(`${invalid}spec: Invalid value: failed rule: self.n > 1`);
  });

  test('a value that was wrong before and has not changed is left alone', () => {
    const made = api(specOf({ n: { type: 'integer' }, s: { type: 'string' } }));
    expect(made.foo({ n: 9, s: 'a' })).toBe('201');
    const tighter = specOf({
      n: { type: 'integer', maximum: 5 },
      s: { type: 'string', maxLength: 3 },
    });
    made.patch(foosDefinition, {
      spec: {
        versions: [
          { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: tighter } },
        ],
      },
    });
    expect(made.patch(`${foos}/a`, { spec: { s: 'b' } })).toBe('200');
    expect(made.patch(`${foos}/a`, { spec: { n: 8 } })).toContain(
      'should be less than or equal to 5',
    );
  });
});

describe('rules', () => {
  const rules = (properties: object, rule: object): Api =>
    api(specOf({ ...properties }, { 'x-kubernetes-validations': [rule] }));

  test.each([
    [{ rule: 'self.n <= 5', message: 'too many' }, 'spec: Invalid value: too many'],
    [
      { rule: 'self.n <= 5', messageExpression: '"%d is too many".format([self.n])' },
      'spec: Invalid value: 9 is too many',
    ],
    [
      { rule: 'self.n <= 5', reason: 'FieldValueForbidden', fieldPath: '.n' },
      'spec.n: Forbidden: failed rule: self.n <= 5',
    ],
    [
      { rule: 'self.l.exists(x, x == "z") || self.n / 0 > 1' },
      'spec: Invalid value: "object": division by zero evaluating rule: self.l.exists(x, x == "z") || self.n / 0 > 1',
    ],
  ])('%j', (rule, why) => {
    const made = rules(
      { n: { type: 'integer' }, l: { type: 'array', items: { type: 'string' } } },
      rule,
    );
    expect(made.foo({ n: 9, l: [] })).toBe(invalid + why);
  });

  test('of a scalar show its value; transition rules are for updates', () => {
    const n = {
      type: 'integer',
      'x-kubernetes-validations': [{ rule: 'self >= oldSelf', message: 'never less' }],
    };
    const made = api(specOf({ n }));
    expect(made.foo({ n: 3 })).toBe('201');
    expect(made.patch(`${foos}/a`, { spec: { n: 2 } })).toBe(
      `${invalid}spec.n: Invalid value: 2: never less`,
    );
    expect(made.patch(`${foos}/a`, { spec: { n: 4 } })).toBe('200');
  });

  test.each([
    [
      'self.x > 1',
      "compilation failed: ERROR: <input>:1:5: undefined field 'x'\n | self.x > 1\n | ....^",
    ],
    ['self.n', 'cel expression must evaluate to a bool'],
  ])('%s is no rule', (rule, why) => {
    const made = new Api(testCluster());
    const struct = `{"Rule":${JSON.stringify(rule)},"Message":"","MessageExpression":"","Reason":null,"FieldPath":"","OptionalOldSelf":null}`;
    const schema = specOf({ n: { type: 'integer' } }, { 'x-kubernetes-validations': [{ rule }] });
    expect(made.define(definition(schema))).toBe(
      `422 CustomResourceDefinition.apiextensions.k8s.io "foos.example.com" is invalid: spec.validation.openAPIV3Schema.properties[spec].x-kubernetes-validations[0].rule: Invalid value: ${struct}: ${why}`,
    );
  });
});

describe('FieldValidation', () => {
  const closed = specOf({ n: { type: 'integer' } });
  const open = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

  test('should create/apply a CR with unknown fields for CRD with no validation schema', () => {
    const made = api(open);
    expect(made.foo({ whatever: { a: [1] } }, '?fieldValidation=Strict')).toBe('201');
    expect(made.get(`${foos}/a`, 'spec')).toEqual({ whatever: { a: [1] } });
  });

  test('should create/apply a valid CR for CRD with validation schema', () => {
    expect(api(closed).foo({ n: 1 }, '?fieldValidation=Strict')).toBe('201');
  });

  test('should create/apply an invalid CR with extra properties for CRD with validation schema', () => {
    const made = api(closed);
    expect(made.foo({ n: 1, m: 2 }, '?fieldValidation=Strict')).toBe(
      `${strict}unknown field "spec.m"`,
    );
    expect(made.foo({ n: 1, m: 2 })).toBe('201 | unknown field "spec.m"');
    expect(made.get(`${foos}/a`, 'spec')).toEqual({ n: 1 });
  });

  test('should detect duplicates in a CR when preserving unknown fields', () => {
    const text =
      '{"apiVersion":"example.com/v1","kind":"Foo","metadata":{"name":"a"},"spec":{"a":1,"a":2}}';
    const reply = call(api(open).cluster, 'POST', `${foos}?fieldValidation=Strict`, text, {
      'content-type': 'application/json',
    });
    expect(String(reply.body)).toContain('strict decoding error: duplicate field \\"spec.a\\"');
  });

  test('should detect unknown metadata fields in both the root and embedded object of a CR', () => {
    const embedded = {
      type: 'object',
      'x-kubernetes-embedded-resource': true,
      'x-kubernetes-preserve-unknown-fields': true,
    };
    const made = api(specOf({ template: embedded }));
    const template = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', odd: 1 } };
    const object = {
      apiVersion: 'example.com/v1',
      kind: 'Foo',
      metadata: { name: 'a', odd: 1 },
      spec: { template },
    };
    expect(made.send('POST', `${foos}?fieldValidation=Strict`, object)).toBe(
      `${strict}unknown field "metadata.odd", unknown field "spec.template.metadata.odd"`,
    );
  });

  test('should detect unknown and duplicate fields of a typed object', () => {
    const pod =
      '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"odd":1,"data":{"a":"1","a":"2"}}';
    const made = new Api(testCluster());
    const reply = call(
      made.cluster,
      'POST',
      '/api/v1/namespaces/default/configmaps?fieldValidation=Strict',
      pod,
      { 'content-type': 'application/json' },
    );
    expect(String(reply.body)).toContain('unknown field \\"odd\\", duplicate field \\"data.a\\"');
  });

  test('should detect unknown metadata fields of a typed object', () => {
    const made = new Api(testCluster());
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', odd: 1 } };
    expect(
      made.send('POST', '/api/v1/namespaces/default/configmaps?fieldValidation=Strict', object),
    ).toContain('strict decoding error: unknown field "metadata.odd"');
  });
});

describe('subresources, versions, patches', () => {
  test('status and spec are written apart, and only spec counts as a generation', () => {
    const schema = {
      type: 'object',
      properties: {
        spec: { type: 'object', properties: { replicas: { type: 'integer' } } },
        status: { type: 'object', properties: { replicas: { type: 'integer', maximum: 5 } } },
      },
    };
    const scale = { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' };
    const made = api(schema, { subresources: { status: {}, scale } });
    expect(made.foo({ replicas: 1 })).toBe('201');
    expect(made.patch(`${foos}/a/status`, { spec: { replicas: 9 }, status: { replicas: 2 } })).toBe(
      '200',
    );
    expect(made.patch(`${foos}/a/status`, { status: { replicas: 9 } })).toBe(
      `${invalid}status.replicas: Invalid value: 9: replicas in body should be less than or equal to 5`,
    );
    expect(made.patch(`${foos}/a/scale`, { spec: { replicas: 4 } })).toBe('200');
    expect(made.get(`${foos}/a/scale`, 'status', 'replicas')).toBe(2);
    expect(made.get(`${foos}/a`, 'spec')).toEqual({ replicas: 4 });
    expect(made.get(`${foos}/a`, 'metadata', 'generation')).toBe(2);
  });

  test('every version shows every object, by its own schema', () => {
    const version = (name: string, properties: object, more: object): object => ({
      name,
      served: true,
      schema: { openAPIV3Schema: specOf({ ...properties }) },
      ...more,
    });
    const made = api(
      {},
      {},
      {
        versions: [
          version(
            'v1',
            { a: { type: 'string' }, b: { type: 'string', default: 'new' } },
            { storage: true },
          ),
          version('v1beta1', { a: { type: 'string' } }, { storage: false, deprecated: true }),
        ],
      },
    );
    const beta = foos.replace('/v1/', '/v1beta1/');
    const object = {
      apiVersion: 'example.com/v1beta1',
      kind: 'Foo',
      metadata: { name: 'a' },
      spec: { a: 'x' },
    };
    expect(made.send('POST', beta, object)).toBe(
      '201 | example.com/v1beta1 Foo is deprecated; use example.com/v1 Foo',
    );
    expect(made.get(`${foos}/a`, 'spec')).toEqual({ a: 'x', b: 'new' });
    expect(made.get(`${foos}/a`, 'apiVersion')).toBe('example.com/v1');
    expect(made.patch(`${foos}/a`, { spec: { b: 'mine' } })).toBe('200');
    expect(made.get(`${beta}/a`, 'spec')).toEqual({ a: 'x' });
    expect(made.get('/apis/example.com', 'preferredVersion', 'version')).toBe('v1');
  });

  test('there is no strategic merge, and an update says what it updates', () => {
    const made = api(specOf({ n: { type: 'integer' } }));
    made.foo({ n: 1 });
    const strategic = 'application/strategic-merge-patch+json';
    expect(made.send('PATCH', `${foos}/a`, {}, strategic)).toMatch(
      /^415 .*accepted media types include/,
    );
    const jsonPatch = 'application/json-patch+json';
    expect(
      made.send('PATCH', `${foos}/a`, '[{"op":"replace","path":"/spec/n","value":2}]', jsonPatch),
    ).toBe('200');
    const object = { apiVersion: 'example.com/v1', kind: 'Foo', metadata: { name: 'a' } };
    expect(made.send('PUT', `${foos}/a`, object)).toContain(
      'metadata.resourceVersion: Invalid value',
    );
  });
});
