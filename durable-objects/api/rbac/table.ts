import { ageColumn, nameColumn, textColumns, wideColumns } from '../../apimachinery/columns.ts';
import { ageOf } from '../../apimachinery/duration.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import type { TableConvertor } from '../../apimachinery/resource.ts';
import { type BindingParts, subjectNames } from './subject.ts';

/** Columns of both kinds of roles. */
export const roleTable: TableConvertor<KubeObject> = {
  columns: [nameColumn, { name: 'Created At', type: 'date' }],
  cells: ({ metadata }) => [metadata.name, metadata.creationTimestamp],
};

/** Columns of both kinds of bindings. */
export const bindingTable: TableConvertor<KubeObject & BindingParts> = {
  columns: [
    nameColumn,
    ...textColumns('Role'),
    ageColumn,
    ...wideColumns('Users', 'Groups', 'ServiceAccounts'),
  ],
  cells: ({ metadata, roleRef, subjects }, now) => [
    metadata.name,
    `${roleRef.kind}/${roleRef.name}`,
    ageOf(metadata.creationTimestamp, now),
    ...['User', 'Group', 'ServiceAccount'].map((kind) => subjectNames(subjects, kind)),
  ],
};
