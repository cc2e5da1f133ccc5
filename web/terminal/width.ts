/** How many cells a character takes in a terminal: 0, 1 or 2 (Hangul and other wide scripts). */
export function widthOf(character: string): 0 | 1 | 2 {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (zeroWidth.some(([from, to]) => code >= from && code <= to)) return 0;
  return wide.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}

/** The cells of a whole text. */
export function cells(text: string): number {
  return [...text].reduce((sum, character) => sum + widthOf(character), 0);
}

/** True when a text has Hangul in it: the terminal then needs a font that has. */
export function hasHangul(text: string): boolean {
  return /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/.test(text);
}

const zeroWidth: readonly (readonly [number, number])[] = [
  [0x300, 0x36f],
  // Vowels and finals of decomposed Hangul: they join the syllable before.
  [0x1160, 0x11ff],
  [0x200b, 0x200f],
  [0x20d0, 0x20ff],
  [0xfe00, 0xfe0f],
];

const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f900, 0x1f9ff],
];
