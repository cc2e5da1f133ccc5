import {
  type FieldError,
  FieldPath,
  forbiddenError,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkName, checkQuantity } from '../../../apimachinery/field-rules.ts';
import { labelValueErrors, qualifiedNameErrors } from '../../../apimachinery/names.ts';
import { deepEqual, type Frozen } from '../../../lib/json.ts';
import { checkCIDR } from '../../pod-template/validation/addresses.ts';
import { isIntegerResource } from '../../pod-template/validation/resources.ts';
import type { Node, Taint } from './schema.ts';

type Read = Frozen<Node>;

/** Rules of every Node; follows ValidateNode. */
export function validateNode({ spec, status }: Read): readonly FieldError[] {
  return [
    // Upstream names the taints' place so, although they are part of the spec.
    ...checkTaints(spec.taints ?? [], FieldPath.of('metadata', 'taints')),
    ...(['capacity', 'allocatable'] as const).flatMap((field) =>
      Object.entries(status[field] ?? {}).flatMap(([name, quantity]) =>
        checkQuantity(quantity, FieldPath.of('status', field, name), isIntegerResource(name)),
      ),
    ),
    ...(spec.podCIDRs ?? []).flatMap((range, i) =>
      checkCIDR(range, FieldPath.of('spec', 'podCIDRs').index(i)),
    ),
  ];
}

export function validateNodeUpdate({ spec }: Read, { spec: old }: Read): readonly FieldError[] {
  const once = (what: string): string =>
    `node updates may not change ${what} except from "" to valid`;
  return [
    ...(old.podCIDRs?.length && !deepEqual(spec.podCIDRs, old.podCIDRs)
      ? [forbiddenError('spec.podCIDRs', once('podCIDR'))]
      : []),
    ...(old.providerID && spec.providerID !== old.providerID
      ? [forbiddenError('spec.providerID', once('providerID'))]
      : []),
  ];
}

function checkTaints(taints: readonly Frozen<Taint>[], at: FieldPath): readonly FieldError[] {
  const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
  const seen = new Set<string>();
  return taints.flatMap((taint, i) => {
    const here = at.index(i);
    const { key, value = '', effect } = taint;
    const texts = labelValueErrors(value);
    const isAgain = seen.has(`${effect}/${key}`);
    seen.add(`${effect}/${key}`);
    return [
      ...checkName(qualifiedNameErrors, key, here.child('key')),
      ...(texts.length > 0 ? [invalidError(here.child('value'), value, texts.join(';'))] : []),
      ...(effect === '' ? [requiredError(here.child('effect'), '')] : []),
      ...(effect === '' || effects.includes(effect)
        ? []
        : [notSupportedError(here.child('effect'), effect, effects)]),
      ...(isAgain ? [duplicateTaint(taint, here)] : []),
    ];
  });
}

function duplicateTaint({ key, value, effect, timeAdded }: Frozen<Taint>, at: FieldPath) {
  const shown = { Key: key, Value: value ?? '', Effect: effect, TimeAdded: timeAdded ?? null };
  const text = 'taints must be unique by key and effect pair';
  const body = `Duplicate value: ${JSON.stringify(shown)}: ${text}`;
  return { type: 'Duplicate', field: at.text, body } as const;
}
