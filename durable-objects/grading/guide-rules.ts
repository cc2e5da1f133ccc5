import { isObject } from '../lib/json.ts';
import type { Lab } from './load.ts';

const guides = ['guide.ko.md', 'guide.en.md'] as const;

/**
 * What is wrong with a lab's guides: each is there and has a section for every task, both have the
 * same code, and every name and path that a check asks for is told in both.
 */
export function guideComplaints(lab: Lab): readonly string[] {
  const wanted = [...new Set(wantedWords(lab.spec.tasks.map(({ checks }) => checks)))];
  const complaints = guides.flatMap((path) => {
    const guide = lab.files[path];
    if (guide === undefined) return [`${path} is missing`];
    const anchors = lab.spec.tasks.map(({ id }) => `{#${id}}`);
    return [
      ...anchors.filter((a) => !guide.includes(a)).map((a) => `${path} has no section ${a}`),
      ...wanted.filter((word) => !tells(guide, word)).map((word) => `${path} never says ${word}`),
    ];
  });
  const [ko, en] = guides.map((path) => codeOf(lab.files[path] ?? ''));
  return ko === en ? complaints : [...complaints, 'the guides differ in their code'];
}

/** A word as a whole: `web-1` does not tell `web`, nor 30 that it is 3. */
function tells(guide: string, word: string): boolean {
  const literal = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(^|[^\\w/-])${literal}($|[^\\w-])`, 'm').test(guide);
}

function codeOf(guide: string): string {
  return (guide.match(/```[\s\S]*?```/g) ?? []).join('\n');
}

/** Names of objects, numbers of replicas and absolute paths, wherever checks mention them. */
function wantedWords(value: unknown, key = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => wantedWords(item, key));
  if (isObject(value)) {
    return Object.entries(value).flatMap(([name, member]) => wantedWords(member, name));
  }
  const isNumber = typeof value === 'number' && /^(replicas|readyReplicas)$/.test(key);
  if (isNumber) return [String(value)];
  if (typeof value !== 'string' || value.includes('$each')) return [];
  if (key === 'command') return value.startsWith('/') ? [value] : [];
  return ['name', 'pod', 'each', 'container'].includes(key) ? [value] : [];
}
