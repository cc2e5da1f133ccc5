import { array, type Infer, object, pointer, required, string } from '../../apimachinery/schema.ts';
import { labelSelector } from '../pod-template/label-selector.ts';

/** What validating and mutating policies have in common. */

const package_ = 'io.k8s.api.admissionregistration.v1';

export const paramKind = object(
  `${package_}.ParamKind`,
  { apiVersion: string(), kind: string() },
  { atomic: true },
);
export type ParamKind = Infer<typeof paramKind>;

export const variable = object(
  `${package_}.Variable`,
  { name: required(string()), expression: required(string()) },
  { atomic: true },
);
export type Variable = Infer<typeof variable>;

const matchCondition = object(`${package_}.MatchCondition`, {
  name: required(string()),
  expression: required(string()),
});
export type MatchCondition = Infer<typeof matchCondition>;

export const matchConditions = array(matchCondition, {
  patch: 'merge',
  mergeKey: 'name',
  list: 'map',
  mapKeys: ['name'],
});

export const paramRef = object(
  `${package_}.ParamRef`,
  {
    name: string(),
    namespace: string(),
    selector: labelSelector,
    parameterNotFoundAction: pointer(string()),
  },
  { atomic: true },
);
export type ParamRef = Infer<typeof paramRef>;

/** `v1/ConfigMap`, in `kubectl get`. */
export function paramKindText(kind: ParamKind | undefined): string {
  return kind ? `${kind.apiVersion ?? ''}/${kind.kind ?? ''}` : '<unset>';
}

/** `default/limits`, `*` where the params' scope isn't known. */
export function paramRefText(ref: ParamRef | undefined): string {
  if (!ref) return '<unset>';
  if (ref.name) return `${ref.namespace || '*'}/${ref.name}`;
  return ref.selector ? selectorText(ref.selector) : '<unset>';
}

/** As Go's generated String methods print it. */
function selectorText({ matchLabels = {}, matchExpressions = [] }: Selector): string {
  const labels = Object.keys(matchLabels)
    .sort()
    .map((key) => `${key}: ${matchLabels[key]},`)
    .join('');
  const expressions = matchExpressions
    .map(
      ({ key, operator, values = [] }) =>
        `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:[${values.join(' ')}],},`,
    )
    .join('');
  return `&LabelSelector{MatchLabels:map[string]string{${labels}},MatchExpressions:[]LabelSelectorRequirement{${expressions}},}`;
}

type Selector = NonNullable<ParamRef['selector']>;
