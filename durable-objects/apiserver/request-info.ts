import type { ApiRequest } from '../apimachinery/api-client.ts';
import { parseFieldSelector } from '../apimachinery/selectors.ts';
import { badRequest } from '../apimachinery/status-error.ts';
import { Query } from './query.ts';

export type Verb =
  | 'get'
  | 'list'
  | 'watch'
  | 'create'
  | 'update'
  | 'patch'
  | 'delete'
  | 'deletecollection';

/** What a request asks for (k8s.io/apiserver/pkg/endpoints/request.RequestInfo). */
export interface RequestInfo {
  readonly isResource: boolean;
  readonly path: string;
  /** For non-resource paths the method in lower case. */
  readonly verb: string;
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly subresource: string;
  /** What follows the subresource (`proxy/a/b`), without slashes at its ends. */
  readonly rest: string;
  /** '' for cluster scope. */
  readonly namespace: string;
  readonly name: string;
  readonly query: Query;
}

/** Reads method, path and query. Throws BadRequest for a path that can't be decoded. */
export function requestInfo(request: Pick<ApiRequest, 'method' | 'path' | 'query'>): RequestInfo {
  const query = new Query(request.query);
  const none = {
    isResource: false,
    path: request.path,
    verb: request.method.toLowerCase(),
    group: '',
    version: '',
    resource: '',
    subresource: '',
    rest: '',
    namespace: '',
    name: '',
    query,
  };
  const parts = request.path.split('/').filter((part) => part !== '');
  const prefix = parts[0];
  if (prefix === 'api' && parts.length >= 3) {
    return resourceInfo(request.method, parts.slice(2), { ...none, version: parts[1] ?? '' });
  }
  if (prefix === 'apis' && parts.length >= 4) {
    const place = { group: parts[1] ?? '', version: parts[2] ?? '' };
    return resourceInfo(request.method, parts.slice(3), { ...none, ...place });
  }
  return none;
}

function resourceInfo(method: string, encoded: readonly string[], base: RequestInfo): RequestInfo {
  let parts = encoded.map(decodePart);
  const legacyWatch = parts[0] === 'watch' && parts.length > 1;
  if (legacyWatch) parts = parts.slice(1);
  let namespace = '';
  if (parts[0] === 'namespaces' && parts[1] !== undefined) {
    namespace = parts[1];
    if (parts[2] !== undefined && !namespaceSubresources.has(parts[2])) parts = parts.slice(2);
  }
  const [resource = '', name = '', subresource = '', ...rest] = parts;
  const info: RequestInfo = {
    ...base,
    isResource: true,
    resource,
    name,
    subresource,
    rest: rest.join('/'),
    // A namespace is its own place: `namespaces/x` is cluster-scoped with the namespace x.
    namespace,
    verb: base.verb,
  };
  const verb = legacyWatch ? 'watch' : verbOf(method, info);
  return verb === 'list' || verb === 'watch' || verb === 'deletecollection'
    ? { ...info, verb, name: info.name || singleName(info.query) }
    : { ...info, verb };
}

function verbOf(method: string, { name, query }: RequestInfo): string {
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (name !== '') return 'get';
      return query.flag('watch') ? 'watch' : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return name === '' ? 'deletecollection' : 'delete';
    default:
      return method.toLowerCase();
  }
}

/** `fieldSelector=metadata.name=x` names one object, which authorization may go by. */
function singleName(query: Query): string {
  const text = query.text('fieldSelector');
  if (!text.includes('metadata.name')) return '';
  const term = parseFieldSelector(text).find(({ field }) => field === 'metadata.name');
  return term?.equal ? term.value : '';
}

const namespaceSubresources = new Set(['status', 'finalize']);

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw badRequest(`invalid URL escape in ${JSON.stringify(part)}`);
  }
}
