/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/** How many connections the servers of this process have open, and the most at once. */
export class OpenSockets {
	private open = 0;
	private most = 0;

	constructor() {
		subscribe('net.server.socket', (message) => {
			const { socket } = message as { socket: Socket };
			this.open += 1;
			this.most = Math.max(this.most, this.open);
			socket.once('close', () => (this.open -= 1));
		});
	}

	startPeak(): void {
		this.most = this.open;
	}

	/** Since `startPeak`. */
	get peak(): number {
		return this.most;
	}
}
