import type { RecordType, Resource } from '../apimachinery/resource.ts';
import type { ApiServer } from '../apiserver/index.ts';
import type { Controller } from '../control/controller.ts';

/** What a cluster is assembled from; shared by all clusters, holds no state. */
export interface ClusterParts {
  readonly resources: readonly Resource[];
  /** The internal state that controllers are woken by. */
  readonly records: readonly RecordType[];
  readonly api: ApiServer;
  readonly controllers: readonly Controller[];
}
