import { keyOf } from '../apimachinery/meta.ts';
import type { RecordType, Resource } from '../apimachinery/resource.ts';
import type { Change, Reader, RecordChange, Store } from '../storage/store.ts';

/**
 * All that is stored, as if it had just been created: so that every controller finds its keys.
 * What was built in and never changed needs nobody.
 */
export function everything(
  read: Reader & Pick<Store, 'written'>,
  resources: readonly Resource[],
  records: readonly RecordType[],
): { changes: readonly Change[]; recordChanges: readonly RecordChange[] } {
  const changes = resources.flatMap((resource) =>
    read.written(resource).map((object) => ({
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
