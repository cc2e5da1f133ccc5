import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.ts';
import type { Definition, Member, Source } from './source.ts';

const models = join(root, 'node_modules/@kubernetes/client-node/dist/gen/models');

/**
 * The declarations of the official client: every version, but line ends have become spaces, and
 * members that are objects have no text (those of some types have their type's).
 */
export const clientNode: Source = {
  read(name) {
    const parts = name.split('.');
    const [group = '', version = '', kind = ''] = parts.slice(-3);
    const versioned = `${capital(version)}${kind}`;
    const names = [`${capital(group)}${versioned}`, versioned];
    const path = names.map((one) => join(models, `${one}.d.ts`)).find(existsSync);
    return path === undefined ? undefined : readClass(readFileSync(path, 'utf8'));
  },
};

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Reads the class of a generated file, with its comments. */
export function readClass(text: string): Definition {
  const start = text.indexOf('export declare class');
  const members: { [name: string]: Member } = {};
  const member = /^ {4}\/\*\*\n {4}\* (.*)\n {4}\*\/\n {4}'([^']+)'/gm;
  for (const [, said = '', name = ''] of text.slice(start).matchAll(member))
    if (!/^(IntOrString|MicroTime) is /.test(said))
      members[name.replace(/^_/, '')] = { text: textOf(said) };
  const own = /\/\*\*\n\* (.*)\n\*\/\n$/.exec(text.slice(0, start))?.[1];
  return { ...(own === undefined ? {} : { text: textOf(own) }), members };
}

/** Quotes and backslashes are escaped; two spaces were an empty line. */
function textOf(said: string): string {
  return said.replace(/\\(['"\\])/g, '$1').replace(/(?<=[.:]) {2}(?=[A-Z])/g, '\n\n');
}
