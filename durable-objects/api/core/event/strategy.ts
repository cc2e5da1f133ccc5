import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { type Event, eventSchema } from './schema.ts';
import { validateEvent, validateStrictly, validateStrictUpdate } from './validation.ts';

/** Defaults and rules of Event; follows pkg/registry/core/event. */
export const eventStrategy: Strategy<Event> = {
  setDefaults(draft) {
    fillZeroValues(eventSchema, draft);
    draft.reportingComponent ??= '';
    draft.reportingInstance ??= '';
  },
  validate: validateEvent,
  validateCreate: (event, { apiVersion }) => (apiVersion === 'v1' ? [] : validateStrictly(event)),
  validateUpdate: (event, old, { apiVersion }) =>
    apiVersion === 'v1' ? [] : validateStrictUpdate(event, old),
  allowCreateOnUpdate: true,
};
