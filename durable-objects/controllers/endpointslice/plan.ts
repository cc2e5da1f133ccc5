import type { Endpoint, EndpointSlice } from '../../api/index.ts';
import { deepEqual, type Frozen } from '../../lib/json.ts';
import type { SlicePort } from './desired.ts';

type Slice = Frozen<EndpointSlice>;
type Endpoints = readonly Frozen<Endpoint>[];

/** Endpoints in one slice, as kube-controller-manager's --max-endpoints-per-slice. */
export const maxEndpoints = 100;

/** The endpoints that serve at the same ports: they share slices. */
export interface Group {
  readonly ports: readonly SlicePort[];
  readonly endpoints: readonly Endpoint[];
}

/** What a slice is to hold. */
export interface Content {
  readonly ports: readonly Frozen<SlicePort>[];
  readonly endpoints: Endpoints;
}

/** What is to be written; slices that are not named stay as they are. */
export interface Plan {
  readonly create: readonly Content[];
  readonly update: readonly { readonly slice: Slice; readonly content: Content }[];
  readonly delete: readonly Slice[];
}

/**
 * Packs endpoints of one address type into slices, with as few writes as possible: an endpoint
 * stays in its slice and in its place, new ones fill slices that change anyway, then the one that
 * they fill best (k8s.io/endpointslice, reconciler.go). A service without endpoints has one empty
 * slice, and a slice that would be deleted is used again under its name.
 */
export function plan(existing: readonly Slice[], groups: readonly Group[]): Plan {
  const byPorts = new Map<string, Slice[]>();
  for (const slice of existing) {
    const key = portsKey(slice.ports ?? []);
    byPorts.set(key, [...(byPorts.get(key) ?? []), slice]);
  }
  const create: Content[] = [];
  const changed = new Map<Slice, Content>();
  const obsolete = new Set(existing);
  for (const group of groups) {
    const packed = pack(byPorts.get(portsKey(group.ports)) ?? [], group);
    create.push(...packed.create);
    for (const [slice, endpoints] of packed.slices) {
      if (endpoints.length === 0) continue;
      obsolete.delete(slice);
      if (endpoints !== slice.endpoints) changed.set(slice, { ports: group.ports, endpoints });
    }
  }
  if (create.length === 0 && obsolete.size === existing.length) keepOneEmpty(create, obsolete);
  for (const slice of obsolete) {
    const content = create.pop();
    if (!content) break;
    obsolete.delete(slice);
    changed.set(slice, content);
  }
  const update = [...changed].map(([slice, content]) => ({ slice, content }));
  return { create, update, delete: [...obsolete] };
}

/** The endpoints of each slice of a group; the same array where nothing changes. */
interface Packed {
  readonly slices: ReadonlyMap<Slice, Endpoints>;
  readonly create: readonly Content[];
}

function pack(existing: readonly Slice[], { ports, endpoints }: Group): Packed {
  const missing = new Map(endpoints.map((endpoint) => [identity(endpoint), endpoint]));
  const slices = new Map<Slice, Endpoints>();
  for (const slice of existing) slices.set(slice, keep(slice.endpoints ?? [], missing));
  const isOpen = (slice: Slice): boolean =>
    (slices.get(slice) ?? []).length < maxEndpoints && missing.size > 0;
  const fill = (slice: Slice): void => {
    const kept = slices.get(slice) ?? [];
    slices.set(slice, [...kept, ...take(missing, maxEndpoints - kept.length)]);
  };
  const size = (slice: Slice): number => (slices.get(slice) ?? []).length;
  const bySize = [...existing].sort((a, b) => size(b) - size(a));
  for (const slice of bySize)
    if (slices.get(slice) !== slice.endpoints && size(slice) > 0 && isOpen(slice)) fill(slice);
  const best = bySize.find(
    (slice) => size(slice) > 0 && size(slice) + missing.size <= maxEndpoints && isOpen(slice),
  );
  if (best) fill(best);
  const create: Content[] = [];
  while (missing.size > 0) create.push({ ports, endpoints: take(missing, maxEndpoints) });
  return { slices, create };
}

/** What is left of a slice's endpoints, in the same order, brought up to date. */
function keep(endpoints: Endpoints, missing: Map<string, Endpoint>): Endpoints {
  const kept = endpoints.flatMap((endpoint) => {
    const key = identity(endpoint);
    const desired = missing.get(key);
    if (!desired) return [];
    missing.delete(key);
    // Hints are somebody else's.
    return deepEqual(desired, endpoint) ? [endpoint] : [desired];
  });
  const isSame =
    kept.length === endpoints.length && kept.every((endpoint, i) => endpoint === endpoints[i]);
  return isSame ? endpoints : kept;
}

function take(missing: Map<string, Endpoint>, count: number): readonly Endpoint[] {
  const taken = [...missing].slice(0, count);
  for (const [key] of taken) missing.delete(key);
  return taken.map(([, endpoint]) => endpoint);
}

/** An empty slice is kept if there is one, otherwise made. */
function keepOneEmpty(create: Content[], obsolete: Set<Slice>): void {
  const [only] = obsolete;
  const isEmpty = only && (only.endpoints ?? []).length === 0 && (only.ports ?? []).length === 0;
  if (isEmpty && obsolete.size === 1) obsolete.delete(only);
  else create.push({ ports: [], endpoints: [] });
}

function identity({ addresses, targetRef }: Frozen<Endpoint>): string {
  return `${targetRef?.uid ?? ''} ${addresses.join()}`;
}

/** Equal for the same ports in any order. */
export function portsKey(ports: readonly Frozen<SlicePort>[]): string {
  return ports
    .map(({ name, protocol, port, appProtocol }) => `${name} ${protocol} ${port} ${appProtocol}`)
    .sort()
    .join();
}
