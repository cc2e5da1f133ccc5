import { ageColumn, nameColumn, textColumns } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { Lease } from './schema.ts';

/** Columns of `kubectl get leases`. */
export const leaseTable: TableConvertor<Lease> = {
  columns: [nameColumn, ...textColumns('Holder'), ageColumn],
  cells: ({ metadata, spec }, now) => [
    metadata.name,
    spec.holderIdentity ?? '',
    ageOf(metadata.creationTimestamp, now),
  ],
};
