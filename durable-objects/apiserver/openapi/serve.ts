import type { ApiReply, ApiRequest } from '../../apimachinery/api-client.ts';
import type { Query } from '../query.ts';
import {
  type Described,
  type Document,
  openapiV2,
  openapiV2Protobuf,
  openapiV3,
  openapiV3Index,
} from './openapi.ts';

/** What kubectl asks `/openapi/v2` for. */
const protobufType = 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf';

/** What the answer is called: a media type may not have the request's `@`. */
const protobufAnswer = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';

/** Answers below `/openapi`; undefined for what is not there. */
export function serveOpenapi(
  [version, ...rest]: readonly string[],
  request: ApiRequest,
  query: Query,
  described: Described,
): ApiReply | undefined {
  if (version === 'v2' && rest.length === 0) {
    const accept = request.headers.accept ?? '';
    return accept.includes(protobufType) && !accept.includes('json')
      ? answer(request, openapiV2Protobuf(described), protobufAnswer)
      : answer(request, openapiV2(described));
  }
  if (version !== 'v3') return undefined;
  if (rest.length === 0) return answer(request, openapiV3Index(described));
  const [root, second, third] = rest;
  const isCore = root === 'api';
  if (!isCore && root !== 'apis') return undefined;
  const document = isCore
    ? openapiV3(described, '', second ?? '')
    : openapiV3(described, second ?? '', third ?? '');
  return document && answerHashed(request, query.text('hash'), document);
}

/** A place that carries a hash never changes; one with an old hash leads to the new one. */
function answerHashed(request: ApiRequest, hash: string, document: Document): ApiReply {
  if (hash === '') return answer(request, document);
  if (hash !== document.digest)
    return {
      type: 'reply',
      status: 301,
      headers: { location: `${request.path}?hash=${document.digest}` },
      body: '',
    };
  return answer(request, document, 'application/json', 'public, immutable');
}

function answer(
  request: ApiRequest,
  { digest, body }: Document,
  type = 'application/json',
  caching = 'no-cache, private',
): ApiReply {
  const etag = `"${digest}"`;
  const headers = { 'content-type': type, 'cache-control': caching, etag, vary: 'Accept' };
  const isKnown = request.headers['if-none-match'] === etag;
  return { type: 'reply', status: isKnown ? 304 : 200, headers, body: isKnown ? '' : body };
}
