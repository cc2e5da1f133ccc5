/** How bytes reach the server; development puts a fixture in its place. */
export interface Transport {
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Opens a WebSocket; `path` starts with `/api`. */
  socket(path: string, on: SocketEvents): Socket;
}

export interface SocketEvents {
  open(): void;
  close(): void;
  message(text: string): void;
}

export interface Socket {
  send(text: string): void;
  close(): void;
}

const network: Transport = {
  fetch: (path, init) => fetch(path, init),
  socket(path, on) {
    const url = new URL(path, location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(url);
    socket.onopen = () => on.open();
    socket.onclose = () => on.close();
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') on.message(data);
    };
    return socket;
  },
};

let inUse = network;

export function transport(): Transport {
  return inUse;
}

export function replaceTransport(other: Transport): void {
  inUse = other;
}
