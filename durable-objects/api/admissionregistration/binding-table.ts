import { ageColumn, nameColumn, textColumns } from '../../apimachinery/columns.ts';
import { ageOf } from '../../apimachinery/duration.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import type { TableConvertor } from '../../apimachinery/resource.ts';
import { type ParamRef, paramRefText } from './policy-parts.ts';

type Binding = KubeObject & {
  spec: { policyName?: string | undefined; paramRef?: ParamRef | undefined };
};

/** Columns of both kinds of bindings. */
export const bindingTable: TableConvertor<Binding> = {
  columns: [nameColumn, ...textColumns('PolicyName', 'ParamRef'), ageColumn],
  cells: ({ metadata, spec }, now) => [
    metadata.name,
    spec.policyName ?? '',
    paramRefText(spec.paramRef as ParamRef | undefined),
    ageOf(metadata.creationTimestamp, now),
  ],
};
