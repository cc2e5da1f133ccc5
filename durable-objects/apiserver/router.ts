import type { ApiRequest, ApiResponse } from '../apimachinery/api-client.ts';
import type { BodyKind } from '../apimachinery/decode-body.ts';
import { apiVersionOf } from '../apimachinery/resource.ts';
import { storedResource } from '../apimachinery/version.ts';
import type { ApiServerOptions } from './api-server.ts';
import { readBody } from './body.ts';
import { serveComputed } from './computed.ts';
import { discoveredEntries } from './discovery/entries.ts';
import { serveNonResource } from './discovery/non-resource.ts';
import type { RequestEnvironment } from './environment.ts';
import { noDescriptions } from './openapi/descriptions.ts';
import type { Form } from './present/negotiation.ts';
import { reply, textReply } from './present/reply.ts';
import type { RequestInfo } from './request-info.ts';
import type { ResourceTable } from './resource-table.ts';
import { methodNotAllowed, resourceNotFound } from './status-reply.ts';
import { applyObject, isApply } from './verbs/apply.ts';
import type { Call } from './verbs/call.ts';
import { deleteCollection, deleteOne } from './verbs/delete.ts';
import { get, list, watch } from './verbs/read.ts';
import { serveSubresource } from './verbs/subresources.ts';
import { create, patch, update } from './verbs/write.ts';
import { virtualResources } from './virtual/reviews.ts';
import type { VirtualResource } from './virtual/virtual-resource.ts';

/** Serves one request of somebody who may make it. Throws StatusError. */
export function route(
  request: ApiRequest,
  info: RequestInfo,
  environment: RequestEnvironment,
  options: ApiServerOptions,
  table: ResourceTable,
  form: () => Form,
): ApiResponse {
  if (!info.isResource) {
    const { descriptions = noDescriptions } = options;
    return serveNonResource(request, info.query, table, discoveryForm(form), descriptions);
  }
  const resource = table.find(info.group, info.version, info.resource);
  if (!resource) {
    const virtual = virtualResources.find(
      (one) => one.plural === info.resource && isSameVersion(one, info),
    );
    if (virtual) {
      return serveVirtual(virtual, request, info, environment, options, table, form());
    }
    const isKnown = discoveredEntries(table, info.group, info.version) !== undefined;
    if (!isKnown) return textReply(404, '404 page not found\n');
    throw resourceNotFound();
  }
  // `namespaces/x` is cluster-scoped and has x as its namespace too.
  const isOwnNamespace = !resource.namespaced && info.namespace === info.name;
  if (!resource.namespaced && info.namespace !== '' && !isOwnNamespace) throw resourceNotFound();
  const namespace = resource.namespaced ? info.namespace : '';
  if (resource.namespaced && namespace === '' && isAboutOne(info)) throw resourceNotFound();
  const { name, subresource } = info;
  const stored = storedResource(resource);
  const apiVersion = apiVersionOf(resource);
  const target = { resource: stored, namespace, name, subresource, apiVersion };
  const call = { request, info, resource, target, form: form(), environment, options, table };
  const response = subresource === '' ? serveObjects(call) : serveSubresource(call);
  return warned(response, resource.deprecation);
}

/** The answer with one more warning. */
function warned(response: ApiResponse, warning: string | undefined): ApiResponse {
  if (warning === undefined || response.type === 'session') return response;
  return { ...response, warnings: [warning, ...(response.warnings ?? [])] };
}

function serveObjects(call: Call): ApiResponse {
  const { info, resource, target } = call;
  const { verb } = info;
  if (resource.verbs && !resource.verbs.includes(verb)) throw methodNotAllowed();
  if (resource.isComputed) return serveComputed(call);
  switch (verb) {
    case 'get':
      return get(call);
    case 'list':
      return list(call);
    case 'watch':
      return watch(call);
    case 'create':
      if (target.name !== '' || (resource.namespaced && target.namespace === '')) break;
      return create(call);
    case 'update':
      if (target.name === '') break;
      return update(call);
    case 'patch':
      if (target.name === '') break;
      return isApply(call) ? applyObject(call) : patch(call);
    case 'delete':
      return deleteOne(call);
    case 'deletecollection':
      if (resource.namespaced && target.namespace === '') break;
      return deleteCollection(call);
  }
  throw methodNotAllowed();
}

function serveVirtual(
  virtual: VirtualResource,
  request: ApiRequest,
  info: RequestInfo,
  environment: RequestEnvironment,
  { authorizer, authenticator }: ApiServerOptions,
  { all: resources }: ResourceTable,
  form: Form,
): ApiResponse {
  const { namespace } = info;
  if (virtual.namespaced !== (namespace !== '')) throw resourceNotFound();
  if (info.verb !== 'create' || info.name !== '') throw methodNotAllowed();
  const body = <T>(kind: BodyKind<T>): T => readBody(request, kind).object;
  const given = { body, namespace, environment, authorizer, authenticator, resources };
  return reply(201, virtual.create(given), form);
}

/** Paths with a name have no route without a namespace, where the kind has namespaces. */
function isAboutOne({ verb, name, path }: RequestInfo): boolean {
  return (
    name !== '' && ['get', 'update', 'patch', 'delete', 'create'].includes(verb) && path !== ''
  );
}

function isSameVersion(
  a: { readonly group: string; readonly version: string },
  b: { readonly group: string; readonly version: string },
): boolean {
  return a.group === b.group && a.version === b.version;
}

/** Discovery and the like are not converted; what else is asked for is not their business. */
function discoveryForm(form: () => Form): Form {
  try {
    return { ...form(), as: '' };
  } catch {
    return { format: 'json', as: '', metaVersion: 'v1', pretty: false };
  }
}
