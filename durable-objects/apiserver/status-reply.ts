import { StatusError } from '../apimachinery/status-error.ts';

/** Failures that stand for an HTTP code alone (apierrors.NewGenericServerResponse). */

export const resourceNotFound = (): StatusError =>
  new StatusError(404, 'NotFound', 'the server could not find the requested resource', {});

export const methodNotAllowed = (): StatusError =>
  new StatusError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );

/** What upstream has and this server does not. */
export const notSimulated = (what: string): StatusError =>
  new StatusError(501, 'NotImplemented', `${what} is not available in this simulated cluster`);

/** The router's own 415, before the body is looked at (PATCH). */
export const unsupportedMediaType = (): StatusError =>
  new StatusError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});

/** 422 without a word about what is wrong: what a JSON patch that fails is answered with. */
export const rejected = (): StatusError =>
  new StatusError(
    422,
    'Invalid',
    'the server rejected our request due to an error in our request',
    {},
  );

export const notAcceptable = (accepted: readonly string[]): StatusError =>
  new StatusError(
    406,
    'NotAcceptable',
    `only the following media types are accepted: ${accepted.join(', ')}`,
  );

export const unsupportedBody = (accepted: readonly string[]): StatusError =>
  new StatusError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`,
  );

export const tooLarge = (message: string): StatusError =>
  new StatusError(413, 'RequestEntityTooLarge', `Request entity too large: ${message}`);

/** The resource version is forgotten; `continuation` names where to go on inconsistently. */
export const expired = (message: string, continuation?: string): StatusError =>
  new StatusError(
    410,
    'Expired',
    message,
    undefined,
    continuation === undefined ? {} : { continue: continuation },
  );

/** A resource version that is still to come. */
export const tooLargeResourceVersion = (asked: string, current: number): StatusError =>
  new StatusError(
    504,
    'Timeout',
    `Timeout: Too large resource version: ${asked}, current: ${current}`,
    {
      causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
      retryAfterSeconds: 1,
    },
  );
