import { KubectlError } from './failure.ts';

/** `a=b,c=d` as a map. Throws KubectlError (generate.ParseLabels). */
export function labelMap(text: string): { readonly [key: string]: string } {
  if (text === '') throw new KubectlError('no label spec passed');
  const entries = text.split(',').map((spec) => {
    const [key = '', value, ...more] = spec.split('=');
    if (value === undefined || more.length > 0)
      throw new KubectlError(`unexpected label spec: ${spec}`);
    if (key === '') throw new KubectlError('unexpected empty label key');
    return [key, value] as const;
  });
  return Object.fromEntries(entries);
}

/** `a=b` words as a map; `noun` is what an error calls them. Throws KubectlError (ParsePairs). */
export function pairMap(words: readonly string[], noun: string): { [key: string]: string } {
  const wrong = words.filter((word) => word.indexOf('=') <= 0);
  if (wrong.length > 0) throw new KubectlError(`invalid ${noun} format: ${wrong.join(', ')}`);
  return Object.fromEntries(
    words.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
  );
}

/** A whole number as Go's strconv.Atoi reads it. Throws KubectlError. */
export function atoi(text: string): number {
  if (/^[+-]?\d+$/.test(text)) return Number(text);
  throw new KubectlError(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
}

/** Words that name objects, and after them words that change something. Throws KubectlError. */
export function splitPairs(
  words: readonly string[],
  noun: string,
): { readonly resources: readonly string[]; readonly pairs: readonly string[] } {
  const isPair = (word: string): boolean =>
    word.indexOf('=') > 0 || (word.endsWith('-') && word !== '-');
  const first = words.findIndex(isPair);
  const [resources, pairs] = first < 0 ? [words, []] : [words.slice(0, first), words.slice(first)];
  const late = pairs.find((word) => !isPair(word));
  if (late !== undefined)
    throw new KubectlError(`all resources must be specified before ${noun} changes: ${late}`);
  return { resources, pairs };
}
