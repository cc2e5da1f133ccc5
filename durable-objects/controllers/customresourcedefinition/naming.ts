import type { CustomResourceDefinition } from '../../api/index.ts';
import type { Frozen } from '../../lib/json.ts';

type Definition = Frozen<CustomResourceDefinition>;
type Names = Definition['status']['acceptedNames'];

/** Which names a definition may have, and what is told of it. */
export interface Naming {
  readonly acceptedNames: Names;
  /** Reason and message of NamesAccepted; it is True when the reason is NoConflicts. */
  readonly reason: string;
  readonly message: string;
}

/**
 * Names are taken by whoever asked first: what another definition of the group has been given is
 * not given again. Follows controller/status/naming_controller.go.
 */
export function planNames(definition: Definition, others: readonly Definition[]): Naming {
  const { spec, status } = definition;
  const wanted = spec.names;
  const { categories: _categories, ...had } = status.acceptedNames;
  const group = others.filter((other) => other.spec.group === spec.group);
  const taken = group.map(({ status: { acceptedNames } }) => acceptedNames);
  const resources = new Set(
    taken.flatMap(({ plural, singular, shortNames }) => [
      plural,
      singular ?? '',
      ...(shortNames ?? []),
    ]),
  );
  const kinds = new Set(taken.flatMap(({ kind, listKind }) => [kind, listKind ?? '']));
  let conflict: { readonly reason: string; readonly message: string } | undefined;
  const choose = (
    field: 'plural' | 'singular' | 'kind' | 'listKind',
    used: ReadonlySet<string>,
  ): string => {
    const name = wanted[field] ?? '';
    if (name === had[field] || !used.has(name)) return name;
    conflict = { reason: `${upperFirst(field)}Conflict`, message: inUse([name]) };
    return had[field] ?? '';
  };
  const plural = choose('plural', resources);
  const singular = choose('singular', resources);
  const known = new Set(had.shortNames);
  const refused = (wanted.shortNames ?? []).filter(
    (name) => !known.has(name) && resources.has(name),
  );
  const shortNames = refused.length > 0 ? had.shortNames : wanted.shortNames;
  if (refused.length > 0) conflict = { reason: 'ShortNamesConflict', message: inUse(refused) };
  const kind = choose('kind', kinds);
  const listKind = choose('listKind', kinds);
  const { categories } = wanted;
  return {
    acceptedNames: {
      plural,
      singular,
      ...(shortNames ? { shortNames } : {}),
      kind,
      listKind,
      ...(categories ? { categories } : {}),
    },
    ...(conflict ?? { reason: 'NoConflicts', message: 'no conflicts found' }),
  };
}

function inUse(names: readonly string[]): string {
  const texts = names.map((name) => `${JSON.stringify(name)} is already in use`);
  return texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
