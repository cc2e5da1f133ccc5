import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { type LimitRange, type LimitRangeItem, limitRangeSchema } from './schema.ts';

/** Defaults of a LimitRange, as SetDefaults_LimitRangeItem has them. */
export function setLimitRangeDefaults(draft: LimitRange): void {
  fillZeroValues(limitRangeSchema, draft);
  for (const item of draft.spec.limits) if (item.type === 'Container') setItemDefaults(item);
}

/** A limit is the maximum, a request the limit or else the minimum, unless they are given. */
function setItemDefaults(item: LimitRangeItem): void {
  const limits = { ...item.max, ...item.default };
  const requests = { ...item.min, ...limits, ...item.defaultRequest };
  if (Object.keys(limits).length > 0) item.default = limits;
  if (Object.keys(requests).length > 0) item.defaultRequest = requests;
}
