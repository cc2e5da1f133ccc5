import type { ApiReply, ApiRequest } from '../../apimachinery/api-client.ts';
import { fnv1a } from '../../lib/fnv.ts';
import { encodeUtf8 } from '../../lib/utf8.ts';
import type { Descriptions } from '../openapi/descriptions.ts';
import { serveOpenapi } from '../openapi/serve.ts';
import type { Form } from '../present/negotiation.ts';
import { reply, textReply } from '../present/reply.ts';
import type { Query } from '../query.ts';
import type { ResourceTable } from '../resource-table.ts';
import { notSimulated } from '../status-reply.ts';
import { describedResources } from '../virtual/described.ts';
import { aggregatedType, groupDiscoveryList, wantsAggregated } from './aggregated.ts';
import { discoveredGroups } from './entries.ts';
import { healthPaths, healthText } from './health.ts';
import { apiGroup, apiGroupList, apiResourceList, apiVersions } from './legacy.ts';
import { versionInfo } from './version.ts';

/** Answers everything that is not about objects: discovery, health, version. */
export function serveNonResource(
  request: ApiRequest,
  query: Query,
  table: ResourceTable,
  form: Form,
  descriptions: Descriptions,
): ApiReply {
  const parts = request.path.split('/').filter((part) => part !== '');
  const health = healthText(request.path, query.has('verbose'));
  if (health !== undefined) return textReply(200, health);
  const found =
    parts[0] === 'openapi'
      ? serveOpenapi(parts.slice(1), request, query, {
          resources: describedResources(table.all),
          descriptions,
        })
      : discovery(request, parts, table, form);
  if (!found && unserved.includes(request.path)) throw notSimulated(request.path);
  // Upstream answers in plain text where no group's router is responsible.
  return found ?? textReply(404, '404 page not found\n');
}

function discovery(
  request: ApiRequest,
  parts: readonly string[],
  table: ResourceTable,
  form: Form,
): ApiReply | undefined {
  const [root, second, third] = parts;
  const answer = (body: object | undefined): ApiReply | undefined => body && reply(200, body, form);
  const isAggregated = parts.length === 1 && wantsAggregated(request.headers.accept ?? '');
  if (isAggregated && (root === 'api' || root === 'apis')) {
    return aggregated(request, reply(200, groupDiscoveryList(table, root === 'api'), form));
  }
  switch (`${root ?? ''}:${parts.length}`) {
    case ':0':
      return reply(200, { paths: rootPaths(table) }, { ...form, pretty: true });
    case 'version:1':
      return reply(200, versionInfo, { ...form, pretty: true });
    case 'api:1':
      return answer(apiVersions());
    case 'api:2':
      return answer(apiResourceList(table, '', second ?? ''));
    case 'apis:1':
      return answer(apiGroupList(table));
    case 'apis:2':
      return answer(apiGroup(table, second ?? ''));
    case 'apis:3':
      return answer(apiResourceList(table, second ?? '', third ?? ''));
    default:
      return undefined;
  }
}

/** Clients keep the document and ask by its tag whether it has changed. */
function aggregated({ headers }: ApiRequest, whole: ApiReply): ApiReply {
  const bytes = typeof whole.body === 'string' ? encodeUtf8(whole.body) : whole.body;
  const tag = `"${fnv1a(bytes).toString(16).toUpperCase().padStart(8, '0')}"`;
  const more = { 'content-type': aggregatedType, etag: tag, vary: 'Accept' };
  const answer = { ...whole, headers: { ...whole.headers, ...more } };
  return headers['if-none-match'] === tag ? { ...answer, status: 304, body: '' } : answer;
}

/** What upstream serves and this server does not, but for its path. */
const unserved: readonly string[] = [
  '/.well-known/openid-configuration',
  '/flagz',
  '/metrics',
  '/metrics/slis',
  '/openid/v1/jwks',
  '/statusz',
];

function rootPaths(table: ResourceTable): readonly string[] {
  const groups = discoveredGroups(table).flatMap(({ group, versions }) =>
    group === ''
      ? versions.map((version) => `/api/${version}`)
      : [`/apis/${group}`, ...versions.map((version) => `/apis/${group}/${version}`)],
  );
  const fixed = [
    ...unserved,
    '/api',
    '/apis',
    '/apis/',
    '/openapi/v2',
    '/openapi/v3',
    '/openapi/v3/',
    '/version',
  ];
  return [...fixed, ...groups, ...healthPaths()].sort();
}
