import {
  type FieldError,
  type FieldPath,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkName } from '../../../apimachinery/field-rules.ts';
import { dns1123SubdomainErrors } from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { HostAlias, PodSpec } from '../pod-spec.ts';
import { checkIP } from './addresses.ts';

/** What the C library's resolver takes. */
const maxNameservers = 3;
const maxSearchPaths = 32;
const maxSearchCharacters = 2_048;

const policies = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];

export function checkDNSPolicy(policy: string, at: FieldPath): readonly FieldError[] {
  if (policy === '') return [requiredError(at, '')];
  return policies.includes(policy) ? [] : [notSupportedError(at, policy, policies)];
}

export function checkDNSConfig(
  { dnsConfig, dnsPolicy }: Frozen<PodSpec>,
  at: FieldPath,
): readonly FieldError[] {
  if (dnsPolicy === 'None' && !dnsConfig)
    return [requiredError(at, 'must provide `dnsConfig` when `dnsPolicy` is None')];
  const { nameservers = [], searches = [], options = [] } = dnsConfig ?? {};
  if (dnsPolicy === 'None' && nameservers.length === 0) {
    const text = 'must provide at least one DNS nameserver when `dnsPolicy` is None';
    return [requiredError(at.child('nameservers'), text)];
  }
  const errors: FieldError[] = [];
  if (nameservers.length > maxNameservers) {
    const text = `must not have more than ${maxNameservers} nameservers`;
    errors.push(invalidError(at.child('nameservers'), nameservers, text));
  }
  nameservers.forEach((server, i) => {
    errors.push(...checkIP(server, at.child('nameservers').index(i)));
  });
  errors.push(...checkSearches(searches, at.child('searches')));
  options.forEach(({ name }, i) => {
    if (!name) errors.push(requiredError(at.child('options').index(i), 'must not be empty'));
  });
  return errors;
}

export function checkHostAliases(
  aliases: Frozen<HostAlias[]> | undefined,
  at: FieldPath,
): readonly FieldError[] {
  return (aliases ?? []).flatMap(({ ip, hostnames }, i) => [
    ...checkIP(ip, at.index(i).child('ip')),
    ...(hostnames ?? []).flatMap((name, k) =>
      checkName(dns1123SubdomainErrors, name, at.index(i).child('hostnames').index(k)),
    ),
  ]);
}

function checkSearches(searches: readonly string[], at: FieldPath): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (searches.length > maxSearchPaths) {
    const text = `must not have more than ${maxSearchPaths} search paths`;
    errors.push(invalidError(at, searches, text));
  }
  if (searches.join(' ').length > maxSearchCharacters) {
    const text = `must not have more than ${maxSearchCharacters} characters (including spaces) in the search list`;
    errors.push(invalidError(at, searches, text));
  }
  searches.forEach((search, i) => {
    if (search === '.') return;
    const name = search.endsWith('.') ? search.slice(0, -1) : search;
    // Underscores are allowed, at the start of a label too.
    errors.push(...checkName(dns1123SubdomainErrors, name.replaceAll('_', 'x'), at.index(i)));
  });
  return errors;
}
