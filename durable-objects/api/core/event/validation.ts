import { type FieldError, invalidError } from '../../../apimachinery/field-error.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { Event } from './schema.ts';

/** An event lies beside its object; one about a cluster-scoped object lies in `default`. */
export function validateEvent({ metadata, involvedObject }: Frozen<Event>): readonly FieldError[] {
  const namespace = metadata.namespace ?? '';
  const other = involvedObject.namespace ?? '';
  const isFine = other === '' ? namespace === '' || namespace === 'default' : namespace === other;
  return isFine
    ? []
    : [invalidError('involvedObject.namespace', other, 'does not match event.namespace')];
}
