import type { Pod } from '../../api/index.ts';
import { numberOf } from '../../apimachinery/field-rules.ts';
import type { Frozen } from '../../lib/json.ts';
import { isTerminating } from '../pod-state.ts';
import { isPodAvailable, isUpdated, type Step, type View } from './situation.ts';

/**
 * Old pods make way for new ones, a few at a time. Without surge old pods are deleted, and `manage`
 * makes the new ones; with it new pods are made beside the old ones (daemon/update.go).
 */
export function rollingUpdate(view: View): Step[] {
  const sites = sitesOf(view);
  const { maxSurge, maxUnavailable } = limitsOf(view);
  return maxSurge === 0 ? replace(view, sites, maxUnavailable) : surge(view, sites, maxSurge);
}

/** A node's pod of the present template and its pod of an earlier one. */
interface Site {
  readonly node: string;
  readonly fresh?: Frozen<Pod>;
  readonly old?: Frozen<Pod>;
  /** There are several of a kind: `manage` tidies up first. */
  readonly isUntidy?: true;
}

function sitesOf(view: View): readonly Site[] {
  const wanted = [...view.eligible].filter(([, { shouldRun }]) => shouldRun).map(([node]) => node);
  const names = [...new Set([...view.pods.keys(), ...wanted])].sort();
  return names.map((node) => {
    const staying = (view.pods.get(node) ?? []).filter((pod) => !isTerminating(pod));
    const [fresh, ...moreFresh] = staying.filter((pod) => isUpdated(view, pod));
    const [old, ...moreOld] = staying.filter((pod) => !isUpdated(view, pod));
    if (moreFresh.length + moreOld.length > 0) return { node, isUntidy: true };
    return { node, ...(fresh ? { fresh } : {}), ...(old ? { old } : {}) };
  });
}

function limitsOf({ set, eligible }: View): { maxSurge: number; maxUnavailable: number } {
  const desired = [...eligible.values()].filter(({ shouldRun }) => shouldRun).length;
  const { maxSurge = 0, maxUnavailable = 0 } = set.spec.updateStrategy.rollingUpdate ?? {};
  const count = (value: number | string): number =>
    typeof value === 'number' ? value : Math.ceil((numberOf(value) * desired) / 100);
  const limits = { maxSurge: count(maxSurge), maxUnavailable: count(maxUnavailable) };
  // Percentages of few nodes may both come to nothing, which would never end.
  const isStuck = desired > 0 && limits.maxSurge === 0 && limits.maxUnavailable === 0;
  return isStuck ? { maxSurge: 0, maxUnavailable: 1 } : limits;
}

/** Unavailable old pods go at once, available ones while few enough others are unavailable. */
function replace(view: View, sites: readonly Site[], maxUnavailable: number): Step[] {
  const broken: Frozen<Pod>[] = [];
  const candidates: Frozen<Pod>[] = [];
  let unavailable = 0;
  for (const { fresh, old, isUntidy } of sites) {
    if (isUntidy || (fresh && old) || (!fresh && !old)) unavailable += 1;
    else if (fresh) unavailable += isPodAvailable(view, fresh) ? 0 : 1;
    else if (old && isPodAvailable(view, old)) candidates.push(old);
    else if (old) {
      broken.push(old);
      unavailable += 1;
    }
  }
  const allowed = Math.max(0, maxUnavailable - unavailable);
  return [
    ...broken.map((pod) => remove(pod, 'it is of an earlier template and not available')),
    ...candidates.slice(0, allowed).map((pod) => remove(pod, 'it is of an earlier template')),
  ];
}

function surge(view: View, sites: readonly Site[], maxSurge: number): Step[] {
  const steps: Step[] = [];
  const candidates: string[] = [];
  let surging = 0;
  for (const { node, fresh, old, isUntidy } of sites) {
    if (isUntidy) surging += 1;
    else if (!old) continue;
    else if (!fresh) {
      if (isPodAvailable(view, old)) candidates.push(node);
      else if (view.eligible.get(node)?.shouldRun)
        steps.push(create(node, 'the earlier pod there is not available'));
      else steps.push(remove(old, `node ${node} is none on which the set runs`));
    } else if (!isPodAvailable(view, fresh)) surging += 1;
    else steps.push(remove(old, 'the pod that replaces it is available'));
  }
  const allowed = Math.max(0, maxSurge - surging);
  const because = 'the pod there is of an earlier template';
  return [...steps, ...candidates.slice(0, allowed).map((node) => create(node, because))];
}

function create(node: string, because: string): Step {
  return { do: 'create', node, because };
}

function remove(pod: Frozen<Pod>, because: string): Step {
  return { do: 'delete', pod, because };
}
