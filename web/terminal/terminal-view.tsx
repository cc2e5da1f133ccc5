import '@xterm/xterm/css/xterm.css';
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import { useEffect, useRef, useState } from 'preact/hooks';
import { copy } from '../copy/index.ts';
import { screenReader, terminalSize } from '../parts/settings.ts';
import { useLab } from '../views/lab/lab-context.ts';
import { loadHangulFont } from './hangul-font.ts';
import type { TerminalSession } from './session.ts';
import { terminalTheme } from './theme.ts';
import { hasHangul } from './width.ts';

/** xterm measures a cell once, so the font has to be there before. */
export async function loadTerminalFonts(): Promise<void> {
  const faces = ['400', '700'].map((weight) =>
    document.fonts.load(`${weight} 12px 'JetBrains Mono'`),
  );
  await Promise.allSettled(faces);
}

/** All terminals, the chosen one in sight: the others go on. */
export function TerminalView() {
  const { desk } = useLab();
  return (
    <>
      {desk.terminals.value.map((session) => (
        <TerminalPane
          key={session.id}
          session={session}
          shown={desk.terminal.value === session.id}
        />
      ))}
    </>
  );
}

interface PaneProps {
  readonly session: TerminalSession;
  readonly shown: boolean;
}

const leftKey = 'labset.terminal-left';

function TerminalPane({ session, shown }: PaneProps) {
  const place = useRef<HTMLDivElement>(null);
  const opened = useRef<{ terminal: Terminal; fit: FitAddon } | undefined>(undefined);
  const [hint, setHint] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const { terminal, fit } = openTerminal(element, session);
    opened.current = { terminal, fit };
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0 && element.clientHeight > 0) fit.fit();
    });
    observer.observe(element);
    // The first focus says how to leave; once is enough.
    const onFocus = (): void => {
      setHint(localStorage.getItem(leftKey) === null);
      localStorage.setItem(leftKey, 'told');
    };
    terminal.textarea?.addEventListener('focus', onFocus, { once: true });
    return () => {
      observer.disconnect();
      session.hide();
      terminal.dispose();
    };
  }, [session]);
  const size = Number(terminalSize.value);
  useEffect(() => {
    if (!opened.current) return;
    opened.current.terminal.options.fontSize = size;
    opened.current.fit.fit();
  }, [size]);
  useEffect(() => {
    if (!hint) return;
    const timer = setTimeout(() => setHint(false), 6000);
    return () => clearTimeout(timer);
  }, [hint]);
  return (
    <div class="terminal" hidden={!shown}>
      <div class="xterm-place" ref={place} />
      {hint && (
        <p class="terminal-hint" role="status">
          {copy().terminalLeave}
        </p>
      )}
    </div>
  );
}

function openTerminal(
  element: HTMLElement,
  session: TerminalSession,
): { terminal: Terminal; fit: FitAddon } {
  const terminal = new Terminal({
    fontFamily: "'JetBrains Mono', 'D2Coding', ui-monospace, Menlo, Consolas, monospace",
    fontSize: Number(terminalSize.peek()),
    lineHeight: 1.15,
    fontWeightBold: '700',
    cursorStyle: 'block',
    scrollback: 5000,
    screenReaderMode: screenReader.peek(),
    theme: terminalTheme,
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.open(element);
  terminal.attachCustomKeyEventHandler((event) => !belongsToConsole(event));
  terminal.onData((data) => session.input(data));
  terminal.onResize(({ cols, rows }) => session.resized(cols, rows));
  fit.fit();
  session.show({
    get columns() {
      return terminal.cols;
    },
    write(text) {
      if (hasHangul(text)) loadHangulFont(terminal);
      terminal.write(text);
    },
  });
  session.resized(terminal.cols, terminal.rows);
  return { terminal, fit };
}

/** The keys that leave the terminal. */
function belongsToConsole(event: KeyboardEvent): boolean {
  if (event.key === 'F6') return true;
  if (event.altKey && /^Digit\d$/.test(event.code)) return true;
  return event.metaKey && event.code === 'KeyK';
}
