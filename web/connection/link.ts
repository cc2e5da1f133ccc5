import { type Signal, signal } from '@preact/signals';
import { retryDelay } from './backoff.ts';
import { type Socket, transport } from './transport.ts';

export type LinkState =
  | { readonly at: 'connecting' }
  | { readonly at: 'open' }
  /** `retryAt`: when it tries again, in ms since 1970. */
  | { readonly at: 'lost'; readonly retryAt: number };

/** A socket that comes back by itself: JSON texts both ways. */
export class Link<Incoming, Outgoing> {
  readonly state: Signal<LinkState> = signal({ at: 'connecting' });
  readonly #path: () => string;
  readonly #receive: (message: Incoming) => void;
  #socket: Socket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #closed = false;

  constructor(path: () => string, receive: (message: Incoming) => void) {
    this.#path = path;
    this.#receive = receive;
    addEventListener('online', this.retry);
    this.#open();
  }

  /** False when there is no connection: nothing was sent. */
  send(message: Outgoing): boolean {
    if (this.state.value.at !== 'open' || !this.#socket) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** Tries now instead of later. */
  readonly retry = (): void => {
    if (this.state.value.at !== 'lost' || this.#closed) return;
    clearTimeout(this.#timer);
    this.#open();
  };

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    removeEventListener('online', this.retry);
    this.#socket?.close();
  }

  #open(): void {
    let here = true;
    const socket = transport().socket(this.#path(), {
      open: () => {
        this.#failures = 0;
        this.state.value = { at: 'open' };
      },
      // The border: the server speaks the protocol whose types both sides share.
      message: (text) => this.#receive(JSON.parse(text) as Incoming),
      close: () => {
        if (!here || this.#closed) return;
        here = false;
        this.#lose();
      },
    });
    this.#socket = socket;
  }

  #lose(): void {
    const delay = retryDelay(this.#failures, Math.random());
    this.#failures += 1;
    this.state.value = { at: 'lost', retryAt: Date.now() + delay };
    this.#timer = setTimeout(() => this.#open(), delay);
  }
}
