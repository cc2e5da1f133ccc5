import type { ApiResponse } from '../../apimachinery/api-client.ts';
import type { BodyKind } from '../../apimachinery/decode-body.ts';
import type { Key } from '../../apimachinery/meta.ts';
import type { Authenticator } from '../authenticator.ts';
import type { RequestEnvironment } from '../environment.ts';
import type { NodeProxy } from '../node-proxy.ts';
import type { Query } from '../query.ts';
import type { Target, WriteContext } from '../registry/write-context.ts';
import { bindPod } from './binding.ts';
import { evictPod } from './eviction.ts';
import { getLog } from './log.ts';
import type { PodView } from './pod-view.ts';
import { openSession, refusePortForward } from './session.ts';
import { createToken } from './token.ts';

/** A request to a subresource that the node or the scheduler serves, with the object it is about. */
export interface Connect {
  readonly pod: PodView;
  readonly key: Key;
  readonly target: Target;
  readonly node: NodeProxy;
  readonly query: Query;
  readonly environment: RequestEnvironment;
  readonly context: WriteContext;
  readonly authenticator: Authenticator;
  /** The body as an object of that kind. */
  body<T>(kind: BodyKind<T>): T;
}

/**
 * What serves the subresources that kinds name in `Resource.subresources.connect`; a name that is
 * missing here is not served.
 */
export const connectors: {
  readonly [subresource: string]: ((connect: Connect) => ApiResponse) | undefined;
} = {
  attach: (connect) => openSession('attach', connect),
  binding: bindPod,
  eviction: evictPod,
  exec: (connect) => openSession('exec', connect),
  log: getLog,
  portforward: refusePortForward,
  token: createToken,
};
