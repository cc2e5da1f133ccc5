import type { Terminal } from '@xterm/xterm';
import font from 'd2coding/fonts/d2coding-subset.woff2?url';

let loading: Promise<unknown> | undefined;

/** Loads the font for Hangul in terminal cells when the first Hangul is printed. */
export function loadHangulFont(terminal: Terminal): void {
  if (loading) return;
  const face = new FontFace('D2Coding', `url(${font}) format('woff2')`, {
    unicodeRange: 'U+1100-11FF, U+3130-318F, U+AC00-D7A3',
  });
  loading = face.load().then(
    (loaded) => {
      document.fonts.add(loaded);
      // Another name for the same fonts: xterm measures its characters anew.
      terminal.options.fontFamily = `${terminal.options.fontFamily}, monospace`;
    },
    // Another font shows Hangul then; its cells may be a little off.
    () => undefined,
  );
}
