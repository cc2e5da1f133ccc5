interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * How a key press is bound: `Alt+S`, `Ctrl+Enter`, `Shift+F6`, `?`, `J`. Letters and digits with a
 * modifier go by their place on the keyboard: with Alt they may type another character.
 */
export function keyName(press: KeyPress): string {
  const place = /^(?:Key|Digit)(.)$/.exec(press.code)?.[1];
  const modified = press.altKey || press.ctrlKey || press.metaKey;
  const single = press.key.length === 1 ? press.key.toUpperCase() : press.key;
  const bracket = { BracketLeft: '[', BracketRight: ']' }[press.code];
  const key = modified ? (place ?? bracket ?? single) : single;
  return [
    ...(press.altKey ? ['Alt'] : []),
    ...(press.ctrlKey ? ['Ctrl'] : []),
    ...(press.metaKey ? ['Meta'] : []),
    ...(press.shiftKey && key.length > 1 ? ['Shift'] : []),
    key,
  ].join('+');
}
