import { type Infer, int64, object, required, string, time } from '../../apimachinery/schema.ts';

/** The condition of newer kinds, e.g. Service's. */
export const condition = object('io.k8s.apimachinery.pkg.apis.meta.v1.Condition', {
  type: required(string()),
  status: required(string()),
  observedGeneration: int64(),
  lastTransitionTime: required(time()),
  reason: required(string()),
  message: required(string()),
});
export type Condition = Infer<typeof condition>;
