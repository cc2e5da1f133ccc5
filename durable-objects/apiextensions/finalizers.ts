import type { KubeObject } from '../apimachinery/meta.ts';
import { qualifiedNameErrors } from '../apimachinery/names.ts';
import type { Frozen } from '../lib/json.ts';

const standard = new Set(['orphan', 'foregroundDeletion', 'kubernetes']);
const field = 'metadata.finalizers';

/** Warnings about new finalizers that others might use too (customresource/validator.go). */
export function finalizerWarnings(
  { metadata }: Frozen<KubeObject>,
  old: Frozen<KubeObject> | undefined,
): readonly string[] {
  const before = new Set(old?.metadata.finalizers);
  const added = (metadata.finalizers ?? []).filter((name) => !before.has(name)).sort();
  return added.flatMap((name) => {
    const quoted = JSON.stringify(name);
    const errors = qualifiedNameErrors(name).map((text) => `${field}: ${quoted}: ${text}`);
    if (name.includes('/') || standard.has(name)) return errors;
    const path = name.includes('.') ? ' including a path (/)' : '';
    const advice = `prefer a domain-qualified finalizer name${path} to avoid accidental conflicts with other finalizer writers`;
    return [...errors, `${field}: ${quoted}: ${advice}`];
  });
}
