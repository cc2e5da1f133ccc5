import { array, type Infer, map, object, required, string } from '../../apimachinery/schema.ts';

export const labelSelectorRequirement = object(
  'io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelectorRequirement',
  {
    key: required(string()),
    operator: required(string()),
    values: array(string(), { list: 'atomic' }),
  },
);
export type LabelSelectorRequirement = Infer<typeof labelSelectorRequirement>;

export const labelSelector = object(
  'io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector',
  {
    matchLabels: map(string()),
    matchExpressions: array(labelSelectorRequirement, { list: 'atomic' }),
  },
  { atomic: true },
);
export type LabelSelector = Infer<typeof labelSelector>;
