import { canonical, isObject, type Json } from '../../lib/json.ts';
import { JsonPathError, type Node, type Operand, parseTemplate, type Step } from './lexer.ts';

/** A parsed template. Follows k8s.io/client-go/util/jsonpath. */
export interface JsonPath {
  /** Everything that its paths lead to. */
  find(value: Json): readonly Json[];
  /** The text that kubectl prints. */
  print(value: Json): string;
}

/**
 * Reads a template such as `{.items[*].metadata.name}`. Throws JsonPathError, also when it is used
 * and an index or (if asked for) a key isn't there.
 */
export function parseJsonPath(source: string, missingKeyIsError = false): JsonPath {
  const nodes = parseTemplate(source);
  return {
    find: (value) => {
      const context = { root: value, missingKeyIsError };
      return nodes.flatMap((node) =>
        node.node === 'path' ? walk(node.steps, value, context) : [],
      );
    },
    print: (value) => printNodes(nodes, value, { root: value, missingKeyIsError }),
  };
}

interface Context {
  readonly root: Json;
  readonly missingKeyIsError: boolean;
}

/** A value as it is printed: texts as they are, everything else as Go writes JSON. */
export function showValue(value: Json): string {
  if (typeof value === 'string') return value;
  return canonical(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026');
}

function printNodes(nodes: readonly Node[], value: Json, context: Context): string {
  return nodes.map((node) => printNode(node, value, context)).join('');
}

function printNode(node: Node, value: Json, context: Context): string {
  switch (node.node) {
    case 'text':
      return node.text;
    case 'path':
      return walk(node.steps, value, context).map(showValue).join(' ');
    case 'range':
      return walk(node.steps, value, context)
        .map((item) => printNodes(node.body, item, context))
        .join('');
  }
}

function walk(steps: readonly Step[], value: Json, context: Context): readonly Json[] {
  return steps.reduce<readonly Json[]>(
    (values, step) => values.flatMap((one) => take(step, one, context)),
    [value],
  );
}

function take(step: Step, value: Json, context: Context): readonly Json[] {
  switch (step.step) {
    case 'root':
      return [context.root];
    case 'field':
      return requiredMember(value, step.name, context);
    case 'wildcard':
      return membersOf(value);
    case 'recursive':
      return [value, ...descendants(value)];
    case 'index': {
      const item = Array.isArray(value) ? at(value, step.at) : undefined;
      if (item === undefined && Array.isArray(value))
        throw new JsonPathError(
          `array index out of bounds: index ${step.at}, length ${value.length}`,
        );
      return item === undefined ? [] : [item];
    }
    case 'slice':
      return Array.isArray(value) ? sliceOf(value, step) : [];
    case 'union':
      return step.of.flatMap((steps) => walk(steps, value, context));
    case 'filter':
      return membersOf(value).filter((item) => passes(step, item, context));
  }
}

function requiredMember(value: Json, name: string, context: Context): readonly Json[] {
  const found = memberOf(value, name);
  if (found.length === 0 && context.missingKeyIsError && isObject(value))
    throw new JsonPathError(`${name} is not found`);
  return found;
}

function memberOf(value: Json, name: string): readonly Json[] {
  if (!isObject(value) || !Object.hasOwn(value, name)) return [];
  const member = value[name];
  return member === undefined ? [] : [member];
}

function membersOf(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return [];
  return Object.keys(value)
    .sort()
    .flatMap((key) => memberOf(value, key));
}

function descendants(value: Json): readonly Json[] {
  return membersOf(value).flatMap((member) => [member, ...descendants(member)]);
}

function at(list: readonly Json[], index: number): Json | undefined {
  return list[index < 0 ? index + list.length : index];
}

function sliceOf(
  list: readonly Json[],
  { from = 0, to, by = 1 }: Step & { step: 'slice' },
): readonly Json[] {
  return list.slice(from, to).filter((_item, i) => i % Math.max(1, by) === 0);
}

function passes(filter: Step & { step: 'filter' }, item: Json, context: Context): boolean {
  const left = valuesOf(filter.left, item, context);
  if (filter.op === 'exists') return left.length > 0;
  const right = valuesOf(filter.right, item, context);
  const [a] = left;
  const [b] = right;
  if (a === undefined || b === undefined) return false;
  switch (filter.op) {
    case '==':
      return String(a) === String(b);
    case '!=':
      return String(a) !== String(b);
    case '<':
      return isBefore(a, b);
    case '>':
      return isBefore(b, a);
    case '<=':
      return !isBefore(b, a);
    default:
      return !isBefore(a, b);
  }
}

function valuesOf(operand: Operand, item: Json, context: Context): readonly Json[] {
  return 'path' in operand ? walk(operand.path, item, context) : [operand.literal];
}

function isBefore(a: Json, b: Json): boolean {
  return typeof a === 'number' && typeof b === 'number' ? a < b : String(a) < String(b);
}
