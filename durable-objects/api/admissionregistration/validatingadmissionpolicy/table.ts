import {
  ageColumn,
  integerColumns,
  nameColumn,
  textColumns,
} from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import { paramKindText } from '../policy-parts.ts';
import type { ValidatingAdmissionPolicy } from './schema.ts';

/** Columns of `kubectl get validatingadmissionpolicies`. */
export const validatingAdmissionPolicyTable: TableConvertor<ValidatingAdmissionPolicy> = {
  columns: [nameColumn, ...integerColumns('Validations'), ...textColumns('ParamKind'), ageColumn],
  cells: ({ metadata, spec }, now) => [
    metadata.name,
    spec.validations?.length ?? 0,
    paramKindText(spec.paramKind),
    ageOf(metadata.creationTimestamp, now),
  ],
};
