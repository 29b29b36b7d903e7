import { BitReader, BitWriter, orderFor } from './bits';
import { CONTENT_BITS, type Fingerprints } from './fingerprints';
import { packName, unpackName } from './names';
import type { SnapshotState } from './state';

type Packed = SnapshotState['records'];

/** What is kept of one record. */
export interface Known {
	/** Fingerprint of its content. */
	content: number;
	/** Whether the reading under way has found it. */
	now: boolean;
	/** Whether the last whole reading found it. */
	before: boolean;
	/** The last day on which it is followed, in days since 1970. */
	until: number;
}

/** What is kept of records besides their ids, and how wide. */
export interface Shape {
	hasContent: boolean;
	hasDays: boolean;
	/** Whether ids must be told again, not only recognised. */
	needsIds: boolean;
}

const DAY_BITS = 16;

/** Ids that a number gives back as they were. */
const NUMBER = /^(0|[1-9]\d{0,13})$/;

/**
 * The records of a list, by id. Ids that are numbers are kept as they are, for they take little room when they lie close
 * together; other ids only where they are needed whole, else a hash stands for them. Two ids may then share a hash, so
 * there can be several records behind one.
 */
export class Records {
	private readonly byKey: Map<string, Known[]>;

	private readonly isHashed: boolean;

	/** The records that were read in this poll. */
	private readonly met = new Map<string, Known>();

	private constructor(
		private readonly shape: Shape,
		private readonly hash: Fingerprints,
		entries: Array<[string, Known]>,
		isHashed: boolean,
	) {
		this.byKey = new Map();
		this.isHashed = isHashed;
		for (const [key, known] of entries) this.add(key, known);
	}

	static none(shape: Shape, hash: Fingerprints): Records {
		return new Records(shape, hash, [], false);
	}

	/** The records that `pack` put into a state; undefined when it is not whole. */
	static unpack(packed: Packed, shape: Shape, hash: Fingerprints): Records | undefined {
		const names = packed.ids === 'text' ? packed.names.map(unpackName) : undefined;
		if (names && names.length !== packed.count) return undefined;
		const reader = new BitReader(packed.bits);
		const entries: Array<[string, Known]> = [];
		for (let at = 0, id = 0; at < packed.count && !reader.isOver; at++) {
			if (!names) id += reader.readGolomb(packed.order);
			entries.push([names?.[at] ?? String(id), readKnown(reader, shape)]);
		}
		return reader.isOver ? undefined : new Records(shape, hash, entries, packed.ids === 'hash');
	}

	pack(): Packed {
		const all = [...this.entries()];
		const isHashed = this.isHashed || (!this.shape.needsIds && !all.every(([id]) => NUMBER.test(id)));
		const keyed =
			isHashed && !this.isHashed ? all.map(([id, known]) => [this.hashed(id), known] as const) : all;
		if (keyed.every(([id]) => NUMBER.test(id))) return this.packNumbers(keyed, isHashed ? 'hash' : 'number');
		const bits = new BitWriter();
		for (const [, known] of all) writeKnown(bits, known, this.shape);
		const names = all.map(([id]) => packName(id));
		return { ids: 'text', count: all.length, order: 0, names, bits: bits.toString() };
	}

	/** Takes in what was read of a record, and tells how it differs from what was known. */
	take(id: string, content: number, until: number): 'same' | 'changed' | 'new' {
		const key = this.keyOf(id);
		const known = this.recognise(id, this.byKey.get(key) ?? [], content);
		const before = known?.content;
		const now = known ?? this.add(key, { content, until, now: true, before: false });
		this.met.set(id, now);
		now.now = true;
		if (before === content) return 'same';
		Object.assign(now, { content, until });
		return known ? 'changed' : 'new';
	}

	*entries(): Generator<[id: string, known: Known]> {
		for (const [key, all] of this.byKey) for (const known of all) yield [key, known];
	}

	forget(id: string, known: Known): void {
		const others = this.byKey.get(id)?.filter((other) => other !== known) ?? [];
		if (others.length > 0) this.byKey.set(id, others);
		else this.byKey.delete(id);
	}

	private add(key: string, known: Known): Known {
		this.byKey.set(key, [...(this.byKey.get(key) ?? []), known]);
		return known;
	}

	/** Behind a hash, one that was found already in this reading is another record. */
	private recognise(id: string, candidates: Known[], content: number): Known | undefined {
		return (
			this.met.get(id) ??
			candidates.find((known) => known.content === content) ??
			candidates.find(({ now }) => !now || !this.isHashed)
		);
	}

	private keyOf(id: string): string {
		return this.isHashed ? this.hashed(id) : id;
	}

	private hashed(id: string): string {
		return String(this.hash.id(id));
	}

	private packNumbers(all: Array<readonly [string, Known]>, ids: 'number' | 'hash'): Packed {
		const sorted = all.map(([id, known]) => ({ id: Number(id), known })).sort((a, b) => a.id - b.id);
		const gaps = sorted.map(({ id }, at) => id - (sorted[at - 1]?.id ?? 0));
		const order = orderFor(gaps);
		const bits = new BitWriter();
		sorted.forEach(({ known }, at) => {
			bits.writeGolomb(gaps[at], order);
			writeKnown(bits, known, this.shape);
		});
		return { ids, count: sorted.length, order, names: [], bits: bits.toString() };
	}
}

function writeKnown(bits: BitWriter, known: Known, { hasContent, hasDays }: Shape): void {
	if (hasContent) bits.write(known.content, CONTENT_BITS);
	if (hasDays) bits.write(known.until, DAY_BITS);
	bits.write(Number(known.now) * 2 + Number(known.before), 2);
}

function readKnown(bits: BitReader, { hasContent, hasDays }: Shape): Known {
	const content = hasContent ? bits.read(CONTENT_BITS) : 0;
	const until = hasDays ? bits.read(DAY_BITS) : 0;
	const marks = bits.read(2);
	return { content, until, now: marks >= 2, before: marks % 2 === 1 };
}
