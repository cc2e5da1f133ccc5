import type { Frozen } from '../../lib/json.ts';
import type { Toleration } from './affinity.ts';

/** What of a taint is asked about. */
interface TaintShape {
  readonly key: string;
  readonly effect: string;
  readonly value?: string;
}

type Tolerations = Frozen<Toleration[]> | undefined;

/** The first taint with one of these effects that no toleration covers. */
export function firstUntolerated<T extends TaintShape>(
  tolerations: Tolerations,
  taints: readonly T[] | undefined,
  effects: readonly string[],
): T | undefined {
  return taints?.find(
    (taint) => effects.includes(taint.effect) && !isTolerated(tolerations, taint),
  );
}

/** True when one of the tolerations covers a taint (component-helpers, v1helper). */
export function isTolerated(tolerations: Tolerations, taint: TaintShape): boolean {
  return tolerations?.some((toleration) => tolerates(toleration, taint)) ?? false;
}

function tolerates(toleration: Frozen<Toleration>, taint: TaintShape): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false;
  if (toleration.key && toleration.key !== taint.key) return false;
  if (toleration.operator === 'Exists') return true;
  return toleration.key !== undefined && (toleration.value ?? '') === (taint.value ?? '');
}
