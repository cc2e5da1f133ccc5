import { replaceTransport } from '../connection/transport.ts';
import { answer } from './answers.ts';
import { boardSocket } from './board.ts';
import { clusterSocket } from './cluster-socket.ts';

const stored = 'labset.fake';

/** `?fake=learner|instructor|nobody` puts a fixture in the server's place; `?fake=off` ends it. */
export function installFake(): void {
  const asked = new URL(location.href).searchParams.get('fake');
  if (asked !== null) sessionStorage.setItem(stored, asked);
  const who = sessionStorage.getItem(stored);
  if (who === null || who === 'off') return;
  replaceTransport({
    fetch: async (path, init) => answer(path, init, who),
    socket: (path, on) => (path.includes('/live/') ? boardSocket(on) : clusterSocket(on)),
  });
}

/** Which moment the fixture shows: `?scene=scaling|stuck|empty`. */
export function scene(): string {
  return new URL(location.href).searchParams.get('scene') ?? 'scaling';
}
