import type { BodyKind } from '../../apimachinery/decode-body.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { Authenticator } from '../authenticator.ts';
import type { Authorizer } from '../authorizer.ts';
import type { RequestEnvironment } from '../environment.ts';

/** What a virtual resource is answered from. */
export interface VirtualCall {
  readonly environment: RequestEnvironment;
  readonly authorizer: Authorizer;
  readonly authenticator: Authenticator;
  /** The kinds that are served. */
  readonly resources: readonly Resource[];
  /** The path's namespace, '' for kinds without namespaces. */
  readonly namespace: string;
  /** The body as an object of that kind. */
  body<T>(kind: BodyKind<T>): T;
}

/** A kind that is answered, not stored: POST is all it knows. */
export interface VirtualResource extends BodyKind<unknown> {
  readonly plural: string;
  readonly namespaced: boolean;
  create(call: VirtualCall): JsonObject;
}

/** Plural and scope follow from the kind: `SubjectAccessReview` is `subjectaccessreviews`. */
export function virtualResource<T>(
  kind: BodyKind<T>,
  create: VirtualResource['create'],
  namespaced = false,
): VirtualResource {
  return {
    ...(kind as BodyKind<unknown>),
    plural: `${kind.kind.toLowerCase()}s`,
    namespaced,
    create,
  };
}
