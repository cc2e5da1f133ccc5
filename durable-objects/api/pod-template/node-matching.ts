import type { Frozen } from '../../lib/json.ts';
import type { NodeSelector, NodeSelectorRequirement } from './selector.ts';

/** What of a node is asked about. */
interface NodeShape {
  readonly metadata: {
    readonly name: string;
    readonly labels?: { readonly [key: string]: string };
  };
}

/** True when a node has all labels that a pod's nodeSelector names. */
export function matchesNodeSelector(
  selector: { readonly [key: string]: string } | undefined,
  { metadata }: NodeShape,
): boolean {
  return Object.entries(selector ?? {}).every(([key, value]) => metadata.labels?.[key] === value);
}

/** True when a node fulfils one of a selector's terms (component-helpers nodeaffinity). */
export function matchesNode(selector: Frozen<NodeSelector> | undefined, node: NodeShape): boolean {
  if (!selector) return true;
  return selector.nodeSelectorTerms.some((term) => {
    const expressions = term.matchExpressions ?? [];
    const fields = term.matchFields ?? [];
    // A term that says nothing matches nothing.
    if (expressions.length === 0 && fields.length === 0) return false;
    return (
      expressions.every((r) => fulfils(r, node.metadata.labels?.[r.key])) &&
      fields.every((r) => r.key === 'metadata.name' && fulfils(r, node.metadata.name))
    );
  });
}

function fulfils(
  { operator, values = [] }: Frozen<NodeSelectorRequirement>,
  value: string | undefined,
): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
    case 'Lt':
      return isOrdered(operator, value, values[0]);
    default:
      return false;
  }
}

function isOrdered(
  operator: 'Gt' | 'Lt',
  value: string | undefined,
  bound: string | undefined,
): boolean {
  const integer = /^-?\d+$/;
  if (!integer.test(value ?? '') || !integer.test(bound ?? '')) return false;
  return operator === 'Gt' ? Number(value) > Number(bound) : Number(value) < Number(bound);
}
