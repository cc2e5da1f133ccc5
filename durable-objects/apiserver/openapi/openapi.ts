import { deleteOptions, requestKinds, scale } from '../../apimachinery/requests.ts';
import { apiVersionOf, type Resource } from '../../apimachinery/resource.ts';
import { fnv1a } from '../../lib/fnv.ts';
import { encodeUtf8 } from '../../lib/utf8.ts';
import { type Dialect, pathsOf, type Shapes } from './paths.ts';
import { Definitions, type Draft } from './schemas.ts';

/** The release whose API the documents describe. */
const info = { title: 'Kubernetes', version: 'v1.36.2' };

/** JSON of `/openapi/v3`: one place per group and version, whose hash changes with its document. */
export function openapiV3Index(resources: readonly Resource[]): string {
  return remember(resources, 'v3', () => {
    const paths: Draft = {};
    for (const { group, version } of resources) {
      const path = `${group === '' ? 'api' : 'apis'}/${apiVersionOf({ group, version })}`;
      const document = openapiV3(resources, group, version) ?? '';
      paths[path] ??= { serverRelativeURL: `/openapi/v3/${path}?hash=${hash(document)}` };
    }
    return JSON.stringify({ paths });
  });
}

/** JSON of `/openapi/v3/apis/<group>/<version>`; undefined when nothing is served there. */
export function openapiV3(
  resources: readonly Resource[],
  group: string,
  version: string,
): string | undefined {
  const own = resources.filter((one) => one.group === group && one.version === version);
  if (own.length === 0) return undefined;
  return remember(resources, `v3/${group}/${version}`, () => {
    const definitions = new Definitions('#/components/schemas/');
    const paths = describe(own, definitions, version3);
    const components = { schemas: definitions.all() };
    return JSON.stringify({ openapi: '3.0.0', info, paths, components });
  });
}

/** JSON of `/openapi/v2`: all groups in one document. */
export function openapiV2(resources: readonly Resource[]): string {
  return remember(resources, 'v2', () => {
    const definitions = new Definitions('#/definitions/');
    const paths = describe(resources, definitions, version2);
    return JSON.stringify({ swagger: '2.0', info, paths, definitions: definitions.all() });
  });
}

function describe(resources: readonly Resource[], into: Definitions, dialect: Dialect): Draft {
  const paths: Draft = {};
  // Kinds come first, so that a shape of the same name inside another kind is not taken for one.
  for (const resource of resources) into.add(resource.schema, [resource]);
  for (const request of requestKinds)
    if (request !== scale && resources.some((one) => one.group === request.group))
      into.add(request.schema, [request]);
  for (const resource of resources) {
    const shapes: Shapes = {
      object: into.add(resource.schema),
      list: into.addList(resource.schema, resource),
      scale: resource.subresources.scale ? into.add(scale.schema, [scale]) : {},
      deleteOptions: into.add(deleteOptions.schema, [deleteOptions]),
    };
    Object.assign(paths, pathsOf(resource, shapes, dialect));
  }
  return paths;
}

const version3: Dialect = {
  parameter: (name, place, type) => ({
    name,
    in: place,
    ...(place === 'path' ? { required: true } : {}),
    schema: { type, uniqueItems: true },
  }),
  body: (shape, types) => ({
    requestBody: { content: Object.fromEntries(types.map((type) => [type, { schema: shape }])) },
  }),
  response: (shape) => ({ content: { 'application/json': { schema: shape } } }),
};

const version2: Dialect = {
  parameter: (name, place, type) => ({
    name,
    in: place,
    type,
    uniqueItems: true,
    ...(place === 'path' ? { required: true } : {}),
  }),
  body: (shape, types) => ({
    consumes: [...types],
    parameters: [{ name: 'body', in: 'body', schema: shape }],
  }),
  response: (shape) => ({ schema: shape }),
};

/** Documents by list of resources: they are a pure function of it and dear to make. */
const documents = new WeakMap<readonly Resource[], Map<string, string>>();

function remember(resources: readonly Resource[], name: string, make: () => string): string {
  const known = documents.get(resources) ?? new Map<string, string>();
  documents.set(resources, known);
  const text = known.get(name) ?? make();
  known.set(name, text);
  return text;
}

/** 128 bits in upper case, as long as clients need to tell documents apart. */
function hash(document: string): string {
  const bytes = encodeUtf8(document);
  return [0, 1, 2, 3]
    .map((seed) =>
      fnv1a(bytes, 0x811c9dc5 ^ seed)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('')
    .toUpperCase();
}
