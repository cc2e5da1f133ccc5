import { array, type Infer, object, required, string } from '../../apimachinery/schema.ts';

export const nodeSelectorRequirement = object('io.k8s.api.core.v1.NodeSelectorRequirement', {
  key: required(string()),
  operator: required(string()),
  values: array(string(), { list: 'atomic' }),
});
export type NodeSelectorRequirement = Infer<typeof nodeSelectorRequirement>;

export const nodeSelectorTerm = object(
  'io.k8s.api.core.v1.NodeSelectorTerm',
  {
    matchExpressions: array(nodeSelectorRequirement, { list: 'atomic' }),
    matchFields: array(nodeSelectorRequirement, { list: 'atomic' }),
  },
  { atomic: true },
);
export type NodeSelectorTerm = Infer<typeof nodeSelectorTerm>;

export const nodeSelector = object(
  'io.k8s.api.core.v1.NodeSelector',
  {
    nodeSelectorTerms: required(array(nodeSelectorTerm, { list: 'atomic' })),
  },
  { atomic: true },
);
export type NodeSelector = Infer<typeof nodeSelector>;

export const topologySelectorLabelRequirement = object(
  'io.k8s.api.core.v1.TopologySelectorLabelRequirement',
  {
    key: required(string()),
    values: required(array(string(), { list: 'atomic' })),
  },
);
export type TopologySelectorLabelRequirement = Infer<typeof topologySelectorLabelRequirement>;

export const topologySelectorTerm = object(
  'io.k8s.api.core.v1.TopologySelectorTerm',
  {
    matchLabelExpressions: array(topologySelectorLabelRequirement, { list: 'atomic' }),
  },
  { atomic: true },
);
export type TopologySelectorTerm = Infer<typeof topologySelectorTerm>;
