import { breakdownRule, compactRules, type PolicyRule } from '../api/index.ts';
import type { Frozen } from '../lib/json.ts';

type Rule = Frozen<PolicyRule>;

/**
 * What of these rules goes beyond those that somebody has, in single rules
 * (Covers of k8s.io/component-helpers/auth/rbac/validation).
 */
export function uncovered(owned: readonly Rule[], wanted: readonly Rule[]): readonly Rule[] {
  return wanted.flatMap(breakdownRule).filter((part) => !owned.some((rule) => covers(rule, part)));
}

/** `part` has one verb and one resource, or one path. */
function covers(rule: Rule, part: Rule): boolean {
  const names = rule.resourceNames ?? [];
  return (
    hasAll(rule.verbs, part.verbs) &&
    hasAll(rule.apiGroups, part.apiGroups) &&
    (part.resources ?? []).every((resource) => coversResource(rule.resources ?? [], resource)) &&
    (part.nonResourceURLs ?? []).every((path) => coversPath(rule.nonResourceURLs ?? [], path)) &&
    (names.length === 0 || isWithin(part.resourceNames, names))
  );
}

function isWithin(some: readonly string[] | undefined, names: readonly string[]): boolean {
  return some?.every((name) => names.includes(name)) ?? false;
}

function hasAll(owned: readonly string[] = [], wanted: readonly string[] = []): boolean {
  return owned.includes('*') || wanted.every((one) => owned.includes(one));
}

function coversResource(owned: readonly string[], wanted: string): boolean {
  if (owned.includes('*') || owned.includes(wanted)) return true;
  const slash = wanted.indexOf('/');
  return slash >= 0 && owned.includes(`*${wanted.slice(slash)}`);
}

function coversPath(owned: readonly string[], wanted: string): boolean {
  return owned.some(
    (pattern) =>
      pattern === wanted ||
      (pattern.endsWith('*') && wanted.startsWith(pattern.replace(/\*+$/, ''))),
  );
}

/** Rules that are missing, one a line, as a refusal shows them: joined, sorted, each once. */
export function missingText(missing: readonly Rule[]): string {
  return [...new Set(compactRules(missing).map(compactText))].sort().join('\n');
}

/** `{APIGroups:["apps"], Resources:["deployments"], Verbs:["get"]}`. */
function compactText(rule: Rule): string {
  const { apiGroups, resources, nonResourceURLs, resourceNames, verbs } = rule;
  const members = {
    APIGroups: apiGroups,
    Resources: resources,
    NonResourceURLs: nonResourceURLs,
    ResourceNames: resourceNames,
    Verbs: verbs,
  };
  const shown = Object.entries(members).flatMap(([name, values]) =>
    values && values.length > 0 ? [`${name}:${quotedList(values)}`] : [],
  );
  return `{${shown.join(', ')}}`;
}

/** A list as Go prints it with `%q`. */
export function quotedList(values: readonly string[]): string {
  return `[${values.map((value) => JSON.stringify(value)).join(' ')}]`;
}
