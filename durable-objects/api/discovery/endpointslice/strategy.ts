import { raiseGeneration, startGeneration } from '../../../apimachinery/generation.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { deepEqual } from '../../../lib/json.ts';
import { type EndpointSlice, endpointSliceSchema } from './schema.ts';
import { validateEndpointSlice, validateEndpointSliceUpdate } from './validation.ts';

/** Defaults and rules of EndpointSlice; follows pkg/registry/discovery/endpointslice. */
export const endpointSliceStrategy: Strategy<EndpointSlice> = {
  setDefaults(draft) {
    fillZeroValues(endpointSliceSchema, draft);
    for (const port of draft.ports ?? []) {
      port.name ??= '';
      port.protocol ??= 'TCP';
    }
  },
  prepareForCreate(draft) {
    startGeneration(draft);
  },
  prepareForUpdate(draft, old) {
    const same =
      deepEqual({ ...draft, metadata: {} }, { ...old, metadata: {} }) &&
      deepEqual(draft.metadata.labels ?? {}, old.metadata.labels ?? {});
    raiseGeneration(draft, old, !same);
  },
  validate: validateEndpointSlice,
  validateUpdate: validateEndpointSliceUpdate,
};
