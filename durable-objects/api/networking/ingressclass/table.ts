import { ageColumn, nameColumn } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { IngressClass } from './schema.ts';

/** Columns of `kubectl get ingressclasses`. */
export const ingressClassTable: TableConvertor<IngressClass> = {
  columns: [
    nameColumn,
    {
      name: 'Controller',
      type: 'string',
      description: 'Controller that is responsible for handling this class',
    },
    {
      name: 'Parameters',
      type: 'string',
      description: 'A reference to a resource with additional parameters',
    },
    ageColumn,
  ],
  cells: (ingressClass, now) => [
    ingressClass.metadata.name,
    ingressClass.spec.controller ?? '',
    parametersText(ingressClass),
    ageOf(ingressClass.metadata.creationTimestamp, now),
  ],
};

function parametersText({ spec: { parameters } }: Frozen<IngressClass>): string {
  if (!parameters) return '<none>';
  const { apiGroup, kind, name } = parameters;
  return `${kind}${apiGroup === undefined ? '' : `.${apiGroup}`}/${name}`;
}
