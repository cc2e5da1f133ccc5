import type { Reader } from '../storage/store.ts';
import type { Attributes } from './authorizer.ts';

/** UIDs of the objects by which a request is let through. */
export interface Flow {
  readonly flowSchema: string;
  readonly priorityLevel: string;
}

/** API priority and fairness, as far as clients see it. */
export interface FlowControl {
  /** Undefined when no schema is about the request. */
  classify(attributes: Attributes, read: Reader): Flow | undefined;
}

/** The headers by which an answer names its flow. */
export function flowHeaders(flow: Flow | undefined): { readonly [name: string]: string } {
  if (!flow) return {};
  return {
    'x-kubernetes-pf-flowschema-uid': flow.flowSchema,
    'x-kubernetes-pf-prioritylevel-uid': flow.priorityLevel,
  };
}
