import { signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { initials } from '../copy/format.ts';
import { chooseLocale, copy, locale } from '../copy/index.ts';
import { allowLetters, lettersAllowed } from '../keys/keys.ts';
import { me, signOut } from '../session.ts';
import { Segments } from './segments.tsx';
import {
  chooseScreenReader,
  chooseTerminalSize,
  screenReader,
  terminalSize,
  terminalSizes,
} from './settings.ts';
import { chooseTheme, theme } from './theme.ts';

const sizeNames = { 12: '12', 14: '14', 16: '16', 18: '18', 20: '20' };

/** Set to open the list of shortcuts. */
export const shortcutsOpen = signal(false);

/** Language, theme, text size, shortcuts and the way out. */
export function MeMenu() {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const close = (event: Event): void => {
      const isEscape = event instanceof KeyboardEvent && event.key === 'Escape';
      const isOutside =
        event.type === 'pointerdown' &&
        event.target instanceof Node &&
        !place.current?.contains(event.target);
      if (isEscape || isOutside) setOpen(false);
    };
    addEventListener('pointerdown', close);
    addEventListener('keydown', close);
    return () => {
      removeEventListener('pointerdown', close);
      removeEventListener('keydown', close);
    };
  }, [open]);
  const person = me.value;
  if (!person) return null;
  return (
    <div class="menu-place" ref={place}>
      <button
        type="button"
        class="me"
        aria-expanded={open}
        aria-label={copy().menuOf(person.name)}
        onClick={() => setOpen(!open)}
      >
        {initials(person.name)}
      </button>
      {open && <Menu name={person.name} onClose={() => setOpen(false)} />}
    </div>
  );
}

function Menu({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const c = copy();
  return (
    <div class="menu">
      <div class="row">
        <b>{name}</b>
      </div>
      <hr />
      <div class="row">
        <span>{c.languageLabel}</span>
        <LanguageChoice />
      </div>
      <div class="row">
        <span>{c.theme}</span>
        <Segments
          label={c.theme}
          options={['system', 'light', 'dark']}
          names={c.themes}
          chosen={theme.value}
          onChoose={chooseTheme}
        />
      </div>
      <div class="row">
        <span>{c.textSize}</span>
        <Segments
          label={c.textSize}
          options={terminalSizes}
          names={sizeNames}
          chosen={terminalSize.value}
          onChoose={chooseTerminalSize}
        />
      </div>
      <Toggle
        name={c.screenReader}
        on={screenReader.value}
        onChange={(on) => {
          chooseScreenReader(on);
          // A terminal takes it up when it is opened.
          location.reload();
        }}
      />
      <Toggle name={c.letterKeys} on={lettersAllowed.value} onChange={allowLetters} />
      <hr />
      <button
        type="button"
        class="item"
        onClick={() => {
          onClose();
          shortcutsOpen.value = true;
        }}
      >
        {c.shortcuts}
      </button>
      <button type="button" class="item" onClick={() => void signOut()}>
        {c.signOut}
      </button>
    </div>
  );
}

interface ToggleProps {
  readonly name: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

function Toggle({ name, on, onChange }: ToggleProps) {
  return (
    <label class="row">
      {name}
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  );
}

export function LanguageChoice({ short = true }: { readonly short?: boolean }) {
  return (
    <Segments
      label={copy().languageLabel}
      options={['ko', 'en']}
      names={{ ko: '한국어', en: short ? 'EN' : 'English' }}
      chosen={locale.value}
      onChoose={chooseLocale}
    />
  );
}
