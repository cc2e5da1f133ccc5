import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/frame.css';
import './styles/pages.css';
import './styles/guide.css';
import './styles/bench.css';
import './styles/map.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { loadSession } from './session.ts';

async function start(): Promise<void> {
  // A fixture in the server's place, for development and screenshots; never in a real build.
  if (import.meta.env.MODE !== 'production') {
    const { installFake } = await import('./fake/install.ts');
    installFake();
  }
  const root = document.getElementById('app');
  if (!root) throw new Error('index.html has no #app');
  render(<App />, root);
  await loadSession();
}

void start();
