import { widthOf } from '../terminal/width.ts';

/** The text, cut with an ellipsis where it would be wider than `px`; `per` is px per Latin letter. */
export function fitted(text: string, px: number, per: number): string {
  const characters = [...text];
  let used = 0;
  for (const [i, character] of characters.entries()) {
    used += per * (widthOf(character) === 2 ? 1.55 : 1);
    if (used > px && i < characters.length)
      return `${characters.slice(0, Math.max(1, i - 1)).join('')}…`;
  }
  return text;
}
