import type { Frozen } from '../../../lib/json.ts';
import type { CustomResourceDefinition, CustomResourceDefinitionStatus } from './schema.ts';

/** A condition as it is told; the time is the caller's. */
export interface Told {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
}

/** Sets a condition; its time changes with its status only (apihelpers.SetCRDCondition). */
export function setCondition(
  status: CustomResourceDefinitionStatus,
  now: string,
  told: Told,
): void {
  const existing = status.conditions.find(({ type }) => type === told.type);
  if (!existing) status.conditions.push({ ...told, lastTransitionTime: now });
  else {
    if (existing.status !== told.status) existing.lastTransitionTime = now;
    Object.assign(existing, told);
  }
}

export function isConditionTrue(
  { status }: Frozen<CustomResourceDefinition>,
  condition: string,
): boolean {
  return status.conditions.some(
    ({ type, status: value }) => type === condition && value === 'True',
  );
}
