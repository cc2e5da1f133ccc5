import { BinaryWriter } from '@bufbuild/protobuf/wire';

/** What kubectl asks `/openapi/v2` for. */
export const protobufType = 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf';

/** What the answer is called: a media type may not have the request's `@`. */
export const protobufAnswer = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';

/**
 * The gnostic form of `/openapi/v2` without any definition: title and version. kubectl asks for it
 * when version 3 does not know a kind, and then wants to find nothing.
 */
export function openapiV2Heading(): Uint8Array {
  const info = new BinaryWriter().tag(1, 2).string('Kubernetes').tag(2, 2).string('v1.36.2');
  const document = new BinaryWriter().tag(1, 2).string('2.0');
  return document.tag(2, 2).bytes(info.finish()).finish();
}
