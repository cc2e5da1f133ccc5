import { apiVersionOf, type Resource } from '../../apimachinery/resource.ts';
import type { ObjectSchema } from '../../apimachinery/schema.ts';
import type { Json } from '../../lib/json.ts';
import type { Draft, Kind } from './schemas.ts';

/** The shapes that a resource's operations name, as references into the document. */
export interface Shapes {
  readonly object: Draft;
  readonly list: Draft;
  readonly scale: Draft;
  readonly deleteOptions: Draft;
}

/** What documents need to know of a kind, stored or only answered. */
export interface DescribedResource
  extends Pick<
    Resource,
    'group' | 'version' | 'kind' | 'plural' | 'namespaced' | 'subresources' | 'verbs' | 'openapi'
  > {
  readonly selectable?: { readonly [field: string]: unknown };
  readonly schema: ObjectSchema;
}

/** How a version of OpenAPI writes an operation's parts. */
export interface Dialect {
  parameter(name: string, place: 'query' | 'path', type: string): Draft;
  body(shape: Draft, types: readonly string[]): Draft;
  response(shape: Draft): Draft;
}

/** Paths of one resource, its subresources included, with all operations. */
export function pathsOf(resource: DescribedResource, shapes: Shapes, dialect: Dialect): Draft {
  const base = resource.group === '' ? '/api' : '/apis';
  const root = `${base}/${apiVersionOf(resource)}`;
  const folder = resource.namespaced ? `${root}/namespaces/{namespace}` : root;
  const collection = `${folder}/${resource.plural}`;
  const write = new Writer(resource, dialect);
  const types = patchTypes(resource);
  const paths: Draft = {
    [collection]: {
      ...only(resource, {
        get: ['list', write.read('list', shapes.list, listParameters)],
        post: ['create', write.change('post', shapes.object, shapes.object, json)],
        delete: [
          'deletecollection',
          write.change('deletecollection', shapes.object, shapes.deleteOptions, json),
        ],
      }),
      parameters: write.placed(collection),
    },
    [`${collection}/{name}`]: {
      ...only(resource, {
        get: ['get', write.read('get', shapes.object, {})],
        put: ['update', write.change('put', shapes.object, shapes.object, json)],
        patch: ['patch', write.patch(shapes.object, types)],
        delete: ['delete', write.change('delete', shapes.object, shapes.deleteOptions, json)],
      }),
      parameters: write.placed(`${collection}/{name}`),
    },
    ...subresources(resource, `${collection}/{name}`, shapes, dialect),
  };
  const listed = only(resource, { get: ['list', write.read('list', shapes.list, listParameters)] });
  if (resource.namespaced && Object.keys(listed).length > 0)
    paths[`${root}/${resource.plural}`] = listed;
  if (resource.verbs?.join() === 'create') delete paths[`${collection}/{name}`];
  return paths;
}

/** The operations whose verbs the resource has. */
function only(
  { verbs }: DescribedResource,
  operations: { readonly [method: string]: readonly [verb: string, operation: Draft] },
): Draft {
  return Object.fromEntries(
    Object.entries(operations)
      .filter(([, [verb]]) => verbs === undefined || verbs.includes(verb))
      .map(([method, [, operation]]) => [method, operation]),
  );
}

function subresources(
  resource: DescribedResource,
  place: string,
  shapes: Shapes,
  dialect: Dialect,
): Draft {
  const paths: Draft = {};
  const part = (name: string, kind: Kind, shape: Draft): void => {
    const write = new Writer(kind, dialect);
    paths[`${place}/${name}`] = {
      get: write.read('get', shape, {}),
      put: write.change('put', shape, shape, json),
      patch: write.patch(shape, patchTypes(resource)),
      parameters: write.placed(place),
    };
  };
  if (resource.subresources.status) part('status', resource, shapes.object);
  if (resource.subresources.scale)
    part('scale', { group: 'autoscaling', version: 'v1', kind: 'Scale' }, shapes.scale);
  for (const [name, info] of Object.entries(resource.subresources.connect ?? {})) {
    const kind = { group: resource.group, version: resource.version, ...info };
    const write = new Writer(kind, dialect);
    const operations: Draft = { parameters: write.placed(place) };
    if (info.verbs.includes('get')) operations.get = write.read('connect', {}, {});
    if (info.verbs.includes('create')) operations.post = write.change('connect', {}, {}, json);
    paths[`${place}/${name}`] = operations;
  }
  return paths;
}

const json = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf'];
const patches = [
  'application/apply-patch+yaml',
  'application/json-patch+json',
  'application/merge-patch+json',
];

/** kubectl apply chooses its patch by these. Custom resources have no merge keys. */
function patchTypes({ schema }: DescribedResource): readonly string[] {
  return schema.loose ? patches : [...patches, 'application/strategic-merge-patch+json'];
}

const changeParameters = { dryRun: 'string', fieldManager: 'string', fieldValidation: 'string' };
const deleteParameters = {
  dryRun: 'string',
  gracePeriodSeconds: 'integer',
  orphanDependents: 'boolean',
  propagationPolicy: 'string',
};
const listParameters = {
  allowWatchBookmarks: 'boolean',
  continue: 'string',
  fieldSelector: 'string',
  labelSelector: 'string',
  limit: 'integer',
  resourceVersion: 'string',
  resourceVersionMatch: 'string',
  sendInitialEvents: 'boolean',
  timeoutSeconds: 'integer',
  watch: 'boolean',
};

type Parameters = { readonly [name: string]: string };

class Writer {
  private readonly kind: Kind;
  private readonly dialect: Dialect;

  constructor(kind: Kind, dialect: Dialect) {
    this.kind = kind;
    this.dialect = dialect;
  }

  read(action: string, answer: Draft, parameters: Parameters): Draft {
    return this.operation(action, answer, parameters, {});
  }

  change(action: string, answer: Draft, body: Draft, types: readonly string[]): Draft {
    const parameters = action.startsWith('delete') ? deleteParameters : changeParameters;
    return this.operation(action, answer, parameters, this.dialect.body(body, types));
  }

  patch(shape: Draft, types: readonly string[]): Draft {
    const parameters = { ...changeParameters, force: 'boolean' };
    return this.operation('patch', shape, parameters, this.dialect.body({ type: 'object' }, types));
  }

  /** The parameters in a path's text. */
  placed(path: string): Json {
    const names = path.match(/(?<=\{)\w+(?=\})/g) ?? [];
    return names.map((name) => this.dialect.parameter(name, 'path', 'string'));
  }

  private operation(action: string, answer: Draft, parameters: Parameters, body: Draft): Draft {
    const { parameters: inBody = [], ...rest } = body;
    const { group, version, kind } = this.kind;
    const query = Object.entries(parameters).map(([name, type]) =>
      this.dialect.parameter(name, 'query', type),
    );
    return {
      tags: [`${group === '' ? 'core' : group.replace(/\.k8s\.io$/, '')}_${version}`],
      parameters: [...query, ...(Array.isArray(inBody) ? inBody : [])],
      ...rest,
      responses: { 200: { description: 'OK', ...this.dialect.response(answer) } },
      'x-kubernetes-action': action,
      'x-kubernetes-group-version-kind': { group, kind, version },
    };
  }
}
