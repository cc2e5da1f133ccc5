import { ageColumn, nameColumn, textColumns } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { ServiceAccount } from './schema.ts';

/** Columns of `kubectl get serviceaccounts`. */
export const serviceAccountTable: TableConvertor<ServiceAccount> = {
  columns: [nameColumn, ...textColumns('Secrets'), ageColumn],
  cells: ({ metadata, secrets }, now) => [
    metadata.name,
    secrets?.length ?? 0,
    ageOf(metadata.creationTimestamp, now),
  ],
};
