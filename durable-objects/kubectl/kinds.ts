import { apiVersionOf, type Resource } from '../apimachinery/resource.ts';
import { KubectlError } from './failure.ts';

/** The kinds of the cluster as kubectl knows them from discovery: a RESTMapper. */
export class Kinds {
  readonly all: readonly Resource[];

  constructor(all: readonly Resource[]) {
    this.all = all;
  }

  /** By what somebody types: `pods`, `po`, `Pod`, `statefulsets.apps`, `deployments.v1.apps`. */
  find(text: string): Resource | undefined {
    const [name = '', ...rest] = text.toLowerCase().split('.');
    return this.all.find((resource) => isCalled(resource, name) && isOfGroup(resource, rest));
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
      .filter(({ categories }) => categories.includes(category))
      .sort((a, b) => place(a) - place(b) || (a.plural < b.plural ? -1 : 1));
  }
}

function isCalled({ plural, singular, shortNames }: Resource, name: string): boolean {
  return plural === name || singular === name || shortNames.includes(name);
}

function isOfGroup({ group, version }: Resource, rest: readonly string[]): boolean {
  if (rest.length === 0) return true;
  const wanted = rest.join('.');
  return wanted !== '' && (group.startsWith(wanted) || `${version}.${group}` === wanted);
}

/** `pod`, `statefulset.apps`: how messages name the kind of an object. */
export function kindName({ singular, group }: Pick<Resource, 'singular' | 'group'>): string {
  return group === '' ? singular : `${singular}.${group}`;
}

/** `pods`, `statefulsets.apps`. */
export function pluralName({ plural, group }: Pick<Resource, 'plural' | 'group'>): string {
  return group === '' ? plural : `${plural}.${group}`;
}
