/* eslint-disable @n8n/community-nodes/no-restricted-imports -- development only, never shipped */
import type { Readable } from 'node:stream';

import { Refusal } from './refusal';

export interface PartHead {
	name: string;
	/** Absent: the part is a text field, not a file. */
	filename?: string;
	contentType?: string;
}

/** Takes a part's bytes as they come. */
export type PartSink = (bytes: Buffer) => void;

const LINE = Buffer.from('\r\n');
const HEAD_END = Buffer.from('\r\n\r\n');
const MAX_HEAD_BYTES = 16 * 1024;

const broken = (what: string) => new Refusal(400, `The multipart body is not valid: ${what}`);

/** The boundary that the content type names. */
export function boundaryOf(contentType: string | undefined): string {
	const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType ?? '') ?? [];
	const boundary = quoted ?? plain;
	if (boundary === undefined) throw broken('the content type has no boundary');
	return boundary;
}

function parseHead(text: string): PartHead {
	const headers = new Map(
		text
			.split('\r\n')
			.filter((line) => line !== '')
			.map((line) => {
				const colon = line.indexOf(':');
				return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
			}),
	);
	const disposition = headers.get('content-disposition') ?? '';
	const parameter = (name: string) => new RegExp(`;\\s*${name}="([^"]*)"`, 'i').exec(disposition)?.[1];
	const name = parameter('name');
	if (!/^form-data\s*;/i.test(disposition) || name === undefined) throw broken('a part has no name');
	return { name, filename: parameter('filename'), contentType: headers.get('content-type') };
}

/** Cuts a multipart body into its parts. Holds no more than a boundary and a part's head. */
class Cutter {
	private rest: Buffer = LINE;
	private state: 'data' | 'afterBoundary' | 'head' | 'end' = 'data';
	// What stands before the first boundary goes nowhere.
	private sink: PartSink = () => {};
	private readonly delimiter: Buffer;

	constructor(
		boundary: string,
		private readonly onPart: (head: PartHead) => PartSink,
	) {
		this.delimiter = Buffer.from(`\r\n--${boundary}`);
	}

	get isComplete(): boolean {
		return this.state === 'end';
	}

	feed(bytes: Buffer): void {
		this.rest = Buffer.concat([this.rest, bytes]);
		while (this.step());
	}

	/** False when more bytes are needed. */
	private step(): boolean {
		switch (this.state) {
			case 'data':
				return this.readData();
			case 'afterBoundary':
				return this.readBoundaryEnd();
			case 'head':
				return this.readHead();
			case 'end':
				this.take(this.rest.length);
				return false;
		}
	}

	private take(count: number): Buffer {
		const taken = this.rest.subarray(0, count);
		this.rest = this.rest.subarray(count);
		return taken;
	}

	private readData(): boolean {
		const found = this.rest.indexOf(this.delimiter);
		// The last bytes may be the beginning of a boundary.
		const safe = found >= 0 ? found : this.rest.length - this.delimiter.length + 1;
		if (safe > 0) this.sink(this.take(safe));
		if (found < 0) return false;
		this.take(this.delimiter.length);
		this.state = 'afterBoundary';
		return true;
	}

	private readBoundaryEnd(): boolean {
		if (this.rest.length < 2) return false;
		const mark = this.rest.subarray(0, 2).toString('latin1');
		if (mark !== '--' && mark !== '\r\n') throw broken('there is something after a boundary');
		if (mark === '--') this.state = 'end';
		// The line's end stays, so that a head without a line ends like any other.
		else this.state = 'head';
		return true;
	}

	private readHead(): boolean {
		const end = this.rest.indexOf(HEAD_END);
		if (end > MAX_HEAD_BYTES || (end < 0 && this.rest.length > MAX_HEAD_BYTES)) {
			throw broken('the head of a part is too long');
		}
		if (end < 0) return false;
		const head = this.take(end + HEAD_END.length).toString('utf8');
		this.sink = this.onPart(parseHead(head));
		this.state = 'data';
		return true;
	}
}

/**
 * Reads the parts of a multipart body as they come. If `onPart` or a sink refuses, the rest is read all the same and thrown
 * away: a client that is still sending would not see the answer otherwise.
 */
export async function readMultipart(
	contentType: string | undefined,
	body: Readable,
	onPart: (head: PartHead) => PartSink,
): Promise<void> {
	const cutter = new Cutter(boundaryOf(contentType), onPart);
	let refusal: unknown;
	for await (const bytes of body as AsyncIterable<Buffer>) {
		if (refusal !== undefined) continue;
		try {
			cutter.feed(bytes);
		} catch (error) {
			refusal = error;
		}
	}
	if (refusal !== undefined) throw refusal;
	if (!cutter.isComplete) throw broken('it ends too early');
}
