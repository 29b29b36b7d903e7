/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- development only, never shipped */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const SAMPLE_MS = 50;

/** The resident memory of a process and its peak, in bytes. Linux only. */
export class ProcessMemory {
	private readonly timer: NodeJS.Timeout;
	private sampled = 0;
	private kernelKeepsPeak = false;

	constructor(private readonly pid: number) {
		this.timer = setInterval(() => this.sample(), SAMPLE_MS).unref();
		this.startPeak();
	}

	static readonly isAvailable = existsSync('/proc/self/status');

	/** From now on. */
	startPeak(): void {
		this.sampled = 0;
		this.sample();
		try {
			// Sets the kernel's own high-water mark back, which misses nothing between two samples (proc(5)).
			writeFileSync(`/proc/${this.pid}/clear_refs`, '5');
			this.kernelKeepsPeak = true;
		} catch {
			this.kernelKeepsPeak = false;
		}
	}

	get resident(): number {
		return this.read('VmRSS');
	}

	/** Since `startPeak`. */
	get peak(): number {
		this.sample();
		return this.kernelKeepsPeak ? this.read('VmHWM') : this.sampled;
	}

	/** How the peak was found. */
	get method(): string {
		return this.kernelKeepsPeak ? 'high-water mark of the kernel' : `a sample every ${SAMPLE_MS} ms`;
	}

	close(): void {
		clearInterval(this.timer);
	}

	private sample(): void {
		this.sampled = Math.max(this.sampled, this.resident);
	}

	private read(name: 'VmRSS' | 'VmHWM'): number {
		const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
		const [, kilobytes] = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status) ?? [];
		return Number(kilobytes) * 1024;
	}
}
