import type { RecordType, Resource } from '../apimachinery/resource.ts';
import type { ApiServer, Authenticator } from '../apiserver/index.ts';
import type { Controller } from '../control/controller.ts';
import type { ServedResources } from '../storage/store.ts';

/** What a cluster is assembled from; shared by all clusters, holds no state. */
export interface ClusterParts {
  /** The kinds that are built in. */
  readonly resources: readonly Resource[];
  /** These, and those that objects define. */
  readonly served: ServedResources;
  /** The internal state that controllers are woken by. */
  readonly records: readonly RecordType[];
  readonly api: ApiServer;
  readonly authenticator: Authenticator;
  readonly controllers: readonly Controller[];
}
