/**
 * Remembers results of a pure function by its text. Only the time it takes depends on what is
 * remembered, so forgetting everything at `most` entries is harmless. Texts of more than
 * `maxLength` characters are not remembered, so that what is kept stays small.
 */
export function memoize<Result>(
  most: number,
  compute: (text: string) => Result,
  maxLength = Number.POSITIVE_INFINITY,
): typeof compute {
  const known = new Map<string, Result>();
  return (text) => {
    if (text.length > maxLength) return compute(text);
    const found = known.get(text);
    if (found !== undefined) return found;
    const result = compute(text);
    if (known.size >= most) known.clear();
    known.set(text, result);
    return result;
  };
}
