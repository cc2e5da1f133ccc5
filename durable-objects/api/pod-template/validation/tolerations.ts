import {
  type FieldError,
  type FieldPath,
  forbiddenError,
  invalidError,
  notSupportedError,
} from '../../../apimachinery/field-error.ts';
import { checkName } from '../../../apimachinery/field-rules.ts';
import { labelValueErrors, qualifiedNameErrors } from '../../../apimachinery/names.ts';
import { deepEqual, type Frozen } from '../../../lib/json.ts';
import type { Toleration } from '../affinity.ts';

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

type Tolerations = Frozen<Toleration[]> | undefined;

export function checkTolerations(tolerations: Tolerations, at: FieldPath): readonly FieldError[] {
  return (tolerations ?? []).flatMap((toleration, i) => checkToleration(toleration, at.index(i)));
}

/** Of what a pod tolerates already, only the time may change. */
export function checkOnlyAdded(
  tolerations: Tolerations,
  old: Tolerations,
  at: FieldPath,
): readonly FieldError[] {
  const bare = ({ tolerationSeconds: _, ...rest }: Frozen<Toleration>): object => rest;
  const isKept = (old ?? []).every((before) =>
    (tolerations ?? []).some((now) => deepEqual(bare(now), bare(before))),
  );
  const text = 'existing toleration can not be modified except its tolerationSeconds';
  return isKept ? checkTolerations(tolerations, at) : [forbiddenError(at, text)];
}

function checkToleration(toleration: Frozen<Toleration>, at: FieldPath): readonly FieldError[] {
  const { key = '', operator = '', value = '', effect = '', tolerationSeconds } = toleration;
  const operatorAt = at.child('operator');
  const errors: FieldError[] = [];
  if (key !== '') errors.push(...checkName(qualifiedNameErrors, key, at.child('key')));
  else if (operator !== 'Exists') errors.push(invalidError(operatorAt, operator, matchAll));
  if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
    const text = "effect must be 'NoExecute' when `tolerationSeconds` is set";
    errors.push(invalidError(at.child('effect'), effect, text));
  }
  if (operator === 'Equal' || operator === '') {
    const texts = labelValueErrors(value);
    if (texts.length > 0) errors.push(invalidError(operatorAt, value, texts.join(';')));
  } else if (operator === 'Exists') {
    const text = "value must be empty when `operator` is 'Exists'";
    if (value !== '') errors.push(invalidError(operatorAt, value, text));
  } else errors.push(notSupportedError(operatorAt, operator, ['Equal', 'Exists']));
  if (effect !== '' && !effects.includes(effect))
    errors.push(notSupportedError(at.child('effect'), effect, effects));
  return errors;
}

const matchAll =
  'operator must be Exists when `key` is empty, which means "match all values and all keys"';
