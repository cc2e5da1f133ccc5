import { type FieldError, FieldPath } from '../../../apimachinery/field-error.ts';
import {
  checkImmutable,
  checkLabels,
  checkName,
  checkQuantity,
} from '../../../apimachinery/field-rules.ts';
import { dns1123LabelErrors } from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import { checkTolerations } from '../../pod-template/validation/tolerations.ts';
import type { RuntimeClass } from './schema.ts';

/** Rules of pkg/apis/node/validation. */

const handlerPath = FieldPath.of('handler');
const overheadPath = FieldPath.of('overhead', 'podFixed');
const schedulingPath = FieldPath.of('scheduling');

export function validateRuntimeClass(object: Frozen<RuntimeClass>): readonly FieldError[] {
  const { handler, overhead, scheduling } = object;
  return [
    ...checkName(dns1123LabelErrors, handler, handlerPath),
    ...Object.entries(overhead?.podFixed ?? {}).flatMap(([name, amount]) =>
      checkQuantity(amount, overheadPath.key(name), false),
    ),
    ...checkLabels(scheduling?.nodeSelector, schedulingPath.child('nodeSelector')),
    ...checkTolerations(scheduling?.tolerations ?? [], schedulingPath.child('tolerations')),
  ];
}

export function validateRuntimeClassUpdate(
  { handler }: Frozen<RuntimeClass>,
  old: Frozen<RuntimeClass>,
): readonly FieldError[] {
  return checkImmutable(handler, old.handler, handlerPath);
}
