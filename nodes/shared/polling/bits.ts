/** Whole numbers written one after another with as many bits as each needs, as Base64. */
export class BitWriter {
	private readonly bytes: number[] = [];

	private byte = 0;

	private filled = 0;

	/** @param width at most 53 bits */
	write(value: number, width: number): void {
		for (let left = width; left > 0; ) {
			const taken = Math.min(8 - this.filled, left);
			left -= taken;
			const chunk = Math.floor(value / 2 ** left) % 2 ** taken;
			this.byte = this.byte * 2 ** taken + chunk;
			this.filled += taken;
			if (this.filled === 8) this.flush();
		}
	}

	/** Exponential Golomb code of an order: short for numbers around 2^order, never long for any other. */
	writeGolomb(value: number, order: number): void {
		const length = golombExponent(value, order);
		this.write(0, length - order);
		this.write(1, 1);
		this.write(value + 2 ** order - 2 ** length, length);
	}

	toString(): string {
		if (this.filled > 0) {
			this.byte *= 2 ** (8 - this.filled);
			this.flush();
		}
		return Buffer.from(this.bytes).toString('base64');
	}

	private flush(): void {
		this.bytes.push(this.byte);
		this.byte = 0;
		this.filled = 0;
	}
}

/** Reads what a `BitWriter` wrote. Past the end it reads zeros, and `isOver` tells. */
export class BitReader {
	private readonly bytes: Buffer;

	private at = 0;

	constructor(text: string) {
		this.bytes = Buffer.from(text, 'base64');
	}

	get isOver(): boolean {
		return this.at > this.bytes.length * 8;
	}

	read(width: number): number {
		let value = 0;
		for (let left = width; left > 0; ) {
			const offset = this.at % 8;
			const taken = Math.min(8 - offset, left);
			const byte = this.bytes[Math.floor(this.at / 8)] ?? 0;
			value = value * 2 ** taken + (Math.floor(byte / 2 ** (8 - offset - taken)) % 2 ** taken);
			this.at += taken;
			left -= taken;
		}
		return value;
	}

	readGolomb(order: number): number {
		let length = order;
		while (this.read(1) === 0 && !this.isOver) length += 1;
		return this.read(length) + 2 ** length - 2 ** order;
	}
}

function golombExponent(value: number, order: number): number {
	let exponent = order;
	while (2 ** (exponent + 1) <= value + 2 ** order) exponent += 1;
	return exponent;
}

/** The order that writes numbers like these in few bits, a few very large ones among them or not. */
export function orderFor(values: number[]): number {
	const median = [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
	return Math.floor(Math.log2(median + 1));
}
