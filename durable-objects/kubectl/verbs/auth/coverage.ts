import { isObject, type Json } from '../../../lib/json.ts';

/** The single permissions of `wanted` that `given` does not allow (k8s.io/component-helpers Covers). */
export function missingRules(wanted: readonly Json[], given: readonly Json[]): readonly Json[] {
  return wanted.flatMap(brokenDown).filter((rule) => !given.some((other) => covers(other, rule)));
}

/** A rule for each group, resource, name and verb. */
function brokenDown(rule: Json): readonly Json[] {
  const urls = texts(rule, 'nonResourceURLs').flatMap((url) =>
    texts(rule, 'verbs').map((verb) => ({ verbs: [verb], nonResourceURLs: [url] })),
  );
  const names = texts(rule, 'resourceNames');
  const resources = texts(rule, 'apiGroups').flatMap((group) =>
    texts(rule, 'resources').flatMap((resource) =>
      texts(rule, 'verbs').flatMap((verb) => {
        const one = { verbs: [verb], apiGroups: [group], resources: [resource] };
        return names.length === 0
          ? [one]
          : names.map((name) => ({ ...one, resourceNames: [name] }));
      }),
    ),
  );
  return [...urls, ...resources];
}

function covers(owner: Json, rule: Json): boolean {
  const allows = (field: string): boolean => {
    const own = texts(owner, field);
    return own.includes('*') || texts(rule, field).every((one) => own.includes(one));
  };
  if (!allows('verbs')) return false;
  const [url] = texts(rule, 'nonResourceURLs');
  if (url !== undefined)
    return texts(owner, 'nonResourceURLs').some(
      (one) => one === url || (one.endsWith('*') && url.startsWith(one.slice(0, -1))),
    );
  const names = texts(owner, 'resourceNames');
  const wanted = texts(rule, 'resourceNames');
  const coversNames =
    names.length === 0 || (wanted.length > 0 && wanted.every((one) => names.includes(one)));
  return allows('apiGroups') && allows('resources') && coversNames;
}

function texts(rule: Json, field: string): readonly string[] {
  const list = isObject(rule) ? rule[field] : undefined;
  return Array.isArray(list) ? list.map(String) : [];
}
