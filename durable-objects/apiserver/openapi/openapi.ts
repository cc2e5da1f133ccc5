import { gnosticDocument } from '../../apimachinery/protobuf/openapi-v2.ts';
import { deleteOptions, requestKinds, scale } from '../../apimachinery/requests.ts';
import { apiVersionOf } from '../../apimachinery/resource.ts';
import type { Descriptions } from './descriptions.ts';
import { digestOf } from './digest.ts';
import { type DescribedResource, type Dialect, pathsOf, type Shapes } from './paths.ts';
import { Definitions, type Draft } from './schemas.ts';

/** The release whose API the documents describe. */
const info = { title: 'Kubernetes', version: 'v1.36.2' };

/** A document as it leaves; the digest is its ETag and changes with it. */
export interface Document {
  readonly digest: string;
  readonly body: string | Uint8Array;
}

/** Everything that documents are made from: they are a pure function of it. */
export interface Described {
  readonly resources: readonly DescribedResource[];
  readonly descriptions: Descriptions;
}

/** `/openapi/v3`: one place per group and version, whose hash changes with its document. */
export function openapiV3Index({ resources, descriptions }: Described): Document {
  const paths: Draft = {};
  for (const { group, version } of resources) {
    const path = `${group === '' ? 'api' : 'apis'}/${apiVersionOf({ group, version })}`;
    if (paths[path] !== undefined) continue;
    const hash = digestOf(inVersion(resources, group, version), descriptions.digest);
    paths[path] = { serverRelativeURL: `/openapi/v3/${path}?hash=${hash}` };
  }
  return { digest: digestOf(resources, descriptions.digest), body: JSON.stringify({ paths }) };
}

/** `/openapi/v3/apis/<group>/<version>`; undefined when nothing is served there. */
export function openapiV3(
  { resources, descriptions }: Described,
  group: string,
  version: string,
): Document | undefined {
  const own = inVersion(resources, group, version);
  if (own.length === 0) return undefined;
  return remember('v3', digestOf(own, descriptions.digest), () => {
    const definitions = new Definitions('#/components/schemas/', descriptions);
    const paths = describe(own, definitions, version3);
    const components = { schemas: definitions.all() };
    return JSON.stringify({ openapi: '3.0.0', info, paths, components });
  });
}

/** `/openapi/v2`: all groups in one document. */
export function openapiV2({ resources, descriptions }: Described): Document {
  return remember('v2', digestOf(resources, descriptions.digest), () =>
    JSON.stringify({
      swagger: '2.0',
      info,
      ...version2Of(resources, new Definitions('#/definitions/', descriptions)),
    }),
  );
}

/** The same in gnostic's protobuf form, with definitions and without paths. */
export function openapiV2Protobuf({ resources, descriptions }: Described): Document {
  return remember('v2 protobuf', digestOf(resources, descriptions.digest), () => {
    const { definitions } = version2Of(resources, new Definitions('#/definitions/', descriptions));
    return gnosticDocument(info, definitions);
  });
}

function version2Of(
  resources: readonly DescribedResource[],
  into: Definitions,
): { readonly paths: Draft; readonly definitions: Draft } {
  const paths = describe(resources, into, version2);
  return { paths, definitions: into.all() };
}

function inVersion(
  resources: readonly DescribedResource[],
  group: string,
  version: string,
): readonly DescribedResource[] {
  return resources.filter((one) => one.group === group && one.version === version);
}

function describe(
  resources: readonly DescribedResource[],
  into: Definitions,
  dialect: Dialect,
): Draft {
  const paths: Draft = {};
  // Kinds come first, so that a shape of the same name inside another kind is not taken for one.
  for (const resource of resources)
    if (resource.openapi) into.addCustom(resource);
    else into.add(resource.schema, [resource]);
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

/** How many documents are kept: those of one client's explain and apply. They are dear to make. */
const keptDocuments = 12;
const documents = new Map<string, Document>();

function remember(form: string, digest: string, make: () => Document['body']): Document {
  const key = `${form} ${digest}`;
  const known = documents.get(key) ?? { digest, body: make() };
  // What was asked for last is forgotten last.
  documents.delete(key);
  documents.set(key, known);
  const [oldest] = documents.keys();
  if (documents.size > keptDocuments && oldest !== undefined) documents.delete(oldest);
  return known;
}
