import type { ITheme } from '@xterm/xterm';

/** The dock's colours for the 16 of ANSI; the same in both themes. */
export const terminalTheme: ITheme = {
  background: '#0f1714',
  foreground: '#dce6e0',
  cursor: '#7bd0a4',
  cursorAccent: '#0f1714',
  scrollbarSliderBackground: '#27342e',
  scrollbarSliderHoverBackground: '#3a4a42',
  selectionBackground: '#2d4a6099',
  black: '#16201c',
  red: '#f39a80',
  green: '#7bd0a4',
  yellow: '#e6bc66',
  blue: '#86bee6',
  magenta: '#c9a7e0',
  cyan: '#86d3d6',
  white: '#dce6e0',
  brightBlack: '#8fa097',
  brightRed: '#f39a80',
  brightGreen: '#7bd0a4',
  brightYellow: '#e6bc66',
  brightBlue: '#86bee6',
  brightMagenta: '#c9a7e0',
  brightCyan: '#86d3d6',
  brightWhite: '#ffffff',
};
