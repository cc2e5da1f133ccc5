import type { FoldKind, Node } from './ast.ts';
import { SyntaxFault } from './errors.ts';

type Call = Node & { readonly node: 'call' };

/** Arguments of each fold: how many variables, then how many expressions (the last is the step). */
const folds: { readonly [name: string]: readonly (readonly [FoldKind, number, number])[] } = {
  all: [
    ['all', 1, 1],
    ['all', 2, 1],
  ],
  exists: [
    ['exists', 1, 1],
    ['exists', 2, 1],
  ],
  exists_one: [['exists_one', 1, 1]],
  existsOne: [
    ['exists_one', 1, 1],
    ['exists_one', 2, 1],
  ],
  map: [
    ['map', 1, 1],
    ['map', 1, 2],
  ],
  filter: [['filter', 1, 1]],
  transformList: [
    ['transformList', 2, 1],
    ['transformList', 2, 2],
  ],
  transformMap: [
    ['transformMap', 2, 1],
    ['transformMap', 2, 2],
  ],
  transformMapEntry: [
    ['transformMapEntry', 2, 1],
    ['transformMapEntry', 2, 2],
  ],
  sortBy: [['sortBy', 1, 1]],
};

/** The call, or what it stands for when it is one of CEL's macros. Throws SyntaxFault. */
export function expandMacro(call: Call): Node {
  const { name, target, args, at } = call;
  if (!target) return name === 'has' && args.length === 1 ? has(args[0] as Node, at) : call;
  if (target.node === 'ident' && target.name === 'cel' && name === 'bind' && args.length === 3)
    return bind(args as readonly [Node, Node, Node], at);
  if ((name === 'optMap' || name === 'optFlatMap') && args.length === 2) {
    const [variable, body] = args as readonly [Node, Node];
    const optional = name === 'optMap' ? 'map' : 'flatMap';
    return { node: 'bind', at, name: variableOf(variable), value: target, body, optional };
  }
  const forms = Object.hasOwn(folds, name) ? (folds[name] ?? []) : [];
  const form = forms.find(([, variables, steps]) => {
    if (variables + steps !== args.length) return false;
    // `map(x, filter, step)` and `exists(k, v, step)` are told apart by their name.
    return variables === 1 || args[1]?.node === 'ident';
  });
  if (!form) return call;
  const [fold, count] = form;
  const variables = args.slice(0, count).map(variableOf);
  const rest = args.slice(count);
  const step = rest.at(-1) as Node;
  const filter = rest.length === 2 ? rest[0] : undefined;
  return { node: 'fold', at, fold, range: target, variables, ...(filter ? { filter } : {}), step };
}

function has(argument: Node, at: number): Node {
  if (argument.node === 'select' && !argument.test) return { ...argument, test: true };
  throw new SyntaxFault({ at, message: 'invalid argument to has() macro' });
}

function bind([variable, value, body]: readonly [Node, Node, Node], at: number): Node {
  return { node: 'bind', at, name: variableOf(variable), value, body };
}

function variableOf(node: Node): string {
  if (node.node === 'ident') return node.name;
  throw new SyntaxFault({ at: node.at, message: 'argument must be a simple name' });
}
