import type { Cluster } from '../../cluster/index.ts';
import { call } from '../../testing/clusters.ts';

const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

type Part = { readonly [field: string]: unknown };

/** A definition of `foos.example.com`; `version` is added to its one version, `spec` to its spec. */
export function definition(schema: Part, version: Part = {}, spec: Part = {}): object {
  const v1 = { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'foos.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { plural: 'foos', kind: 'Foo' },
      versions: [{ ...v1, ...version }],
      ...spec,
    },
  };
}

/** Objects with a spec of these properties. */
export function specOf(properties: Part, more: Part = {}): Part {
  return { type: 'object', properties: { spec: { type: 'object', properties, ...more } } };
}

/** A cluster's API in few words: every answer is its status and its message or body. */
export class Api {
  readonly cluster: Cluster;

  constructor(cluster: Cluster) {
    this.cluster = cluster;
  }

  define(body: object): string {
    return this.send('POST', definitions, body);
  }

  foo(spec: Part, query = ''): string {
    const object = { apiVersion: 'example.com/v1', kind: 'Foo', metadata: { name: 'a' }, spec };
    return this.send('POST', `${foos}${query}`, object);
  }

  patch(url: string, patch: object): string {
    return this.send('PATCH', url, patch, 'application/merge-patch+json');
  }

  /** `201`, or `422 Foo.example.com "a" is invalid: ...`; warnings after a bar. */
  send(method: string, url: string, body?: object | string, type = 'application/json'): string {
    const reply = call(this.cluster, method, url, body, { 'content-type': type });
    const warnings = (reply.warnings ?? []).map((text) => ` | ${text}`).join('');
    if (reply.status < 400) return `${reply.status}${warnings}`;
    const text = String(reply.body);
    const message = text.startsWith('{')
      ? (JSON.parse(text) as { message: string }).message
      : text.trim();
    return `${reply.status} ${message}`;
  }

  /** A member of what a GET answers. */
  get(url: string, ...path: readonly (string | number)[]): unknown {
    let value: unknown = JSON.parse(String(call(this.cluster, 'GET', url).body));
    for (const step of path) value = (value as { [step: string]: unknown } | undefined)?.[step];
    return value;
  }
}

export const foos = '/apis/example.com/v1/namespaces/default/foos';
export const foosDefinition = `${definitions}/foos.example.com`;
export { definitions as definitionsUrl };
