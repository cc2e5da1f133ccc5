import { keyOf } from '../apimachinery/meta.ts';
import type { RecordType, Resource } from '../apimachinery/resource.ts';
import type { Change, Reader, RecordChange } from '../storage/store.ts';

/** All that is stored, as if it had just been created: so that every controller finds its keys. */
export function everything(
  read: Reader,
  resources: readonly Resource[],
  records: readonly RecordType[],
): { changes: readonly Change[]; recordChanges: readonly RecordChange[] } {
  const changes = resources.flatMap((resource) =>
    read.list(resource).map((object) => ({
      revision: Number(object.metadata.resourceVersion),
      resource,
      key: keyOf(object),
      new: object,
    })),
  );
  const recordChanges = records.flatMap((record) =>
    read.records(record).map(({ key }) => ({ record, key })),
  );
  return { changes, recordChanges };
}
