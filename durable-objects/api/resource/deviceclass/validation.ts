import { type FieldError, FieldPath } from '../../../apimachinery/field-error.ts';
import type { Frozen } from '../../../lib/json.ts';
import {
  checkNumber,
  checkOpaque,
  checkSelectors,
} from '../../pod-template/validation/device-claim.ts';
import type { DeviceClass } from './schema.ts';

const specPath = FieldPath.of('spec');

/** Rules of pkg/apis/resource/validation. */
export function validateDeviceClass({ spec }: Frozen<DeviceClass>): readonly FieldError[] {
  const { selectors = [], config = [] } = spec;
  const at = specPath.child('config');
  return [
    ...checkSelectors(selectors, specPath.child('selectors')),
    ...checkNumber(config, at),
    ...config.flatMap(({ opaque }, i) => checkOpaque(opaque, at.index(i))),
  ];
}
