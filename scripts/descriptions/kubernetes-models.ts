import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.ts';
import type { Definition, Member, Source } from './source.ts';

const packages = join(root, 'node_modules');

/**
 * The declarations of the package kubernetes-models: upstream's texts with their line ends, those
 * of members that are objects, and the values of enumerations. Stable versions only.
 */
export const kubernetesModels: Source = {
  read(name) {
    const path = fileOf(name);
    if (path === undefined || !existsSync(path)) return undefined;
    return readDeclaration(readFileSync(path, 'utf8'), name.split('.').at(-1) ?? '');
  },
};

function fileOf(name: string): string | undefined {
  const parts = name.split('.');
  const [group = '', version = '', kind = ''] = parts.slice(-3);
  if (name.startsWith('io.k8s.apimachinery.pkg.')) {
    const path = parts.slice('io.k8s.apimachinery.pkg'.split('.').length);
    return `${join(packages, '@kubernetes-models', 'apimachinery', ...path)}.d.ts`;
  }
  const models = join(packages, 'kubernetes-models');
  if (!existsSync(models)) return undefined;
  const folders = group === 'core' ? [''] : readdirSync(models);
  const folder = folders.find((one) => one === '' || one === group || one.startsWith(`${group}.`));
  return folder === undefined ? undefined : join(models, folder, version, `${kind}.d.ts`);
}

/** Reads the interface or type of a kind, with its comments. */
export function readDeclaration(text: string, kind: string): Definition {
  const start = text.search(new RegExp(`^export (interface|type) I${kind}\\b`, 'm'));
  if (start < 0) return { members: {} };
  const end = text.indexOf('\n}\n', start);
  const body = text.slice(start, end < 0 ? undefined : end);
  const members: { [name: string]: Member } = {};
  const member = /^( {4}\/\*\*\n(?: {5}\*.*\n)+)? {4}"([^"]+)"\??: ([^\n]*)/gm;
  for (const [, comment, name = '', type = ''] of body.matchAll(member)) {
    const literals = /^(?:Array<)?("[^"]*"(?: \| "[^"]*")*)>?;$/.exec(type)?.[1];
    members[name] = {
      text: comment === undefined ? '' : textOf(comment),
      ...(literals === undefined || name === 'apiVersion' || name === 'kind'
        ? {}
        : { values: literals.split(' | ').map((one) => JSON.parse(one)) }),
    };
  }
  const own = /(\/\*\*\n(?: \*.*\n)+)$/.exec(text.slice(0, start))?.[1];
  return { ...(own === undefined ? {} : { text: textOf(own) }), members };
}

/** The text of a comment; its lines begin with ` * `, `*` and what follows it are escaped. */
function textOf(comment: string): string {
  const lines = comment.trimEnd().split('\n').slice(1, -1);
  return lines
    .map((line) => line.replace(/^ +\* ?/, ''))
    .join('\n')
    .replace(/\n+@deprecated$/, '')
    .replace(/\\([*/])/g, '$1');
}
