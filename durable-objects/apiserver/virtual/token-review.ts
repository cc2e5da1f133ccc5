import { tokenReview } from '../../apimachinery/review-kinds.ts';
import { badRequest } from '../../apimachinery/status-error.ts';
import type { JsonObject } from '../../lib/json.ts';
import { userInfo } from './identity.ts';
import type { VirtualCall } from './virtual-resource.ts';

/** Whose token is it? Follows pkg/registry/authentication/tokenreview. */
export function whoseToken({ body, environment, authenticator }: VirtualCall): JsonObject {
  const { kind, apiVersion, spec } = body(tokenReview);
  const { token = '', audiences = [] } = spec;
  if (token === '') throw badRequest('token is required for TokenReview in authentication');
  const { tx: read, now, random } = environment;
  const found = authenticator.authenticate(token, audiences, { read, now, random });
  const status =
    'error' in found
      ? { user: {}, error: found.error }
      : { authenticated: true, user: userInfo(found.user), audiences: found.audiences };
  return { kind, apiVersion, metadata: {}, spec: { ...spec }, status } as JsonObject;
}
