import {
  ageColumn,
  integerColumns,
  nameColumn,
  textColumns,
} from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import { paramKindText } from '../policy-parts.ts';
import type { MutatingAdmissionPolicy } from './schema.ts';

/** Columns of `kubectl get mutatingadmissionpolicies`. */
export const mutatingAdmissionPolicyTable: TableConvertor<MutatingAdmissionPolicy> = {
  columns: [nameColumn, ...integerColumns('Mutations'), ...textColumns('ParamKind'), ageColumn],
  cells: ({ metadata, spec }, now) => [
    metadata.name,
    spec.mutations?.length ?? 0,
    paramKindText(spec.paramKind),
    ageOf(metadata.creationTimestamp, now),
  ],
};
