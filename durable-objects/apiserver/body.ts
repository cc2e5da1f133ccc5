import type { ApiRequest } from '../apimachinery/api-client.ts';
import type { Decoded } from '../apimachinery/decode.ts';
import { type BodyKind, decodeBody, maxBodyBytes } from '../apimachinery/decode-body.ts';
import type { Resource } from '../apimachinery/resource.ts';
import { decodeUtf8 } from '../lib/utf8.ts';
import { tooLarge } from './status-reply.ts';

/** The media type of a body without its parameters; '' when none is named. */
export function contentType({ headers }: ApiRequest): string {
  return (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** The body's bytes as text. Throws RequestEntityTooLarge. */
export function bodyText(request: ApiRequest): string {
  return decodeUtf8(bodyBytes(request));
}

/**
 * The body as an object of that kind, whatever its encoding. Throws RequestEntityTooLarge,
 * UnsupportedMediaType, BadRequest.
 */
export function readBody<T>(
  request: ApiRequest,
  kind: BodyKind<T>,
  others: readonly Resource[] = [],
): Decoded<T> {
  return decodeBody(kind, contentType(request), bodyBytes(request), others);
}

function bodyBytes({ body }: ApiRequest): Uint8Array {
  if (!body) return new Uint8Array();
  if (body.length > maxBodyBytes) throw tooLarge(`limit is ${maxBodyBytes}`);
  return body;
}
