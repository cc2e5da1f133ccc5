import { apiVersionOf, type Resource } from '../apimachinery/resource.ts';
import { servedResources } from '../apimachinery/version.ts';
import { KubectlError } from './failure.ts';

/** The kinds of the cluster as kubectl knows them from discovery: a RESTMapper. */
export class Kinds {
  /** Every version of every kind, the preferred one of a kind first. */
  readonly all: readonly Resource[];
  readonly #warn: (text: string) => void;
  readonly #warned = new Set<string>();

  constructor(stored: readonly Resource[], warn: (text: string) => void = () => {}) {
    this.all = servedResources(stored);
    this.#warn = warn;
  }

  /** By what somebody types: `pods`, `po`, `Pod`, `statefulsets.apps`, `deployments.v1.apps`. */
  find(text: string): Resource | undefined {
    const [name = '', ...rest] = text.toLowerCase().split('.');
    const found = this.all.find((one) => isCalled(one, name) && isOfGroup(one, rest));
    if (found && rest.length === 0 && found.plural !== name) this.#warnOfOthers(found, name);
    return found;
  }

  /** A short name may be that of several kinds. */
  #warnOfOthers(found: Resource, name: string): void {
    if (!found.shortNames.includes(name)) return;
    const others = this.all.filter((one) => one.shortNames.includes(name));
    for (const other of new Set(others.map(pluralName))) {
      if (other === pluralName(found) || this.#warned.has(`${name} ${other}`)) continue;
      this.#warned.add(`${name} ${other}`);
      this.#warn(
        `Warning: short name ${JSON.stringify(name)} could also match lower priority resource ${other}\n`,
      );
    }
  }

  /** The same. Throws kubectl's error for an unknown one. */
  require(text: string): Resource {
    const found = this.find(text);
    if (found) return found;
    const [name] = text.split('.');
    throw new KubectlError(`the server doesn't have a resource type ${JSON.stringify(name)}`);
  }

  /** By a name in `apps/v1` or `v1`. */
  inVersion(apiVersion: string, name: string): Resource | undefined {
    return this.all.find(
      (resource) => apiVersionOf(resource) === apiVersion && isCalled(resource, name.toLowerCase()),
    );
  }

  /** By what a manifest says of itself. */
  ofManifest(apiVersion: string, kind: string): Resource | undefined {
    return this.all.find(
      (resource) => resource.kind === kind && apiVersionOf(resource) === apiVersion,
    );
  }

  /** In the order of discovery: groups as they are served, kinds by name. */
  inCategory(category: string): readonly Resource[] {
    const groups = [...new Set(this.all.map(({ group }) => group))];
    const place = ({ group }: Resource): number => groups.indexOf(group);
    return this.all
      .filter(({ categories, storedAs }) => categories.includes(category) && !storedAs)
      .sort((a, b) => place(a) - place(b) || (a.plural < b.plural ? -1 : 1));
  }
}

function isCalled({ plural, singular, shortNames, kind }: Resource, name: string): boolean {
  const names = [plural, singular, kind.toLowerCase()];
  return names.includes(name) || shortNames.includes(name);
}

function isOfGroup({ group, version }: Resource, rest: readonly string[]): boolean {
  if (rest.length === 0) return true;
  const wanted = rest.join('.');
  return wanted !== '' && (group.startsWith(wanted) || `${version}.${group}` === wanted);
}

/** `pod`, `statefulset.apps`: how messages name the kind of an object. */
export function kindName({
  kind,
  singular,
  group,
}: Pick<Resource, 'singular' | 'group'> & { readonly kind?: string }): string {
  const name = kind?.toLowerCase() ?? singular;
  return group === '' ? name : `${name}.${group}`;
}

/** `pods`, `statefulsets.apps`. */
export function pluralName({ plural, group }: Pick<Resource, 'plural' | 'group'>): string {
  return group === '' ? plural : `${plural}.${group}`;
}
